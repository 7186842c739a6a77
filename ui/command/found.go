package command

import (
	"slices"
	"time"

	"probata/dossier/store"
	"probata/dossier/vault"
)

// opened tells what the opening of a vault found and went on with. Whatever the command
// does then, its exit code says that the vault is damaged, if that is more than what a
// crash leaves.
func (c *call) opened(s *store.Store, err error) (*store.Store, error) {
	if err != nil {
		return nil, err
	}
	c.suspect = severe(s.Found())
	if !c.tellsAll {
		c.tellDamage(s.Found())
	}
	return s, nil
}

func severe(found []vault.Damage) bool {
	return slices.ContainsFunc(found, func(d vault.Damage) bool { return !d.Harmless() })
}

// exit is the exit code of a command that came to its end with the given one.
func (c *call) exit(code int) int {
	if c.suspect && (code == ExitDone || code == ExitProblems) {
		return ExitDamaged
	}
	return code
}

// tellDamage says of each damage what to do, and below it what exactly was found:
// the table, record or entry, never what stands in it.
func (c *call) tellDamage(found []vault.Damage) {
	for _, d := range found {
		c.tell(c.damageText(d))
		if d.Cause != nil {
			c.tell("  " + d.Cause.Error())
		}
	}
}

func (c *call) damageText(d vault.Damage) string {
	next := c.say.T("command.next." + string(d.NextStep))
	if key := "found." + string(d.What); c.say.Has(key) {
		return c.say.T(key, "file", d.File, "newest", c.moment(d.Newest)) + " " + next
	}
	return c.say.T("command.error.damaged-file", "file", d.File, "what", c.say.T("command.damage."+string(d.What)), "next", next)
}

// moment is a time as the clock of this computer shows it.
func (c *call) moment(at time.Time) string {
	if at.IsZero() {
		return "–"
	}
	return at.Local().Format("2006-01-02 15:04:05")
}
