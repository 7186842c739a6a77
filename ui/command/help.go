package command

import (
	"context"
	"strings"
)

func helpCommand(c *call) command {
	return command{name: "help", args: "[COMMAND]", run: c.runHelp}
}

func (c *call) runHelp(context.Context) error {
	c.cmd = command{}
	if len(c.pos) == 1 {
		cmd, ok := c.lookUp(c.pos[0])
		if !ok {
			return usage("unknown-command", "name", c.pos[0])
		}
		c.cmd = cmd
	}
	return c.help()
}

// help prints the help of the command at hand, or of all.
func (c *call) help() error {
	if c.cmd.name == "" {
		return c.print(c.overview())
	}
	return c.print(c.about(c.cmd))
}

func (c *call) overview() string {
	var rows [][2]string
	for _, cmd := range c.all {
		rows = append(rows, [2]string{cmd.name, c.say.T("command.help." + cmd.name)})
	}
	width := c.width()
	return c.say.T("command.help.intro") + "\n\n" + pairs(rows, width) + "\n" + c.common(width) + "\n" + wrap(c.say.T("command.help.codes"), width, "") + "\n"
}

func (c *call) about(cmd command) string {
	var b strings.Builder
	width := c.width()
	b.WriteString(wrap(c.usageOf(cmd), width, "    ") + "\n\n" + wrap(c.say.T("command.help."+cmd.name), width, "") + "\n")
	if own := cmd.own().all; len(own) > 0 {
		b.WriteString("\n" + pairs(c.flagRows(cmd, own), width))
	}
	if key := "command.help.more." + cmd.name; c.say.Has(key) {
		b.WriteString("\n" + wrap(c.say.T(key), width, "") + "\n")
	}
	b.WriteString("\n" + c.common(width))
	return b.String()
}

// common are the flags of every command.
func (c *call) common(width int) string {
	f := newFlags()
	new(call).commonFlags(f)
	f.add("help", "", "", false)
	return wrap(c.say.T("command.help.flags"), width, "") + "\n" + pairs(c.flagRows(c.cmd, f.all), width)
}
