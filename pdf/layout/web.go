package layout

import (
	"math"
	"slices"

	"probata/dossier/document"
)

// A web is a picture of relations drawn as one. Lines are upright and level
// only, every tie has its own upright track between two columns, and level
// lines of boxes and of ties stand on grids that never meet: two lines may
// cross, but never run into each other. Where a line of a tie branches there
// is a dot, where it crosses another there is none.
const (
	lineGrid  = 7.0 // between two level lines
	trackGap  = 5.0 // between two upright lines
	trackEdge = 9.0 // from a box to the nearest of them: an arrow's head fits
)

// web is a picture while it is drawn.
type web struct {
	*part
	left, right []*box
	ties        []*tieBox
}

// tieBox is a tie with its words and the ports of its lines.
type tieBox struct {
	document.Tie
	x, y, w, h float64
	lines      []line
	text       float64
	mid        float64 // where its own lines leave it
}

// web draws a part as one picture, if that fits a page.
func (s *setter) web(p *part, x, w float64) bool {
	gutter := 2*trackEdge + trackGap*float64(len(p.Ties)-1)
	bw := (w - 2*gutter) / 3
	xs, ws := [3]float64{x, x + bw + gutter, x + 2*(bw+gutter)}, [3]float64{bw, bw, bw}
	tags, notes := len(s.tags), s.count
	g := &web{part: p}
	for _, party := range p.left {
		g.left = append(g.left, s.box(p, party, xs[0], bw))
	}
	for _, party := range p.right {
		g.right = append(g.right, s.box(p, party, xs[2], bw))
	}
	for _, t := range p.Ties {
		s.leaf = p.tag
		b := &tieBox{Tie: t, x: xs[1], w: bw, lines: s.text(t.Label, tieStyle, xs[1]+boxPad, bw-2*boxPad)}
		b.text = leadingOf(b.lines, tieStyle) * float64(len(b.lines))
		b.h = b.text + 2*boxPad
		g.ties = append(g.ties, b)
	}
	g.order()
	h := g.place()
	if h > webShare*bodyHeight {
		s.tags, s.count = s.tags[:tags], notes
		return false
	}
	s.columnHeads(p, xs, ws)
	it := item{h: h}
	it.ops = append(it.ops, g.lines(xs[0]+bw, xs[1], false)...)
	it.ops = append(it.ops, g.lines(xs[2], xs[1]+bw, true)...)
	for _, t := range g.ties {
		outline(&it, t.x, t.y, t.w, t.h, 0.5, tint, grey)
		s.stack(&it, t.lines, tieStyle, t.y+(t.h-t.text)/2)
	}
	for _, b := range slices.Concat(g.left, g.right) {
		s.drawBox(&it, b)
	}
	s.add(it)
	return true
}

// order puts ties and the boxes at the right where their neighbours stand;
// the boxes at the left keep the order of the document.
func (g *web) order() {
	count := func(boxes []*box, party int) {
		for _, b := range boxes {
			if b.party == party {
				b.ports++
			}
		}
	}
	for _, t := range g.ties {
		for _, i := range t.To {
			count(g.left, i)
		}
		for _, e := range t.From {
			count(g.right, e.Party)
		}
	}
	for _, b := range slices.Concat(g.left, g.right) {
		b.h = max(b.h, lineGrid*float64(b.ports+2))
	}
	for range 4 {
		left, right := places(g.left), places(g.right)
		weight := map[*tieBox]float64{}
		for _, t := range g.ties {
			weight[t] = mean(t, left, right)
		}
		slices.SortStableFunc(g.ties, func(a, b *tieBox) int { return compareDays(weight[a], weight[b]) })
		at := map[int]float64{}
		for _, b := range g.right {
			sum, n := 0.0, 0.0
			for i, t := range g.ties {
				if slices.ContainsFunc(t.From, func(e document.End) bool { return e.Party == b.party }) {
					sum, n = sum+float64(i), n+1
				}
			}
			at[b.party] = sum / max(n, 1)
		}
		slices.SortStableFunc(g.right, func(a, b *box) int { return compareDays(at[a.party], at[b.party]) })
	}
}

