package write

import (
	"encoding/binary"
	"slices"
	"unicode/utf8"

	"github.com/go-text/typesetting/font"

	"probata/pdf/layout"
)

// gofpdf writes text as UTF-16 codes that it looks up in the font's cmap.
// Glyphs that are not simply "the glyph of that character" (ligatures, joined
// Arabic letters) therefore get a code of the private use area, and the font
// handed to gofpdf carries a cmap of exactly the codes in use.
const (
	firstPrivate = 0xE000
	lastPrivate  = 0xF8FF
)

type glyphKey struct {
	id   uint16
	text string
}

// subset is one face of a document: the codes of the glyphs in use.
type subset struct {
	face     int
	name     string // BaseFont without the subset tag
	data     []byte
	parsed   *font.Font
	codes    map[glyphKey]uint16
	used     map[uint16]glyphKey
	private  int
	adv      map[uint16]int // width of a code as gofpdf writes it, 1/1000 em
	upem     int
	resource string // name in page contents
}

// code gives the code of a glyph and of what it is copied as.
func (s *subset) code(g *layout.Glyph) uint16 {
	key := glyphKey{g.ID, g.Text}
	if c, ok := s.codes[key]; ok {
		return c
	}
	c := s.free(key)
	s.codes[key] = c
	if _, ok := s.used[c]; !ok {
		s.used[c] = key
		s.adv[c] = s.width(g.ID)
	}
	return c
}

func (s *subset) free(key glyphKey) uint16 {
	r, n := utf8.DecodeRuneInString(key.text)
	if n == len(key.text) && r >= 0x20 && r < 0xFFFE && (r < 0xD800 || r > lastPrivate) {
		gid, ok := s.parsed.NominalGlyph(r)
		if _, taken := s.used[uint16(r)]; ok && uint16(gid) == key.id && !taken {
			return uint16(r)
		}
	}
	if c := firstPrivate + s.private; c <= lastPrivate {
		s.private++
		return uint16(c)
	}
	// 6,400 private codes are used up: borrow codes from the other end of the
	// plane, where none of our fonts has characters.
	for c := uint16(0xD7A3); c > 0x3400; c-- {
		if _, taken := s.used[c]; !taken {
			return c
		}
	}
	return uint16(firstPrivate)
}

// width is the advance as gofpdf rounds it into the file's width table.
func (s *subset) width(gid uint16) int {
	a := advance(s.data, int(gid))
	scale := 1000.0 / float64(s.upem)
	return int(scale*float64(a) + 0.5)
}

// sfnt tables of a font file; checked when the fonts were loaded.
func table(data []byte, tag string) []byte {
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		rec := data[12+16*i:]
		if string(rec[:4]) == tag {
			at, n := binary.BigEndian.Uint32(rec[8:]), binary.BigEndian.Uint32(rec[12:])
			return data[at : at+n : at+n]
		}
	}
	return nil
}

func unitsPerEm(data []byte) int { return int(binary.BigEndian.Uint16(table(data, "head")[18:])) }

// metric gives the hmtx entry of a glyph: advance and left side bearing.
func metric(data []byte, gid int) [4]byte {
	hmtx := table(data, "hmtx")
	long := int(binary.BigEndian.Uint16(table(data, "hhea")[34:]))
	var m [4]byte
	if gid < long {
		copy(m[:], hmtx[4*gid:])
		return m
	}
	copy(m[:2], hmtx[4*(long-1):])
	copy(m[2:], hmtx[4*long+2*(gid-long):])
	return m
}

func advance(data []byte, gid int) int {
	m := metric(data, gid)
	return int(binary.BigEndian.Uint16(m[:]))
}

// fontTable is one table of a font file.
type fontTable struct {
	tag  string
	data []byte
}

// patched builds the font handed to gofpdf: our cmap, no layout tables and no
// names, and a full entry in hmtx for every glyph (gofpdf overwrites a
// neighbour's when it meets a short one).
func (s *subset) patched() []byte {
	glyphs := int(binary.BigEndian.Uint16(table(s.data, "maxp")[4:]))
	hmtx := make([]byte, 0, 4*glyphs)
	for g := range glyphs {
		m := metric(s.data, g)
		hmtx = append(hmtx, m[:]...)
	}
	hhea := slices.Clone(table(s.data, "hhea"))
	binary.BigEndian.PutUint16(hhea[34:], uint16(glyphs))
	tables := []fontTable{
		{"OS/2", embeddable(table(s.data, "OS/2"))},
		{"cmap", s.cmap()},
		{"cvt ", table(s.data, "cvt ")},
		{"fpgm", table(s.data, "fpgm")},
		{"glyf", table(s.data, "glyf")},
		{"head", table(s.data, "head")},
		{"hhea", hhea},
		{"hmtx", hmtx},
		{"loca", table(s.data, "loca")},
		{"maxp", table(s.data, "maxp")},
		{"name", []byte{0, 0, 0, 0, 0, 6}},
		{"post", table(s.data, "post")},
		{"prep", table(s.data, "prep")},
	}
	return sfnt(tables)
}

// sfnt puts tables into a font file; gofpdf does not read checksums.
func sfnt(tables []fontTable) []byte {
	out := []byte{0, 1, 0, 0}
	out = binary.BigEndian.AppendUint16(out, uint16(len(tables)))
	out = append(out, 0, 0, 0, 0, 0, 0)
	at := 12 + 16*len(tables)
	for _, t := range tables {
		out = append(out, t.tag...)
		out = binary.BigEndian.AppendUint32(out, 0)
		out = binary.BigEndian.AppendUint32(out, uint32(at))
		out = binary.BigEndian.AppendUint32(out, uint32(len(t.data)))
		at += (len(t.data) + 3) &^ 3
	}
	for _, t := range tables {
		out = append(out, t.data...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out
}

// embeddable clears fsType: gofpdf prints to standard output when it does not
// like it. All our fonts are under the Open Font License.
func embeddable(os2 []byte) []byte {
	os2 = slices.Clone(os2)
	os2[8], os2[9] = 0, 0
	return os2
}

// cmap is a format 4 table with one segment per code.
func (s *subset) cmap() []byte {
	codes := make([]uint16, 0, len(s.used))
	for c := range s.used {
		codes = append(codes, c)
	}
	slices.Sort(codes)
	n := len(codes) + 1
	put := binary.BigEndian.AppendUint16
	sub := put(put(put(nil, 4), uint16(16+8*n)), 0)
	sub = put(put(put(put(sub, uint16(2*n)), 0), 0), 0)
	for _, c := range codes {
		sub = put(sub, c)
	}
	sub = put(put(sub, 0xFFFF), 0)
	for _, c := range codes {
		sub = put(sub, c)
	}
	sub = put(sub, 0xFFFF)
	for _, c := range codes {
		sub = put(sub, s.used[c].id-c)
	}
	sub = put(sub, 1)
	for range n {
		sub = put(sub, 0)
	}
	head := put(put(nil, 0), 1)
	head = put(put(head, 3), 1)
	return append(binary.BigEndian.AppendUint32(head, 12), sub...)
}
