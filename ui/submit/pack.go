package submit

import (
	"context"

	"probata/dossier/desk"
	"probata/dossier/submission"
	"probata/pdf"
	"probata/ui/room"
	"probata/ui/widget"
)

// makePack makes the pages beside the main goroutine, and then asks where to
// write them with the exhibits and what proves them.
func (s *Screen) makePack(o pdf.Options) {
	if s.Filled == nil || s.w.Busy() {
		return
	}
	out := s.Outgoing(desk.Pack, o)
	s.w.Warn(widget.Info, s.w.Say().T("ui.submit.writing"))
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
		f := given.Filled
		room.AskTarget(s.w, room.NeutralName(s.w, "pack-"+f.Form.ID, f.Language, ".zip"), func(to room.Target) { s.WritePack(given, to) })
		s.tellNear(given.Near)
	})
}

// WritePack writes with progress: exhibits may be films.
func (s *Screen) WritePack(g *desk.Given, to desk.Target) {
	if s.w.Busy() {
		return
	}
	ses := s.w.Session()
	s.w.Job(s.w.Say().T("ui.pack.writing"), func(ctx context.Context, progress func(done, total int64)) error {
		return g.Hand(ctx, ses.Store, to, nil, progress)
	}, func(err error, ended bool) {
		if err != nil {
			s.w.Fail(err)
			return
		}
		if s.w.Session() == ses {
			room.Reread(s.w, ses.CaseID())
		}
		if !ended {
			s.w.Notice(s.w.Say().N("ui.pack.written", len(g.Packed.Content.Exhibits)))
			s.tellKeptOut(g.KeptOut)
		}
	})
}

// tellKeptOut names the exhibits that stay behind in an edition, and why.
func (s *Screen) tellKeptOut(list []submission.KeptOut) {
	if len(list) > 0 {
		s.w.Tell(s.w.Say().T("ui.pack.kept-out"), keptOut(s.w.Say(), list))
	}
}
