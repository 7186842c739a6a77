package command

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"
)

// usualWidth is the width of a terminal that does not tell it, in signs.
const usualWidth = 80

// width is how wide help is set.
func (c *call) width() int {
	if f, ok := c.Out.(*os.File); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
			return max(w, 40)
		}
	}
	if n, err := strconv.Atoi(c.Getenv("COLUMNS")); err == nil && n > 0 {
		return max(n, 40)
	}
	return usualWidth
}

// wrap sets text into lines of at most width signs; every line but the first begins with indent. Line ends of the text stay.
func wrap(text string, width int, indent string) string {
	var b strings.Builder
	for i, part := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteString("\n" + indent)
		}
		at := 0
		for j, word := range strings.Fields(part) {
			n := utf8.RuneCountInString(word)
			switch {
			case j == 0:
			case at+1+n > width-utf8.RuneCountInString(indent):
				b.WriteString("\n" + indent)
				at = 0
			default:
				b.WriteByte(' ')
				at++
			}
			b.WriteString(word)
			at += n
		}
	}
	return b.String()
}

// pairs sets names with what is said of them beside each other, or below each other where a name is long.
func pairs(rows [][2]string, width int) string {
	const most = 30
	name := 0
	for _, r := range rows {
		if n := utf8.RuneCountInString(r[0]); n <= most {
			name = max(name, n)
		}
	}
	indent := strings.Repeat(" ", name+4)
	var b strings.Builder
	for _, r := range rows {
		n := utf8.RuneCountInString(r[0])
		b.WriteString("  " + r[0])
		if n > name {
			b.WriteString("\n" + indent)
		} else {
			b.WriteString(strings.Repeat(" ", name-n+2))
		}
		b.WriteString(wrap(r[1], width, indent) + "\n")
	}
	return b.String()
}

// placeholder is what the usage writes in the place of a value.
var placeholder = regexp.MustCompile(`\b[A-Z][A-Z]+\b`)

// inWords puts the placeholders of a usage into the user's language.
func (c *call) inWords(usage string) string {
	return placeholder.ReplaceAllStringFunc(usage, func(word string) string {
		if key := "command.word." + strings.ToLower(word); c.say.Has(key) {
			return c.say.T(key)
		}
		return word
	})
}

// usageOf is how a command is written, from its arguments and its flags: those it needs first, the others in brackets.
func (c *call) usageOf(cmd command) string {
	words := []string{"probata", cmd.name}
	if cmd.args != "" {
		words = append(words, cmd.args)
	}
	own := cmd.own().all
	for _, needed := range []bool{true, false} {
		for _, x := range own {
			if x.need == needed {
				words = append(words, x.usage())
			}
		}
	}
	return c.inWords(strings.Join(words, " "))
}

// usage is a flag as the usage of its command writes it.
func (x *flagOf) usage() string {
	out := x.synopsis()
	if !x.need {
		out = "[" + out + "]"
	}
	if x.many {
		out += "…"
	}
	return out
}

// synopsis is a flag with what it takes.
func (x *flagOf) synopsis() string { return strings.TrimSpace("--" + x.name + " " + x.value) }

// flagWords say what a flag does: of this command, or wherever it is taken.
func (c *call) flagWords(cmd command, x *flagOf) string {
	key := "command.flag." + cmd.name + "-" + x.name
	if !c.say.Has(key) {
		key = "command.flag." + x.name
	}
	words := c.say.T(key)
	if x.start != "" {
		words += " " + c.say.T("command.help.start", "value", x.start)
	}
	return words
}

// flagRows are flags with their words.
func (c *call) flagRows(cmd command, all []*flagOf) (rows [][2]string) {
	for _, x := range all {
		rows = append(rows, [2]string{c.inWords(x.synopsis()), c.flagWords(cmd, x)})
	}
	return rows
}

// commonOf are the flags of every command.
func (c *call) commonOf() []*flagOf {
	f := newFlags()
	(&call{Env: c.Env}).commonFlags(f)
	f.add("help", "", "", false)
	return f.all
}
