package layout

import (
	"cmp"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"probata/dossier/document"
)

func testFonts(t testing.TB) *Fonts {
	t.Helper()
	f, err := LoadFonts(os.DirFS("../../assets/fonts"))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func lay(t *testing.T, d document.Document) *Layout {
	t.Helper()
	l, err := Lay(t.Context(), &d, testFonts(t))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// textLine is the words of a page on one base line.
type textLine struct {
	y, x, right float64
	text        string
	size        float64
}

// textLines are the lines of a page that are no furniture, in painting order.
func textLines(p *Page) []textLine {
	var out []textLine
	for _, op := range p.Ops {
		if op.Kind != Text || op.Block == Furniture || op.W == 0 {
			continue
		}
		if n := len(out); n > 0 && out[n-1].y == op.Y && out[n-1].right <= op.X+0.01 {
			out[n-1].text += op.Word.Text
			out[n-1].right = op.X + op.W
			continue
		}
		out = append(out, textLine{y: op.Y, x: op.X, right: op.X + op.W, text: op.Word.Text, size: op.Size})
	}
	return out
}

const sentence = "The court authorised the arrest for two months and the police searched four addresses that were linked to him. "

func TestJustifiedLinesEndAtTheMargin(t *testing.T) {
	l := lay(t, document.Document{Blocks: []document.Block{document.Para(strings.Repeat(sentence, 20))}})
	lines := textLines(&l.Pages[0])
	for i, line := range lines[:len(lines)-1] {
		if math.Abs(line.right-margin-measure) > 0.05 {
			t.Errorf("line %d ends at %.2f, not at %.2f", i+1, line.right, margin+measure)
		}
	}
}

// TestNoGappyLines sets Russian at narrowing measures: no space may become
// wider than the tolerance, whatever the words.
func TestNoGappyLines(t *testing.T) {
	text := strings.Repeat("Разбирательство не отвечало минимальным требованиям справедливости, предусмотренным международными договорами. ", 5)
	c := newComposer(newLexicon(testFonts(t), "ru").take(), "ru")
	var b breaker
	for w := 180.0; w < 500; w += 10 {
		p := c.compose(document.T(text), bodyStyle)
		for _, l := range c.setLines(&b, p, 0, w) {
			if l.right > w+0.01 {
				t.Errorf("at %.0f a line is %.2f wide", w, l.right)
			}
			for i := 1; i < len(l.ops); i++ {
				if op := l.ops[i]; op.Word.Text == " " && op.W > 3.01*(1+maxStretch*spaceGrow) {
					t.Errorf("at %.0f a space is %.2f wide", w, op.W)
				}
			}
		}
	}
}

func TestNoWidowsNorOrphans(t *testing.T) {
	var blocks []document.Block
	for i := range 60 {
		blocks = append(blocks, document.Para(fmt.Sprintf("first%d ", i)+strings.Repeat(sentence, 1+i%4)+fmt.Sprintf("last%d", i)))
	}
	l := lay(t, document.Document{Blocks: blocks})
	for i := range l.Pages {
		lines := textLines(&l.Pages[i])
		if first := lines[0].text; strings.Contains(first, "last") && !strings.Contains(first, "first") {
			t.Errorf("page %d begins with the last line of a paragraph", i+1)
		}
		if last := lines[len(lines)-1].text; strings.Contains(last, "first") && !strings.Contains(last, "last") {
			t.Errorf("page %d ends with the first line of a paragraph", i+1)
		}
	}
}

func TestHeadingsKeepWithTheirText(t *testing.T) {
	var blocks []document.Block
	for i := range 60 {
		blocks = append(blocks, document.Heading{Level: 1 + i%3, Text: document.T("Heading")}, document.Para(strings.Repeat(sentence, 1+i%5)))
	}
	l := lay(t, document.Document{Blocks: blocks})
	for i := range l.Pages {
		lines := textLines(&l.Pages[i])
		if last := lines[len(lines)-1].text; last == "Heading" {
			t.Errorf("page %d ends with a heading", i+1)
		}
	}
	if len(l.Bookmarks) != 60 {
		t.Errorf("%d bookmarks, want 60", len(l.Bookmarks))
	}
}

func TestNotesStandWithTheirMarks(t *testing.T) {
	var blocks []document.Block
	for i := range 80 {
		blocks = append(blocks, document.Paragraph{Numbered: true, Spans: []document.Span{
			{Text: strings.Repeat(sentence, 1+i%3) + fmt.Sprintf("mark%d", i)},
			document.Footnote(document.Span{Text: fmt.Sprintf("text%d. ", i) + strings.Repeat(sentence, i%3)}),
		}})
	}
	l := lay(t, document.Document{Blocks: blocks})
	for i := range l.Pages {
		var page []string
		for _, line := range textLines(&l.Pages[i]) {
			page = append(page, line.text)
		}
		all := strings.Join(page, "\n") + "\n"
		for k := range 80 {
			mark := strings.Contains(all, fmt.Sprintf("mark%d\n", k))
			if text := strings.Contains(all, fmt.Sprintf("text%d.", k)); mark != text {
				t.Errorf("page %d: mark %d is here: %v, its note: %v", i+1, k+1, mark, text)
			}
		}
	}
}

func TestTableHeadIsRepeated(t *testing.T) {
	tab := document.Table{Head: []document.Cell{document.H("HEAD")}, Lines: true}
	for i := range 200 {
		tab.Rows = append(tab.Rows, []document.Cell{document.C(fmt.Sprintf("row %d", i))})
	}
	l := lay(t, document.Document{Blocks: []document.Block{tab}})
	if len(l.Pages) < 4 {
		t.Fatalf("%d pages", len(l.Pages))
	}
	for i, pg := range l.Pages {
		heads := 0
		for _, op := range pg.Ops {
			if op.Kind == Text && op.Word.Text == "HEAD" {
				heads++
				if furniture := op.Block == Furniture; furniture != (i > 0) {
					t.Errorf("page %d: head is furniture: %v", i+1, furniture)
				}
			}
		}
		if heads != 1 {
			t.Errorf("page %d has %d heads", i+1, heads)
		}
	}
}

func TestContentsTellTheRightPages(t *testing.T) {
	blocks := []document.Block{document.Contents{Depth: 2}}
	for i := range 12 {
		blocks = append(blocks, document.Heading{Level: 1 + i%3, Text: document.T(fmt.Sprintf("Part %d", i))}, document.Para(strings.Repeat(sentence, 30)))
	}
	l := lay(t, document.Document{Blocks: blocks, Words: document.Words{Contents: "Contents"}})
	out := l.Outline()
	for _, m := range l.Bookmarks {
		if m.Level > 2 {
			continue
		}
		entry := ""
		for _, line := range strings.Split(out, "\n") {
			if strings.HasSuffix(line, fmt.Sprintf("  %d", m.Page+1)) {
				entry = line
			}
		}
		if entry == "" {
			t.Errorf("no entry gives page %d for %s", m.Page+1, m.Title)
		}
	}
	var targets []string
	for _, k := range l.Pages[0].Links {
		at, ok := l.Places[k.Place]
		if !ok {
			t.Errorf("link to %q leads nowhere", k.Place)
		}
		i := slices.IndexFunc(l.Bookmarks, func(m Bookmark) bool { return m.Place == at })
		targets = append(targets, l.Bookmarks[i].Title)
	}
	if got, want := strings.Join(targets, ","), "Part 0,Part 1,Part 3,Part 4,Part 6,Part 7,Part 9,Part 10"; got != want {
		t.Errorf("links lead to %s, want %s", got, want)
	}
}

func TestNewPageAndRefs(t *testing.T) {
	l := lay(t, document.Document{Blocks: []document.Block{
		document.Paragraph{Spans: []document.Span{{Text: "see "}, {Ref: "b"}, {Text: ", "}, {Ref: "h"}}},
		document.Paragraph{Spans: document.T("one"), Numbered: true},
		document.Fields{Items: []document.FieldItem{{Answer: []document.Block{document.Paragraph{Spans: document.T("two"), Numbered: true, ID: "b"}}}}},
		document.Heading{Level: 1, Text: document.T("Author"), ID: "h", NewPage: true},
	}})
	if len(l.Pages) != 2 {
		t.Fatalf("%d pages, want 2", len(l.Pages))
	}
	if got := textLines(&l.Pages[0])[0].text; got != "see 2, Author" {
		t.Errorf("refs print %q", got)
	}
	if l.Places["id b"].Page != 0 || l.Bookmarks[0].Page != 1 {
		t.Errorf("places: %v, bookmarks %v", l.Places, l.Bookmarks)
	}
}

// TestDirections gives the visual order of mixed lines, word by word from
// left to right.
func TestDirections(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{"abc שלום עולם def", "abc עולם שלום def"},
		{"abc שלום 2026 def", "abc 2026 שלום def"},
		{"abc שלום 12:30, 5 def", "abc 5 ,12:30 שלום def"},
		{"שלום abc 123 עולם", "עולם abc 123 שלום"},
		{"حقوق 2026 ICCPR", "ICCPR 2026 حقوق"},
		{"abc ١٢٣ שלום", "abc שלום ١٢٣"},
		{"abc\nשלום עולם", "abcעולם שלום"},
		{"שלום 20 March 2024 עולם", "עולם 20 March 2024 שלום"}, // a date keeps its order
		{"abc שלום 20 March 2024", "abc שלום 20 March 2024"},
		{"حقوق 2024-03-20", "2024-03-20 حقوق"},
		{"حقوق 20 مارس 2024", "2024 مارس 20 حقوق"},
		{"שלום |3 letters| עולם", "עולם 3 letters שלום"}, // values are isolated
		{"abc |שלום| 5 |עולם| def", "abc שלום 5 עולם def"},
		{"|שלום|, |abc 1|, |def|", "def ,abc 1 ,שלום"},
	} {
		var spans []document.Span
		for _, text := range strings.Split(tc.text, "|") {
			spans = append(spans, document.Span{Text: text})
		}
		l := lay(t, document.Document{Blocks: []document.Block{document.Paragraph{Spans: spans}}})
		// The operations of a line stand in the order in which it is read.
		slices.SortStableFunc(l.Pages[0].Ops, func(a, b Op) int { return cmp.Or(cmp.Compare(a.Y, b.Y), cmp.Compare(a.X, b.X)) })
		var got string
		for _, line := range textLines(&l.Pages[0]) {
			got += line.text
		}
		if got != tc.want {
			t.Errorf("%q is set as %q, want %q", tc.text, got, tc.want)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                "plain",
		"a\tb\r\nc\vd":         "a b\nc\nd",
		"\xed\xa0\x80x\xff":    "\uFFFDx\uFFFD",
		"й й":                  "й й",
		"\u202eevil\u202c\x00": "evil",
		"\ufeffa\u2066b\u2069": "ab",
		"\ufdd0\U0001fffe":     "\uFFFD\uFFFD",
		"\u2028":               "\n",
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestPageThatMayBeTakenOut: the notes of the page before do not run over
// onto a section that begins a fresh page.
func TestPageThatMayBeTakenOut(t *testing.T) {
	l := lay(t, document.Document{Blocks: []document.Block{
		document.Paragraph{Spans: []document.Span{{Text: "before"}, document.Footnote(document.Span{Text: strings.Repeat(sentence, 80)})}},
		document.Heading{Level: 1, Text: document.T("Author"), NewPage: true},
		document.Para("name"),
	}})
	last := textLines(&l.Pages[len(l.Pages)-1])
	if len(l.Pages) != 3 || len(last) != 2 {
		t.Errorf("%d pages, the last with %d lines", len(l.Pages), len(last))
	}
}

func TestColumnsTakeTheirLongestWord(t *testing.T) {
	tab := document.Table{Widths: []float64{1, 20}, Rows: [][]document.Cell{
		{document.C("Государственный орган"), document.C(sentence)},
		{document.C("x"), document.C("y")},
	}}
	l := lay(t, document.Document{Blocks: []document.Block{tab}})
	var words []string
	for _, line := range textLines(&l.Pages[0]) {
		words = append(words, line.text)
		if line.right > margin+measure {
			t.Errorf("%q ends at %.1f", line.text, line.right)
		}
	}
	if !strings.HasPrefix(words[0], "Государственный") {
		t.Errorf("the word is broken: %q", words)
	}
}

// TestShortNotesStandSideBySide: ten notes that only name a source take three
// rows, in order from left to right; a long note among them keeps its lines.
func TestShortNotesStandSideBySide(t *testing.T) {
	long := "Human Rights Committee, general comment No. 35 (2014), CCPR/C/GC/35, paras. 11, 12 and 38."
	for name, tc := range map[string]struct {
		notes []string
		want  string // the notes of every row
	}{
		"ten":   {[]string{"S1.", "S2.", "S3.", "S4.", "S5.", "S6.", "S7.", "S8.", "S9.", "S10."}, "S1.S2.S3.S4.|S5.S6.S7.S8.|S9.S10."},
		"long":  {[]string{"S1.", "S2.", long, "S3.", "S4."}, "S1.S2.|" + long + "|S3.S4."},
		"third": {[]string{"S1.", "Source 2, pages 17 to 19.", "S3.", "S4.", "S5.", "S6.", "S7."}, "S1.Source 2, pages 17 to 19.S3.|S4.S5.S6.|S7."},
		"one":   {[]string{"S1."}, "S1."},
	} {
		t.Run(name, func(t *testing.T) {
			p := document.Paragraph{}
			for _, n := range tc.notes {
				p.Spans = append(p.Spans, document.Span{Text: "word "}, document.Footnote(document.Span{Text: n}))
			}
			l := lay(t, document.Document{Blocks: []document.Block{p}})
			var got strings.Builder
			y := 0.0
			for _, op := range l.Pages[0].Ops {
				if op.Kind != Text || op.Size != noteStyle.size {
					continue
				}
				if y != 0 && op.Y != y {
					got.WriteString("|")
				}
				y = op.Y
				got.WriteString(op.Word.Text)
				if op.X < margin+noteHang-0.01 || op.X+op.W > margin+measure {
					t.Errorf("%q stands at %.1f–%.1f", op.Word.Text, op.X, op.X+op.W)
				}
			}
			if got.String() != tc.want {
				t.Errorf("rows %q, want %q", got.String(), tc.want)
			}
			for i := range tc.notes {
				if at, ok := l.Places[fmt.Sprintf("note %d", i+1)]; !ok || at.Y <= 0 {
					t.Errorf("note %d is nowhere", i+1)
				}
			}
			if math.Abs(y+noteStyle.leading-noteStyle.baseline()-bodyBottom) > 0.1 {
				t.Errorf("the last row stands at %.2f, not at the bottom", y)
			}
		})
	}
}

// TestFootIsCountedExactly fills pages with notes of all lengths: text and
// foot never meet, and no note is lost or said twice.
func TestFootIsCountedExactly(t *testing.T) {
	var blocks []document.Block
	for i := range 300 {
		var spans []document.Span
		for k := range 1 + i%5 {
			text := fmt.Sprintf("N%d,%d;", i, k) + strings.Repeat("x", i%37) + strings.Repeat(" "+sentence, (i*k)%4/2)
			spans = append(spans, document.Span{Text: sentence}, document.Footnote(document.Span{Text: text}))
		}
		blocks = append(blocks, document.Paragraph{Spans: spans})
	}
	l := lay(t, document.Document{Blocks: blocks})
	var all strings.Builder
	for i, pg := range l.Pages {
		body, foot := 0.0, pg.Height
		for _, op := range pg.Ops {
			switch {
			case op.Kind != Text || op.Block == Furniture:
			case op.Size == bodyStyle.size:
				body = max(body, op.Y)
			case op.Size == noteStyle.size:
				foot = min(foot, op.Y)
				all.WriteString(op.Word.Text)
			}
		}
		if foot-body < noteRule {
			t.Errorf("page %d: text ends at %.1f, notes begin at %.1f", i+1, body, foot)
		}
	}
	for i := range 300 {
		for k := range 1 + i%5 {
			if n := strings.Count(all.String(), fmt.Sprintf("N%d,%d;", i, k)); n != 1 {
				t.Errorf("note %d of paragraph %d is said %d times", k, i, n)
			}
		}
	}
}

// TestDetailsStandUnderTheirParagraph: what belongs to a numbered paragraph,
// and words quoted between such, stand at the edge of its text.
func TestDetailsStandUnderTheirParagraph(t *testing.T) {
	quote := document.Quote{Original: document.T("quoted")}
	l := lay(t, document.Document{Blocks: []document.Block{
		document.Paragraph{Spans: document.T("numbered"), Numbered: true},
		document.Paragraph{Spans: document.T("first"), Kind: document.Detail},
		document.Paragraph{Spans: document.T("second"), Kind: document.Detail},
		quote,
		document.Paragraph{Spans: document.T("next"), Numbered: true},
		document.Para("plain"),
		quote,
	}})
	want := []float64{margin, margin + hang, margin + hang, margin + hang + 14, margin, margin, margin + 16}
	lines := textLines(&l.Pages[0])
	for i, line := range lines {
		if math.Abs(line.x-want[i]) > 0.01 {
			t.Errorf("%q stands at %.1f, want %.1f", line.text, line.x, want[i])
		}
	}
	if len(lines) != len(want) {
		t.Fatalf("%d lines, want %d", len(lines), len(want))
	}
	if a, b := lines[1].y-lines[0].y, lines[2].y-lines[1].y; a > 17.5 || b > 17.5 {
		t.Errorf("details stand %.1f and %.1f below", a, b)
	}
}

// TestSignatureIsNotAlone moves a signature over the end of a page: some text
// goes with it.
func TestSignatureIsNotAlone(t *testing.T) {
	for n := range 60 {
		l := lay(t, document.Document{Blocks: []document.Block{
			document.Para(strings.Repeat(sentence, 24)),
			document.Space{Points: float64(n)},
			document.Para(strings.Repeat(sentence, n)),
			document.Signature{Labels: []string{"Place", "Name"}},
		}})
		if first := textLines(&l.Pages[len(l.Pages)-1])[0].text; first == "Place" {
			t.Errorf("after %d sentences the signature stands alone", n)
		}
	}
}

// TestTiedWordsAreNotTorn: words tied by spaces that do not break are broken at them where
// the column is narrow, and no word is torn.
func TestTiedWordsAreNotTorn(t *testing.T) {
	text := strings.ReplaceAll("one Authority two Commission", " ", "\u00A0") // names are never hyphenated
	cell := func(s string) document.Cell { return document.Cell{Paragraphs: [][]document.Span{document.T(s)}} }
	long := strings.Repeat("filling ", 60)
	l := lay(t, document.Document{Blocks: []document.Block{document.Table{
		Rows: [][]document.Cell{{cell(text), cell(long), cell(long), cell(long)}}, Widths: []float64{2, 3, 3, 3},
	}}})
	words := map[string]bool{}
	for i := range l.Pages[0].Ops {
		if op := &l.Pages[0].Ops[i]; op.Kind == Text {
			words[op.Word.Text] = true
		}
	}
	for _, w := range strings.Split(text, "\u00A0") {
		if !words[w] {
			t.Errorf("%q does not stand on the page as one word", w)
		}
	}
}

// TestLanguagesOfStrings: the structure marks each text with its own language, in a paper of
// whatever language, and hyphenates it by the patterns of that language.
func TestLanguagesOfStrings(t *testing.T) {
	for _, paper := range []string{"en", "ru", "ar"} {
		texts := map[string]string{
			"en": strings.Repeat("the considerations of international responsibilities notwithstanding ", 30), "ru": strings.Repeat("переосвидетельствование обстоятельств ", 40), "ar": "حقوق الإنسان",
		}
		var blocks []document.Block
		for _, l := range []string{"en", "ru", "ar"} {
			blocks = append(blocks, document.Paragraph{Spans: []document.Span{{Text: texts[l], Lang: l}}})
		}
		l := lay(t, document.Document{Language: paper, Blocks: blocks})
		hyphens, marked := map[string]int{}, map[string]bool{}
		for _, page := range l.Pages {
			for i := range page.Ops {
				op := &page.Ops[i]
				if op.Kind != Text || op.Block == Furniture {
					continue
				}
				lang := l.Langs[l.Tags[op.Tag].Lang]
				marked[lang] = true
				if op.Word.Text == "\u00AD" {
					hyphens[lang]++
				} else if op.Word.Text != " " && !strings.Contains(texts[lang], op.Word.Text) {
					t.Errorf("%s: %q is marked as %s", paper, op.Word.Text, lang)
				}
			}
		}
		if len(marked) != 3 || hyphens["en"] == 0 || hyphens["ru"] == 0 {
			t.Errorf("%s: marked %v, hyphens %v", paper, marked, hyphens)
		}
	}
}

// TestNoTableInACell: an answer with a table of its own is no cell, and the questions around
// it still stand in tables.
func TestNoTableInACell(t *testing.T) {
	cell := document.C("a")
	table := document.Table{Rows: [][]document.Cell{{cell, cell}}}
	l := lay(t, document.Document{Blocks: []document.Block{document.Fields{Items: []document.FieldItem{
		{Label: document.T("one"), Answer: []document.Block{document.Para("x")}},
		{Label: document.T("two"), Answer: []document.Block{document.Para("y"), table}},
		{Label: document.T("three"), Answer: []document.Block{document.Para("z")}},
	}}}})
	tables := 0
	for i := range l.Tags {
		if l.Tags[i].Kind != TagTable {
			continue
		}
		tables++
		for up := l.Tags[i].Parent; up > 0; up = l.Tags[up].Parent {
			if l.Tags[up].Kind == TagTD {
				t.Error("a table stands in a cell")
			}
		}
	}
	if tables != 3 {
		t.Errorf("%d tables", tables)
	}
}

// TestFigureBox: the place of a figure holds all of its letters with what hangs below the
// line, and lies on its page.
func TestFigureBox(t *testing.T) {
	day := document.Moment{From: 3, To: 3, Label: document.T("gypsy quay")}
	l := lay(t, document.Document{Blocks: []document.Block{document.Timeline{
		Alt: "a course", Ticks: []document.Tick{{At: 0, Label: "May"}}, Lanes: []document.Lane{{Name: document.T("party"), Moments: []document.Moment{day}}},
	}}})
	figures := 0
	for i := range l.Tags {
		if l.Tags[i].Kind != TagFigure {
			continue
		}
		figures++
		box, page := l.Tags[i].Box, &l.Pages[0]
		if box.Page != 1 || box.X0 < 0 || box.Y0 < 0 || box.X1 > page.Width || box.Y1 > page.Height {
			t.Errorf("%+v is no place on the page", box)
		}
		for k := range page.Ops {
			op := &page.Ops[k]
			if owner(l.Tags, op.Tag) == int32(i) && op.Kind == Text && (op.Y+descent*op.Size > box.Y1+0.01 || op.Y-0.6*op.Size < box.Y0) {
				t.Errorf("%q stands outside of %+v", op.Word.Text, box)
			}
		}
	}
	if figures != 1 {
		t.Errorf("%d figures", figures)
	}
}
