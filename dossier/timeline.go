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
// said it keeps its place at the end. Every event is there exactly once, even
// when the stated relations contradict each other: Check reports that.
func (d *Dossier) Timeline() []*Event {
	events := Of[*Event](d)
	g := newOrder(d, events)
	out := make([]*Event, 0, len(events))
	for g.ready.Len() > 0 {
		n := heap.Pop(&g.ready).(*node)
		out = append(out, n.event)
		n.done = true
		for _, next := range n.next {
			if next.waits--; next.waits == 0 {
				heap.Push(&g.ready, next)
			}
		}
	}
	for _, n := range g.nodes { // members of a circle, in the user's order
		if !n.done {
			out = append(out, n.event)
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
	event *Event
	when  edtf.Date // own date, or one inferred for sorting only
	place int
	next  []*node
	prev  []*node
	waits int
	done  bool
}

type order struct {
	nodes []*node
	ready readyHeap
}

func newOrder(d *Dossier, events []*Event) *order {
	g := &order{}
	byID := make(map[ID]*node, len(events))
	for i, e := range events {
		n := &node{event: e, when: e.When.Value(), place: i}
		g.nodes = append(g.nodes, n)
		byID[e.ID] = n
	}
	for _, n := range g.nodes {
		for _, id := range slices.Concat(n.event.After, n.event.During) {
			edge(byID[id], n)
		}
		for _, id := range n.event.Before {
			edge(n, byID[id])
		}
	}
	g.infer()
	for _, n := range g.nodes {
		if n.waits == 0 {
			heap.Push(&g.ready, n)
		}
	}
	return g
}

func edge(from, to *node) {
	if from == nil || to == nil || from == to || slices.Contains(from.next, to) {
		return
	}
	from.next = append(from.next, to)
	to.prev = append(to.prev, from)
	to.waits++
}

// infer lends undated events a date to sort by: the latest of what they
// follow, or else the earliest of what they precede. Two rounds carry it over
// chains in both directions; longer chains are held together by the edges.
func (g *order) infer() {
	for range 2 {
		for _, n := range g.nodes {
			if n.when.IsZero() {
				n.when = pick(n.prev, 1)
			}
		}
		for i := len(g.nodes) - 1; i >= 0; i-- {
			if n := g.nodes[i]; n.when.IsZero() {
				n.when = pick(n.next, -1)
			}
		}
	}
}

func pick(nodes []*node, sign int) edtf.Date {
	var best edtf.Date
	for _, n := range nodes {
		if !n.when.IsZero() && (best.IsZero() || sign*edtf.Compare(n.when, best) > 0) {
			best = n.when
		}
	}
	return best
}

type readyHeap []*node

func (h readyHeap) Len() int { return len(h) }
func (h readyHeap) Less(i, j int) bool {
	return cmp.Or(edtf.Compare(h[i].when, h[j].when), cmp.Compare(h[i].place, h[j].place)) < 0
}
func (h readyHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *readyHeap) Push(x any)   { *h = append(*h, x.(*node)) }
func (h *readyHeap) Pop() any {
	old := *h
	n := old[len(old)-1]
	*h = old[:len(old)-1]
	return n
}
