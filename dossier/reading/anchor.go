package reading

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"probata/dossier"
)

// Anchor finds a quotation in a text by its words and by what stood before and behind it, as the Text Quote Selector of the Web
// Annotation Data Model (W3C, 2017) does: of several places the one whose surroundings fit best, and of those that fit alike the
// one nearest to where it was, in code points. Other spaces than before are still the same words.
func Anchor(text, before, words, after string, near int) (Span, bool) {
	if strings.TrimSpace(words) == "" {
		return Span{}, false
	}
	r := newRuler(text)
	best, most, gap := Span{}, -1, 0
	for from, to := next(text, words, 0); from >= 0; from, to = next(text, words, max(to, from+1)) {
		s := r.span(from, to)
		fit := commonEnd(text[:from], before) + commonHead(text[to:], after)
		far := s.Start - near
		if far < 0 {
			far = -far
		}
		if fit > most || fit == most && far < gap {
			best, most, gap = s, fit, far
		}
	}
	return best, most >= 0
}

// next is the next place of words from a byte on, with any spaces between them; -1 for none.
func next(text, words string, from int) (int, int) {
	if from > len(text) {
		return -1, -1
	}
	if i := strings.Index(text[from:], words); i >= 0 {
		return from + i, from + i + len(words)
	}
	fields := strings.Fields(words)
	for at := from; ; {
		i := strings.Index(text[at:], fields[0])
		if i < 0 {
			return -1, -1
		}
		at += i
		if to, ok := follow(text, at, fields); ok {
			return at, to
		}
		at += len(fields[0])
	}
}

func follow(text string, at int, fields []string) (int, bool) {
	for i, f := range fields {
		if i > 0 {
			rest := strings.TrimLeft(text[at:], " \t\r\n\u00a0\u202f")
			if len(rest) == len(text)-at {
				return 0, false
			}
			at = len(text) - len(rest)
		}
		if !strings.HasPrefix(text[at:], f) {
			return 0, false
		}
		at += len(f)
	}
	return at, true
}

func commonEnd(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

func commonHead(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// Reanchor moves the citations of a source to their words in another text of it, such as a corrected article. Kept are those
// whose words still stand there, as they are to be put into the store; lost are the others, unchanged.
func Reanchor(d *dossier.Dossier, source dossier.ID, text string) (kept, lost []*dossier.Citation) {
	for _, c := range dossier.Of[*dossier.Citation](d) {
		if c.Source != source || c.Quoted == "" {
			continue
		}
		from := 0
		if _, err := fmt.Sscanf(c.Passage, "%d-", &from); err != nil {
			from = 0
		}
		s, ok := Anchor(text, c.Before, c.Quoted, c.After, from)
		if !ok {
			lost = append(lost, c)
			continue
		}
		moved := dossier.Copy(c).(*dossier.Citation)
		moved.Passage = fmt.Sprintf("%d-%d", s.Start, s.End)
		moved.Paragraph = strconv.Itoa(s.Paragraph)
		moved.Quoted = text[s.ByteStart:s.ByteEnd]
		moved.Before, moved.After = surroundings(text, s.ByteStart, s.ByteEnd)
		kept = append(kept, moved)
	}
	return kept, slices.Clip(lost)
}

// Correct makes a text the one of a source that it corrects: the source gets the file, and the citations whose words still stand
// there move to them. put is one change of the store, and kept how many citations are in it; lost are those whose words are gone.
func Correct(in Intake) (put []dossier.Record, kept int, lost []*dossier.Citation, err error) {
	source, err := Begin(in)
	if err != nil {
		return nil, 0, nil, err
	}
	moved, lost := Reanchor(in.Dossier, source.ID, in.Text.Words)
	put = []dossier.Record{source}
	for _, c := range moved {
		put = append(put, c)
	}
	return put, len(moved), lost, nil
}
