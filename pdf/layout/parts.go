package layout

import (
	"cmp"
	"errors"

	"probata/dossier/document"
)

// A long document is set in parts, on all cores. Where the parts end depends
// on the text and never on the machine, so that the pages are the same
// everywhere. What a part must know of the text before it is counted first;
// when the parts are joined the counts are compared.

// partSize is the text of a part in bytes, two to eight pages: large enough to
// be worth its buffers, small enough that the cores end together.
const partSize = 16 << 10

// counts is what has been numbered up to a place of the document.
type counts struct {
	paragraphs, headings, notes int
	depth                       int // level of the last heading, as headingTag closes it up
}

// count adds a block.
func (n *counts) count(b document.Block, words document.Words) {
	switch b := b.(type) {
	case document.Heading:
		n.headings++
		if visible(b.Text) {
			n.depth = closedUp(b.Level, n.depth)
		}
	case document.Paragraph:
		if b.Numbered {
			n.paragraphs++
		}
	case document.Contents:
		if words.Contents != "" {
			n.depth = 1
		}
	case document.Cover:
		n.headings++
		n.depth = 1
		n.items(b.Items, words)
	case document.Fields:
		n.items(b.Items, words)
	}
}

func (n *counts) items(items []document.FieldItem, words document.Words) {
	for _, it := range items {
		for _, b := range it.Answer {
			n.count(b, words)
		}
	}
}

// weigh gives the length of the text of blocks, and how many notes it has.
func weigh(blocks ...document.Block) (size, notes int) {
	document.Spans(blocks, func(s document.Span) { size += len(s.Text) + 8 })
	document.Notes(blocks, func(document.Span) { notes++ })
	return size, notes
}

// stretch is a part before it is set: from:to of the blocks or rows.
type stretch struct {
	from, to int
	counts        // before it
	under    bool // its first block stands below a numbered paragraph
	alone    bool // a long table, which is set in parts of its own
}

// atOnce is how many parts are set before pages are made of them: it bounds what is
// held, and does not depend on the machine.
const atOnce = 16

// longTable is how many parts' worth of text makes a table one that is set alone.
const longTable = 4

// allBlocks sets the text of the document.
func (s *setter) allBlocks() error {
	blocks := s.doc.Blocks
	stretches, end := s.divide(blocks)
	for from, to := 0, 0; from < len(stretches); from = to {
		st := stretches[from]
		to = from + 1
		if len(stretches) == 1 || st.alone {
			s.block, s.under = st.from-1, st.under
			if err := s.blockRange(blocks, st.from, st.to, margin, measure, bodyStyle); err != nil {
				return err
			}
			if err := cmp.Or(s.fault, s.check(countsAt(stretches, to, end)), s.flush(false)); err != nil {
				return err
			}
			continue
		}
		for to < len(stretches) && to-from < atOnce && !stretches[to].alone {
			to++
		}
		if err := s.batch(blocks, stretches[from:to], countsAt(stretches, to, end)); err != nil {
			return err
		}
	}
	return nil
}

// countsAt is what has been numbered before stretch i.
func countsAt(stretches []stretch, i int, end counts) counts {
	if i < len(stretches) {
		return stretches[i].counts
	}
	return end
}

// batch sets some parts of the text on all cores and makes pages of them.
func (s *setter) batch(blocks []document.Block, stretches []stretch, end counts) error {
	parts := s.parts(stretches)
	for i, p := range parts {
		p.block, p.under = stretches[i].from-1, stretches[i].under
	}
	err := s.onAllCores(parts, func(i int, p *setter) error {
		return p.blockRange(blocks, stretches[i].from, stretches[i].to, margin, measure, bodyStyle)
	})
	if err != nil {
		return err
	}
	return cmp.Or(s.join(parts, stretches, end, 0), s.flush(false))
}

// divide finds the parts of the text, and the counts at its end.
func (s *setter) divide(blocks []document.Block) ([]stretch, counts) {
	now := s.counted()
	out := []stretch{{counts: now}}
	size, under := 0, false
	for i, b := range blocks {
		n, notes := weigh(b)
		_, table := b.(document.Table)
		long, last := table && n/longTable >= s.partSize, &out[len(out)-1]
		if opens(b) && (size >= s.partSize || (long || last.alone) && i > last.from) {
			last.to = i
			out = append(out, stretch{from: i, counts: now, under: under})
			size = 0
		}
		out[len(out)-1].alone = out[len(out)-1].alone || long
		_, under = below(blocks, i, under)
		now.count(b, s.doc.Words)
		size += n
		now.notes += notes
	}
	out[len(out)-1].to = len(blocks)
	return out, now
}

// opens tells whether a block may be the first of a part: one that asks for
// room above it and not for less.
func opens(b document.Block) bool {
	switch b := b.(type) {
	case document.Heading, document.Quote, document.Table, document.Fields:
		return true
	case document.Paragraph:
		return b.Kind != document.Detail
	}
	return false
}

