package intake

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"testing"
)

// mailWith is a mail with files attached, given as name, type, content.
func mailWith(files ...string) []byte {
	var b bytes.Buffer
	b.WriteString("From: a@example.org\r\nDate: Wed, 1 May 2024 10:00:00 +0500\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\r\nSee these.\r\n")
	for i := 0; i < len(files); i += 3 {
		fmt.Fprintf(&b, "--B\r\nContent-Type: %s\r\nContent-Disposition: attachment; filename=%s\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n",
			files[i+1], files[i], base64.StdEncoding.EncodeToString([]byte(files[i+2])))
	}
	b.WriteString("--B--\r\n")
	return b.Bytes()
}

// packed is a ZIP file that says of its one file that it is sealed or not UTF-8.
func packed(t testing.TB, name string, flags uint16) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	_, err := z.CreateRaw(&zip.FileHeader{Name: name, Flags: flags, NonUTF8: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Text is found in files that lie in other files, and where it is not, the user
// is told why.
func TestInner(t *testing.T) {
	_, jpegFile := picture(t, 8, 8)
	var gz bytes.Buffer
	w := gzip.NewWriter(&gz)
	w.Name = "list.txt"
	_, _ = io.WriteString(w, "Aigul")
	_ = w.Close()
	deep := "the bottom"
	for range maxNested + 1 {
		deep = string(zipOf(t, "in.zip", deep))
	}
	for _, tt := range []struct {
		name           string
		content        []byte
		text, metadata string // pieces that must be there, one a line
	}{
		{
			"attached", mailWith("note.txt", "text/plain", "gate seven", "word.docx", docx, string(word(t)), "p.jpg", "image/jpeg", string(jpegFile)),
			"See these.\nnote.txt\ngate seven\nThe guard opened\np.jpg", "Attachment: note.txt\nAttachment: word.docx\nAttachment: p.jpg",
		},
		{
			"mail sent on", mailWith("old.eml", "message/rfc822", string(mailWith("a.htm", "text/html", "<p>deeper"))),
			"deeper", "From: a@example.org\nAttachment: old.eml",
		},
		{"unread", mailWith("a.rar", "x/y", "Rar!\x1a\x07.."), "a.rar", "Attachment: a.rar: text not read (no reader for this kind of file)"},
		{"broken PDF", mailWith("a.pdf", "application/pdf", "%PDF-1.4 x"), "a.pdf", "Attachment: a.pdf: text not read (damaged)"},
		{"too large", mailWith("a.txt", "text/plain", strings.Repeat("x", maxInner+1)), "a.txt", "Attachment: a.txt: text not read (too large)"},
		{"archive", zipOf(t, "dir/", "", "dir/word.docx", string(word(t)), "page.html", "<p>Ильяшев"), "dir/word.docx\nThe guard opened\nИльяшев", "Files: 3\nFile: dir/word.docx\nFile: page.html"},
		{"too deep", []byte(deep), "in.zip", "File: in.zip: text read in part"},
		{"sealed", packed(t, "a.txt", 1), "a.txt", "File: a.txt: text not read (protected by a password)"},
		{"name of Windows", packed(t, "\x8f\xe0\xa8\xaa\xa0\xa7.txt", 0), "Приказ.txt", "File: Приказ.txt"},
		{"broken archive", []byte("PK\x03\x04 and no more"), "", "Text: not read (damaged)"},
		{"gzip", gz.Bytes(), "Aigul", "File: list.txt"},
		{"epub", zipOf(t, "mimetype", epub, "c1.xhtml", "<html><p>Chapter"), "Chapter", "File: c1.xhtml"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := inspect(t, "x", tt.content)
			for _, part := range strings.Split(tt.text, "\n") {
				if !strings.Contains(f.Text, part) {
					t.Errorf("%q is not in the text %.200q", part, f.Text)
				}
			}
			for _, line := range strings.Split(tt.metadata, "\n") {
				if !strings.Contains(f.Metadata, line) {
					t.Errorf("%q is not in the metadata %q", line, f.Metadata)
				}
			}
			if strings.Contains(f.Text, "the bottom") {
				t.Error("read deeper than it may")
			}
		})
	}
}

func TestSheets(t *testing.T) {
	f := inspect(t, "a.xlsx", zipOf(t, "xl/workbook.xml", "", "xl/sharedStrings.xml", "<si><t>Name</t></si>",
		"xl/worksheets/sheet1.xml", `<row><c t="s"><v>0</v></c><c><v>77011234567</v></c><c t="inlineStr"><is><t>Here</t></is></c></row>`))
	if f.MediaType != xlsx || f.Text != "Name\n  77011234567 Here\n" {
		t.Errorf("%s %q", f.MediaType, f.Text)
	}
	f = inspect(t, "a.ods", zipOf(t, "mimetype", ods, "content.xml", "<table:table-cell><text:p>One</text:p></table:table-cell><table:table-cell><text:p>2</text:p></table:table-cell>"))
	if f.MediaType != ods || f.Text != "One\n2\n" {
		t.Errorf("%s %q", f.MediaType, f.Text)
	}
	f = inspect(t, "a.pptx", zipOf(t, "ppt/presentation.xml", "", "ppt/slides/slide1.xml", "<a:p><a:t>Slide</a:t></a:p>"))
	if f.MediaType != pptx || f.Text != "Slide\n" {
		t.Errorf("%s %q", f.MediaType, f.Text)
	}
}

func TestRTF(t *testing.T) {
	for _, tt := range []struct{ name, content, text, metadata string }{
		{"plain", `{\rtf1\ansi The guard\par opened\tab gate \{7\}.}`, "The guard\nopened gate {7}.", ""},
		{
			"Cyrillic by font", `{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset204 Arial;}{\f1 X;}}\f0\'cd\'ee\'f7\'fc\plain  \'e9\f1\'e9}`,
			"Ночь йé\nX\n", "",
		},
		{"Cyrillic by page", `{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'ea\'e0\'e7}`, "Приказ", ""},
		{"UTF-16", `{\rtf1\uc1 \u1041?\u-10179?\u-8704?{\uc2\u1042ab}c}`, "Б😀Вc", ""},
		{
			"what is no text", `{\rtf1{\*\generator Riched20;}{\stylesheet{\s0 Normal;}}{\info{\title Order 7}{\author \'cc}}{\pict\bin5 abc}}{\field{\*\fldinst HYPERLINK "x"}{\fldrslt shown}}}`,
			"shown\nRiched20\nHYPERLINK \"x\"\n", "Title: Order 7\nEncoding: windows-1251 (guessed, not for certain)\nAuthor: М\nText: " + gapPart,
		},
		{"row", `{\rtf1 a\cell b\cell\row c`, "a b \nc", ""},
	} {
		f := inspect(t, "a.rtf", []byte(tt.content))
		if f.Text != tt.text || told(f.Metadata) != tt.metadata {
			t.Errorf("%s: text %q, want %q; metadata %q, want %q", tt.name, f.Text, tt.text, f.Metadata, tt.metadata)
		}
	}
	f := inspect(t, "deep.rtf", []byte(`{\rtf1 x`+strings.Repeat("{", 10_000)+"y"))
	if f.Text != "x" || told(f.Metadata) != "Text: "+gapPart {
		t.Errorf("deep: %q, %q", f.Text, f.Metadata)
	}
}
