package layout

// pageItem is an item at its height on a page.
type pageItem struct {
	*item
	y float64
	x float64 // added to the places of the item
}

// builtPage is what stands on one page before it is painted.
type builtPage struct {
	body  []pageItem
	heads []pageItem // repeated heads of tables
	notes []pageItem
}

// pager fills pages with items, greedily: as many as fit, then back to the
// last place where a break is allowed.
type pager struct {
	items []item
	pages []builtPage
	carry []*item // lines of notes that did not fit on the page of their mark
}

// Room that the text keeps on a page even when notes are carried over, and
// the shortest note that may be broken.
const (
	bodyShare      = 0.4
	splittableNote = 4
)

// fill finds how many items from start go on the page; top is the height of
// a repeated table head.
func (p *pager) fill(start int) (end int, top float64) {
	var foot noteRows
	if len(p.carry) > 0 {
		// A page that may be taken out carries no note of the page before.
		if start == len(p.items) || p.items[start].newPage {
			return start, 0
		}
		const most = bodyHeight * (1 - bodyShare)
		for i := 0; i < len(p.carry) && foot.h < most; i++ {
			foot.add(p.carry[i])
		}
		foot.h = min(most, foot.h)
	}
	if start > 0 && p.items[start].head != nil && p.items[start-1].head.root() == p.items[start].head.root() {
		top = p.items[start].head.h
	}
	y := top
	for end = start; end < len(p.items); end++ {
		it := &p.items[end]
		if end > start && it.newPage {
			return end, top
		}
		need := y + it.h
		if end > start {
			need += it.before
		}
		grown, least := foot.with(it.notes)
		if end > start && need+foot.h > bodyHeight+0.01 || end > start && need+least > bodyHeight+0.01 {
			return p.breakBefore(start, end), top
		}
		y, foot = need, grown
	}
	return end, top
}

// breakBefore goes back from end to a place where a page may end; when there
// is none, the page ends at end.
func (p *pager) breakBefore(start, end int) int {
	for i := end; i > start; i-- {
		if !p.items[i-1].keep {
			return i
		}
	}
	return end
}

// build places the items and as many lines of notes as there is room for.
func (p *pager) build(start, end int, top float64) {
	var pg builtPage
	y := bodyTop
	if top > 0 {
		head := p.items[start].head
		for i := range head.items {
			pg.heads = append(pg.heads, pageItem{item: &head.items[i], y: y})
			y += head.items[i].h
		}
	}
	lines := p.carry
	for i := start; i < end; i++ {
		it := &p.items[i]
		if i > start {
			y += it.before
		}
		pg.body = append(pg.body, pageItem{item: it, y: y})
		y += it.h
		for _, n := range it.notes {
			for k := range n.items {
				lines = append(lines, &n.items[k])
			}
		}
	}
	p.carry = p.foot(&pg, lines, bodyBottom-y)
	p.pages = append(p.pages, pg)
}
