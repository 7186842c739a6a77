package intake

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// rawPDF is a PDF while its objects are read.
type rawPDF struct {
	l     *look
	known map[string]bool // words of the pages, which need not be said twice
	odd   int             // lines of a stream whose letters were guessed

	last     [2]string       // words before the one that is read: the number of an object
	object   string          // the number of the object that is read
	colours  int             // pieces that may still name a palette
	palettes map[string]bool // objects that are palettes
	suspects map[string]bool // short streams that may be some

	ownNames, ownFont bool // glyphs are named by number; a font does not say which letters its own are
}

// maxOdd is how many such lines are guessed, which takes time.
const maxOdd = 2000

// maxTokens is how many pieces of a PDF are looked at.
const maxTokens = 20_000_000

// sayObjects adds every string that stands in a PDF outside the text of its pages.
func sayObjects(l *look, b []byte, pages string) {
	p := &rawPDF{l: l, known: wordsOf(pages), palettes: map[string]bool{}, suspects: map[string]bool{}}
	p.objects(b, false)
	for n := range p.suspects {
		if !p.palettes[n] {
			l.miss(unreadBinary)
		}
	}
	if p.ownNames && p.ownFont {
		l.miss(unreadLetters)
	}
}

// wordsOf are the words of a text.
func wordsOf(s string) map[string]bool {
	out := make(map[string]bool)
	for w := range strings.FieldsSeq(s) {
		if len(out) >= 200_000 {
			break
		}
		out[strings.TrimFunc(w, unicode.IsPunct)] = true
	}
	return out
}

// pdfDict is what a stream says of itself: the words and names behind each key, of
// the outermost dictionary.
type pdfDict map[string][]string

func (d pdfDict) is(key, value string) bool { return slices.Contains(d[key], value) }

func (d pdfDict) has(keys ...string) bool {
	return slices.ContainsFunc(keys, func(k string) bool { return d[k] != nil })
}

// objects reads what stands in a file, or with packed what lies in a stream of
// objects.
func (p *rawPDF) objects(b []byte, packed bool) {
	x := &pdfLexer{b: b}
	dict, key, depth := pdfDict{}, "", 0
	for n := 0; n < maxTokens; n++ {
		if n&4095 == 0 && p.l.ctx.Err() != nil {
			return
		}
		t := x.next()
		p.number(t)
		switch t.kind {
		case 0:
			return
		case '{':
			if depth++; depth == 1 {
				dict, key = pdfDict{}, ""
			}
		case '}':
			if depth = max(depth-1, 0); depth == 0 {
				p.font(dict)
			}
		case 's', 'h':
			p.text(t.text, key)
			if depth == 1 {
				dict[key] = append(dict[key], "")
			}
		case 'n':
			name := string(t.text)
			p.name(name, key)
			if depth == 1 && (key == "" || !x.valueOf(dict, key, name)) {
				key = name
				dict[key] = []string{}
			} else if depth == 1 {
				dict[key] = append(dict[key], name)
			} else if depth > 1 && len(dict[key]) < 20 {
				dict[key] = append(dict[key], name)
			}
		case 'w':
			word := string(t.text)
			switch {
			case word == "stream" && !packed && len(dict) > 0:
				p.stream(x, dict)
				dict, key, depth = pdfDict{}, "", 0
			case word == "obj" || word == "endobj" || word == "trailer":
				dict, key, depth = pdfDict{}, "", 0
			default:
				if depth == 1 && len(dict[key]) < 20 {
					dict[key] = append(dict[key], word)
				} else if depth == 0 {
					p.word(word)
				}
			}
		case 'c':
			p.comment(t.text)
		}
	}
	p.l.miss(unreadLarge)
}

// number keeps the number of the object that is read, and those of palettes.
func (p *rawPDF) number(t pdfToken) {
	word := string(t.text)
	switch {
	case t.kind == 'n' && (word == "Indexed" || word == "I"):
		p.colours = 16
	case t.kind == 'w' && word == "R" && p.colours > 0:
		p.palettes[p.last[0]] = true
	case t.kind == 'w' && word == "obj":
		p.object = p.last[0]
	}
	p.colours--
	if t.kind == 'w' {
		p.last = [2]string{p.last[1], word}
	}
}

