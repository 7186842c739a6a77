package records

import (
	"crypto/rand"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"probata/dossier"
	"probata/dossier/datafile"
	"probata/dossier/lang"
	"probata/dossier/law"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// Offered are the decisions that serve a legal point, with what leaning on them would mean: those on its element for a finding,
// those on its provision for an allegation, none for anything else.
func Offered(s *speech.Speech, d *dossier.Dossier, id dossier.ID) []law.Reliance {
	var list []law.Decision
	to := law.Reliance{Allegation: id, Language: caseLanguage(s, d)}
	switch r := d.Get(id).(type) {
	case *dossier.Allegation:
		list = s.Law.Decisions(r.Provision)
	case *dossier.Finding:
		to.Allegation, to.Finding = r.Allegation, id
		if a, ok := dossier.Find[*dossier.Allegation](d, r.Allegation); ok {
			list = s.Law.DecisionsFor(a.Provision, r.Element)
		}
	}
	out := make([]law.Reliance, len(list))
	for i, x := range list {
		out[i] = to
		out[i].Decision = x
	}
	return out
}

// caseLanguage is the first language of a case, else that of the window: sources are named in it.
func caseLanguage(s *speech.Speech, d *dossier.Dossier) string {
	if c := d.Case(); c != nil && len(c.Languages) > 0 {
		return c.Languages[0]
	}
	return s.Tag()
}

// decisions offers the decisions that serve a legal point, each with what it holds, how well it is known, and a button that
// cites it.
func (p *Inspect) decisions(id dossier.ID) widget.InspectorSection {
	say, d := p.w.Say(), p.w.Session().Dossier
	all := Offered(say, d, id)
	if len(all) == 0 {
		return widget.InspectorSection{}
	}
	out := widget.InspectorSection{Title: say.T("ui.decisions.title"), Count: true, Kind: widget.Neutral}
	out.Rows = room.Drawn(all, func(r law.Reliance) widget.ClickRow {
		row := widget.ClickRow{
			Icon: p.w.Icons()["law"], Title: r.Decision.Citation.In(say.Tag()), Subtitle: holding(say, r.Decision), Whole: true,
			Ink: confidenceKind(r.Decision),
		}
		if say.Law.Relied(d, r) {
			row.Kind, row.Trail = widget.Success, say.T("ui.decisions.cited")
			return row
		}
		row.Step, row.Stepped = say.T("ui.decisions.cite"), func() { Rely(p.w, r) }
		return row
	})
	out.More = widget.ClickRow{Icon: p.w.Icons()["search"], Title: say.T("ui.decisions.all"), Tapped: func() { pickDecision(p.w, p.editor.info, all) }}
	return out
}

// holding is what a decision says, after how well it is known and where in it that stands.
func holding(s *speech.Speech, d law.Decision) string {
	known := s.Word("law-confidence", string(d.Confidence))
	if d.Paragraphs != "" {
		known = speech.Join(known, s.T("ui.decisions.at", "paragraphs", d.Paragraphs))
	}
	return speech.Join(known, d.Holding.In(s.Tag()))
}

// confidenceKind is the tone of a decision: what was only recalled has to be read before it is cited.
func confidenceKind(d law.Decision) widget.Kind {
	if d.Confidence == datafile.Memory || d.Confidence == datafile.Uncertain {
		return widget.Warning
	}
	return widget.Neutral
}

// pickDecision finds one of the decisions offered by any of its words, and cites it.
func pickDecision(w Host, anchor fyne.Focusable, all []law.Reliance) {
	say := w.Say()
	find := func(q string) []widget.Option {
		var out []widget.Option
		for _, r := range all {
			label, detail := r.Decision.Citation.In(say.Tag()), holding(say, r.Decision)
			if strings.Contains(lang.Fold(label+" "+detail), lang.Fold(q)) {
				out = append(out, widget.Option{Key: r.Decision.ID, Label: label, Detail: detail})
			}
		}
		return out
	}
	widget.Pick(anchor, say.T("ui.decisions.title"), say.Words, find, func(o widget.Option) {
		if i := slices.IndexFunc(all, func(r law.Reliance) bool { return r.Decision.ID == o.Key }); i >= 0 {
			Rely(w, all[i])
		}
	})
}

// Rely cites a decision, in one step of undo.
func Rely(w Host, r law.Reliance) {
	w.Touch()
	w.Session().Flush()
	put, err := w.Say().Law.Rely(w.Session().Dossier, r, rand.Reader)
	if err != nil {
		w.Fail(err)
		return
	}
	if len(put) > 0 {
		w.Session().Apply("add", "", put, nil)
	}
}
