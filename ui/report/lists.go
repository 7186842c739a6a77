package report

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier"
	"probata/dossier/reading"
	"probata/ui/speech"
	"probata/ui/widget"
)

// Show shows another list.
func (s *Screen) Show(mode string) {
	s.mode, s.At = mode, 0
	s.fill()
	s.focus()
}

// fill shows the lists and the marks of the text as they are now.
func (s *Screen) fill() {
	d := s.w.Session().Dossier
	key := s.current().Key
	s.Open = slices.DeleteFunc(reading.Open(s.result, s.source()), func(x reading.Suggestion) bool { return !x.Makes() })
	s.Used, s.gone = nil, nil
	if src := s.source(); src != nil {
		s.Used = reading.Passages(d, src.ID, s.text.Words)
		s.gone = reading.Gone(d, src.ID, s.Used)
	}
	if s.mode == differ {
		s.Apart = nil
		if rules, err := s.w.Data().Reading(); err != nil {
			s.w.Fail(err)
		} else {
			s.Apart = rules.Differences(d)
		}
	}
	if i := slices.IndexFunc(s.Open, func(x reading.Suggestion) bool { return x.Key == key }); i >= 0 && s.mode == open {
		s.At = i
	}
	s.marks()
	s.rows()
}

// tone is the colour of what a passage becomes.
func tone(t dossier.Type) widget.Kind {
	switch t {
	case dossier.TypeParty, dossier.TypeName, dossier.TypeRole:
		return widget.Info
	case dossier.TypeEvent, dossier.TypeAct:
		return widget.Danger
	case dossier.TypeQuote:
		return widget.Success
	case dossier.TypeNorm, dossier.TypeRemedy, dossier.TypeAllegation, dossier.TypeFinding:
		return widget.Warning
	}
	return widget.Neutral
}

// becomes is the type of record that a suggestion makes.
func becomes(k reading.Kind) dossier.Type {
	switch k {
	case reading.Person, reading.Organisation:
		return dossier.TypeParty
	case reading.Role:
		return dossier.TypeRole
	case reading.Quote:
		return dossier.TypeQuote
	case reading.Act:
		return dossier.TypeAct
	case reading.Statute:
		return dossier.TypeNorm
	case reading.Remedy:
		return dossier.TypeRemedy
	}
	return ""
}

// marks colours what was taken, and underlines what is suggested.
func (s *Screen) marks() {
	var out []widget.Stretch
	for _, p := range s.Used {
		out = append(out, widget.Stretch{From: p.ByteStart, To: p.ByteEnd, Tone: tone(p.Citation.Fact.Type())})
	}
	for _, x := range s.Open {
		out = append(out, widget.Stretch{From: x.ByteStart, To: x.ByteEnd, Tone: tone(becomes(x.Kind)), Line: true})
	}
	s.Page.SetMarks(out)
}

// rows fills the list of the mode and shows its current line.
func (s *Screen) rows() {
	n, row := len(s.Open), func(i int) widget.Row { return s.openRow(s.Open[i]) }
	switch s.mode {
	case used:
		n, row = len(s.Used)+len(s.gone), s.usedRow
	case differ:
		n, row = len(s.Apart), func(i int) widget.Row { return s.apartRow(s.Apart[i]) }
	}
	s.At = max(0, min(s.At, n-1))
	s.List.SetRows(row, n)
	if n == 0 {
		s.card.Objects = nil
		s.card.Refresh()
		s.Page.Choose(widget.Stretch{})
		return
	}
	s.List.Select(s.At)
	s.show(s.At)
}

var pictures = map[dossier.Type]string{
	dossier.TypeParty: "party", dossier.TypeRole: "party", dossier.TypeEvent: "timeline", dossier.TypeAct: "act", dossier.TypeQuote: "quote",
	dossier.TypeNorm: "law", dossier.TypeRemedy: "remedy", dossier.TypeNote: "note", dossier.TypeSource: "source",
}

func (s *Screen) icon(t dossier.Type) fyne.Resource {
	if name, ok := pictures[t]; ok {
		return s.w.Icons()[name]
	}
	return s.w.Icons()["link"]
}

