package ui

import (
	"context"
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"probata/dossier"
	"probata/dossier/giveout"
	"probata/dossier/pack"
	"probata/dossier/submission"
	"probata/pdf"
	"probata/ui/widget"
)

// makePack makes the pages beside the main goroutine, and then asks where to
// write them with the exhibits and what proves them.
func (s *submissions) makePack(o pdf.Options) {
	sh, ok := s.w.screen.(*shell)
	if !ok || s.filled == nil || sh.task.cancel != nil {
		return
	}
	filled, o, err := s.withAnnexes(output{key: "pdf"}, o)
	if err != nil {
		s.w.fail(err)
		return
	}
	sh.banner.Say(widget.Info, s.w.say.T("ui.submit.writing"), "", nil)
	var packed giveout.Packed
	s.w.work(func(ctx context.Context) (err error) {
		packed, err = s.w.pack(ctx, filled, o)
		return err
	}, func(err error) {
		sh.banner.Hide()
		if err != nil {
			s.w.fail(err)
			return
		}
		s.choosePack(filled, packed.Content)
		s.tellNear(packed.Near)
	})
}

// pack is the PDF, and the exhibits out of the store.
func (w *Window) pack(ctx context.Context, f *submission.Filled, o pdf.Options) (giveout.Packed, error) {
	st := w.session.store
	return giveout.Pack(ctx, w.order("pdf", f, o), func(ctx context.Context, id dossier.ID) (io.ReadCloser, error) {
		return st.OpenEvidence(ctx, id)
	})
}

// choosePack asks for the file, notes in the custody logs that copies go out,
// and writes with progress: exhibits may be films.
func (s *submissions) choosePack(f *submission.Filled, content pack.Content) {
	d := dialog.NewFileSave(func(out fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			s.w.fail(err)
		case out != nil:
			s.writePack(f, content, out)
		}
	}, s.w.win)
	d.SetFileName(s.w.neutralName("pack-"+f.Form.ID, f.Language, ".zip"))
	s.w.showDialog(d, "save")
}

func (s *submissions) writePack(f *submission.Filled, content pack.Content, out io.WriteCloser) {
	sh, ok := s.w.screen.(*shell)
	if !ok || sh.task.cancel != nil {
		return
	}
	var ids []dossier.ID
	for _, x := range f.Exhibits() {
		ids = append(ids, x.ID)
	}
	note, ses := s.noting(f, ids), s.w.session
	sh.working(s.w.say.T("ui.pack.writing"))
	sh.task.run(func(ctx context.Context, progress func(done, total int64)) (err error) {
		if note != nil {
			err = note(ctx)
		}
		if err == nil {
			err = pack.Write(ctx, out, content, progress)
		}
		if cerr := out.Close(); err == nil {
			err = cerr
		}
		return err
	}, func(err error, ended bool) {
		sh.working("")
		if u, ok := out.(fyne.URIWriteCloser); ok && (err != nil || ended) {
			_ = storage.Delete(u.URI()) // half a pack is none; the error that matters is told
		}
		if err != nil {
			s.w.fail(err)
			return
		}
		if s.w.session == ses {
			s.w.reread(ses.caseID())
		}
		if !ended {
			s.w.notice(s.w.say.N("ui.pack.written", len(content.Exhibits)))
			s.tellKeptOut(f.KeptOut(true))
		}
	})
}

// tellKeptOut names the exhibits that stay behind in an edition, and why.
func (s *submissions) tellKeptOut(list []submission.KeptOut) {
	if len(list) > 0 {
		s.w.tell(s.w.say.T("ui.pack.kept-out"), s.w.say.keptOut(list))
	}
}
