package layout

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/segmenter"

	"probata/dossier/document"
)

// attr is what holds from one character of a paragraph to the next attr.
type attr struct {
	start      int
	style      document.Style
	size, rise float64
	color      Color
	bar        bool
	lang       uint8 // index in composer.speeches
	tag        int32
	name       string // of a link
	uri, place string
	note       *note
}

// run is a shaped piece of a line with one set of attributes.
type run struct {
	word  *Word
	attr  int32
	level int8
	space bool // stretches in a justified line
	part  bool // only the bytes a to b of the word
	a, b  int32
	w     float64
}

// piece is what stands between two places where a line may be broken.
type piece struct {
	from, glue, to int     // runs[from:glue] are the content, runs[glue:to] the spaces after it
	w, glueW       float64 // natural widths
	inner          float64 // width of the stretching spaces inside the content
	hyphen         *Word   // drawn when the line ends here
	hyphenW        float64
	forced         bool // the line must end here
}

// para is a paragraph ready to be broken at any measure.
type para struct {
	paraStyle
	runs   []run
	pieces []piece
	attrs  []attr
	rtl    bool
	shaped *shapedPara // where what is found is kept, may be nil
	mixed  bool        // has runs of both directions or right-to-left ones
}

// composer turns spans into paragraphs; its buffers are used again.
type composer struct {
	*shaper
	seg       segmenter.Segmenter
	bidi      bidi.Paragraph
	text      []rune
	face      []int16
	levels    []int8
	attrs     []attr
	base      paraStyle
	block     int
	notes     []*note
	count     int                    // notes so far in the document
	refs      map[string]reference   // what a Ref prints
	absent    map[rune]*MissingGlyph // by rune
	inNote    bool
	noteWord  string   // "Note" in the document's language
	speeches  []speech // languages met; the first is the document's
	tongue    uint8    // language of spans that name none
	tags      []Tag
	parent    int32         // element that new ones are added to
	leaf      int32         // element of the next paragraph: 0 = a new P, or artifact
	tag       int32         // element of the paragraph in work
	depthH    int           // level of the last heading
	soft      map[int]*Word // hyphen at the end of a line, by face
	line      []run
	mirrored  bool  // the document runs from right to left
	lineCount int32 // set so far
	memo      *memo // nil when the document is set once
	key       []byte
}

// reference is the printed form and place of something with an ID.
type reference struct{ text, place string }

// compose makes a paragraph of spans. Footnotes get their numbers here, so it
// must be called once for every paragraph, in reading order. The notes met
// are left in c.notes.
func (c *composer) compose(spans []document.Span, ps paraStyle) *para {
	c.text, c.face, c.attrs = c.text[:0], c.face[:0], nil
	c.notes = nil
	c.base = ps
	c.tag = c.takeLeaf()
	for _, sp := range spans {
		c.span(sp)
	}
	for n := len(c.text); n > 0 && (c.text[n-1] == '\n' || c.text[n-1] == ' '); n-- {
		c.text, c.face = c.text[:n-1], c.face[:n-1]
	}
	p := &para{paraStyle: ps, attrs: c.attrs}
	if c.memo != nil {
		if p.shaped = c.memo.find(c.memoKey()); p.shaped != nil {
			p.runs, p.pieces, p.rtl, p.mixed = p.shaped.runs, p.shaped.pieces, p.shaped.rtl, p.shaped.mixed
			return p
		}
	}
	c.directions(p)
	c.cut(p)
	if c.memo != nil {
		p.shaped = &shapedPara{runs: p.runs, pieces: p.pieces, rtl: p.rtl, mixed: p.mixed, broken: map[breakKey]brokenPara{}}
		c.memo.keep(c.key, p.shaped)
	}
	return p
}

