package ui

import (
	"context"
	"strings"

	"probata/dossier/store"
	"probata/ui/keyfile"
	"probata/ui/room"
	"probata/ui/widget"
)

// identity opens a vault with the key file of a colleague who was let in.
type identity struct {
	gate
	key *widget.TextField
}

func newIdentity(w firstHost, path string) *identity {
	t := w.Say().T
	i := &identity{gate: newGate(w, path)}
	i.key = widget.NewTextField("key", t("ui.identity.key-hint"), 1)
	i.key.OnSubmitted = func(string) { i.unlock() }
	i.open = widget.NewPrimaryButton(t("ui.unlock.open"), w.Icons()["forward"], i.unlock)
	choose := widget.NewButton(t("ui.unlock.choose"), w.Icons()["folder"], func() { room.ChooseKeyFile(w, i.key.SetText) })
	card := widget.NewCard("", widget.NewStack(14, i.where(),
		room.Labelled(t("ui.identity.key"), widget.NewBar(8, 0, i.key.Object(), choose)),
		widget.NewCaption(t("ui.identity.key-about"))))
	i.object = room.FirstPage(w, widget.NewStack(16, room.FirstHead(w, t("ui.identity.title"), t("ui.identity.about")), i.banner, card, i.busy, i.foot()))
	return i
}

func (i *identity) Rebuilt() room.Scene { return newIdentity(i.w, i.path.Text()) }

func (i *identity) Focus() { i.focusOn(i.key.FocusTarget()) }

func (i *identity) unlock() {
	path, file := i.path.Text(), strings.TrimSpace(i.key.Text())
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
