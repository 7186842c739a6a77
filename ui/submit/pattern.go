package submit

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"probata/dossier"
	"probata/dossier/store"
	"probata/dossier/submission"
	"probata/ui/speech"
	"probata/ui/widget"
)

// PatternKey is under which setting of the vault a submission keeps the other
// cases that are put beside its own. They are no part of the case: whoever gets
// it handed over gets nothing of the others.
func PatternKey(submission dossier.ID) string { return "pattern." + string(submission) }

// takesCases tells whether a form puts several cases side by side.
func takesCases(f *submission.Form) bool {
	found := false
	f.Questions(func(_ *submission.Section, q *submission.Question) { found = found || q.View == "cases" })
	return found
}

// patternCases are the ids of the other cases of the submission shown.
func (s *Screen) patternCases() []dossier.ID {
	v, err := s.w.Session().Store.Setting(context.Background(), PatternKey(s.ID))
	if err != nil {
		s.w.Fail(err)
		return nil
	}
	var out []dossier.ID
	for id := range strings.SplitSeq(v, ",") {
		known := slices.ContainsFunc(s.w.Session().Cases, func(c store.CaseRow) bool { return c.ID == dossier.ID(id) })
		if known && dossier.ID(id) != s.w.Session().CaseID() {
			out = append(out, dossier.ID(id))
		}
	}
	return out
}

// others are those cases, read when they are first needed.
func (s *Screen) others(f *submission.Form) []*dossier.Dossier {
	if !takesCases(f) {
		return nil
	}
	var out []*dossier.Dossier
	for _, id := range s.patternCases() {
		d := s.pattern[id]
		if d == nil {
			var err error
			if d, err = s.w.Session().Store.Load(context.Background(), id); err != nil {
				s.w.Fail(err)
				continue
			}
			s.pattern[id] = d
		}
		out = append(out, d)
	}
	return out
}

// CaseChooser chooses the other cases of a pattern; nothing where the form takes
// one case or the vault has no other.
func (s *Screen) CaseChooser(r *dossier.Submission) []fyne.CanvasObject {
	form, ok := s.w.Data().Forms.Get(r.Form)
	if !ok || !takesCases(form) || len(s.w.Session().Cases) < 2 {
		return nil
	}
	say := s.w.Say()
	var options []widget.Option
	for _, c := range s.w.Session().Cases {
		if c.ID != s.w.Session().CaseID() {
			options = append(options, widget.Option{Key: string(c.ID), Label: speech.Join(c.Reference, c.Title)})
		}
	}
	f := widget.NewChoicesField("cases", say.Words.Add, options, say.Words)
	var keys []string
	for _, id := range s.patternCases() {
		keys = append(keys, string(id))
	}
	f.Set(keys)
	f.OnChanged = func(keys []string) {
		s.w.Touch()
		if err := s.w.Session().Store.SetSetting(context.Background(), PatternKey(s.ID), strings.Join(keys, ",")); err != nil {
			s.w.Fail(err)
			return
		}
		s.Refill()
	}
	return []fyne.CanvasObject{widget.NewStack(4, widget.NewCaption(say.T("ui.submit.pattern")), f.Object())}
}