// places is where the parties of a column stand, between 0 and 1.
func places(boxes []*box) map[int]float64 {
	out := map[int]float64{}
	for i, b := range boxes {
		out[b.party] = (float64(i) + 0.5) / float64(len(boxes))
	}
	return out
}

// mean is where the parties of a tie stand on the average; those at the left
// weigh more, as they do not move.
func mean(t *tieBox, left, right map[int]float64) float64 {
	sum, n := 0.0, 0.0
	for _, i := range t.To {
		sum, n = sum+2*left[i], n+2
	}
	for _, e := range t.From {
		sum, n = sum+right[e.Party], n+1
	}
	return sum / max(n, 1)
}

// place sets the heights of all boxes and returns that of the picture.
func (g *web) place() float64 {
	ties := 0.0
	for _, t := range g.ties {
		ties += t.h
	}
	height := ties + boxGap*float64(len(g.ties)-1)
	for _, col := range [][]*box{g.left, g.right} {
		sum := boxGap * float64(len(col)-1)
		for _, b := range col {
			sum += b.h
		}
		height = max(height, sum)
	}
	gap := boxGap
	if n := len(g.ties); n > 1 {
		gap = (height - ties) / float64(n)
	}
	y := (height - ties - gap*float64(len(g.ties)-1)) / 2
	for _, t := range g.ties {
		t.y = y
		t.mid = snap(y+t.h/2, 0)
		y += t.h + gap
	}
	g.align(g.left, height, func(t *tieBox, party int) bool { return slices.Contains(t.To, party) })
	g.align(g.right, height, func(t *tieBox, party int) bool {
		return slices.ContainsFunc(t.From, func(e document.End) bool { return e.Party == party })
	})
	return height
}

func snap(y, offset float64) float64 { return math.Round((y-offset)/lineGrid)*lineGrid + offset }

// align puts the boxes of a column beside their ties, in order and apart.
func (g *web) align(col []*box, height float64, tied func(*tieBox, int) bool) {
	y := 0.0
	for _, b := range col {
		sum, n := 0.0, 0.0
		for _, t := range g.ties {
			if tied(t, b.party) {
				sum, n = sum+t.mid, n+1
			}
		}
		b.y = max(y, sum/max(n, 1)-b.h/2)
		y = b.y + b.h + boxGap
	}
	low := height
	for _, b := range slices.Backward(col) {
		b.y = min(b.y, low-b.h)
		low = b.y - boxGap
	}
}

// wire is the line of one tie in one gutter.
type wire struct {
	mid   float64
	track int
	ends  []wireEnd
}

type wireEnd struct {
	y     float64
	doubt bool
}

// span is the reach of the upright line.
func (w *wire) span() (top, bottom float64) {
	top, bottom = w.mid, w.mid
	for _, e := range w.ends {
		top, bottom = min(top, e.y), max(bottom, e.y)
	}
	return top, bottom
}

// lines draws the gutter between the boxes, whose edge is at from, and the
// ties, whose edge is at to.
func (g *web) lines(from, to float64, right bool) []Op {
	wires := g.wires(right)
	var bent []*wire
	for _, w := range wires {
		if top, bottom := w.span(); bottom > top {
			bent = append(bent, w)
		}
	}
	untangle(bent)
	var ops []Op
	for _, w := range wires {
		x := (from + to) / 2
		if i := slices.Index(bent, w); i >= 0 {
			room := math.Abs(to-from) - 2*trackEdge
			step := 0.0
			if len(bent) > 1 {
				step = room / float64(len(bent)-1)
			}
			x = from + math.Copysign(trackEdge+float64(w.track)*step, to-from)
			if len(bent) == 1 {
				x = (from + to) / 2
			}
		}
		ops = append(ops, w.draw(from, x, to, right)...)
	}
	return ops
}

