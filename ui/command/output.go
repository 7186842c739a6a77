package command

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"unicode"

	"probata/dossier/outfile"
)

// print writes to standard output. A failure there, such as a full disk behind
// a redirection, is a failure of the command.
func (c *call) print(s string) error {
	if _, err := io.WriteString(c.Out, s); err != nil {
		return fmt.Errorf("write standard output: %w", err)
	}
	return nil
}

func (c *call) printJSON(v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("encode output: %w", err)
	}
	return c.print(b.String())
}

// columns sets rows under each other, two spaces apart.
func columns(rows [][]string) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, r := range rows {
		_, _ = fmt.Fprintln(w, strings.Join(r, "\t")) // a strings.Builder takes everything
	}
	_ = w.Flush()
	return b.String()
}

// oneLine makes text of a case safe for a terminal: no line ends, no control
// characters that would move the cursor, none that turn the direction of
// reading.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// writeWhole writes a file that is whole or not there at all, readable by its owner
// only.
func (c *call) writeWhole(name string, write func(io.Writer) error) error {
	if err := c.free(name); err != nil {
		return err
	}
	return outfile.Write(name, write)
}

// free makes sure that nothing is overwritten unless --force was given.
func (c *call) free(name string) error {
	info, err := os.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(filepath.Dir(name)); errors.Is(err, fs.ErrNotExist) {
			return failed("out-no-folder", "file", name)
		}
		return nil
	case err != nil:
		return fmt.Errorf("look for %s: %w", filepath.Base(name), err)
	case info.IsDir():
		return failed("out-folder", "file", name)
	case c.opts.force:
		return nil
	}
	return failed("out-exists", "file", name)
}
