package ui

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/desk"
	"probata/dossier/lang"
	"probata/ui/widget"
)

// jump shows a record and one of its fields: what a click on a problem does.
func (w *Window) jump(id dossier.ID, field string) {
	s, ok := w.screen.(*shell)
	if !ok || s.view == nil {
		return
	}
	w.session.flush()
	s.view.jump(id, field)
}

func (w *Window) showTab(key string) {
	if s, ok := w.screen.(*shell); ok {
		s.showTab(key)
	}
}

// rower makes rows of the case as it is now.
func (w *Window) rower() *rower {
	return &rower{speech: w.say, d: w.session.d, icons: w.icons, worst: worstOf(w.session.d, w.session.check())}
}

// create makes a record, with text as what it is called, and answers with its
// id, "" when it failed. A party comes with its name and its role in the case,
// because without one it would be in no case at all.
func (w *Window) create(t dossier.Type, text string, fill func(dossier.Record)) dossier.ID {
	w.session.flush()
	r, err := w.session.newRecord(t)
	if err != nil {
		w.fail(err)
		return ""
	}
	put := []dossier.Record{r}
	if fill != nil {
		fill(r)
	}
	if t == dossier.TypeParty {
		more, err := w.partyParts(r.(*dossier.Party), text)
		if err != nil {
			w.fail(err)
			return ""
		}
		put = append(put, more...)
	} else if text != "" {
		setText(r, text)
	}
	if !w.session.apply("add", "", put, nil) {
		return ""
	}
	return r.Header().ID
}

func (w *Window) partyParts(p *dossier.Party, name string) ([]dossier.Record, error) {
	p.Kind = "person"
	n, err := w.session.newRecord(dossier.TypeName)
	if err != nil {
		return nil, err
	}
	role, err := w.session.newRecord(dossier.TypeRole)
	if err != nil {
		return nil, err
	}
	role.(*dossier.Role).Party = p.ID
	nm := n.(*dossier.Name)
	nm.Party, nm.Full = p.ID, name
	return []dossier.Record{nm, role}, nil
}

// setText puts text into the first field that takes any.
func setText(r dossier.Record, text string) {
	for _, f := range dossier.TableOf(r.Type()).Fields {
		if (f.Kind == dossier.Text || f.Kind == dossier.LongText) && !f.Fixed {
			f.SetString(r, text)
			return
		}
	}
}

// askRemove says what goes with a record, and removes it when that is wanted.
func (w *Window) askRemove(id dossier.ID) {
	w.session.flush()
	d := w.session.d
	if d.Get(id) == nil {
		return
	}
	plan := desk.PlanRemoval(d, id)
	say := w.say
	text := say.T("ui.remove.alone")
	if len(plan.Gone) > 1 {
		text = say.T("ui.remove.with", "what", w.counted(plan.Gone[1:]))
	}
	if len(plan.Put) > 0 {
		text += " " + say.N("ui.remove.links", len(plan.Put))
	}
	w.ask(question{
		title: say.T("ui.remove.title", "what", shorter(say.label(d, id), 60)), text: text + " " + say.T("ui.remove.undo"),
		yes: say.T("ui.remove.yes"), no: say.words.Cancel, danger: true,
	}, func() { w.session.apply("remove", "", plan.Put, plan.Remove) })
}

// counted is "2 names, 1 address".
func (w *Window) counted(records []dossier.Record) string {
	n := map[dossier.Type]int{}
	for _, r := range records {
		n[r.Type()]++
	}
	var out []string
	for _, t := range dossier.Tables() {
		if c := n[t.Type]; c > 0 {
			out = append(out, w.say.typesWord(t.Type)+": "+w.say.Number(c))
		}
	}
	return strings.Join(out, ", ")
}

// otherParties are parties of other cases in the vault whose name holds q.
func (w *Window) otherParties(q string, have map[dossier.ID]bool) []widget.Option {
	rows, err := w.session.store.Parties(context.Background())
	if err != nil {
		w.fail(err)
		return nil
	}
	var out []widget.Option
	for _, p := range rows {
		if have[p.Party.ID] {
			continue
		}
		label := p.Party.Description
		if i := slices.IndexFunc(p.Names, func(n *dossier.Name) bool { return n.Display() != "" }); i >= 0 {
			label = p.Names[i].Display()
		}
		if label != "" && (q == "" || strings.Contains(lang.Fold(label), q)) {
			out = append(out, widget.Option{Key: string(p.Party.ID), Label: label, Detail: w.say.T("ui.record.other-case")})
		}
	}
	return out
}

// neutralName is a name for a file that tells nobody what is in it but its kind.
func (w *Window) neutralName(kind, tag, ext string) string {
	parts := []string{kind}
	if tag != "" {
		parts = append(parts, tag)
	}
	return strings.Join(append(parts, w.parts.Now().Format("2006-01-02")), "-") + ext
}

// vaultName is a vault's folder without its path, for the screen.
func vaultName(path string) string { return strings.TrimSuffix(filepath.Base(path), vaultSuffix) }

const vaultSuffix = ".probata"
