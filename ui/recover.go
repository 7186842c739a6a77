package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"probata/dossier/store"
	"probata/dossier/vault"
	"probata/ui/room"
	"probata/ui/widget"
)

// recovery opens a vault whose pass phrase is forgotten, by its recovery key or
// by two of the three shares of that, and gives it another pass phrase.
type recovery struct {
	gate
	shared      bool // by shares
	key         *widget.TextField
	first, next *widget.TextField // shares
	mode        *widget.Switch
	keys        *fyne.Container
	phrase      *room.Phrase
}

func newRecovery(w firstHost, path string) *recovery {
	t := w.Say().T
	r := &recovery{gate: newGate(w, path), keys: widget.NewStack(14)}
	r.key = widget.NewTextField("key", t("ui.recover.key-hint"), 1)
	r.first = widget.NewTextField("first", t("ui.recover.share-hint"), 1)
	r.next = widget.NewTextField("next", t("ui.recover.share-hint"), 1)
	r.phrase = room.NewPhrase(w, false, r.recover)
	r.open = widget.NewPrimaryButton(t("ui.recover.open"), w.Icons()["check"], r.recover)
	r.mode = widget.NewSwitch([]widget.Option{{Key: "key", Label: t("ui.recover.key")}, {Key: "shares", Label: t("ui.recover.shares")}}, "key", func(k string) {
		r.by(k == "shares")
	})
	r.by(false)
	where := widget.NewCard("", widget.NewStack(14, r.where(), r.mode, r.keys))
	r.object = room.FirstPage(w, widget.NewStack(16, room.FirstHead(w, t("ui.recover.title"), t("ui.recover.about")), r.banner, where,
		widget.NewCard(t("ui.recover.phrase"), r.phrase.Object), r.busy, r.foot()))
	return r
}

// by shows the entry for the key or those for two shares.
func (r *recovery) by(shares bool) {
	t := r.w.Say().T
	r.shared = shares
	if shares {
		r.keys.Objects = []fyne.CanvasObject{
			widget.NewCaption(t("ui.recover.shares-about")),
			room.Labelled(t("ui.recover.share-first"), r.first.Object()), room.Labelled(t("ui.recover.share-next"), r.next.Object()),
		}
	} else {
		r.keys.Objects = []fyne.CanvasObject{room.Labelled(t("ui.recover.key"), r.key.Object())}
	}
	r.keys.Refresh()
	if r.object != nil {
		r.object.Refresh()
	}
}

func (r *recovery) Rebuilt() room.Scene { return newRecovery(r.w, r.path.Text()) }

func (r *recovery) Focus() { r.focusOn(r.key.FocusTarget()) }

// typed is the recovery key, or the key of what is missing.
func (r *recovery) typed() (key, wrong string, err error) {
	switch {
	case !r.shared && r.key.Text() == "":
		return "", "ui.recover.no-key", nil
	case !r.shared:
		return r.key.Text(), "", nil
	case r.first.Text() == "" || r.next.Text() == "":
		return "", "ui.recover.no-shares", nil
	}
	key, err = vault.CombineShares(r.first.Text(), r.next.Text())
	return key, "", err
}

// recover opens the vault and sets the pass phrase beside the main goroutine.
func (r *recovery) recover() {
	path := r.path.Text()
	next, wrong := r.phrase.Chosen()
	key, missing, err := r.typed()
	switch {
	case path == "":
		wrong = "ui.unlock.no-path"
	case missing != "":
		wrong = missing
	}
	if err != nil {
		r.failed(err)
		return
	}
	if wrong != "" {
		r.warn(wrong)
		return
	}
	r.wait(true)
	var st *store.Store
	r.w.Work(func(ctx context.Context) (err error) {
		if st, err = store.OpenWithRecovery(path, key, r.w.Options()); err != nil {
			return err
		}
		if err = st.ChangePassphrase(ctx, nil, []byte(next)); err != nil {
			_ = st.Abandon() // the other error is the one to mend; nothing was changed
		}
		return err
	}, func(err error) {
		r.wait(false)
		if err != nil {
			r.failed(err)
			return
		}
		for _, f := range []*widget.TextField{r.key, r.first, r.next} {
			f.SetText("")
		}
		r.phrase.Clear()
		r.w.Begin(st, path)
	})
}
