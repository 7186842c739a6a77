package ui

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"probata/dossier/exchange"
	"probata/dossier/store"
	"probata/ui/room"
	"probata/ui/widget"
)

const headingSize = theme.SizeNameHeadingText

// create makes a vault: where, and with which pass phrase. A recovery key is
// offered afterwards, but not for the example.
type create struct {
	w       *Window
	example bool
	folder  *widget.TextField
	name    *widget.TextField
	phrase  *phrase
	place   *widget.Text // what is to be said about where it would lie
	make    *widget.Button
	busy    *fw.ProgressBarInfinite
	banner  *widget.Banner
	object  fyne.CanvasObject
}

func newCreate(w *Window) *create  { return newCreateFor(w, false) }
func newExample(w *Window) *create { return newCreateFor(w, true) }

func newCreateFor(w *Window, example bool) *create {
	c := &create{w: w, example: example}
	t := w.say.T
	home, _ := os.UserHomeDir() // without one the folder is simply not proposed
	c.folder = widget.NewTextField("folder", t("ui.create.folder-hint"), 1)
	c.folder.SetText(home)
	c.name = widget.NewTextField("name", t("ui.create.name-hint"), 1)
	c.name.SetText(t("ui.create.name-default"))
	if example {
		c.name.SetText(t("ui.create.name-example"))
		for i := 2; i < 100 && room.Exists(c.path()); i++ { // one made earlier stays as it is
			c.name.SetText(t("ui.create.name-example") + " " + strconv.Itoa(i))
		}
	}
	c.banner = widget.NewBanner(w.say.Words)
	c.busy = fw.NewProgressBarInfinite()
	c.busy.Stop()
	c.busy.Hide()
	c.phrase = newPhrase(w, example, c.create)
	c.place = widget.NewText("")
	c.place.Color = widget.ColorWarningText
	c.folder.OnChanged = func(string) { c.judge() }
	c.judge()
	back := widget.NewQuietButton(t("ui.create.back"), w.icons["back"], func() { w.show(newUnlock(w, "", nil)) })
	c.make = widget.NewPrimaryButton(t("ui.create.make"), w.icons["check"], c.create)
	title, about := t("ui.create.title"), t("ui.create.about")
	if example {
		title, about = t("ui.create.example-title"), t("ui.create.example-about")
		c.make.SetText(t("ui.create.example-make"))
	}
	choose := widget.NewButton(t("ui.unlock.choose"), w.icons["folder"], func() {
		room.ChooseFolder(w, c.folder.Text()+"/x", func(dir string) { c.folder.SetText(dir); c.judge() })
	})
	where := widget.NewCard("", widget.NewStack(14,
		room.Labelled(t("ui.create.folder"), widget.NewBar(8, 0, c.folder.Object(), choose)),
		room.Labelled(t("ui.create.name"), c.name.Object()), c.place))
	col := widget.NewStack(16, firstHead(w, title, about), c.banner, where,
		widget.NewCard(t("ui.create.phrase"), c.phrase.object), c.busy, widget.NewBar(8, 1, back, fyne.CanvasObject(widget.NewCaption("")), c.make))
	c.object = firstPage(w, col)
	return c
}

func (c *create) content() fyne.CanvasObject { return c.object }

func (c *create) rebuilt() screen {
	n := newCreateFor(c.w, c.example)
	n.folder.SetText(c.folder.Text())
	return n
}

func (c *create) focus() {
	if c.example {
		c.w.win.Canvas().Focus(c.make)
		return
	}
	c.w.win.Canvas().Focus(c.name.FocusTarget())
}

// judge warns of a place that is bad for a vault.
func (c *create) judge() {
	text := places(c.w.say, c.folder.Text())
	c.place.SetText(text)
	c.place.Hidden = text == ""
}

// path is the folder of the new vault.
func (c *create) path() string {
	name := strings.TrimSuffix(strings.TrimSpace(c.name.Text()), room.VaultSuffix)
	if name == "" || c.folder.Text() == "" || strings.ContainsAny(name, `/\`) {
		return ""
	}
	return filepath.Join(c.folder.Text(), name+room.VaultSuffix)
}

func (c *create) create() {
	path := c.path()
	if path == "" {
		c.banner.Say(widget.Warning, c.w.say.T("ui.create.no-folder"), "", nil)
		return
	}
	pass, wrong := c.phrase.chosen()
	if wrong != "" {
		c.banner.Say(widget.Warning, c.w.say.T(wrong), "", nil)
		return
	}
	c.wait(true)
	var st *store.Store
	c.w.Work(func(ctx context.Context) (err error) {
		if st, err = store.Create(path, []byte(pass), c.w.options()); err != nil || !c.example {
			return err
		}
		return c.w.importExample(ctx, st)
	}, func(err error) {
		c.wait(false)
		if err != nil {
			c.banner.Say(widget.Danger, c.w.Sentence(err), "", nil)
			return
		}
		c.phrase.clear()
		if c.example {
			c.w.begin(st, path)
			return
		}
		c.w.offerKey(st, path)
	})
}

func (c *create) wait(on bool) {
	if on {
		c.banner.Hide()
		c.make.Disable()
		c.busy.Show()
		c.busy.Start()
	} else {
		c.make.Enable()
		c.busy.Stop()
		c.busy.Hide()
	}
	c.object.Refresh()
}

// importExample puts the case that ships with the program into a vault.
func (w *Window) importExample(ctx context.Context, st *store.Store) error {
	r, err := w.parts.Example()
	if err != nil {
		return err
	}
	defer r.Close()
	d, err := exchange.ReadJSON(r)
	if err != nil {
		return err
	}
	return st.Import(ctx, d.All())
}

// offerKey offers a recovery key for a new vault, and then begins the work. The
// vault is open meanwhile: closing the window closes it too.
func (w *Window) offerKey(st *store.Store, path string) {
	w.hold(st, path)
	w.show(newKeyOffer(w, st, path, w.start))
}