// valueOf tells whether a name is the value of a key and not the next key.
func (x *pdfLexer) valueOf(d pdfDict, key, name string) bool {
	switch key {
	case "Type", "Subtype", "FT", "S", "Encoding", "BaseFont", "ColorSpace", "Name", "FontName", "Trapped", "Intent", "PageMode", "PageLayout", "SubFilter", "H", "CS", "BM", "N", "V", "AS", "DV":
		return len(d[key]) == 0
	case "Filter":
		return len(d[key]) == 0 || x.inArray()
	}
	return x.inArray()
}

// inArray tells whether the place lies in an array: its end comes before its begin.
func (x *pdfLexer) inArray() bool {
	for i := x.at; i < len(x.b) && i < x.at+500; i++ {
		switch x.b[i] {
		case ']':
			return true
		case '[', '<', '>', '(':
			return false
		}
	}
	return false
}

// font: letters of a font that only it knows are no text for anybody else.
func (p *rawPDF) font(d pdfDict) {
	if d.is("Type", "Font") && d.is("Subtype", "Type0") && !d.has("ToUnicode") && (d.is("Encoding", "Identity-H") || d.is("Encoding", "Identity-V")) {
		p.l.miss(unreadLetters)
	}
	if d.is("Type", "Font") && !d.is("Subtype", "Type0") && !d.has("DW", "CIDToGIDMap") && !d.has("ToUnicode") && d.has("Encoding") {
		p.ownFont = true
	}
}

// ownName is a name of a glyph that stands for no letter: g12, C0_7.
var ownName = regexp.MustCompile(`^(?:[A-Za-z]{1,2}\d+(?:_\d+)?|cid\d+|glyph\d+|index\d+)$`)

// text adds a string: PDFDocEncoding, UTF-16 or UTF-8 with a mark, and by use the
// code page of whoever wrote it.
func (p *rawPDF) text(b []byte, key string) {
	if len(b) < 2 || key == "ID" || key == "O" || key == "U" || key == "OE" || key == "UE" || key == "Perms" || key == "CharSet" || key == "CheckSum" || (key == "CreationDate" || key == "ModDate") && bytes.HasPrefix(b, []byte("D:")) {
		return
	}
	s, ok := pdfText(b)
	if !ok {
		if len(b) > 32 {
			p.l.sweep(b)
			if key != "Contents" && key != "Cert" && key != "Lookup" && key != "ColorSpace" && key != "Indexed" { // a signature; a palette
				p.l.miss(unreadBinary)
			}
		}
		return
	}
	part := partProperties
	switch key {
	case "V", "DV", "TU", "TM", "Opt", "T", "RV":
		part = partForms
	case "Contents", "Subj", "NM", "RC":
		part = partComments
	case "URI", "F", "UF":
		part = partLinks
	case "JS":
		part = partScripts
	case "Alt", "ActualText", "E":
		part = partAttributes
	}
	if !strings.Contains(p.l.meta.String(), ": "+oneLine(s)) {
		p.l.besides(part, s)
	}
	p.l.sayCoded(s)
}

// pdfText reads a text string (ISO 32000-2, 7.9.2).
func pdfText(b []byte) (string, bool) {
	if bytes.HasPrefix(b, []byte("\xfe\xff")) || bytes.HasPrefix(b, []byte("\xff\xfe")) {
		return decodeText(b)
	}
	text, ok := decodeText(b)
	return text, ok && text != ""
}

// name adds a name that the format does not know: of a place, a field, a layer.
func (p *rawPDF) name(s, key string) {
	if key == "Differences" || key == "Encoding" {
		p.ownNames = p.ownNames || ownName.MatchString(s)
		return
	}
	if len(s) < 4 || pdfNames[s] || strings.HasPrefix(s, "afii") || strings.HasPrefix(s, "uni") {
		return
	}
	if text, ok := decodeText([]byte(s)); ok && wordy(text) {
		p.l.beside(partNames, text)
	}
}

// word adds a word that stands where the format has none.
func (p *rawPDF) word(s string) {
	switch s {
	case "xref", "startxref", "n", "f", "R", "true", "false", "null", "endstream", "endobj":
		return
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil && len(s) <= 10 {
		return
	}
	if text, ok := decodeText([]byte(s)); ok {
		p.l.beside(partComments, text)
	}
}

func (p *rawPDF) comment(b []byte) {
	s := string(b)
	if strings.HasPrefix(s, "%PDF-") || s == "%%EOF" || len(b) < 3 {
		return
	}
	if text, ok := decodeText(b); ok {
		p.l.besides(partComments, text)
		p.l.sayCoded(text)
	} else {
		p.l.sweep(b)
	}
}
