package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word, a number or one sign of the text.
type token struct {
	from, to int // bytes
	text     string
	low      string
	word     bool // letters, with marks inside
	number   bool
	capital  bool // begins with a capital letter
	caps     bool // all capitals, two at least
	first    bool // of its sentence
	para     int
	sentence int
	quote    int // number of the quotation it stands in, -1 for none
	lang     *language
}

// maxText is the longest text that is read at once, in bytes; the rest of a longer one is left and the result says so.
const maxText = 512 << 10

// longest bounds sentences and quotations, in tokens, so that no text makes the reading quadratic.
const longest = 600

// tokens cuts a text. What is in no word is one token per sign.
func tokens(text string) []token {
	out := make([]token, 0, len(text)/6+8)
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsSpace(r):
			if r == '\n' {
				out = append(out, token{from: i, to: i + n, text: "\n", low: "\n", quote: -1})
			}
			i += n
		case unicode.IsLetter(r):
			to := wordEnd(text, i)
			out = append(out, wordOf(text, i, to))
			i = to
		case unicode.IsDigit(r):
			to := numberEnd(text, i)
			out = append(out, token{from: i, to: to, text: text[i:to], low: text[i:to], number: true, quote: -1})
			i = to
		default:
			out = append(out, token{from: i, to: i + n, text: text[i : i+n], low: text[i : i+n], quote: -1})
			i += n
		}
	}
	return out
}

// wordEnd is the end of the word at i: hyphens and apostrophes between letters belong to it, the possessive 's does not.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) {
			i += n
			continue
		}
		if r != '-' && r != '\'' && r != '’' && r != 'ʼ' && r != 'ʻ' {
			return i
		}
		next, m := utf8.DecodeRuneInString(text[i+n:])
		if !unicode.IsLetter(next) {
			return i
		}
		if (r == '\'' || r == '’') && next == 's' {
			if after, _ := utf8.DecodeRuneInString(text[i+n+m:]); !unicode.IsLetter(after) {
				return i
			}
		}
		i += n
	}
	return i
}

func numberEnd(text string, i int) int {
	for i < len(text) {
		c := text[i]
		if c >= '0' && c <= '9' {
			i++
			continue
		}
		if (c == '.' || c == ':' || c == ',') && i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9' {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsDigit(r) {
			i += n
			continue
		}
		return i
	}
	return i
}

func wordOf(text string, from, to int) token {
	t := token{from: from, to: to, text: text[from:to], word: true, quote: -1}
	t.low = strings.ToLower(t.text)
	r, n := utf8.DecodeRuneInString(t.text)
	t.capital = unicode.IsUpper(r)
	t.caps = t.capital && n < len(t.text) && strings.ToUpper(t.text) == t.text
	return t
}

// sentences numbers sentences and paragraphs. A full stop ends a sentence where the next word is a capital and what stands
// before it is neither an initial nor a known abbreviation.
func (r *reader) sentences() {
	para, sentence, first, since := 0, 0, true, 0
	for i := range r.toks {
		t := &r.toks[i]
		if since++; since > longest {
			sentence++
			since = 0
		}
		if t.text == "." {
			since = 0
		}
		if t.text == "\n" {
			para++
			sentence++
			first = true
		}
		t.para, t.sentence = para, sentence
		if t.word || t.number {
			t.first, first = first, false
		}
		if (t.text == "." || t.text == "!" || t.text == "?" || t.text == "…") && r.ends(i) {
			sentence++
			first = true
		}
		// a closing mark behind the stop belongs to the sentence that it closes
		if first && isClosing(t.text) && i > 0 && r.toks[i-1].sentence < t.sentence {
			t.sentence = r.toks[i-1].sentence
		}
	}
}

func (r *reader) ends(i int) bool {
	if r.toks[i].text == "." && i > 0 && r.toks[i-1].word && r.toks[i-1].to == r.toks[i].from {
		before := r.toks[i-1]
		if utf8.RuneCountInString(before.text) == 1 && before.capital || r.abbreviation(before) {
			return false
		}
	}
	for j := i + 1; j < len(r.toks) && j < i+4; j++ {
		t := r.toks[j]
		switch {
		case t.text == "\n":
			return true
		case t.word:
			return t.capital
		case t.number:
			return true
		case t.text == "," || t.text == ";":
			return false
		case isDash(t.text): // behind a quotation, who said it
			return false
		}
	}
	return true
}

func isOpening(s string) bool {
	return s == "“" || s == "«" || s == "„" || s == "\"" || s == "‟"
}
func isClosing(s string) bool { return s == "”" || s == "»" || s == "“" || s == "\"" }
func isDash(s string) bool    { return s == "—" || s == "–" || s == "-" || s == "―" }

// quotation is a passage between marks, or behind the dash of a speaker.
type quotation struct {
	from, to int // tokens of the inside [from, to)
	dash     bool
	open     bool // its paragraph ended before it was closed
}

// quotations finds them. Marks within marks belong to the outer; a mark that is never closed ends with its paragraph.
func (r *reader) quotations() {
	for i := 0; i < len(r.toks); i++ {
		t := r.toks[i]
		if isDash(t.text) && (i == 0 || r.toks[i-1].text == "\n") {
			i = r.dashSpeech(i)
			continue
		}
		if !isOpening(t.text) {
			continue
		}
		end, depth, closed := i+1, 1, false
		for ; end < len(r.toks) && end < i+2*longest && r.toks[end].text != "\n"; end++ {
			s := r.toks[end].text
			if s == t.text && s != "\"" || s == "«" || s == "„" && t.text != "„" {
				depth++
			} else if closes(t.text, s) {
				if depth--; depth == 0 {
					closed = true
					break
				}
			}
		}
		r.addQuotation(quotation{from: i + 1, to: end, open: !closed})
		i = end
	}
}

func closes(open, s string) bool {
	switch open {
	case "“", "‟":
		return s == "”"
	case "„":
		return s == "“" || s == "”"
	case "«":
		return s == "»"
	}
	return s == "\""
}

func (r *reader) addQuotation(q quotation) {
	for i := q.from; i < q.to; i++ {
		r.toks[i].quote = len(r.quotes)
	}
	r.quotes = append(r.quotes, q)
}

// dashSpeech takes what stands behind the dash at the head of a paragraph for speech up to the sign before the next dash, if a
// cue of speech follows that; it gives the token it has read to.
func (r *reader) dashSpeech(i int) int {
	end := i + 1
	for ; end < len(r.toks) && r.toks[end].text != "\n"; end++ {
		if end > i+1 && isDash(r.toks[end].text) && r.cueSoon(end+1) {
			break
		}
	}
	if end >= len(r.toks) || r.toks[end].text == "\n" {
		return i
	}
	r.addQuotation(quotation{from: i + 1, to: end, dash: true})
	return end
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
