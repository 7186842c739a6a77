package layout

import (
	"fmt"
	"strings"
)

// Outline says in text what stands where: for every page its lines with the
// place of their base line and left edge, rules and tints left out. Words of
// one line that follow each other are joined; right-to-left words stand in
// the order of the page, each spelled in reading order.
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
	open, started := false, false
	var y, end float64
	for i := range p.Ops {
		op := &p.Ops[i]
		if op.Kind != Text || op.W == 0 && op.Word.Text == " " {
			continue
		}
		// A raised mark belongs to the line it follows.
		near := op.Y <= y && op.Y > y-5
		if !open || op.X < end-0.5 || op.X > end+12 || !(op.Y == y || near) {
			if open {
				b.WriteByte('\n')
			}
			fmt.Fprintf(b, "%4.0f %4.0f  ", op.Y, op.X)
			y, open, started = op.Y, true, false
		}
		if op.X > end+2 && op.Y == y && started {
			b.WriteByte(' ')
		}
		started = true
		b.WriteString(op.Word.Text)
		end = op.X + op.W
	}
	if open {
		b.WriteByte('\n')
	}
}
