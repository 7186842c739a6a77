package ui

import (
	"context"
	"io"

	"probata/dossier"
	"probata/dossier/giveout"
	"probata/dossier/pack"
	"probata/dossier/submission"
	"probata/pdf"
	"probata/ui/room"
	"probata/ui/widget"
)

// makePack makes the pages beside the main goroutine, and then asks where to
// write them with the exhibits and what proves them.
func (s *submissions) makePack(o pdf.Options) {
	if s.filled == nil || s.w.Busy() {
		return
	}
	filled, o, err := s.withAnnexes(output{key: "pdf"}, o)
	if err != nil {
		s.w.Fail(err)
		return
	}
	s.w.Warn(widget.Info, s.w.Say().T("ui.submit.writing"))
	var packed giveout.Packed
	s.w.Work(func(ctx context.Context) (err error) {
		packed, err = packOf(s.w, ctx, filled, o)
		return err
	}, func(err error) {
		s.w.Hush()
		if err != nil {
			s.w.Fail(err)
			return
		}
		s.choosePack(filled, packed.Content)
		s.tellNear(packed.Near)
	})
}

// packOf is the PDF, and the exhibits out of the store.
func packOf(w submitHost, ctx context.Context, f *submission.Filled, o pdf.Options) (giveout.Packed, error) {
	st := w.Session().Store
	return giveout.Pack(ctx, order(w, "pdf", f, o), func(ctx context.Context, id dossier.ID) (io.ReadCloser, error) {
		return st.OpenEvidence(ctx, id)
	})
}

// choosePack asks for the file, notes in the custody logs that copies go out,
// and writes with progress: exhibits may be films.
func (s *submissions) choosePack(f *submission.Filled, content pack.Content) {
	room.AskTarget(s.w, room.NeutralName(s.w, "pack-"+f.Form.ID, f.Language, ".zip"), func(to room.Target) { s.writePack(f, content, to) })
}

func (s *submissions) writePack(f *submission.Filled, content pack.Content, to room.Target) {
	if s.w.Busy() {
		return
	}
	var ids []dossier.ID
	for _, x := range f.Exhibits() {
		ids = append(ids, x.ID)
	}
	note, ses := s.noting(f, ids), s.w.Session()
	s.w.Job(s.w.Say().T("ui.pack.writing"), func(ctx context.Context, progress func(done, total int64)) (err error) {
		if note != nil {
			err = note(ctx)
		}
		if err != nil {
			return err
		}
		return to(func(out io.Writer) error { return pack.Write(ctx, out, content, progress) })
	}, func(err error, ended bool) {
		if err != nil {
			s.w.Fail(err)
			return
		}
		if s.w.Session() == ses {
			room.Reread(s.w, ses.CaseID())
		}
		if !ended {
			s.w.Notice(s.w.Say().N("ui.pack.written", len(content.Exhibits)))
			s.tellKeptOut(f.KeptOut(true))
		}
	})
}

// tellKeptOut names the exhibits that stay behind in an edition, and why.
func (s *submissions) tellKeptOut(list []submission.KeptOut) {
	if len(list) > 0 {
		s.w.Tell(s.w.Say().T("ui.pack.kept-out"), keptOut(s.w.Say(), list))
	}
}
