package command

import (
	"strings"
)

// man is the manual page of all commands, or of one, as roff (man(7)).
func (c *call) man() string {
	var b strings.Builder
	title, commands := "PROBATA", c.all
	if c.cmd.name != "" {
		title, commands = "PROBATA-"+strings.ToUpper(c.cmd.name), []command{c.cmd}
	}
	b.WriteString(".TH " + title + " 1 \"\" " + quotedRoff("probata "+c.Version) + " \"\"\n")
	section := func(key string) { b.WriteString(".SH " + quotedRoff(c.say.T("command.man."+key)) + "\n") }
	section("name")
	b.WriteString(roff("probata") + " \\- " + roff(c.say.T("command.man.about")) + "\n")
	section("synopsis")
	for i, cmd := range commands {
		if i > 0 {
			b.WriteString(".br\n")
		}
		b.WriteString(roffLine(c.usageOf(cmd)) + "\n")
	}
	if c.cmd.name == "" {
		section("description")
		b.WriteString(roffText(c.say.T("command.help.intro")))
	}
	section("commands")
	for _, cmd := range commands {
		c.manOf(&b, cmd)
	}
	section("flags")
	b.WriteString(roffText(c.say.T("command.help.flags")))
	c.manFlags(&b, command{}, c.commonOf())
	section("codes")
	b.WriteString(roffText(c.say.T("command.help.codes")))
	return b.String()
}

func (c *call) manOf(b *strings.Builder, cmd command) {
	b.WriteString(".SS " + quotedRoff(c.usageOf(cmd)) + "\n" + roffText(c.say.T("command.help."+cmd.name)))
	if key := "command.help.more." + cmd.name; c.say.Has(key) {
		b.WriteString(".PP\n" + roffText(c.say.T(key)))
	}
	c.manFlags(b, cmd, cmd.own().all)
}

func (c *call) manFlags(b *strings.Builder, cmd command, all []*flagOf) {
	for _, r := range c.flagRows(cmd, all) {
		b.WriteString(".TP\n.B " + roff(r[0]) + "\n" + roffLine(r[1]) + "\n")
	}
}

// roff escapes what troff would obey within a line.
func roff(s string) string {
	return strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(s)
}

// roffLine is a line of text; one that begins as a request does is kept from being one.
func roffLine(s string) string {
	s = roff(s)
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		s = `\&` + s
	}
	return s
}

// quotedRoff is one argument of a request.
func quotedRoff(s string) string { return `"` + strings.ReplaceAll(roff(s), `"`, `\(dq`) + `"` }

// roffText is text in which each line end stays one.
func roffText(s string) string {
	var b strings.Builder
	for i, line := range strings.Split(strings.TrimSpace(s), "\n") {
		switch {
		case strings.TrimSpace(line) == "":
			b.WriteString(".PP\n")
			continue
		case i > 0:
			b.WriteString(".br\n")
		}
		b.WriteString(roffLine(strings.TrimSpace(line)) + "\n")
	}
	return b.String()
}
