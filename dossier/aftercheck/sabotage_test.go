package aftercheck_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/png"
	"io"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"probata/dossier/aftercheck"
	"probata/dossier/document"
	"probata/dossier/docx"
	"probata/pdf"
)

// The saboteur writes a clean document with one leak in one place, for every place
// that a file has. Each must be found, and in that place; the same file without the
// leak must be clean.

const name = "Сейткалиева" // invented

var wanted = aftercheck.Wanted{
	Persons: []aftercheck.Person{{Record: "party-1", Names: []aftercheck.Name{{Family: name, Given: "Гульнара"}, {Family: "Seitkalieva", Given: "Gulnara"}}}},
	Values:  []aftercheck.Value{{Text: "+7 701 123 45 67"}, {Text: "870512300123"}, {Text: "N12345678"}, {Day: "1987-05-12"}, {Text: "пр. Абая 12, кв. 5"}, {Text: "aigul85@mail.kz"}},
}

var fonts = sync.OnceValues(func() (*pdf.Fonts, error) { return pdf.LoadFonts(os.DirFS("../../assets/fonts")) })

// place is a place of a document and how a leak comes into it.
type place struct {
	name  string
	plant func(d *document.Document, s string)
	part  string // of the PDF, where it is not among the pages
}

var places = []place{
	{"title", func(d *document.Document, s string) { d.Title = s }, "information"},
	{"subject", func(d *document.Document, s string) { d.Subject = s }, "information"},
	{"subtitle", func(d *document.Document, s string) { d.Subtitle = s }, ""},
	{"addressee", func(d *document.Document, s string) { d.To = []string{s} }, ""},
	{"mark", func(d *document.Document, s string) { d.Mark = s }, "heads"},
	{"draft", func(d *document.Document, s string) { d.Draft = s }, "heads"},
	{"running head", func(d *document.Document, s string) {
		d.Running = s
		add(d, document.PageBreak{})
		add(d, document.Para("The next page."))
	}, "heads"},
	{"front", func(d *document.Document, s string) {
		d.Front = &document.Front{Kind: "Submission", Items: []document.FieldItem{{Label: document.T("Case"), Answer: []document.Block{document.Para(s)}}}}
	}, ""},
	{"heading", func(d *document.Document, s string) { add(d, document.Heading{Level: 1, Text: document.T(s)}) }, "outline"},
	{"paragraph", func(d *document.Document, s string) { add(d, document.Para("It was "+s+" who came.")) }, ""},
	{"warning", func(d *document.Document, s string) {
		add(d, document.Paragraph{Kind: document.Warning, Spans: document.T(s)})
	}, ""},
	{"note", func(d *document.Document, s string) {
		add(d, document.Paragraph{Spans: []document.Span{{Text: "A fact"}, {Note: document.T(s)}}})
	}, ""},
	{"link", func(d *document.Document, s string) {
		add(d, document.Paragraph{Spans: []document.Span{{Text: "here", Link: "https://example.org/" + url.PathEscape(s)}}})
	}, "links"},
	{"quote", func(d *document.Document, s string) {
		add(d, document.Quote{Original: document.T("Words"), OriginalLang: "ru", Attribution: document.T(s)})
	}, ""},
	{"list", func(d *document.Document, s string) {
		add(d, document.List{Items: [][]document.Span{document.T("one"), document.T(s)}})
	}, ""},
	{"cell", func(d *document.Document, s string) {
		add(d, document.Table{Head: []document.Cell{document.H("No."), document.H("Who")}, Rows: [][]document.Cell{{document.C("1"), document.C(s)}}})
	}, ""},
	{"caption", func(d *document.Document, s string) {
		add(d, document.Table{Caption: document.T(s), Head: []document.Cell{document.H("No.")}, Rows: [][]document.Cell{{document.C("1")}}})
	}, ""},
	{"signature", func(d *document.Document, s string) {
		add(d, document.Signature{Labels: []string{"Signed"}, Names: []string{s}})
	}, ""},
	{"alternative text", func(d *document.Document, s string) { add(d, document.Figure{Data: picture(), Alt: s}) }, "structure"},
	{"over a line end", func(d *document.Document, s string) {
		add(d, document.Para(strings.Repeat("слово ", 14)+s+strings.Repeat(" слово "+s, 40)))
	}, ""},
}

func add(d *document.Document, b document.Block) { d.Blocks = append(d.Blocks, b) }

func picture() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func clean() document.Document {
	return document.Document{
		Title: "Submission", Subject: "EXAMPLE-1", Language: "ru", Date: "1 May 2026", Stamp: "2026-05-01T00:00:00Z", Running: "EXAMPLE-1",
		Words:  document.Words{PageOf: "Page %d of %d", Note: "Note", Contents: "Contents", Original: "Original", Translat: "Translation"},
		Blocks: []document.Block{document.Para("Лицо A пришло домой. Person A came home on 3 May 2026, file 2026/118.")},
	}
}

