package layout

import (
	"slices"
	"strings"
)

// line is a line of text set at its place across the page; its operations
// have Y = 0 on the base line until the line is put into an item.
type line struct {
	ops   []Op
	links []Link
	notes []*note
	right float64 // where the text ends
}

// setLines breaks a paragraph at the measure w and sets its lines from x on.
func (c *composer) setLines(b *breaker, p *para, x, w float64) []line {
	broken := c.breakAt(b, p, w)
	lines := make([]line, len(broken))
	ops := make([]Op, 0, len(p.runs)+2*len(broken))
	for i, bl := range broken {
		from := len(ops)
		ops = c.setLine(&lines[i], ops, p, bl, x, w)
		lines[i].ops = ops[from:len(ops):len(ops)]
	}
	return lines
}

// A paragraph is hyphenated when it cannot be set well without: most can.
const (
	justifyFrom  = 150.0
	looseStretch = 1.1
	shortLine    = 0.82 // of the measure
)

// breakPara breaks a paragraph in the way its style asks for. One that cannot
// be justified without gaps keeps its breaks and is set ragged, which looks
// meant.
func (c *composer) breakPara(b *breaker, p *para, w float64) []brokenLine {
	justified := p.align == justify && w > justifyFrom
	even := p.even
	broken := b.breakLines(p.pieces, w, justified || even)
	if p.balance && len(broken) > 1 {
		return b.balance(p.pieces, w, len(broken))
	}
	if (justified && loose(broken) || even && uneven(p.pieces, broken, w)) && c.hyphenable(p) {
		c.hyphenate(p, 0)
		broken = b.breakLines(p.pieces, w, true)
	}
	if even || justified && gappy(broken) {
		for i := range broken {
			broken[i].ratio = min(0, broken[i].ratio)
		}
	}
	return broken
}

func loose(lines []brokenLine) bool {
	for _, l := range lines {
		if l.ratio > looseStretch {
			return true
		}
	}
	return false
}

// uneven tells whether a line but the last leaves much of the measure empty.
func uneven(pieces []piece, lines []brokenLine, w float64) bool {
	for _, l := range lines {
		if l.last {
			continue
		}
		natural := -pieces[l.to-1].glueW
		for _, p := range pieces[l.from:l.to] {
			natural += p.w + p.glueW
		}
		if natural < shortLine*w {
			return true
		}
	}
	return false
}

// gappy tells whether more than one line in eight would need wider spaces
// than we allow.
func gappy(lines []brokenLine) bool {
	bad := 0
	for _, l := range lines {
		if l.ratio > maxStretch {
			bad++
		}
	}
	return bad > 0 && 8*bad > len(lines)
}

// setLine appends the operations of one line to ops.
func (c *composer) setLine(l *line, ops []Op, p *para, bl brokenLine, x, w float64) []Op {
	runs := c.lineRuns(p, bl)
	natural, spaces := 0.0, 0.0
	for _, r := range runs {
		natural += r.w
		if r.space {
			spaces += r.w
		}
		if a := p.attrs[r.attr]; a.note != nil && !a.note.placed {
			a.note.placed = true
			l.notes = append(l.notes, a.note)
		}
	}
	var order []int
	if p.mixed {
		runs, order = visual(runs)
	}
	grow := 0.0
	if bl.ratio != 0 && bl.ratio <= maxStretch && spaces > 0 {
		// Parts of words may be a hair wider than the breaker knew.
		grow = max(-spaceShrink-0.02, (w-natural)/spaces)
	}
	switch {
	case p.align == centre:
		x += (w - natural) / 2
	case p.align == right, p.rtl && !c.mirrored:
		x += w - natural - spaces*grow
	case c.mirrored && !p.rtl && (bl.from > 0 || bl.to < len(p.pieces)):
		x += w - natural - spaces*grow // foreign lines begin at their own side
	}
	c.lineCount++
	first := len(ops)
	ops = c.setRuns(l, ops, p, runs, x, grow)
	for i := first; i < len(ops); i++ {
		ops[i].line = c.lineCount
	}
	for i := range l.links {
		l.links[i].line = c.lineCount
	}
	if order != nil {
		logical(ops[first:], p, runs, order)
	}
	if last := p.pieces[bl.to-1]; len(runs) > 0 && (last.glueW > 0 || last.forced) && bl.to < len(p.pieces) {
		ops = c.spaceAfter(ops)
	}
	return ops
}

