package dossier

import (
	"cmp"
	"container/heap"
	"slices"

	"probata/dossier/edtf"
)

// Timeline is the events of the case in the order in which they happened, as
// far as dates and stated relations tell. An undated event stands after what it
// is said to follow and before what it is said to precede; where nothing is
// said it keeps its place at the end. Every event is there exactly once.
// Relations that lead in a circle are passed over, and only they; Check names
// the events of the circle.
func (d *Dossier) Timeline() []*Event {
	g := newOrder(Of[*Event](d))
	g.infer()
	g.rank()
	var ready readyHeap
	for _, n := range g.nodes {
		if n.waits == 0 {
			heap.Push(&ready, n)
		}
	}
	out := make([]*Event, 0, len(g.nodes))
	for ready.Len() > 0 {
		n := heap.Pop(&ready).(*node)
		out = append(out, n.event)
		for _, next := range n.next {
			if next.waits--; next.waits == 0 {
				heap.Push(&ready, next)
			}
		}
	}
	return out
}

// Undated tells whether nothing places the event in time but its place.
func (d *Dossier) Undated(e *Event) bool {
	return e.When.Value().IsZero() && len(e.After)+len(e.Before)+len(e.During) == 0
}

// node is one event in the graph of stated relations.
type node struct {
	event  *Event
	when   edtf.Date // own date, or one inferred for sorting only
	place  int
	rank   int // of when and place among all events
	next   []*node
	prev   []*node
	waits  int
	circle bool // its relations lead back to itself

	index, low int // of the search for circles
	open       bool
}

// order is the graph. A relation that is stated twice is there twice, which
// does no harm and costs less than looking for it.
type order struct {
	nodes  []*node
	sorted []*node // each after all that it follows
}

func newOrder(events []*Event) *order {
	g := &order{nodes: make([]*node, 0, len(events))}
	byID := make(map[ID]*node, len(events))
	for i, e := range events {
		n := &node{event: e, when: e.When.Moment(), place: i}
		g.nodes = append(g.nodes, n)
		byID[e.ID] = n
	}
	zone := g.zone()
	for _, n := range g.nodes {
		n.when = n.when.In(zone)
		for _, ids := range [][]ID{n.event.After, n.event.During} {
			for _, id := range ids {
				relate(byID[id], n)
			}
		}
		for _, id := range n.event.Before {
			relate(n, byID[id])
		}
	}
	g.cutCircles()
	return g
}

// zone is the clock that most events with a zone are told by, the first in a tie:
// times without a zone are those of the place, and are compared on its clock.
func (g *order) zone() int {
	count, best := map[int]int{}, 0
	for _, n := range g.nodes {
		if c, ok := n.when.Clock(); ok && c.HasZone {
			count[c.Zone]++
		}
	}
	for _, n := range g.nodes {
		if c, ok := n.when.Clock(); ok && c.HasZone && (count[best] == 0 || count[c.Zone] > count[best]) {
			best = c.Zone
		}
	}
	return best
}

func relate(from, to *node) {
	switch {
	case from == nil || to == nil:
	case from == to:
		from.circle = true
	default:
		from.next = append(from.next, to)
	}
}

// cutCircles finds the circles (Tarjan's strongly connected components), takes
// out the relations inside each, and sorts the nodes along those that are left.
func (g *order) cutCircles() {
	s := search{}
	for _, n := range g.nodes {
		if n.index == 0 {
			s.visit(n)
		}
	}
	for _, n := range g.nodes {
		n.next = slices.DeleteFunc(n.next, func(to *node) bool { return n.low == to.low })
		for _, to := range n.next {
			to.prev = append(to.prev, n)
			to.waits++
		}
	}
	slices.Reverse(s.finished)
	g.sorted = s.finished
}

type search struct {
	count    int
	stack    []*node
	finished []*node // components with what follows them first
}

// visit gives n and all it leads to their component: nodes of one circle end
// with the same low.
func (s *search) visit(n *node) {
	s.count++
	n.index, n.low, n.open = s.count, s.count, true
	s.stack = append(s.stack, n)
	for _, to := range n.next {
		if to.index == 0 {
			s.visit(to)
			n.low = min(n.low, to.low)
		} else if to.open {
			n.low = min(n.low, to.index)
		}
	}
	if n.low != n.index {
		return
	}
	i := len(s.stack) - 1
	for s.stack[i] != n {
		i--
	}
	for _, m := range s.stack[i:] {
		m.open, m.low = false, n.index
		m.circle = m.circle || len(s.stack)-i > 1
	}
	s.finished = append(s.finished, s.stack[i:]...)
	s.stack = s.stack[:i]
}

// infer lends undated events a date to sort by: the latest of what they
// follow, or else the earliest of what they precede. The second round carries
// on what the way back has found.
func (g *order) infer() {
	for range 2 {
		for _, n := range g.sorted {
			if n.when.IsZero() {
				n.when = pick(n.prev, 1)
			}
		}
		for _, n := range slices.Backward(g.sorted) {
			if n.when.IsZero() {
				n.when = pick(n.next, -1)
			}
		}
	}
}

func pick(nodes []*node, sign int) edtf.Date {
	var best edtf.Date
	for _, n := range nodes {
		if !n.when.IsZero() && (best.IsZero() || sign*compareDates(n.when, best) > 0) {
			best = n.when
		}
	}
	return best
}

// rank numbers the nodes by date and place once, so that the heap compares
// numbers.
func (g *order) rank() {
	all := slices.Clone(g.nodes)
	slices.SortStableFunc(all, func(a, b *node) int { return compareDates(a.when, b.when) })
	for i, n := range all {
		n.rank = i
	}
}

// compareDates is edtf.CompareWritten; where the first days differ they decide, which
// spares the long comparison.
func compareDates(a, b edtf.Date) int {
	if a == b {
		return 0
	}
	x, okX := a.Earliest()
	y, okY := b.Earliest()
	if okX && okY && x != y {
		return cmp.Compare(x, y)
	}
	return edtf.CompareWritten(a, b)
}

type readyHeap []*node

func (h readyHeap) Len() int           { return len(h) }
func (h readyHeap) Less(i, j int) bool { return h[i].rank < h[j].rank }
func (h readyHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *readyHeap) Push(x any)        { *h = append(*h, x.(*node)) }
func (h *readyHeap) Pop() any {
	old := *h
	n := old[len(old)-1]
	*h = old[:len(old)-1]
	return n
}
