package command

import (
	"context"
	"runtime"
	"strings"
)

// help prints the help of the command at hand, or of all.
func (c *call) help() error {
	var b strings.Builder
	if c.cmd.name == "" {
		c.overview(&b)
	} else {
		c.about(&b, c.cmd)
	}
	return c.print(b.String())
}

func (c *call) runHelp(context.Context) error {
	c.cmd = command{}
	if len(c.pos) == 1 {
		cmd, ok := lookUp(c.pos[0])
		if !ok {
			return usage("unknown-command", "name", c.pos[0])
		}
		c.cmd = cmd
	}
	return c.help()
}

func (c *call) overview(b *strings.Builder) {
	b.WriteString(c.say.T("command.help.intro") + "\n\n")
	var rows [][]string
	for _, cmd := range commands() {
		rows = append(rows, []string{"", cmd.name, c.say.T("command.help." + cmd.name)})
	}
	b.WriteString(columns(rows) + "\n" + c.say.T("command.help.flags") + "\n\n" + c.say.T("command.help.codes") + "\n")
}

func (c *call) about(b *strings.Builder, cmd command) {
	b.WriteString(strings.TrimSpace("probata "+cmd.name+" "+cmd.usage) + "\n\n" + c.say.T("command.help."+cmd.name) + "\n")
	if key := "command.help.more." + cmd.name; c.say.Has(key) {
		b.WriteString("\n" + c.say.T(key) + "\n")
	}
	b.WriteString("\n" + c.say.T("command.help.flags") + "\n")
}

func (c *call) runVersion(context.Context) error {
	if c.json {
		return c.printJSON(struct {
			Version string `json:"version"`
			Go      string `json:"go"`
			System  string `json:"system"`
		}{c.Version, runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH})
	}
	return c.print("probata " + c.Version + " (" + runtime.Version() + ", " + runtime.GOOS + "/" + runtime.GOARCH + ")\n")
}
