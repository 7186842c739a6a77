package room

import (
	"context"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/desk"
	"probata/dossier/lang"
	"probata/ui/speech"
	"probata/ui/widget"
)

// Rower makes rows of the case as it is now.
func Rower(w Host) *speech.Rower {
	return &speech.Rower{Speech: w.Say(), Dossier: w.Session().Dossier, Icons: w.Icons(), Worst: speech.WorstOf(w.Session().Dossier, w.Session().Check())}
}

// Create makes a record, with text as what it is called, and answers with its
// id, "" when it failed. A party comes with its name and its role in the case,
// because without one it would be in no case at all.
func Create(w Host, t dossier.Type, text string, fill func(dossier.Record)) dossier.ID {
	w.Session().Flush()
	put, err := begun(w, t, text)
	if err != nil {
		w.Fail(err)
		return ""
	}
	r := put[0]
	if fill != nil {
		fill(r)
	}
	if t != dossier.TypeParty && text != "" {
		setText(r, text)
	}
	if !w.Session().Apply("add", "", put, nil) {
		return ""
	}
	return r.Header().ID
}

func begun(w Host, t dossier.Type, text string) ([]dossier.Record, error) {
	if t == dossier.TypeParty {
		return desk.NewParty(w.Session().Store, w.Session().Dossier, text, "")
	}
	r, err := w.Session().NewRecord(t)
	return []dossier.Record{r}, err
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

// AskRemove says what goes with a record, and removes it when that is wanted.
func AskRemove(w Host, id dossier.ID) {
	w.Session().Flush()
	d := w.Session().Dossier
	if d.Get(id) == nil {
		return
	}
	plan := desk.PlanRemoval(d, id)
	say := w.Say()
	text := say.T("ui.remove.alone")
	if len(plan.Gone) > 1 {
		text = say.T("ui.remove.with", "what", counted(w, plan.Gone[1:]))
	}
	if len(plan.Put) > 0 {
		text += " " + say.N("ui.remove.links", len(plan.Put))
	}
	w.Ask(Question{
		Title: say.T("ui.remove.title", "what", speech.Shorter(say.Label(d, id), 60)), Text: text + " " + say.T("ui.remove.undo"),
		Yes: say.T("ui.remove.yes"), No: say.Words.Cancel, Danger: true,
	}, func() { w.Session().Apply("remove", "", plan.Put, plan.Remove) })
}

// counted is "2 names, 1 address".
func counted(w Host, records []dossier.Record) string {
	n := map[dossier.Type]int{}
	for _, r := range records {
		n[r.Type()]++
	}
	var out []string
	for _, t := range dossier.Tables() {
		if c := n[t.Type]; c > 0 {
			out = append(out, w.Say().TypesWord(t.Type)+": "+w.Say().Number(c))
		}
	}
	return strings.Join(out, ", ")
}

// OtherParties are parties of other cases in the vault whose name holds q.
func OtherParties(w Host, q string, have map[dossier.ID]bool) []widget.Option {
	rows, err := w.Session().Store.Parties(context.Background())
	if err != nil {
		w.Fail(err)
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
			out = append(out, widget.Option{Key: string(p.Party.ID), Label: label, Detail: w.Say().T("ui.record.other-case")})
		}
	}
	return out
}

// NeutralName is a name for a file that tells nobody what is in it but its kind.
func NeutralName(w Host, kind, tag, ext string) string {
	parts := []string{kind}
	if tag != "" {
		parts = append(parts, tag)
	}
	return strings.Join(append(parts, w.Data().Now().Format("2006-01-02")), "-") + ext
}

// Reread shows the case with a line of custody that the store has written.
func Reread(w Host, id dossier.ID) {
	if w.Session().Dossier == nil || w.Session().Dossier.Get(id) == nil {
		return
	}
	if err := w.Session().Reload(context.Background(), id); err != nil {
		w.Fail(err)
	}
}
