package intake

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// shared is the inspector of all tests: its sandbox takes seconds to get ready.
var shared Inspector

func inspect(t testing.TB, name string, b []byte) Finding {
	t.Helper()
	f, err := shared.Inspect(context.Background(), File{Name: name, Size: int64(len(b)), Content: bytes.NewReader(b)})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// zipOf packs parts given as name, content, name, content.
func zipOf(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err == nil {
			_, err = io.WriteString(w, parts[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func word(t testing.TB) []byte {
	return zipOf(t,
		"[Content_Types].xml", "<Types/>",
		"docProps/core.xml", `<cp:coreProperties><dc:creator>М. Ильяшев</dc:creator><cp:lastModifiedBy>K2</cp:lastModifiedBy><dcterms:created>2024-05-01T10:00:00Z</dcterms:created></cp:coreProperties>`,
		"docProps/app.xml", `<Properties><Pages>3</Pages><Application>Word</Application></Properties>`,
		"word/document.xml", `<w:document><w:body><w:p><w:r><w:t>The guard</w:t></w:r><w:r><w:tab/><w:t xml:space="preserve">opened </w:t></w:r><w:r><w:t>gate &amp; door</w:t></w:r></w:p>`+
			`<w:p><w:del><w:r><w:delText>taken out</w:delText></w:r></w:del><w:instrText>HYPERLINK</w:instrText></w:p></w:body></w:document>`,
		"word/footnotes.xml", `<w:footnotes><w:p><w:t>A note.</w:t></w:p></w:footnotes>`,
		"word/media/image1.png", "not text")
}

const mail = "Received: from a by b\r\nFrom: =?koi8-r?B?7cHSwdQ=?= <m@example.org>\r\nTo: office@example.org\r\n" +
	"Subject: Gate\r\n seven\r\nDate: Wed, 1 May 2024 10:00:00 +0500\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n" +
	"--B\r\nContent-Type: multipart/alternative; boundary=C\r\n\r\n" +
	"--C\r\nContent-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=CF=F0=E8=E2=E5=F2, the guard=\r\n spoke.\r\n" +
	"--C\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+T3BlbjxiPmVkPC9iPiB0aGUgZ2F0ZTwvcD4=\r\n--C--\r\n" +
	"--B\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=order.pdf\r\n\r\nSECRET\r\n--B--\r\n"

// picture is a PNG, with text chunks after the head, and the same as a JPEG.
func picture(t testing.TB, w, h int) (pngFile, jpegFile []byte) {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range m.Pix {
		m.Pix[i] = byte(i / 7)
	}
	m.Set(0, 0, color.White)
	var p, j bytes.Buffer
	if err := errors.Join(png.Encode(&p, m), jpeg.Encode(&j, m, nil)); err != nil {
		t.Fatal(err)
	}
	chunk := func(name, content string) string {
		b := binary.BigEndian.AppendUint32(nil, uint32(len(content)))
		b = append(append(b, name...), content...)
		return string(binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:])))
	}
	const head = 33
	texts := chunk("tEXt", "Software\x00Camera 7") + chunk("iTXt", "Author\x00\x00\x00ru\x00\x00Марат")
	return []byte(string(p.Bytes()[:head]) + texts + string(p.Bytes()[head:])), j.Bytes()
}

func encoded(t testing.TB, m *charmap.Charmap, text string) []byte {
	t.Helper()
	b, err := m.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestInspect(t *testing.T) {
	pngFile, jpegFile := picture(t, 640, 480)
	for _, tt := range []struct {
		name     string
		content  []byte
		kind     string
		text     string // "" for none
		metadata string
		pages    int64
		picture  bool
	}{
		{"a.txt", []byte("Түнде келіп"), "text/plain", "Түнде келіп", "", 0, false},
		{"bom.txt", []byte("\xef\xbb\xbfword"), "text/plain", "word", "", 0, false},
		{"wide.txt", []byte("\xff\xfe\x1f\x04\x40\x04"), "text/plain", "Пр", "", 0, false},
		{"old.txt", encoded(t, charmap.Windows1251, "Ночью пришли"), "text/plain", "Ночью пришли", "Encoding: windows-1251 (guessed)", 0, false},
		{"west.txt", encoded(t, charmap.Windows1252, "La señora llegó"), "text/plain", "La señora llegó", "Encoding: windows-1252 (guessed, not for certain)\nText: " + gapPart, 0, false},
		{"a.csv", []byte("a;b\n"), "text/csv", "a;b\n", "", 0, false},
		{"page.htm", []byte(`<p>Open<b>ed</b> the &amp; gate<script>var x</script><p>Ильяшев`), "text/html", "\nOpened the & gate\nИльяшев\nOpen ed\nvar x\n", "", 0, false},
		{
			"mail", []byte(mail), "message/rfc822", "Gate seven\nМарат <m@example.org>\noffice@example.org\nПривет, the guard spoke.\n\nOpened the gate\n\norder.pdf\nSECRET\n" +
				"Received: from a by b\nContent-Type: multipart/mixed; boundary=B\nmultipart/alternative; boundary=C\ntext/plain; charset=windows-1251\ntext/html\nOpen ed\napplication/pdf\nattachment; filename=order.pdf\n",
			"From: Марат <m@example.org>\nTo: office@example.org\nDate: Wed, 1 May 2024 10:00:00 +0500\nSubject: Gate seven\nAttachment: order.pdf", 0, false,
		},
		{
			"a.pdf", word(t), docx, "The guard opened gate & door\ntaken out\nA note.\nnot text\nHYPERLINK\n",
			"Author: М. Ильяшев\nLast changed by: K2\nCreated: 2024-05-01T10:00:00Z\nProgram: Word", 3, false,
		},
		{
			"a.odt", zipOf(t, "mimetype", odt, "content.xml", "<text:p>One<text:s/>two</text:p>", "meta.xml", `<meta:document-statistic meta:page-count="9"/><dc:creator>K1</dc:creator>`),
			odt, "One two\n", "Author: K1", 9, false,
		},
		{"a.xlsx", zipOf(t, "xl/workbook.xml", "", "xl/sharedStrings.xml", "<si><t>Name</t></si><si><r><t>Da</t></r><r><t>te</t></r></si>"), xlsx, "Name\nDate\n", "", 0, false},
		{"a.zip", zipOf(t, "a.txt", "hidden"), "application/zip", "a.txt\nhidden\n", "Files: 1\nFile: a.txt", 0, false},
		{"p.png", pngFile, "image/png", "", "Software: Camera 7\nAuthor: Марат\nSize: 640 × 480", 0, true},
		{"p.txt", jpegFile, "image/jpeg", "", "Size: 640 × 480", 0, true},
		{"short.jpg", jpegFile[:len(jpegFile)/2], "image/jpeg", "", "Size: 640 × 480\nText: " + gapPart, 0, false},
		{"v.mp4", []byte("\x00\x00\x00\x20ftypisom"), "video/mp4", "", "", 0, false},
		{"a.pdf", []byte("%PDF-1.7 broken"), "application/pdf", "", "Text: not read (damaged)", 0, false},
		{"zero.bin", make([]byte, 100), unknown, "", "Text: " + gapKind, 0, false},
		{"empty", nil, unknown, "", "", 0, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := inspect(t, tt.name, tt.content)
			if f.MediaType != tt.kind || f.Text != tt.text || told(f.Metadata) != tt.metadata || f.Pages != tt.pages {
				t.Errorf("%s, %d pages\ntext %q\nwant %q\nmetadata %q\nwant %q", f.MediaType, f.Pages, f.Text, tt.text, f.Metadata, tt.metadata)
			}
			if len(f.Thumbnail) > 0 != tt.picture {
				t.Errorf("thumbnail of %d bytes", len(f.Thumbnail))
			}
			if c, err := jpeg.DecodeConfig(bytes.NewReader(f.Thumbnail)); tt.picture && (err != nil || c.Width != thumbnailSize || c.Height != 240) {
				t.Errorf("thumbnail: %v, %v", c, err)
			}
		})
	}
}

// A few kilobytes that unpack to gigabytes, or claim a picture of them, cost
// neither the memory nor the time.
func TestBombs(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for _, name := range []string{"word/document.xml", "word/footnotes.xml"} {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.Copy(w, io.MultiReader(strings.NewReader("<w:t>"), io.LimitReader(letters{}, 3*maxUnpacked)))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	small, _ := picture(t, 8, 8)
	copy(small[16:], []byte{0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff}) // 65,535 pixels each way
	binary.BigEndian.PutUint32(small[29:], crc32.ChecksumIEEE(small[12:29]))
	for name, content := range map[string][]byte{"zip": b.Bytes(), "picture": small, "endless tag": []byte("<html><" + strings.Repeat("a", 8<<20))} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f := inspect(t, name, content)
		runtime.ReadMemStats(&after)
		if len(f.Text) > maxText || len(f.Thumbnail) > 0 {
			t.Errorf("%s: %d bytes of text, %d of picture", name, len(f.Text), len(f.Thumbnail))
		}
		// An XML decoder gathers character data before it gives it: doubling, up to what is unpacked.
		if spent := after.TotalAlloc - before.TotalAlloc; spent > 6*maxUnpacked {
			t.Errorf("%s: %d MiB allocated", name, spent>>20)
		}
	}
}

type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

// A file that the disk does not give back, and an intake that is given up, are
// told; a file that makes no sense is not.
func TestInspectErrors(t *testing.T) {
	broken := errors.New("disk")
	_, err := Inspect(context.Background(), File{Size: 10, Content: failing{broken}})
	if !errors.Is(err, broken) {
		t.Errorf("disk: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Inspect(ctx, File{Size: 10, Content: bytes.NewReader(make([]byte, 10))}); !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error)       { return 0, f.err }
func (f failing) Seek(int64, int) (int64, error) { return 0, nil }

// A broken file that points outside itself is no file that the disk does not
// give back (found by FuzzInspect, in a ZIP file).
func TestSourceOutside(t *testing.T) {
	src := &source{ctx: t.Context(), r: bytes.NewReader([]byte("abc")), size: 3}
	for _, at := range []int64{-1, 3, 1 << 62} {
		if n, err := src.ReadAt(make([]byte, 1), at); n != 0 || err != io.EOF || src.err != nil {
			t.Errorf("at %d: %d bytes, %v, remembered %v", at, n, err, src.err)
		}
	}
}

func FuzzInspect(f *testing.F) {
	pngFile, jpegFile := picture(f, 8, 8)
	for _, b := range [][]byte{word(f), []byte(mail), pngFile, jpegFile, []byte("<html><p>x"), []byte("\xff\xfe\x1f")} {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		got := inspect(t, "x", b)
		if len(got.Text) > maxText || len(got.Metadata) > maxMetadata || got.MediaType == "" {
			t.Errorf("%d bytes of text, %d of metadata, kind %q", len(got.Text), len(got.Metadata), got.MediaType)
		}
		if s := got.Text + got.Metadata; s != strings.ToValidUTF8(s, "") || strings.Contains(s, "\x00") {
			t.Error(fmt.Errorf("%q is no text", s))
		}
	})
}
