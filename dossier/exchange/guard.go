package exchange

import (
	"fmt"
	"io"

	"probata/dossier"
)

// The limits of a case file. A decoder of JSON keeps a whole value in memory
// before it gives it out, so they are held while the bytes come in.
const (
	// maxInput is the largest case file read, in bytes: far above any case that
	// was typed by people, files not being part of it.
	maxInput = 256 << 20
	// maxString is the longest JSON form of the longest text: every byte of it
	// written as \u00XX. What is longer cannot fit a field.
	maxString = 6 * dossier.MaxText
	// maxRecord is the longest JSON form of one record, in bytes.
	maxRecord = 32 << 20
)

// depthRecord is how many brackets are open inside one record.
const depthRecord = 4

// guard passes a case file on byte by byte and ends it where a limit is broken.
// It knows just enough of JSON to tell strings from the rest and to name the
// key that it is in.
type guard struct {
	from    io.Reader
	total   int64
	run     int64 // bytes since a record began or ended
	depth   int
	inText  bool
	escaped bool
	text    int    // bytes of the string being read
	word    []byte // beginning of the last string, a key if a colon follows
	key     []byte // key of the record whose value is being read
	limit   *limitError
}

// limitError is a limit that was broken, with the key of the record if the
// guard was inside one.
type limitError struct {
	key  string
	rule string
}

func (e *limitError) Error() string { return e.rule }

func (g *guard) Read(p []byte) (int, error) {
	if g.limit != nil {
		return 0, g.limit
	}
	n, err := g.from.Read(p)
	for i, c := range p[:n] {
		if rule := g.step(c); rule != "" {
			g.limit = &limitError{string(g.key), rule}
			return i, g.limit // what came before is good and is judged first
		}
	}
	return n, err
}

// step takes one byte in and gives the rule that it breaks, if any.
func (g *guard) step(c byte) string {
	g.total++
	g.run++
	switch {
	case g.total > maxInput:
		return fmt.Sprintf("the file is larger than %d MiB; export fewer cases into it, and keep files as evidence", maxInput>>20)
	case g.run > maxRecord:
		return fmt.Sprintf("is longer than %d MiB; attach long material as files instead", maxRecord>>20)
	case g.inText:
		return g.stepText(c)
	}
	g.stepOutside(c)
	return ""
}

func (g *guard) stepText(c byte) string {
	g.text++
	switch {
	case g.text > maxString:
		return fmt.Sprintf("a text is longer than %d bytes; attach it as a file instead", dossier.MaxText)
	case g.escaped:
		g.escaped = false
	case c == '\\':
		g.escaped = true
	case c == '"':
		g.inText = false
		return ""
	}
	if len(g.word) < 40 { // longer than any key
		g.word = append(g.word, c)
	}
	return ""
}

func (g *guard) stepOutside(c byte) {
	switch c {
	case '"':
		g.inText, g.escaped, g.text, g.word = true, false, 0, g.word[:0]
	case ':':
		if g.depth == depthRecord {
			g.key = append(g.key[:0], g.word...)
		}
	case ',':
		if g.depth == depthRecord {
			g.key = g.key[:0]
		}
	case '{', '[':
		g.depth++
		if g.depth <= depthRecord {
			g.run = 0
		}
	case '}', ']':
		g.depth--
		if g.depth < depthRecord {
			g.run, g.key = 0, g.key[:0]
		}
	}
}
