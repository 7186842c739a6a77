package vault

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

const (
	wordBits   = 12.0 // a word of a language, out of the few thousand people choose from
	longWord   = 11   // letters; a longer run is taken for words written together,
	wordLength = 7    // of so many letters each
	yearBits   = 6.0
	dateBits   = 15.0 // a day of a hundred years
	knownBits  = 1.0  // what has been there before, or is the next in a row
	lineBits   = 8.0  // a line that many know by heart
	drawnBits  = 4.0  // a letter that a machine has drawn
	signBits   = 3.0  // one of the handful of signs that people use
	trickBits  = 1.0  // that signs stand for letters, or another layout was on
	// mostRunes is how far a phrase is looked at; what follows only adds to it.
	mostRunes = 100
)

// guess is a pass phrase cut into what people put together.
type guess struct {
	text   []rune // in small letters, without spaces
	token  []int  // which token a rune belongs to
	whole  []span // the tokens
	listed []bool // a token is one of the words that we draw from
	drawn  []bool // a token's letters make no word
	rows   []string
	lines  []string

	common, repeats, letters bool
}

type span struct{ from, to int }

func newGuess(phrase string) *guess {
	g := &guess{rows: keyRows(), lines: lines()}
	list := words()
	for _, t := range tokens(strings.ToLower(phrase)) {
		r := []rune(t)
		if len(g.text)+len(r) > mostRunes {
			r = r[:mostRunes-len(g.text)]
		}
		if len(r) == 0 {
			break
		}
		from := len(g.text)
		g.text = append(g.text, r...)
		for range r {
			g.token = append(g.token, len(g.whole))
		}
		g.whole = append(g.whole, span{from, len(g.text)})
		_, found := slices.BinarySearch(list, t)
		g.listed = append(g.listed, found)
		g.drawn = append(g.drawn, len(r) >= 12 && unicode.IsLetter(r[0]) && !readable(r))
		g.letters = g.letters || !unicode.IsDigit(r[0])
	}
	return g
}

// bits is the least that a way through the phrase costs, piece by piece.
func (g *guess) bits() float64 {
	n := len(g.text)
	best, from := make([]float64, n+1), make([]int, n+1)
	kinds := make([]Hint, n+1)
	for end := 1; end <= n; end++ {
		best[end] = math.Inf(1)
		for start := range end {
			cost, kind := g.piece(start, end)
			if b := best[start] + cost; b < best[end] {
				best[end], from[end], kinds[end] = b, start, kind
			}
		}
	}
	for end := n; end > 0; end = from[end] {
		g.common = g.common || kinds[end] == HintCommon
		g.repeats = g.repeats || kinds[end] == HintRepeats
	}
	return best[n]
}

// piece is what it costs to guess a part of the phrase at once, and what the part
// would be told to be.
func (g *guess) piece(start, end int) (float64, Hint) {
	part := string(g.text[start:end])
	switch {
	case end-start >= 3 && slices.Contains(common, part):
		return knownBits, HintCommon
	case end-start >= 12 && g.isLine(part):
		return lineBits, HintCommon
	case end-start >= 3 && (end-start > 3 || g.isWhole(start, end)) && g.isRow(part):
		return knownBits, HintRepeats
	case g.before(start, end):
		return knownBits, HintRepeats
	case g.token[start] != g.token[end-1]:
		return math.Inf(1), ""
	}
	at := g.token[start]
	isWhole := g.isWhole(start, end)
	if isWhole && g.listed[at] {
		return math.Log2(wordCount), ""
	}
	if isWhole && g.counts(at) {
		return knownBits, HintRepeats
	}
	if g.drawn[at] {
		return float64(end-start) * drawnBits, ""
	}
	return tokenBits(g.text[start:end], isWhole), ""
}

func (g *guess) isWhole(start, end int) bool {
	return g.whole[g.token[start]] == span{start, end}
}

