package giveout_test

import (
	"errors"
	"strings"
	"testing"

	"probata/dossier/document"
	"probata/dossier/giveout"
	"probata/dossier/submission"
)

// TestGlyphStops: pages with a character that no font draws are not made, for whatever
// kind of file has pages; the error tells its code and its place, in words too, and
// nothing that stands around it.
func TestGlyphStops(t *testing.T) {
	d := witnessed(t, "The gate \U00012000", nil)
	f := filledFor(t, d, "", submission.Confidential)
	_, err := giveout.Make(t.Context(), order(f, giveout.PDF))
	var stop *giveout.GlyphError
	if !errors.As(err, &stop) || len(stop.Glyphs) != 1 || stop.Glyphs[0].Rune != 0x12000 {
		t.Fatalf("%v", err)
	}
	for _, l := range []string{"en", "ru"} {
		words := shipped().engine.Words.Printer(l)
		text, ok := giveout.StopText(words, err)
		if !ok || !strings.Contains(text, "U+12000") || strings.Contains(text+err.Error(), "gate") || strings.Contains(text, "{") {
			t.Errorf("%s: %q", l, text)
		}
	}
	for _, kind := range []giveout.Kind{giveout.Text, giveout.DOCX} { // whose programs look for fonts by themselves
		if _, err := giveout.Make(t.Context(), order(f, kind)); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
	if _, err := giveout.Pack(t.Context(), order(f, giveout.PDF), opens(nil)); !errors.As(err, &stop) {
		t.Errorf("pack: %v", err)
	}
}

// TestGlyphPlace: the question or the paragraph is named in which a character stands first.
func TestGlyphPlace(t *testing.T) {
	odd := "x \U00012000"
	numbered := func(s string) document.Paragraph { return document.Paragraph{Numbered: true, Spans: document.T(s)} }
	field := func(number, label string, answer ...document.Block) document.Fields {
		return document.Fields{Items: []document.FieldItem{
			{Number: "II.1", Answer: []document.Block{numbered("a")}},
			{Number: number, Label: document.T(label), Answer: answer},
		}}
	}
	for name, c := range map[string]struct {
		blocks []document.Block
		want   giveout.Place
	}{
		"title page":    {nil, giveout.Place{}},
		"first heading": {[]document.Block{document.Heading{Text: document.T(odd)}}, giveout.Place{}},
		"paragraph":     {[]document.Block{numbered("a"), numbered(odd)}, giveout.Place{Paragraph: 2}},
		"its note":      {[]document.Block{document.Paragraph{Numbered: true, Spans: []document.Span{{Note: document.T(odd)}}}}, giveout.Place{Paragraph: 1}},
		"below it":      {[]document.Block{numbered("a"), document.List{Items: [][]document.Span{document.T(odd)}}}, giveout.Place{Paragraph: 1, After: true}},
		"question":      {[]document.Block{field("II.2", "Name", document.Para(odd))}, giveout.Place{Question: "II.2"}},
		"no number":     {[]document.Block{field("", "Name", document.Para(odd))}, giveout.Place{Question: "Name"}},
		"after answers": {[]document.Block{field("II.2", "Name"), numbered(odd)}, giveout.Place{Paragraph: 2}},
	} {
		if got := giveout.PlaceOf(c.blocks, 0x12000); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}
