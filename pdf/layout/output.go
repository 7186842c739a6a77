package layout

import (
	"context"
	"slices"

	"probata/dossier/document"
)

// output makes pages of what is set, as soon as nothing that is set later can change
// them, so that a long document is never held as a whole: text that stands on a finished
// page is let go. What a page cannot know yet is added last: the number of all pages in
// every foot, and the pages that tell where others stand.
type output struct {
	pager
	from    int // where the next page begins in the items of the setter
	layout  *Layout
	emit    Emit // takes finished pages; nil = all are kept
	painted int
	held    []int // pages that are painted last
	same    furniture
}

// Emit takes pages that are finished, first being the number of the first of them from 0, tags
// the elements of the structure up to them.
// Their operations are let go afterwards; a page may come without any, to be given with
// the layout at the end.
type Emit func(first int, pages []Page, tags []Tag) error

// LayParts sets a document like Lay and gives its pages part by part. What the layout has
// of a page's operations at its end is what was not yet known: the number of all pages,
// and the pages with contents as a whole.
func LayParts(ctx context.Context, doc *document.Document, fonts *Fonts, emit Emit) (*Layout, error) {
	return layWith(ctx, doc, newLexicon(fonts, doc.Language), nil, emit)
}

func newOutput(emit Emit) *output {
	return &output{layout: &Layout{Places: map[string]Place{}}, emit: emit}
}

// flush makes pages of what is set so far; at the end, of all of it.
func (s *setter) flush(end bool) error {
	o := s.out
	if o == nil {
		return nil
	}
	o.items = s.items
	for o.from < len(o.items) || end && len(o.carry) > 0 {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		last, top := o.fill(o.from)
		if last == len(o.items) && !end {
			break // what comes next may stand here too
		}
		o.build(o.from, last, top)
		o.from = last
	}
	if end && len(o.pages) == 0 {
		o.pages = append(o.pages, builtPage{})
	}
	if o.from > 1 {
		s.items = slices.Clone(s.items[o.from-1:]) // the one before tells whether a table runs on
		o.from = 1
	}
	ready := len(o.pages)
	if !end {
		ready-- // its frames ask what the next page begins with
	}
	return s.paintTo(ready, end)
}

// paintTo paints the pages below number ready and gives them out.
func (s *setter) paintTo(ready int, end bool) error {
	o, l := s.out, s.out.layout
	first := o.painted
	if ready <= first {
		return nil
	}
	block := s.block
	s.block = Furniture
	defer func() { s.block = block }()
	for i := first; i < ready; i++ {
		l.Pages = append(l.Pages, Page{})
		l.locate(i, o.pages[i])
		if slices.ContainsFunc(o.pages[i].body, func(it pageItem) bool { return it.entry != nil }) {
			o.held = append(o.held, i)
		}
	}
	var list []int
	for i := first; i < ready; i++ {
		if !slices.Contains(o.held, i) {
			list = append(list, i)
		}
	}
	if err := s.paintPages(list); err != nil {
		return err
	}
	o.painted = ready
	if o.emit != nil {
		if err := o.emit(first, l.Pages[first:ready], s.tags); err != nil {
			return err
		}
	}
	for _, i := range list {
		if o.emit != nil {
			l.Pages[i].Ops = nil
		}
		if i > 0 && !slices.Contains(o.held, i-1) {
			o.pages[i-1] = o.pages[i-1].edges()
		}
	}
	return nil
}

// edges is what the neighbours of a painted page ask for.
func (p builtPage) edges() builtPage {
	n := len(p.body)
	if n == 0 {
		return builtPage{}
	}
	first, last := item{frames: p.body[0].frames}, item{frames: p.body[n-1].frames}
	return builtPage{body: []pageItem{{item: &first}, {item: &last}}}
}

// paintPages paints pages on all cores, with all of head and foot but their number.
func (s *setter) paintPages(list []int) error {
	o, l := s.out, s.out.layout
	err := Share(len(list), func(next func() (int, bool)) error {
		for k, more := next(); more; k, more = next() {
			i := list[k]
			p := painter{page: &l.Pages[i]}
			p.text(o.pages, i)
			for _, it := range o.pages[i].body {
				it.ops = nil // a long document is not held twice
			}
			if s.mirrored {
				mirror(p.page.Ops, p.page.Links)
			}
			p.page.Ops = readingOrder(p.page.Ops, s.tags)
		}
		return s.ctx.Err()
	})
	if err != nil {
		return err
	}
	for _, i := range list {
		boxes(&l.Pages[i], i+1, s.tags)
		s.furniture(&o.same, &l.Pages[i], i)
	}
	return nil
}

// complete ends the layout when all is set.
func (s *setter) complete() (*Layout, error) {
	if err := s.flush(true); err != nil {
		return nil, err
	}
	o, l := s.out, s.out.layout
	s.block = Furniture
	s.finishEntries(l, o.pages, o.held)
	if err := s.paintPages(o.held); err != nil {
		return nil, err
	}
	for i := range l.Pages {
		s.pageNumber(&l.Pages[i], i, len(l.Pages))
	}
	l.Words, l.Tags, l.Broken, l.Leftwards = s.shared.size(), s.tags, s.broken, s.mirrored
	for i := range s.speeches {
		l.Langs = append(l.Langs, s.speeches[i].tag)
	}
	for _, m := range s.absent {
		l.Missing = append(l.Missing, *m)
	}
	slices.SortFunc(l.Missing, func(a, b MissingGlyph) int { return int(a.Rune - b.Rune) })
	return l, nil
}
