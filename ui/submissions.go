package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier"
	"probata/dossier/desk"
	"probata/dossier/document"
	"probata/dossier/submission"
	"probata/ui/widget"
)

// submissions is the screen on which a case becomes a paper: the form and for
// whom it is filled on top, the questions with their answers at the left, one
// answer to read and to write in the middle, and at the right the page as it
// will be printed, or what stands against sending with the place that mends it.
type submissions struct {
	w       *Window
	id      dossier.ID // the submission shown, "" when there is none yet
	filled  *submission.Filled
	list    *widget.RecordList
	shown   []int // indices of filled.Answers after the filter
	filter  string
	chosen  string // id of the question shown
	answer  *answerPane
	pane    *widget.Inspector
	side    *side
	preview *preview
	portal  *portalPane
	whole   *widget.Text                    // how long all answers are
	pattern map[dossier.ID]*dossier.Dossier // other cases put beside this one
	annexes document.AnnexHow               // how exhibits went along last
	folded  bool                            // form, language, edition and persons are hidden
	head    *fyne.Container
	body    *fyne.Container
	object  *fyne.Container
}

func newSubmissions(w *Window) *submissions {
	s := &submissions{w: w, pattern: map[dossier.ID]*dossier.Dossier{}, head: container.NewStack(), body: container.NewStack()}
	s.object = widget.NewHeaded(12, s.head, s.body)
	s.folded = w.win.Canvas().Size().Height < lowWindow
	if all := w.session.d.List(dossier.TypeSubmission); len(all) > 0 {
		s.id = all[len(all)-1].Header().ID
	}
	s.rebuild()
	return s
}

// rebuild draws the screen for the submission chosen.
func (s *submissions) rebuild() {
	if _, ok := dossier.Find[*dossier.Submission](s.w.session.d, s.id); !ok {
		s.id = ""
	}
	if s.id == "" {
		s.head.Objects = nil
		s.body.Objects = []fyne.CanvasObject{s.offer()}
		s.object.Refresh()
		return
	}
	s.list = widget.NewRecordList(widget.RecordListOptions{
		FilterHint: s.w.say.T("ui.submit.filter"), EmptyIcon: s.w.icons["submission"], EmptyText: s.w.say.T("ui.submit.no-form"),
		NoMatch: s.w.say.T("ui.list.no-match"), LeadWidth: s.numberWidth(),
	})
	s.list.OnFilter = func(q string) { s.filter = q; s.fillList() }
	s.list.OnSelected = func(i int) { s.choose(s.shown[i]) }
	s.answer = newAnswerPane(s)
	s.pane = widget.NewInspector()
	if s.preview != nil {
		s.preview.stop()
		s.portal.stop()
	}
	s.preview = newPreview(s.w)
	s.portal = newPortalPane(s.w, s.openQuestion)
	key := "page"
	if s.side != nil {
		key = s.side.key
	}
	s.side = newSide(s.w, s.answer.object, s.pane, s.preview, s.portal, key)
	s.head.Objects = []fyne.CanvasObject{s.headCard()}
	s.whole = widget.NewCaption("")
	questions := container.NewBorder(nil, widget.NewPadded(s.whole, 6, 4, 0, 4), nil, nil, s.list)
	s.body.Objects = []fyne.CanvasObject{widget.NewSplit(newWide(questions, 260), s.side.object, 0.28)}
	s.refill()
	s.object.Refresh()
}

// begin makes a submission of a form in the best language for it.
func (s *submissions) begin(form string) { s.beginFor(form, "", "") }

// beginFor makes a submission of a form for one of the bodies it serves, and for
// one alleged victim; "" leaves either to be chosen.
func (s *submissions) beginFor(form, body string, victim dossier.ID) {
	f, ok := s.w.parts.Forms.Get(form)
	if !ok {
		return
	}
	s.make(f, victim, nil)
	if f.BodyBy != "" && body != "" && s.id != "" {
		s.keepAnswer(f.BodyBy, "", []string{body})
	}
	s.rebuild()
}

// beginAfter makes a submission that follows a filing.
func (s *submissions) beginAfter(f *submission.Form, sent *dossier.Filing) {
	s.make(f, sent.Victim, sent)
	s.rebuild()
}

// make makes the record of a submission and chooses it; sent is what it follows,
// nil for a first one.
func (s *submissions) make(f *submission.Form, victim dossier.ID, sent *dossier.Filing) {
	d := s.w.session.d
	s.id = s.w.create(dossier.TypeSubmission, "", func(r dossier.Record) {
		x := r.(*dossier.Submission)
		x.Form, x.Language, x.Edition = f.ID, s.w.formLanguage(f), string(submission.Confidential)
		if v := d.WithRole("alleged-victim"); f.PerVictim && len(v) > 0 {
			x.Victim = v[0]
		}
		if victim != "" {
			x.Victim = victim
		}
		if a := d.WithRole("author"); len(a) > 0 {
			x.Author = a[0]
		}
		if sent != nil {
			x.After = sent.ID
			if slices.Contains(f.Languages, sent.Language) {
				x.Language = sent.Language
			}
		}
	})
	s.chosen = ""
}

// formLanguage is the best language for a form: that of the case, else of the
// window, as far as the form has it.
func (w *Window) formLanguage(f *submission.Form) string {
	for _, tag := range append(slices.Clone(w.session.d.Case().Languages), w.say.Tag()) {
		if slices.Contains(f.Languages, tag) {
			return tag
		}
	}
	return f.Languages[0]
}

// numberWidth is the room for the numbers of questions; some forms have none.
func (s *submissions) numberWidth() float32 {
	width := float32(0)
	if f, ok := s.w.parts.Forms.Get(s.record().Form); ok {
		f.Questions(func(_ *submission.Section, q *submission.Question) {
			if q.Number != "" {
				width = 52
			}
		})
	}
	return width
}

