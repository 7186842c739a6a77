package command

import (
	"errors"

	"probata/dossier/giveout"
	"probata/dossier/vault"
)

// explain tells a person what went wrong and what to do next, and gives the
// exit code. It is the only place where an error becomes words.
func (c *call) explain(err error) int {
	var use *usageError
	var own *fault
	var damage vault.Damage
	if text, ok := giveout.StopText(c.say, err); ok {
		c.tell(text)
		c.tellLeaks(err)
		return ExitError
	}
	switch {
	case errors.Is(err, errProblems):
		return ExitProblems
	case errors.Is(err, errDamaged):
		return ExitDamaged
	case errors.As(err, &use):
		return c.explainUsage(use)
	case errors.As(err, &own):
		c.sentence(*own, own.err)
		return own.code
	case errors.As(err, &damage):
		c.tell(c.damageText(damage))
		return ExitDamaged
	}
	for _, s := range sentinels() {
		if errors.Is(err, s.err) {
			c.sentence(s, err)
			return s.code
		}
	}
	c.sentence(fault{key: "unknown", detail: true}, err)
	return ExitError
}

func (c *call) explainUsage(u *usageError) int {
	c.tell(c.say.T("command.usage."+u.key, oneLineArgs(u.args)...))
	if c.cmd.name != "" {
		c.tell(c.say.T("command.usage.form", "usage", c.usageOf(c.cmd)))
	} else {
		c.tell(c.say.T("command.usage.help"))
	}
	return ExitUsage
}

func (c *call) sentence(f fault, err error) {
	c.tell(c.say.T("command.error."+f.key, oneLineArgs(f.args)...))
	if f.detail && err != nil {
		c.tell(err.Error())
	}
}

// tellLeaks gives the passages for which a file was not handed out, with --near.
func (c *call) tellLeaks(err error) {
	list := giveout.LeakPassages(c.say, err)
	if len(list) > 0 && !c.near {
		c.tell(c.say.T("aftercheck.leak-hidden"))
		return
	}
	for _, s := range list {
		c.tell(oneLine(s))
	}
}
