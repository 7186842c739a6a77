package submit

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/submission"
	"probata/ui/room"
	"probata/ui/session"
	"probata/ui/speech"
	"probata/ui/widget"
)

// Screen is the screen on which a case becomes a paper: the form and for
// whom it is filled on top, the questions with their answers at the left, one
// answer to read and to write in the middle, and at the right the page as it
// will be printed, or what stands against sending with the place that mends it.
type Screen struct {
	w       Host
	ID      dossier.ID // the submission shown, "" when there is none yet
	Filled  *submission.Filled
	list    *widget.RecordList
	shown   []int // indices of filled.Answers after the filter
	filter  string
	Chosen  string // id of the question shown
	Answer  *answerPane
	pane    *widget.Inspector
	Side    *side
	Preview *Preview
	Portal  *portalPane
	Whole   *widget.Text                    // how long all answers are
	pattern map[dossier.ID]*dossier.Dossier // other cases put beside this one
	Annexes document.AnnexHow               // how exhibits went along last
	Writing *Writing                        // the narrative, passage by passage, nil while it is not shown
	folded  bool                            // form, language, edition and persons are hidden
	head    *fyne.Container
	body    *fyne.Container
	Canvas  *fyne.Container
}

func New(w Host) *Screen {
	s := &Screen{w: w, pattern: map[dossier.ID]*dossier.Dossier{}, head: container.NewStack(), body: container.NewStack()}
	s.Canvas = widget.NewHeaded(12, s.head, s.body)
	s.folded = w.Win().Canvas().Size().Height < lowWindow
	if all := w.Session().Dossier.List(dossier.TypeSubmission); len(all) > 0 {
		s.ID = all[len(all)-1].Header().ID
	}
	s.rebuild()
	return s
}

// rebuild draws the screen for the submission chosen.
func (s *Screen) rebuild() {
	if _, ok := dossier.Find[*dossier.Submission](s.w.Session().Dossier, s.ID); !ok {
		s.ID = ""
	}
	if s.ID == "" {
		s.head.Objects = nil
		s.body.Objects = []fyne.CanvasObject{s.offer()}
		s.Canvas.Refresh()
		return
	}
	s.list = widget.NewRecordList(widget.RecordListOptions{
		FilterHint: s.w.Say().T("ui.submit.filter"), EmptyIcon: s.w.Icons()["submission"], EmptyText: s.w.Say().T("ui.submit.no-form"),
		NoMatch: s.w.Say().T("ui.list.no-match"), LeadWidth: s.numberWidth(),
	})
	s.list.OnFilter = func(q string) { s.filter = q; s.FillList() }
	s.list.OnSelected = func(i int) { s.Choose(s.shown[i]) }
	s.Answer = newAnswerPane(s)
	s.pane = widget.NewInspector()
	if s.Preview != nil {
		s.Preview.Stop()
		s.Portal.stop()
	}
	s.Preview = newPreview(s.w)
	s.Portal = newPortalPane(s.w, s.openQuestion)
	key := "page"
	if s.Side != nil {
		key = s.Side.key
	}
	s.Side = newSide(s.w, s.Answer.object, s.pane, s.Preview, s.Portal, key)
	s.head.Objects = []fyne.CanvasObject{s.headCard()}
	s.Whole = widget.NewCaption("")
	questions := container.NewBorder(nil, widget.NewPadded(s.Whole, 6, 4, 0, 4), nil, nil, s.list)
	s.body.Objects = []fyne.CanvasObject{widget.NewSplit(room.NewWide(questions, 260), s.Side.object, 0.28)}
	s.Refill()
	s.Canvas.Refresh()
}

// Begin makes a submission of a form in the best language for it.
func (s *Screen) Begin(form string) { s.BeginFor(form, "", "") }

