package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier"
	"probata/dossier/lang"
	"probata/dossier/submission"
	"probata/ui/widget"
)

// answerPane shows one question with what the case answers, and takes the user's
// own words in its place.
type answerPane struct {
	s       *submissions
	text    *widget.ParagraphsField
	choice  *widget.ChoiceField
	object  *fyne.Container
	column  *fyne.Container
	scroll  *container.Scroll
	q       *submission.Question
	writing bool // own words are being typed
}

func newAnswerPane(s *submissions) *answerPane {
	p := &answerPane{s: s, column: widget.NewStack(10)}
	p.scroll = container.NewVScroll(widget.NewPadded(p.column, 14, 16, 16, 16))
	p.object = widget.NewSheet(p.scroll)
	return p
}

// show fills the pane for one answer.
func (p *answerPane) show(a *submission.Answer, tag string) {
	say := p.s.w.say
	p.writing = false
	p.q = a.Question
	section := widget.NewCaption(spaced(a.Section.Number, a.Section.Label.In(tag)))
	title := widget.NewHeading(spaced(a.Question.Number, a.Question.Label.In(tag)))
	title.Flow = widget.Wrap
	p.column.Objects = []fyne.CanvasObject{section, title}
	if g := a.Question.Guidance.In(say.Tag()); g != "" {
		p.column.Add(widget.NewCaption(g))
	}
	p.column.Add(p.chips(a))
	if text := blocksText(a.Blocks, "\n\n"); text != "" && !a.Own {
		p.column.Add(labelled(say.T("ui.submit.from-case"), widget.NewText(text)))
	} else if !a.Own {
		p.column.Add(widget.NewCaption(say.T("ui.submit.nothing")))
	}
	if id, field := a.Place(); p.s.w.session.d.Get(id) != nil {
		p.column.Add(widget.NewBar(0, -1, widget.NewButton(say.T("ui.submit.mend"), p.s.w.icons["forward"], func() { p.s.w.jump(id, field) })))
	}
	p.column.Add(p.own(a))
	p.column.Refresh()
	p.scroll.ScrollToTop()
}

func (p *answerPane) chips(a *submission.Answer) fyne.CanvasObject {
	say := p.s.w.say
	var chips []*widget.Chip
	if a.Required {
		chips = append(chips, widget.NewChip(say.words.Required, widget.Neutral))
	}
	if a.Own {
		chips = append(chips, widget.NewChip(say.T("ui.submit.own"), widget.Info))
	}
	n := submission.Counter(a.Text)
	count, kind := say.N("ui.submit.words", n), widget.Neutral
	if most := a.Question.MaxWords; most > 0 {
		count = say.T("ui.submit.words-of", "n", say.Number(n), "most", say.Number(most))
		if n > most {
			kind = widget.Danger
		}
	}
	return widget.NewChips(append(chips, widget.NewChip(count, kind))...)
}

// own is the editor of the user's own answer to the question.
func (p *answerPane) own(a *submission.Answer) fyne.CanvasObject {
	say := p.s.w.say
	if a.Question.Kind == "signature" {
		return widget.NewCaption(say.T("ui.submit.signature"))
	}
	if a.Question.Chooses() {
		var options []widget.Option
		for _, k := range a.Question.Keys() {
			label, ok := a.Question.OptionLabel(k, say.Tag())
			if !ok {
				label = say.word(a.Question.Values, k)
			}
			options = append(options, widget.Option{Key: k, Label: label})
		}
		p.choice = widget.NewChoiceField("own", say.words.Choose, options, say.words)
		if len(a.Keys) > 0 {
			p.choice.Set(a.Keys[0])
		}
		p.choice.OnChanged = func(k string) { p.write(k, true) }
		return labelled(say.T("ui.submit.your-choice"), p.choice.Object())
	}
	p.text = widget.NewParagraphsField("own", say.words)
	if r := p.s.ownAnswer(a.Question.ID); r != nil {
		p.text.SetText(r.Words)
	}
	p.text.OnChanged = func(s string) { p.write(s, false) }
	p.text.Observe(func() {
		p.column.Refresh()
		p.scroll.Refresh()
	})
	return labelled(say.T("ui.submit.your-answer"), widget.NewStack(6, widget.NewCaption(say.T("ui.submit.your-about")), p.text.Object()))
}

// write keeps an own answer; an empty one goes, so that the case answers again.
func (p *answerPane) write(text string, choice bool) {
	p.s.w.touch()
	ses := p.s.w.session
	p.writing = !choice
	r := p.s.ownAnswer(p.q.ID)
	switch {
	case r == nil && strings.TrimSpace(text) == "":
	case r == nil:
		q := p.q.ID
		p.s.w.create(dossier.TypeAnswer, "", func(x dossier.Record) {
			a := x.(*dossier.Answer)
			a.Submission, a.Question = p.s.id, q
			setAnswer(a, text, choice)
		})
	case strings.TrimSpace(text) == "":
		ses.flush()
		ses.apply("remove", "", nil, []dossier.ID{r.ID})
	default:
		ses.typed(r.ID, "text", func(x dossier.Record) { setAnswer(x.(*dossier.Answer), text, choice) })
		if choice {
			ses.flush()
		}
	}
}

func setAnswer(a *dossier.Answer, text string, choice bool) {
	if choice {
		a.Words, a.Values = "", []string{text}
		return
	}
	a.Words, a.Values = text, nil
}

// ownAnswer is the user's own answer to a question, nil when there is none.
func (s *submissions) ownAnswer(question string) *dossier.Answer {
	for _, a := range dossier.As[*dossier.Answer](s.w.session.d.Children(s.id, dossier.TypeAnswer)) {
		if a.Question == question {
			r, _ := s.w.session.record(a.ID).(*dossier.Answer)
			return r
		}
	}
	return nil
}

func contains(text, query string) bool { return strings.Contains(lang.Fold(text), lang.Fold(query)) }
