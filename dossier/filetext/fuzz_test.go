package filetext

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"fmt"
	"testing"
)

// seeds are small files of every kind that is taken apart.
func seeds() map[string][]byte {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	_, _ = z.Write([]byte("5 0 6 9 (five) <</A 5 0 R>>"))
	_ = z.Close()
	pdf := "%PDF-1.7\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type /Pages /Kids [3 0 R]>>\nendobj\n" +
		"3 0 obj\n<</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <</Font <</F1 7 0 R>>>>>>\nendobj\n" +
		"4 0 obj\n<</Length 58>>\nstream\nBT /F1 9 Tf 1 0 0 1 9 9 Tm [(ab) -300 (\\101\\)c)] TJ ET BI ID x EI\nendstream\nendobj\n" +
		fmt.Sprintf("8 0 obj\n<</Type /ObjStm /N 2 /First 8 /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream\nendobj\n", packed.Len(), packed.String()) +
		"7 0 obj\n<</Subtype /Type0 /ToUnicode 9 0 R>>\nendobj\n9 0 obj\n<<>>\nstream\n1 beginbfrange <6162> <6163> <0041> endbfrange 1 beginbfchar <0001> <D83DDE00> endbfchar\nendstream\nendobj\n" +
		"trailer\n<</Root 1 0 R /Info <</Title <FEFF0041>>>>>\nstartxref\n0\n%%EOF\n"
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	f, _ := w.Create("[Content_Types].xml")
	_, _ = f.Write([]byte(`<a b="c"><!-- d --><w:t>e</w:t>&amp;<f`))
	f, _ = w.Create("x.pdf")
	_, _ = f.Write([]byte(pdf))
	_ = w.Close()
	return map[string][]byte{
		"x.pdf": []byte(pdf), "y.pdf": []byte(pdf + pdf), "x.zip": archive.Bytes(), "x.csv": []byte("a,\"b\"\"\"\n"), "x.json": []byte(`{"a":["\u0041",1]}`),
		"x.ics": []byte("SUMMARY:a\r\n b\\,c"), "x.html": []byte("<p title=a>b<br>c&nbsp;"), "x.jpg": []byte("\xFF\xD8\xFF\xE1\x00\x0bExif text"), "x.txt": []byte("\xFE\xFF\x04\x10"),
		"x.png": []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x05tEXtabcde0000"),
	}
}

func FuzzRead(f *testing.F) {
	for name, data := range seeds() {
		f.Add(name, data, "")
	}
	f.Fuzz(func(t *testing.T, name string, data []byte, passphrase string) {
		if len(data) > 1<<20 {
			t.Skip()
		}
		out := Read(name, data, passphrase)
		for _, p := range out.Parts {
			for _, at := range p.Pages {
				if at < 0 || at > len(p.Text) {
					t.Fatalf("page at %d of %d", at, len(p.Text))
				}
			}
		}
	})
}

// TestPredictors: what others pack with the filters of PNG comes out the same.
func TestPredictors(t *testing.T) {
	want := []byte{10, 20, 30, 11, 22, 33, 9, 18, 27}
	for kind := range byte(5) {
		var rows []byte
		above := make([]byte, 3)
		for at := 0; at < len(want); at += 3 {
			row := want[at : at+3]
			rows = append(rows, kind)
			for i, v := range row {
				var left, corner byte
				if i > 0 {
					left, corner = row[i-1], above[i-1]
				}
				switch kind {
				case 1:
					v -= left
				case 2:
					v -= above[i]
				case 3:
					v -= byte((int(left) + int(above[i])) / 2)
				case 4:
					v -= paeth(left, above[i], corner)
				}
				rows = append(rows, v)
			}
			above = row
		}
		f := &pdfFile{}
		got := f.unpredict(pdfDict{"DecodeParms": pdfDict{"Predictor": 12.0, "Columns": 3.0}}, 0, rows)
		if !bytes.Equal(got, want) {
			t.Errorf("filter %d: %v", kind, got)
		}
	}
	if got := string(ascii85([]byte("87cURD]i,\"Ebo80~>"))); got != "Hello World!" {
		t.Errorf("base 85: %q", got)
	}
}

// TestSeedsAreRead: what the seeds say is found where it stands.
func TestSeedsAreRead(t *testing.T) {
	all := seeds()
	for name, want := range map[string]string{
		"x.pdf": "pages=\nA", "x.csv": "cells=a", "x.json": "values=a", "x.ics": "lines=SUMMARY:ab,c", "x.html": "text=", "x.jpg": "picture=Exif text", "x.txt": "text=А", "x.png": "picture=abcde",
	} {
		out := Read(name, all[name], "")
		found := ""
		for _, p := range out.Parts {
			found += p.Name + "=" + p.Text + "|"
		}
		if !bytes.Contains([]byte(found), []byte(want)) {
			t.Errorf("%s: %q, want %q", name, found, want)
		}
	}
}
