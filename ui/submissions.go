package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/filing"
	"probata/dossier/submission"
	"probata/ui/room"
	"probata/ui/session"
	"probata/ui/speech"
	"probata/ui/widget"
)

// submissions is the screen on which a case becomes a paper: the form and for
// whom it is filled on top, the questions with their answers at the left, one
// answer to read and to write in the middle, and at the right the page as it
// will be printed, or what stands against sending with the place that mends it.
type submissions struct {
	w       submitHost
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

func newSubmissions(w submitHost) *submissions {
	s := &submissions{w: w, pattern: map[dossier.ID]*dossier.Dossier{}, head: container.NewStack(), body: container.NewStack()}
	s.object = widget.NewHeaded(12, s.head, s.body)
	s.folded = w.Win().Canvas().Size().Height < lowWindow
	if all := w.Session().Dossier.List(dossier.TypeSubmission); len(all) > 0 {
		s.id = all[len(all)-1].Header().ID
	}
	s.rebuild()
	return s
}

// rebuild draws the screen for the submission chosen.
func (s *submissions) rebuild() {
	if _, ok := dossier.Find[*dossier.Submission](s.w.Session().Dossier, s.id); !ok {
		s.id = ""
	}
	if s.id == "" {
		s.head.Objects = nil
		s.body.Objects = []fyne.CanvasObject{s.offer()}
		s.object.Refresh()
		return
	}
	s.list = widget.NewRecordList(widget.RecordListOptions{
		FilterHint: s.w.Say().T("ui.submit.filter"), EmptyIcon: s.w.Icons()["submission"], EmptyText: s.w.Say().T("ui.submit.no-form"),
		NoMatch: s.w.Say().T("ui.list.no-match"), LeadWidth: s.numberWidth(),
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
	s.body.Objects = []fyne.CanvasObject{widget.NewSplit(room.NewWide(questions, 260), s.side.object, 0.28)}
	s.refill()
	s.object.Refresh()
}

// begin makes a submission of a form in the best language for it.
func (s *submissions) begin(form string) { s.beginFor(form, "", "") }

// beginFor makes a submission of a form for one of the bodies it serves, and for
// one alleged victim; "" leaves either to be chosen.
func (s *submissions) beginFor(form, body string, victim dossier.ID) {
	f, ok := s.w.Data().Forms.Get(form)
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
	d := s.w.Session().Dossier
	s.id = room.Create(s.w, dossier.TypeSubmission, "", func(r dossier.Record) {
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
	s.chosen = ""
}

// numberWidth is the room for the numbers of questions; some forms have none.
func (s *submissions) numberWidth() float32 {
	width := float32(0)
	if f, ok := s.w.Data().Forms.Get(s.record().Form); ok {
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
	text, kind := s.w.Say().WholeCount(s.filled, question, typed)
	s.whole.Color, s.whole.Bold = widget.ColorMuted, kind == widget.Danger
	if kind == widget.Danger {
		s.whole.Color = widget.ColorDangerText
	}
	s.whole.SetText(text)
	s.whole.Refresh()
}

// Leave gives up what is still being drawn.
func (s *submissions) Leave() {
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
	r, _ := dossier.Find[*dossier.Submission](s.w.Session().Dossier, s.id)
	return r
}

// refill fills the form anew from the case.
func (s *submissions) refill() {
	s.filled = nil
	r := s.record()
	if r == nil {
		return
	}
	form, ok := s.w.Data().Forms.Get(r.Form)
	if !ok {
		s.list.SetRows(nil, 0)
		s.pane.SetSections()
		return
	}
	filled, err := s.fill(form, r, document.Listed)
	if err != nil {
		s.w.Fail(err)
		return
	}
	s.filled = filled
	s.showWhole("", "")
	s.fillList()
	s.fillProblems()
	s.preview.fill(filled)
	s.portal.fill(filled)
}

// fill answers a form from the case, with the exhibits going along as how says.
func (s *submissions) fill(form *submission.Form, r *dossier.Submission, how document.AnnexHow) (*submission.Filled, error) {
	edition, ok := submission.ParseEdition(r.Edition)
	if !ok {
		edition = submission.Confidential
	}
	tag := r.Language
	if !slices.Contains(form.Languages, tag) {
		tag = form.Languages[0]
	}
	engine := submission.Engine{Law: s.w.Data().Law, Words: s.w.Data().Words, Names: s.w.Data().Names}
	return engine.Fill(context.Background(), submission.Request{
		Dossier: s.w.Session().Dossier.Snapshot(), Form: form, Language: tag, Edition: edition, Victim: r.Victim, Author: r.Author,
		Submission: r.ID, Today: s.w.Today(), Others: s.others(form), Annexes: how, Text: s.exhibitText, Frozen: filing.Frozen,
	})
}

// exhibitText is the text of an exhibit as it was read when it came in; one of
// which none was read counts as unread.
func (s *submissions) exhibitText(id dossier.ID) string {
	text, err := s.w.Session().Store.Text(context.Background(), id)
	if err != nil {
		return ""
	}
	return text
}

func (s *submissions) fillList() {
	if s.filled == nil {
		return
	}
	s.shown = s.shown[:0]
	for i := range s.filled.Answers {
		a := &s.filled.Answers[i]
		if s.filter == "" || room.Contains(a.Question.Number+" "+a.Question.Label.In(s.filled.Language)+" "+a.Text, s.filter) {
			s.shown = append(s.shown, i)
		}
	}
	s.list.SetRows(func(i int) widget.Row { return answerRow(s.w.Say(), &s.filled.Answers[s.shown[i]], s.filled.Language) }, len(s.shown))
	if len(s.shown) == 0 {
		return
	}
	i := max(0, slices.IndexFunc(s.shown, func(at int) bool { return s.filled.Answers[at].Question.ID == s.chosen }))
	s.list.Select(i)
	s.choose(s.shown[i])
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

func (s *submissions) choose(i int) {
	s.w.Touch()
	s.w.Session().Flush()
	a := &s.filled.Answers[i]
	s.chosen = a.Question.ID
	if s.answer.writing { // the form has not been filled since
		s.answer.writing = false
		s.refill()
		return
	}
	s.answer.show(a, s.filled.Language)
}

// Object is the tab.
func (s *submissions) Object() fyne.CanvasObject { return s.object }

// Changed takes notice that records are different.
func (s *submissions) Changed(c session.Change) {
	if s.record() == nil {
		s.rebuild()
		return
	}
	other := slices.ContainsFunc(c.IDs, func(id dossier.ID) bool { return id.Type() != dossier.TypeAnswer })
	if s.answer != nil && s.answer.writing && !other {
		return // own words being typed: the form is filled when the answer is left
	}
	s.head.Objects = []fyne.CanvasObject{s.headCard()}
	s.head.Refresh()
	s.refill()
}

// Jump shows a submission, or an answer of one.
func (s *submissions) Jump(place room.Place) bool {
	chain := place.Chain
	if len(chain) == 0 {
		return false
	}
	if s.id != chain[0] {
		s.id = chain[0]
		s.rebuild()
	}
	if len(chain) > 1 {
		if a, ok := dossier.Find[*dossier.Answer](s.w.Session().Dossier, chain[1]); ok {
			s.chosen = a.Question
			s.fillList()
		}
	}
	return true
}
