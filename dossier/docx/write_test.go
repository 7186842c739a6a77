package docx

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"image"
	_ "image/jpeg"
	"os"
	"strings"
	"testing"

	"probata/dossier/document"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestParts holds the parts of a small file as they are written.
func TestParts(t *testing.T) {
	names, parts := unpack(t, write(t, small()))
	var got strings.Builder
	for _, name := range names {
		got.WriteString("== " + name + "\n" + strings.NewReplacer("><", ">\n<", "<w:p>", "\n<w:p>").Replace(parts[name]) + "\n")
	}
	const golden = "testdata/small.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("%s differs; see what changed with -update and git diff", golden)
	}
}

// said is the text of a part, a line for each paragraph.
func said(t testing.TB, name, part string) string {
	var b strings.Builder
	parseXML(t, name, part).walk(func(n, _ *node) {
		switch n.name {
		case "t":
			b.WriteString(n.text)
		case "br", "p":
			b.WriteString("\n")
		case "tab":
			b.WriteString("\t")
		case "noBreakHyphen":
			b.WriteString("\u2011")
		}
	})
	return b.String()
}

// TestSaysAll: whatever the document says stands in the file.
func TestSaysAll(t *testing.T) {
	for name, d := range samples() {
		_, parts := unpack(t, write(t, d))
		text := said(t, name, parts["word/document.xml"]) + said(t, name, parts["word/footnotes.xml"]) + parts["word/document.xml"]
		for _, s := range []string{"word/header1.xml", "word/header2.xml", "word/footer1.xml"} {
			text += said(t, name, parts[s])
		}
		want := append([]string{d.Title, d.Subtitle, d.Mark, d.Draft, d.Running}, d.To...)
		document.Spans(d.Blocks, func(s document.Span) { want = append(want, s.Text) })
		for _, w := range want {
			if w = strings.TrimSpace(clean(w)); !strings.Contains(text, w) {
				if !drawnOnly[w] {
					t.Errorf("%s: %q is not in the file", name, w)
				}
			}
		}
	}
}

// drawnOnly is what stands in a picture of relations and is told otherwise.
var drawnOnly = map[string]bool{"tie": true, "party two": true}

func TestSameBytes(t *testing.T) {
	for name, d := range samples() {
		if !bytes.Equal(write(t, d), write(t, d)) {
			t.Errorf("%s: the same document gives other bytes", name)
		}
	}
}

// TestTellsNothing: no part says who made the file, where and when, nor what a
// picture says beyond its pixels, nor what an ID is of.
func TestTellsNothing(t *testing.T) {
	d := rich("en", "words", arabic)
	data := write(t, d)
	_, parts := unpack(t, data)
	for name, s := range parts {
		for _, secret := range []string{"secret", "creator", "lastModifiedBy", "rsid", "javascript:", `w:name="facts"`, "identity"} {
			if strings.Contains(s, secret) {
				t.Errorf("%s holds %q", name, secret)
			}
		}
	}
	if !strings.Contains(parts["docProps/core.xml"], ">2026-03-01T00:00:00Z<") || !strings.Contains(parts["word/settings.xml"], "removePersonalInformation") {
		t.Error("the information is not that of the document")
	}
	turned, kind, err := image.DecodeConfig(strings.NewReader(parts["word/media/image1.jpeg"]))
	if err != nil || kind != "jpeg" || turned.Width != 30 || turned.Height != 60 {
		t.Errorf("the picture that lay on its side: %v %s %dx%d", err, kind, turned.Width, turned.Height)
	}
}