func (s *setter) counted() counts {
	return counts{paragraphs: s.number, headings: s.nextH, notes: s.composer.count, depth: s.depthH}
}

var errCounts = errors.New("set document: the parts do not count alike")

// check compares what was set with what was counted.
func (s *setter) check(want counts) error {
	if s.counted() != want {
		return errCounts
	}
	return nil
}

// parts makes a setter for every stretch. Its first item stands for the last
// one before it.
func (s *setter) parts(stretches []stretch) []*setter {
	out := make([]*setter, len(stretches))
	for i, st := range stretches {
		p := &setter{
			ctx: s.ctx, doc: s.doc, heads: s.heads, pictures: s.pictures, depth: s.depth, partSize: s.partSize,
			number: st.paragraphs, nextH: st.headings, frames: s.frames, items: []item{{}},
		}
		p.composer = composer{
			shaper: s.shaper, soft: map[int]*Word{}, refs: s.refs, absent: map[rune]*MissingGlyph{},
			memo: s.memo, noteWord: s.noteWord, mirrored: s.mirrored, speeches: s.speeches[:len(s.speeches):len(s.speeches)], tongue: s.tongue,
			count: st.notes, depthH: st.depth, block: s.block, tags: []Tag{{Kind: TagDocument}},
		}
		out[i] = p
	}
	return out
}

// onAllCores runs set for every part, with a shaper of the core that runs it.
func (s *setter) onAllCores(parts []*setter, set func(i int, p *setter) error) error {
	return Share(len(parts), func(next func() (int, bool)) error {
		sh := s.shared.take()
		defer s.shared.give(sh)
		for i, more := next(); more; i, more = next() {
			parts[i].shaper = sh
			if err := set(i, parts[i]); err != nil {
				return err
			}
			if err := cmp.Or(sh.err, parts[i].fault); err != nil {
				return err
			}
		}
		return nil
	})
}

// join adds the parts in their order below the element parent.
func (s *setter) join(parts []*setter, stretches []stretch, end counts, parent int32) error {
	shift, lines := make([]int32, len(parts)), make([]int32, len(parts))
	for i, p := range parts {
		if err := p.check(countsAt(stretches, i+1, end)); err != nil {
			return err
		}
		if len(p.speeches) != len(s.speeches) {
			return errCounts
		}
		shift[i] = s.joinTags(p, parent)
		lines[i] = s.lineCount
		s.lineCount += p.lineCount
		s.broken = append(s.broken, p.broken...)
		for r, m := range p.absent {
			if s.absent[r] == nil {
				s.absent[r] = m
			} else {
				s.absent[r].Count += m.Count
			}
		}
	}
	err := Share(len(parts), func(next func() (int, bool)) error {
		for i, more := next(); more; i, more = next() {
			renumber(parts[i].items, shift[i], lines[i])
		}
		return nil
	})
	for _, p := range parts {
		s.joinItems(p)
	}
	return err
}

// joinTags adds the elements of a part and returns what their numbers grow by.
func (s *setter) joinTags(p *setter, parent int32) int32 {
	shift := int32(len(s.tags)) - 1
	for _, t := range p.tags[1:] {
		if t.Parent == 0 {
			t.Parent = parent
		} else {
			t.Parent += shift
		}
		s.tags = append(s.tags, t)
	}
	s.number, s.nextH, s.composer.count, s.depthH = p.number, p.nextH, p.composer.count, p.depthH
	return shift
}

// renumber raises the numbers of the elements and lines that items belong to.
func renumber(items []item, shift, lines int32) {
	for i := range items {
		it := &items[i]
		for k := range it.ops {
			if it.ops[k].Tag != 0 {
				it.ops[k].Tag += shift
			}
			if it.ops[k].line != 0 {
				it.ops[k].line += lines
			}
		}
		for k := range it.links {
			it.links[k].Tag += shift
			if it.links[k].line != 0 {
				it.links[k].line += lines
			}
		}
		if it.entry != nil {
			it.entry.tag += shift
		}
		for _, n := range it.notes {
			renumber(n.items, shift, lines)
		}
	}
}

// joinItems adds the items of a part; what the last one before it asked for
// comes to its first, and the other way round.
func (s *setter) joinItems(p *setter) {
	if p.items[0].keep {
		s.keepLast()
	}
	for i, it := range p.items[1:] {
		if i == 0 {
			it.before = max(it.before, s.gap)
			it.newPage = it.newPage || s.fresh
			it.places = append(s.places, it.places...)
			if it.mark == nil {
				it.mark = s.mark
			}
			s.gap, s.fresh, s.mark, s.places = 0, false, nil, nil
		}
		s.items = append(s.items, it)
	}
	if p.mark != nil {
		s.mark = p.mark
	}
	s.gap, s.fresh = max(s.gap, p.gap), s.fresh || p.fresh
	s.places = append(s.places, p.places...)
}
