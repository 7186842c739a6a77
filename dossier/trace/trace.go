// Package trace tells where time goes: one line for each step, with the key of what was done, the ids it was done to and how
// long it took. It is for whoever looks for what is slow, with PROBATA_TRACE=1.
//
// What it writes may be sent to somebody else. So a line can hold nothing but keys and ids: whatever has not the form of one is
// written as "?". No name, no path and no text of a case gets through, whoever calls it with what.
package trace

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"
	"time"

	"probata/dossier"
)

// Variable is the variable of the environment that asks for it, with the value 1.
const Variable = "PROBATA_TRACE"

// Trace writes the lines. Nil writes none.
type Trace struct {
	mu  sync.Mutex
	to  io.Writer
	now func() time.Time
}

// New is a trace to a writer, or nil unless the environment asks for one.
func New(getenv func(string) string, to io.Writer) *Trace {
	if getenv(Variable) != "1" {
		return nil
	}
	return &Trace{to: to, now: time.Now}
}

// Begin begins a step, which the returned function ends. The key is a constant of the program such as "vault.open"; the ids
// are those of records.
func (t *Trace) Begin(key string) (end func(ids ...dossier.ID)) {
	if t == nil {
		return func(...dossier.ID) {}
	}
	start := t.now()
	return func(ids ...dossier.ID) {
		took := t.now().Sub(start)
		words := []string{"?"}
		if form.MatchString(key) {
			words[0] = key
		}
		for _, id := range ids {
			words = append(words, plain(id))
		}
		t.mu.Lock()
		defer t.mu.Unlock()
		_, _ = fmt.Fprintf(t.to, "trace %9.3fms %s\n", float64(took)/float64(time.Millisecond), strings.Join(words, " ")) // that it cannot be told is no reason to stop
	}
}

// form is that of a key.
var form = regexp.MustCompile(`^[a-z]+([.-][a-z]+)*$`)

func plain(id dossier.ID) string {
	if dossier.TableOf(id.Type()) == nil {
		return "?"
	}
	return string(id)
}
