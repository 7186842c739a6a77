package first

import (
	"context"

	"fyne.io/fyne/v2"

	"probata/dossier/store"
	"probata/dossier/vault"
	"probata/ui/room"
	"probata/ui/widget"
)

// Recovery opens a vault whose pass phrase is forgotten, by its recovery key or
// by two of the three shares of that, and gives it another pass phrase.
type Recovery struct {
	gate
	shared      bool // by shares
	Key         *widget.TextField
	First, Next *widget.TextField // shares
	Mode        *widget.Switch
	keys        *fyne.Container
	Phrase      *room.Phrase
}

func NewRecovery(w Host, path string) *Recovery {
	t := w.Say().T
	r := &Recovery{gate: newGate(w, path), keys: widget.NewStack(14)}
	r.Key = widget.NewTextField("key", t("ui.recover.key-hint"), 1)
	r.First = widget.NewTextField("first", t("ui.recover.share-hint"), 1)
	r.Next = widget.NewTextField("next", t("ui.recover.share-hint"), 1)
	r.Phrase = room.NewPhrase(w, false, r.recover)
	r.Open = widget.NewPrimaryButton(t("ui.recover.open"), w.Icons()["check"], r.recover)
	r.Mode = widget.NewSwitch([]widget.Option{{Key: "key", Label: t("ui.recover.key")}, {Key: "shares", Label: t("ui.recover.shares")}}, "key", func(k string) {
		r.By(k == "shares")
	})
	r.By(false)
	where := widget.NewCard("", widget.NewStack(14, r.where(), r.Mode, r.keys))
	r.Object = room.FirstPage(w, widget.NewStack(16, room.FirstHead(w, t("ui.recover.title"), t("ui.recover.about")), r.Banner, where,
		widget.NewCard(t("ui.recover.phrase"), r.Phrase.Object), r.busy, r.foot()))
	return r
}

// By shows the entry for the key or those for two shares.
func (r *Recovery) By(shares bool) {
	t := r.w.Say().T
	r.shared = shares
	if shares {
		r.keys.Objects = []fyne.CanvasObject{
			widget.NewCaption(t("ui.recover.shares-about")),
			room.Labelled(t("ui.recover.share-first"), r.First.Object()), room.Labelled(t("ui.recover.share-next"), r.Next.Object()),
		}
	} else {
		r.keys.Objects = []fyne.CanvasObject{room.Labelled(t("ui.recover.key"), r.Key.Object())}
	}
	r.keys.Refresh()
	if r.Object != nil {
		r.Object.Refresh()
	}
}

func (r *Recovery) Rebuilt() room.Scene { return NewRecovery(r.w, r.Path.Text()) }

func (r *Recovery) Focus() { r.focusOn(r.Key.FocusTarget()) }

// typed is the recovery key, or the key of what is missing.
func (r *Recovery) typed() (key, wrong string, err error) {
	switch {
	case !r.shared && r.Key.Text() == "":
		return "", "ui.recover.no-key", nil
	case !r.shared:
		return r.Key.Text(), "", nil
	case r.First.Text() == "" || r.Next.Text() == "":
		return "", "ui.recover.no-shares", nil
	}
	key, err = vault.CombineShares(r.First.Text(), r.Next.Text())
	return key, "", err
}

// recover opens the vault and sets the pass phrase beside the main goroutine.
func (r *Recovery) recover() {
	path := r.Path.Text()
	next, wrong := r.Phrase.Chosen()
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
		for _, f := range []*widget.TextField{r.Key, r.First, r.Next} {
			f.SetText("")
		}
		r.Phrase.Clear()
		r.w.Begin(st, path)
	})
}
