package layout

import (
	"slices"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"

	"probata/dossier/document"
)

// shapeSize makes the shaper answer in thousandths of the type size.
const shapeSize = 1000

// shaper turns runs of one face and direction into Words and remembers them:
// in legal prose 98 of 100 words were met before. It belongs to one goroutine.
type shaper struct {
	fonts  *Fonts
	shared *lexicon
	hb     shaping.HarfbuzzShaper
	lang   language.Language
	faces  []*font.Face
	cache  []map[string]*Word          // by 2*face, +1 for right-to-left
	small  [4][0x600]int16             // face+1 of the first Unicode blocks, per style
	large  map[faceKey]int             // face, or -1 when no font draws it
	points map[string]map[string][]int // hyphens of words, by language
	utf8   []byte
	err    error // the first font that could not be parsed
}

type faceKey struct {
	r     rune
	style document.Style
}

func newShaper(x *lexicon) *shaper {
	n := len(x.fonts.files)
	return &shaper{
		fonts:  x.fonts,
		shared: x,
		lang:   language.NewLanguage(x.lang),
		faces:  make([]*font.Face, n),
		cache:  make([]map[string]*Word, 2*n),
		large:  map[faceKey]int{},
		points: map[string]map[string][]int{},
	}
}

// face gives the face that draws r, or -1.
func (s *shaper) face(r rune, style document.Style) int {
	style &= document.Bold | document.Italic | document.Mono
	if r < 0x600 && style < 4 {
		if f := s.small[style][r]; f != 0 {
			return int(f) - 1
		}
	} else if f, ok := s.large[faceKey{r, style}]; ok {
		return f
	}
	f, ok, err := s.fonts.face(r, style)
	if err != nil && s.err == nil {
		s.err = err
	}
	if !ok {
		f = -1
	}
	if r < 0x600 && style < 4 && ok {
		s.small[style][r] = int16(f) + 1
	} else {
		s.large[faceKey{r, style}] = f
	}
	return f
}

// decomposed gives the parts of r when one face draws all of them though no
// font has r itself.
func (s *shaper) decomposed(r rune, style document.Style) []rune {
	parts := []rune(norm.NFD.String(string(r)))
	if len(parts) < 2 {
		return nil
	}
	face := s.face(parts[0], style)
	for _, p := range parts {
		if face < 0 || s.face(p, style) != face {
			return nil
		}
	}
	return parts
}

// word shapes text[a:b], of one face and direction.
func (s *shaper) word(text []rune, a, b, face int, rtl bool) *Word {
	s.utf8 = s.utf8[:0]
	for _, r := range text[a:b] {
		s.utf8 = appendRune(s.utf8, r)
	}
	slot := 2 * face
	if rtl {
		slot++
	}
	if s.cache[slot] == nil {
		s.cache[slot] = map[string]*Word{}
	}
	if w, ok := s.cache[slot][string(s.utf8)]; ok {
		return w
	}
	w := s.shared.find(slot, s.utf8)
	if w == nil {
		w = s.shared.keep(slot, s.shape(string(s.utf8), text[a:b], face, rtl))
	}
	s.cache[slot][w.Text] = w
	return w
}

func appendRune(b []byte, r rune) []byte {
	if r < 0x80 {
		return append(b, byte(r))
	}
	return append(b, string(r)...)
}

func (s *shaper) shape(key string, text []rune, face int, rtl bool) *Word {
	f := s.faces[face]
	if f == nil {
		parsed, err := s.fonts.Parsed(face)
		if err != nil {
			if s.err == nil {
				s.err = err
			}
			return &Word{Face: face, RTL: rtl, Text: key}
		}
		f = font.NewFace(parsed)
		s.faces[face] = f
	}
	in := shaping.Input{
		Text: text, RunEnd: len(text), Face: f, Size: fixed.I(shapeSize),
		Direction: di.DirectionLTR, Script: scriptOf(text), Language: s.lang,
	}
	if rtl {
		in.Direction = di.DirectionRTL
	}
	w := &Word{Face: face, RTL: rtl, Text: key}
	w.take(s.hb.ShapeNoExtents(in), text)
	if rtl && w.silent() {
		// A stroke that only lengthens a letter would be read as a gap or as a
		// sign of its own: such words do without.
		in.FontFeatures = []shaping.FontFeature{{Tag: contextual}}
		plain := &Word{Face: face, RTL: rtl, Text: key}
		if plain.take(s.hb.ShapeNoExtents(in), text); !plain.silent() {
			w = plain
		}
	}
	return w
}

