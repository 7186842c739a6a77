package submit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier"
	"probata/dossier/submission"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// headCard chooses among submissions and holds what the chosen one is: form,
// language, edition, for whom and by whom; and the export.
func (s *Screen) headCard() fyne.CanvasObject {
	say, r := s.w.Say(), s.Record()
	cells := []fyne.CanvasObject{}
	for _, key := range s.headFields(r) {
		f, _ := dossier.TableOf(dossier.TypeSubmission).Field(key)
		c, fill := s.w.Control(s.ID, f)
		fill(r)
		if key == "language" {
			s.formLanguages(c, r)
		}
		label := widget.NewCaption(say.FieldLabel(dossier.TypeSubmission, key))
		cells = append(cells, widget.NewStack(4, label, c.Object()))
		if key == "form" {
			cells = append(cells, s.addressee(r)...)
		}
	}
	grid := container.New(cellsLayout{least: 196, gap: 10}, cells...)
	fold := widget.NewIconButton(s.w.Icons()["settings"], say.T("ui.submit.details"), func() { s.folded = !s.folded; s.showHead() })
	grid.Hidden = s.folded
	bar := widget.NewBar(8, 0, s.chooser(), fold, widget.NewButton(say.T("ui.write.button"), s.w.Icons()["edit"], func() { s.Write() }), widget.NewButton(say.T("ui.submit.new"), s.w.Icons()["add"], s.ShowOffer), widget.NewIconButton(s.w.Icons()["trash"], say.T("ui.record.delete"), func() { room.AskRemove(s.w, s.ID) }),
		widget.NewButton(say.T("ui.sent.button"), s.w.Icons()["submission"], s.AskSent), widget.NewPrimaryButton(say.T("ui.submit.export"), s.w.Icons()["export"], s.AskExport))
	col := widget.NewStack(10, bar, grid)
	for _, o := range s.CaseChooser(r) {
		o.(*fyne.Container).Hidden = s.folded
		col.Add(o)
	}
	return widget.NewSheet(widget.NewPadded(col, 12, 16, 14, 16))
}

// headFields are the fields of a submission that its form needs.
func (s *Screen) headFields(r *dossier.Submission) []string {
	out := []string{"form", "language", "edition", "victim", "author", "signed"}
	if form, ok := s.w.Data().Forms.Get(r.Form); ok && form.FollowUp {
		out = append(out, "after")
	}
	return out
}

// lowWindow is the height below which the details of a submission begin folded:
// else they leave no room for its answers.
const lowWindow = 760

// showHead draws the head anew.
func (s *Screen) showHead() {
	s.head.Objects = []fyne.CanvasObject{s.headCard()}
	s.Canvas.Refresh()
}

// addressee chooses among the bodies that one form serves; nothing where it
// serves one.
func (s *Screen) addressee(r *dossier.Submission) []fyne.CanvasObject {
	say := s.w.Say()
	form, ok := s.w.Data().Forms.Get(r.Form)
	if !ok || form.BodyBy == "" {
		return nil
	}
	options := make([]widget.Option, 0, len(form.Bodies))
	for _, b := range form.Bodies {
		options = append(options, widget.Option{Key: b, Label: say.Word("body", b)})
	}
	c := widget.NewChoiceField("body", say.Words.Choose, options, widget.Words{Search: say.Words.Search, Choose: say.Words.Choose, Fold: say.Words.Fold})
	if a := s.ownAnswer(form.BodyBy); a != nil && len(a.Values) > 0 {
		c.Set(a.Values[0])
	}
	c.OnChanged = func(k string) {
		s.w.Session().Flush()
		s.keepAnswer(form.BodyBy, "", []string{k})
		s.w.Session().Flush()
	}
	return []fyne.CanvasObject{widget.NewStack(4, widget.NewCaption(say.T("ui.submit.addressed")), c.Object())}
}

// ShowOffer lets a form be chosen for a new submission.
func (s *Screen) ShowOffer() {
	s.w.Session().Flush()
	s.ID = ""
	s.head.Objects = nil
	s.body.Objects = []fyne.CanvasObject{s.offer()}
	s.Canvas.Refresh()
}