func TestMarks(t *testing.T) {
	_, parts := unpack(t, write(t, rich("en", "She was held", arabic)))
	for _, c := range []struct{ part, holds, why string }{
		{"word/document.xml", `TOC \o &#34;1-3&#34; \h \z \u`, "the contents are a field"},
		{"word/document.xml", `\r \h`, "a reference to a paragraph is one to its number"},
		{"word/document.xml", "NOTEREF _Ref", "a reference to a note is a field"},
		{"word/document.xml", `<w:tblHeader/>`, "the head of a table repeats"},
		{"word/document.xml", `<w:rtl/><w:lang w:bidi="ar-SA"/></w:rPr>`, "Arabic runs leftwards"},
		{"word/document.xml", `<w:lang w:val="ru-RU"/>`, "the language is marked"},
		{"word/document.xml", `w:val="RedactedBar"`, "a bar is a bar"},
		{"word/document.xml", `descr="a gate"`, "a picture says what it shows"},
		{"word/document.xml", `<w:t xml:space="preserve">?</w:t>`, "a reference to nothing is seen"},
		{"word/footnotes.xml", `<w:t xml:space="preserve">inner</w:t>`, "a note in a note is read where it stands"},
		{"word/_rels/footnotes.xml.rels", `Target="https://un.org"`, "a link in a note"},
		{"word/numbering.xml", `<w:num w:numId="4">`, "every list counts for itself"},
		{"word/settings.xml", "<w:updateFields/>", "the contents are to be filled in"},
		{"word/footer1.xml", " NUMPAGES ", "page of pages"},
	} {
		if !strings.Contains(parts[c.part], c.holds) {
			t.Errorf("%s has no %s: %s", c.part, c.holds, c.why)
		}
	}
	if strings.Contains(parts["word/header2.xml"], "EXAMPLE-9") {
		t.Error("the running head stands on the first page")
	}
}

func TestRightToLeft(t *testing.T) {
	_, parts := unpack(t, write(t, rich("ar", arabic, "She was held")))
	for _, want := range []string{"<w:bidiVisual/>", "<w:titlePg/><w:bidi/>", `<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>`} {
		if !strings.Contains(parts["word/document.xml"]+parts["word/styles.xml"], want) {
			t.Errorf("no %s in an Arabic text", want)
		}
	}
}

func TestStretches(t *testing.T) {
	for _, c := range []struct {
		text string
		base bool
		want string // leftwards stretches in brackets
	}{
		{"plain words 2026.", false, "plain words 2026."},
		{"see حقوق الإنسان 2026 (ICCPR).", false, "see [حقوق الإنسان 2026] (ICCPR)."},
		{"שלום, עולם", false, "[שלום, עולם]"},
		{"שלום עולם!", true, "[שלום עולם!]"},
		{"المادة 9 (ICCPR 2) هنا", true, "[المادة 9 (]ICCPR 2[) هنا]"},
		{"2026", true, "[2026]"},
		{"Held", true, "Held"},
		{"(Held)", true, "[(]Held[)]"},
		{"سنة", false, "[سنة]"},
		{"", true, ""},
	} {
		got := ""
		for _, s := range stretches(c.text, c.base) {
			if s.rtl {
				s.text = "[" + s.text + "]"
			}
			got += s.text
		}
		if got != c.want {
			t.Errorf("%q, leftwards %v: %s, want %s", c.text, c.base, got, c.want)
		}
	}
}

func body(t *testing.T, data []byte) string {
	t.Helper()
	_, parts := unpack(t, data)
	return parts["word/document.xml"]
}

// TestProseIsFree: a long answer is text of its own that can be worked on, and below a table
// stands the next paragraph and no empty one.
func TestProseIsFree(t *testing.T) {
	long := strings.Repeat("They came to the flat at six in the morning. ", 12)
	var b bytes.Buffer
	d := document.Document{Language: "en", Blocks: []document.Block{
		document.Fields{Items: []document.FieldItem{
			{Label: document.T("Name"), Answer: []document.Block{document.Para("A. B.")}},
			{Label: document.T("What happened"), Answer: []document.Block{document.Para(long)}},
			{Label: document.T("Place"), Answer: []document.Block{document.Para("Almaty")}},
		}},
		document.Para("After the table."),
	}}
	if err := Write(t.Context(), &b, d); err != nil {
		t.Fatal(err)
	}
	text := body(t, b.Bytes())
	if before, _, ok := strings.Cut(text, "They came"); !ok || strings.Count(before, "<w:tc>") != strings.Count(before, "</w:tc>") {
		t.Error("a long answer stands in a cell")
	}
	if n := strings.Count(text, `<w:pStyle w:val="Gap"/>`); n != 0 {
		t.Errorf("%d empty paragraphs", n)
	}
	if n := strings.Count(text, "<w:tbl>"); n != 2 {
		t.Errorf("%d tables", n)
	}
}

