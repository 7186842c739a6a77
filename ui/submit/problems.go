package submit

import (
	"strings"

	"probata/dossier"
	"probata/dossier/submission"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// fillProblems groups what stands against sending by its weight and its kind.
// What is sent all the same stands by itself, with the reason.
func (s *Screen) fillProblems() {
	say := s.w.Say()
	var waived []dossier.Problem
	groups := map[dossier.Weight]map[dossier.ProblemKind][]dossier.Problem{}
	for _, p := range s.Filled.Problems {
		if p.Waiver != "" {
			waived = append(waived, p)
			continue
		}
		if groups[p.Weight] == nil {
			groups[p.Weight] = map[dossier.ProblemKind][]dossier.Problem{}
		}
		kind := p.Kind()
		groups[p.Weight][kind] = append(groups[p.Weight][kind], p)
	}
	var sections []widget.InspectorSection
	for _, weight := range []dossier.Weight{dossier.Stops, dossier.Warn, dossier.Hint} {
		if weight == dossier.Stops && len(groups[weight]) == 0 {
			sections = append(sections, widget.InspectorSection{Title: say.T("ui.submit.stops"), Empty: say.T("ui.submit.no-stops")})
		}
		for _, kind := range dossier.ProblemKinds() {
			sections = append(sections, widget.InspectorSection{
				Title: speech.Join(say.T("ui.submit."+weight.String()), say.T("ui.preflight."+string(kind))), Kind: room.WeightKind(weight), Count: true,
				More: widget.ClickRow{Title: say.T("ui.submit.more")}, Rows: room.Drawn(groups[weight][kind], s.problemRow),
			})
		}
		if weight == dossier.Stops {
			sections = append(sections, widget.InspectorSection{Title: say.T("ui.preflight.waived"), Kind: widget.Warning, Count: true, Rows: room.Drawn(waived, s.WaivedRow)})
		}
	}
	s.pane.SetSections(sections...)
}

// problemRow opens the place that mends a problem: a field of a record, or the
// question itself where only an answer of one's own can. A stop can be waived.
func (s *Screen) problemRow(p dossier.Problem) widget.ClickRow {
	row := room.ProblemRow(s.w, p, true)
	row.Title, row.Whole = speech.Named(s.w.Say(), s.Filled, p), true
	if q := argument(p, "question"); q != "" && s.w.Session().Dossier.Get(p.Record) == nil {
		row.Tapped = func() { s.openQuestion(q) }
	}
	if submission.IsReview(p) {
		row.Tapped = s.openReview
	}
	if p.Weight == dossier.Stops && !s.w.Session().Store.ReadOnly() {
		row.Step, row.Stepped = s.w.Say().T("ui.preflight.waive"), func() { s.AskWaive(p) }
	}
	return row
}

// WaivedRow is what is sent all the same: the reason, and the way to take the
// decision back.
func (s *Screen) WaivedRow(p dossier.Problem) widget.ClickRow {
	say := s.w.Say()
	p.Weight = dossier.Warn
	row := s.problemRow(p)
	if w, ok := dossier.Find[*dossier.Waiver](s.w.Session().Dossier, p.Waiver); ok {
		given := say.T("ui.preflight.reason", "reason", speech.OneLine(w.Reason))
		row.Subtitle = room.Stacked(row.Subtitle, given, speech.Join(say.When(w.Given), say.Word("form", w.Form)))
		row.Step, row.Stepped = say.T("ui.preflight.revoke"), func() { s.w.Session().Flush(); s.w.Session().Apply("remove", "", nil, []dossier.ID{w.ID}) }
	}
	return row
}

// AskWaive asks why it is to be sent all the same; the reason stays on record.
func (s *Screen) AskWaive(p dossier.Problem) {
	say := s.w.Say()
	reason := widget.NewTextField("reason", say.T("ui.preflight.reason-hint"), 3)
	more := widget.NewStack(8, widget.NewText(speech.Named(say, s.Filled, p)), room.Labelled(say.T("ui.preflight.why"), reason.Object()))
	form := s.Filled.Form.ID
	s.w.Ask(room.Question{Title: say.T("ui.preflight.waive-title"), Text: say.T("ui.preflight.waive-text"), More: more, Yes: say.T("ui.preflight.waive-yes"), No: say.Words.Cancel, Danger: true}, func() {
		text := strings.TrimSpace(reason.Text())
		if text == "" {
			s.w.Tell(say.T("ui.preflight.waive-title"), say.T("ui.preflight.no-reason"))
			return
		}
		room.Create(s.w, dossier.TypeWaiver, "", func(r dossier.Record) {
			x := r.(*dossier.Waiver)
			x.Form, x.Key, x.About, x.Field, x.Reason = form, p.Key, p.Record, p.Field, text
			x.Given = dossier.Date{EDTF: s.w.Today().String()}
		})
	})
	s.w.Win().Canvas().Focus(reason.FocusTarget()) // who begins to type means the reason
}

func argument(p dossier.Problem, name string) string {
	for i := 0; i+1 < len(p.Args); i += 2 {
		if p.Args[i] == name {
			v, _ := p.Args[i+1].(string)
			return v
		}
	}
	return ""
}
