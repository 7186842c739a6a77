package intake

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// rawPDF is a PDF while its objects are read.
type rawPDF struct {
	l     *look
	known map[string]bool // words of the pages, which need not be said twice
	odd   int             // lines of a stream whose letters were guessed
}

// maxOdd is how many such lines are guessed, which takes time.
const maxOdd = 2000

// maxTokens is how many pieces of a PDF are looked at.
const maxTokens = 20_000_000

// sayObjects adds every string that stands in a PDF outside the text of its pages.
func sayObjects(l *look, b []byte, pages string) {
	p := &rawPDF{l: l, known: wordsOf(pages)}
	p.objects(b, false)
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
}

// text adds a string: PDFDocEncoding, UTF-16 or UTF-8 with a mark, and by use the
// code page of whoever wrote it.
func (p *rawPDF) text(b []byte, key string) {
	if len(b) < 2 || key == "ID" || key == "O" || key == "U" || key == "OE" || key == "UE" || key == "Perms" || key == "CheckSum" || (key == "CreationDate" || key == "ModDate") && bytes.HasPrefix(b, []byte("D:")) {
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
	if key == "Differences" || len(s) < 4 || pdfNames[s] || strings.HasPrefix(s, "afii") || strings.HasPrefix(s, "uni") {
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

// stream reads the stream at the place, and goes on behind it.
func (p *rawPDF) stream(x *pdfLexer, d pdfDict) {
	if x.at < len(x.b) && x.b[x.at] == '\r' {
		x.at++
	}
	if x.at < len(x.b) && x.b[x.at] == '\n' {
		x.at++
	}
	b := x.b[x.at:]
	end := bytes.Index(b, []byte("endstream"))
	if n := d["Length"]; len(n) == 1 { // the number itself, not where it stands
		if size, err := strconv.Atoi(n[0]); err == nil && size >= 0 && size <= len(b) && bytes.HasPrefix(bytes.TrimLeft(b[size:], "\r\n "), []byte("endstream")) {
			end = size
		}
	}
	if end < 0 {
		end = len(b)
		p.l.miss(unreadDamaged)
	}
	x.at += end
	p.content(b[:end], d)
}

// content reads a stream by what it is.
func (p *rawPDF) content(b []byte, d pdfDict) {
	filters := filtersOf(d)
	picture := d.is("Subtype", "Image") || d.is("Type", "XObject") && d.has("Width")
	if n := len(filters); n > 0 && (filters[n-1] == "DCTDecode" || filters[n-1] == "DCT") {
		p.l.miss(unreadPictures)
		if out, err := unfilter(b, filters[:n-1], maxInner); err == nil {
			_ = p.l.within("", "image/jpeg", bytes.NewReader(out))
		}
		return
	}
	switch {
	case picture:
		p.l.miss(unreadPictures)
		return
	case d.is("Type", "XRef"), d.has("FunctionType", "ShadingType", "PatternType") && !d.has("Resources"):
		return
	}
	out, err := unfilter(b, filters, max(0, min(*p.l.room, maxInner)))
	*p.l.room -= int64(len(out))
	switch {
	case err != nil:
		p.l.miss(unreadBinary)
		p.l.sweep(b[:min(len(b), maxText)])
	case d.is("Type", "ObjStm"):
		p.objects(out, true)
	case d.is("Type", "EmbeddedFile"):
		gap := p.l.within("", "", bytes.NewReader(out))
		if gap != "" {
			p.l.gap = gapPart
		}
	case d.has("Length1", "Length2", "Length3"), d.is("Subtype", "Type1C"), d.is("Subtype", "CIDFontType0C"), d.is("Subtype", "OpenType"):
		// the shapes of letters
	case len(d["N"]) == 1 && len(out) > 128 && string(out[36:40]) == "acsp": // a profile of colours
		p.l.sweep(out)
	default:
		p.unnamed(out, d)
	}
}

func filtersOf(d pdfDict) []string {
	out := d["Filter"]
	if out == nil {
		out = d["F"]
	}
	return slices.DeleteFunc(slices.Clone(out), func(s string) bool { return s == "" || s[0] >= '0' && s[0] <= '9' || s == "R" })
}

// unnamed reads a stream that does not say what it is.
func (p *rawPDF) unnamed(b []byte, d pdfDict) {
	start := bytes.TrimSpace(b[:min(len(b), 300)])
	text, ok := decodeText(b[:min(len(b), 4096)])
	switch {
	case len(start) == 0:
	case bytes.HasPrefix(start, []byte("<")) || d.is("Type", "Metadata") || d.is("Subtype", "XML") || ok && strings.HasPrefix(strings.TrimSpace(text), "<"):
		inner := p.l.inside(b)
		inner.text = new(bounded)
		readXML(inner)
		p.l.besides(partProperties, inner.text.String())
	case bytes.Contains(start, []byte("begincmap")), bytes.Contains(start, []byte("/CIDInit")):
		// which letters the codes of a font are
	case d.has("N", "Alternate") && len(b) > 40 && string(b[36:40]) == "acsp", !ok && len(b)%2 == 0 && len(b) >= 1<<16 && len(b) <= 1<<17 && len(d) <= 4:
		// a profile of colours; which glyphs the codes of a font are
	case !pdfOperators(b) && !ok:
		p.l.miss(unreadBinary)
		p.l.sweep(b)
	default:
		p.shown(b)
	}
}

// pdfOperators tells a stream that draws from one that is something else.
func pdfOperators(b []byte) bool {
	x := pdfLexer{b: b[:min(len(b), 64<<10)]}
	operators, words := 0, 0
	for t := x.next(); t.kind != 0; t = x.next() {
		if t.kind != 'w' {
			continue
		}
		if _, err := strconv.ParseFloat(string(t.text), 64); err == nil {
			continue
		}
		words++
		if len(t.text) <= 3 {
			operators++
		}
	}
	return words > 0 && operators*10 >= words*9
}

// shown adds the words that a stream draws, or a script says, and the pages do not.
// PDFium has read those; what it does not reach are notes that are hidden, drawings
// that nothing shows any more, and what stands in marks of the content.
func (p *rawPDF) shown(b []byte) {
	x := &pdfLexer{b: b}
	var line bytes.Buffer
	flush := func() {
		text := p.lineText(line.Bytes())
		for w := range strings.FieldsSeq(text) {
			if !p.known[strings.TrimFunc(w, unicode.IsPunct)] {
				p.l.besides(partRevisions, text)
				break
			}
		}
		line.Reset()
	}
	array := false
	for n := 0; n < maxTokens; n++ {
		if n&4095 == 0 && p.l.ctx.Err() != nil {
			return
		}
		t := x.next()
		switch t.kind {
		case 0:
			flush()
			return
		case 's', 'h':
			if text, ok := bytes.CutPrefix(t.text, []byte("\xfe\xff")); ok {
				line.WriteString(decodedBy(unicode16, text[:len(text)&^1]))
			} else if line.Len() < 64<<10 && !bytes.ContainsFunc(t.text, control) { // else numbers of glyphs
				line.Write(t.text)
			}
		case '[':
			array = true
		case ']':
			array = false
		case 'c':
			p.comment(t.text)
		case 'n':
			p.name(string(t.text), "")
		case 'w':
			p.drawn(x, string(t.text), array, &line, flush)
		}
	}
	p.l.miss(unreadLarge)
}

// lineText reads the bytes that a stream draws in one line.
func (p *rawPDF) lineText(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	if p.odd++; p.odd > maxOdd {
		return decodedBy(charmap.Windows1251, b)
	}
	text, _ := decodeText(b)
	return text
}

// drawn does what a word in a stream says to the line.
func (p *rawPDF) drawn(x *pdfLexer, word string, array bool, line *bytes.Buffer, flush func()) {
	n, err := strconv.ParseFloat(word, 64)
	switch {
	case err == nil && array && n < -200: // a gap as wide as a blank
		line.WriteString(" ")
	case err == nil:
	case word == "Td" || word == "TD" || word == "T*" || word == "'" || word == `"` || word == "Tm":
		line.WriteString(" ")
	case word == "ET" || word == "BDC" || word == "EMC":
		flush()
	case word == "ID": // a picture in the line
		p.l.miss(unreadPictures)
		if i := bytes.Index(x.b[min(x.at, len(x.b)):], []byte("EI")); i >= 0 {
			x.at += i + 2
		}
	case len(word) > 3 && !pdfNames[word]:
		if text, ok := decodeText([]byte(word)); ok && wordy(text) {
			p.l.beside(partScripts, text)
		}
	}
}
