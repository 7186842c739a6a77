package docx

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"

	"probata/dossier/document"
)

// leftwardsLanguage tells whether a language is written from right to left.
func leftwardsLanguage(tag string) bool {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	switch base {
	case "ar", "fa", "he", "iw", "ur", "ps", "ckb", "ug", "sd", "dv", "yi", "ji", "arc", "syr":
		return true
	}
	return false
}

// office is the tag of a language with the region that word processors want to
// find their spelling and hyphenation by.
func office(tag string) string {
	if strings.Contains(tag, "-") {
		return tag
	}
	tag = strings.ToLower(tag)
	for _, known := range []string{
		"ar-SA", "az-Latn-AZ", "be-BY", "de-DE", "en-GB", "es-ES", "fa-IR", "fr-FR", "he-IL", "hy-AM", "it-IT", "ka-GE",
		"kk-KZ", "ky-KG", "mn-MN", "pl-PL", "ps-AF", "ro-RO", "ru-RU", "tg-Cyrl-TJ", "tk-TM", "tr-TR", "uk-UA", "ur-PK", "uz-Latn-UZ", "zh-CN",
	} {
		if strings.HasPrefix(known, tag+"-") {
			return known
		}
	}
	return tag
}

// strong is the direction of a letter: 1 leftwards, -1 rightwards, 0 neither.
func strong(r rune) int {
	if r < 0x590 {
		if unicode.IsLetter(r) {
			return -1
		}
		return 0
	}
	switch p, _ := bidi.LookupRune(r); p.Class() {
	case bidi.R, bidi.AL:
		return 1
	case bidi.L:
		return -1
	}
	return 0
}

// direction tells whether a paragraph runs leftwards: as its first letter does,
// or, without any, as the document.
func direction(spans []document.Span, base bool) bool {
	for _, s := range spans {
		if s.Note != nil || s.Ref != "" {
			continue
		}
		for _, r := range s.Text {
			if d := strong(r); d != 0 {
				return d > 0
			}
		}
	}
	return base
}

// stretch is a part of a text in one direction.
type stretch struct {
	text string
	rtl  bool
}

// stretches cuts a text where its direction turns. Signs between two letters of
// one direction go with them, and so do digits after a letter that runs
// leftwards (Unicode Bidirectional Algorithm, W2 and N1); all else goes with the
// paragraph.
func stretches(s string, base bool) []stretch {
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x590 && strong(r) > 0 }) && !base {
		return []stretch{{s, false}}
	}
	var out []stretch
	from, end, now := 0, 0, base // of the stretch being read; end: behind its last own letter
	cut := func(to int) {
		if to > from {
			out = append(out, stretch{s[from:to], now})
			from = to
		}
	}
	var open []int // directions of the isolates around
	for i, r := range s {
		d := strong(r)
		digit := unicode.IsDigit(r)
		size := len(string(r))
		inner := len(open) - 1
		switch {
		case r == fromLeft:
			open, d = append(open, -1), -1
		case r == fromRight:
			open, d = append(open, 1), 1
		case r == popped && inner >= 0:
			open, d = open[:inner], open[inner]
		case digit && inner >= 0 && open[inner] < 0:
			d = -1
		}
		switch {
		case d == 0 && !digit:
			continue
		case d == 0: // a digit stays with what it stands in
			if now != base {
				end = i + size
			}
			continue
		case (d > 0) == now:
			end = i + size
		case now != base: // back to the direction of the paragraph
			cut(end)
			now, end = base, i+size
		default:
			cut(i)
			now, end = !base, i+size
		}
	}
	if now != base {
		cut(end)
		now = base
	}
	cut(len(s))
	return out
}
