package care

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"probata/dossier/store"
	"probata/dossier/vault"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// card is one part of the care for a vault: what it is about, its controls, what
// came of them, and the work under way.
type card struct {
	w      Host
	Store  *store.Store
	Banner *widget.Banner
	Task   *room.Task
	body   *fyne.Container
	Object fyne.CanvasObject
}

func newCard(w Host, title, about string) *card {
	c := &card{w: w, Store: w.Session().Store, Banner: widget.NewBanner(w.Say().Words), Task: room.NewTask(w), body: widget.NewStack(10)}
	c.Object = widget.NewCard(title, widget.NewStack(10, widget.NewCaption(about), c.Banner, c.body, c.Task.Object))
	return c
}

// failed says what went wrong; true when something did.
func (c *card) failed(err error) bool {
	if err != nil {
		c.Banner.Say(widget.Danger, c.w.Sentence(err), "", nil)
	}
	return err != nil
}

func (c *card) say(kind widget.Kind, text string) { c.Banner.Say(kind, text, "", nil) }

// VerifyCard reads everything again and lists what is wrong, each with its step.
func VerifyCard(w Host) *card {
	t := w.Say().T
	c := newCard(w, t("ui.settings.vault"), t("ui.settings.vault-about"))
	if text := speech.Places(w.Say(), w.Session().Path); text != "" {
		c.say(widget.Warning, text)
	}
	findings := widget.NewStack(2)
	check := widget.NewButton(t("ui.settings.verify"), w.Icons()["check"], nil)
	check.OnTapped = func() {
		var damage []vault.Damage
		findings.Objects = nil
		c.Task.Run(func(ctx context.Context, progress func(done, total int64)) (err error) {
			damage, err = c.Store.Verify(ctx, room.Whole(progress))
			return err
		}, func(err error, ended bool) {
			if !c.failed(err) && !ended {
				c.tellVerified(findings, damage)
			}
			findings.Refresh()
		})
	}
	c.body.Objects = []fyne.CanvasObject{widget.NewText(w.Session().Path), widget.NewBar(8, -1, check), findings}
	return c
}

func (c *card) list(findings *fyne.Container, damage []vault.Damage) {
	for _, d := range damage[:min(len(damage), room.FindingsMost)] {
		row := widget.ClickRow{Icon: c.w.Icons()["warning"], Kind: widget.Danger, Title: c.w.Say().T("ui.verify." + string(d.What)), Subtitle: d.File + ". " + c.w.Sentence(d)}
		if d.NextStep == store.RebuildIndex {
			row.Tapped = c.rebuildIndex
		}
		findings.Add(widget.NewClickRow(row))
	}
}

func (c *card) rebuildIndex() {
	c.w.Work(c.Store.RebuildIndex, func(err error) {
		if !c.failed(err) {
			c.say(widget.Success, c.w.Say().T("ui.verify.rebuilt"))
		}
	})
}

// recoveryCard tells whether there is a recovery key, and makes and voids it.
func recoveryCard(w Host) *card {
	t := w.Say().T
	c := newCard(w, t("ui.key.title"), t("ui.key.what"))
	back := w.ShowSettings
	offer := func() { w.OfferKey(c.Store, w.Session().Path, back) }
	if !c.Store.HasRecovery() {
		c.body.Objects = []fyne.CanvasObject{widget.NewText(t("ui.key.none")), widget.NewBar(8, -1, widget.NewButton(t("ui.key.make"), w.Icons()["add"], offer))}
		return c
	}
	void := func() {
		w.Ask(room.Question{Title: t("ui.key.void-title"), Text: t("ui.key.without"), Yes: t("ui.key.void"), No: w.Say().Words.Cancel, Danger: true}, func() {
			w.Work(func(context.Context) error { return c.Store.RemoveRecovery() }, func(err error) {
				if !c.failed(err) {
					w.SettingsAgain()
				}
			})
		})
	}
	c.body.Objects = []fyne.CanvasObject{
		widget.NewText(t("ui.key.there")),
		widget.NewBar(8, -1, widget.NewButton(t("ui.key.another"), w.Icons()["redo"], offer), widget.NewQuietButton(t("ui.key.void"), w.Icons()["trash"], void)),
	}
	return c
}

// RotationCard seals everything to a new key.
func RotationCard(w Host) *card {
	t := w.Say().T
	c := newCard(w, t("ui.rekey.title"), t("ui.rekey.about"))
	if c.Store.Rekeying() {
		c.say(widget.Warning, t("ui.rekey.unfinished"))
	}
	pass := widget.NewPassphraseField("rekey", "", w.Say().Words, nil)
	do := widget.NewButton(t("ui.rekey.do"), w.Icons()["lock"], nil)
	do.OnTapped = func() {
		phrase := []byte(pass.Text())
		if len(phrase) == 0 {
			c.say(widget.Warning, t("ui.unlock.no-pass"))
			return
		}
		had := c.Store.HasRecovery()
		c.Task.Run(func(ctx context.Context, progress func(done, total int64)) error {
			return c.Store.Rekey(ctx, phrase, room.Whole(progress))
		}, func(err error, ended bool) {
			pass.Clear()
			switch {
			case ended:
				c.say(widget.Warning, t("ui.rekey.unfinished"))
			case err != nil:
				c.failed(err)
			case had:
				c.say(widget.Success, t("ui.rekey.done")+" "+t("ui.rekey.no-key"))
			default:
				c.say(widget.Success, t("ui.rekey.done"))
			}
		})
	}
	c.body.Objects = []fyne.CanvasObject{room.Labelled(t("ui.settings.old"), pass.Object()), widget.NewBar(8, -1, do)}
	return c
}

// tellVerified says what a verification has found.
func (c *card) tellVerified(findings *fyne.Container, found []vault.Damage) {
	t, severe := c.w.Say().T, 0
	for _, d := range found {
		if !d.Harmless() {
			severe++
		}
	}
	switch {
	case len(found) == 0:
		c.say(widget.Success, t("ui.settings.sound"))
		return
	case severe == 0:
		c.say(widget.Info, c.w.Say().N("ui.verify.remains", len(found)))
	default:
		c.say(widget.Danger, c.w.Say().N("ui.verify.found", severe))
	}
	c.list(findings, found)
	if c.Store.ReadOnly() || !slices.ContainsFunc(found, func(d vault.Damage) bool { return c.w.Say().Finding(d) != "" }) {
		return
	}
	findings.Add(widget.NewBar(8, -1, widget.NewButton(t("ui.verify.accept"), nil, func() {
		c.w.Work(c.Store.Accept, func(err error) {
			if !c.failed(err) {
				findings.Objects = nil
				findings.Refresh()
				c.say(widget.Success, t("ui.verify.accepted"))
			}
		})
	})))
}
