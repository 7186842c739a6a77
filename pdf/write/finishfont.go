package write

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// gofpdf writes seven objects per font: the Type 0 font, its CID font, the
// ToUnicode map, CIDSystemInfo, the descriptor, CIDToGIDMap and the file.
const (
	cidFont = 1 + iota
	toUnicode
	systemInfo
	descriptor
	cidToGID
	fontFile
)

var (
	fontResource = regexp.MustCompile(`/F[0-9a-f]{40} (\d+) 0 R`)
	baseFont     = regexp.MustCompile(`/BaseFont /utf8(f\d+)\b`)
	fontName     = regexp.MustCompile(`/FontName /\S+`)
)

// fontObjects rewrites the fonts and gives them their names in object 2, the
// resources of all pages.
func (f *file) fontObjects() error {
	byName := map[string]*subset{}
	for _, s := range f.fonts.order {
		byName["f"+s.resource[1:]] = s
	}
	var failed error
	f.objs[2] = fontResource.ReplaceAllFunc(f.objs[2], func(m []byte) []byte {
		n, _ := strconv.Atoi(string(fontResource.FindSubmatch(m)[1]))
		name := baseFont.FindSubmatch(f.objs[n])
		if name == nil || byName[string(name[1])] == nil {
			failed = fmt.Errorf("finish file: font object %d is not ours", n)
			return m
		}
		s := byName[string(name[1])]
		if err := f.font(n, s); err != nil {
			failed = err
		}
		return fmt.Appendf(nil, "/%s %d 0 R", s.resource, n)
	})
	return failed
}

func (f *file) font(n int, s *subset) error {
	codes := make([]uint16, 0, len(s.used))
	for c := range s.used {
		codes = append(codes, c)
	}
	slices.Sort(codes)
	name := s.tag(codes) + "+" + s.name
	f.objs[n] = fmt.Appendf(nil, "<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>",
		name, n+cidFont, n+toUnicode)
	f.objs[n+cidFont] = fmt.Appendf(nil, "<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo %d 0 R /FontDescriptor %d 0 R /DW 1000 /W [%s] /CIDToGIDMap %d 0 R>>",
		name, n+systemInfo, n+descriptor, s.widths(codes), n+cidToGID)
	var err error
	if f.objs[n+toUnicode], err = f.packed("", s.unicodeMap(codes)); err != nil {
		return err
	}
	f.objs[n+systemInfo] = []byte("<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>")
	f.objs[n+descriptor] = fontName.ReplaceAll(f.objs[n+descriptor], []byte("/FontName /"+name))
	if f.info.Archive != ArchiveA1 {
		return nil
	}
	set, err := f.packed("", codeSet(codes))
	if err != nil {
		return err
	}
	desc := bytes.TrimSuffix(f.objs[n+descriptor], []byte(">>"))
	f.objs[n+descriptor] = fmt.Appendf(slices.Clip(desc), " /CIDSet %d 0 R>>", f.add(set))
	return nil
}

// codeSet has a bit for every code of a font, which PDF/A-1 asks for; code 0
// is in every font.
func codeSet(codes []uint16) []byte {
	set := []byte{0x80}
	for _, c := range codes {
		for len(set) <= int(c>>3) {
			set = append(set, 0)
		}
		set[c>>3] |= 0x80 >> (c & 7)
	}
	return set
}

// speaking tells whether every glyph of the document stands for characters
// that have a meaning outside this file.
func (f *fontSet) speaking() bool {
	for _, s := range f.order {
		for _, key := range s.used {
			if strings.ContainsFunc(key.text, private) {
				return false
			}
		}
	}
	return true
}

func private(r rune) bool {
	return r >= firstPrivate && r <= lastPrivate || r >= 0xF0000
}

// tag is the six letters of a subset's name, made of what is in it.
func (s *subset) tag(codes []uint16) string {
	h := sha256.New()
	for _, c := range codes {
		fmt.Fprintf(h, "%d %d ", c, s.used[c].id)
	}
	sum := h.Sum([]byte{})
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// widths is the W array: runs of neighbouring codes.
func (s *subset) widths(codes []uint16) []byte {
	var b []byte
	for i, c := range codes {
		switch {
		case i == 0:
			b = fmt.Appendf(b, "%d [", c)
		case codes[i-1] != c-1:
			b = fmt.Appendf(b, "] %d [", c)
		default:
			b = append(b, ' ')
		}
		b = strconv.AppendInt(b, int64(s.adv[c]), 10)
	}
	if len(codes) > 0 {
		b = append(b, ']')
	}
	return b
}

// silent is what a glyph is copied as that has no text of its own, for the one
// before it carries that of both: a joiner, which is not seen. An ActualText
// within marked content would be better, but readers lose their way in it.
const silent = "\u200D"

// unicodeMap is the ToUnicode CMap: what every code is copied as.
func (s *subset) unicodeMap(codes []uint16) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for part := range slices.Chunk(codes, 100) { // the limit of one bfchar block
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for _, c := range part {
			fmt.Fprintf(&b, "<%04X> <", c)
			text := s.used[c].text
			if text == "" {
				text = silent
			}
			for _, u := range utf16.Encode([]rune(text)) {
				fmt.Fprintf(&b, "%04X", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.Bytes()
}
