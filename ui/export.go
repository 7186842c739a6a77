package ui

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
	"probata/ui/widget"
)

// output is a kind of file that a submission can be written as.
type output struct {
	key, ext string
	wanted   bool // the body takes it
}

// outputsOf are the kinds of file for a form: those its body takes, the one it
// wants first, then what else there is.
func outputsOf(f *submission.Form) []output {
	all := []output{{key: "pdf", ext: ".pdf"}, {key: "docx", ext: ".docx"}, {key: "portal"}, {key: "text", ext: ".txt"}}
	if slices.Contains(f.Outputs, "csv") { // tables alone are of use to nobody else, and words without them to nobody here
		all[3] = output{key: "csv", ext: ".csv"}
	}
	var out []output
	for _, key := range f.Outputs {
		if i := slices.IndexFunc(all, func(o output) bool { return o.key == key }); i >= 0 {
			all[i].wanted = true
			out = append(out, all[i])
			all = slices.Delete(all, i, i+1)
		}
	}
	return append(out, all...)
}

// askExport asks for the kind of file, and says what the file is and what still
// stands against sending.
func (s *submissions) askExport() {
	s.w.session.flush()
	s.answer.writing = false
	s.refill()
	if s.filled != nil {
		s.cleared(true, s.askKind)
	}
}

