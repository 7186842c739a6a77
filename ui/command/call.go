package command

import (
	"context"
	"strings"

	"probata/dossier/edtf"
	"probata/dossier/lang"
	"probata/dossier/store"
	"probata/dossier/trace"
)

// command is one command: its file holds its flags, its arguments and its work, and registers nothing elsewhere but its line in
// the table. Its words stand in the catalog under command.help, and those of its flags under command.flag.
type command struct {
	name string
	// args are its arguments as the usage writes them: those in brackets may be left out, and the last may stand several
	// times if it ends in "…".
	args  string
	flags func(*flags) // nil without flags of its own
	run   func(context.Context) error
	alone bool // it opens or makes its vault itself, and so cannot stand in a batch
}

// bounds are how many arguments a command takes: at least and at most, -1 for any number.
func (c command) bounds() (least, most int) {
	for arg := range strings.FieldsSeq(c.args) {
		if !strings.HasPrefix(arg, "[") {
			least++
		}
		most++
		if strings.HasSuffix(strings.TrimSuffix(arg, "]"), "…") {
			return least, -1
		}
	}
	return least, most
}

// own are the flags that the command registers.
func (c command) own() *flags {
	f := newFlags()
	if c.flags != nil {
		c.flags(f)
	}
	return f
}

// call is one run of one command.
type call struct {
	Env
	say     *lang.Printer
	all     []command // the table
	makeAll func(*call) []command
	trace   *trace.Trace
	shared  *store.Store // open already, for a command of a batch
	cmd     command
	pos     []string // arguments that are no flags
	json    bool
	quiet   bool
	pass    string // file with the pass phrase
	uiLang  string

	identity string // file with the identity of a colleague, in place of a pass phrase
	readOnly bool   // the vault may be open in another program
	suspect  bool   // its opening found more than a crash explains
	tellsAll bool   // the command tells what the opening found among the rest
	near     bool   // print the passages to look at
}

// commonFlags are those of every command.
func (c *call) commonFlags(f *flags) {
	f.yes(&c.json, "json")
	f.yes(&c.quiet, "quiet")
	f.text(&c.pass, "passphrase-file", "FILE")
	f.text(&c.identity, "identity-file", "FILE")
	f.yes(&c.readOnly, "read-only")
	f.text(&c.uiLang, "ui-lang", c.uiTags())
}

// uiTags are the languages that the commands speak.
func (c *call) uiTags() string {
	var tags []string
	if c.Words != nil {
		for _, l := range c.Words.Languages() {
			if l.UI {
				tags = append(tags, l.Tag)
			}
		}
	}
	return strings.Join(tags, "|")
}

// lookUp finds a command of the table.
func (c *call) lookUp(name string) (command, bool) {
	for _, cmd := range c.all {
		if cmd.name == name {
			return cmd, true
		}
	}
	return command{}, false
}

// unknownCommand is the fault of a name that is none.
func (c *call) unknownCommand(name string) error {
	var all []string
	for _, cmd := range c.all {
		all = append(all, cmd.name)
	}
	return meaning(usage("unknown-command", "name", name), nearest(name, all))
}

// language takes the language that --ui-lang names, unless the window does not
// speak it.
func (c *call) language() {
	c.say = c.Words.Printer(c.locale())
	if c.uiLang != "" {
		c.say = c.Words.Printer(c.uiLang)
	}
	for _, l := range c.Words.Languages() {
		if l.UI && l.Tag == c.say.Tag() {
			return
		}
	}
	c.say = c.Words.Printer("en")
}

// day is the day that --date names, or that of the clock.
func (c *call) day(date string) (edtf.Date, error) {
	if date == "" {
		return edtf.OfTime(c.Now()), nil
	}
	day, err := edtf.Parse(date)
	if err != nil || day.Precision() != edtf.ToDay || day.IsInterval() {
		return edtf.Date{}, usage("date")
	}
	return day, nil
}
