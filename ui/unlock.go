package ui

import (
	"context"
	"errors"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"

	"probata/dossier/store"
	"probata/dossier/vault"
	"probata/ui/room"
	"probata/ui/widget"
)

// unlock is the first screen and the lock screen: which vault, and its pass
// phrase. It knows nothing of what is in the vault.
type unlock struct {
	w      firstHost
	path   *widget.TextField
	pass   *widget.PassphraseField
	open   *widget.Button
	busy   *fw.ProgressBarInfinite
	banner *widget.Banner
	object fyne.CanvasObject
}

func newUnlock(w firstHost, path string, err error) *unlock {
	u := &unlock{w: w}
	t := w.Say().T
	u.path = widget.NewTextField("path", t("ui.unlock.path-hint"), 1)
	u.path.SetText(path)
	u.path.OnSubmitted = func(string) { widget.Focus(u.pass.FocusTarget()) }
	u.pass = widget.NewPassphraseField("pass", t("ui.unlock.pass-hint"), w.Say().Words, nil)
	u.pass.OnSubmitted = func(string) { u.unlock() }
	u.open = widget.NewPrimaryButton(t("ui.unlock.open"), w.Icons()["forward"], u.unlock)
	u.busy = fw.NewProgressBarInfinite()
	u.busy.Stop()
	u.busy.Hide()
	u.banner = widget.NewBanner(w.Say().Words)
	choose := widget.NewButton(t("ui.unlock.choose"), w.Icons()["folder"], u.choose)
	card := widget.NewStack(14,
		room.Labelled(t("ui.unlock.path"), widget.NewBar(8, 0, u.path.Object(), choose)),
		room.Labelled(t("ui.unlock.pass"), u.pass.Object()),
		u.busy, u.open,
		widget.NewStack(2,
			container.NewCenter(widget.NewQuietButton(t("ui.unlock.forgotten"), nil, func() { w.Display(newRecovery(w, u.path.Text())) })),
			container.NewCenter(widget.NewQuietButton(t("ui.unlock.identity"), nil, func() { w.Display(newIdentity(w, u.path.Text())) }))))
	if path == "" {
		u.offer(card)
	}
	others := widget.NewBar(8, 0,
		widget.NewButton(t("ui.unlock.create"), w.Icons()["add"], func() { w.Display(newCreate(w)) }),
		widget.NewButton(t("ui.unlock.example"), w.Icons()["case"], func() { w.Display(newExample(w)) }))
	col := widget.NewStack(16, room.FirstHead(w, t("ui.unlock.title"), t("ui.unlock.about")), u.banner, widget.NewCard("", card), container.NewCenter(others))
	u.object = room.FirstPage(w, col)
	if err != nil {
		u.failed(err)
	}
	return u
}

// foundMost is how many vaults are offered; more are there to be chosen by hand.
const foundMost = 5

// offer puts the vaults that lie in the usual places above the entries.
func (u *unlock) offer(card *fyne.Container) {
	home, _ := os.UserHomeDir() // without one there is nothing to offer
	all := room.VaultsIn(home)
	if len(all) == 1 {
		u.path.SetText(all[0].Path)
		return
	}
	rows := widget.NewStack(2)
	for _, f := range all[:min(len(all), foundMost)] {
		where := u.w.Say().T("ui.unlock.in-home")
		if f.Documents {
			where = u.w.Say().T("ui.unlock.in-documents")
		}
		rows.Add(widget.NewClickRow(widget.ClickRow{Icon: u.w.Icons()["lock"], Kind: widget.Info, Title: room.VaultName(f.Path), Subtitle: where, Tapped: func() {
			u.path.SetText(f.Path)
			u.Focus()
		}}))
	}
	if len(all) > 0 {
		card.Objects = append([]fyne.CanvasObject{room.Labelled(u.w.Say().T("ui.unlock.found"), rows)}, card.Objects...)
	}
}

