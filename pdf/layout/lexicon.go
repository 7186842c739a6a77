package layout

import "sync"

// lexicon is the words shaped so far, for the shapers of all cores: a word is
// shaped once, whoever meets it first. Every shaper also remembers what it has
// used, so that it seldom has to ask.
type lexicon struct {
	fonts *Fonts
	lang  string
	mu    sync.Mutex
	words []map[string]*Word // by 2*face, +1 for right-to-left
	count int
	idle  []*shaper
}

func newLexicon(f *Fonts, lang string) *lexicon {
	return &lexicon{fonts: f, lang: lang, words: make([]map[string]*Word, 2*len(f.files))}
}

// take lends a shaper to one goroutine.
func (x *lexicon) take() *shaper {
	x.mu.Lock()
	defer x.mu.Unlock()
	if n := len(x.idle); n > 0 {
		s := x.idle[n-1]
		x.idle = x.idle[:n-1]
		return s
	}
	return newShaper(x)
}

// give takes a shaper back.
func (x *lexicon) give(s *shaper) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.idle = append(x.idle, s)
}

// find gives a word that was shaped before.
func (x *lexicon) find(slot int, text []byte) *Word {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.words[slot][string(text)]
}

// keep stores a word, unless another core was faster.
func (x *lexicon) keep(slot int, w *Word) *Word {
	x.mu.Lock()
	defer x.mu.Unlock()
	if first := x.words[slot][w.Text]; first != nil {
		return first
	}
	if x.words[slot] == nil {
		x.words[slot] = map[string]*Word{}
	}
	x.words[slot][w.Text] = x.number(w)
	return w
}

// add numbers a word that is found by no text: parts put together.
func (x *lexicon) add(w *Word) *Word {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.number(w)
}

func (x *lexicon) number(w *Word) *Word {
	w.Index = x.count
	x.count++
	return w
}

func (x *lexicon) size() int {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.count
}
