package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"probata/dossier/vault"
	"probata/ui/room"
	"probata/ui/widget"
)

// tellFound says what the opening of the vault found and went on with: a line for what
// a crash left, and a question where something is missing that had been saved.
func (w *Window) tellFound() {
	s, ok := w.screen.(*shell)
	if !ok {
		return
	}
	found := w.session.Store.Found()
	text := w.say.Found(found)
	switch {
	case len(found) == 0:
	case w.session.Store.ReadOnly() || !slices.ContainsFunc(found, lacking):
		kind := widget.Info
		if slices.ContainsFunc(found, func(d vault.Damage) bool { return !d.Harmless() }) {
			kind = widget.Danger
		}
		s.banner.Say(kind, text, "", nil)
	default:
		t := w.say.T
		s.banner.Say(widget.Danger, text, t("ui.opened.accept"), w.acceptFound)
		w.Ask(room.Question{
			Title: t("ui.opened.title"), Text: text + "\n\n" + t("ui.opened.ask"),
			Yes: t("ui.opened.accept"), No: t("ui.opened.later"), Danger: true,
		}, w.acceptFound)
	}
}

// lacking tells of damage that something is missing which had been saved.
func lacking(d vault.Damage) bool { return !d.Harmless() && d.NextStep == vault.LookForNewer }

// acceptFound takes the vault as it is: it was put back on purpose.
func (w *Window) acceptFound() {
	ses := w.session
	w.Work(ses.Store.Accept, func(err error) {
		s, ok := w.screen.(*shell)
		if !ok || w.session != ses {
			return
		}
		if err != nil {
			w.Fail(err)
			return
		}
		s.banner.Say(widget.Success, w.say.T("ui.verify.accepted"), "", nil)
	})
}

// tellVerified says what a verification has found.
func (c *card) tellVerified(findings *fyne.Container, found []vault.Damage) {
	t, severe := c.w.say.T, 0
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
		c.say(widget.Info, c.w.say.N("ui.verify.remains", len(found)))
	default:
		c.say(widget.Danger, c.w.say.N("ui.verify.found", severe))
	}
	c.list(findings, found)
	if c.st.ReadOnly() || !slices.ContainsFunc(found, func(d vault.Damage) bool { return c.w.say.Finding(d) != "" }) {
		return
	}
	findings.Add(widget.NewBar(8, -1, widget.NewButton(t("ui.verify.accept"), nil, func() {
		c.w.Work(c.st.Accept, func(err error) {
			if !c.failed(err) {
				findings.Objects = nil
				findings.Refresh()
				c.say(widget.Success, t("ui.verify.accepted"))
			}
		})
	})))
}

// eraseRest ends an erasure that was broken off.
func (u *unlock) eraseRest() {
	path, t := u.path.Text(), u.w.say.T
	u.w.Ask(room.Question{
		Title: t("ui.opened.erase-title"), Text: t("ui.opened.erase-text"),
		Yes: t("ui.opened.erase-rest"), No: u.w.say.Words.Cancel, Danger: true,
	}, func() {
		u.w.Work(func(context.Context) error { return vault.Erase(path, u.w.parts.Vault) }, func(err error) {
			if err != nil {
				u.failed(err)
				return
			}
			u.path.SetText("")
			u.say(widget.Success, t("ui.opened.erased"))
		})
	})
}
