package doors

import (
	"context"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/door"
	"probata/dossier/submission"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// showDoor fills the pane with one body: the way in, then everything that stands
// against it or is needed yet, each opening its place, then the order of filing,
// and last what speaks for it.
func (s *Screen) showDoor(d door.Door) {
	say := s.w.Say()
	group := func(key string, kind widget.Kind, states ...door.State) widget.InspectorSection {
		out := widget.InspectorSection{Title: say.T("ui.door.section." + key), Count: true, Kind: kind}
		for _, r := range d.Reasons {
			if slices.Contains(states, r.State) {
				out.Rows = append(out.Rows, s.reasonRow(r))
			}
		}
		return out
	}
	s.Pane.SetSections()
	s.Pane.Add(s.doorCard(d))
	s.Pane.AddSections(
		group("against", widget.Danger, door.Failed),
		group("doubt", widget.Warning, door.Doubt),
		group("needs", widget.Info, door.Needed),
		s.asks(d),
		s.limits(d.Body),
		s.shuts(d),
		s.shutBy(d.Body),
		group("told", widget.Info, door.Told),
		group("met", widget.Success, door.Met),
	)
	s.Pane.ScrollToTop()
}

// doorCard names the body, the verdict with what it means, and begins the
// submission. Open is never called admissible: that is the body's to decide.
func (s *Screen) doorCard(d door.Door) *widget.Card {
	say := s.w.Say()
	col := widget.NewStack(10,
		widget.NewChips(widget.NewChip(say.T("ui.door."+string(d.Verdict)), speech.VerdictKind(d.Verdict))),
		widget.NewText(say.T("ui.door.means-"+string(d.Verdict))))
	if len(d.States) > 1 {
		for _, st := range d.States {
			col.Add(widget.NewText(door.AgainstText(say.Printer, st)))
		}
	}
	if basis := say.Rule(door.Reason{Fact: d.Fact}); basis != "" {
		col.Add(widget.NewCaption(basis))
	}
	for _, row := range s.FollowUps(d.Body) {
		col.Add(widget.NewClickRow(row))
	}
	forms := speech.FormsOf(s.w.Data().Forms, d.Body)
	for _, f := range forms {
		for _, r := range dossier.Of[*dossier.Submission](s.w.Session().Dossier) {
			if r.Form == f.ID {
				id := r.ID
				col.Add(widget.NewClickRow(widget.ClickRow{
					Icon: s.w.Icons()["submission"], Kind: widget.Success, Title: say.T("ui.door.continue", "form", f.Title.In(say.Tag())),
					Subtitle: speech.Join(say.Word("language", r.Language), say.Word("edition", r.Edition)), Tapped: func() { s.w.Jump(id, "") },
				}))
			}
		}
		id := f.ID
		col.Add(widget.NewClickRow(widget.ClickRow{
			Icon: s.w.Icons()["add"], Kind: widget.Info, Title: say.T("ui.door.begin", "form", f.Title.In(say.Tag())), Subtitle: s.languages(f),
			Tapped: func() { s.begin(id, d.Body) },
		}))
	}
	if len(forms) == 0 {
		col.Add(widget.NewCaption(say.T("ui.door.no-form")))
	}
	return widget.NewCard(say.Word("body", d.Body), col)
}

// FollowUps are the ways to tell a body more that has the case already.
func (s *Screen) FollowUps(body string) []widget.ClickRow {
	say := s.w.Say()
	var out []widget.ClickRow
	for _, f := range dossier.Of[*dossier.Filing](s.w.Session().Dossier) {
		if f.Body != body {
			continue
		}
		row := widget.ClickRow{
			Icon: s.w.Icons()["submission"], Kind: widget.Success, Title: say.T("ui.sent.follow-up"),
			Subtitle: speech.Join(f.Procedure, say.When(f.Filed), f.Reference), Tapped: func() { s.w.FollowUp(f) },
		}
		for _, r := range dossier.Of[*dossier.Submission](s.w.Session().Dossier) {
			if r.After == f.ID {
				row.Title = say.T("ui.door.continue", "form", say.Label(s.w.Session().Dossier, r.ID))
				row.Tapped = func() { s.w.Jump(r.ID, "") }
			}
		}
		out = append(out, row)
	}
	return out
}

func (s *Screen) languages(f *submission.Form) string {
	tags := f.Accepted
	if len(tags) == 0 {
		tags = f.Languages
	}
	var words []string
	for _, t := range tags {
		words = append(words, s.w.Say().Word("language", t))
	}
	return strings.Join(words, ", ")
}

// begin makes the submission for a body and shows it.
func (s *Screen) begin(form, body string) {
	s.w.BeginSubmission(form, body, s.victim)
}

// reasonRow is one condition; a tap opens what mends it.
func (s *Screen) reasonRow(r door.Reason) widget.ClickRow {
	say, d := s.w.Say(), s.w.Session().Dossier
	icon := map[door.State]string{door.Failed: "close", door.Doubt: "warning", door.Met: "check", door.Needed: "edit", door.Told: "info"}[r.State]
	row := widget.ClickRow{Icon: s.w.Icons()[icon], Kind: speech.StateKind(r.State), Title: say.Reason(r), Subtitle: say.Rule(r), Whole: true}
	if tab := room.TabOf(r.Lacks()); tab != "" {
		row.Subtitle = room.Stacked(row.Subtitle, say.T("ui.door.place", "place", say.T("ui.tab."+tab)))
		row.Tapped = func() { s.w.ShowTab(tab) }
	} else if d.Get(r.Record) != nil {
		place := say.TypeWord(r.Record.Type())
		if r.Field != "" {
			place = speech.Join(place, say.FieldLabel(r.Record.Type(), r.Field))
		}
		row.Subtitle = room.Stacked(row.Subtitle, say.T("ui.door.place", "place", place))
		row.Tapped = func() { s.w.Jump(r.Record, r.Field) }
	}
	return row
}

// asks is what the form of the body asks and the case does not answer yet.
func (s *Screen) asks(d door.Door) widget.InspectorSection {
	say := s.w.Say()
	out := widget.InspectorSection{Title: say.T("ui.door.section.asks"), Count: true, Kind: widget.Info}
	forms := speech.FormsOf(s.w.Data().Forms, d.Body)
	if len(forms) == 0 || d.Verdict == door.Closed {
		return out
	}
	filled, err := s.fill(forms[0], d.Body)
	if err != nil {
		return out // the submission itself will say it
	}
	for _, p := range filled.Problems {
		if !p.Unanswered() {
			continue
		}
		row := room.ProblemRow(s.w, p, true)
		row.Title, row.Whole = speech.Named(say, filled, p), true
		row.Icon, row.Kind = s.w.Icons()["edit"], widget.Info
		if s.w.Session().Dossier.Get(p.Record) == nil {
			row.Tapped = nil
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// fill fills a form as it would be begun from here.
func (s *Screen) fill(f *submission.Form, body string) (*submission.Filled, error) {
	var own map[string]string
	if f.BodyBy != "" {
		own = map[string]string{f.BodyBy: body}
	}
	return room.Shelf(s.w).Fill(context.Background(), s.w.Session().Store, submission.Request{
		Dossier: s.w.Session().Dossier, Form: f, Language: room.FormLanguage(s.w, f), Victim: s.victim, Today: s.w.Today(), Answers: own,
	})
}

// limits are the days by which something has to be done with the body.
func (s *Screen) limits(body string) widget.InspectorSection {
	out := widget.InspectorSection{Title: s.w.Say().T("ui.door.section.limits")}
	for _, d := range s.Due {
		if d.Body == body {
			out.Rows = append(out.Rows, room.DeadlineLine(s.w, d))
		}
	}
	return out
}

// shuts are the doors that a filing here closes.
func (s *Screen) shuts(d door.Door) widget.InspectorSection {
	say := s.w.Say()
	out := widget.InspectorSection{Title: say.T("ui.door.section.shuts")}
	for _, c := range d.Shuts {
		body := c.Body
		out.Rows = append(out.Rows, widget.ClickRow{
			Icon: s.w.Icons()["lock"], Kind: widget.Warning, Title: door.ClosingText(say.Printer, c), Subtitle: say.Rule(door.Reason{Note: c.Note, Fact: c.Fact}), Whole: true,
			Tapped: func() { s.Show("doors", body) },
		})
	}
	return out
}

// shutBy are the bodies at which a filing would close this door: where both are
// wanted this one comes first.
func (s *Screen) shutBy(body string) widget.InspectorSection {
	say := s.w.Say()
	out := widget.InspectorSection{Title: say.T("ui.door.section.order")}
	for _, other := range speech.ClosedBy(s.All, body) {
		out.Rows = append(out.Rows, widget.ClickRow{
			Icon: s.w.Icons()["history"], Kind: widget.Info, Title: say.T("ui.door.first", "other", say.Word("body", other)), Whole: true,
			Tapped: func() { s.Show("doors", other) },
		})
	}
	return out
}
