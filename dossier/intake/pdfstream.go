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

// maxPalette is the longest list of colours that a picture chooses from, in bytes.
const maxPalette = 4*256 + 2

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
	case !ok && len(b) <= maxPalette && len(p.suspects) < 10_000:
		p.suspects[p.object] = true
		p.l.sweep(b)
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