// spaceAfter adds the space at the end of a line, which is not seen but read:
// without it the words on either side of a break would be one.
func (c *composer) spaceAfter(ops []Op) []Op {
	if len(ops) == 0 {
		return ops
	}
	op := ops[len(ops)-1]
	space := c.word([]rune{' '}, 0, 1, op.Word.Face, false)
	if !op.Word.RTL {
		op.X += op.W
	}
	op.W, op.Word = 0, space
	return append(ops, op)
}

func (c *composer) setRuns(l *line, ops []Op, p *para, runs []run, x, grow float64) []Op {
	for _, r := range runs {
		a := &p.attrs[r.attr]
		width := r.w
		if r.space {
			width += r.w * grow
		}
		if a.bar {
			ops = append(ops, Op{Kind: Rect, Color: barColor(r.word), Block: int32(c.block), Tag: a.tag, X: x, Y: -a.size * 0.78, W: width, H: a.size})
		}
		ops = append(ops, Op{
			Kind: Text, Color: a.color, Block: int32(c.block), Tag: a.tag,
			X: x, Y: -a.rise, W: width, Size: a.size, Word: r.word,
		})
		if a.uri != "" || a.place != "" {
			l.link(a, x, width)
		}
		x += width
	}
	l.right = x
	return ops
}

// link grows the last link of the line or begins one.
func (l *line) link(a *attr, x, w float64) {
	if n := len(l.links); n > 0 {
		last := &l.links[n-1]
		if last.URI == a.uri && last.Place == a.place && last.Tag == a.tag && x-last.X-last.W < 0.5 {
			last.W = x + w - last.X
			return
		}
	}
	k := Link{X: x, Y: -a.size*0.8 - a.rise, W: w, H: a.size * 1.05, URI: a.uri, Place: a.place, Name: a.name, Tag: a.tag}
	l.links = append(l.links, k)
}

// visual puts the runs of a line into visual order (rule L2 of UAX #9); order
// tells where each stood before.
func visual(runs []run) (out []run, order []int) {
	order = make([]int, len(runs))
	top, low := int8(0), int8(127)
	for i, r := range runs {
		order[i] = i
		top = max(top, r.level)
		if r.level&1 == 1 {
			low = min(low, r.level)
		}
	}
	for level := top; level >= low && level > 0; level-- {
		for i := 0; i < len(order); i++ {
			j := i
			for j < len(order) && runs[order[j]].level >= level {
				j++
			}
			slices.Reverse(order[i:j])
			i = max(i, j-1)
		}
	}
	out = make([]run, len(runs))
	for i, k := range order {
		out[i] = runs[k]
	}
	return out, order
}

// logical puts the operations of a line that was placed in visual order back
// into the order in which it is read: a reader of the file goes through them
// in that order, whether it speaks, copies or searches.
func logical(ops []Op, p *para, runs []run, order []int) {
	type piece struct{ order, from, to int }
	pieces := make([]piece, len(runs))
	at := 0
	for i, r := range runs {
		from := at
		if at++; p.attrs[r.attr].bar {
			at++
		}
		pieces[i] = piece{order[i], from, at}
	}
	slices.SortFunc(pieces, func(a, b piece) int { return a.order - b.order })
	placed := slices.Clone(ops)
	at = 0
	for _, pc := range pieces {
		at += copy(ops[at:], placed[pc.from:pc.to])
	}
}

// barColor is what stands behind a stand-in for a withheld value: a solid bar
// where it has no name, else a tint on which its code is read.
func barColor(w *Word) Color {
	if strings.Trim(w.Text, "█") == "" {
		return solidBar
	}
	return bar
}
