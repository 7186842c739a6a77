package submit

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"probata/dossier"
	"probata/dossier/aftercheck"
	"probata/dossier/desk"
	"probata/dossier/exchange"
	"probata/dossier/giveout"
	"probata/dossier/submission"
	"probata/pdf"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// Output is a kind of file that a submission can be written as.
type Output struct {
	Key, Ext string
	wanted   bool // the body takes it
}

// OutputsOf are the kinds of file for a form: those its body takes, the one it
// wants first, then what else there is.
func OutputsOf(f *submission.Form) []Output {
	all := []Output{{Key: "pdf", Ext: ".pdf"}, {Key: "docx", Ext: ".docx"}, {Key: "portal"}, {Key: "text", Ext: ".txt"}}
	if slices.Contains(f.Outputs, "csv") { // tables alone are of use to nobody else, and words without them to nobody here
		all[3] = Output{Key: "csv", Ext: ".csv"}
	}
	var out []Output
	for _, key := range f.Outputs {
		if i := slices.IndexFunc(all, func(o Output) bool { return o.Key == key }); i >= 0 {
			all[i].wanted = true
			out = append(out, all[i])
			all = slices.Delete(all, i, i+1)
		}
	}
	return append(out, all...)
}

// AskExport asks for the kind of file, and says what the file is and what still
// stands against sending.
func (s *Screen) AskExport() {
	s.w.Session().Flush()
	s.Answer.Writing = false
	s.Refill()
	if s.Filled != nil {
		s.cleared(true, s.askKind)
	}
}

// askKind asks for the kind of file.
func (s *Screen) askKind() {
	say := s.w.Say()
	kinds := OutputsOf(s.Filled.Form)
	if s.HasAnnexes() {
		kinds = append(kinds, Output{Key: "pack", Ext: ".zip"})
	}
	chosen := kinds[0]
	about := widget.NewCaption(outputWords(say, s.Filled.Form, chosen))
	options := make([]widget.Option, len(kinds))
	for i, k := range kinds {
		options[i] = widget.Option{Key: k.Key, Label: say.T("ui.output." + k.Key)}
	}
	more := widget.NewStack(10)
	seal := newSealFields(s.w)
	seal.show(chosen.Key == "pdf" || chosen.Key == "pack")
	annexes := s.annexChoice()
	pages := func() bool { return chosen.Key == "pdf" || chosen.Key == "pack" }
	annexes.Hidden = !pages() || !s.HasAnnexes()
	kind := widget.NewSwitch(options, chosen.Key, func(key string) {
		chosen = kinds[slices.IndexFunc(kinds, func(k Output) bool { return k.Key == key })]
		about.SetText(outputWords(say, s.Filled.Form, chosen))
		seal.show(pages())
		annexes.Hidden = !pages() || !s.HasAnnexes()
		more.Refresh()
	})
	more.Add(kind)
	more.Add(about)
	more.Add(annexes)
	more.Add(seal.object)
	if b := s.stopped(); b != nil {
		more.Add(b)
	}
	if to := s.delivery(); to != nil {
		more.Add(to)
	}
	q := room.Question{Title: say.T("ui.submit.export-title"), Text: s.editionWarning(), More: more, Yes: say.T("ui.submit.export-yes"), No: say.Words.Cancel}
	s.w.Ask(q, func() {
		if chosen.Key == "portal" {
			s.Side.Show("web")
			return
		}
		phrase, ok := seal.phrase()
		if !ok {
			s.w.Tell(say.T("ui.submit.export-title"), say.T("ui.create.differs"))
			return
		}
		if chosen.Key == "pack" {
			s.makePack(pdf.Options{Passphrase: phrase})
			return
		}
		s.MakeFile(chosen, pdf.Options{Passphrase: phrase})
	})
}

// sealFields ask for a pass phrase of a PDF, twice; nothing typed seals nothing.
type sealFields struct {
	first, again *widget.PassphraseField
	object       *fyne.Container
}

func newSealFields(w Host) *sealFields {
	t := w.Say().T
	f := &sealFields{
		first: widget.NewPassphraseField("seal", t("ui.output.no-phrase"), w.Say().Words, nil),
		again: widget.NewPassphraseField("seal-again", "", w.Say().Words, nil),
	}
	again := room.Labelled(t("ui.output.phrase-again"), f.again.Object())
	again.Hide()
	f.object = widget.NewStack(8, room.Labelled(t("ui.output.phrase"), f.first.Object()), again, widget.NewCaption(t("ui.output.phrase-about")))
	f.first.OnChanged = func(text string) {
		switch {
		case text == "":
			again.Hide()
		case !again.Visible():
			again.Show()
		default:
			return
		}
		f.object.Refresh()
	}
	return f
}

func (f *sealFields) show(on bool) {
	f.object.Hidden = !on
	f.object.Refresh()
}

