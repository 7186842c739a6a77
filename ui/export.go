package ui

import (
	"bytes"
	"context"
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"probata/dossier"
	"probata/dossier/submission"
	"probata/pdf"
	"probata/ui/widget"
)

// askExport says what the file is and what still stands against sending, and
// then asks where to write it.
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
	s.w.ask(q, s.chooseFile)
}

// chooseFile asks for the file. Its name says the form, the language and the
// day, and nothing of the case.
func (s *submissions) chooseFile() {
	filled := s.filled
	d := dialog.NewFileSave(func(out fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			s.w.fail(err)
		case out != nil:
			s.write(filled, out)
		}
	}, s.w.win)
	d.SetFileName(s.w.neutralName("submission-"+filled.Form.ID, filled.Language, ".pdf"))
	s.w.showDialog(d, "save")
}

// write makes the document and its pages beside the main goroutine. Nothing is
// written unless the document holds no withheld value and all pages are made.
func (s *submissions) write(filled *submission.Filled, out io.WriteCloser) {
	say := s.w.say
	sh, _ := s.w.screen.(*shell)
	if sh != nil {
		sh.banner.Say(widget.Info, say.T("ui.submit.writing"), "", nil)
	}
	var report pdf.Report
	s.w.work(func(ctx context.Context) (err error) {
		report, err = s.w.writePDF(ctx, filled, out)
		if cerr := out.Close(); err == nil {
			err = cerr
		}
		return err
	}, func(err error) {
		switch {
		case err != nil:
			s.w.fail(err)
		case sh != nil && len(report.Missing) > 0:
			sh.banner.Say(widget.Warning, say.N("ui.submit.written", report.Pages)+" "+say.N("ui.submit.glyphs", len(report.Missing)), "", nil)
		case sh != nil:
			sh.banner.Say(widget.Success, say.N("ui.submit.written", report.Pages), "", nil)
		}
	})
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
	var b bytes.Buffer
	report, err := pdf.Write(ctx, &b, doc, fonts)
	if err != nil {
		return report, err
	}
	_, err = out.Write(b.Bytes())
	return report, err
}
