package ui

import (
	"bytes"
	"context"
	"io"
	"strings"

	"probata/dossier"
	"probata/dossier/submission"
	"probata/pdf"
	"probata/ui/widget"
)

// askExport says what the file is and what still stands against sending.
func (s *submissions) askExport() {
	s.w.session.flush()
	s.answer.writing = false
	s.refill()
	if s.filled == nil {
		return
	}
	say := s.w.say
	stops := 0
	for _, p := range s.filled.Problems {
		if p.Weight == dossier.Stops {
			stops++
		}
	}
	q := question{title: say.T("ui.submit.export-title"), text: s.editionWarning(), yes: say.T("ui.submit.export-yes"), no: say.words.Cancel}
	if stops > 0 {
		b := widget.NewBanner(say.words)
		b.Say(widget.Danger, say.N("ui.submit.export-stops", stops), "", nil)
		q.more = b
	}
	s.w.ask(q, s.makePages)
}

// makePages makes the document and its pages beside the main goroutine, and
// then asks where to write them: a file is only begun when all of it is there,
// and the document only when it holds no withheld value.
func (s *submissions) makePages() {
	say, filled := s.w.say, s.filled
	sh, ok := s.w.screen.(*shell)
	if !ok || filled == nil {
		return
	}
	sh.banner.Say(widget.Info, say.T("ui.submit.writing"), "", nil)
	var b bytes.Buffer
	var report pdf.Report
	s.w.work(func(ctx context.Context) (err error) {
		report, err = s.w.writePDF(ctx, filled, &b)
		return err
	}, func(err error) {
		sh.banner.Hide()
		if err != nil {
			s.w.fail(err)
			return
		}
		done := say.N("ui.submit.written", report.Pages)
		if len(report.Missing) > 0 {
			done += " " + say.N("ui.submit.glyphs", len(report.Missing))
		}
		if c := report.Chinese; c != nil {
			done += " " + say.T("pages.chinese", "fonts", strings.Join(c.Names, ", "), "folder", c.Folder)
		}
		s.chooseFile(filled, b.Bytes(), done)
	})
}

// chooseFile asks for the file. Its name says the form, the language and the
// day, and nothing of the case.
func (s *submissions) chooseFile(filled *submission.Filled, data []byte, done string) {
	s.w.saveFile(s.w.neutralName("submission-"+filled.Form.ID, filled.Language, ".pdf"), data, done)
}

func (w *Window) writePDF(ctx context.Context, filled *submission.Filled, out io.Writer) (pdf.Report, error) {
	doc, err := filled.Document()
	if err != nil {
		return pdf.Report{}, err
	}
	fonts, err := w.parts.Fonts()
	if err != nil {
		return pdf.Report{}, err
	}
	return pdf.Write(ctx, out, doc, fonts)
}
