package layout

import "math"

// Demerits after Knuth and Plass, "Breaking Paragraphs into Lines" (1981);
// the values are set so that even spacing counts more than a short last line.
const (
	hyphenPenalty   = 90.0
	fitnessDemerits = 3000.0
	hyphenDemerits  = 8000.0
	worstBadness    = 1e6 // beyond any line that has a space
	activeLimit     = 300 // keeps hostile text (thousands of empty pieces) linear
)

// brokenLine is pieces[from:to] as one line with its spaces set by ratio:
// above 0 they grow, below they shrink.
type brokenLine struct {
	from, to int
	ratio    float64
	last     bool // ends the paragraph or a forced line
}

type breakNode struct {
	at       int // pieces before this stand on earlier lines
	prev     int
	demerits float64
	ratio    float64
	fitness  int8
	hyphen   bool
}

// breaker breaks paragraphs into lines; its buffers are used again.
type breaker struct {
	nodes  []breakNode
	active []int
	sumW   []float64 // widths of pieces and spaces before each piece
	sumG   []float64 // of which spaces
	lines  []brokenLine
}

// lines breaks pieces at measure. The result is valid until the next call.
func (b *breaker) breakLines(pieces []piece, measure float64, justified bool) []brokenLine {
	b.lines = b.lines[:0]
	for start := 0; start < len(pieces); {
		end := start
		for end < len(pieces)-1 && !pieces[end].forced {
			end++
		}
		if justified {
			b.totalFit(pieces, start, end+1, measure)
		} else {
			b.firstFit(pieces, start, end+1, measure)
		}
		start = end + 1
	}
	return b.lines
}

func (b *breaker) firstFit(pieces []piece, start, end int, measure float64) {
	from, w := start, 0.0
	for i := start; i < end; i++ {
		need := w + pieces[i].w
		if i > from && need+pieces[i].hyphenW > measure+1e-6 {
			b.lines = append(b.lines, brokenLine{from: from, to: i})
			from, need = i, pieces[i].w
		}
		w = need + pieces[i].glueW
	}
	b.lines = append(b.lines, brokenLine{from: from, to: end, last: true})
}

// balance breaks at the smallest measure that gives the same number of lines,
// so that a title does not end in a lonely word.
func (b *breaker) balance(pieces []piece, measure float64, lines int) []brokenLine {
	low, high := 0.0, measure
	for _, p := range pieces {
		low = max(low, p.w+p.hyphenW)
	}
	for range 12 {
		mid := (low + high) / 2
		if len(b.breakLines(pieces, mid, false)) > lines {
			low = mid
		} else {
			high = mid
		}
	}
	return b.breakLines(pieces, high, false)
}

// totalFit finds the breaks with the fewest demerits over the paragraph.
func (b *breaker) totalFit(pieces []piece, start, end int, measure float64) {
	b.sums(pieces, start, end)
	b.nodes = append(b.nodes[:0], breakNode{at: start, prev: -1, fitness: 1})
	b.active = append(b.active[:0], 0)
	for to := start + 1; to <= end; to++ {
		b.extend(pieces, start, to, end, measure)
	}
	first := len(b.lines)
	for n := b.active[0]; n > 0; n = b.nodes[n].prev {
		node := b.nodes[n]
		b.lines = append(b.lines, brokenLine{from: b.nodes[node.prev].at, to: node.at, ratio: node.ratio})
	}
	for i, j := first, len(b.lines)-1; i < j; i, j = i+1, j-1 {
		b.lines[i], b.lines[j] = b.lines[j], b.lines[i]
	}
	b.lines[len(b.lines)-1].last = true
}

func (b *breaker) sums(pieces []piece, start, end int) {
	b.sumW, b.sumG = append(b.sumW[:0], 0), append(b.sumG[:0], 0)
	w, g := 0.0, 0.0
	for _, p := range pieces[start:end] {
		w += p.w + p.glueW
		g += p.inner + p.glueW
		b.sumW, b.sumG = append(b.sumW, w), append(b.sumG, g)
	}
}

// extend tries a line that ends before pieces[to] from every active node and
// keeps the best.
func (b *breaker) extend(pieces []piece, start, to, end int, measure float64) {
	last := pieces[to-1]
	best := breakNode{prev: -1, demerits: math.Inf(1)}
	kept := b.active[:0]
	for _, n := range b.active {
		node := b.nodes[n]
		i, j := node.at-start, to-start
		w := b.sumW[j] - b.sumW[i] - last.glueW + last.hyphenW
		spaces := b.sumG[j] - b.sumG[i] - last.glueW
		shrink := spaces * spaceShrink
		if w-shrink > measure+1e-6 && node.at < to-1 {
			continue // too full, and every later line from here is fuller
		}
		kept = append(kept, n)
		cand := rate(node, w, spaces, measure, to == end, last.hyphen != nil && to < end)
		if cand.demerits < best.demerits {
			best = cand
			best.prev = n
		}
	}
	if len(kept) > activeLimit {
		kept = append(kept[:0], kept[len(kept)-activeLimit:]...)
	}
	best.at = to
	b.nodes = append(b.nodes, best)
	if to == end {
		kept = kept[:0]
	}
	b.active = append(kept, len(b.nodes)-1)
}

// rate gives the node that a line from node makes, with its total demerits.
func rate(node breakNode, w, spaces, measure float64, last, hyphen bool) breakNode {
	ratio := 0.0
	switch {
	case w < measure && !last:
		// A line without spaces, as of Chinese, is the better the fuller it is.
		stretch := 0.02 * measure
		if spaces > 0 {
			stretch = spaces * spaceGrow
		}
		ratio = min(20, (measure-w)/stretch)
	case w > measure:
		ratio = -2
		if spaces > 0 {
			ratio = (measure - w) / (spaces * spaceShrink)
		}
	}
	bad := min(worstBadness, 100*math.Abs(ratio*ratio*ratio))
	fitness := fitnessOf(ratio)
	cost := 1 + bad
	if hyphen {
		cost += hyphenPenalty
	}
	total := node.demerits + cost*cost
	if d := fitness - node.fitness; d > 1 || d < -1 {
		total += fitnessDemerits
	}
	if hyphen && node.hyphen {
		total += hyphenDemerits
	}
	return breakNode{demerits: total, ratio: ratio, fitness: fitness, hyphen: hyphen}
}

// fitnessOf sorts lines into tight, decent, loose and very loose.
func fitnessOf(ratio float64) int8 {
	switch {
	case ratio < -0.5:
		return 0
	case ratio > 1:
		return 3
	case ratio > 0.5:
		return 2
	}
	return 1
}
