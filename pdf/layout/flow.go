package layout

import (
	"context"
	"fmt"
	"slices"

	"probata/dossier/document"
)

// item is one horizontal slice of the text, the unit that pages are filled
// with: a line, a row of a table, some room inside a frame.
type item struct {
	h       float64
	before  float64 // room above, dropped at the top of a page
	keep    bool    // no page break after this item
	newPage bool    // begins a page
	ops     []Op    // Y from the top of the item
	links   []Link
	notes   []*note
	frames  []*frame // outermost first
	head    *tableHead
	over    bool     // of a row that heads those below it
	places  []string // internal link targets that stand here
	entry   *entry   // a line of the contents
	mark    *Bookmark
	abreast int // of a short footnote: how many like it stand side by side
}

// frame is a tinted or ruled box around neighbouring items; on every page it
// runs over it is drawn around those that stand there.
type frame struct {
	x, w                     float64
	fill                     Color // 0 = none
	line                     Color
	width                    float64 // of the rules
	left, right, top, bottom bool
	hatch                    Color   // of upright strokes all over, 0 = none
	heavyLeft                float64 // a thick bar at the left edge instead of a rule
	heavy                    Color
}

// tableHead is what is repeated at the top of a page within a table.
type tableHead struct {
	items []item
	h     float64
	of    *tableHead // the head that this one extends; nil = none
}

// note is a footnote. Its lines are set where its mark is.
type note struct {
	number int
	name   string
	spans  []document.Span
	items  []item
	placed bool
	tag    int32
}

func (n *note) place() string { return fmt.Sprintf("note %d", n.number) }

// setter turns blocks into items.
type setter struct {
	composer
	breaker
	ctx      context.Context
	doc      *document.Document
	items    []item
	frames   []*frame
	head     *tableHead
	gap      float64 // room asked for above the next item
	fresh    bool    // the next item begins a page
	mark     *Bookmark
	places   []string
	number   int // numbered paragraphs so far
	heads    []*heading
	nextH    int
	depth    int
	under    bool // the block stands below a numbered paragraph and what belongs to it
	broken   []BrokenPicture
	pictures *pictures
	partSize int     // bytes
	out      *output // nil in a part of the text
	fault    error   // the first that ended a table early
}

// heading is a heading found before setting, for contents and bookmarks.
type heading struct {
	level int
	text  []document.Span
	place string
}

// space asks for room above the next item; neighbouring wishes do not add up.
func (s *setter) space(pt float64) { s.gap = max(s.gap, pt) }

func (s *setter) add(it item) {
	it.before += s.gap
	it.newPage = it.newPage || s.fresh
	it.frames = s.frames
	it.head = s.head
	it.places = append(it.places, s.places...)
	if s.mark != nil {
		it.mark = s.mark
	}
	s.gap, s.fresh, s.mark, s.places = 0, false, nil, nil
	s.items = append(s.items, it)
}

// keepLast forbids a page break after the last item.
func (s *setter) keepLast() {
	if n := len(s.items); n > 0 {
		s.items[n-1].keep = true
	}
}

// within runs set with a frame around what it adds, and pad points of room
// inside it above and below.
func (s *setter) within(f *frame, pad float64, set func()) {
	outer := s.frames
	s.frames = append(slices.Clip(outer), f)
	s.pad(pad)
	n := len(s.items)
	set()
	s.gap = 0
	if len(s.items) > n && pad > 0 {
		s.keepLast()
	}
	s.pad(pad)
	if n := len(s.items); n > 0 {
		s.items[n-1].keep = false
	}
	s.frames = outer
}

func (s *setter) pad(h float64) {
	if h > 0 {
		s.add(item{h: h, keep: true})
	}
}

// composed is a paragraph with the notes whose marks it carries.
type composed struct {
	*para
	notes []*note
}

func (s *setter) prepare(spans []document.Span, ps paraStyle) composed {
	p := s.compose(spans, ps)
	return composed{p, s.notes}
}

// set breaks a prepared paragraph into lines, and sets its notes.
func (s *setter) set(p composed, x, w float64) []line {
	lines := s.setLines(&s.breaker, p.para, x, max(1, w))
	for _, n := range p.notes {
		s.setNote(n)
	}
	return lines
}

// text composes and sets a paragraph.
func (s *setter) text(spans []document.Span, ps paraStyle, x, w float64) []line {
	return s.set(s.prepare(spans, ps), x, w)
}

// textIn is text of a language, "" being the one around it.
func (s *setter) textIn(lang string, spans []document.Span, ps paraStyle, x, w float64) []line {
	outer := s.tongue
	if lang != "" {
		s.tongue = s.speak(lang)
	}
	lines := s.text(spans, ps, x, w)
	s.tongue = outer
	return lines
}

// leadingOf is the height of the lines of a style; Arabic and Hebrew with their
// marks need more.
func leadingOf(lines []line, ps paraStyle) float64 {
	for _, l := range lines {
		for _, op := range l.ops {
			if op.Word != nil && op.Word.RTL {
				return ps.leading * 1.2
			}
		}
	}
	return ps.leading
}

// addLines adds lines as items that keep two lines together at either end.
func (s *setter) addLines(lines []line, ps paraStyle) {
	leading := leadingOf(lines, ps)
	for i := range lines {
		it := lines[i].item(leading, ps.baseline()+(leading-ps.leading)/2)
		it.keep = len(lines) > 1 && (i == 0 || i == len(lines)-2)
		s.add(it)
	}
}

// item makes an item of a line of a height, its letters standing at base.
func (l *line) item(h, base float64) item {
	for i := range l.ops {
		l.ops[i].Y += base
	}
	for i := range l.links {
		l.links[i].Y += base
	}
	return item{h: h, ops: l.ops, links: l.links, notes: l.notes}
}

// setNote sets a footnote at the foot's measure.
func (s *setter) setNote(n *note) {
	s.inNote = true
	outer := s.parent
	s.parent = n.tag
	mark := s.label(s.newTag(TagLbl, n.tag), fmt.Sprint(n.number), paraStyle{size: 6.6, color: navy}, margin, noteHang-4)
	lines := s.text(n.spans, noteStyle, margin+noteHang, measure-noteHang)
	s.parent = outer
	s.inNote = false
	leading := leadingOf(lines, noteStyle)
	base := noteStyle.baseline() + (leading-noteStyle.leading)/2
	for i := range lines {
		it := lines[i].item(leading, base)
		if i == 0 {
			for k := range mark {
				mark[k].Y += base - 3
			}
			it.ops = append(mark, it.ops...)
			it.before = noteGap
			it.places = []string{n.place()}
		}
		n.items = append(n.items, it)
	}
	if len(lines) == 1 {
		n.items[0].abreast = abreast(lines[0].right - margin)
	}
}

// label sets a short text on one line at x, as wide as it is, as a part of
// the element leaf.
func (s *setter) label(leaf int32, text string, ps paraStyle, x, w float64) []Op {
	ps.align = ragged
	s.leaf = leaf
	p := s.compose(document.T(text), ps)
	var l line
	ops := s.setLine(&l, nil, p, brokenLine{to: len(p.pieces), last: true}, x, w)
	if leaf != artifact && len(ops) > 0 {
		ops = s.spaceAfter(ops)
	}
	return ops
}
