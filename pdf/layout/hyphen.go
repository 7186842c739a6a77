package layout

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// hyphens finds where words of one language may be hyphenated, by the method
// of F. M. Liang ("Word Hy-phen-a-tion by Com-put-er", 1983): patterns vote
// with digits between letters, an odd winner allows a hyphen.
type hyphens struct {
	left, right int               // letters that stay before and behind a hyphen
	patterns    map[string]string // letters → digits, one more than letters
	words       map[string][]int  // exceptions: all hyphens of a word
	longest     int               // letters of the longest pattern
}

// hyphenFile is one file of the folder hyphenation, read when a text first
// needs it.
type hyphenFile struct {
	name string
	fsys fs.FS
	once sync.Once
	data *hyphens
	err  error
}

func (f *hyphenFile) load() (*hyphens, error) {
	f.once.Do(func() {
		text, err := fs.ReadFile(f.fsys, f.name)
		if err != nil {
			f.err = fmt.Errorf("read hyphenation patterns %s: %w", f.name, err)
			return
		}
		if f.data, err = parseHyphens(text); err != nil {
			f.err = fmt.Errorf("read hyphenation patterns %s: %w", f.name, err)
		}
	})
	return f.data, f.err
}

// findHyphens lists the languages with patterns: hyphenation/<tag>.txt.
func findHyphens(fsys fs.FS) map[string]*hyphenFile {
	out := map[string]*hyphenFile{}
	names, _ := fs.Glob(fsys, "hyphenation/*.txt") // the pattern is well formed
	for _, name := range names {
		tag := strings.TrimSuffix(path.Base(name), ".txt")
		if tag == strings.ToLower(tag) {
			out[tag] = &hyphenFile{name: name, fsys: fsys}
		}
	}
	return out
}

// parseHyphens reads a file of patterns: "#" comments, "min L R", "= wo-rd"
// for a word with all its hyphens, and one pattern to a line.
func parseHyphens(text []byte) (*hyphens, error) {
	lines := bytes.Count(text, []byte("\n"))
	h := &hyphens{left: 2, right: 3, patterns: make(map[string]string, lines), words: map[string][]int{}}
	sc := bufio.NewScanner(bytes.NewReader(text))
	for n := 1; sc.Scan(); n++ {
		if err := h.line(strings.TrimSpace(sc.Text())); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	return h, sc.Err()
}

func (h *hyphens) line(s string) error {
	switch {
	case s == "" || s[0] == '#':
		return nil
	case strings.HasPrefix(s, "min "):
		_, err := fmt.Sscanf(s, "min %d %d", &h.left, &h.right)
		if err == nil && (h.left < 1 || h.right < 1) {
			err = errors.New("min is not two counts of letters")
		}
		return err
	case strings.HasPrefix(s, "= "):
		h.word(s[2:])
		return nil
	}
	return h.pattern(s)
}

func (h *hyphens) word(s string) {
	var at []int
	n := 0
	for _, r := range s {
		if r == '-' {
			at = append(at, n)
		} else {
			n++
		}
	}
	h.words[strings.ReplaceAll(s, "-", "")] = at
}

func (h *hyphens) pattern(s string) error {
	var letters strings.Builder
	digits := []byte{0}
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits[len(digits)-1] = byte(r - '0')
		case unicode.IsLetter(r) || unicode.Is(unicode.M, r) || strings.ContainsRune(".-'’", r):
			letters.WriteRune(r)
			digits = append(digits, 0)
		default:
			return errors.New("not a pattern: " + strconv.Quote(s))
		}
	}
	if len(digits) == 1 {
		return errors.New("pattern without a letter")
	}
	h.patterns[letters.String()] = string(digits)
	h.longest = max(h.longest, len(digits)-1)
	return nil
}

// points are the places, counted in letters, where a word in lower case may
// be hyphenated.
func (h *hyphens) points(word []rune) []int {
	if len(word) < h.left+h.right || len(word) > 60 {
		return nil
	}
	if at, ok := h.words[string(word)]; ok {
		return at
	}
	// buf is ".word."; the letter i of it begins at off[i].
	buf, off := []byte{'.'}, []int{0}
	for _, r := range word {
		off = append(off, len(buf))
		buf = append(buf, string(r)...)
	}
	off = append(off, len(buf), len(buf)+1)
	buf = append(buf, '.')
	votes := make([]byte, len(word)+3)
	for i := range len(word) + 2 {
		for j := i + 1; j <= min(i+h.longest, len(word)+2); j++ {
			digits := h.patterns[string(buf[off[i]:off[j]])]
			for k := range len(digits) {
				votes[i+k] = max(votes[i+k], digits[k])
			}
		}
	}
	var at []int
	for k := h.left; k <= len(word)-h.right; k++ {
		if votes[k+1]&1 == 1 {
			at = append(at, k)
		}
	}
	return at
}