// formLanguages offers only the languages in which the form has its labels.
func (s *Screen) formLanguages(c widget.Field, r *dossier.Submission) {
	form, ok := s.w.Data().Forms.Get(r.Form)
	w, isChoice := c.(*widget.ChoiceField)
	if !ok || !isChoice {
		return
	}
	var options []widget.Option
	for _, t := range form.Languages {
		options = append(options, widget.Option{Key: t, Label: s.w.Say().Word("language", t)})
	}
	w.SetOptions(options)
}

// chooser names the submission and offers the others.
func (s *Screen) chooser() fyne.CanvasObject {
	var options []widget.Option
	for _, x := range dossier.Of[*dossier.Submission](s.w.Session().Dossier) {
		label := s.w.Say().Label(s.w.Session().Dossier, x.ID)
		if f, ok := s.w.Data().Forms.Get(x.Form); ok {
			label = speech.Join(label, s.w.Say().Word("body", AddressedTo(s.w.Session().Dossier, x, f)))
			if f.PerVictim && x.Victim != "" {
				label = speech.Join(label, s.w.Say().Label(s.w.Session().Dossier, x.Victim))
			}
		}
		options = append(options, widget.Option{Key: string(x.ID), Label: speech.Join(label, s.w.Say().Word("language", x.Language))})
	}
	c := widget.NewChoiceField("submission", "", options, widget.Words{Search: s.w.Say().Words.Search, Choose: s.w.Say().Words.Choose, Fold: s.w.Say().Words.Fold})
	c.Set(string(s.ID))
	c.OnChanged = func(k string) {
		s.w.Session().Flush()
		s.ID, s.Chosen = dossier.ID(k), ""
		s.rebuild()
	}
	return c.Object()
}

// AddressedTo is the body chosen for a submission whose form serves several, and
// of a follow-up the one that has the case.
func AddressedTo(d *dossier.Dossier, r *dossier.Submission, f *submission.Form) string {
	if sent, ok := dossier.Find[*dossier.Filing](d, r.After); ok && f.FollowUp {
		return sent.Body
	}
	for _, a := range dossier.As[*dossier.Answer](d.Children(r.ID, dossier.TypeAnswer)) {
		if f.BodyBy != "" && a.Question == f.BodyBy && len(a.Values) > 0 {
			return a.Values[0]
		}
	}
	return ""
}

// editionWarning says who can read what is about to be written.
func (s *Screen) editionWarning() string {
	if s.Filled.Edition == submission.Confidential {
		return s.w.Say().T("ui.submit.warn-confidential")
	}
	return s.w.Say().T("ui.submit.warn-" + string(s.Filled.Edition))
}

// cellsLayout sets cells in as many columns as there is room for.
type cellsLayout struct{ least, gap float32 }

func (l cellsLayout) columns(n int, width float32) int {
	most := min(n, max(1, int((width+l.gap)/(l.least+l.gap))))
	rows := (n + most - 1) / most
	return (n + rows - 1) / rows // as many in each row
}

func (l cellsLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	var h float32
	width := l.least
	for _, x := range o {
		h = max(h, x.MinSize().Height)
		if x.Size().Width > 0 {
			width = max(width, x.Position().X+x.Size().Width)
		}
	}
	cols := l.columns(len(o), width)
	rows := (len(o) + cols - 1) / cols
	return fyne.NewSize(l.least, float32(rows)*h+float32(rows-1)*l.gap)
}

func (l cellsLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	cols := l.columns(len(o), size.Width)
	w := (size.Width - float32(cols-1)*l.gap) / float32(cols)
	var h float32
	for _, x := range o {
		h = max(h, x.MinSize().Height)
	}
	for i, x := range o {
		x.Move(fyne.NewPos(float32(i%cols)*(w+l.gap), float32(i/cols)*(h+l.gap)))
		x.Resize(fyne.NewSize(w, h))
	}
}