// draw is one tie's lines: level from the tie to its track, upright along it,
// level from it to every box.
func (w *wire) draw(from, x, to float64, right bool) []Op {
	level := func(x0, x1, y float64, broken bool) []Op {
		x0, x1 = min(x0, x1), max(x0, x1)
		if broken {
			return dashes(x0, y, x1-x0)
		}
		return []Op{rule(x0, y-lineWidth/2, x1-x0, lineWidth, navy)}
	}
	top, bottom := w.span()
	straight := top == bottom
	ops := level(x, to, w.mid, straight && len(w.ends) > 0 && w.ends[0].doubt)
	if len(w.ends) == 0 {
		return nil
	}
	ops = append(ops, rule(x-lineWidth/2, top-lineWidth/2, lineWidth, bottom-top+lineWidth, navy))
	ys := []float64{w.mid}
	for _, e := range w.ends {
		if right {
			ops = append(ops, level(x, from, e.y, e.doubt)...)
		} else {
			ops = append(ops, level(from+headLong/2, x, e.y, e.doubt)...)
			ops = append(ops, arrowHead(from+0.5, e.y)...)
		}
		ys = append(ys, e.y)
	}
	const dot = 2.8
	for _, y := range ys {
		// A branch is where more than two lines meet.
		if y > top && y < bottom || straight && len(w.ends) > 1 {
			ops = append(ops, rule(x-dot/2, y-dot/2, dot, dot, navy))
		}
	}
	return ops
}

// wires gives every tie its ports at the boxes of one side. Lines that come
// from above enter a box at its top, from below at its bottom, and one that
// stands before it goes straight in.
func (g *web) wires(right bool) []*wire {
	col := g.left
	if right {
		col = g.right
	}
	out := make([]*wire, len(g.ties))
	for i, t := range g.ties {
		out[i] = &wire{mid: t.mid}
	}
	for _, b := range col {
		g.ports(b, out, right)
	}
	return out
}

// ports adds the ends of the lines that lead to a box.
func (g *web) ports(b *box, wires []*wire, right bool) {
	var above, below []int
	var taken []float64
	doubt := map[int]bool{}
	for i, t := range g.ties {
		in := slices.Contains(t.To, b.party)
		if right {
			k := slices.IndexFunc(t.From, func(e document.End) bool { return e.Party == b.party })
			in = k >= 0
			doubt[i] = in && t.From[k].Doubt
		}
		switch {
		case !in:
		case t.mid > b.y+3 && t.mid < b.y+b.h-3:
			wires[i].ends = append(wires[i].ends, wireEnd{t.mid, doubt[i]})
			taken = append(taken, t.mid)
		case t.mid < b.y+b.h/2:
			above = append(above, i)
		default:
			below = append(below, i)
		}
	}
	end := func(i int, y, step float64) {
		for slices.ContainsFunc(taken, func(o float64) bool { return math.Abs(o-y) < lineGrid-1 }) {
			y += step
		}
		taken = append(taken, y)
		wires[i].ends = append(wires[i].ends, wireEnd{y, doubt[i]})
	}
	const half = lineGrid / 2
	top := math.Ceil((b.y+3-half)/lineGrid)*lineGrid + half
	bottom := math.Floor((b.y+b.h-3-half)/lineGrid)*lineGrid + half
	if len(above)+len(below) == 1 && len(taken) == 0 {
		top = snap(b.y+b.h/2, half)
		bottom = top
	}
	for _, i := range above {
		end(i, top, lineGrid)
	}
	for _, i := range slices.Backward(below) {
		end(i, bottom, -lineGrid)
	}
}

// untangle gives every line a track, counted from the boxes, so that few
// cross: neighbours change places as long as that helps.
func untangle(wires []*wire) {
	order := slices.Clone(wires)
	for i, w := range order {
		w.track = i
	}
	best := crossings(order)
	for better := true; better && best > 0; {
		better = false
		for i := range order {
			for j := i + 1; j < len(order); j++ {
				order[i].track, order[j].track = order[j].track, order[i].track
				if n := crossings(order); n < best {
					best, better = n, true
					continue
				}
				order[i].track, order[j].track = order[j].track, order[i].track
			}
		}
	}
}

// crossings counts where level lines cross upright ones of other ties.
func crossings(wires []*wire) int {
	n := 0
	for _, a := range wires {
		top, bottom := a.span()
		for _, b := range wires {
			if a == b {
				continue
			}
			if b.track < a.track && b.mid > top && b.mid < bottom {
				n++ // from its track to its tie it passes a's
			}
			for _, e := range b.ends {
				if b.track > a.track && e.y > top && e.y < bottom {
					n++
				}
			}
		}
	}
	return n
}
