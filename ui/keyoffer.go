package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier/edtf"
	"probata/dossier/store"
	"probata/dossier/vault"
	"probata/ui/room"
	"probata/ui/widget"
)

// keyOffer makes a recovery key: it says what for, shows the key once, and goes
// on when it was typed once. It can be passed over, and says plainly what that
// means.
type keyOffer struct {
	w      careHost
	st     *store.Store
	name   string // of the vault, for the note
	then   func()
	key    string   // "" until it is made
	shares []string // in place of the key, when it was cut
	typed  *widget.TextField
	other  *widget.TextField // a second share
	banner *widget.Banner
	body   *fyne.Container
	make   *widget.Button
	done   *widget.Button
	object fyne.CanvasObject
}

func newKeyOffer(w careHost, st *store.Store, path string, then func()) *keyOffer {
	t := w.Say().T
	k := &keyOffer{w: w, st: st, name: room.VaultName(path), then: then, banner: widget.NewBanner(w.Say().Words), body: widget.NewStack(14)}
	k.typed = widget.NewTextField("key", t("ui.recover.key-hint"), 1)
	k.typed.OnSubmitted = func(string) { k.check() }
	k.other = widget.NewTextField("other", t("ui.recover.share-hint"), 1)
	k.other.OnSubmitted = func(string) { k.check() }
	k.make = widget.NewPrimaryButton(t("ui.key.make"), w.Icons()["add"], k.create)
	k.done = widget.NewPrimaryButton(t("ui.key.done"), w.Icons()["check"], k.check)
	k.show()
	k.object = room.FirstPage(w, widget.NewStack(16, room.FirstHead(w, t("ui.key.title"), t("ui.key.about")), k.banner, widget.NewCard("", k.body)))
	return k
}

func (k *keyOffer) Content() fyne.CanvasObject { return k.object }

func (k *keyOffer) Rebuilt() room.Scene {
	n := newKeyOffer(k.w, k.st, "", k.then)
	n.name, n.key, n.shares = k.name, k.key, k.shares
	n.show()
	return n
}

func (k *keyOffer) Focus() {
	if k.key == "" {
		k.w.Win().Canvas().Focus(k.make)
		return
	}
	k.w.Win().Canvas().Focus(k.typed.FocusTarget())
}

func (k *keyOffer) show() {
	t := k.w.Say().T
	if k.key == "" {
		skip := widget.NewQuietButton(t("ui.key.skip"), nil, k.then)
		k.body.Objects = []fyne.CanvasObject{widget.NewText(t("ui.key.what")), widget.NewCaption(t("ui.key.without")), k.make, container.NewCenter(skip)}
	} else if k.shares != nil {
		k.body.Objects = k.cut()
	} else {
		card := widget.NewPhraseCard()
		card.SetWords(strings.Split(k.key, "-"))
		note := widget.NewButton(t("ui.key.note"), k.w.Icons()["export"], k.askNote)
		k.body.Objects = []fyne.CanvasObject{widget.NewText(t("ui.key.once")), card, widget.NewBar(8, -1, note, widget.NewQuietButton(t("ui.key.cut"), nil, k.split)), room.Labelled(t("ui.key.type"), k.typed.Object()), k.done, container.NewCenter(widget.NewQuietButton(t("ui.key.void"), nil, k.void))}
	}
	k.body.Refresh()
}

// split cuts the key into three shares, of which any two give it back.
func (k *keyOffer) split() {
	shares, err := vault.SplitRecovery(k.key)
	if err != nil {
		k.banner.Say(widget.Danger, k.w.Sentence(err), "", nil)
		return
	}
	k.shares = shares[:]
	k.show()
	k.object.Refresh()
	k.Focus()
}

// cut shows the shares, and asks for two of them.
func (k *keyOffer) cut() []fyne.CanvasObject {
	t := k.w.Say().T
	out := []fyne.CanvasObject{widget.NewText(t("ui.key.cut-about"))}
	for i, share := range k.shares {
		out = append(out, room.Labelled(t("ui.key.share", "n", k.w.Say().Number(i+1)), widget.NewText(share)))
	}
	return append(out, widget.NewBar(8, -1, widget.NewButton(t("ui.key.note"), k.w.Icons()["export"], k.askNote)),
		room.Labelled(t("ui.recover.share-first"), k.typed.Object()), room.Labelled(t("ui.recover.share-next"), k.other.Object()),
		k.done, container.NewCenter(widget.NewQuietButton(t("ui.key.void"), nil, k.void)))
}

// create makes the key beside the main goroutine.
func (k *keyOffer) create() {
	k.make.Disable()
	var key string
	k.w.Work(func(context.Context) (err error) { key, err = k.st.AddRecovery(); return err }, func(err error) {
		k.make.Enable()
		if err != nil {
			k.banner.Say(widget.Danger, k.w.Sentence(err), "", nil)
			return
		}
		k.key = key
		k.show()
		k.object.Refresh()
		k.Focus()
	})
}

// check goes on only with the key as it is on the paper.
func (k *keyOffer) check() {
	typed := k.typed.Text()
	if typed == "" {
		k.banner.Say(widget.Warning, k.w.Say().T("ui.key.no-typed"), "", nil)
		return
	}
	if k.shares != nil {
		key, err := vault.CombineShares(typed, k.other.Text())
		if err != nil {
			k.banner.Say(widget.Warning, k.w.Sentence(err), "", nil)
			return
		}
		typed = key
	}
	k.done.Disable()
	k.w.Work(func(context.Context) error { return k.st.CheckRecovery(typed) }, func(err error) {
		k.done.Enable()
		if err != nil {
			k.banner.Say(widget.Warning, k.w.Sentence(err), "", nil)
			return
		}
		k.forget()
		k.then()
	})
}

// void takes back a key that nobody has written down.
func (k *keyOffer) void() {
	k.w.Work(func(context.Context) error { return k.st.RemoveRecovery() }, func(err error) {
		if err != nil {
			k.banner.Say(widget.Danger, k.w.Sentence(err), "", nil)
			return
		}
		k.forget()
		k.show()
		k.object.Refresh()
	})
}

// forget takes the key from the screen.
func (k *keyOffer) forget() {
	k.key, k.shares = "", nil
	k.typed.SetText("")
	k.other.SetText("")
}

// note is the key with what a person who finds the paper in ten years has to know.
func (k *keyOffer) note() string {
	return k.w.Say().T("ui.key.paper", "vault", k.name, "date", k.w.Say().Date(edtf.OfTime(k.w.Data().Now())), "key", strings.Join(k.written(), "\n\n")) + "\n"
}

// written is what goes onto paper: the key, or its shares with their numbers.
func (k *keyOffer) written() []string {
	if k.shares == nil {
		return []string{k.key}
	}
	out := make([]string, len(k.shares))
	for i, share := range k.shares {
		out[i] = k.w.Say().T("ui.key.share", "n", k.w.Say().Number(i+1)) + "\n" + share
	}
	return out
}

// askNote writes the note to a file for a printer, after saying what that means.
func (k *keyOffer) askNote() {
	t := k.w.Say().T
	k.w.Ask(room.Question{Title: t("ui.key.note-title"), Text: t("ui.key.note-text"), Yes: t("ui.json.yes"), No: k.w.Say().Words.Cancel, Danger: true}, func() {
		room.SaveFile(k.w, "note.txt", []byte(k.note()), t("ui.key.note-done"))
	})
}

// notice says what has been done.
func (k *keyOffer) notice(text string) { k.banner.Say(widget.Success, text, "", nil) }
