package command

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/term"
)

// How often progress is told: often enough on a terminal to be seen moving, and
// seldom in what becomes a log.
const (
	drawEvery = 100 * time.Millisecond
	tellEvery = 10 * time.Second
)

// progress tells on standard error how far long work is. On a terminal it draws
// over one line, and takes it away at the end; elsewhere it writes a line now and
// then, and none for work that is over before.
type progress struct {
	to    io.Writer
	words func(percent int) string
	live  bool
	now   func() time.Time

	mu    sync.Mutex
	last  time.Time
	drawn bool
}

// progress begins to tell of work. What is told of it must be ended.
func (c *call) progress() *progress {
	p := &progress{to: c.Err, live: isTerminal(c.Err), now: time.Now, words: func(percent int) string {
		return c.say.T("command.progress."+c.cmd.name, "percent", percent)
	}}
	if c.quiet || c.json && !p.live { // what programs read holds objects only
		p.to = io.Discard
	}
	p.last = p.now()
	return p
}

// count hears how many of total are done. It may be called from several
// goroutines.
func (p *progress) count(done, total int) { p.bytes(int64(done), int64(total)) }

func (p *progress) bytes(done, total int64) {
	if total <= 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	every := tellEvery
	if p.live {
		every = drawEvery
	}
	now := p.now()
	if now.Sub(p.last) < every {
		return
	}
	p.last = now
	words := p.words(int(min(done, total) * 100 / total))
	if p.live {
		words = "\r\x1b[K" + words
	} else {
		words += "\n"
	}
	p.drawn = true
	_, _ = io.WriteString(p.to, words) // that it cannot be told is no reason to stop
}

// end takes the line away that was drawn on a terminal.
func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.live && p.drawn {
		_, _ = fmt.Fprint(p.to, "\r\x1b[K")
	}
}

// isTerminal tells whether a person reads what is written there.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
