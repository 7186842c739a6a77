package command

import (
	"context"
	"errors"
	"flag"
	"os"
	"strings"
)

// Run runs one command and gives its exit code.
func Run(ctx context.Context, args []string, env Env) int {
	c := newCall(env)
	code := ExitDone
	if err := c.dispatch(ctx, args); err != nil {
		code = c.explain(err)
	}
	return c.exit(code)
}

func newCall(env Env) *call {
	c := &call{Env: env}
	c.all = commands(c)
	c.language()
	return c
}

// Tell says the words of a key on standard error, for what happens outside of any
// command.
func (e Env) Tell(key string, args ...any) {
	c := newCall(e)
	c.tell(c.say.T(key, oneLineArgs(args)...))
}

// Window tells whether the arguments ask for the window, and with which vault:
// none at all, or one folder that is not the name of a command.
func Window(args []string) (vaultDir string, ok bool) {
	switch {
	case len(args) == 0:
		return "", true
	case len(args) > 1 || strings.HasPrefix(args[0], "-"):
		return "", false
	}
	c := &call{}
	c.all = commands(c)
	if _, is := c.lookUp(args[0]); is {
		return "", false
	}
	info, err := os.Stat(args[0])
	return args[0], err == nil && info.IsDir()
}

func (c *call) dispatch(ctx context.Context, args []string) error {
	common := newFlags()
	c.commonFlags(common)
	rest, err := parse(common.set, args, 1)
	if err != nil {
		return c.flagError(err)
	}
	c.language()
	if len(rest.pos) == 0 {
		return c.help()
	}
	cmd, ok := c.lookUp(rest.pos[0])
	if !ok {
		return usage("unknown-command", "name", rest.pos[0])
	}
	c.cmd = cmd
	every := cmd.own()
	c.commonFlags(every)
	full, err := parse(every.set, rest.after, -1)
	c.language()
	if err != nil {
		return c.flagError(err)
	}
	c.pos = full.pos
	if least, most := cmd.bounds(); len(c.pos) < least || most >= 0 && len(c.pos) > most {
		return usage("arguments")
	}
	return cmd.run(ctx)
}

func (c *call) flagError(err error) error {
	if errors.Is(err, flag.ErrHelp) {
		return c.help()
	}
	return usage("flag", "fault", err.Error())
}