// TestIsolates: in a text of two directions every value keeps the order of its own parts,
// and a day with its month and year runs from the left as one.
func TestIsolates(t *testing.T) {
	for _, c := range []struct {
		text string
		base bool
		want string
	}{
		{"حقوق 20 March 2024", true, "[⟩حقوق ]⟨20 March 2024⟫[⟫]"},
		{"20 March 2024", true, "⟨20 March 2024⟫"},
		{"9", true, "⟨9⟫"},
		{", ", true, "[, ]"},
		{"حقوق", false, "[⟩حقوق⟫]"},
	} {
		got := ""
		for _, s := range stretches(isolated(c.text), c.base) {
			if s.rtl {
				s.text = "[" + s.text + "]"
			}
			got += s.text
		}
		got = strings.NewReplacer(string(fromLeft), "⟨", string(fromRight), "⟩", string(popped), "⟫").Replace(got)
		if got != c.want {
			t.Errorf("%q, leftwards %v: %s, want %s", c.text, c.base, got, c.want)
		}
	}
	var b bytes.Buffer
	spans := func(list ...string) (out []document.Span) {
		for _, s := range list {
			out = append(out, document.Span{Text: s})
		}
		return out
	}
	d := document.Document{Language: "en", Blocks: []document.Block{
		document.Paragraph{Spans: spans("held with ", "حقوق", ", ", "20 March 2024")}, document.Paragraph{Spans: spans("held ", "on 20 March 2024")},
	}}
	if err := Write(t.Context(), &b, d); err != nil {
		t.Fatal(err)
	}
	if text := body(t, b.Bytes()); strings.Count(text, string(popped)) != 3 || !strings.Contains(text, string(fromLeft)+"20 March 2024"+string(popped)) {
		t.Errorf("the values are not isolated in the text of two directions alone:\n%s", text)
	}
}

