package ui

import (
	"context"
	"path/filepath"

	"probata/dossier/vault"
	"probata/ui/room"
)

// offerElsewhere offers another place for a vault that cannot be saved where it lies,
// its disk being full or gone: all that is in memory becomes a new vault there.
func (c *curtain) offerElsewhere(why error) {
	t := c.w.say.T
	if c.w.session == nil || !c.w.session.Store.Unsaved() {
		return
	}
	c.w.Ask(room.Question{
		Title: t("ui.opened.elsewhere-title"), Text: c.w.Sentence(why) + "\n\n" + t("ui.opened.elsewhere-text"),
		Yes: t("ui.opened.elsewhere"), No: t("ui.opened.later"),
	}, func() { room.ChooseFolder(c.w, "", c.saveElsewhere) })
}

// saveElsewhere makes the new vault in a folder of its own below the one chosen, and
// asks for the pass phrase there.
func (c *curtain) saveElsewhere(dir string) {
	w, ses := c.w, c.w.session
	if ses == nil || w.locking {
		return
	}
	w.locking = true
	c.text.SetText(w.say.T("ui.lock.closing"))
	c.banner.Hide()
	to := filepath.Join(dir, filepath.Base(ses.Path))
	if room.Exists(to) {
		to = room.Beside(to, w.parts.Now().Local().Format("2006-01-02"), room.Exists)
	}
	var lost []vault.Damage
	w.Work(func(ctx context.Context) (err error) {
		lost, err = ses.Store.SaveElsewhere(ctx, to, nil)
		return err
	}, func(err error) {
		w.locking = false
		if err != nil {
			c.failed(err)
			return
		}
		_ = ses.Store.Abandon() // everything is in the new vault; what the old disk says to it is known
		w.session = nil
		w.handOn(Reopen{Path: to, Elsewhere: true, Lost: len(lost)})
	})
}
