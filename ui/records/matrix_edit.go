package records

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"probata/dossier"
	"probata/dossier/lang"
	"probata/ui/room"
	"probata/ui/widget"
)

// state is how far an element is shown; a tap chooses another.
func (m *matrix) state(e LegalElement) fyne.CanvasObject {
	say := m.w.Say()
	word, kind := say.Words.Choose, widget.Neutral
	if e.Finding != nil && e.Finding.State != "" {
		word = say.Word("finding-state", e.Finding.State)
		kind = map[string]widget.Kind{"shown": widget.Success, "partly": widget.Warning, "missing": widget.Danger}[e.Finding.State]
	}
	var chip *widget.ChipButton
	chip = widget.NewChipButton(word, kind, func() {
		keys, _ := dossier.Vocabulary("finding-state")
		var items []*fyne.MenuItem
		for _, k := range keys {
			items = append(items, fyne.NewMenuItem(say.Word("finding-state", k), func() { m.setState(e, k) }))
		}
		fw.NewPopUpMenu(fyne.NewMenu("", items...), m.w.Win().Canvas()).ShowAtRelativePosition(fyne.NewPos(0, chip.Size().Height+2), chip)
	})
	return chip
}

func (m *matrix) setState(e LegalElement, state string) {
	if id := m.begun(e); id != "" {
		m.w.Session().Set(id, func(r dossier.Record) { r.(*dossier.Finding).State = state })
	}
}

// begun is the finding on an element, made when there is none.
func (m *matrix) begun(e LegalElement) dossier.ID {
	m.w.Touch()
	m.w.Session().Flush()
	if e.Finding != nil {
		return e.Finding.ID
	}
	return room.Create(m.w, dossier.TypeFinding, "", func(r dossier.Record) {
		f := r.(*dossier.Finding)
		f.Allegation, f.Element = m.ID, e.ID
	})
}

func (m *matrix) Open(e LegalElement, field string) {
	if id := m.begun(e); id != "" {
		m.w.Jump(id, field)
	}
}

// Flip says that a fact shows an element, or takes that back. A fact that was
// only known from its element stays with the allegation.
func (m *matrix) Flip(e LegalElement, fact dossier.ID) {
	id := m.begun(e)
	a, ok := dossier.Find[*dossier.Allegation](m.w.Session().Dossier, m.ID)
	if id == "" || !ok {
		return
	}
	f := dossier.Copy(m.w.Session().Dossier.Get(id)).(*dossier.Finding)
	if i := slices.Index(f.Facts, fact); i >= 0 {
		f.Facts = slices.Delete(slices.Clone(f.Facts), i, i+1)
	} else {
		f.Facts = append(slices.Clone(f.Facts), fact)
	}
	put := []dossier.Record{f}
	if !slices.Contains(a.Facts, fact) {
		a = dossier.Copy(a).(*dossier.Allegation)
		a.Facts = append(slices.Clone(a.Facts), fact)
		put = append(put, a)
	}
	m.w.Session().Apply("edit", "", put, nil)
}

// pickFact adds a fact of the case to the allegation.
func (m *matrix) pickFact(anchor fyne.Focusable, a *dossier.Allegation) {
	say, d := m.w.Say(), m.w.Session().Dossier
	have := FactsOf(d, a, ElementsOf(say, d, a))
	find := func(q string) []widget.Option {
		var out []widget.Option
		for _, t := range []dossier.Type{dossier.TypeEvent, dossier.TypeAct, dossier.TypeQuote} {
			for _, r := range d.List(t) {
				id := r.Header().ID
				label := say.Label(d, id)
				if !slices.Contains(have, id) && strings.Contains(lang.Fold(label), lang.Fold(q)) {
					out = append(out, widget.Option{Key: string(id), Label: label, Detail: say.TypeWord(t)})
				}
			}
		}
		return out
	}
	widget.Pick(anchor, say.T("ui.matrix.add-fact"), say.Words, find, func(o widget.Option) {
		m.w.Session().Set(a.ID, func(r dossier.Record) {
			x := r.(*dossier.Allegation)
			x.Facts = append(slices.Clone(x.Facts), dossier.ID(o.Key))
		})
	})
}
