package layout

import (
	"encoding/binary"
	"math"
	"slices"
	"sync"
)

// memo keeps paragraphs that were cut into pieces and broken into lines, for
// a document that is set again after a change to a few of them. What the last
// layout did not use is forgotten.
type memo struct {
	mu          sync.Mutex
	now, before map[string]*shapedPara
	pictures    *pictures
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
	if m.pictures == nil || m.pictures.held() > mostHeld {
		m.pictures = newPictures()
	}
}

// mostHeld bounds the pictures kept between layouts, in bytes.
const mostHeld = 128 << 20

// find gives what is known of a paragraph, nil when it is new.
func (m *memo) find(key []byte) *shapedPara {
	m.mu.Lock()
	defer m.mu.Unlock()
	p, ok := m.now[string(key)]
	if !ok {
		if p, ok = m.before[string(key)]; ok {
			m.now[string(key)] = p
		}
	}
	return p
}

// keep stores a paragraph that was cut.
func (m *memo) keep(key []byte, p *shapedPara) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now[string(key)] = p
}

// brokenAt gives a paragraph as it was broken before.
func (m *memo) brokenAt(p *shapedPara, key breakKey) (brokenPara, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	k, ok := p.broken[key]
	return k, ok
}

func (m *memo) keepBroken(p *shapedPara, key breakKey, k brokenPara) {
	m.mu.Lock()
	defer m.mu.Unlock()
	p.broken[key] = k
}

// memoKey is all of the composed text that its shapes and breaks depend on.
func (c *composer) memoKey() []byte {
	b := c.key[:0]
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
	c.key = b
	return b
}

func flag(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// breakAt fits and breaks a paragraph at the measure w, or remembers how.
func (c *composer) breakAt(b *breaker, p *para, w float64) []brokenLine {
	key := breakKey{w, p.align, p.balance, p.even}
	if p.shaped != nil {
		if k, ok := c.memo.brokenAt(p.shaped, key); ok {
			p.runs, p.pieces = k.runs, k.pieces
			return k.lines
		}
	}
	c.fit(p, w)
	lines := c.breakPara(b, p, w)
	if p.shaped != nil {
		c.memo.keepBroken(p.shaped, key, brokenPara{p.runs, p.pieces, slices.Clone(lines)})
	}
	return lines
}
