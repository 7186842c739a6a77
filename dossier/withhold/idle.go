package withhold

import (
	"sync"
	"unicode/utf8"
)

// idle remembers the words in which no name begins, whatever follows them: a case says the same words again and again, and
// most of them are nobody. It only saves work; what it holds depends on nothing but the names.
type idle struct {
	lock  sync.RWMutex
	words map[string]struct{}
}

// mostIdle bounds what is remembered.
const mostIdle = 1 << 17

// spelling is a word by what a walk through it sees of it.
func spelling(v *view, w *word, into []byte) []byte {
	if w.tech {
		into = append(into, '@')
	}
	for _, l := range v.letters[w.a:w.b] {
		into = utf8.AppendRune(into, l.r)
		if l.alt != l.r {
			into = utf8.AppendRune(append(into, '/'), l.alt)
		}
	}
	return into
}

func (d *idle) has(v *view, w *word) bool {
	var b [64]byte
	key := spelling(v, w, b[:0])
	d.lock.RLock()
	_, ok := d.words[string(key)]
	d.lock.RUnlock()
	return ok
}

func (d *idle) add(v *view, w *word) {
	d.lock.Lock()
	defer d.lock.Unlock()
	if len(d.words) < mostIdle {
		d.words[string(spelling(v, w, nil))] = struct{}{}
	}
}
