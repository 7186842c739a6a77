package ui

import (
	"context"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/door"
	"probata/dossier/submission"
	"probata/ui/widget"
)

// showDoor fills the pane with one body: the way in, then everything that stands
// against it or is needed yet, each opening its place, then the order of filing,
// and last what speaks for it.
func (s *doors) showDoor(d door.Door) {
	say := s.w.say
	group := func(key string, kind widget.Kind, states ...door.State) widget.InspectorSection {
		out := widget.InspectorSection{Title: say.T("ui.door.section." + key), Count: true, Kind: kind}
		for _, r := range d.Reasons {
			if slices.Contains(states, r.State) {
				out.Rows = append(out.Rows, s.reasonRow(r))
			}
		}
		return out
	}
	s.pane.SetSections()
	s.pane.Add(s.doorCard(d))
	s.pane.AddSections(
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
	s.pane.ScrollToTop()
}

// doorCard names the body, the verdict with what it means, and begins the
// submission. Open is never called admissible: that is the body's to decide.
func (s *doors) doorCard(d door.Door) *widget.Card {
	say := s.w.say
	col := widget.NewStack(10,
		widget.NewChips(widget.NewChip(say.T("ui.door."+string(d.Verdict)), verdictKind(d.Verdict))),
		widget.NewText(say.T("ui.door.means-"+string(d.Verdict))))
	if len(d.States) > 1 {
		for _, st := range d.States {
			col.Add(widget.NewText(door.AgainstText(say.Printer, st)))
		}
	}
	if basis := say.rule(door.Reason{Fact: d.Fact}); basis != "" {
		col.Add(widget.NewCaption(basis))
	}
	for _, row := range s.followUps(d.Body) {
		col.Add(widget.NewClickRow(row))
	}
	forms := formsOf(s.w.parts.Forms, d.Body)
	for _, f := range forms {
		for _, r := range dossier.Of[*dossier.Submission](s.w.session.d) {
			if r.Form == f.ID {
				id := r.ID
				col.Add(widget.NewClickRow(widget.ClickRow{
					Icon: s.w.icons["submission"], Kind: widget.Success, Title: say.T("ui.door.continue", "form", f.Title.In(say.Tag())),
					Subtitle: join(say.word("language", r.Language), say.word("edition", r.Edition)), Tapped: func() { s.w.jump(id, "") },
				}))
			}
		}
		id := f.ID
		col.Add(widget.NewClickRow(widget.ClickRow{
			Icon: s.w.icons["add"], Kind: widget.Info, Title: say.T("ui.door.begin", "form", f.Title.In(say.Tag())), Subtitle: s.languages(f),
			Tapped: func() { s.begin(id, d.Body) },
		}))
	}
	if len(forms) == 0 {
		col.Add(widget.NewCaption(say.T("ui.door.no-form")))
	}
	return widget.NewCard(say.word("body", d.Body), col)
}

// followUps are the ways to tell a body more that has the case already.
func (s *doors) followUps(body string) []widget.ClickRow {
	say := s.w.say
	var out []widget.ClickRow
	for _, f := range dossier.Of[*dossier.Filing](s.w.session.d) {
		if f.Body != body {
			continue
		}
		row := widget.ClickRow{
			Icon: s.w.icons["submission"], Kind: widget.Success, Title: say.T("ui.sent.follow-up"),
			Subtitle: join(f.Procedure, say.date(f.Filed), f.Reference), Tapped: func() { s.w.followUp(f) },
		}
		for _, r := range dossier.Of[*dossier.Submission](s.w.session.d) {
			if r.After == f.ID {
				row.Title = say.T("ui.door.continue", "form", say.label(s.w.session.d, r.ID))
				row.Tapped = func() { s.w.jump(r.ID, "") }
			}
		}
		out = append(out, row)
	}
	return out
}

func (s *doors) languages(f *submission.Form) string {
	tags := f.Accepted
	if len(tags) == 0 {
		tags = f.Languages
	}
	var words []string
	for _, t := range tags {
		words = append(words, s.w.say.word("language", t))
	}
	return strings.Join(words, ", ")
}

// begin makes the submission for a body and shows it.
func (s *doors) begin(form, body string) {
	s.w.showTab("submissions")
	if sh, ok := s.w.screen.(*shell); ok && sh.view != nil && sh.view.submit != nil {
		sh.view.submit.beginFor(form, body, s.victim)
	}
}

// reasonRow is one condition; a tap opens what mends it.
func (s *doors) reasonRow(r door.Reason) widget.ClickRow {
	say, d := s.w.say, s.w.session.d
	icon := map[door.State]string{door.Failed: "close", door.Doubt: "warning", door.Met: "check", door.Needed: "edit", door.Told: "info"}[r.State]
	row := widget.ClickRow{Icon: s.w.icons[icon], Kind: stateKind(r.State), Title: say.reason(r), Subtitle: say.rule(r), Whole: true}
	if tab := placeFor(r); tab != "" {
		row.Subtitle = stacked(row.Subtitle, say.T("ui.door.place", "place", say.T("ui.tab."+tab)))
		row.Tapped = func() { s.w.showTab(tab) }
	} else if d.Get(r.Record) != nil {
		place := say.typeWord(r.Record.Type())
		if r.Field != "" {
			place = join(place, say.fieldLabel(r.Record.Type(), r.Field))
		}
		row.Subtitle = stacked(row.Subtitle, say.T("ui.door.place", "place", place))
		row.Tapped = func() { s.w.jump(r.Record, r.Field) }
	}
	return row
}

// placeFor is the tab on which something is to be added to the case, where no
// record of it can be pointed at yet.
func placeFor(r door.Reason) string {
	if r.Record.Type() != dossier.TypeCase || r.Field != "" {
		return ""
	}
	for _, x := range []struct{ prefix, tab string }{
		{"remedies", "remedies"}, {"same", "remedies"}, {"no-victim", "parties"}, {"author", "parties"}, {"consent", "parties"}, {"no-", "timeline"}, {"facts", "timeline"},
	} {
		if strings.HasPrefix(r.Key, x.prefix) {
			return x.tab
		}
	}
	return ""
}

// asks is what the form of the body asks and the case does not answer yet.
func (s *doors) asks(d door.Door) widget.InspectorSection {
	say := s.w.say
	out := widget.InspectorSection{Title: say.T("ui.door.section.asks"), Count: true, Kind: widget.Info}
	forms := formsOf(s.w.parts.Forms, d.Body)
	if len(forms) == 0 || d.Verdict == door.Closed {
		return out
	}
	filled, err := s.fill(forms[0], d.Body)
	if err != nil {
		return out // the submission itself will say it
	}
	for _, p := range filled.Problems {
		if !strings.HasPrefix(p.Key, "missing") && p.Key != "too-vague" {
			continue
		}
		row := s.w.problemRow(p, true)
		row.Title, row.Whole = say.named(filled, p), true
		row.Icon, row.Kind = s.w.icons["edit"], widget.Info
		if s.w.session.d.Get(p.Record) == nil {
			row.Tapped = nil
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// fill fills a form as it would be begun from here.
func (s *doors) fill(f *submission.Form, body string) (*submission.Filled, error) {
	var own map[string]string
	if f.BodyBy != "" {
		own = map[string]string{f.BodyBy: body}
	}
	return s.w.shelf().Fill(context.Background(), s.w.session.store, submission.Request{
		Dossier: s.w.session.d, Form: f, Language: s.w.formLanguage(f), Victim: s.victim, Today: s.w.today(), Answers: own,
	})
}

// limits are the days by which something has to be done with the body.
func (s *doors) limits(body string) widget.InspectorSection {
	out := widget.InspectorSection{Title: s.w.say.T("ui.door.section.limits")}
	for _, d := range s.due {
		if d.Body == body {
			out.Rows = append(out.Rows, s.w.deadlineLine(d))
		}
	}
	return out
}

// shuts are the doors that a filing here closes.
func (s *doors) shuts(d door.Door) widget.InspectorSection {
	say := s.w.say
	out := widget.InspectorSection{Title: say.T("ui.door.section.shuts")}
	for _, c := range d.Shuts {
		body := c.Body
		out.Rows = append(out.Rows, widget.ClickRow{
			Icon: s.w.icons["lock"], Kind: widget.Warning, Title: door.ClosingText(say.Printer, c), Subtitle: say.rule(door.Reason{Note: c.Note, Fact: c.Fact}), Whole: true,
			Tapped: func() { s.show("doors", body) },
		})
	}
	return out
}

// shutBy are the bodies at which a filing would close this door: where both are
// wanted this one comes first.
func (s *doors) shutBy(body string) widget.InspectorSection {
	say := s.w.say
	out := widget.InspectorSection{Title: say.T("ui.door.section.order")}
	for _, other := range closedBy(s.all, body) {
		out.Rows = append(out.Rows, widget.ClickRow{
			Icon: s.w.icons["history"], Kind: widget.Info, Title: say.T("ui.door.first", "other", say.word("body", other)), Whole: true,
			Tapped: func() { s.show("doors", other) },
		})
	}
	return out
}

func stacked(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "\n")
}
