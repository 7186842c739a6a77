package layout

import (
	"fmt"
	"strings"
)

// Outline says in text what stands where: for every page its lines with the
// place of their base line and left edge, rules and tints left out. Words of
// one line that follow each other are joined; a line with right-to-left words
// is spelled in reading order.
func (l *Layout) Outline() string {
	var b strings.Builder
	for i := range l.Pages {
		fmt.Fprintf(&b, "page %d\n", i+1)
		l.Pages[i].outline(&b)
	}
	for _, m := range l.Bookmarks {
		fmt.Fprintf(&b, "bookmark %s%s → page %d\n", strings.Repeat("  ", max(0, m.Level-1)), m.Title, m.Page+1)
	}
	for _, m := range l.Missing {
		fmt.Fprintf(&b, "missing U+%04X × %d\n", m.Rune, m.Count)
	}
	return b.String()
}

func (p *Page) outline(b *strings.Builder) {
	var l outlined
	for i := range p.Ops {
		op := &p.Ops[i]
		if op.Kind != Text || op.W == 0 && op.Word.Text == " " {
			continue
		}
		if !l.continues(op) {
			l.write(b)
			l = outlined{y: op.Y, x: op.X}
		}
		l.add(op)
	}
	l.write(b)
}

// outlined is a line of the outline.
type outlined struct {
	y, x, end float64
	tag       int32
	leftwards bool
	text      strings.Builder
}

// continues tells whether a word belongs to the line. A raised mark belongs to
// the line that it follows. Where the words run to the left the next is not to
// the right of the last.
func (l *outlined) continues(op *Op) bool {
	if l.text.Len() == 0 || op.Y > l.y || op.Y <= l.y-5 {
		return false
	}
	if (l.leftwards || op.Word.RTL) && op.Tag == l.tag {
		return true
	}
	return op.X >= l.end-0.5 && op.X <= l.end+12
}

func (l *outlined) add(op *Op) {
	if op.X > l.end+2 && op.Y == l.y && l.text.Len() > 0 && !op.Word.RTL && !l.leftwards {
		l.text.WriteByte(' ')
	}
	l.text.WriteString(op.Word.Text)
	l.x, l.end, l.tag = min(l.x, op.X), op.X+op.W, op.Tag
	l.leftwards = l.leftwards || op.Word.RTL
}

func (l *outlined) write(b *strings.Builder) {
	if l.text.Len() > 0 {
		fmt.Fprintf(b, "%4.0f %4.0f  %s\n", l.y, l.x, l.text.String())
	}
}
