package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"probata/dossier/document"
	"probata/pdf/layout"
)

// matrix is a table whose rows stand in groups and have holes.
func matrix(groups, rows int) document.Table {
	t := document.Table{Lines: true, Head: []document.Cell{document.H("element"), document.H("first"), document.H("second")}, Widths: []float64{2, 1, 1}}
	for g := range groups {
		t.Rows = append(t.Rows, []document.Cell{{Paragraphs: [][]document.Span{document.T(fmt.Sprintf("provision%d", g))}, Strong: true, Span: 3}})
		for r := range rows {
			open := document.C("missing\n12, 13")
			open.Hole = document.Hole(r % 3)
			t.Rows = append(t.Rows, []document.Cell{document.H(fmt.Sprintf("element%d.%d", g, r)), open})
		}
	}
	return t
}

// lines are the words of a page by the height of their base line.
func lines(p *layout.Page) map[float64]string {
	out := map[float64]string{}
	for _, op := range p.Ops {
		if op.Kind == layout.Text {
			out[op.Y] += op.Word.Text + " "
		}
	}
	return out
}

// TestGroupsOfRowsAreHeadedOnEveryPage sets a table whose groups run over
// pages: the first words below the head of the page are those of the group.
func TestGroupsOfRowsAreHeadedOnEveryPage(t *testing.T) {
	f := loadFonts(t)
	d := document.Document{Language: "en", Words: english.back, Blocks: []document.Block{matrix(5, 37)}}
	data, _ := export(t, d, f)
	checkStructure(t, data)
	l, err := Pages(t.Context(), d, f)
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Pages) < 5 {
		t.Fatalf("%d pages", len(l.Pages))
	}
	for i := range l.Pages {
		said := lines(&l.Pages[i])
		var ys []float64
		for y := range said {
			ys = append(ys, y)
		}
		slices.Sort(ys)
		if !strings.HasPrefix(said[ys[0]], "element first") || !strings.HasPrefix(said[ys[1]], "provision") {
			t.Errorf("page %d begins with %q, %q", i+1, said[ys[0]], said[ys[1]])
		}
		if next := said[ys[2]]; !strings.HasPrefix(next, strings.Replace(strings.Fields(said[ys[1]])[0], "provision", "element", 1)+".") {
			t.Errorf("page %d: %q stands below %q", i+1, next, said[ys[1]])
		}
		if last := said[ys[len(ys)-2]]; strings.HasPrefix(last, "provision") {
			t.Errorf("page %d ends with the head of a group", i+1)
		}
	}
}

// TestHolesAreHatched counts the strokes of a whole, a partly filled and an
// open cell.
func TestHolesAreHatched(t *testing.T) {
	f := loadFonts(t)
	strokes := func(h document.Hole) int {
		c := document.C("words")
		c.Hole = h
		l, err := Pages(t.Context(), document.Document{Blocks: []document.Block{document.Table{Rows: [][]document.Cell{{document.C("a"), c}}}}}, f)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, op := range l.Pages[0].Ops {
			if op.Kind == layout.Rect && op.W == 1 && op.H > 10 {
				n++
			}
		}
		return n
	}
	if whole, partly, open := strokes(document.Whole), strokes(document.Partly), strokes(document.Open); whole != 0 || partly == 0 || open < 5*partly {
		t.Errorf("strokes: %d, %d, %d", whole, partly, open)
	}
}

