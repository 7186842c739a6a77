package first

import (
	"context"
	"strings"

	"probata/dossier/store"
	"probata/ui/keyfile"
	"probata/ui/room"
	"probata/ui/widget"
)

// Identity opens a vault with the key file of a colleague who was let in.
type Identity struct {
	gate
	Key *widget.TextField
}

func NewIdentity(w Host, path string) *Identity {
	t := w.Say().T
	i := &Identity{gate: newGate(w, path)}
	i.Key = widget.NewTextField("key", t("ui.identity.key-hint"), 1)
	i.Key.OnSubmitted = func(string) { i.unlock() }
	i.Open = widget.NewPrimaryButton(t("ui.unlock.open"), w.Icons()["forward"], i.unlock)
	choose := widget.NewButton(t("ui.unlock.choose"), w.Icons()["folder"], func() { room.ChooseKeyFile(w, i.Key.SetText) })
	card := widget.NewCard("", widget.NewStack(14, i.where(),
		room.Labelled(t("ui.identity.key"), widget.NewBar(8, 0, i.Key.Object(), choose)),
		widget.NewCaption(t("ui.identity.key-about"))))
	i.Object = room.FirstPage(w, widget.NewStack(16, room.FirstHead(w, t("ui.identity.title"), t("ui.identity.about")), i.Banner, card, i.busy, i.foot()))
	return i
}

func (i *Identity) Rebuilt() room.Scene { return NewIdentity(i.w, i.Path.Text()) }

func (i *Identity) Focus() { i.focusOn(i.Key.FocusTarget()) }

func (i *Identity) unlock() {
	path, file := i.Path.Text(), strings.TrimSpace(i.Key.Text())
	switch {
	case path == "":
		i.warn("ui.unlock.no-path")
		return
	case file == "":
		i.warn("ui.identity.no-key")
		return
	}
	i.wait(true)
	var st *store.Store
	i.w.Work(func(context.Context) error {
		id, err := keyfile.Secret(file)
		if err != nil {
			return err
		}
		st, err = store.OpenWithIdentity(path, id, i.w.Options())
		return err
	}, func(err error) {
		i.wait(false)
		if err != nil {
			i.failed(err)
			return
		}
		i.w.Begin(st, path)
	})
}
