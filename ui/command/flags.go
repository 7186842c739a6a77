package command

import (
	"flag"
	"io"
	"slices"
	"strconv"
	"strings"
)

// flags are the flags of one command, or those of all. A flag is registered once, and from that come its parsing, the usage,
// the help, the man page and the completion.
type flags struct {
	set *flag.FlagSet
	all []*flagOf
}

// flagOf is what is said of a flag.
type flagOf struct {
	name  string
	value string // what it takes, as the help writes it: FILE, or a|b|c where it takes one of them; "" for a switch
	many  bool   // it may stand several times
	need  bool   // the command does nothing without it
	start string // the value without it, if that is to be told
}

func newFlags() *flags {
	set := flag.NewFlagSet("probata", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.Usage = func() {}
	return &flags{set: set}
}

func (f *flags) add(name, value, start string, many bool) {
	f.all = append(f.all, &flagOf{name: name, value: value, start: start, many: many})
}

// text registers a flag that takes one value; what into holds is the value without it.
func (f *flags) text(into *string, name, value string) {
	f.set.StringVar(into, name, *into, "")
	f.add(name, value, *into, false)
}

// yes registers a switch.
func (f *flags) yes(into *bool, name string) {
	f.set.BoolVar(into, name, *into, "")
	f.add(name, "", "", false)
}

func (f *flags) number(into *int, name, value string) {
	start := strconv.Itoa(*into)
	f.set.IntVar(into, name, *into, "")
	f.add(name, value, start, false)
}

// list registers a flag that may stand several times.
func (f *flags) list(into *[]string, name, value string) { f.value((*several)(into), name, value) }

func (f *flags) value(into flag.Value, name, value string) {
	f.set.Var(into, name, "")
	f.add(name, value, "", true)
}

// need marks flags without which the command does nothing.
func (f *flags) need(names ...string) {
	for _, x := range f.all {
		x.need = x.need || slices.Contains(names, x.name)
	}
}

// choices are the words that a flag takes, nil where it takes any.
func (x *flagOf) choices() []string {
	words := strings.Split(x.value, "|")
	for _, w := range words {
		if w == "" || strings.ToLower(w) != w {
			return nil
		}
	}
	return words
}

// parsed is what parse found.
type parsed struct {
	pos   []string // arguments that are no flags
	after []string // what was not looked at
}

// parse reads flags wherever they stand; package flag alone stops at the first
// argument that is none. It stops after most such arguments, or never if most is
// negative. What follows "--" is no flag, whatever it looks like.
func parse(set *flag.FlagSet, args []string, most int) (parsed, error) {
	var p parsed
	for {
		if err := set.Parse(args); err != nil {
			return p, err
		}
		rest := set.Args()
		used := len(args) - len(rest)
		if used > 0 && args[used-1] == "--" {
			p.pos = append(p.pos, rest...)
			return p, nil
		}
		if len(rest) == 0 {
			return p, nil
		}
		p.pos = append(p.pos, rest[0])
		args = rest[1:]
		if len(p.pos) == most {
			p.after = args
			return p, nil
		}
	}
}

// answers are own answers by question, given as ID=TEXT, several times.
type answers struct {
	texts map[string]string
	// malformed: one was not written ID=TEXT. It is refused later, because package flag would repeat the text.
	malformed bool
}

// String implements flag.Value. It says nothing, as answers are text of a case.
func (a *answers) String() string { return "" }

// Set implements flag.Value.
func (a *answers) Set(s string) error {
	id, text, ok := strings.Cut(s, "=")
	if !ok || id == "" {
		a.malformed = true
		return nil
	}
	if a.texts == nil {
		a.texts = map[string]string{}
	}
	a.texts[id] = text
	return nil
}

// several are the values of a flag that may stand more than once.
type several []string

// String implements flag.Value.
func (f *several) String() string { return "" }

// Set implements flag.Value.
func (f *several) Set(s string) error {
	*f = append(*f, s)
	return nil
}