// BeginFor makes a submission of a form for one of the bodies it serves, and for
// one alleged victim; "" leaves either to be chosen.
func (s *Screen) BeginFor(form, body string, victim dossier.ID) {
	f, ok := s.w.Data().Forms.Get(form)
	if !ok {
		return
	}
	s.make(f, victim, nil)
	if f.BodyBy != "" && body != "" && s.ID != "" {
		s.keepAnswer(f.BodyBy, "", []string{body})
	}
	s.rebuild()
}

// BeginAfter makes a submission that follows a filing.
func (s *Screen) BeginAfter(f *submission.Form, sent *dossier.Filing) {
	s.make(f, sent.Victim, sent)
	s.rebuild()
}

// make makes the record of a submission and chooses it; sent is what it follows,
// nil for a first one.
func (s *Screen) make(f *submission.Form, victim dossier.ID, sent *dossier.Filing) {
	d := s.w.Session().Dossier
	s.ID = room.Create(s.w, dossier.TypeSubmission, "", func(r dossier.Record) {
		x := r.(*dossier.Submission)
		x.Form, x.Language, x.Edition = f.ID, room.FormLanguage(s.w, f), string(submission.Confidential)
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
	s.Chosen = ""
}

// numberWidth is the room for the numbers of questions; some forms have none.
func (s *Screen) numberWidth() float32 {
	width := float32(0)
	if f, ok := s.w.Data().Forms.Get(s.Record().Form); ok {
		f.Questions(func(_ *submission.Section, q *submission.Question) {
			if q.Number != "" {
				width = 52
			}
		})
	}
	return width
}

// showWhole says how long all answers are together, with what is being typed.
func (s *Screen) showWhole(question, typed string) {
	text, kind := s.w.Say().WholeCount(s.Filled, question, typed)
	s.Whole.Color, s.Whole.Bold = widget.ColorMuted, kind == widget.Danger
	if kind == widget.Danger {
		s.Whole.Color = widget.ColorDangerText
	}
	s.Whole.SetText(text)
	s.Whole.Refresh()
}

// Write shows the narrative of the submission to be written, and Back what it is part of.
// It answers false where the form tells none.
func (s *Screen) Write() bool {
	if s.Filled == nil || s.Writing != nil {
		return false
	}
	s.w.Session().Flush()
	s.Preview.Stop()
	s.Writing = newWriting(s.w, func() submission.Request {
		r := s.Record()
		form, _ := s.w.Data().Forms.Get(r.Form)
		return s.request(form, r, document.Listed)
	}, func() { s.Back() })
	s.Canvas.Objects = []fyne.CanvasObject{container.NewStack(), s.Writing.Object}
	s.Canvas.Refresh()
	return true
}

// Back leaves what Write shows; false when nothing is to be left.
func (s *Screen) Back() bool {
	if s.Writing == nil {
		return false
	}
	s.w.Session().Flush()
	s.Writing.Leave()
	s.Writing = nil
	s.Canvas.Objects = []fyne.CanvasObject{s.head, s.body}
	s.rebuild()
	return true
}

// Step goes to the passage so many further on.
func (s *Screen) Step(by int) {
	if s.Writing != nil {
		s.Writing.Step(by)
	}
}

// Leave gives up what is still being drawn.
func (s *Screen) Leave() {
	if s.Writing != nil {
		s.Writing.Leave()
	}
	if s.Preview != nil {
		s.Preview.Stop()
		s.Portal.stop()
	}
}

// openQuestion shows the answer to a question.
func (s *Screen) openQuestion(id string) {
	s.Chosen = id
	s.Side.only = "answer"
	s.Side.three.Set("answer")
	s.Side.object.Refresh()
	s.FillList()
}

func (s *Screen) Record() *dossier.Submission {
	r, _ := dossier.Find[*dossier.Submission](s.w.Session().Dossier, s.ID)
	return r
}

// Refill fills the form anew from the case.
func (s *Screen) Refill() {
	s.Filled = nil
	r := s.Record()
	if r == nil {
		return
	}
	form, ok := s.w.Data().Forms.Get(r.Form)
	if !ok {
		s.list.SetRows(nil, 0)
		s.pane.SetSections()
		return
	}
	filled, err := room.Shelf(s.w).Fill(context.Background(), s.w.Session().Store, s.request(form, r, document.Listed))
	if err != nil {
		s.w.Fail(err)
		return
	}
	s.Filled = filled
	s.showWhole("", "")
	s.FillList()
	s.fillProblems()
	s.Preview.fill(filled)
	s.Portal.fill(filled)
}

// request is what a submission asks for, with the exhibits going along as how says.
func (s *Screen) request(form *submission.Form, r *dossier.Submission, how document.AnnexHow) submission.Request {
	return submission.Request{
		Dossier: s.w.Session().Dossier.Snapshot(), Form: form, Language: r.Language, Edition: submission.Edition(r.Edition), Victim: r.Victim, Author: r.Author,
		Submission: r.ID, Today: s.w.Today(), Others: s.others(form), Annexes: how,
	}
}

func (s *Screen) FillList() {
	if s.Filled == nil {
		return
	}
	s.shown = s.shown[:0]
	for i := range s.Filled.Answers {
		a := &s.Filled.Answers[i]
		if s.filter == "" || room.Contains(a.Question.Number+" "+a.Question.Label.In(s.Filled.Language)+" "+a.Text, s.filter) {
			s.shown = append(s.shown, i)
		}
	}
	s.list.SetRows(func(i int) widget.Row { return answerRow(s.w.Say(), &s.Filled.Answers[s.shown[i]], s.Filled.Language) }, len(s.shown))
	if len(s.shown) == 0 {
		return
	}
	i := max(0, slices.IndexFunc(s.shown, func(at int) bool { return s.Filled.Answers[at].Question.ID == s.Chosen }))
	s.list.Select(i)
	s.Choose(s.shown[i])
}

// answerRow is one question of a form as a line.
func answerRow(s *speech.Speech, a *submission.Answer, tag string) widget.Row {
	out := widget.Row{Lead: a.Question.Number, Title: a.Question.Label.In(tag), Subtitle: speech.Shorter(speech.OneLine(speech.BlocksText(a.Blocks, " ")), 140)}
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

func (s *Screen) Choose(i int) {
	s.w.Touch()
	s.w.Session().Flush()
	a := &s.Filled.Answers[i]
	s.Chosen = a.Question.ID
	if s.Answer.Writing { // the form has not been filled since
		s.Answer.Writing = false
		s.Refill()
		return
	}
	s.Answer.show(a, s.Filled.Language)
}

// Object is the tab.
func (s *Screen) Object() fyne.CanvasObject { return s.Canvas }

// Changed takes notice that records are different.
func (s *Screen) Changed(c session.Change) {
	if s.Record() == nil {
		if !s.Back() {
			s.rebuild()
		}
		return
	}
	if s.Writing != nil {
		s.Writing.Refresh() // the form is filled again when it is left
		return
	}
	other := slices.ContainsFunc(c.IDs, func(id dossier.ID) bool { return id.Type() != dossier.TypeAnswer })
	if s.Answer != nil && s.Answer.Writing && !other {
		return // own words being typed: the form is filled when the answer is left
	}
	s.head.Objects = []fyne.CanvasObject{s.headCard()}
	s.head.Refresh()
	s.Refill()
}

// Jump shows a submission, or an answer of one.
func (s *Screen) Jump(place room.Place) bool {
	chain := place.Chain
	if len(chain) == 0 {
		return false
	}
	s.Back()
	if s.ID != chain[0] {
		s.ID = chain[0]
		s.rebuild()
	}
	if len(chain) > 1 {
		if a, ok := dossier.Find[*dossier.Answer](s.w.Session().Dossier, chain[1]); ok {
			s.Chosen = a.Question
			s.FillList()
		}
	}
	return true
}
