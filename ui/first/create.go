package first

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"probata/dossier/exchange"
	"probata/dossier/store"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// create makes a vault: where, and with which pass phrase. A recovery key is
// offered afterwards, but not for the example.
type create struct {
	w       Host
	example bool
	Folder  *widget.TextField
	Name    *widget.TextField
	Phrase  *room.Phrase
	place   *widget.Text // what is to be said about where it would lie
	Make    *widget.Button
	busy    *fw.ProgressBarInfinite
	Banner  *widget.Banner
	object  fyne.CanvasObject
}

func NewCreate(w Host) *create  { return newCreateFor(w, false) }
func newExample(w Host) *create { return newCreateFor(w, true) }

func newCreateFor(w Host, example bool) *create {
	c := &create{w: w, example: example}
	t := w.Say().T
	home, _ := os.UserHomeDir() // without one the folder is simply not proposed
	c.Folder = widget.NewTextField("folder", t("ui.create.folder-hint"), 1)
	c.Folder.SetText(home)
	c.Name = widget.NewTextField("name", t("ui.create.name-hint"), 1)
	c.Name.SetText(t("ui.create.name-default"))
	if example {
		c.Name.SetText(t("ui.create.name-example"))
		for i := 2; i < 100 && room.Exists(c.Path()); i++ { // one made earlier stays as it is
			c.Name.SetText(t("ui.create.name-example") + " " + strconv.Itoa(i))
		}
	}
	c.Banner = widget.NewBanner(w.Say().Words)
	c.busy = fw.NewProgressBarInfinite()
	c.busy.Stop()
	c.busy.Hide()
	c.Phrase = room.NewPhrase(w, example, c.create)
	c.place = widget.NewText("")
	c.place.Color = widget.ColorWarningText
	c.Folder.OnChanged = func(string) { c.judge() }
	c.judge()
	back := widget.NewQuietButton(t("ui.create.back"), w.Icons()["back"], func() { w.Display(NewUnlock(w, "", nil)) })
	c.Make = widget.NewPrimaryButton(t("ui.create.make"), w.Icons()["check"], c.create)
	title, about := t("ui.create.title"), t("ui.create.about")
	if example {
		title, about = t("ui.create.example-title"), t("ui.create.example-about")
		c.Make.SetText(t("ui.create.example-make"))
	}
	choose := widget.NewButton(t("ui.unlock.choose"), w.Icons()["folder"], func() {
		room.ChooseFolder(w, c.Folder.Text()+"/x", func(dir string) { c.Folder.SetText(dir); c.judge() })
	})
	where := widget.NewCard("", widget.NewStack(14,
		room.Labelled(t("ui.create.folder"), widget.NewBar(8, 0, c.Folder.Object(), choose)),
		room.Labelled(t("ui.create.name"), c.Name.Object()), c.place))
	col := widget.NewStack(16, room.FirstHead(w, title, about), c.Banner, where,
		widget.NewCard(t("ui.create.phrase"), c.Phrase.Object), c.busy, widget.NewBar(8, 1, back, fyne.CanvasObject(widget.NewCaption("")), c.Make))
	c.object = room.FirstPage(w, col)
	return c
}

func (c *create) Content() fyne.CanvasObject { return c.object }

func (c *create) Rebuilt() room.Scene {
	n := newCreateFor(c.w, c.example)
	n.Folder.SetText(c.Folder.Text())
	return n
}

func (c *create) Focus() {
	if c.example {
		c.w.Win().Canvas().Focus(c.Make)
		return
	}
	c.w.Win().Canvas().Focus(c.Name.FocusTarget())
}

// judge warns of a place that is bad for a vault.
func (c *create) judge() {
	text := speech.Places(c.w.Say(), c.Folder.Text())
	c.place.SetText(text)
	c.place.Hidden = text == ""
}

// Path is the folder of the new vault.
func (c *create) Path() string {
	name := strings.TrimSuffix(strings.TrimSpace(c.Name.Text()), room.VaultSuffix)
	if name == "" || c.Folder.Text() == "" || strings.ContainsAny(name, `/\`) {
		return ""
	}
	return filepath.Join(c.Folder.Text(), name+room.VaultSuffix)
}

func (c *create) create() {
	path := c.Path()
	if path == "" {
		c.Banner.Say(widget.Warning, c.w.Say().T("ui.create.no-folder"), "", nil)
		return
	}
	pass, wrong := c.Phrase.Chosen()
	if wrong != "" {
		c.Banner.Say(widget.Warning, c.w.Say().T(wrong), "", nil)
		return
	}
	c.wait(true)
	var st *store.Store
	c.w.Work(func(ctx context.Context) (err error) {
		if st, err = store.Create(path, []byte(pass), c.w.Options()); err != nil || !c.example {
			return err
		}
		return ImportExample(c.w, ctx, st)
	}, func(err error) {
		c.wait(false)
		if err != nil {
			c.Banner.Say(widget.Danger, c.w.Sentence(err), "", nil)
			return
		}
		c.Phrase.Clear()
		if c.example {
			c.w.Begin(st, path)
			return
		}
		c.w.Hold(st, path)
		c.w.OfferKey(st, path, c.w.Start)
	})
}

func (c *create) wait(on bool) {
	if on {
		c.Banner.Hide()
		c.Make.Disable()
		c.busy.Show()
		c.busy.Start()
	} else {
		c.Make.Enable()
		c.busy.Stop()
		c.busy.Hide()
	}
	c.object.Refresh()
}

// ImportExample puts the case that ships with the program into a vault.
func ImportExample(w Host, ctx context.Context, st *store.Store) error {
	r, err := w.Data().Example()
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
