package widget

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// readingLine is one line on the page: a part of the text, and how far down it is.
type readingLine struct {
	textRange
	y         float32
	paragraph int // its number where it begins one, otherwise 0
}

// readingLines are the lines of a text at a width. The widths of words are kept: a
// report has few different ones.
type readingLines struct {
	width, height, total float32
	lines                []readingLine
	known                map[string]float32
}

// readingMost is how many different words are kept in mind.
const readingMost = 60_000

// lay breaks a text into lines.
func (l *readingLines) lay(text string, width float32, measure func(string) (width, height float32)) {
	if l.known == nil || len(l.known) > readingMost {
		l.known = map[string]float32{}
	}
	_, h := measure("Mg")
	l.width, l.height, l.lines = width, h*1.22, l.lines[:0]
	y, number := float32(6), 0
	space := l.wide(" ", measure)
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += at
		}
		if strings.TrimSpace(text[at:end]) != "" {
			number++
			first := len(l.lines)
			l.paragraphLines(text, at, end, space, measure)
			for i := first; i < len(l.lines); i++ {
				l.lines[i].y = y
				y += l.height
			}
			l.lines[first].paragraph = number
			y += l.height * 0.45
		}
		at = end + 1
	}
	l.total = y
}

func (l *readingLines) paragraphLines(text string, at, end int, space float32, measure func(string) (float32, float32)) {
	from, last, used := -1, at, float32(0)
	flush := func() {
		if from >= 0 && last > from {
			l.lines = append(l.lines, readingLine{textRange: textRange{from, last}})
		}
		from = -1
	}
	for i := at; i < end; {
		for i < end && (text[i] == ' ' || text[i] == '\t' || text[i] == '\r') {
			i++
		}
		to := i
		for to < end && text[to] != ' ' && text[to] != '\t' && text[to] != '\r' {
			to++
		}
		if to == i {
			break
		}
		w := l.wide(text[i:to], measure)
		if from >= 0 && used+space+w > l.width {
			flush()
		}
		for from < 0 && w > l.width { // a word wider than the column breaks where it must
			cut := fitting(text[i:to], l.width, measure)
			if cut >= to-i {
				break
			}
			l.lines = append(l.lines, readingLine{textRange: textRange{i, i + cut}})
			i += cut
			w = l.wide(text[i:to], measure)
		}
		if from < 0 {
			from, used = i, w
		} else {
			used += space + w
		}
		last, i = to, to
	}
	flush()
	if n := len(l.lines); n == 0 || l.lines[n-1].to <= at { // nothing but what is not drawn
		l.lines = append(l.lines, readingLine{textRange: textRange{at, end}})
	}
}

func (l *readingLines) wide(word string, measure func(string) (float32, float32)) float32 {
	if w, ok := l.known[word]; ok {
		return w
	}
	w := float32(0)
	if len(word) > 4000 {
		w = l.width + 1 // it will not fit, and measuring costs by the letter
	} else {
		w, _ = measure(drawn(word))
		l.known[strings.Clone(word)] = w
	}
	return w
}

// fitting is how many bytes of a word, at least a letter, fit a width.
func fitting(word string, width float32, measure func(string) (float32, float32)) int {
	most := min(len(word), 2000)
	for most < len(word) && !utf8.RuneStart(word[most]) {
		most++
	}
	ends := []int{}
	for i, r := range word[:most] {
		ends = append(ends, i+utf8.RuneLen(r))
		if r == utf8.RuneError {
			ends[len(ends)-1] = i + 1
		}
	}
	n := sort.Search(len(ends), func(i int) bool { w, _ := measure(drawn(word[:ends[i]])); return w > width })
	return ends[max(0, n-1)]
}

// lineOf is the line in which a byte stands, or the one before it.
func (l *readingLines) lineOf(at int) int {
	return max(0, sort.Search(len(l.lines), func(i int) bool { return l.lines[i].from > at })-1)
}

func (l *readingLines) top(i int) float32 {
	if i < 0 || i >= len(l.lines) {
		return 0
	}
	return l.lines[i].y
}

// at is the line at a height.
func (l *readingLines) at(y float32) int {
	return max(0, sort.Search(len(l.lines), func(i int) bool { return l.lines[i].y > y })-1)
}

// paragraph is the part of the text of the paragraph that a line belongs to.
func (l *readingLines) paragraph(i int) textRange {
	a, b := i, i+1
	for a > 0 && l.lines[a].paragraph == 0 {
		a--
	}
	for b < len(l.lines) && l.lines[b].paragraph == 0 {
		b++
	}
	return textRange{l.lines[a].from, l.lines[b-1].to}
}

// drawn is a text as it may be drawn: without control characters, and without the marks
// that turn the order of letters around, with which a name can be made to read as another.
func drawn(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f:
			return -1
		case unicode.IsControl(r):
			return ' '
		}
		return r
	}, s)
}
