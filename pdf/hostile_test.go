package pdf

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"probata/dossier/document"
	"probata/pdf/layout"
)

// shown is all text of the pages without white space, furniture left out.
func shown(l *Layout) string {
	var b strings.Builder
	for _, pg := range l.Pages {
		for _, op := range pg.Ops {
			if op.Kind == layout.Text && op.Block != layout.Furniture {
				b.WriteString(op.Word.Text)
			}
		}
	}
	return squeeze(b.String())
}

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == 0xAD || r == 0x200B {
			return -1
		}
		return r
	}, s)
}

// inside fails when a word sticks out of the text area.
func inside(t testing.TB, l *Layout) {
	t.Helper()
	for i, pg := range l.Pages {
		for _, op := range pg.Ops {
			if op.Kind != layout.Text || op.Word == nil || strings.TrimSpace(op.Word.Text) == "" {
				continue
			}
			if op.X < 70 || op.X+op.W > pg.Width-70 || op.Y < 20 || op.Y > pg.Height-30 {
				t.Fatalf("page %d: a word of %d bytes stands at %.1f–%.1f, %.1f", i+1, len(op.Word.Text), op.X, op.X+op.W, op.Y)
			}
		}
	}
}

func TestHostileDocuments(t *testing.T) {
	f := loadFonts(t)
	long := strings.Repeat("задержание ", 10000)
	notes := make([]document.Span, 0, 10000)
	for i := range 5000 {
		notes = append(notes, document.Span{Text: "слово "}, document.Footnote(document.Span{Text: fmt.Sprintf("примечание %d", i)}))
	}
	cell := document.C(strings.Repeat("ячейка выше страницы ", 3000))
	deep := document.Fields{Items: []document.FieldItem{{Label: document.T(long[:4000]), Answer: []document.Block{
		document.Table{Head: []document.Cell{cell}, Rows: [][]document.Cell{{}, {cell, cell}}},
		document.Fields{Items: []document.FieldItem{{Answer: []document.Block{document.Quote{}}}}},
	}}}}
	for name, blocks := range map[string][]document.Block{
		"nothing":        nil,
		"empty blocks":   {document.Heading{}, document.Paragraph{}, document.Quote{}, document.Table{}, document.Fields{}, document.List{}, document.Contents{}, document.Signature{}, document.PageBreak{}, document.Space{Points: 1e9}, document.Space{Points: -5}},
		"long paragraph": {document.Para(long)},
		"wide word":      {document.Para(strings.Repeat("ӘҒҚҢ", 5000)), document.Para(strings.Repeat("حقوق", 500))},
		"5000 notes":     {document.Paragraph{Spans: notes}},
		"long note":      {document.Paragraph{Spans: []document.Span{{Text: "a"}, document.Footnote(document.Span{Text: long})}}, document.Para("after")},
		"tall cell":      {document.Table{Head: []document.Cell{document.H("head")}, Rows: [][]document.Cell{{cell, document.C("b")}, {}, {document.C("")}}}},
		"tall head":      {document.Table{Head: []document.Cell{cell}, Rows: [][]document.Cell{{document.C("b")}}}},
		"many columns":   {document.Table{Rows: [][]document.Cell{make([]document.Cell, 400), {document.C("left"), document.C("right")}}}},
		"bad widths":     {document.Table{Widths: []float64{0, -3, 1e300}, Rows: [][]document.Cell{{document.C("a"), document.C("b"), document.C("c"), document.C("d")}}}},
		"nested":         {deep},
		"marks":          {document.Para("a" + strings.Repeat("\u0301", 3000) + " \u0301 b")},
		"spaces":         {document.Para(strings.Repeat("\u200b", 5000) + strings.Repeat(" ", 5000) + strings.Repeat("\n", 500) + "end")},
		"kept headings":  {document.Heading{Level: 9, Text: document.T(long)}, document.Heading{Level: -1, Text: document.T("x")}},
		"bytes":          {document.Para("\xed\xa0\x80 \xff\x00\x1b[31m \u202eabc\u202c \u2066x\u2069 \ufffe \U0001F1F0\U0001F1FF 漢字 \ue000")},
		"note in note":   {document.Paragraph{Spans: []document.Span{{Note: []document.Span{{Text: "outer"}, {Note: document.T("inner")}}}}}},
		"lost ref":       {document.Paragraph{Spans: []document.Span{{Ref: "nowhere"}, {Link: "javascript:x"}, {Link: "https://a.b/(\\) ы"}}}},
	} {
		t.Run(name, func(t *testing.T) {
			d := document.Document{Title: name, Blocks: blocks, Words: document.Words{PageOf: "%s %s %s"}}
			data, r := export(t, d, f)
			if r.Pages == 0 {
				t.Error("no page")
			}
			l, err := Pages(t.Context(), d, f)
			if err != nil {
				t.Fatal(err)
			}
			if name != "many columns" {
				inside(t, l)
			}
			if out := run(t, "qpdf", "--check", saved(t, data)); strings.Contains(strings.ToLower(out), "warning") {
				t.Error(out)
			}
		})
	}
}

