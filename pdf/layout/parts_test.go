package layout

import (
	"fmt"
	"math"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"probata/dossier/document"
)

// longText is text enough for several parts, with all that is numbered.
func longText() document.Document {
	long := func(i int) string { return strings.Repeat(sentence, 5+i%7) }
	d := document.Document{Title: "Title", Language: "en", Words: document.Words{Contents: "Contents", Note: "Note"}, Mark: "CONFIDENTIAL"}
	d.Blocks = append(d.Blocks, document.Contents{})
	for i := range 120 {
		note := document.Footnote(document.Span{Text: fmt.Sprintf("note %d ", i)}, document.Footnote(document.Span{Text: "inner"}))
		switch i % 6 {
		case 0:
			d.Blocks = append(d.Blocks, document.Heading{Level: 1 + i%4, Text: document.T(fmt.Sprintf("Heading %d", i)), ID: fmt.Sprint("h", i), NewPage: i == 60})
		case 1:
			d.Blocks = append(d.Blocks, document.Quote{Original: document.T("слово " + long(i)), OriginalLang: "ru", Attribution: []document.Span{{Text: "who"}, note}})
		case 2:
			d.Blocks = append(d.Blocks, document.Paragraph{Kind: document.Detail, Spans: document.T(long(i))}, document.Space{Points: 20})
		case 3:
			d.Blocks = append(d.Blocks, document.Fields{Items: []document.FieldItem{
				{Number: "1", Label: document.T("Q"), Answer: []document.Block{document.Paragraph{Numbered: true, Spans: []document.Span{{Text: long(i)}, note}}}},
			}})
		default:
			d.Blocks = append(d.Blocks, document.Paragraph{Numbered: true, ID: fmt.Sprint("p", i), Spans: []document.Span{{Text: long(i)}, note, {Ref: "p4"}, {Text: " \u1c90"}}})
		}
	}
	t := document.Table{Head: []document.Cell{document.H("No."), document.H("What")}}
	for i := range 300 {
		t.Rows = append(t.Rows, []document.Cell{document.C(fmt.Sprint(i)), document.S(document.Span{Text: long(i)}, document.Footnote(document.Span{Text: "cell"}))})
	}
	d.Blocks = append(d.Blocks, t, document.Para("end"))
	return d
}

// TestAnyNumberOfCores: the pages are the same, to the last mark of the
// structure, however many cores set them.
func TestAnyNumberOfCores(t *testing.T) {
	if stretches, _ := (&setter{doc: &document.Document{}, partSize: partSize}).divide(longText().Blocks); len(stretches) < 4 {
		t.Fatalf("%d parts are none to speak of", len(stretches))
	}
	before := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(before)
	var want *Layout
	for _, cores := range []int{1, 2, 5} {
		runtime.GOMAXPROCS(cores)
		got := lay(t, longText())
		for p := range got.Pages {
			for i := range got.Pages[p].Ops {
				if w := got.Pages[p].Ops[i].Word; w != nil {
					plain := *w
					plain.Index = 0 // who shaped a word first is no part of the page
					got.Pages[p].Ops[i].Word = &plain
				}
			}
		}
		got.Words = 0
		if want == nil {
			want = got
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("on %d cores the pages differ", cores)
		}
	}
}

// TestPartsAreNotSeen: a text in parts is the text in one piece.
func TestPartsAreNotSeen(t *testing.T) {
	d := longText()
	parts := lay(t, d)
	s := &setter{ctx: t.Context(), doc: &d, composer: newComposer(newLexicon(testFonts(t), "en").take(), "en"), pictures: newPictures(), partSize: math.MaxInt, out: newOutput(nil)}
	s.noteWord, s.block = "Note", Furniture
	s.index(document.Number(d.Blocks))
	s.listen(d.Blocks)
	s.front()
	if err := s.blocks(d.Blocks, margin, measure, bodyStyle); err != nil {
		t.Fatal(err)
	}
	whole, err := s.complete()
	if err != nil {
		t.Fatal(err)
	}
	if parts.Outline() != whole.Outline() {
		t.Error("the pages differ")
	}
	if a, b := treeOf(parts), treeOf(whole); a != b {
		t.Errorf("the structures differ:\n%.300s\n%.300s", a, b)
	}
}

// treeOf writes the structure as it is read: elements in the order of their
// parents.
func treeOf(l *Layout) string {
	kids := make([][]int, len(l.Tags))
	for i := range l.Tags[1:] {
		kids[l.Tags[i+1].Parent] = append(kids[l.Tags[i+1].Parent], i+1)
	}
	var b strings.Builder
	var write func(tag, depth int)
	write = func(tag, depth int) {
		t := l.Tags[tag]
		fmt.Fprintf(&b, "%*s%s %s %s %v\n", depth, "", t.Kind, t.ID, t.Scope, t.Inline)
		for _, k := range kids[tag] {
			write(k, depth+1)
		}
	}
	write(0, 0)
	return b.String()
}

func TestFaultOfAWorker(t *testing.T) {
	defer func() {
		f, ok := recover().(Fault)
		if !ok || !strings.Contains(f.At, "TestFaultOfAWorker") {
			t.Errorf("the fault tells %q", f.At)
		}
	}()
	_ = Share(4, func(next func() (int, bool)) error {
		for i, more := next(); more; i, more = next() {
			if i == 2 {
				var none []int
				none[i] = 1
			}
		}
		return nil
	})
	t.Error("a panic was lost")
}
