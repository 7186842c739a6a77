package submit

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier"
	"probata/dossier/submission"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// answerPane shows one question with what the case answers, and takes the user's
// own words in its place.
type answerPane struct {
	s       *Screen
	Text    *widget.ParagraphsField
	choice  *widget.ChoiceField
	Choices *widget.ChoicesField
	Count   *widget.Chip
	length  *fyne.Container // of the chips, which grow as is typed
	object  *fyne.Container
	column  *fyne.Container
	scroll  *container.Scroll
	q       *submission.Question
	Writing bool // own words are being typed
}

func newAnswerPane(s *Screen) *answerPane {
	p := &answerPane{s: s, column: widget.NewStack(10)}
	p.scroll = container.NewVScroll(widget.NewPadded(p.column, 14, 16, 16, 16))
	p.object = widget.NewSheet(p.scroll)
	return p
}

// mostRead is how many letters of what the case answers stand beside a question;
// a thousand events in one text take seconds to be set. The page has them all.
const mostRead = 6000

// show fills the pane for one answer.
func (p *answerPane) show(a *submission.Answer, tag string) {
	say := p.s.w.Say()
	p.Writing = false
	p.q = a.Question
	section := widget.NewCaption(speech.Spaced(a.Section.Number, a.Section.Label.In(tag)))
	title := widget.NewHeading(speech.Spaced(a.Question.Number, a.Question.Label.In(tag)))
	title.Flow = widget.Wrap
	p.column.Objects = []fyne.CanvasObject{section, title}
	if g := a.Question.Guidance.In(say.Tag()); g != "" {
		p.column.Add(widget.NewCaption(g))
	}
	p.column.Add(p.chips(a))
	if text := speech.BlocksText(a.Blocks, "\n\n"); text != "" && !a.Own {
		p.column.Add(room.Labelled(say.T("ui.submit.from-case"), widget.NewText(speech.Shorter(text, mostRead))))
		if len(text) > 4*mostRead || len([]rune(text)) > mostRead {
			p.column.Add(widget.NewCaption(say.T("ui.submit.cut")))
		}
	} else if !a.Own {
		p.column.Add(widget.NewCaption(say.T("ui.submit.nothing")))
	}
	if id, field := a.Place(); p.s.w.Session().Dossier.Get(id) != nil {
		p.column.Add(widget.NewBar(0, -1, widget.NewButton(say.T("ui.submit.mend"), p.s.w.Icons()["forward"], func() { p.s.w.Jump(id, field) })))
	}
	p.column.Add(p.own(a))
	p.column.Refresh()
	p.scroll.ScrollToTop()
}

func (p *answerPane) chips(a *submission.Answer) fyne.CanvasObject {
	say := p.s.w.Say()
	var chips []*widget.Chip
	if a.Required {
		chips = append(chips, widget.NewChip(say.Words.Required, widget.Neutral))
	}
	if a.Own {
		chips = append(chips, widget.NewChip(say.T("ui.submit.own"), widget.Info))
	}
	count, kind := say.CountChip(a.Question, a.Text)
	p.Count = widget.NewChip(count, kind)
	p.length = widget.NewChips(append(chips, p.Count)...)
	return p.length
}

// own is the editor of the user's own answer to the question.
func (p *answerPane) own(a *submission.Answer) fyne.CanvasObject {
	say := p.s.w.Say()
	if a.Question.Kind == "signature" {
		return widget.NewCaption(say.T("ui.submit.signature"))
	}
	if a.Question.Chooses() {
		return p.ownChoice(a)
	}
	p.Text = widget.NewParagraphsField("own", say.Words)
	if r := p.s.ownAnswer(a.Question.ID); r != nil {
		p.Text.SetText(r.Words)
	}
	p.Text.OnChanged = func(s string) {
		p.Write(s)
		p.counted(s)
	}
	p.Text.Observe(func() {
		p.column.Refresh()
		p.scroll.Refresh()
	})
	return room.Labelled(say.T("ui.submit.your-answer"), widget.NewStack(6, widget.NewCaption(say.T("ui.submit.your-about")), p.Text.Object()))
}

