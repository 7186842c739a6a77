package reading

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"probata/dossier"
	"probata/dossier/edtf"
	"probata/dossier/lang"
)

// Passage is a citation with its place in the text of its source.
type Passage struct {
	Span
	Citation *dossier.Citation
}

// Passages are the citations of a source that stand in a text of it, in the order of their places.
func Passages(d *dossier.Dossier, source dossier.ID, text string) []Passage {
	var out []Passage
	var r *ruler
	for _, c := range dossier.Of[*dossier.Citation](d) {
		if c.Source != source || strings.TrimSpace(c.Quoted) == "" {
			continue
		}
		if r == nil {
			r = newRuler(text)
		}
		from := 0
		if _, err := fmt.Sscanf(c.Passage, "%d-", &from); err != nil {
			from = 0
		}
		if at := r.byteOf(from); strings.HasPrefix(text[at:], c.Quoted) {
			out = append(out, Passage{r.span(at, at+len(c.Quoted)), c})
		} else if s, ok := Anchor(text, c.Before, c.Quoted, c.After, from); ok {
			out = append(out, Passage{s, c})
		}
	}
	slices.SortStableFunc(out, func(a, b Passage) int { return a.ByteStart - b.ByteStart })
	return out
}

// byteOf is the byte at which a code point stands; the end of the text for one beyond it.
func (r *ruler) byteOf(n int) int {
	i := max(0, sort.SearchInts(r.every, n+1)-1)
	at, have := min(i*step, len(r.text)), r.every[i]
	for at < len(r.text) && !utf8.RuneStart(r.text[at]) {
		at++
	}
	for ; have < n && at < len(r.text); have++ {
		_, size := utf8.DecodeRuneInString(r.text[at:])
		at += size
	}
	return at
}

// Like are the parties of a case by how much a name of theirs is like some words, in any script; those that share no word of the
// name are left out.
func Like(d *dossier.Dossier, words string) []dossier.ID {
	want := strings.Fields(lang.Fold(words))
	best := map[dossier.ID]int{}
	var out []dossier.ID
	for _, n := range dossier.Of[*dossier.Name](d) {
		points := 0
		for _, have := range strings.Fields(lang.Fold(n.Display())) {
			if slices.ContainsFunc(want, func(w string) bool { return sameWord(w, have) }) {
				points++
			}
		}
		if points == 0 {
			continue
		}
		if best[n.Party] == 0 {
			out = append(out, n.Party)
		}
		best[n.Party] = max(best[n.Party], points)
	}
	slices.SortStableFunc(out, func(a, b dossier.ID) int { return best[b] - best[a] })
	return out
}

// sameWord tells whether two folded words are one, but for an ending of up to three letters and one letter of spelling in a long one.
func sameWord(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	n := commonHead(a, b)
	switch {
	case len(a) < 3:
		return false
	case len(b)-n <= 3 && len(a)-n <= 1 && n >= 3:
		return true
	}
	return len(a) >= 6 && len(a) == len(b) && n+1+commonEnd(a[n:], b[n:]) == len(a)
}

// toldDay is a date as somebody wrote it, with its words.
func toldDay(words, language string) (dossier.Date, error) {
	d, err := edtf.ParseHuman(words, first(language, "en"))
	if err != nil {
		return dossier.Date{}, fmt.Errorf("mark issued: %w", err)
	}
	return dossier.Date{EDTF: d.String(), Words: words}, nil
}

// Gone are the citations of a source with words that are not among its passages.
func Gone(d *dossier.Dossier, source dossier.ID, have []Passage) []*dossier.Citation {
	found := map[dossier.ID]bool{}
	for _, p := range have {
		found[p.Citation.ID] = true
	}
	var out []*dossier.Citation
	for _, c := range dossier.Of[*dossier.Citation](d) {
		if c.Source == source && strings.TrimSpace(c.Quoted) != "" && !found[c.ID] {
			out = append(out, c)
		}
	}
	return out
}
