package layout

import (
	"encoding/binary"
	"math"
)

// memo keeps paragraphs that were cut into pieces and broken into lines, for
// a document that is set again after a change to a few of them. What the last
// layout did not use is forgotten.
type memo struct {
	now, before map[string]*shapedPara
	key         []byte
	pictures    map[[32]byte]*Picture
}

// shapedPara is what setting a text with its sizes and languages gives,
// whatever its numbers, links and colours are.
type shapedPara struct {
	runs       []run
	pieces     []piece
	rtl, mixed bool
	broken     map[breakKey]brokenPara
}

type breakKey struct {
	measure       float64
	align         align
	balance, even bool
}

// brokenPara is a paragraph broken at a measure; its pieces may be hyphenated.
type brokenPara struct {
	runs   []run
	pieces []piece
	lines  []brokenLine
}

// turn begins a layout.
func (m *memo) turn() {
	m.now, m.before = map[string]*shapedPara{}, m.now
	held := 0
	for _, p := range m.pictures {
		held += len(p.JPEG) + len(p.Pixels)
	}
	if m.pictures == nil || held > mostHeld {
		m.pictures = map[[32]byte]*Picture{}
	}
}

// mostHeld bounds the pictures kept between layouts, in bytes.
const mostHeld = 128 << 20

// find gives the paragraph for the composed text, empty when it is new.
func (m *memo) find(c *composer) (p *shapedPara, known bool) {
	b := m.key[:0]
	put := binary.LittleEndian.AppendUint32
	for i, r := range c.text {
		b = put(b, uint32(r)|uint32(uint8(c.face[i]))<<24)
	}
	for i := range c.attrs {
		a := &c.attrs[i]
		b = put(put(b, uint32(a.start)), uint32(a.lang))
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(a.size))
		b = append(b, flag(a.note != nil), flag(a.bar), flag(a.uri != ""))
	}
	for i := range c.speeches {
		b = append(append(b, c.speeches[i].tag...), 0)
	}
	m.key = b
	if p, known = m.now[string(b)]; known {
		return p, true
	}
	if p, known = m.before[string(b)]; !known {
		p = &shapedPara{broken: map[breakKey]brokenPara{}}
	}
	m.now[string(b)] = p
	return p, known
}

func flag(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// brokenAt fits and breaks a paragraph at the measure w, or remembers how.
func (c *composer) brokenAt(b *breaker, p *para, w float64) []brokenLine {
	key := breakKey{w, p.align, p.balance, p.even}
	if p.shaped != nil {
		if k, ok := p.shaped.broken[key]; ok {
			p.runs, p.pieces = k.runs, k.pieces
			return k.lines
		}
	}
	c.fit(p, w)
	lines := c.breakPara(b, p, w)
	if p.shaped != nil {
		p.shaped.broken[key] = brokenPara{p.runs, p.pieces, append([]brokenLine{}, lines...)}
	}
	return lines
}
