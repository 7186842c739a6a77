package first

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

// Unlock is the first screen and the lock screen: which vault, and its pass
// phrase. It knows nothing of what is in the vault.
type Unlock struct {
	w      Host
	Path   *widget.TextField
	Pass   *widget.PassphraseField
	Open   *widget.Button
	busy   *fw.ProgressBarInfinite
	Banner *widget.Banner
	Object fyne.CanvasObject
	begin  fyne.Focusable // makes a vault; nil where there is one already
}

func NewUnlock(w Host, path string, err error) *Unlock {
	u := &Unlock{w: w}
	t := w.Say().T
	u.Path = widget.NewTextField("path", t("ui.unlock.path-hint"), 1)
	u.Path.SetText(path)
	u.Path.OnSubmitted = func(string) { widget.Focus(u.Pass.FocusTarget()) }
	u.Pass = widget.NewPassphraseField("pass", t("ui.unlock.pass-hint"), w.Say().Words, nil)
	u.Pass.OnSubmitted = func(string) { u.unlock() }
	u.Open = widget.NewPrimaryButton(t("ui.unlock.open"), w.Icons()["forward"], u.unlock)
	u.busy = fw.NewProgressBarInfinite()
	u.busy.Stop()
	u.busy.Hide()
	u.Banner = widget.NewBanner(w.Say().Words)
	choose := widget.NewButton(t("ui.unlock.choose"), w.Icons()["folder"], u.choose)
	card := widget.NewStack(14,
		room.Labelled(t("ui.unlock.path"), widget.NewBar(8, 0, u.Path.Object(), choose)),
		room.Labelled(t("ui.unlock.pass"), u.Pass.Object()),
		u.busy, u.Open,
		widget.NewStack(2,
			container.NewCenter(widget.NewQuietButton(t("ui.unlock.forgotten"), nil, func() { w.Display(NewRecovery(w, u.Path.Text())) })),
			container.NewCenter(widget.NewQuietButton(t("ui.unlock.identity"), nil, func() { w.Display(NewIdentity(w, u.Path.Text())) }))))
	u.Object = room.FirstPage(w, u.column(path == "" && !u.offer(card), card))
	if err != nil {
		u.failed(err)
	}
	return u
}

// column is the way into a vault with the ways to another one below it; at the first
// start, when there is none, these lead.
func (u *Unlock) column(start bool, card *fyne.Container) fyne.CanvasObject {
	w, t := u.w, u.w.Say().T
	create, button := func() { w.Display(NewCreate(w)) }, widget.NewButton
	if start {
		button = widget.NewPrimaryButton
	}
	lead := button(t("ui.unlock.create"), w.Icons()["add"], create)
	others := container.NewCenter(widget.NewBar(8, 0, lead, widget.NewButton(t("ui.unlock.example"), w.Icons()["case"], func() { w.Display(newExample(w)) })))
	if !start {
		return widget.NewStack(16, room.FirstHead(w, t("ui.unlock.title"), t("ui.unlock.about")), u.Banner, widget.NewCard("", card), others)
	}
	u.begin = lead
	return widget.NewStack(16, room.FirstHead(w, t("ui.unlock.start"), t("ui.unlock.about")), u.Banner, others, widget.NewCard(t("ui.unlock.elsewhere"), card))
}

// foundMost is how many vaults are offered; more are there to be chosen by hand.
const foundMost = 5

// offer puts the vaults that lie in the usual places above the entries, and the one that
// was used last into them; false when there is none.
func (u *Unlock) offer(card *fyne.Container) bool {
	home, _ := os.UserHomeDir() // without one there is nothing to offer
	all := room.VaultsIn(home)
	u.Path.SetText(room.LastUsed(all))
	if len(all) < 2 {
		return len(all) > 0
	}
	rows := widget.NewStack(2)
	for _, f := range all[:min(len(all), foundMost)] {
		where := u.w.Say().T("ui.unlock.in-home")
		if f.Documents {
			where = u.w.Say().T("ui.unlock.in-documents")
		}
		rows.Add(widget.NewClickRow(widget.ClickRow{Icon: u.w.Icons()["lock"], Kind: widget.Info, Title: room.VaultName(f.Path), Subtitle: where, Tapped: func() {
			u.Path.SetText(f.Path)
			u.Focus()
		}}))
	}
	card.Objects = append([]fyne.CanvasObject{room.Labelled(u.w.Say().T("ui.unlock.found"), rows)}, card.Objects...)
	return true
}