func (s *Screen) openRow(x reading.Suggestion) widget.Row {
	t := becomes(x.Kind)
	return widget.Row{
		Kind: s.icon(t), Tone: tone(t), Title: s.value(x),
		Subtitle: speech.Join(s.w.Say().T("reading.kind."+string(x.Kind)), s.linked(x)),
	}
}

func (s *Screen) usedRow(i int) widget.Row {
	d, say := s.w.Session().Dossier, s.w.Say()
	if i >= len(s.Used) {
		c := s.gone[i-len(s.Used)]
		return widget.Row{Kind: s.w.Icons()["warning"], Tone: widget.Warning, Ink: widget.Warning, Title: say.Label(d, c.Fact), Subtitle: speech.Join(say.T("ui.report.gone"), speech.Shorter(speech.Quoted(c.Quoted), 90))}
	}
	c := s.Used[i].Citation
	t := c.Fact.Type()
	return widget.Row{Kind: s.icon(t), Tone: tone(t), Title: say.Label(d, c.Fact), Subtitle: speech.Join(say.TypeWord(t), speech.Shorter(speech.Quoted(c.Quoted), 90))}
}

func (s *Screen) apartRow(x reading.Difference) widget.Row {
	d, say := s.w.Session().Dossier, s.w.Say()
	return widget.Row{
		Kind: s.w.Icons()["warning"], Tone: widget.Warning, Title: say.Label(d, x.Fact),
		Subtitle: speech.Join(say.T("reading.kind."+string(x.What)), s.says(x.What, x.Sides[0])+" ≠ "+s.says(x.What, x.Sides[1])),
	}
}

// says is what a source says, in words.
func (s *Screen) says(k reading.Kind, x reading.Side) string {
	out := slices.Clone(x.Says)
	if k == reading.Date {
		for i, v := range out {
			out[i] = s.w.Say().When(dossier.Date{EDTF: v})
		}
	}
	return strings.Join(out, ", ")
}

// value is what a suggestion would enter, in words.
func (s *Screen) value(x reading.Suggestion) string {
	say := s.w.Say()
	switch x.Kind {
	case reading.Act:
		return say.Word("act-kind", x.Value)
	case reading.Role:
		if r := x.Detail["relation"]; r != "" {
			return speech.Join(say.Word("role", x.Value), r)
		}
		return say.Word("role", x.Value)
	case reading.Remedy:
		return say.Word("remedy-kind", x.Value)
	case reading.Date:
		return say.When(dossier.Date{EDTF: x.Value})
	case reading.Statute:
		return x.Words
	}
	return x.Value
}

// linked says with which others a suggestion belongs together.
func (s *Screen) linked(x reading.Suggestion) string {
	var out []string
	for _, l := range x.Links {
		if i := slices.IndexFunc(s.result.Suggestions, func(y reading.Suggestion) bool { return y.Key == l.To }); i >= 0 {
			out = append(out, s.w.Say().T("reading.link."+l.As)+": "+s.value(s.result.Suggestions[i]))
		}
	}
	return speech.Join(out...)
}

// current is the suggestion that the keys are about; an empty one when none is.
func (s *Screen) current() reading.Suggestion {
	if s.mode == open && s.At < len(s.Open) {
		return s.Open[s.At]
	}
	return reading.Suggestion{}
}

// show shows one line of the list: its passage in the text, and what it is.
func (s *Screen) show(i int) {
	s.At = i
	s.card.Objects = nil
	switch {
	case s.mode == open && i < len(s.Open):
		s.showOpen(s.Open[i])
	case s.mode == used && i < len(s.Used)+len(s.gone):
		s.showUsed(i)
	case s.mode == differ && i < len(s.Apart):
		s.showApart(s.Apart[i])
	}
	s.card.Refresh()
}

