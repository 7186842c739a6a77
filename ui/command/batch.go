package command

import (
	"bufio"
	"context"
	"io"
	"os"
	"slices"
	"strings"

	"probata/dossier/store"
)

// maxLine is the longest line of a batch, in bytes.
const maxLine = 4 << 20

// batchRun runs several commands on one vault that is opened once, as the derivation of a key takes a second and 300 MB.
//
// It is this, and no agent that keeps the key for others to ask, because a key that waits has to be guarded: from every other
// program of the user, who may ask too; from sleep, the lock of the screen and a seizure of the running computer, for as long as
// it waits; and by a socket, of which this program opens none. A batch holds the key while it works, in one process that nobody
// can ask, and is gone with it.
type batchRun struct {
	*call
	on bool // go on after a command that failed
}

func batchCommand(c *call) command {
	r := &batchRun{call: c}
	return command{name: "batch", args: "VAULT [FILE]", flags: r.flags, run: r.runBatch, alone: true}
}

func (c *batchRun) flags(f *flags) { f.yes(&c.on, "keep-going") }

func (c *batchRun) runBatch(ctx context.Context) error {
	name := "-"
	if len(c.pos) == 2 {
		name = c.pos[1]
	}
	in := c.In
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return &fault{key: "import-open", args: []any{"file", name}, code: ExitError, err: err}
		}
		defer func() { _ = f.Close() }()
		in = f
	} else if c.passFile() == "-" {
		return usage("one-stdin")
	}
	return c.open(ctx, func(s *store.Store) error { return c.lines(ctx, s, in) })
}

// lines runs one command a line, and stops at the first that fails unless told otherwise. Its code is that of the first.
func (c *batchRun) lines(ctx context.Context, s *store.Store, in io.Reader) error {
	first := ExitDone
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxLine)
	for n := 1; lines.Scan(); n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		code := c.line(ctx, s, lines.Text())
		if code == ExitDone {
			continue
		}
		c.note("batch-line", "n", n, "code", code)
		if first == ExitDone {
			first = code
		}
		if !c.on {
			break
		}
	}
	if err := lines.Err(); err != nil {
		return failed("batch-read")
	}
	if first != ExitDone {
		return exitCode(first)
	}
	return nil
}

// line runs the command of one line on the open vault, which its arguments leave out.
func (c *batchRun) line(ctx context.Context, s *store.Store, line string) int {
	sub := &call{Env: c.Env, json: c.json, quiet: c.quiet, uiLang: c.uiLang, readOnly: c.readOnly, shared: s, trace: c.trace}
	sub.In = strings.NewReader("") // standard input is the batch's
	sub.all = c.makeAll(sub)
	sub.language()
	words, err := splitWords(line)
	if err != nil {
		return sub.explain(err)
	}
	if len(words) == 0 {
		return ExitDone
	}
	cmd, ok := sub.lookUp(words[0])
	switch {
	case !ok:
		return sub.explain(sub.unknownCommand(words[0]))
	case cmd.alone:
		return sub.explain(usage("batch-alone", "name", cmd.name))
	case strings.HasPrefix(cmd.args, "VAULT"):
		words = slices.Insert(words, 1, c.pos[0])
	}
	if err := sub.dispatch(ctx, words); err != nil {
		return sub.explain(err)
	}
	return ExitDone
}

// splitWords cuts a line into words as a shell does: single quotes keep everything, double quotes all but \" and \\, and #
// begins a remark. Nothing is put in for variables, and no file names for patterns.
func splitWords(line string) (words []string, err error) {
	var b strings.Builder
	in, quote, escaped := false, rune(0), false
	for _, r := range line {
		switch {
		case escaped:
			if quote == '"' && r != '"' && r != '\\' {
				b.WriteByte('\\')
			}
			b.WriteRune(r)
			escaped = false
		case r == '\\' && quote != '\'':
			escaped, in = true, true
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			b.WriteRune(r)
		case r == '\'' || r == '"':
			quote, in = r, true
		case r == ' ' || r == '\t' || r == '\r':
			if in {
				words = append(words, b.String())
				b.Reset()
				in = false
			}
		case r == '#' && !in:
			return words, nil
		default:
			b.WriteRune(r)
			in = true
		}
	}
	if quote != 0 || escaped {
		return nil, usage("batch-quote")
	}
	if in {
		words = append(words, b.String())
	}
	return words, nil
}