// before tells whether a part repeats what stands in front of it: three signs and
// more, or a whole token.
func (g *guess) before(start, end int) bool {
	n := end - start
	isWhole := g.isWhole(start, end)
	if n < 3 && !isWhole {
		return false
	}
	if isWhole && n == 1 && unicode.IsDigit(g.text[start]) {
		return false // two equal digits among words are two digits
	}
	for at := 0; at+n <= start; at++ {
		if slices.Equal(g.text[at:at+n], g.text[start:end]) {
			return true
		}
	}
	return false
}

// counts tells whether a number is the next of a sequence: 7 8 9, 10-20-30.
func (g *guess) counts(at int) bool {
	var last []int
	for i := at; i >= 0 && len(last) < 3; i-- {
		n, err := strconv.Atoi(string(g.text[g.whole[i].from:g.whole[i].to]))
		if err == nil {
			last = append(last, n)
		} else if i == at {
			return false
		}
	}
	return len(last) == 3 && last[0]-last[1] == last[1]-last[2]
}

func tokenBits(r []rune, whole bool) float64 {
	n := float64(len(r))
	switch {
	case unicode.IsLetter(r[0]):
		return lettersBits(r, whole)
	case unicode.IsDigit(r[0]):
		return digitsBits(string(r))
	}
	return signBits * n
}

// lettersBits takes letters for words.
func lettersBits(r []rune, whole bool) float64 {
	n := float64(len(r))
	words := 1.0
	if !whole || len(r) > longWord {
		words = math.Ceil(n / wordLength)
	}
	return math.Min(n*math.Log2(26), wordBits*words)
}

// readable tells whether letters have as many vowels as a text, of which those of
// consonant scripts have none.
func readable(r []rune) bool {
	if !unicode.In(r[0], unicode.Latin, unicode.Cyrillic) {
		return true
	}
	vowels := 0
	for _, c := range r {
		if strings.ContainsRune("aeiouyäöüéèàêîóáíаеёиоуыэюяіїєәөұү", c) {
			vowels++
		}
	}
	return vowels*5 >= len(r)
}

func digitsBits(t string) float64 {
	n := float64(len(t))
	switch {
	case len(t) == 4 && (strings.HasPrefix(t, "19") || strings.HasPrefix(t, "20")):
		return yearBits
	case len(t) == 8 || len(t) == 6:
		return math.Min(dateBits, n*math.Log2(10)) // most are days
	}
	return n * math.Log2(10)
}

// tokens cuts a phrase into runs of letters, runs of digits and single signs;
// spaces count for nothing.
func tokens(s string) []string {
	var out []string
	last := 0
	for _, r := range s {
		kind := 3
		switch {
		case unicode.IsSpace(r):
			kind = 0
		case unicode.IsLetter(r) || unicode.IsMark(r):
			kind = 1
		case unicode.IsDigit(r):
			kind = 2
		}
		switch {
		case kind == 0:
		case kind == last && kind != 3:
			out[len(out)-1] += string(r)
		default:
			out = append(out, string(r))
		}
		last = kind
	}
	return out
}

// isLine tells whether a part stands in a line that many know.
func (g *guess) isLine(part string) bool {
	for _, l := range g.lines {
		if strings.Contains(l, part) {
			return true
		}
	}
	return false
}

// isRow reports three and more that only repeat or count, or lie side by side on a
// keyboard, forwards or back: aaa, 1234, fedc, qwer, 1qaz2wsx, йцук.
func (g *guess) isRow(t string) bool {
	r := []rune(t)
	step := r[1] - r[0]
	even := step >= -1 && step <= 1
	for i := 1; i < len(r) && even; i++ {
		even = r[i]-r[i-1] == step
	}
	if even {
		return true
	}
	back := slices.Clone(r)
	slices.Reverse(back)
	for _, row := range g.rows {
		if strings.Contains(row, t) || strings.Contains(row, string(back)) {
			return true
		}
	}
	return false
}
