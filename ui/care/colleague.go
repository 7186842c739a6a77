package care

import (
	"context"
	"strings"

	"probata/dossier/store"
	"probata/dossier/vault"
	"probata/ui/room"
	"probata/ui/widget"
)

// ColleagueCard lets others open the vault with keys of their own.
func ColleagueCard(w Host) *card {
	t := w.Say().T
	c := newCard(w, t("ui.colleague.title"), t("ui.colleague.about"))
	all, err := c.Store.Colleagues()
	c.failed(err)
	for _, x := range all {
		remove := widget.NewIconButton(w.Icons()["trash"], t("ui.colleague.remove"), func() { c.AskDismiss(x) })
		row := widget.NewClickRow(widget.ClickRow{Icon: w.Icons()["party"], Title: x.Label, Subtitle: x.Recipient.Fingerprint()})
		c.body.Add(widget.NewBar(8, 0, row, remove))
	}
	if len(all) == 0 {
		c.body.Add(widget.NewText(t("ui.colleague.none")))
	}
	name := widget.NewTextField("colleague-name", t("ui.colleague.name-hint"), 1)
	key := widget.NewTextField("colleague-key", "age1…", 1)
	add := widget.NewButton(t("ui.colleague.add"), w.Icons()["add"], func() { c.AskAdmit(strings.TrimSpace(name.Text()), key.Text()) })
	c.body.Add(room.Labelled(t("ui.colleague.name"), name.Object()))
	c.body.Add(room.Labelled(t("ui.colleague.key"), key.Object()))
	c.body.Add(widget.NewBar(8, -1, add))
	return c
}

// AskAdmit shows the fingerprint before somebody is let in.
func (c *card) AskAdmit(name, key string) {
	t := c.w.Say().T
	to, err := vault.ParseRecipient(strings.TrimSpace(key))
	switch {
	case name == "":
		c.say(widget.Warning, t("ui.colleague.no-name"))
		return
	case err != nil:
		c.say(widget.Warning, t("ui.colleague.no-key"))
		return
	}
	c.w.Ask(room.Question{
		Title: t("ui.colleague.ask-title", "name", name), Text: t("ui.colleague.ask-text", "fingerprint", to.Fingerprint()),
		Yes: t("ui.colleague.add"), No: c.w.Say().Words.Cancel, Danger: true,
	}, func() {
		c.change(func(st *store.Store) error { _, err := st.AddColleague(to, name); return err })
	})
}

func (c *card) AskDismiss(x vault.Colleague) {
	t := c.w.Say().T
	c.w.Ask(room.Question{
		Title: t("ui.colleague.remove-title", "name", x.Label), Text: t("ui.colleague.remove-text"),
		Yes: t("ui.colleague.remove"), No: c.w.Say().Words.Cancel, Danger: true,
	}, func() {
		c.change(func(st *store.Store) error { return st.RemoveColleague(x.N) })
	})
}

// change does something to the ways in, and shows them anew.
func (c *card) change(f func(*store.Store) error) {
	c.w.Work(func(context.Context) error { return f(c.Store) }, func(err error) {
		if !c.failed(err) {
			c.w.SettingsAgain()
		}
	})
}
