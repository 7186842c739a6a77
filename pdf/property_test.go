package pdf

import (
	"math/rand/v2"
	"strings"
	"testing"

	"probata/dossier/document"
	"probata/pdf/layout"
)

// maker makes random documents. All their words are capitals, which the
// setter's own numbers and marks never are, so that what is shown can be
// counted against what was said.
type maker struct {
	*rand.Rand
	said    strings.Builder
	inOrder bool // no blocks that are read in another order than they are given
}

var alphabets = []string{"ABCDEFGH", "АБВГДЕЁЖ", "ӘҒҚҢӨҰҮҺІ", "ԱԲԳԴԵ"}

func (m *maker) words(n int) string {
	var b strings.Builder
	for range m.IntN(n + 1) {
		letters := []rune(alphabets[m.IntN(len(alphabets))])
		size := 1 + m.IntN(12)
		if m.IntN(60) == 0 {
			size = 200
		}
		for range size {
			b.WriteRune(letters[m.IntN(len(letters))])
		}
		b.WriteString([]string{" ", " ", " ", "-", "\u00a0", ", ", "\n", "/"}[m.IntN(8)])
	}
	m.said.WriteString(b.String())
	return b.String()
}

func (m *maker) spans(n int, notes bool) []document.Span {
	var out []document.Span
	for range 1 + m.IntN(4) {
		sp := document.Span{Text: m.words(n), Style: document.Style(m.IntN(16))}
		if notes && m.IntN(4) == 0 {
			sp.Note = m.spans(n/2, false)
		}
		if m.IntN(9) == 0 {
			sp.Link = "https://example.org/"
			if sp.Text == "" {
				sp.Text = "x"
			}
		}
		out = append(out, sp)
	}
	return out
}

func (m *maker) block(depth int) document.Block {
	switch k := m.IntN(13); {
	case k == 0:
		return document.Heading{Level: m.IntN(5), Text: m.spans(8, false), NewPage: m.IntN(5) == 0}
	case k == 1:
		return document.Quote{Original: m.spans(60, true), Attribution: m.spans(6, true), Translations: m.translations()}
	case k == 2:
		return m.table()
	case k == 3 && depth > 0:
		var f document.Fields
		for range m.IntN(6) {
			f.Items = append(f.Items, document.FieldItem{Number: "1.2", Label: m.spans(12, false), Answer: m.blocks(m.IntN(4), depth-1)})
		}
		return f
	case k == 4:
		l := document.List{Ordered: m.IntN(2) == 0}
		for range m.IntN(8) {
			l.Items = append(l.Items, m.spans(20, true))
		}
		return l
	case k == 5:
		return document.Space{Points: m.Float64() * 200}
	case k == 6 && m.IntN(4) == 0:
		return document.PageBreak{}
	case k == 12 && !m.inOrder:
		return m.timeline()
	case k == 7:
		return document.Signature{Labels: []string{m.words(5), m.words(5), m.words(5)}}
	}
	return document.Paragraph{Spans: m.spans(120, true), Numbered: m.IntN(2) == 0, Kind: document.ParagraphKind(m.IntN(5))}
}

func (m *maker) translations() []document.Translation {
	var out []document.Translation
	for range m.IntN(3) {
		out = append(out, document.Translation{Lang: "en", Text: m.spans(60, true)})
	}
	return out
}

func (m *maker) timeline() document.Timeline {
	t := document.Timeline{Caption: m.spans(5, false), Ticks: []document.Tick{{At: 5, Label: "x"}, {At: 50}}}
	for range m.IntN(4) {
		l := document.Lane{Name: m.spans(4, false)}
		for range m.IntN(8) {
			at := m.Float64() * 100
			l.Moments = append(l.Moments, document.Moment{
				From: at, To: m.Float64() * 100, Within: m.IntN(2) == 0, Undated: m.IntN(4) == 0, Label: m.spans(12, true),
			})
		}
		t.Lanes = append(t.Lanes, l)
	}
	return t
}

func (m *maker) table() document.Table {
	t := document.Table{Caption: m.spans(6, false), Lines: m.IntN(2) == 0}
	row := func(n, words int) []document.Cell {
		var out []document.Cell
		for range m.IntN(n) {
			out = append(out, document.S(m.spans(words, true)...))
		}
		return out
	}
	t.Head = row(4, 4)
	for range m.IntN(12) {
		t.Rows = append(t.Rows, row(6, 60))
	}
	return t
}

func (m *maker) blocks(n, depth int) []document.Block {
	var out []document.Block
	for range n {
		out = append(out, m.block(depth))
	}
	return out
}

// capitals counts the capital letters of a text.
func capitals(s string) map[rune]int {
	n := map[rune]int{}
	for _, r := range s {
		if r >= 'A' && r <= 'Z' || r >= 0x400 && r <= 0x42F || r >= 0x48A && r <= 0x4FF || r >= 0x531 && r <= 0x556 {
			n[r]++
		}
	}
	return n
}

// TestNoTextIsLost sets random documents of every kind of block and counts
// the letters on their pages.
func TestNoTextIsLost(t *testing.T) {
	f := loadFonts(t)
	for seed := range uint64(60) {
		checkRandom(t, f, seed)
	}
	checkRandom(t, f, 72)  // the hyphen of a word cut by force stuck out
	checkRandom(t, f, 690) // a column of long words was squeezed to nothing
}

func FuzzDocument(f *testing.F) {
	fonts := loadFonts(f)
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, seed uint64) { checkRandom(t, fonts, seed) })
}

func checkRandom(t *testing.T, f *Fonts, seed uint64) {
	t.Helper()
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 7))}
	d := document.Document{Blocks: m.blocks(m.IntN(25), 2), Language: []string{"kk", "ar"}[seed%2]}
	l, err := Pages(t.Context(), d, f)
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	var b strings.Builder
	for _, pg := range l.Pages {
		for _, op := range pg.Ops {
			if op.Kind == layout.Text && op.Block != layout.Furniture {
				b.WriteString(op.Word.Text)
			}
		}
	}
	got, want := capitals(b.String()), capitals(m.said.String())
	for r, n := range want {
		if got[r] != n {
			t.Errorf("seed %d: %q is shown %d times, said %d times", seed, r, got[r], n)
		}
	}
	inside(t, l)
}

// TestReadingOrder: paragraphs, lists and headings stand on the pages in the
// order in which they are said, letter by letter.
func TestReadingOrder(t *testing.T) {
	f := loadFonts(t)
	for seed := range uint64(20) {
		m := &maker{Rand: rand.New(rand.NewPCG(seed, 9))}
		var blocks []document.Block
		for range 1 + m.IntN(30) {
			switch m.IntN(3) {
			case 0:
				blocks = append(blocks, document.Heading{Level: 1, Text: m.spans(6, false)})
			case 1:
				blocks = append(blocks, document.List{Items: [][]document.Span{m.spans(30, false), m.spans(30, false)}})
			default:
				blocks = append(blocks, document.Paragraph{Spans: m.spans(150, false), Numbered: true})
			}
		}
		l, err := Pages(t.Context(), document.Document{Blocks: blocks}, f)
		if err != nil {
			t.Fatal(err)
		}
		only := func(s string) string {
			return strings.Map(func(r rune) rune {
				if len(capitals(string(r))) == 0 {
					return -1
				}
				return r
			}, s)
		}
		if got, want := only(shown(l)), only(m.said.String()); got != want {
			t.Errorf("seed %d: the order on the pages differs", seed)
		}
	}
}