// showWhole says how long all answers are together, with what is being typed.
func (s *submissions) showWhole(question, typed string) {
	text, kind := s.w.say.wholeCount(s.filled, question, typed)
	s.whole.Color, s.whole.Bold = widget.ColorMuted, kind == widget.Danger
	if kind == widget.Danger {
		s.whole.Color = widget.ColorDangerText
	}
	s.whole.SetText(text)
	s.whole.Refresh()
}

// leave gives up what is still being drawn.
func (s *submissions) leave() {
	if s.preview != nil {
		s.preview.stop()
		s.portal.stop()
	}
}

// openQuestion shows the answer to a question.
func (s *submissions) openQuestion(id string) {
	s.chosen = id
	s.side.only = "answer"
	s.side.three.Set("answer")
	s.side.object.Refresh()
	s.fillList()
}

func (s *submissions) record() *dossier.Submission {
	r, _ := dossier.Find[*dossier.Submission](s.w.session.d, s.id)
	return r
}

// refill fills the form anew from the case.
func (s *submissions) refill() {
	s.filled = nil
	r := s.record()
	if r == nil {
		return
	}
	form, ok := s.w.parts.Forms.Get(r.Form)
	if !ok {
		s.list.SetRows(nil, 0)
		s.pane.SetSections()
		return
	}
	filled, err := s.w.shelf().Fill(context.Background(), s.w.session.store, s.request(form, r, document.Listed))
	if err != nil {
		s.w.fail(err)
		return
	}
	s.filled = filled
	s.showWhole("", "")
	s.fillList()
	s.fillProblems()
	s.preview.fill(filled)
	s.portal.fill(filled)
}

// request is what a submission asks for, with the exhibits going along as how says.
func (s *submissions) request(form *submission.Form, r *dossier.Submission, how document.AnnexHow) submission.Request {
	return submission.Request{
		Dossier: s.w.session.d.Snapshot(), Form: form, Language: r.Language, Edition: submission.Edition(r.Edition), Victim: r.Victim, Author: r.Author,
		Submission: r.ID, Today: s.w.today(), Others: s.others(form), Annexes: how,
	}
}

// shelf is what the acts on a case need of what ships with the program.
func (w *Window) shelf() desk.Shelf {
	return desk.Shelf{Words: w.parts.Words, Law: w.parts.Law, Forms: w.parts.Forms, Names: w.parts.Names, Fonts: w.parts.Fonts}
}

func (s *submissions) fillList() {
	if s.filled == nil {
		return
	}
	s.shown = s.shown[:0]
	for i := range s.filled.Answers {
		a := &s.filled.Answers[i]
		if s.filter == "" || contains(a.Question.Number+" "+a.Question.Label.In(s.filled.Language)+" "+a.Text, s.filter) {
			s.shown = append(s.shown, i)
		}
	}
	s.list.SetRows(func(i int) widget.Row { return s.w.say.answerRow(&s.filled.Answers[s.shown[i]], s.filled.Language) }, len(s.shown))
	if len(s.shown) == 0 {
		return
	}
	i := max(0, slices.IndexFunc(s.shown, func(at int) bool { return s.filled.Answers[at].Question.ID == s.chosen }))
	s.list.Select(i)
	s.choose(s.shown[i])
}

// answerRow is one question of a form as a line.
func (s *speech) answerRow(a *submission.Answer, tag string) widget.Row {
	out := widget.Row{Lead: a.Question.Number, Title: a.Question.Label.In(tag), Subtitle: shorter(oneLine(blocksText(a.Blocks, " ")), 140)}
	switch {
	case a.Own:
		out.Marks = []widget.Mark{{Text: s.T("ui.submit.own"), Kind: widget.Info}}
	case a.Required && len(a.Blocks) == 0 && a.Question.Kind != "signature":
		out.Subtitle, out.Ink = s.T("ui.submit.missing"), widget.Danger // below, so that the question can be read
	}
	if out.Subtitle == "" {
		out.Subtitle = s.T("ui.submit.empty")
		out.Dim = !a.Required
	}
	return out
}

// questions are all questions of a form, to be chosen from.
func (s *speech) questions(f *submission.Form) []widget.Option {
	var out []widget.Option
	f.Questions(func(_ *submission.Section, q *submission.Question) {
		out = append(out, widget.Option{Key: q.ID, Label: spaced(q.Number, q.Label.In(s.Tag())), Detail: q.ID})
	})
	return out
}

func (s *submissions) choose(i int) {
	s.w.touch()
	s.w.session.flush()
	a := &s.filled.Answers[i]
	s.chosen = a.Question.ID
	if s.answer.writing { // the form has not been filled since
		s.answer.writing = false
		s.refill()
		return
	}
	s.answer.show(a, s.filled.Language)
}

// changed takes notice that records are different.
func (s *submissions) changed(c change) {
	if s.record() == nil {
		s.rebuild()
		return
	}
	other := slices.ContainsFunc(c.ids, func(id dossier.ID) bool { return id.Type() != dossier.TypeAnswer })
	if s.answer != nil && s.answer.writing && !other {
		return // own words being typed: the form is filled when the answer is left
	}
	s.head.Objects = []fyne.CanvasObject{s.headCard()}
	s.head.Refresh()
	s.refill()
}

// jump shows a submission, or an answer of one.
func (s *submissions) jump(chain []dossier.ID, _ string) {
	if s.id != chain[0] {
		s.id = chain[0]
		s.rebuild()
	}
	if len(chain) > 1 {
		if a, ok := dossier.Find[*dossier.Answer](s.w.session.d, chain[1]); ok {
			s.chosen = a.Question
			s.fillList()
		}
	}
}