func writePDF(t testing.TB, d document.Document, o pdf.Options) []byte {
	t.Helper()
	f, err := fonts()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := pdf.WriteWith(t.Context(), &b, d, f, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func leaks(r aftercheck.Report) (parts []string) {
	for _, f := range r.Of(aftercheck.Leak) {
		parts = append(parts, strings.TrimPrefix(f.Inside+": "+f.Part, ": "))
	}
	return parts
}

func holds(parts []string, want string) bool {
	for _, p := range parts {
		if strings.Contains(p, want) {
			return true
		}
	}
	return false
}

func TestPlantedInDocument(t *testing.T) {
	for _, p := range places {
		for _, leak := range []string{name, "Gulnara Seitkalieva", "8 (701) 123-45-67"} {
			d := clean()
			p.plant(&d, leak)
			for kind, data := range map[string][]byte{"pdf": writePDF(t, d, pdf.Options{}), "a1": writePDF(t, d, pdf.Options{Archive: pdf.ArchiveA1}), "sealed": writePDF(t, d, pdf.Options{Passphrase: "correct horse"})} {
				r := aftercheck.New(wanted).Check("x.pdf", data, "correct horse")
				if want := p.part; r.Err() == nil || !holds(leaks(r), want) && leak == name {
					t.Errorf("%s in %s: %q is found in %v, unread %v", leak, kind, p.name, leaks(r), r.Unread)
				}
				if err := r.Err(); err != nil && strings.Contains(err.Error(), leak) {
					t.Errorf("the error tells the name")
				}
			}
			var word bytes.Buffer
			if err := docx.Write(t.Context(), &word, d); err != nil {
				t.Fatal(err)
			}
			if r := aftercheck.New(wanted).Check("x.docx", word.Bytes(), ""); r.Err() == nil {
				t.Errorf("%s in docx: %q is not found", leak, p.name)
			}
		}
	}
	d := clean()
	for _, p := range places {
		p.plant(&d, "Person A")
	}
	for _, o := range []pdf.Options{{}, {Archive: pdf.ArchiveA1}, {Passphrase: "correct horse"}} {
		if r := aftercheck.New(wanted).Check("x.pdf", writePDF(t, d, o), "correct horse"); len(r.Finds) > 0 || len(r.Unread) > 0 {
			t.Errorf("a clean file is not: %v %v", r.Finds, r.Unread)
		}
	}
	if r := aftercheck.New(wanted).Check("x.pdf", writePDF(t, d, pdf.Options{Passphrase: "correct horse"}), "wrong"); r.Err() == nil {
		t.Error("a file that could not be opened passes")
	}
}

// TestPlantedInPDF puts objects into a finished file that no page shows.
func TestPlantedInPDF(t *testing.T) {
	hex16 := func(s string) string {
		out := "FEFF"
		for _, r := range s {
			out += fmt.Sprintf("%04X", r)
		}
		return "<" + out + ">"
	}
	base := writePDF(t, clean(), pdf.Options{})
	for part, object := range map[string]string{
		"labels":      "<</Nums [0 <</S /D /P " + hex16(name) + ">>]>>",
		"forms":       "<</FT /Tx /T (field) /V " + hex16(name) + ">>",
		"notes":       "<</Type /Annot /Subtype /Text /Rect [0 0 1 1] /Contents " + hex16(name) + ">>",
		"structure":   "<</Type /StructElem /S /Span /P 3 0 R /K [] /ActualText " + hex16(name) + ">>",
		"links":       "<</S /URI /URI (https://example.org/%D0%A1%D0%B5%D0%B9%D1%82%D0%BA%D0%B0%D0%BB%D0%B8%D0%B5%D0%B2%D0%B0)>>",
		"attachments": "<</Type /Filespec /UF " + hex16(name+".pdf") + ">>",
		"scripts":     "<</S /JavaScript /JS (app.alert\\(\"Seitkalieva\"\\))>>",
		"strings":     "[(\\123eitkalieva)]",
		"streams":     "<</Length 11>>\nstream\nSeitkalieva\nendstream",
		"drawings":    "<</Type /XObject /Subtype /Form /Length 31>>\nstream\nBT /F9 9 Tf (Seitkalieva) Tj ET\nendstream",
		"metadata":    "<</Type /Metadata /Subtype /XML /Length 24>>\nstream\n<a><b>Seitkalieva</b></a>\nendstream",
		"between":     "null % Seitkalieva was here",
		"names":       "<</Dests <</Seitkalieva [3 0 R /Fit]>>>>",
	} {
		data := append(bytes.Clone(base), "\n900001 0 obj\n"+object+"\nendobj\n"...)
		if got := leaks(aftercheck.New(wanted).Check("x.pdf", data, "")); !holds(got, part) {
			t.Errorf("%s: found in %v", part, got)
		}
	}
	behind := append(bytes.Clone(base), "\nSeitkalieva\n"...)
	if got := leaks(aftercheck.New(wanted).Check("x.pdf", behind, "")); !holds(got, "between") {
		t.Errorf("behind the end: found in %v", got)
	}
	d := clean() // a later revision hides the first
	add(&d, document.Para(name))
	revised := append(writePDF(t, d, pdf.Options{}), base...)
	if got := leaks(aftercheck.New(wanted).Check("x.pdf", revised, "")); !holds(got, "pages") {
		t.Errorf("an older revision: found in %v", got)
	}
}

// TestPlantedInAttachment: a file within the file is read as a file, by the kind it
// is, and its finds are told as its own.
func TestPlantedInAttachment(t *testing.T) {
	leak := clean()
	leak.Subject = name
	inner := writePDF(t, leak, pdf.Options{})
	for file, data := range map[string][]byte{"A-1.pdf": inner, "A-1.txt": []byte("said " + name), "A-1.zip": zipped(t, "", entry{"x.txt", name, ""})} {
		sum := sha256.Sum256(data)
		d := clean()
		d.Annexes = []document.Annex{{
			ID: "e1", Label: "A-1", FileName: file, SHA256: hex.EncodeToString(sum[:]), MediaType: "application/octet-stream", How: document.Attached, Title: document.T("A file"),
		}}
		o := pdf.Options{Bytes: func(context.Context, string) (io.ReadSeekCloser, error) { return closer{bytes.NewReader(data)}, nil }}
		r := aftercheck.New(wanted).Check("x.pdf", writePDF(t, d, o), "")
		if got := leaks(r); !holds(got, file) {
			t.Errorf("%s: found in %v, unread %v", file, got, r.Unread)
		}
		w := wanted
		w.Cleared = []string{file}
		if r := aftercheck.New(w).Check("x.pdf", writePDF(t, d, o), ""); r.Err() != nil || len(r.Finds) == 0 {
			t.Errorf("%s: that it was looked through is not heard: %v", file, r.Err())
		}
	}
}

type closer struct{ io.ReadSeeker }

func (closer) Close() error { return nil }

type entry struct{ name, text, comment string }

func zipped(t testing.TB, comment string, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		w, err := z.CreateHeader(&zip.FileHeader{Name: e.name, Comment: e.comment})
		if err == nil {
			_, err = io.WriteString(w, e.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.SetComment(comment); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPlantedInFiles(t *testing.T) {
	const types, body = "[Content_Types].xml", `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Person A</w:t></w:r></w:p></w:body></w:document>`
	office := func(extra ...entry) []byte {
		return zipped(t, "", append([]entry{{types, "<Types/>", ""}, {"word/document.xml", body, ""}}, extra...)...)
	}
	inner := clean()
	inner.Mark = name
	for _, c := range []struct {
		what, file string
		data       []byte
		part       string
	}{
		{"custom property", "x.docx", office(entry{"docProps/custom.xml", "<Properties><property name='who'><vt:lpwstr>" + name + "</vt:lpwstr></property></Properties>", ""}), "docProps/custom.xml"},
		{"core property", "x.docx", office(entry{"docProps/core.xml", "<c><dc:creator>Seitkalieva</dc:creator></c>", ""}), "docProps/core.xml"},
		{"comment", "x.docx", office(entry{"word/comments.xml", "<c><w:t>" + name + "</w:t></c>", ""}), "word/comments.xml"},
		{"author of a change", "x.docx", office(entry{"word/document2.xml", `<w:ins w:author="G. Seitkalieva"/>`, ""}), "attributes"},
		{"alternative text", "x.docx", office(entry{"word/d.xml", `<wp:docPr descr="` + name + `"/>`, ""}), "attributes"},
		{"target of a link", "x.docx", office(entry{"word/_rels/document.xml.rels", `<R><Relationship Target="https://t.me/seitkalieva"/></R>`, ""}), "rels"},
		{"cut into runs", "x.docx", office(entry{"word/d.xml", "<w:p><w:r><w:t>Сейт</w:t></w:r><w:r><w:t>калиева</w:t></w:r></w:p>", ""}), "word/d.xml"},
		{"deleted text", "x.docx", office(entry{"word/d.xml", "<w:p><w:del><w:r><w:delText>" + name + "</w:delText></w:r></w:del></w:p>", ""}), "word/d.xml"},
		{"xml comment", "x.docx", office(entry{"word/d.xml", "<w:p><!-- " + name + " --></w:p>", ""}), "comments"},
		{"name of a part", "x.docx", office(entry{"word/media/Seitkalieva.png", string(picture()), ""}), "file-names"},
		{"custom xml", "x.docx", office(entry{"customXml/item1.xml", "<a b='1'>" + name + "</a>", ""}), "customXml"},
		{"cell", "x.csv", []byte("\ufeffno,who\r\n1,\"Person A\"\r\n2,\"" + name + "\"\r\n"), "cells"},
		{"quoted cell", "x.csv", []byte("a,b\n1,\"said \"\"" + name + "\"\"\"\n"), "cells"},
		{"text", "x.txt", []byte("### 1. Family name\n" + name + "\n"), "text"},
		{"text in UTF-16", "x.txt", append([]byte{0xFE, 0xFF}, utf16be("said "+name)...), "text"},
		{"json", "x.json", []byte(`{"a":"\u0421\u0435\u0439\u0442\u043a\u0430\u043b\u0438\u0435\u0432\u0430"}`), "values"},
		{"calendar", "x.ics", []byte("BEGIN:VCALENDAR\r\nSUMMARY:Hearing of Seit\r\n kalieva\r\nEND:VCALENDAR\r\n"), "lines"},
		{"name in a zip", "x.zip", zipped(t, "", entry{"Seitkalieva.txt", "x", ""}), "file-names"},
		{"comment of a zip", "x.zip", zipped(t, "for Seitkalieva", entry{"a.txt", "x", ""}), "file-comments"},
		{"comment in a zip", "x.zip", zipped(t, "", entry{"a.txt", "x", "of Seitkalieva"}), "file-comments"},
		{"pdf in a zip", "x.zip", zipped(t, "", entry{"submission.pdf", string(writePDF(t, inner, pdf.Options{})), ""}), "submission.pdf: heads"},
		{"zip in a zip", "x.zip", zipped(t, "", entry{"b.zip", string(zipped(t, "", entry{"c.csv", name, ""})), ""}), "b.zip / c.csv"},
		{"telephone", "x.txt", []byte("call +77011234567 now"), "text"},
		{"telephone otherwise", "x.txt", []byte("тел. 8-701-123-45-67."), "text"},
		{"identity number", "x.txt", []byte("ИИН 870 512 300 123"), "text"},
		{"passport", "x.txt", []byte("паспорт №12345678"), "text"},
		{"day in figures", "x.txt", []byte("род. 12.05.1987"), "text"},
		{"day in words", "x.txt", []byte("родилась 12 мая 1987 года"), "text"},
		{"day in English", "x.txt", []byte("born on May 12, 1987"), "text"},
		{"day in Kazakh", "x.txt", []byte("1987 жылғы 12 мамыр"), "text"},
		{"mail", "x.txt", []byte("write to AIGUL85@mail.kz"), "text"},
		{"address", "x.txt", []byte("живёт: пр. Абая, 12, кв. 5"), "text"},
	} {
		if got := leaks(aftercheck.New(wanted).Check(c.file, c.data, "")); !holds(got, c.part) {
			t.Errorf("%s: found in %v", c.what, got)
		}
	}
	near := aftercheck.New(wanted).Check("x.txt", []byte("она живёт на Абая, дом 12, квартира 5, третий этаж"), "")
	if len(near.Of(aftercheck.Near)) != 1 || near.Err() != nil {
		t.Errorf("an address in other words: %v", near.Finds)
	}
	for _, clean := range []string{"12 May 1988", "12.06.1987", "+7 701 123 45 68", "870512300124", "ул. Абая 14", "№ 123456789", "page 12, paragraph 5"} {
		if r := aftercheck.New(wanted).Check("x.txt", []byte(clean), ""); len(r.Finds) > 0 {
			t.Errorf("%q: %v", clean, r.Finds)
		}
	}
}

func utf16be(s string) []byte {
	var b []byte
	for _, r := range s {
		b = append(b, byte(r>>8), byte(r))
	}
	return b
}

// TestKept: a passage that was looked at is not reported again, wherever its lines
// are broken; the same name elsewhere is.
func TestKept(t *testing.T) {
	w := wanted
	w.Kept = []string{"the village of Сейткалиева, east of"}
	c := aftercheck.New(w)
	if r := c.Check("x.txt", []byte("near the village\nof Сейткалиева, east of the river"), ""); len(r.Finds) > 0 {
		t.Errorf("%v", r.Finds)
	}
	if r := c.Check("x.txt", []byte("Сейткалиева went east of the village of"), ""); r.Err() == nil {
		t.Error("the name is not found elsewhere")
	}
}
