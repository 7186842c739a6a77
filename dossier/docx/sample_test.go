package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"testing"

	"probata/dossier/document"
)

const sampleHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

func words() document.Words {
	return document.Words{
		Contents: "Contents", PageOf: "Page %d of %d", Note: "Note", Original: "Original", Translat: "Translation",
		Annex: document.AnnexWords{List: "List of annexes", Exhibit: "Exhibit", Title: "What it is", Type: "Type", SHA256: "SHA-256", Page: "Page", Apart: "sent apart"},
	}
}

func noted(text, note string) []document.Span {
	return []document.Span{{Text: text}, document.Footnote(document.Span{Text: note}), {Text: "."}}
}

func numbered(id string, spans ...document.Span) document.Block {
	return document.Paragraph{Spans: spans, Numbered: true, ID: id}
}

// small is a document of few blocks, whose parts can be read as a golden.
func small() document.Document {
	return document.Document{
		Title: "Questionnaire", Subtitle: "Aiday Testova", Subject: "EXAMPLE-9", Language: "en", Date: "1 March 2026",
		Stamp: "2026-03-01T00:00:00Z", Mark: "Confidential", Running: "Questionnaire · EXAMPLE-9", To: []string{"Working Group", "Geneva"}, Words: words(),
		Blocks: []document.Block{
			document.Heading{Level: 1, Text: document.T("I. Identity"), ID: "identity"},
			document.Fields{Items: []document.FieldItem{
				{Number: "1.", Label: document.T("Family name"), Answer: []document.Block{document.Paragraph{Spans: noted("Testova", "S1: invented report")}}},
				{Number: "2.", Label: document.T("Sex"), Empty: "not stated"},
			}},
			numbered("facts", document.Span{Text: "She was held on "}, document.Span{Text: "1 March", Style: document.Bold}, document.Span{Text: ".\nNobody said why."}),
			numbered("", document.Span{Text: "See paragraph "}, document.Span{Ref: "facts"}, document.Span{Text: " and "}, document.Span{Ref: "identity"}, document.Span{Text: "."}),
			document.Table{Lines: true, Widths: []float64{1, 3}, Head: []document.Cell{document.C("No."), document.C("Event")}, Rows: [][]document.Cell{
				{document.H("1"), document.S(document.Span{Text: "█████", Style: document.Redacted}, document.Span{Text: " сказала", Lang: "ru"})},
			}},
		},
	}
}

// rich is a document with every kind of block, in running text of a language.
func rich(lang, text, other string) document.Document {
	d := small()
	d.Language, d.Draft = lang, "DRAFT"
	d.Front = &document.Front{
		Kind: "Kazakhstan", Pages: "Pages", Mark: "For the addressee only",
		Items: []document.FieldItem{{Label: document.T("Date"), Answer: []document.Block{document.Para("1 March 2026")}}, {Label: document.T("Mark"), Empty: "none"}},
	}
	d.Annexes = []document.Annex{
		{ID: "a", Label: "A-1", Title: document.T("photograph"), MediaType: "image/jpeg", SHA256: sampleHash, How: document.Bound},
		{ID: "b", Label: "A-2", Title: noted("judgment", "annexnote"), How: document.Attached},
	}
	d.Blocks = append(d.Blocks,
		document.Paragraph{Spans: document.T("warning words"), Kind: document.Warning},
		document.Contents{Depth: 3},
		document.Heading{Level: 2, Text: noted("Second level", "headnote"), NewPage: true},
		document.Paragraph{Spans: document.T(text)},
		document.Paragraph{Spans: document.T(other)},
		numbered("", noted(text, "n1")...),
		document.Paragraph{Spans: document.T("detail words"), Kind: document.Detail, ID: "detail"},
		document.Paragraph{Spans: noted("more detail", "n2"), Kind: document.Detail},
		document.Quote{
			Original: document.T(other), OriginalLang: "ar", Attribution: noted("a speaker", "n3"),
			Translations: []document.Translation{{Lang: "en", Text: document.T("translated words")}},
		},
		document.Quote{Original: document.T("long words"), OriginalLang: lang, Translations: []document.Translation{
			{Lang: "en", Text: document.T("first translation")}, {Lang: "ru", Text: document.T("второй перевод")},
		}, Attribution: document.T("another speaker")},
		document.Quote{Original: document.T("bare words")},
		document.Heading{Level: 3, Text: document.T("Third level")},
		document.List{Items: [][]document.Span{document.T("first bullet"), noted("second bullet", "n4")}},
		document.List{Ordered: true, Items: [][]document.Span{document.T("letter one"), document.T("letter two")}},
		document.List{Ordered: true, Items: [][]document.Span{document.T("letter again")}},
		document.Heading{Level: 7, Text: document.T("Deepest level")},
		richTable(text), richTable(text),
		document.Paragraph{Spans: []document.Span{
			{Text: "code: "},
			{Text: sampleHash, Style: document.Mono},
			{Text: "; person "},
			{Text: "A-7", Style: document.Redacted},
			{Text: "; "},
			{Link: "https://www.ohchr.org/"},
			{Text: "; "},
			{Text: "click", Link: "javascript:alert(1)"},
			{Text: "; see "},
			{Ref: "detail"},
			{Text: ", note "},
			{Ref: "thenote"},
			{Text: ", "},
			{Ref: "nowhere"},
			{Text: ", "},
			{Ref: document.AnnexRef("A-1")},
			{Text: " end"},
			{Note: []document.Span{{Text: "outer "}, {Note: document.T("inner"), ID: "inner"}, {Text: "https://un.org", Link: "https://un.org"}}, ID: "thenote"},
		}},
		document.PageBreak{}, document.Space{Points: 10},
		longFields(text),
		timelineOf("a long label of the arrest"), timelineOf("7"), relationsOf(),
		document.Figure{Data: jpegOf(60, 30), Alt: "a gate", Caption: document.T("figure caption"), Width: 0.5},
		document.Figure{Data: pngOf(2000, 10), Alt: "a wide gate"}, document.Figure{Data: []byte("none"), Alt: "a lost gate"},
		document.Cover{Number: "A-9", Title: document.T("cover title"), ID: "cover", Items: []document.FieldItem{{Label: document.T("Source"), Answer: []document.Block{document.Para("cover source")}}}},
		document.Sheet{Head: document.T("sheet head"), Alt: "sheet words"},
		document.Paragraph{Spans: []document.Span{{Text: "as "}, {Ref: "cover"}}, Kind: document.Center},
		document.Signature{Labels: []string{"Signature", "Place", "Third"}, Names: []string{"A signer"}},
	)
	return d
}

