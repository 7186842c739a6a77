package care

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

// KeyOffer makes a recovery key: it says what for, shows the key once, and goes
// on when it was typed once. It can be passed over, and says plainly what that
// means.
type KeyOffer struct {
	w      Host
	st     *store.Store
	name   string // of the vault, for the note
	Then   func()
	Key    string   // "" until it is made
	Shares []string // in place of the key, when it was cut
	Typed  *widget.TextField
	Other  *widget.TextField // a second share
	Banner *widget.Banner
	body   *fyne.Container
	Make   *widget.Button
	Done   *widget.Button
	Object fyne.CanvasObject
}

func NewKeyOffer(w Host, st *store.Store, path string, then func()) *KeyOffer {
	t := w.Say().T
	k := &KeyOffer{w: w, st: st, name: room.VaultName(path), Then: then, Banner: widget.NewBanner(w.Say().Words), body: widget.NewStack(14)}
	k.Typed = widget.NewTextField("key", t("ui.recover.key-hint"), 1)
	k.Typed.OnSubmitted = func(string) { k.check() }
	k.Other = widget.NewTextField("other", t("ui.recover.share-hint"), 1)
	k.Other.OnSubmitted = func(string) { k.check() }
	k.Make = widget.NewPrimaryButton(t("ui.key.make"), w.Icons()["add"], k.create)
	k.Done = widget.NewPrimaryButton(t("ui.key.done"), w.Icons()["check"], k.check)
	k.Show()
	k.Object = room.FirstPage(w, widget.NewStack(16, room.FirstHead(w, t("ui.key.title"), t("ui.key.about")), k.Banner, widget.NewCard("", k.body)))
	return k
}

func (k *KeyOffer) Content() fyne.CanvasObject { return k.Object }

func (k *KeyOffer) Rebuilt() room.Scene {
	n := NewKeyOffer(k.w, k.st, "", k.Then)
	n.name, n.Key, n.Shares = k.name, k.Key, k.Shares
	n.Show()
	return n
}

func (k *KeyOffer) Focus() {
	if k.Key == "" {
		k.w.Win().Canvas().Focus(k.Make)
		return
	}
	k.w.Win().Canvas().Focus(k.Typed.FocusTarget())
}

func (k *KeyOffer) Show() {
	t := k.w.Say().T
	if k.Key == "" {
		skip := widget.NewQuietButton(t("ui.key.skip"), nil, k.Then)
		k.body.Objects = []fyne.CanvasObject{widget.NewText(t("ui.key.what")), widget.NewCaption(t("ui.key.without")), k.Make, container.NewCenter(skip)}
	} else if k.Shares != nil {
		k.body.Objects = k.cut()
	} else {
		card := widget.NewPhraseCard()
		card.SetWords(strings.Split(k.Key, "-"))
		note := widget.NewButton(t("ui.key.note"), k.w.Icons()["export"], k.askNote)
		k.body.Objects = []fyne.CanvasObject{widget.NewText(t("ui.key.once")), card, widget.NewBar(8, -1, note, widget.NewQuietButton(t("ui.key.cut"), nil, k.split)), room.Labelled(t("ui.key.type"), k.Typed.Object()), k.Done, container.NewCenter(widget.NewQuietButton(t("ui.key.void"), nil, k.Void))}
	}
	k.body.Refresh()
}

// split cuts the key into three shares, of which any two give it back.
func (k *KeyOffer) split() {
	shares, err := vault.SplitRecovery(k.Key)
	if err != nil {
		k.Banner.Say(widget.Danger, k.w.Sentence(err), "", nil)
		return
	}
	k.Shares = shares[:]
	k.Show()
	k.Object.Refresh()
	k.Focus()
}

// cut shows the shares, and asks for two of them.
func (k *KeyOffer) cut() []fyne.CanvasObject {
	t := k.w.Say().T
	out := []fyne.CanvasObject{widget.NewText(t("ui.key.cut-about"))}
	for i, share := range k.Shares {
		out = append(out, room.Labelled(t("ui.key.share", "n", k.w.Say().Number(i+1)), widget.NewText(share)))
	}
	return append(out, widget.NewBar(8, -1, widget.NewButton(t("ui.key.note"), k.w.Icons()["export"], k.askNote)),
		room.Labelled(t("ui.recover.share-first"), k.Typed.Object()), room.Labelled(t("ui.recover.share-next"), k.Other.Object()),
		k.Done, container.NewCenter(widget.NewQuietButton(t("ui.key.void"), nil, k.Void)))
}

// create makes the key beside the main goroutine.
func (k *KeyOffer) create() {
	k.Make.Disable()
	var key string
	k.w.Work(func(context.Context) (err error) { key, err = k.st.AddRecovery(); return err }, func(err error) {
		k.Make.Enable()
		if err != nil {
			k.Banner.Say(widget.Danger, k.w.Sentence(err), "", nil)
			return
		}
		k.Key = key
		k.Show()
		k.Object.Refresh()
		k.Focus()
	})
}

// check goes on only with the key as it is on the paper.
func (k *KeyOffer) check() {
	typed := k.Typed.Text()
	if typed == "" {
		k.Banner.Say(widget.Warning, k.w.Say().T("ui.key.no-typed"), "", nil)
		return
	}
	if k.Shares != nil {
		key, err := vault.CombineShares(typed, k.Other.Text())
		if err != nil {
			k.Banner.Say(widget.Warning, k.w.Sentence(err), "", nil)
			return
		}
		typed = key
	}
	k.Done.Disable()
	k.w.Work(func(context.Context) error { return k.st.CheckRecovery(typed) }, func(err error) {
		k.Done.Enable()
		if err != nil {
			k.Banner.Say(widget.Warning, k.w.Sentence(err), "", nil)
			return
		}
		k.forget()
		k.Then()
	})
}

// Void takes back a key that nobody has written down.
func (k *KeyOffer) Void() {
	k.w.Work(func(context.Context) error { return k.st.RemoveRecovery() }, func(err error) {
		if err != nil {
			k.Banner.Say(widget.Danger, k.w.Sentence(err), "", nil)
			return
		}
		k.forget()
		k.Show()
		k.Object.Refresh()
	})
}

// forget takes the key from the screen.
func (k *KeyOffer) forget() {
	k.Key, k.Shares = "", nil
	k.Typed.SetText("")
	k.Other.SetText("")
}

// Note is the key with what a person who finds the paper in ten years has to know.
func (k *KeyOffer) Note() string {
	return k.w.Say().T("ui.key.paper", "vault", k.name, "date", k.w.Say().Date(edtf.OfTime(k.w.Data().Now())), "key", strings.Join(k.written(), "\n\n")) + "\n"
}

// written is what goes onto paper: the key, or its shares with their numbers.
func (k *KeyOffer) written() []string {
	if k.Shares == nil {
		return []string{k.Key}
	}
	out := make([]string, len(k.Shares))
	for i, share := range k.Shares {
		out[i] = k.w.Say().T("ui.key.share", "n", k.w.Say().Number(i+1)) + "\n" + share
	}
	return out
}

// askNote writes the note to a file for a printer, after saying what that means.
func (k *KeyOffer) askNote() {
	t := k.w.Say().T
	k.w.Ask(room.Question{Title: t("ui.key.note-title"), Text: t("ui.key.note-text"), Yes: t("ui.json.yes"), No: k.w.Say().Words.Cancel, Danger: true}, func() {
		room.SaveFile(k.w, "note.txt", []byte(k.Note()), t("ui.key.note-done"))
	})
}