func (u *unlock) Content() fyne.CanvasObject { return u.object }

func (u *unlock) Rebuilt() room.Scene { return newUnlock(u.w, u.path.Text(), nil) }

func (u *unlock) Focus() {
	if u.path.Text() == "" {
		u.w.Win().Canvas().Focus(u.path.FocusTarget())
		return
	}
	u.w.Win().Canvas().Focus(u.pass.FocusTarget())
}

func (u *unlock) say(kind widget.Kind, text string) { u.banner.Say(kind, text, "", nil) }

// choose asks for the folder of the vault.
func (u *unlock) choose() { room.ChooseFolder(u.w, u.path.Text(), u.path.SetText) }

// unlock derives the key beside the main goroutine: it takes about a second.
func (u *unlock) unlock() { u.openWith(store.Open) }

func (u *unlock) openWith(open func(dir string, passphrase []byte, o store.Options) (*store.Store, error)) {
	path, pass := u.path.Text(), u.pass.Text()
	switch {
	case path == "":
		u.say(widget.Warning, u.w.Say().T("ui.unlock.no-path"))
		return
	case pass == "":
		u.say(widget.Warning, u.w.Say().T("ui.unlock.no-pass"))
		return
	}
	u.wait(true)
	var st *store.Store
	u.w.Work(func(context.Context) (err error) {
		st, err = open(path, []byte(pass), u.w.Options())
		return err
	}, func(err error) {
		u.wait(false)
		if err != nil {
			u.failed(err)
			return
		}
		u.pass.Clear()
		u.w.Begin(st, path)
	})
}

func (u *unlock) wait(on bool) {
	u.pass.SetReadOnly(on)
	u.path.SetReadOnly(on)
	if on {
		u.banner.Hide()
		u.open.Disable()
		u.busy.Show()
		u.busy.Start()
	} else {
		u.open.Enable()
		u.busy.Stop()
		u.busy.Hide()
	}
	u.object.Refresh()
}

// failed says why the vault did not open and what to do; a mistyped pass phrase
// is there to be typed again.
func (u *unlock) failed(err error) {
	text := u.w.Sentence(err)
	switch {
	case errors.Is(err, vault.ErrErased):
		u.banner.Say(widget.Danger, text, u.w.Say().T("ui.opened.erase-rest"), u.eraseRest)
	case errors.Is(err, vault.ErrNotVault):
		u.banner.Say(widget.Danger, text, u.w.Say().T("ui.unlock.choose"), u.choose)
	case errors.Is(err, vault.ErrLocked):
		u.banner.Say(widget.Warning, text, u.w.Say().T("ui.unlock.read-only"), func() { u.openWith(store.OpenReadOnly) })
	case errors.Is(err, vault.ErrPassphrase):
		u.pass.Clear()
		u.say(widget.Danger, text)
		u.w.Win().Canvas().Focus(u.pass.FocusTarget())
	case offersRescue(err):
		u.banner.Say(widget.Danger, text, u.w.Say().T("ui.unlock.rescue"), func() {
			pass := u.pass.Text()
			u.pass.Clear()
			u.w.Display(newRescue(u.w, u.path.Text(), pass, err))
		})
	default:
		u.say(widget.Danger, text)
	}
}

// eraseRest ends an erasure that was broken off.
func (u *unlock) eraseRest() {
	path, t := u.path.Text(), u.w.Say().T
	u.w.Ask(room.Question{
		Title: t("ui.opened.erase-title"), Text: t("ui.opened.erase-text"),
		Yes: t("ui.opened.erase-rest"), No: u.w.Say().Words.Cancel, Danger: true,
	}, func() {
		u.w.Work(func(context.Context) error { return vault.Erase(path, u.w.Data().Vault) }, func(err error) {
			if err != nil {
				u.failed(err)
				return
			}
			u.path.SetText("")
			u.say(widget.Success, t("ui.opened.erased"))
		})
	})
}