// TestParagraphsOfACellStandApart measures the room between two lines of one
// paragraph and of two, in a short row and in one that runs over pages.
func TestParagraphsOfACellStandApart(t *testing.T) {
	f := loadFonts(t)
	for _, long := range []int{1, 200} {
		var other []string
		for i := range long {
			other = append(other, fmt.Sprintf("w%d", i))
		}
		cell := document.Cell{Paragraphs: [][]document.Span{document.T("one\ntwo"), document.T("three")}}
		row := []document.Cell{cell, document.S(document.Span{Text: strings.Join(other, "\n")})}
		l, err := Pages(t.Context(), document.Document{Blocks: []document.Block{document.Table{Rows: [][]document.Cell{row}}}}, f)
		if err != nil {
			t.Fatal(err)
		}
		y := map[string]float64{}
		for _, op := range l.Pages[0].Ops {
			if op.Kind == layout.Text {
				y[op.Word.Text] = op.Y
			}
		}
		if within, between := y["two"]-y["one"], y["three"]-y["two"]; between < within+3 || between > within+6 {
			t.Errorf("%d lines beside: %.1f within a paragraph, %.1f between two", long, within, between)
		}
	}
}

// TestReferencesStayRight refers to a paragraph, a heading, an annex and notes
// before and behind the place where they stand.
func TestReferencesStayRight(t *testing.T) {
	f := loadFonts(t)
	ref := func(id string) document.Block {
		return document.Paragraph{Spans: []document.Span{{Text: "see-" + id + "-"}, {Ref: id}, {Text: "."}}}
	}
	noted := func(id string) []document.Span {
		return []document.Span{{Text: "words"}, {Note: []document.Span{{Text: "note "}, {Note: document.T("inner")}}, ID: id}}
	}
	refs := []document.Block{ref("para"), ref("head"), ref("annex"), ref("n2"), ref("n4"), ref("gone")}
	var blocks []document.Block
	blocks = append(blocks, refs...)
	blocks = append(blocks,
		document.Paragraph{Numbered: true, Spans: noted("")},
		document.Heading{Level: 1, ID: "head", Text: document.T("Law")},
		document.Table{Rows: [][]document.Cell{{document.S(noted("n2")...), document.S(noted("")...)}}},
		document.Fields{Items: []document.FieldItem{{Label: document.T("q"), Answer: []document.Block{document.Paragraph{Numbered: true, Spans: noted("n4")}}}}},
		document.Paragraph{Numbered: true, ID: "para", Spans: document.T("third")},
		document.Cover{Number: "A.7", ID: "annex", Title: document.T("letter")},
	)
	blocks = append(blocks, refs...)
	d := document.Document{Language: "en", Words: english.back, Blocks: blocks}
	data, _ := export(t, d, f)
	checkStructure(t, data)
	l, err := Pages(t.Context(), d, f)
	if err != nil {
		t.Fatal(err)
	}
	said, links := l.Outline(), map[string]bool{}
	for _, want := range []string{"see-para-3.", "see-head-Law.", "see-annex-A.7.", "see-n2-2.", "see-n4-4.", "see-gone-?."} {
		if strings.Count(said, want) != 2 {
			t.Errorf("%q stands %d times in\n%s", want, strings.Count(said, want), said)
		}
	}
	for _, p := range l.Pages {
		for _, k := range p.Links {
			if _, ok := l.Places[k.Place]; !ok {
				t.Errorf("the link %q leads to %q, which is nowhere", k.Name, k.Place)
			}
			links[k.Place] = true
		}
	}
	if !links["note 4"] || !links["id para"] || !links["id annex"] && len(links) < 5 {
		t.Errorf("links lead to %v", links)
	}
}

// titled is a document with a title page.
func titled(w words) document.Document {
	d := rich(w)
	d.Front = &document.Front{
		Kind: w.heads[0], Pages: w.cols[0], Mark: w.mark,
		Items: []document.FieldItem{
			{Label: document.T(w.q1), Answer: []document.Block{document.Para(w.yes), document.Para(w.speaker)}},
			{Label: document.T(w.q2), Empty: w.empty},
			{Label: document.T(w.cols[1]), Answer: []document.Block{document.Para(w.date)}},
		},
	}
	return d
}

