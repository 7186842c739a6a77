package command

import (
	"context"
	"os"
	"strings"

	"probata/dossier/trace"
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
	c := &call{Env: env, makeAll: commands, trace: trace.New(env.Getenv, env.Err)}
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
