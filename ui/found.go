package ui

import (
	"slices"

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