// ownChoice is the editor of a choice: of one value, or of several.
func (p *answerPane) ownChoice(a *submission.Answer) fyne.CanvasObject {
	say := p.s.w.Say()
	options := choicesOf(say, a.Question)
	if a.Question.Kind == "choices" {
		p.Choices = widget.NewChoicesField("own", say.Words.Add, options, say.Words)
		p.Choices.Set(a.Keys)
		p.Choices.OnChanged = func(keys []string) { p.choose(keys) }
		p.Choices.Observe(func() { p.column.Refresh(); p.scroll.Refresh() })
		field := room.Labelled(say.T("ui.submit.your-choices"), p.Choices.Object())
		if len(a.Suggested) == 0 {
			return field
		}
		return widget.NewStack(6, field, widget.NewCaption(say.T("ui.submit.speaks-for", "options", optionWords(say, a.Question, a.Suggested))))
	}
	p.choice = widget.NewChoiceField("own", say.Words.Choose, options, say.Words)
	if len(a.Keys) > 0 {
		p.choice.Set(a.Keys[0])
	}
	p.choice.OnChanged = func(k string) { p.choose([]string{k}) }
	return room.Labelled(say.T("ui.submit.your-choice"), p.choice.Object())
}

// choicesOf are the options of a question: those of the form, else of its vocabulary.
func choicesOf(s *speech.Speech, q *submission.Question) []widget.Option {
	if open, ok := s.Vocabularies[q.Values]; ok && len(q.Option) == 0 {
		return open
	}
	var out []widget.Option
	for _, k := range q.Keys() {
		label, ok := q.OptionLabel(k, s.Tag())
		if !ok {
			label = s.Word(q.Values, k)
		}
		o, _ := q.Choice(k)
		out = append(out, widget.Option{Key: k, Label: label, Detail: o.Takes.In(s.Tag())})
	}
	return out
}

// optionWords are the words of options one after the other; they hold commas of their own.
func optionWords(s *speech.Speech, q *submission.Question, keys []string) string {
	out := make([]string, 0, len(keys))
	for _, k := range keys {
		label, _ := q.OptionLabel(k, s.Tag())
		out = append(out, label)
	}
	return strings.Join(out, "; ")
}

// counted shows how long the answer and the whole are while it is typed. An
// empty answer gives the case back its word, which counts once the form is filled.
func (p *answerPane) counted(text string) {
	p.Count.Set(p.s.w.Say().CountChip(p.q, text))
	p.length.Refresh()
	p.s.showWhole(p.q.ID, text)
}

// Write keeps own words; empty ones go, so that the case answers again.
func (p *answerPane) Write(text string) {
	p.Writing = true
	if strings.TrimSpace(text) == "" {
		p.keep("", nil)
		return
	}
	p.keep(text, nil)
}

// choose keeps the keys chosen; without any the case answers again.
func (p *answerPane) choose(keys []string) {
	p.Writing = false
	p.keep("", slices.DeleteFunc(slices.Clone(keys), func(k string) bool { return k == "" }))
	p.s.w.Session().Flush()
}

func (p *answerPane) keep(text string, keys []string) { p.s.keepAnswer(p.q.ID, text, keys) }

// keepAnswer keeps an own answer to a Question, or lets it go when it is empty.
func (s *Screen) keepAnswer(question, text string, keys []string) {
	s.w.Touch()
	set := func(x dossier.Record) {
		a := x.(*dossier.Answer)
		a.Submission, a.Question, a.Words, a.Values = s.ID, question, text, keys
	}
	nothing := text == "" && len(keys) == 0
	r := s.ownAnswer(question)
	switch {
	case r == nil && nothing:
	case r == nil:
		room.Create(s.w, dossier.TypeAnswer, "", set)
	case nothing:
		s.w.Session().Flush()
		s.w.Session().Apply("remove", "", nil, []dossier.ID{r.ID})
	default:
		s.w.Session().Typed(r.ID, "text", set)
	}
}

// ownAnswer is the user's own answer to a Question, nil when there is none.
func (s *Screen) ownAnswer(question string) *dossier.Answer {
	for _, a := range dossier.As[*dossier.Answer](s.w.Session().Dossier.Children(s.ID, dossier.TypeAnswer)) {
		if a.Question == question {
			r, _ := s.w.Session().Record(a.ID).(*dossier.Answer)
			return r
		}
	}
	return nil
}
