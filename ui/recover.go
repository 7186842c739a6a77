package ui

import (
	"context"

	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"probata/dossier/store"
	"probata/ui/widget"
)

// recovery opens a vault whose pass phrase is forgotten, by its recovery key,
// and gives it another pass phrase.
type recovery struct {
	w      *Window
	path   *widget.TextField
	key    *widget.TextField
	phrase *phrase
	open   *widget.Button
	busy   *fw.ProgressBarInfinite
	banner *widget.Banner
	object fyne.CanvasObject
}

func newRecovery(w *Window, path string) *recovery {
	t := w.say.T
	r := &recovery{w: w, banner: widget.NewBanner(w.say.words), busy: fw.NewProgressBarInfinite()}
	r.busy.Stop()
	r.busy.Hide()
	r.path = widget.NewTextField("path", t("ui.unlock.path-hint"), 1)
	r.path.SetText(path)
	r.key = widget.NewTextField("key", t("ui.recover.key-hint"), 1)
	r.phrase = newPhrase(w, false, r.recover)
	r.open = widget.NewPrimaryButton(t("ui.recover.open"), w.icons["check"], r.recover)
	back := widget.NewQuietButton(t("ui.create.back"), w.icons["back"], func() { w.show(newUnlock(w, r.path.Text(), nil)) })
	choose := widget.NewButton(t("ui.unlock.choose"), w.icons["folder"], func() { w.chooseFolder(r.path.Text(), r.path.SetText) })
	where := widget.NewCard("", widget.NewStack(14,
		labelled(t("ui.unlock.path"), widget.NewBar(8, 0, r.path.Object(), choose)),
		labelled(t("ui.recover.key"), r.key.Object())))
	col := widget.NewStack(16, firstHead(w, t("ui.recover.title"), t("ui.recover.about")), r.banner, where,
		widget.NewCard(t("ui.recover.phrase"), r.phrase.object), r.busy, widget.NewBar(8, 1, back, fyne.CanvasObject(widget.NewCaption("")), r.open))
	r.object = firstPage(w, col)
	return r
}

func (r *recovery) content() fyne.CanvasObject { return r.object }

func (r *recovery) rebuilt() screen { return newRecovery(r.w, r.path.Text()) }

func (r *recovery) focus() {
	if r.path.Text() == "" {
		r.w.win.Canvas().Focus(r.path.FocusTarget())
		return
	}
	r.w.win.Canvas().Focus(r.key.FocusTarget())
}

// recover opens the vault and sets the pass phrase beside the main goroutine.
func (r *recovery) recover() {
	path, key := r.path.Text(), r.key.Text()
	next, wrong := r.phrase.chosen()
	switch {
	case path == "":
		wrong = "ui.unlock.no-path"
	case key == "":
		wrong = "ui.recover.no-key"
	}
	if wrong != "" {
		r.banner.Say(widget.Warning, r.w.say.T(wrong), "", nil)
		return
	}
	r.wait(true)
	var st *store.Store
	r.w.work(func(ctx context.Context) (err error) {
		if st, err = store.OpenWithRecovery(path, key, r.w.options()); err != nil {
			return err
		}
		if err = st.ChangePassphrase(ctx, nil, []byte(next)); err != nil {
			_ = st.Abandon() // the other error is the one to mend; nothing was changed
		}
		return err
	}, func(err error) {
		r.wait(false)
		if err != nil {
			r.banner.Say(widget.Danger, r.w.sentence(err), "", nil)
			return
		}
		r.key.SetText("")
		r.phrase.clear()
		r.w.begin(st, path)
	})
}

func (r *recovery) wait(on bool) {
	if on {
		r.banner.Hide()
		r.open.Disable()
		r.busy.Show()
		r.busy.Start()
	} else {
		r.open.Enable()
		r.busy.Stop()
		r.busy.Hide()
	}
	r.object.Refresh()
}
