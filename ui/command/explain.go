package command

import (
	"errors"

	"probata/dossier"
	"probata/dossier/giveout"
	"probata/dossier/vault"
)

// explain tells a person what went wrong and what to do next, and gives the
// exit code. It is the only place where an error becomes words.
func (c *call) explain(err error) int {
	var use *usageError
	var own *fault
	var damage vault.Damage
	var format *dossier.FormatError
	var code exitCode
	if text, ok := giveout.StopText(c.say, err); ok {
		c.put(said{Error: "leak", Exit: ExitError, Message: text})
		c.tellLeaks(err)
		return ExitError
	}
	switch {
	case errors.As(err, &code):
		return int(code)
	case errors.Is(err, errProblems):
		return ExitProblems
	case errors.Is(err, errDamaged):
		return ExitDamaged
	case errors.As(err, &use):
		return c.explainUsage(use)
	case errors.As(err, &own):
		return c.sentence(*own, own.err)
	case errors.As(err, &damage):
		c.put(said{Error: "damaged", Exit: ExitDamaged, Message: c.damageText(damage)})
		return ExitDamaged
	case errors.As(err, &format):
		return c.sentence(fault{key: "format", code: ExitError, detail: true}, format)
	}
	for _, s := range sentinels() {
		if errors.Is(err, s.err) {
			return c.sentence(s, err)
		}
	}
	return c.sentence(fault{key: "unknown", code: ExitError, detail: true}, err)
}

func (c *call) explainUsage(u *usageError) int {
	s := said{Error: "usage." + u.key, Exit: ExitUsage, Message: c.say.T("command.usage."+u.key, oneLineArgs(u.args)...), Meant: u.meant}
	if c.cmd.name != "" {
		s.Usage = c.usageOf(c.cmd)
	} else if !c.json {
		s.Detail = c.say.T("command.usage.help")
	}
	c.put(s)
	return ExitUsage
}

func (c *call) sentence(f fault, err error) int {
	s := said{Error: f.key, Exit: f.code, Message: c.say.T("command.error."+f.key, oneLineArgs(f.args)...), Meant: f.meant}
	if f.detail && err != nil {
		s.Detail = err.Error()
	}
	c.put(s)
	return f.code
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
