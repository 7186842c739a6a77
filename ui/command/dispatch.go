package command

import (
	"context"
	"errors"
	"flag"
	"slices"
	"strings"
)

// dispatch finds the command of the arguments, reads its flags and runs it.
func (c *call) dispatch(ctx context.Context, args []string) error {
	common := newFlags()
	c.commonFlags(common)
	version := false
	common.yes(&version, "version")                    // only where no command stands
	c.json = c.json || slices.Contains(args, "--json") // what is wrong before it is told alike
	rest, err := parse(common.set, args, 1)
	if err != nil {
		return c.flagError(common, err)
	}
	c.language()
	if version {
		return c.runVersion(ctx)
	}
	if len(rest.pos) == 0 {
		return c.help()
	}
	cmd, ok := c.lookUp(rest.pos[0])
	if !ok {
		return c.unknownCommand(rest.pos[0])
	}
	c.cmd = cmd
	every := cmd.own()
	c.commonFlags(every)
	full, err := parse(every.set, rest.after, -1)
	c.language()
	if err != nil {
		return c.flagError(every, err)
	}
	c.pos = full.pos
	if least, most := cmd.bounds(); len(c.pos) < least || most >= 0 && len(c.pos) > most {
		return usage("arguments")
	}
	defer c.trace.Begin("command." + cmd.name)()
	return cmd.run(ctx)
}

// flagError says what is wrong with a flag. Package flag tells it in English and repeats the value, so its kind is found again.
func (c *call) flagError(f *flags, err error) error {
	if errors.Is(err, flag.ErrHelp) {
		return c.help()
	}
	words := strings.Fields(err.Error())
	name := ""
	for i, w := range words {
		if after, ok := strings.CutPrefix(w, "-"); ok && (i == len(words)-1 || words[i-1] == "flag") {
			name = strings.TrimSuffix(strings.TrimPrefix(after, "-"), ":")
		}
	}
	switch {
	case f.set.Lookup(name) != nil && strings.HasPrefix(err.Error(), "flag needs"):
		return usage("flag-needs", "name", name)
	case f.set.Lookup(name) != nil:
		return usage("flag-value", "name", name)
	}
	var all []string
	for _, x := range f.all {
		all = append(all, "--"+x.name)
	}
	return meaning(usage("flag", "name", name), nearest("--"+name, all))
}
