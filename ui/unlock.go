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
	w      *Window
	path   *widget.TextField
	pass   *widget.PassphraseField
	open   *widget.Button
	busy   *fw.ProgressBarInfinite
	banner *widget.Banner
	object fyne.CanvasObject
}

func newUnlock(w *Window, path string, err error) *unlock {
	u := &unlock{w: w}
	t := w.say.T
	u.path = widget.NewTextField("path", t("ui.unlock.path-hint"), 1)
	u.path.SetText(path)
	u.path.OnSubmitted = func(string) { widget.Focus(u.pass.FocusTarget()) }
	u.pass = widget.NewPassphraseField("pass", t("ui.unlock.pass-hint"), w.say.Words, nil)
	u.pass.OnSubmitted = func(string) { u.unlock() }
	u.open = widget.NewPrimaryButton(t("ui.unlock.open"), w.icons["forward"], u.unlock)
	u.busy = fw.NewProgressBarInfinite()
	u.busy.Stop()
	u.busy.Hide()
	u.banner = widget.NewBanner(w.say.Words)
	choose := widget.NewButton(t("ui.unlock.choose"), w.icons["folder"], u.choose)
	card := widget.NewStack(14,
		room.Labelled(t("ui.unlock.path"), widget.NewBar(8, 0, u.path.Object(), choose)),
		room.Labelled(t("ui.unlock.pass"), u.pass.Object()),
		u.busy, u.open,
		widget.NewStack(2,
			container.NewCenter(widget.NewQuietButton(t("ui.unlock.forgotten"), nil, func() { w.show(newRecovery(w, u.path.Text())) })),
			container.NewCenter(widget.NewQuietButton(t("ui.unlock.identity"), nil, func() { w.show(newIdentity(w, u.path.Text())) }))))
	if path == "" {
		u.offer(card)
	}
	others := widget.NewBar(8, 0,
		widget.NewButton(t("ui.unlock.create"), w.icons["add"], func() { w.show(newCreate(w)) }),
		widget.NewButton(t("ui.unlock.example"), w.icons["case"], func() { w.show(newExample(w)) }))
	col := widget.NewStack(16, firstHead(w, t("ui.unlock.title"), t("ui.unlock.about")), u.banner, widget.NewCard("", card), container.NewCenter(others))
	u.object = firstPage(w, col)
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
	all := vaultsIn(home)
	if len(all) == 1 {
		u.path.SetText(all[0].path)
		return
	}
	rows := widget.NewStack(2)
	for _, f := range all[:min(len(all), foundMost)] {
		where := u.w.say.T("ui.unlock.in-home")
		if f.documents {
			where = u.w.say.T("ui.unlock.in-documents")
		}
		rows.Add(widget.NewClickRow(widget.ClickRow{Icon: u.w.icons["lock"], Kind: widget.Info, Title: room.VaultName(f.path), Subtitle: where, Tapped: func() {
			u.path.SetText(f.path)
			u.focus()
		}}))
	}
	if len(all) > 0 {
		card.Objects = append([]fyne.CanvasObject{room.Labelled(u.w.say.T("ui.unlock.found"), rows)}, card.Objects...)
	}
}

func (u *unlock) content() fyne.CanvasObject { return u.object }

func (u *unlock) rebuilt() screen { return newUnlock(u.w, u.path.Text(), nil) }

func (u *unlock) focus() {
	if u.path.Text() == "" {
		u.w.win.Canvas().Focus(u.path.FocusTarget())
		return
	}
	u.w.win.Canvas().Focus(u.pass.FocusTarget())
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
		u.say(widget.Warning, u.w.say.T("ui.unlock.no-path"))
		return
	case pass == "":
		u.say(widget.Warning, u.w.say.T("ui.unlock.no-pass"))
		return
	}
	u.wait(true)
	var st *store.Store
	u.w.Work(func(context.Context) (err error) {
		st, err = open(path, []byte(pass), u.w.options())
		return err
	}, func(err error) {
		u.wait(false)
		if err != nil {
			u.failed(err)
			return
		}
		u.pass.Clear()
		u.w.begin(st, path)
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
		u.banner.Say(widget.Danger, text, u.w.say.T("ui.opened.erase-rest"), u.eraseRest)
	case errors.Is(err, vault.ErrNotVault):
		u.banner.Say(widget.Danger, text, u.w.say.T("ui.unlock.choose"), u.choose)
	case errors.Is(err, vault.ErrLocked):
		u.banner.Say(widget.Warning, text, u.w.say.T("ui.unlock.read-only"), func() { u.openWith(store.OpenReadOnly) })
	case errors.Is(err, vault.ErrPassphrase):
		u.pass.Clear()
		u.say(widget.Danger, text)
		u.w.win.Canvas().Focus(u.pass.FocusTarget())
	case offersRescue(err):
		u.banner.Say(widget.Danger, text, u.w.say.T("ui.unlock.rescue"), func() {
			pass := u.pass.Text()
			u.pass.Clear()
			u.w.show(newRescue(u.w, u.path.Text(), pass, err))
		})
	default:
		u.say(widget.Danger, text)
	}
}

// firstHead is the picture and the words above a first screen.
func firstHead(w *Window, title, about string) fyne.CanvasObject {
	name := widget.NewText(title)
	name.TextSize, name.Bold, name.Align = headingSize, true, fyne.TextAlignCenter
	text := widget.NewText(about)
	text.Color, text.Align = widget.ColorMuted, fyne.TextAlignCenter
	return widget.NewStack(10, container.NewCenter(widget.NewTinted(w.icons["app"], widget.ColorAccent, 56)), name, text)
}

// firstPage centres a first screen, with the choice of language above it.
func firstPage(w *Window, col fyne.CanvasObject) fyne.CanvasObject {
	var options []widget.Option
	for _, l := range w.parts.Words.Languages() {
		if l.UI {
			options = append(options, widget.Option{Key: l.Tag, Label: l.Name})
		}
	}
	tongue := widget.NewSwitch(options, w.say.Tag(), w.setLanguage)
	top := widget.NewPadded(widget.NewBar(0, 0, fyne.CanvasObject(widget.NewCaption("")), tongue), 16, 20, 0, 20)
	return container.NewBorder(top, nil, nil, nil, room.Page(widget.NewPadded(widget.NewMiddle(520, col), 8, 20, 28, 20)))
}
