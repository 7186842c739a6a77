package command

import (
	"context"
	"errors"
	"flag"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"probata/dossier/lang"
	"probata/dossier/law"
	"probata/dossier/reading"
	"probata/dossier/store"
	"probata/dossier/submission"
	"probata/dossier/vault"
	"probata/dossier/withhold"
	"probata/pdf"
)

// Exit codes. They are part of the interface: scripts branch on them.
const (
	ExitDone       = 0
	ExitError      = 1
	ExitUsage      = 2
	ExitProblems   = 3 // a check found problems
	ExitNoVault    = 10
	ExitLocked     = 11 // another running program holds the vault
	ExitPassphrase = 12
	ExitDamaged    = 13
	ExitNewer      = 14
	ExitNoSpace    = 15 // or not writable
)

// Env is everything a command touches besides its arguments and the vault.
type Env struct {
	Words   *lang.Catalog
	Law     *law.Library
	Forms   *submission.Forms
	Names   *withhold.Rules
	Reading func() (*reading.Rules, error) // called when a text is to be read
	Fonts   func() (*pdf.Fonts, error)     // called when a page is to be set
	Example fs.FS                          // case files, *.json
	Version string
	// Licences is the folder with the licences of what is linked in, LICENCES.txt.
	Licences fs.FS

	In       io.Reader
	Out, Err io.Writer
	Getenv   func(string) string
	Now      func() time.Time
	// Ask asks for a line that is not shown while it is typed. Nil when nobody
	// sits at a terminal.
	Ask func(ctx context.Context, question string) ([]byte, error)
	// Inspect looks into a file that is taken in, in a process of its own; nil looks into it within the program.
	Inspect func(context.Context, store.File) (store.Finding, error)
	Vault   vault.Options // for tests; the zero value is what the program uses
}

// Run runs one command and gives its exit code.
func Run(ctx context.Context, args []string, env Env) int {
	c := &call{Env: env}
	c.language()
	code := ExitDone
	if err := c.dispatch(ctx, args); err != nil {
		code = c.explain(err)
	}
	return c.exit(code)
}

// Tell says the words of a key on standard error, for what happens outside of any
// command.
func (e Env) Tell(key string, args ...any) {
	c := &call{Env: e}
	c.language()
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
	if _, is := lookUp(args[0]); is {
		return "", false
	}
	info, err := os.Stat(args[0])
	return args[0], err == nil && info.IsDir()
}

// call is one run of one command.
type call struct {
	Env
	say    *lang.Printer
	cmd    command
	pos    []string // arguments that are no flags
	json   bool
	quiet  bool
	pass   string // file with the pass phrase
	uiLang string
	opts   options

	identity string // file with the identity of a colleague, in place of a pass phrase
	readOnly bool   // the vault may be open in another program
	suspect  bool   // its opening found more than a crash explains
}

// options are the flags that some commands take; which ones, the table says.
type options struct {
	stale         bool // law: only what has to be read again
	accept        bool // what is missing in a vault
	acceptWeak    bool // a pass phrase that can be guessed is taken all the same
	answers       answers
	answersFile   string
	author        string
	date          string
	decisions     string // provision or element whose decisions are wanted
	details       bool   // in a calendar: body, rule and the case's reference too
	edition       string
	exhibit       exhibitFlagSet
	file          string // that was sent
	force         bool
	form          string
	format        string
	generate      bool
	history       historyFlags
	as            string // who is meant by words that are withheld
	keep          int    // backups, the new one among them
	keepPassages  files  // numbers or keys of passages that name nobody withheld
	label         string
	lang          string
	limit         int
	near          bool // print the passages to look at
	newPassphrase string
	out           string
	pdf           pdfFlagSet
	corrects      string // read: the source whose text the file corrects
	reviewed      string // read: file with decisions
	rebuild       bool   // the search index
	recovery      string // file with the recovery key
	reference     string
	shares        bool  // of the recovery key, in its place
	to            files // with the keys of colleagues
	victim        string
	after         string
	with          files // cases to be put beside this one
	// withholdPassages are numbers or keys of passages that do name somebody withheld
	withholdPassages files
	yes              bool
}

func (c *call) dispatch(ctx context.Context, args []string) error {
	global := c.flags(nil)
	rest, err := parse(global, args, 1)
	if err != nil {
		return c.flagError(err)
	}
	c.language()
	if len(rest.pos) == 0 {
		return c.help()
	}
	cmd, ok := lookUp(rest.pos[0])
	if !ok {
		return usage("unknown-command", "name", rest.pos[0])
	}
	c.cmd = cmd
	full, err := parse(c.flags(cmd.flags), rest.after, -1)
	c.language()
	if err != nil {
		return c.flagError(err)
	}
	c.pos = full.pos
	if len(c.pos) < cmd.least || cmd.most >= 0 && len(c.pos) > cmd.most {
		return usage("arguments")
	}
	if c.json && !cmd.json {
		return usage("no-json")
	}
	return cmd.run(c, ctx)
}

func (c *call) flagError(err error) error {
	if errors.Is(err, flag.ErrHelp) {
		return c.help()
	}
	return usage("flag", "fault", err.Error())
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

// locale is the user's, in the order of POSIX; "C" where none is named.
func (e Env) locale() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := e.Getenv(name); v != "" {
			return v
		}
	}
	return "C"
}
