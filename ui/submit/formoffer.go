package submit

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier"
	"probata/dossier/door"
	"probata/dossier/law"
	"probata/dossier/submission"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// formFamilies are the houses to which bodies belong, in the order in which
// their forms are offered.
func formFamilies() []string { return append(law.Houses(), "own") }

// FamilyOf is the house of a body as the law's data names it.
func FamilyOf(l *law.Library, body string) string {
	if b, ok := l.Body(body); ok {
		return cmp.Or(b.House, "other")
	}
	return "own"
}

// offer lets a form be chosen: the forms there are by the house of their body,
// each with whether its door is open, each one click away.
func (s *Screen) offer() fyne.CanvasObject {
	say := s.w.Say()
	col := widget.NewStack(10)
	col.Add(widget.NewHeading(say.T("ui.submit.offer")))
	col.Add(widget.NewCaption(say.T("ui.submit.offer-about")))
	if s.w.Data().FormsFault != nil {
		b := widget.NewBanner(say.Words)
		b.Say(widget.Warning, say.T("ui.submit.fault", "fault", s.w.Data().FormsFault.Error()), "", nil)
		col.Add(b)
	}
	verdicts := map[string]door.Verdict{}
	for _, d := range door.All(s.w.Data().Law, door.Question{Dossier: s.w.Session().Dossier, Today: s.w.Today()}) {
		verdicts[d.Body] = d.Verdict
	}
	for _, family := range formFamilies() {
		var rows []fyne.CanvasObject
		for _, f := range s.w.Data().Forms.All() {
			if f.FollowUp && len(s.w.Session().Dossier.List(dossier.TypeFiling)) == 0 {
				continue // nothing was sent that it could follow
			}
			if FamilyOf(s.w.Data().Law, f.Body) == family {
				rows = append(rows, s.formRow(f, verdicts))
			}
		}
		if len(rows) > 0 {
			col.Add(widget.NewPadded(widget.NewHeading(say.T("ui.submit.family."+family)), 8, 0, 0, 0))
			col.Add(container.New(&room.GridRows{Least: 400, Gap: 10}, rows...))
		}
	}
	return container.NewVScroll(widget.NewPadded(widget.NewTop(1040, col), 16, 8, 16, 8))
}

func (s *Screen) formRow(f *submission.Form, verdicts map[string]door.Verdict) fyne.CanvasObject {
	say := s.w.Say()
	row := widget.ClickRow{
		Icon: s.w.Icons()["submission"], Kind: widget.Info, Title: f.Title.In(say.Tag()), Whole: true,
		Subtitle: speech.Join(bodiesOf(say, f), f.About.In(say.Tag())), Tapped: func() { s.Begin(f.ID) },
	}
	if v, ok := bestVerdict(f, verdicts); ok {
		row.Trail, row.Kind = say.T("ui.door."+string(v)), speech.VerdictKind(v)
	}
	return widget.NewClickRow(row)
}

// bestVerdict is that of the most open of the bodies that a form serves.
func bestVerdict(f *submission.Form, of map[string]door.Verdict) (door.Verdict, bool) {
	bodies := f.Bodies
	if len(bodies) == 0 {
		bodies = []string{f.Body}
	}
	for _, v := range speech.Verdicts {
		for _, b := range bodies {
			if of[b] == v {
				return v, true
			}
		}
	}
	return "", false
}

// bodiesOf are the bodies that a form serves, or how many there are of them.
func bodiesOf(s *speech.Speech, f *submission.Form) string {
	switch {
	case len(f.Bodies) > 1:
		return s.N("ui.submit.bodies", len(f.Bodies))
	case f.Body == "other":
		return ""
	}
	return s.Word("body", f.Body)
}