// contextual is the feature calt, which is on unless it is turned off.
var contextual = opentype.MustNewTag("calt")

// take makes glyphs of what the shaper gives.
func (w *Word) take(out shaping.Output, text []rune) {
	w.Glyphs = make([]Glyph, 0, len(out.Glyphs))
	for i := 0; i < len(out.Glyphs); i += max(1, out.Glyphs[i].GlyphsCount()) {
		w.addCluster(out.Glyphs[i:min(len(out.Glyphs), i+max(1, out.Glyphs[i].GlyphsCount()))], text)
	}
	for _, g := range w.Glyphs {
		w.Adv += float64(g.Adv)
	}
	w.Adv /= shapeSize
}

// silent tells whether a glyph stands for no text.
func (w *Word) silent() bool {
	return slices.ContainsFunc(w.Glyphs, func(g Glyph) bool { return g.Text == "" })
}

// addCluster adds the glyphs of one cluster and shares its characters out:
// one each where the counts agree (a base and its marks), else all to the
// first glyph, as for a ligature.
func (w *Word) addCluster(glyphs []shaping.Glyph, text []rune) {
	from := glyphs[0].TextIndex()
	to := min(len(text), from+glyphs[0].RunesCount())
	for i, g := range glyphs {
		out := Glyph{
			ID: uint16(g.GlyphID), Adv: units(g.Advance),
			DX: units(g.XOffset), DY: units(g.YOffset),
		}
		switch {
		case to-from == len(glyphs) && w.RTL:
			out.Text = string(text[to-1-i])
		case to-from == len(glyphs):
			out.Text = string(text[from+i])
		case i == 0:
			out.Text = string(text[from:to])
		}
		w.Glyphs = append(w.Glyphs, out)
	}
}

func units(v fixed.Int26_6) float32 { return float32(v) / 64 }

func scriptOf(text []rune) language.Script {
	for _, r := range text {
		if s := language.LookupScript(r); s.Strong() {
			return s
		}
	}
	return language.Latin
}

// clusters cuts a word where a line may be broken in an emergency: between
// two clusters. The parts come in logical order.
func (s *shaper) clusters(w *Word) []*Word {
	var parts []*Word
	for i := 0; i < len(w.Glyphs); {
		j := i + 1
		for j < len(w.Glyphs) && (w.Glyphs[j].Text == "" || w.Glyphs[j].Adv == 0) {
			j++
		}
		part := &Word{Face: w.Face, RTL: w.RTL, Glyphs: w.Glyphs[i:j:j]}
		for _, g := range part.Glyphs {
			part.Adv += float64(g.Adv) / shapeSize
			if w.RTL {
				part.Text = g.Text + part.Text
			} else {
				part.Text += g.Text
			}
		}
		parts = append(parts, part)
		i = j
	}
	if w.RTL {
		for i, j := 0, len(parts)-1; i < j; i, j = i+1, j-1 {
			parts[i], parts[j] = parts[j], parts[i]
		}
	}
	return parts
}

// join makes one word of neighbouring clusters.
func (s *shaper) join(parts []*Word) *Word {
	w := &Word{Face: parts[0].Face, RTL: parts[0].RTL}
	for _, p := range parts {
		w.Text += p.Text
		w.Adv += p.Adv
		if w.RTL {
			w.Glyphs = append(append([]Glyph{}, p.Glyphs...), w.Glyphs...)
		} else {
			w.Glyphs = append(w.Glyphs, p.Glyphs...)
		}
	}
	return s.shared.add(w)
}
