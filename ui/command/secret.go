package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"

	"golang.org/x/term"
)

// fileVariable names the variable of the environment with the path of a file
// that holds the pass phrase.
const fileVariable = "PROBATA_PASSPHRASE_FILE"

// maxPassphrase is far above any pass phrase, and stops a wrong file.
const maxPassphrase = 64 << 10

// Terminal asks on a terminal without showing what is typed. It is nil when in
// is none.
func Terminal(in, out *os.File) func(context.Context, string) ([]byte, error) {
	fd := int(in.Fd())
	if !term.IsTerminal(fd) {
		return nil
	}
	return func(ctx context.Context, question string) ([]byte, error) {
		state, err := term.GetState(fd)
		if err != nil {
			return nil, fmt.Errorf("ask on the terminal: %w", err)
		}
		_, _ = fmt.Fprint(out, question)
		type line struct {
			text []byte
			err  error
		}
		typed := make(chan line, 1)
		go func() {
			b, err := term.ReadPassword(fd)
			typed <- line{b, err}
		}()
		select {
		case l := <-typed:
			_, _ = fmt.Fprintln(out)
			return l.text, l.err
		case <-ctx.Done():
			// Whoever interrupts must get back a terminal that shows what is typed.
			_ = term.Restore(fd, state)
			_, _ = fmt.Fprintln(out)
			return nil, ctx.Err()
		}
	}
}

// passphrase is the pass phrase of an existing vault. The caller clears it.
func (c *call) passphrase(ctx context.Context) ([]byte, error) {
	if file := c.passFile(); file != "" {
		return c.fromFile(file)
	}
	if c.Ask == nil {
		return nil, usage("no-passphrase", "variable", fileVariable)
	}
	return c.Ask(ctx, c.say.T("command.ask.passphrase"))
}

func (c *call) passFile() string {
	if c.pass != "" {
		return c.pass
	}
	return c.Getenv(fileVariable)
}

// fromFile reads the first line of a file, or of standard input for "-".
func (c *call) fromFile(name string) ([]byte, error) {
	b, err := c.smallFile(name, "passphrase-file", true)
	if err != nil {
		return nil, err
	}
	line, rest, _ := bytes.Cut(b, []byte("\n"))
	clear(rest)
	line = bytes.TrimSuffix(line, []byte("\r"))
	if len(line) == 0 {
		return nil, failed("passphrase-file-empty", "file", name)
	}
	return line, nil
}

// smallFile reads a file with a secret or a key, or standard input for "-". When it
// cannot be read the error has the words of key.
func (c *call) smallFile(name, key string, secret bool) ([]byte, error) {
	r := c.In
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, &fault{key: key, args: []any{"file", name}, code: ExitError, err: err}
		}
		defer func() { _ = f.Close() }()
		if secret {
			c.warnReadable(f)
		}
		r = f
	}
	b, err := io.ReadAll(io.LimitReader(r, maxPassphrase+1))
	if err != nil || len(b) > maxPassphrase {
		clear(b)
		err = errors.Join(err, errors.New("longer than a pass phrase can be"))
		return nil, &fault{key: key, args: []any{"file", name}, code: ExitError, err: err}
	}
	return b, nil
}

// warnReadable warns when other users of the machine can read the file.
func (c *call) warnReadable(f *os.File) {
	info, err := f.Stat()
	if err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		c.note("readable", "file", f.Name())
	}
}