// TestLanguagesOfStrings: text in another language than the document's is marked with its
// own, and text in the document's with none but that.
func TestLanguagesOfStrings(t *testing.T) {
	var b bytes.Buffer
	d := document.Document{Language: "en", Blocks: []document.Block{document.Paragraph{Spans: []document.Span{
		{Text: "The court held that "}, {Text: "حقوق الإنسان", Lang: "ar"}, {Text: " and "}, {Text: "права человека", Lang: "ru"}, {Text: " are one."},
	}}}}
	if err := Write(t.Context(), &b, d); err != nil {
		t.Fatal(err)
	}
	text := body(t, b.Bytes())
	for _, run := range strings.Split(text, "<w:r>")[1:] {
		want := ""
		if strings.Contains(run, "حقوق") {
			want = `<w:lang w:bidi="ar-SA"/>`
		} else if strings.Contains(run, "права") {
			want = `<w:lang w:val="ru-RU"/>`
		}
		if marked := strings.Contains(run, "<w:lang"); marked != (want != "") || !strings.Contains(run, want) {
			t.Errorf("want %q in %s", want, run)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"a\x00b\x0bc\rd\r\ne\tf": "ab\nc\nd\ne f", "\xed\xa0\x80": "\uFFFD\uFFFD\uFFFD", "\u202eabc": "abc", "e\u0301": "é", "\uffff": "\uFFFD",
		"\U0001F600": "\U0001F600",
	} {
		if got := clean(in); strings.ReplaceAll(got, "\uFFFD\uFFFD\uFFFD", "\uFFFD") != strings.ReplaceAll(want, "\uFFFD\uFFFD\uFFFD", "\uFFFD") {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

type strange struct{ document.Block }

func TestErrors(t *testing.T) {
	d := small()
	d.Blocks = append(d.Blocks, strange{})
	if err := Write(context.Background(), &bytes.Buffer{}, d); err == nil || !strings.Contains(err.Error(), "block 6") {
		t.Errorf("an unknown kind of block: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Write(ctx, &bytes.Buffer{}, small()); !errors.Is(err, context.Canceled) {
		t.Errorf("a writer that was called off: %v", err)
	}
	if err := Write(context.Background(), broken{}, small()); !errors.Is(err, errFull) {
		t.Errorf("a full disk: %v", err)
	}
}

var errFull = errors.New("disk full")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errFull }

// FuzzWrite: no text makes a file that word processors refuse.
func FuzzWrite(f *testing.F) {
	for _, s := range []string{"", "a\x00b", "\xed\xa0\x80", "]]>&<\"'", arabic, "\u202e\u2066", "a\u00adb\u2011c", "\ufffe", strings.Repeat("x", 5000)} {
		f.Add(s, "en", 1)
	}
	f.Fuzz(func(t *testing.T, s, lang string, level int) {
		d := rich(lang, s, s)
		d.Title, d.Words.PageOf, d.Stamp, d.Running, d.Words.Contents = s, s, s, s, s
		d.Blocks = append(d.Blocks, document.Heading{Level: level, Text: document.T(s), ID: s},
			document.Paragraph{Spans: []document.Span{{Text: s, Lang: s, Link: "https://" + s, Style: document.Redacted}, {Ref: s}, {Note: document.T(s), ID: s}}, ID: s, Numbered: true},
			document.Space{Points: float64(level)}, document.Table{Widths: []float64{float64(level)}, Rows: [][]document.Cell{{document.C(s), {Span: level}}}})
		sound(t, write(t, d))
	})
}

// BenchmarkDossier is a dossier of 300 pages: 100,000 words, 1,700 notes, a table
// of 3,400 rows.
func BenchmarkDossier(b *testing.B) {
	d := dossierOf(1700)
	var size int
	for b.Loop() {
		var out bytes.Buffer
		if err := Write(context.Background(), &out, d); err != nil {
			b.Fatal(err)
		}
		size = out.Len()
	}
	b.ReportMetric(float64(size)/1e6, "MB")
}

func dossierOf(n int) document.Document {
	d := small()
	t := document.Table{Lines: true, Widths: []float64{1, 2, 5}, Head: []document.Cell{document.C("No."), document.C("Date"), document.C("What")}}
	sentence := strings.Repeat("The police came to the house and took what they found there, ", 5)
	for i := range n {
		if i%20 == 0 {
			d.Blocks = append(d.Blocks, document.Heading{Level: 1 + i%3, Text: document.T("A section of the dossier")})
		}
		d.Blocks = append(d.Blocks, numbered("", noted(sentence, "S1, page 4")...))
		for range 2 {
			t.Rows = append(t.Rows, []document.Cell{document.H("1"), document.C("1 March 2026"), document.C("Что было сделано")})
		}
	}
	d.Blocks = append(d.Blocks, t)
	return d
}

// TestLinear: ten times the text costs about ten times the memory handed out,
// and not a hundred times.
func TestLinear(t *testing.T) {
	cost := func(n int) float64 {
		d := dossierOf(n)
		return testing.AllocsPerRun(1, func() { write(t, d) })
	}
	if small, large := cost(100), cost(1000); large > 15*small {
		t.Errorf("1,000 paragraphs allocate %.0f times, 100 only %.0f", large, small)
	}
}