func TestNothingIsLost(t *testing.T) {
	f := loadFonts(t)
	long := strings.Repeat("Ұзақ сөйлем kept whole, с переносами; ", 400)
	for name, tc := range map[string]struct {
		block document.Block
		want  string
	}{
		"paragraph": {document.Para(long), long},
		"wide":      {document.Para(strings.Repeat("ӘҒҚҢ", 500)), strings.Repeat("ӘҒҚҢ", 500)},
		"cell":      {document.Table{Rows: [][]document.Cell{{document.C(long)}}}, long},
		"field":     {document.Fields{Items: []document.FieldItem{{Number: "1", Label: document.T("Q"), Answer: []document.Block{document.Para(long)}}}}, "1Q" + long},
		"code":      {document.Para("a😀b漢"), "a😀b[U+6F22]"},
		"bytes":     {document.Para("x\xffy\x00z\u202ew\r\nv"), "x\uFFFDyzwv"},
		"soft":      {document.Para(strings.Repeat("со\u00adдер\u00adжа\u00adние", 1)), "содержание"},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := Pages(t.Context(), document.Document{Blocks: []document.Block{tc.block}}, f)
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(l); got != squeeze(tc.want) {
				t.Errorf("shown %d bytes, want %d: %.200q", len(got), len(squeeze(tc.want)), got)
			}
			inside(t, l)
		})
	}
}

// TestHundredThousandNotes: all stand on the pages, each once and in order, and
// in a time that grows with their number.
func TestHundredThousandNotes(t *testing.T) {
	const paragraphs, each = 100, 1000
	var d document.Document
	var want strings.Builder
	for i := range paragraphs {
		var spans []document.Span
		for k := range each {
			text := fmt.Sprintf("<%d>", i*each+k)
			spans = append(spans, document.Span{Text: "w "}, document.Footnote(document.Span{Text: text}))
			want.WriteString(text)
		}
		d.Blocks = append(d.Blocks, document.Paragraph{Spans: spans})
	}
	l, err := Pages(t.Context(), d, loadFonts(t))
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for i := range l.Pages {
		for _, op := range l.Pages[i].Ops {
			if op.Word != nil && op.Size == 9.5 {
				got.WriteString(strings.TrimSpace(op.Word.Text))
			}
		}
	}
	if got.String() != want.String() {
		t.Errorf("the notes on %d pages are %d bytes, want %d", len(l.Pages), got.Len(), want.Len())
	}
	inside(t, l)
}

// TestNoGlyphAnywhere: a text that no font draws is printed as codes, and each
// character is named once.
func TestNoGlyphAnywhere(t *testing.T) {
	text := strings.Repeat("\U00012000\U00012001 ", 3000)
	l, err := Pages(t.Context(), document.Document{Title: text[:90], Blocks: []document.Block{document.Para(text)}}, loadFonts(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Missing) != 2 || l.Missing[0].Rune != 0x12000 || l.Missing[0].Count < 3000 {
		t.Errorf("missing = %v", l.Missing)
	}
	if got := strings.Count(shown(l), "[U+12001]"); got < 3000 {
		t.Errorf("%d codes are shown", got)
	}
	inside(t, l)
}

// TestZeroWidthFloods: what has no width makes no line too long, takes no
// time to speak of and hides nothing.
func TestZeroWidthFloods(t *testing.T) {
	f := loadFonts(t)
	for _, r := range "\u200b\u200c\u200d\u2060\u00ad\u0301\u061c\u200e\u200f\u034f\u180e\u202e\u2067\ufe0f\ufeff" {
		text := "begin" + strings.Repeat(string(r), 50000) + "end"
		l, err := Pages(t.Context(), document.Document{Blocks: []document.Block{document.Para(text)}}, f)
		if err != nil {
			t.Fatal(err)
		}
		inside(t, l)
		letters := strings.Map(func(r rune) rune {
			if r < 0x80 {
				return r
			}
			return -1
		}, norm.NFD.String(shown(l)))
		if letters != "beginend" {
			t.Errorf("U+%04X: %.40q is shown", r, letters)
		}
	}
}

func FuzzParagraph(f *testing.F) {
	fonts := loadFonts(f)
	for _, s := range []string{"", "a b", "שלום abc 123", "\xed\xa0\x80", "e\u0301\u0301", "اَلْ\u200dح", "x\u00ad y", "\u2066😀", "a\nb", "abc (שלום) 12,5 x", "في 4 مايو 2020 (ICCPR, art. 9) بحق", "١٢ a שa1", long300()} {
		f.Add(s, 0.5)
	}
	f.Fuzz(func(t *testing.T, s string, share float64) {
		share = max(0.05, min(0.95, share))
		d := document.Document{Blocks: []document.Block{
			document.Para(s),
			document.Table{Widths: []float64{share, 1 - share}, Rows: [][]document.Cell{{document.C(s), document.C(s)}}},
		}}
		data, _ := export(t, d, fonts)
		if len(data) == 0 {
			t.Error("nothing written")
		}
		l, err := Pages(t.Context(), document.Document{Blocks: []document.Block{document.Para(s)}}, fonts)
		if err != nil {
			t.Fatal(err)
		}
		inside(t, l)
		if simple(s) {
			if got, want := shown(l), squeeze(printable(s)); got != want {
				t.Errorf("shown %q, want %q", got, want)
			}
		}
	})
}

func long300() string { return strings.Repeat("справедливость ", 300) }

// simple tells whether a text is plain enough to say by simple means what of it
// must be seen. The words of a page stand in the order in which they are read,
// whichever way they run.
func simple(s string) bool {
	for _, r := range s {
		letter := r <= 0x24F || r >= 0x400 && r <= 0x4FF || r >= 0x5D0 && r <= 0x5EA ||
			r >= 0x627 && r <= 0x63A || r >= 0x641 && r <= 0x64A || r >= 0x660 && r <= 0x669
		if !letter || r == unicode.ReplacementChar {
			return false
		}
	}
	return true
}

func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
}