func (u *Unlock) Content() fyne.CanvasObject { return u.Object }

func (u *Unlock) Rebuilt() room.Scene { return NewUnlock(u.w, u.Path.Text(), nil) }

// Focus moves the keyboard to the pass phrase, which nobody is to type in clear into the
// field of the folder; at the first start, to what makes a vault.
func (u *Unlock) Focus() {
	if u.Path.Text() == "" && u.begin != nil {
		u.w.Win().Canvas().Focus(u.begin)
		return
	}
	u.w.Win().Canvas().Focus(u.Pass.FocusTarget())
}

func (u *Unlock) Say(kind widget.Kind, text string) { u.Banner.Say(kind, text, "", nil) }

// choose asks for the folder of the vault.
func (u *Unlock) choose() { room.ChooseFolder(u.w, u.Path.Text(), u.Path.SetText) }

// unlock derives the key beside the main goroutine: it takes about a second.
func (u *Unlock) unlock() { u.OpenWith(store.Open) }

func (u *Unlock) OpenWith(open func(dir string, passphrase []byte, o store.Options) (*store.Store, error)) {
	path, pass := u.Path.Text(), u.Pass.Text()
	switch {
	case path == "":
		u.Say(widget.Warning, u.w.Say().T("ui.unlock.no-path"))
		return
	case pass == "":
		u.Say(widget.Warning, u.w.Say().T("ui.unlock.no-pass"))
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
		u.Pass.Clear()
		u.w.Begin(st, path)
	})
}

func (u *Unlock) wait(on bool) {
	u.Pass.SetReadOnly(on)
	u.Path.SetReadOnly(on)
	if on {
		u.Banner.Hide()
		u.Open.Disable()
		u.busy.Show()
		u.busy.Start()
	} else {
		u.Open.Enable()
		u.busy.Stop()
		u.busy.Hide()
	}
	u.Object.Refresh()
}

// failed says why the vault did not open and what to do; a mistyped pass phrase
// is there to be typed again.
func (u *Unlock) failed(err error) {
	text := u.w.Sentence(err)
	switch {
	case errors.Is(err, vault.ErrErased):
		u.Banner.Say(widget.Danger, text, u.w.Say().T("ui.opened.erase-rest"), u.EraseRest)
	case errors.Is(err, vault.ErrNotVault):
		u.Banner.Say(widget.Danger, text, u.w.Say().T("ui.unlock.choose"), u.choose)
	case errors.Is(err, vault.ErrLocked):
		u.Banner.Say(widget.Warning, text, u.w.Say().T("ui.unlock.read-only"), func() { u.OpenWith(store.OpenReadOnly) })
	case errors.Is(err, vault.ErrPassphrase):
		u.Pass.Clear()
		u.Say(widget.Danger, text)
		u.w.Win().Canvas().Focus(u.Pass.FocusTarget())
	case offersRescue(err):
		u.Banner.Say(widget.Danger, text, u.w.Say().T("ui.unlock.rescue"), func() {
			pass := u.Pass.Text()
			u.Pass.Clear()
			u.w.Display(NewRescue(u.w, u.Path.Text(), pass, err))
		})
	default:
		u.Say(widget.Danger, text)
	}
}

// EraseRest ends an erasure that was broken off.
func (u *Unlock) EraseRest() {
	path, t := u.Path.Text(), u.w.Say().T
	u.w.Ask(room.Question{
		Title: t("ui.opened.erase-title"), Text: t("ui.opened.erase-text"),
		Yes: t("ui.opened.erase-rest"), No: u.w.Say().Words.Cancel, Danger: true,
	}, func() {
		u.w.Work(func(context.Context) error { return vault.Erase(path, u.w.Data().Vault) }, func(err error) {
			if err != nil {
				u.failed(err)
				return
			}
			u.Path.SetText("")
			u.Say(widget.Success, t("ui.opened.erased"))
		})
	})
}