// phrase is the pass phrase; ok is false when it was typed in two ways.
func (f *sealFields) phrase() (text string, ok bool) {
	if f.object.Hidden {
		return "", true
	}
	text, ok = f.first.Text(), f.first.Text() == "" || f.first.Text() == f.again.Text()
	f.first.Clear()
	f.again.Clear()
	return text, ok
}

// outputWords say what a kind of file is good for, and whether the body takes it.
func outputWords(s *speech.Speech, f *submission.Form, o Output) string {
	about := s.T("ui.output." + o.Key + "-about")
	switch {
	case len(f.Outputs) == 0, o.Key == "pack":
		return about
	case o.wanted && f.Outputs[0] == o.Key:
		return speech.Spaced(s.T("ui.output.wanted"), about)
	case o.wanted:
		return speech.Spaced(s.T("ui.output.taken"), about)
	}
	return speech.Spaced(s.T("ui.output.not-taken"), about)
}

// stopped says how much stands against sending, nil when nothing does.
func (s *Screen) stopped() fyne.CanvasObject {
	stops := 0
	for _, p := range s.Filled.Problems {
		if p.Weight == dossier.Stops {
			stops++
		}
	}
	if stops == 0 {
		return nil
	}
	b := widget.NewBanner(s.w.Say().Words)
	b.Say(widget.Danger, s.w.Say().N("ui.submit.export-stops", stops), "", nil)
	return b
}

// delivery is where the finished submission goes, with what to verify before.
func (s *Screen) delivery() fyne.CanvasObject {
	d, say := s.Filled.Form.Delivery, s.w.Say()
	to := speech.Join(d.Web, d.Mail)
	if to == "" {
		to = strings.Join(d.To, ", ")
	}
	check := d.Check.In(say.Tag())
	if to == "" && check == "" {
		return nil
	}
	col := widget.NewStack(4)
	if to != "" {
		col.Add(widget.NewText(say.T("ui.output.goes-to", "to", to)))
	}
	if check != "" {
		col.Add(widget.NewCaption(check))
	}
	return col
}

// MakeFile makes the document and its file beside the main goroutine, and then
// asks where to write it: a file is only begun when all of it is there, and the
// document only when it holds no withheld value.
func (s *Screen) MakeFile(kind Output, o pdf.Options) {
	say := s.w.Say()
	if s.Filled == nil {
		return
	}
	out := s.Outgoing(giveout.Kind(kind.Key), o)
	s.w.Warn(widget.Info, say.T("ui.submit.writing"))
	st, given := s.w.Session().Store, (*desk.Given)(nil)
	s.w.Work(func(ctx context.Context) (err error) {
		given, err = room.Shelf(s.w).Give(ctx, st, out)
		return err
	}, func(err error) {
		s.w.Hush()
		if err != nil {
			s.w.Fail(err)
			return
		}
		if left := s.LeftOut(given); left != "" {
			s.w.Warn(widget.Warning, left)
		}
		f := given.Filled
		room.AskTarget(s.w, room.NeutralName(s.w, "submission-"+f.Form.ID, f.Language, kind.Ext), func(to room.Target) { s.Hand(given, to) })
		s.tellNear(given.Near)
	})
}

// Hand writes a file beside the main goroutine. The case is read again where lines of
// custody tell of it.
func (s *Screen) Hand(g *desk.Given, to desk.Target) {
	w, ses := s.w, s.w.Session()
	w.Work(func(ctx context.Context) error { return g.Hand(ctx, ses.Store, to, nil, nil) }, func(err error) {
		if err != nil {
			w.Fail(err)
			return
		}
		if len(g.Exhibits) > 0 && w.Session() == ses {
			room.Reread(w, ses.CaseID())
		}
		w.Notice(written(w.Say(), g.File))
	})
}

// mostNear is how many passages are shown at once.
const mostNear = 30

// tellNear shows the passages of a file that somebody should look at.
func (s *Screen) tellNear(near []aftercheck.Find) {
	if len(near) == 0 {
		return
	}
	say := s.w.Say()
	lines := []string{say.T("aftercheck.about"), ""}
	for _, f := range near[:min(len(near), mostNear)] {
		lines = append(lines, giveout.NearText(say.Printer, f))
	}
	if more := len(near) - mostNear; more > 0 {
		lines = append(lines, say.N("aftercheck.near-more", more))
	}
	s.w.Tell(say.T("aftercheck.title"), strings.Join(lines, "\n"))
}

// written says what was written.
func written(s *speech.Speech, made giveout.File) string {
	report := made.Report
	if report.Pages == 0 {
		lines := []string{s.T("ui.output.written")}
		for _, cell := range made.Long {
			lines = append(lines, s.T("output.csv.long", "question", cell.Question, "row", cell.Row, "length", cell.Length, "most", exchange.MaxCell))
		}
		return strings.Join(lines, "\n")
	}
	return s.N("ui.submit.written", report.Pages)
}