// askKind asks for the kind of file.
func (s *submissions) askKind() {
	say := s.w.say
	kinds := outputsOf(s.filled.Form)
	if s.hasAnnexes() {
		kinds = append(kinds, output{key: "pack", ext: ".zip"})
	}
	chosen := kinds[0]
	about := widget.NewCaption(say.outputWords(s.filled.Form, chosen))
	options := make([]widget.Option, len(kinds))
	for i, k := range kinds {
		options[i] = widget.Option{Key: k.key, Label: say.T("ui.output." + k.key)}
	}
	more := widget.NewStack(10)
	seal := newSealFields(s.w)
	seal.show(chosen.key == "pdf" || chosen.key == "pack")
	annexes := s.annexChoice()
	pages := func() bool { return chosen.key == "pdf" || chosen.key == "pack" }
	annexes.Hidden = !pages() || !s.hasAnnexes()
	kind := widget.NewSwitch(options, chosen.key, func(key string) {
		chosen = kinds[slices.IndexFunc(kinds, func(k output) bool { return k.key == key })]
		about.SetText(say.outputWords(s.filled.Form, chosen))
		seal.show(pages())
		annexes.Hidden = !pages() || !s.hasAnnexes()
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
	q := question{title: say.T("ui.submit.export-title"), text: s.editionWarning(), more: more, yes: say.T("ui.submit.export-yes"), no: say.words.Cancel}
	s.w.ask(q, func() {
		if chosen.key == "portal" {
			s.side.show("web")
			return
		}
		phrase, ok := seal.phrase()
		if !ok {
			s.w.tell(say.T("ui.submit.export-title"), say.T("ui.create.differs"))
			return
		}
		if chosen.key == "pack" {
			s.makePack(pdf.Options{Passphrase: phrase})
			return
		}
		s.makeFile(chosen, pdf.Options{Passphrase: phrase})
	})
}

// sealFields ask for a pass phrase of a PDF, twice; nothing typed seals nothing.
type sealFields struct {
	first, again *widget.PassphraseField
	object       *fyne.Container
}

func newSealFields(w *Window) *sealFields {
	t := w.say.T
	f := &sealFields{
		first: widget.NewPassphraseField("seal", t("ui.output.no-phrase"), w.say.words, nil),
		again: widget.NewPassphraseField("seal-again", "", w.say.words, nil),
	}
	again := labelled(t("ui.output.phrase-again"), f.again.Object())
	again.Hide()
	f.object = widget.NewStack(8, labelled(t("ui.output.phrase"), f.first.Object()), again, widget.NewCaption(t("ui.output.phrase-about")))
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
func (s *speech) outputWords(f *submission.Form, o output) string {
	about := s.T("ui.output." + o.key + "-about")
	switch {
	case len(f.Outputs) == 0, o.key == "pack":
		return about
	case o.wanted && f.Outputs[0] == o.key:
		return spaced(s.T("ui.output.wanted"), about)
	case o.wanted:
		return spaced(s.T("ui.output.taken"), about)
	}
	return spaced(s.T("ui.output.not-taken"), about)
}

// stopped says how much stands against sending, nil when nothing does.
func (s *submissions) stopped() fyne.CanvasObject {
	stops := 0
	for _, p := range s.filled.Problems {
		if p.Weight == dossier.Stops {
			stops++
		}
	}
	if stops == 0 {
		return nil
	}
	b := widget.NewBanner(s.w.say.words)
	b.Say(widget.Danger, s.w.say.N("ui.submit.export-stops", stops), "", nil)
	return b
}

// delivery is where the finished submission goes, with what to verify before.
func (s *submissions) delivery() fyne.CanvasObject {
	d, say := s.filled.Form.Delivery, s.w.say
	to := join(d.Web, d.Mail)
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

// makeFile makes the document and its file beside the main goroutine, and then
// asks where to write it: a file is only begun when all of it is there, and the
// document only when it holds no withheld value.
func (s *submissions) makeFile(kind output, o pdf.Options) {
	say := s.w.say
	sh, ok := s.w.screen.(*shell)
	if !ok || s.filled == nil {
		return
	}
	out := s.outgoing(giveout.Kind(kind.key), o)
	sh.banner.Say(widget.Info, say.T("ui.submit.writing"), "", nil)
	st, given := s.w.session.store, (*desk.Given)(nil)
	s.w.work(func(ctx context.Context) (err error) {
		given, err = s.w.shelf().Give(ctx, st, out)
		return err
	}, func(err error) {
		sh.banner.Hide()
		if err != nil {
			s.w.fail(err)
			return
		}
		if left := s.leftOut(given); left != "" {
			sh.banner.Say(widget.Warning, left, "", nil)
		}
		f := given.Filled
		s.w.askTarget(s.w.neutralName("submission-"+f.Form.ID, f.Language, kind.ext), func(to target) { s.hand(given, to) })
		s.tellNear(given.Near)
	})
}

// hand writes a file beside the main goroutine. The case is read again where lines of
// custody tell of it.
func (s *submissions) hand(g *desk.Given, to desk.Target) {
	w, ses := s.w, s.w.session
	w.work(func(ctx context.Context) error { return g.Hand(ctx, ses.store, to, nil, nil) }, func(err error) {
		if err != nil {
			w.fail(err)
			return
		}
		if len(g.Exhibits) > 0 && w.session == ses {
			w.reread(ses.caseID())
		}
		w.notice(w.say.written(g.File))
	})
}

// mostNear is how many passages are shown at once.
const mostNear = 30

// tellNear shows the passages of a file that somebody should look at.
func (s *submissions) tellNear(near []aftercheck.Find) {
	if len(near) == 0 {
		return
	}
	say := s.w.say
	lines := []string{say.T("aftercheck.about"), ""}
	for _, f := range near[:min(len(near), mostNear)] {
		lines = append(lines, giveout.NearText(say.Printer, f))
	}
	if more := len(near) - mostNear; more > 0 {
		lines = append(lines, say.N("aftercheck.near-more", more))
	}
	s.w.tell(say.T("aftercheck.title"), strings.Join(lines, "\n"))
}

// written says what was written, and what no font could draw.
func (s *speech) written(made giveout.File) string {
	report := made.Report
	if report.Pages == 0 {
		lines := []string{s.T("ui.output.written")}
		for _, cell := range made.Long {
			lines = append(lines, s.T("output.csv.long", "question", cell.Question, "row", cell.Row, "length", cell.Length, "most", exchange.MaxCell))
		}
		return strings.Join(lines, "\n")
	}
	done := s.N("ui.submit.written", report.Pages)
	if len(report.Missing) > 0 {
		done += " " + s.N("ui.submit.glyphs", len(report.Missing))
	}
	if c := report.Chinese; c != nil {
		done += " " + s.T("pages.chinese", "fonts", strings.Join(c.Names, ", "), "folder", c.Folder)
	}
	return done
}
