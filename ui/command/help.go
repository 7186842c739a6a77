package command

import (
	"context"
	"strings"
)

type helpRun struct {
	*call
	asMan bool // as a manual page, for man
}

func helpCommand(c *call) command {
	r := &helpRun{call: c}
	return command{name: "help", args: "[COMMAND]", flags: r.flags, run: r.runHelp}
}

func (c *helpRun) flags(f *flags) { f.yes(&c.asMan, "man") }

func (c *helpRun) runHelp(context.Context) error {
	c.cmd = command{}
	if len(c.pos) == 1 {
		cmd, ok := c.lookUp(c.pos[0])
		if !ok {
			return c.unknownCommand(c.pos[0])
		}
		c.cmd = cmd
	}
	if c.asMan {
		return c.print(c.man())
	}
	return c.help()
}

// help prints the help of the command at hand, or of all.
func (c *call) help() error {
	if c.json {
		return c.helpJSON()
	}
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
	return wrap(c.say.T("command.help.flags"), width, "") + "\n" + pairs(c.flagRows(c.cmd, c.commonOf()), width)
}

// commandLine is one command for programs.
type commandLine struct {
	Name  string     `json:"name"`
	Usage string     `json:"usage"`
	Help  string     `json:"help"`
	Flags []flagLine `json:"flags"`
}

type flagLine struct {
	Name  string `json:"name"`
	Value string `json:"value,omitempty"` // what it takes; a|b|c: one of them; none: a switch
	Many  bool   `json:"many,omitempty"`
	Need  bool   `json:"required,omitempty"`
	Help  string `json:"help"`
}

func (c *call) flagLines(cmd command, all []*flagOf) []flagLine {
	out := []flagLine{}
	for _, x := range all {
		out = append(out, flagLine{x.name, x.value, x.many, x.need, c.flagWords(cmd, x)})
	}
	return out
}

func (c *call) helpJSON() error {
	lines := []commandLine{}
	for _, cmd := range c.all {
		if c.cmd.name == "" || c.cmd.name == cmd.name {
			lines = append(lines, commandLine{cmd.name, c.usageOf(cmd), c.say.T("command.help." + cmd.name), c.flagLines(cmd, cmd.own().all)})
		}
	}
	return c.printJSON(struct {
		Commands []commandLine `json:"commands"`
		Common   []flagLine    `json:"common_flags"`
	}{lines, c.flagLines(command{}, c.commonOf())})
}
