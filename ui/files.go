package ui

import (
	"context"
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	fw "fyne.io/fyne/v2/widget"

	"probata/dossier"
	"probata/ui/widget"
)

// attach asks for a file and takes it into the case as evidence: sealed, with
// its hash and the first line of its custody log.
func (w *Window) attach() {
	w.session.flush()
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			w.fail(err)
		case r != nil:
			w.takeIn(r.URI().Name(), r.URI().MimeType(), r)
		}
	}, w.win)
	w.showDialog(d, "open")
}

func (w *Window) takeIn(name, mediaType string, r io.ReadCloser) {
	s := w.session
	id := s.caseID()
	var ev *dossier.Evidence
	w.work(func(ctx context.Context) (err error) {
		defer r.Close()
		ev, err = s.store.Attach(ctx, id, name, mediaType, r)
		return err
	}, func(err error) {
		if err != nil {
			w.fail(err)
			return
		}
		if w.session != s || s.caseID() != id {
			return // the case was left meanwhile; the file is in it
		}
		if err := s.reload(context.Background(), ev.ID); err != nil {
			w.fail(err)
			return
		}
		w.jump(ev.ID, "title")
	})
}

// saveEvidence writes the file behind a piece of evidence where a person wants
// it, and notes so in the custody log.
func (w *Window) saveEvidence(ev *dossier.Evidence) {
	d := dialog.NewFileSave(func(out fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			w.fail(err)
		case out != nil:
			w.copyEvidence(ev, out)
		}
	}, w.win)
	d.SetFileName(ev.FileName)
	w.showDialog(d, "save")
}

func (w *Window) copyEvidence(ev *dossier.Evidence, out io.WriteCloser) {
	s := w.session
	w.work(func(ctx context.Context) error {
		in, err := s.store.OpenEvidence(ctx, ev.ID)
		if err != nil {
			return err
		}
		defer in.Close()
		_, err = io.Copy(out, in)
		if cerr := out.Close(); err == nil {
			err = cerr
		}
		return err
	}, func(err error) {
		if err != nil {
			w.fail(err)
			return
		}
		w.create(dossier.TypeCustody, "", func(r dossier.Record) {
			c := r.(*dossier.Custody)
			c.Evidence, c.Action, c.SHA256 = ev.ID, "exported", ev.SHA256
			c.At.EDTF = w.today().String()
		})
		if sh, ok := w.screen.(*shell); ok {
			sh.banner.Say(widget.Success, w.say.T("ui.evidence.saved"), "", nil)
		}
	})
}

// menu shows what else can be done with a case.
func (v *caseView) menu(at fyne.CanvasObject) {
	t := v.w.say.T
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(t("ui.menu.json"), func() { v.shell().exportCase() }),
		fyne.NewMenuItem(t("ui.menu.history"), func() { v.showTab("history") }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(t("ui.menu.delete"), func() { v.shell().deleteCase() }),
	}
	m := fw.NewPopUpMenu(fyne.NewMenu("", items...), v.w.win.Canvas())
	m.ShowAtRelativePosition(fyne.NewPos(0, at.Size().Height+4), at)
}

// deleteCase deletes a case for good, after saying so.
func (s *shell) deleteCase() {
	s.w.session.flush()
	id := s.w.session.caseID()
	say := s.w.say
	s.w.ask(question{
		title: say.T("ui.delete.title", "what", shorter(say.label(s.w.session.d, id), 60)), text: say.T("ui.delete.text"),
		yes: say.T("ui.delete.yes"), no: say.words.Cancel, danger: true,
	}, func() {
		st := s.w.session.store
		s.showCases()
		s.w.work(func(ctx context.Context) error { return st.DeleteCase(ctx, id) }, func(err error) {
			if err != nil {
				s.w.fail(err)
			}
			s.showCases()
		})
	})
}