func TestTitlePage(t *testing.T) {
	f := loadFonts(t)
	for _, w := range []words{english, russian, kazakh} {
		t.Run(w.lang, func(t *testing.T) {
			d := titled(w)
			data, _ := export(t, d, f)
			checkStructure(t, data)
			l, err := Pages(t.Context(), d, f)
			if err != nil {
				t.Fatal(err)
			}
			inside(t, l)
			first := layout.Layout{Pages: l.Pages[:1]}
			if want := fmt.Sprintf(" %d\n", len(l.Pages)); !strings.Contains(first.Outline(), want) {
				t.Errorf("the number of pages, %d, is not on the title page", len(l.Pages))
			}
			golden(t, "title_"+w.lang+".txt", first.Outline())
		})
	}
}

// TestOrderKnowsNoDates: in a timeline of mere order every mark is hollow, and
// a mark of many events is drawn as strokes.
func TestOrderKnowsNoDates(t *testing.T) {
	f := loadFonts(t)
	colours := func(order bool, count int) map[layout.Color]int {
		l, err := Pages(t.Context(), document.Document{Blocks: []document.Block{document.Timeline{
			Order: order, Key: document.T("key"), Lanes: []document.Lane{{Name: document.T("lane"), Moments: []document.Moment{
				{From: 1, Label: document.T("a")}, {From: 2, To: 9, Count: count, Label: document.T("b")},
			}}},
		}}}, f)
		if err != nil {
			t.Fatal(err)
		}
		out := map[layout.Color]int{}
		for _, op := range l.Pages[0].Ops {
			if op.Kind == layout.Rect && op.Tag != 0 {
				out[op.Color]++
			}
		}
		return out
	}
	if c := colours(true, 0); c[0xFFFFFF] != 2 || len(c) != 2 {
		t.Errorf("marks of an order: %v", c)
	}
	if c := colours(false, 12); c[0xFFFFFF] != 0 || c[0x1F3A5F] < 20 {
		t.Errorf("marks of many events: %v", c)
	}
}

// TestHostileBlocks gives title pages longer than a page, cells that span more
// than there is or nothing, and groups without rows.
func TestHostileBlocks(t *testing.T) {
	f := loadFonts(t)
	long := strings.Repeat("слово ", 3000)
	front := &document.Front{Kind: long, Mark: long, Pages: long}
	for range 90 {
		front.Items = append(front.Items, document.FieldItem{Label: document.T("label"), Empty: "none", Answer: []document.Block{document.Space{Points: 9}, document.Para("answer")}})
	}
	wide, negative := document.H("wide"), document.C("negative")
	wide.Span, negative.Span, negative.Hole = 99, -4, 77
	group := document.H("group")
	group.Span = 2
	deep := document.Cell{Paragraphs: [][]document.Span{document.T(long), document.T(long)}, Span: 2, Strong: true, Hole: document.Open}
	d := document.Document{Title: long, Language: "ru", Front: front, Blocks: []document.Block{
		document.Table{Head: []document.Cell{wide}, Rows: [][]document.Cell{{negative, wide}, {wide}, {group}, {group}, {deep}, {document.C("a"), document.C("b")}, {group}}},
		document.Table{Rows: [][]document.Cell{{group}, {document.C("a"), deep}}},
		document.Timeline{Order: true, Lanes: []document.Lane{{Moments: []document.Moment{{From: 5, To: -5, Count: -3}, {From: 1e300, To: 2e300, Count: 1 << 40}}}}},
		document.Timeline{Lanes: []document.Lane{{Moments: []document.Moment{{From: -1e300, To: 1e300, Count: 1 << 40}}}}},
		document.Signature{Labels: []string{"a"}, Names: []string{long, "b", "c"}},
		document.Quote{Original: document.T(long), Translations: []document.Translation{{Text: document.T(long)}}},
	}}
	data, _ := export(t, d, f)
	checkStructure(t, data)
	l, err := Pages(t.Context(), document.Document{Front: &document.Front{}}, f)
	if err != nil || len(l.Pages) != 1 {
		t.Errorf("an empty title page: %v", err)
	}
}
