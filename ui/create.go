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
	"probata/dossier/vault"
	"probata/ui/widget"
)

const headingSize = theme.SizeNameHeadingText

// create makes a vault: where, and with which pass phrase. The words offered are
// shown once and typed again, so that nobody locks a case away from themselves.
type create struct {
	w       *Window
	example bool
	folder  *widget.TextField
	name    *widget.TextField
	phrase  string // the generated words
	own     bool   // the user's own pass phrase instead
	phrases *widget.PhraseCard
	first   *widget.PassphraseField
	again   *widget.PassphraseField
	methods *fyne.Container
	make    *widget.Button
	busy    *fw.ProgressBarInfinite
	banner  *widget.Banner
	object  fyne.CanvasObject
}

func newCreate(w *Window) *create  { return newCreateFor(w, false) }
func newExample(w *Window) *create { return newCreateFor(w, true) }

func newCreateFor(w *Window, example bool) *create {
	c := &create{w: w, example: example, phrase: vault.GeneratePassphrase(nil)}
	t := w.say.T
	home, _ := os.UserHomeDir() // without one the folder is simply not proposed
	c.folder = widget.NewTextField("folder", t("ui.create.folder-hint"), 1)
	c.folder.SetText(home)
	c.name = widget.NewTextField("name", t("ui.create.name-hint"), 1)
	c.name.SetText(t("ui.create.name-default"))
	if example {
		c.name.SetText(t("ui.create.name-example"))
		for i := 2; i < 100 && exists(c.path()); i++ { // one made earlier stays as it is
			c.name.SetText(t("ui.create.name-example") + " " + strconv.Itoa(i))
		}
	}
	c.banner = widget.NewBanner(w.say.words)
	c.busy = fw.NewProgressBarInfinite()
	c.busy.Stop()
	c.busy.Hide()
	c.phrases = widget.NewPhraseCard(t("ui.create.copy"), t("ui.create.copied"), w.say.words)
	c.phrases.SetWords(strings.Fields(c.phrase))
	c.first = widget.NewPassphraseField("first", t("ui.create.own-hint"), w.say.words, w.say.strength)
	c.again = widget.NewPassphraseField("again", t("ui.create.again-hint"), w.say.words, nil)
	c.again.OnSubmitted = func(string) { c.create() }
	c.methods = widget.NewStack(12)
	back := widget.NewQuietButton(t("ui.create.back"), w.icons["back"], func() { w.show(newUnlock(w, "", nil)) })
	c.make = widget.NewPrimaryButton(t("ui.create.make"), w.icons["check"], c.create)
	title, about := t("ui.create.title"), t("ui.create.about")
	if example {
		title, about = t("ui.create.example-title"), t("ui.create.example-about")
		c.make.SetText(t("ui.create.example-make"))
	}
	choose := widget.NewButton(t("ui.unlock.choose"), w.icons["folder"], func() { w.chooseFolder(c.folder.Text()+"/x", c.folder.SetText) })
	where := widget.NewCard("", widget.NewStack(14,
		labelled(t("ui.create.folder"), widget.NewBar(8, 0, c.folder.Object(), choose)),
		labelled(t("ui.create.name"), c.name.Object())))
	c.showMethod()
	col := widget.NewStack(16, firstHead(w, title, about), c.banner, where,
		widget.NewCard(t("ui.create.phrase"), c.methods), c.busy, widget.NewBar(8, 1, back, fyne.CanvasObject(widget.NewCaption("")), c.make))
	c.object = firstPage(w, col)
	return c
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
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

// showMethod shows the generated words or the entries for one's own.
func (c *create) showMethod() {
	t := c.w.say.T
	c.methods.Objects = nil
	if !c.example {
		key := "words"
		if c.own {
			key = "own"
		}
		c.methods.Add(widget.NewSwitch([]widget.Option{{Key: "words", Label: t("ui.create.words")}, {Key: "own", Label: t("ui.create.own")}}, key, func(k string) {
			c.own = k == "own"
			c.showMethod()
		}))
	}
	switch {
	case c.example:
		c.methods.Add(widget.NewCaption(t("ui.create.example-phrase")))
		c.methods.Add(c.phrases)
	case c.own:
		c.methods.Add(widget.NewCaption(t("ui.create.own-about")))
		c.methods.Add(labelled(t("ui.unlock.pass"), c.first.Object()))
		c.methods.Add(labelled(t("ui.create.again"), c.again.Object()))
	default:
		c.methods.Add(widget.NewCaption(t("ui.create.words-about")))
		c.methods.Add(c.phrases)
		c.methods.Add(labelled(t("ui.create.again-words"), c.again.Object()))
	}
	c.again.Clear()
	c.methods.Refresh()
}

// passphrase is the pass phrase decided on, or the key of what is wrong with it.
func (c *create) passphrase() (pass, wrong string) {
	switch {
	case c.example:
		return c.phrase, ""
	case c.own && c.first.Text() == "":
		return "", "ui.unlock.no-pass"
	case c.own && c.first.Text() != c.again.Text():
		return "", "ui.create.differs"
	case c.own:
		return c.first.Text(), ""
	case strings.Join(strings.Fields(strings.ToLower(c.again.Text())), " ") != c.phrase:
		return "", "ui.create.differs-words"
	}
	return c.phrase, ""
}

// path is the folder of the new vault.
func (c *create) path() string {
	name := strings.TrimSuffix(strings.TrimSpace(c.name.Text()), vaultSuffix)
	if name == "" || c.folder.Text() == "" || strings.ContainsAny(name, `/\`) {
		return ""
	}
	return filepath.Join(c.folder.Text(), name+vaultSuffix)
}

func (c *create) create() {
	path := c.path()
	if path == "" {
		c.banner.Say(widget.Warning, c.w.say.T("ui.create.no-folder"), "", nil)
		return
	}
	pass, wrong := c.passphrase()
	if wrong != "" {
		c.banner.Say(widget.Warning, c.w.say.T(wrong), "", nil)
		return
	}
	c.wait(true)
	var st *store.Store
	c.w.work(func(ctx context.Context) (err error) {
		if st, err = store.Create(path, []byte(pass), c.w.options()); err != nil || !c.example {
			return err
		}
		return c.w.importExample(ctx, st)
	}, func(err error) {
		c.wait(false)
		if err != nil {
			c.banner.Say(widget.Danger, c.w.sentence(err), "", nil)
			return
		}
		c.first.Clear()
		c.again.Clear()
		c.phrases.SetWords(nil)
		c.w.begin(st, path)
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