func (s *Screen) showOpen(x reading.Suggestion) {
	t := s.w.Say().T
	s.Page.Choose(widget.Stretch{From: x.ByteStart, To: x.ByteEnd})
	col := widget.NewStack(5, widget.NewHeading(speech.Shorter(s.value(x), 80)))
	if l := s.linked(x); l != "" {
		col.Add(widget.NewText(speech.Shorter(l, 160)))
	}
	if x.Words != s.value(x) {
		col.Add(widget.NewText(speech.Quoted(speech.Shorter(x.Words, 160))))
	}
	col.Add(widget.NewCaption(t("reading.reason." + x.Reason)))
	col.Add(widget.NewBar(8, -1,
		widget.NewPrimaryButton(t("ui.report.accept"), nil, func() { s.Accept(); s.focus() }),
		widget.NewButton(t("ui.report.change"), nil, s.Change),
		widget.NewButton(t("ui.report.dismiss"), nil, func() { s.Dismiss(); s.focus() }),
		widget.NewQuietButton(t("ui.report.next"), nil, func() { s.step(1); s.focus() })))
	s.card.Add(widget.NewCard(t("reading.kind."+string(x.Kind)), col))
}

func (s *Screen) showUsed(i int) {
	t, d := s.w.Say().T, s.w.Session().Dossier
	c := (*dossier.Citation)(nil)
	if i < len(s.Used) {
		c = s.Used[i].Citation
		s.Page.Choose(widget.Stretch{From: s.Used[i].ByteStart, To: s.Used[i].ByteEnd})
	} else {
		c = s.gone[i-len(s.Used)]
		s.Page.Choose(widget.Stretch{})
	}
	fact := c.Fact
	id := c.ID
	col := widget.NewStack(5, widget.NewHeading(speech.Shorter(s.w.Say().Label(d, fact), 80)), widget.NewText(speech.Quoted(speech.Shorter(c.Quoted, 200))),
		widget.NewBar(8, -1,
			widget.NewButton(t("ui.report.record"), s.w.Icons()["forward"], func() { s.w.Jump(fact, "") }),
			widget.NewButton(t("ui.report.citation"), s.w.Icons()["source"], func() { s.w.Jump(id, "quoted") })))
	s.card.Add(widget.NewCard(s.w.Say().TypeWord(fact.Type()), col))
}

// showApart sets what two sources say side by side.
func (s *Screen) showApart(x reading.Difference) {
	d, say := s.w.Session().Dossier, s.w.Say()
	sides := make([]fyne.CanvasObject, 2)
	for i, e := range x.Sides {
		id := e.Citation
		said := widget.NewText(s.says(x.What, e))
		said.Bold = true
		sides[i] = widget.NewStack(4, widget.NewCaption(say.Label(d, e.Source)), said, widget.NewText(speech.Quoted(speech.Shorter(e.Words, 220))),
			widget.NewBar(0, -1, widget.NewQuietButton(say.T("ui.report.passage"), s.w.Icons()["forward"], func() { s.w.Jump(id, "") })))
	}
	why := say.T("ui.report.differs")
	if x.Other != "" {
		why = say.T("ui.report.perhaps-one")
	}
	fact := x.Fact
	col := widget.NewStack(6, widget.NewHeading(speech.Shorter(say.Label(d, fact), 80)), container.NewGridWithColumns(2, sides...), widget.NewCaption(why),
		widget.NewBar(0, -1, widget.NewButton(say.T("ui.report.record"), s.w.Icons()["forward"], func() { s.w.Jump(fact, "") })))
	s.card.Add(widget.NewCard(say.T("reading.kind."+string(x.What)), col))
}

// showCitation frames the passage of a citation.
func (s *Screen) showCitation(id dossier.ID) {
	s.want, s.mode = "", used
	s.Mode.Set(used)
	s.fill()
	i := slices.IndexFunc(s.Used, func(p reading.Passage) bool { return p.Citation.ID == id })
	if i < 0 {
		if i = slices.IndexFunc(s.gone, func(c *dossier.Citation) bool { return c.ID == id }); i < 0 {
			return
		}
		i += len(s.Used)
	}
	s.List.Select(i)
	s.show(i)
}

// tapped shows what is known of the place that was clicked: what was taken, or a suggestion.
func (s *Screen) tapped(at int) {
	s.w.Touch()
	if i := slices.IndexFunc(s.Open, func(x reading.Suggestion) bool { return x.ByteStart <= at && at < x.ByteEnd }); i >= 0 && s.mode == open {
		s.List.Select(i)
		s.show(i)
		return
	}
	if i := slices.IndexFunc(s.Used, func(p reading.Passage) bool { return p.ByteStart <= at && at < p.ByteEnd }); i >= 0 {
		s.showCitation(s.Used[i].Citation.ID)
	}
}
