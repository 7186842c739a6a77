package ui

import (
	"context"

	"probata/dossier/desk"
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
	out := s.outgoing(desk.Pack, o)
	sh.banner.Say(widget.Info, s.w.say.T("ui.submit.writing"), "", nil)
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
		f := given.Filled
		s.w.askTarget(s.w.neutralName("pack-"+f.Form.ID, f.Language, ".zip"), func(to target) { s.writePack(given, to) })
		s.tellNear(given.Near)
	})
}

// writePack writes with progress: exhibits may be films.
func (s *submissions) writePack(g *desk.Given, to desk.Target) {
	sh, ok := s.w.screen.(*shell)
	if !ok || sh.task.cancel != nil {
		return
	}
	ses := s.w.session
	sh.working(s.w.say.T("ui.pack.writing"))
	sh.task.run(func(ctx context.Context, progress func(done, total int64)) error {
		return g.Hand(ctx, ses.store, to, nil, progress)
	}, func(err error, ended bool) {
		sh.working("")
		if err != nil {
			s.w.fail(err)
			return
		}
		if s.w.session == ses {
			s.w.reread(ses.caseID())
		}
		if !ended {
			s.w.notice(s.w.say.N("ui.pack.written", len(g.Packed.Content.Exhibits)))
			s.tellKeptOut(g.KeptOut)
		}
	})
}

// tellKeptOut names the exhibits that stay behind in an edition, and why.
func (s *submissions) tellKeptOut(list []submission.KeptOut) {
	if len(list) > 0 {
		s.w.tell(s.w.say.T("ui.pack.kept-out"), s.w.say.keptOut(list))
	}
}