func richTable(text string) document.Table {
	t := document.Table{
		Caption: document.T("table caption"), Widths: []float64{1, 2, 4},
		Head: []document.Cell{document.C("No."), document.C("Date"), document.C("What")},
		Rows: [][]document.Cell{{{Paragraphs: [][]document.Span{document.T("a group")}, Span: 3, Strong: true}}},
	}
	for i := range 5 {
		t.Rows = append(t.Rows, []document.Cell{
			document.H(fmt.Sprint(i + 1)), {Hole: document.Hole(i % 3), Paragraphs: [][]document.Span{document.T("cell words")}}, document.S(noted(text, "n5")...),
		})
	}
	t.Rows = append(t.Rows, []document.Cell{document.C("short row")}, nil)
	return t
}

func longFields(text string) document.Fields {
	return document.Fields{Items: []document.FieldItem{
		{Number: "1.", Label: document.T("What happened?"), Answer: []document.Block{
			numbered("inside", document.Span{Text: text}),
			document.List{Items: [][]document.Span{document.T("listed")}},
			document.Quote{Original: document.T("quoted inside"), Attribution: document.T("who"), Translations: []document.Translation{{Lang: "en", Text: document.T("its translation")}}},
		}},
		{Number: "2.", Label: document.T("Which steps?"), Answer: []document.Block{richTable(text)}},
		{Number: "Annex II, question 12", Label: document.T("Why?"), Answer: []document.Block{document.Para(strings.Repeat(text+" ", 200))}},
		{Label: document.T("No number"), Answer: []document.Block{document.Para("short answer"), document.Para("second line")}},
		{Number: "3.", Label: document.T("Nothing"), Empty: "not stated"},
	}}
}

func timelineOf(label string) document.Timeline {
	return document.Timeline{
		Caption: document.T("timeline caption"), Undated: "no date known", Key: document.T("timeline key"),
		Ticks: []document.Tick{{At: 10, Label: "May"}, {At: 0, Label: "April"}},
		Lanes: []document.Lane{{Name: document.T("arrests"), Moments: []document.Moment{
			{From: 1, To: 1, Label: document.T(label)},
			{From: 11, To: 15, Label: document.T("8")},
			{From: 12, To: 15, Within: true, Label: document.T("9")},
			{Undated: true, Label: document.T("10")},
			{From: 12, Count: 4, Label: document.T("×4")},
		}}},
	}
}

func relationsOf() document.Relations {
	return document.Relations{
		Caption: document.T("relations caption"), Key: document.T("relations key"),
		Parties: []document.Box{{Name: document.T("party one"), Role: document.T("victim")}, {Name: document.T("party two")}},
		Parts:   []document.Part{{Head: document.T("Acts"), Ties: []document.Tie{{Label: document.T("tie"), Told: document.T("tie told")}}, Alone: []int{0, 9}}},
	}
}

func pixels(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for x := range w {
		img.Set(x, 0, color.RGBA{uint8(x), 90, 10, 255})
	}
	return img
}

// jpegOf is a JPEG that lies on its side and says where it was taken.
func jpegOf(w, h int) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, pixels(w, h), nil); err != nil {
		panic(err)
	}
	exif := "Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00GPS secret"
	segment := append([]byte{0xFF, 0xE1, 0, byte(len(exif) + 2)}, exif...)
	return append(append(append([]byte{}, b.Bytes()[:2]...), segment...), b.Bytes()[2:]...)
}

func pngOf(w, h int) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, pixels(w, h)); err != nil {
		panic(err)
	}
	text := "tEXtComment\x00secret"
	chunk := append([]byte{0, 0, 0, byte(len(text) - 4)}, text...)
	chunk = append(chunk, 0, 0, 0, 0)
	at := 8 + 25 // behind IHDR
	return append(append(append([]byte{}, b.Bytes()[:at]...), chunk...), b.Bytes()[at:]...)
}

const arabic = "احتُجز الناشط في 1 مارس 2026 بموجب المادة 9 من العهد (ICCPR) ولم يُبلَّغ بالأسباب."

// samples are documents with all kinds of blocks in both directions.
func samples() map[string]document.Document {
	return map[string]document.Document{
		"small":   small(),
		"rich":    rich("en", "She was held at the gate of the factory", arabic),
		"russian": rich("ru", "Её задержали у ворот завода", "She was held"),
		"arabic":  rich("ar", arabic, "She was held at the gate of the factory in 2026"),
		"empty":   {},
	}
}

func write(t testing.TB, d document.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(context.Background(), &b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// unpack gives the parts of a file in their order.
func unpack(t testing.TB, data []byte) (names []string, parts map[string]string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts = map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := parts[f.Name]; twice {
			t.Errorf("%s stands twice in the file", f.Name)
		}
		names, parts[f.Name] = append(names, f.Name), string(b)
	}
	return names, parts
}
