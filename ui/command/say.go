package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode"
	"unicode/utf16"

	"probata/dossier"
	"probata/dossier/document"
)

// said is what stands on standard error beside the result: with --json one object on one line, else its sentences.
type said struct {
	Note    string   `json:"note,omitempty"`  // key of what is good to know
	Error   string   `json:"error,omitempty"` // key of what went wrong; with "exit", the last line
	Exit    int      `json:"exit,omitempty"`
	Message string   `json:"message"`
	Detail  string   `json:"detail,omitempty"` // places and rules, ids and keys
	Usage   string   `json:"usage,omitempty"`
	Meant   []string `json:"did_you_mean,omitempty"`
}

// put writes it. That it cannot be said is no reason to stop the work.
func (c *call) put(s said) {
	if c.json {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if e.Encode(s) == nil {
			_, _ = io.WriteString(c.Err, escapeJSON(b.String()))
		}
		return
	}
	for _, line := range []string{s.Message, s.Detail} {
		if line != "" {
			_, _ = fmt.Fprintln(c.Err, document.Clean(line))
		}
	}
	if len(s.Meant) > 0 {
		_, _ = fmt.Fprintln(c.Err, document.Clean(c.say.T("command.usage.meant", "names", strings.Join(s.Meant, ", "))))
	}
	if s.Usage != "" {
		_, _ = fmt.Fprintln(c.Err, document.Clean(c.say.T("command.usage.form", "usage", s.Usage)))
	}
}

// tell says something to whoever sits there.
func (c *call) tell(words string) { c.put(said{Message: words}) }

// note tells what is good to know, unless --quiet was asked for.
func (c *call) note(key string, args ...any) {
	if !c.quiet {
		c.put(said{Note: key, Message: c.say.T("command.note."+key, oneLineArgs(args)...)})
	}
}

// print writes to standard output. A failure there, such as a full disk behind
// a redirection, is a failure of the command.
//
// Whatever stands on a terminal goes through here or through tell: what a value of a
// case or the name of a file holds may be read there, and must not be obeyed.
func (c *call) print(s string) error { return c.write(document.Clean(s)) }

func (c *call) write(s string) error {
	if _, err := io.WriteString(c.Out, s); err != nil {
		return fmt.Errorf("write standard output: %w", err)
	}
	return nil
}

// printLine prints one value, on one line whatever it holds.
func (c *call) printLine(s string) error { return c.print(oneLine(s) + "\n") }

func (c *call) printJSON(v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("encode output: %w", err)
	}
	return c.write(escapeJSON(b.String()))
}

// done says for programs what a command without other output has done.
type done struct {
	Vault  string     `json:"vault,omitempty"`
	File   string     `json:"file,omitempty"`
	Case   dossier.ID `json:"case,omitempty"`
	Record dossier.ID `json:"record,omitempty"`
	Was    bool       `json:"unchanged,omitempty"` // all of it was there before
}

// finish prints what was done, for programs only.
func (c *call) finish(d done) error {
	if !c.json {
		return nil
	}
	return c.printJSON(d)
}

// escapeJSON writes as \u what JSON leaves as it is and a terminal obeys: control
// characters of the second set and signs that turn the direction of reading. They
// can stand within strings only.
func escapeJSON(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n' || !document.Unseen(r):
			b.WriteRune(r)
		case r > 0xFFFF:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// columns sets rows under each other, two spaces apart, each on one line.
func columns(rows [][]string) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, r := range rows {
		cells := make([]string, len(r))
		for i, cell := range r {
			cells[i] = oneLine(cell)
		}
		_, _ = fmt.Fprintln(w, strings.Join(cells, "\t")) // a strings.Builder takes everything
	}
	_ = w.Flush()
	return b.String()
}

// oneLine makes text of a case safe for a terminal: no line ends, no control
// characters that would move the cursor, none that turn the direction of
// reading.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) { // joiners and marks: unseen, and no terminal shapes letters by them
			return -1
		}
		return r
	}, document.OneLine(s))
}

// oneLineArgs makes what stands in a sentence fit for it: names of files and values
// are told on one line.
func oneLineArgs(args []any) []any {
	out := slices.Clone(args)
	for i, a := range out {
		if s, ok := a.(string); ok {
			out[i] = oneLine(s)
		}
	}
	return out
}