func (c *composer) span(sp document.Span) {
	a := attr{style: sp.Style | c.base.style, size: c.base.size, color: c.base.color}
	if sp.Style&document.Mono != 0 {
		a.size *= 0.88
	}
	a.bar = sp.Style&document.Redacted != 0
	if a.lang = c.tongue; sp.Lang != "" {
		a.lang = c.speak(sp.Lang)
	}
	a.tag = c.tag
	if a.tag != 0 && a.lang != c.tags[a.tag].Lang && sp.Text != "" {
		a.tag = c.inline(TagSpan, a.tag, a.lang)
	}
	text := sp.Text
	switch {
	case sp.Note != nil && c.inNote:
		// A note in a note has no place of its own: it is read where it stands.
		c.put(a, " [")
		for _, n := range sp.Note {
			c.span(n)
		}
		c.put(a, "]")
		return
	case sp.Note != nil:
		c.noteMark(a, sp)
		return
	case sp.Ref != "":
		ref, ok := c.refs[sp.Ref]
		if !ok {
			ref.text = "?"
		}
		text, a.place = ref.text, ref.place
		if a.place != "" {
			c.linkTag(&a, text)
		}
	case sp.Link != "":
		if text == "" {
			text = sp.Link
		}
		if uri := clean(sp.Link); safeLink(uri) {
			a.uri, a.color = uri, navy
			c.linkTag(&a, uri)
		}
	}
	if text = clean(text); a.uri == "" && a.style&document.Mono == 0 {
		text = document.Spaced(text, c.speeches[a.lang].tag)
	}
	c.put(a, text)
}

// linkTag makes an element of a link, and the words that say where it leads.
func (c *composer) linkTag(a *attr, name string) {
	a.name = name
	if a.tag != 0 {
		a.tag = c.inline(TagLink, a.tag, a.lang)
	}
}

func safeLink(uri string) bool {
	for _, scheme := range []string{"https://", "http://", "mailto:"} {
		if strings.HasPrefix(strings.ToLower(uri), scheme) {
			return true
		}
	}
	return false
}

func (c *composer) noteMark(a attr, sp document.Span) {
	c.put(a, clean(sp.Text))
	c.count++
	n := &note{number: c.count, spans: sp.Note, name: strings.TrimSpace(c.noteWord + " " + strconv.Itoa(c.count))}
	c.notes = append(c.notes, n)
	a.note, a.place = n, n.place()
	if a.tag != 0 {
		a.tag = c.inline(TagReference, c.tag, a.lang)
		c.linkTag(&a, n.name)
		n.tag = c.newTag(TagNote, c.noteParent(c.tag))
		c.tags[n.tag].ID = "note-" + strconv.Itoa(n.number)
	}
	a.style &^= document.Italic | document.Redacted
	a.rise, a.size = a.size*0.33, max(5, a.size*0.62)
	a.color = navy
	c.put(a, strconv.Itoa(n.number))
}

// put appends text with its faces; a character that no font draws becomes its
// code, and is counted.
func (c *composer) put(a attr, text string) {
	if text == "" {
		return
	}
	a.start = len(c.text)
	c.attrs = append(c.attrs, a)
	for _, r := range text {
		c.rune(a, r)
	}
}

func (c *composer) rune(a attr, r rune) {
	if r == '\n' {
		c.push(r, -1)
		return
	}
	last := int16(-1)
	if n := len(c.face); n > 0 {
		last = c.face[n-1]
	}
	if last >= 0 && (unicode.Is(unicode.M, r) || harfbuzz.IsDefaultIgnorable(r)) {
		if ok, _ := c.fonts.covers(int(last), r); ok || harfbuzz.IsDefaultIgnorable(r) {
			c.push(r, last)
			return
		}
	}
	if face := c.shaper.face(r, a.style); face >= 0 {
		c.push(r, int16(face))
		return
	}
	if harfbuzz.IsDefaultIgnorable(r) {
		return
	}
	if parts := c.decomposed(r, a.style); parts != nil {
		for _, p := range parts {
			c.push(p, int16(c.shaper.face(p, a.style)))
		}
		return
	}
	c.missing(a, r)
}

func (c *composer) push(r rune, face int16) {
	c.text = append(c.text, r)
	c.face = append(c.face, face)
}

func (c *composer) missing(a attr, r rune) {
	m := c.absent[r]
	if m == nil {
		m = &MissingGlyph{Rune: r, Block: c.block}
		c.absent[r] = m
	}
	m.Count++
	code := strings.ToUpper(strconv.FormatInt(int64(r), 16))
	for len(code) < 4 {
		code = "0" + code
	}
	for _, r := range "[U+" + code + "]" {
		c.push(r, int16(max(0, c.shaper.face(r, a.style))))
	}
}
