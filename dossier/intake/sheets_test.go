package intake_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"probata/dossier/intake"
)

func sheetFile(data []byte) intake.File {
	return intake.File{Size: int64(len(data)), Content: bytes.NewReader(data)}
}

func testFile(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// tiffPage is a page of a TIFF file that is built for a test.
type tiffPage struct {
	w, h, bits, photo, packed int
	subfile, turn             int
	data                      []byte
}

// buildTIFF is a file of these pages, little end first.
func buildTIFF(pages ...tiffPage) []byte {
	le := binary.LittleEndian
	out := []byte("II*\x00\x00\x00\x00\x00")
	link := 4
	for _, p := range pages {
		data := len(out)
		out = append(out, p.data...)
		if len(out)%2 == 1 {
			out = append(out, 0)
		}
		le.PutUint32(out[link:], uint32(len(out)))
		entries := [][3]int{
			{254, 4, p.subfile},
			{256, 4, p.w},
			{257, 4, p.h},
			{258, 3, p.bits},
			{259, 3, p.packed},
			{262, 3, p.photo},
			{273, 4, data},
			{274, 3, max(1, p.turn)},
			{277, 3, 1},
			{278, 4, p.h},
			{279, 4, len(p.data)},
		}
		out = le.AppendUint16(out, uint16(len(entries)))
		for _, e := range entries {
			out = le.AppendUint16(le.AppendUint16(out, uint16(e[0])), uint16(e[1]))
			out = le.AppendUint32(le.AppendUint32(out, 1), uint32(e[2]))
		}
		link = len(out)
		out = append(out, 0, 0, 0, 0)
	}
	return out
}

func grey(w, h int, v byte) tiffPage {
	return tiffPage{w: w, h: h, bits: 8, photo: 1, packed: 1, data: bytes.Repeat([]byte{v}, w*h)}
}

// group4 is an all black page of 64 by 4 by the fax code of ITU-T T.6: a row of 64
// black pixels in horizontal mode, three rows like the one above, the end.
func group4() tiffPage {
	bits := "001" + "00110101" + "0000001111" + "0000110111" + "11" + "11" + "11" + "000000000001000000000001"
	var data []byte
	for i := 0; i < len(bits); i += 8 {
		var b byte
		for j := range 8 {
			b <<= 1
			if i+j < len(bits) && bits[i+j] == '1' {
				b |= 1
			}
		}
		data = append(data, b)
	}
	return tiffPage{w: 64, h: 4, bits: 1, photo: 0, packed: 4, data: data}
}

func movingGIF(t testing.TB, frames int) []byte {
	t.Helper()
	g := &gif.GIF{}
	for i := range frames {
		m := image.NewPaletted(image.Rect(0, 0, 8, 8), color.Palette{color.White, color.Black})
		for at := range m.Pix {
			m.Pix[at] = byte(i % 2)
		}
		g.Image, g.Delay = append(g.Image, m), append(g.Delay, 10)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, g); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// movingWebP puts a still picture into a moving one.
func movingWebP(still []byte) []byte {
	le := binary.LittleEndian
	chunk := func(name string, data []byte) []byte {
		out := append(le.AppendUint32([]byte(name), uint32(len(data))), data...)
		if len(data)%2 == 1 {
			out = append(out, 0)
		}
		return out
	}
	frame := append(make([]byte, 16), still[12:]...)
	body := append([]byte("WEBP"), chunk("VP8X", append([]byte{2, 0, 0, 0}, 131, 3, 0, 87, 2, 0))...)
	body = append(append(body, chunk("ANIM", make([]byte, 6))...), chunk("ANMF", frame)...)
	return append(le.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

// TestSheets: what can be drawn of files as they come, and the true reason of what
// cannot.
func TestSheets(t *testing.T) {
	var i intake.Inspector
	t.Cleanup(func() { _ = i.Close() })
	still := testFile(t, "w.webp")
	circle := buildTIFF(grey(4, 4, 0))
	binary.LittleEndian.PutUint32(circle[len(circle)-4:], binary.LittleEndian.Uint32(circle[4:])) // its next page is itself
	turned := grey(6, 4, 0)
	turned.turn = 6
	small := grey(2, 2, 0)
	small.subfile = 1
	badge := buildTIFF(tiffPage{w: 4, h: 4, bits: 8, photo: 1, packed: 34676, data: make([]byte, 64)})
	tests := []struct {
		name   string
		data   []byte
		count  int
		moving bool
		size   image.Point // of the first sheet, 100 at most
		at     color.Color // in its middle; nil = not looked at
		err    error
	}{
		{"CMYK TIFF, turned by its camera", testFile(t, "cmyk.tif"), 1, false, image.Pt(66, 100), nil, nil},
		{"WebP", still, 1, false, image.Pt(100, 66), nil, nil},
		{"moving WebP", movingWebP(still), 1, true, image.Pt(100, 66), nil, nil},
		{"GIF", testFile(t, "anim.gif"), 1, false, image.Pt(100, 66), nil, nil},
		{"GIF of two, the first white", movingGIF(t, 2), 1, true, image.Pt(8, 8), color.White, nil},
		{"still GIF", movingGIF(t, 1), 1, false, image.Pt(8, 8), color.White, nil},
		{"fax", buildTIFF(group4()), 1, false, image.Pt(64, 4), color.Black, nil},
		{"pages", buildTIFF(grey(4, 4, 255), grey(8, 2, 0), grey(3, 3, 0)), 3, false, image.Pt(4, 4), color.White, nil},
		{"a page and its small picture", buildTIFF(grey(4, 4, 255), small), 1, false, image.Pt(4, 4), color.White, nil},
		{"pages in a circle", circle, 1, false, image.Pt(4, 4), color.Black, nil},
		{"a page that lies on its side", buildTIFF(turned), 1, false, image.Pt(4, 6), color.Black, nil},
		{"TIFF of a kind that is not read", badge, 1, false, image.Pt(0, 0), nil, intake.ErrPictureKind},
		{"TIFF cut off", testFile(t, "cmyk.tif")[:2000], 0, false, image.Point{}, nil, intake.ErrNoPicture},
		{"HEIC", testFile(t, "real.heic"), 0, false, image.Point{}, nil, intake.ErrPictureKind},
		{"AVIF", append([]byte("\x00\x00\x00\x20ftypavif"), make([]byte, 64)...), 0, false, image.Point{}, nil, intake.ErrPictureKind},
		{"text", []byte("Only words."), 0, false, image.Point{}, nil, intake.ErrSheets},
		{"empty", nil, 0, false, image.Point{}, nil, intake.ErrSheets},
		{"PNG cut off", []byte("\x89PNG\r\n\x1a\nIHDR"), 0, false, image.Point{}, nil, intake.ErrNoPicture},
		{"GIF of 60000 by 60000", []byte("GIF89a\x60\xea\x60\xea\x00\x00\x00;"), 0, false, image.Point{}, nil, intake.ErrPictureSize},
	}
	for _, test := range tests {
		s, err := i.Sheets(context.Background(), sheetFile(test.data))
		if test.count == 0 {
			if !errors.Is(err, test.err) {
				t.Errorf("%s: %v, want %v", test.name, err, test.err)
			}
			continue
		}
		if err != nil || s.Count != test.count || s.Moving != test.moving {
			t.Errorf("%s: %+v, %v", test.name, s, err)
			continue
		}
		m, err := i.Sheet(context.Background(), sheetFile(test.data), 0, 100)
		if !errors.Is(err, test.err) || test.err == nil && err != nil {
			t.Errorf("%s: %v, want %v", test.name, err, test.err)
		}
		if err != nil {
			continue
		}
		if m.Bounds().Size() != test.size {
			t.Errorf("%s: %v, want %v", test.name, m.Bounds().Size(), test.size)
		}
		if test.at != nil && color.RGBAModel.Convert(test.at) != m.At(test.size.X/2, test.size.Y/2) {
			t.Errorf("%s: %v in its middle", test.name, m.At(test.size.X/2, test.size.Y/2))
		}
		if _, err := i.Sheet(context.Background(), sheetFile(test.data), test.count, 100); !errors.Is(err, intake.ErrNoPage) {
			t.Errorf("%s: a sheet past the last: %v", test.name, err)
		}
	}
}

// twoColours is a picture of any size that takes no room: red above, blue below.
type twoColours struct{ w, h int }

func (f twoColours) ColorModel() color.Model { return color.RGBAModel }
func (f twoColours) Bounds() image.Rectangle { return image.Rect(0, 0, f.w, f.h) }
func (f twoColours) At(_, y int) color.Color {
	if y < f.h/2 {
		return color.RGBA{200, 0, 0, 255}
	}
	return color.RGBA{0, 0, 200, 255}
}

// TestLargeSheets: a photograph of more pixels than are unpacked is made small
// while it is read.
func TestLargeSheets(t *testing.T) {
	var i intake.Inspector
	t.Cleanup(func() { _ = i.Close() })
	w, h := 8000, 6500 // 52 megapixels
	if *largeFile {
		w, h = 12000, 9000 // 108, as telephones give
	}
	for name, write := range map[string]func(*bytes.Buffer, image.Image) error{
		"JPEG": func(b *bytes.Buffer, m image.Image) error { return jpeg.Encode(b, m, nil) },
		"PNG": func(b *bytes.Buffer, m image.Image) error {
			return (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(b, m)
		},
	} {
		var b bytes.Buffer
		if err := write(&b, twoColours{w, h}); err != nil {
			t.Fatal(err)
		}
		if s, err := i.Sheets(context.Background(), sheetFile(b.Bytes())); err != nil || s.Count != 1 {
			t.Errorf("%s: %+v, %v", name, s, err)
		}
		m, err := i.Sheet(context.Background(), sheetFile(b.Bytes()), 0, 1000)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		size := m.Bounds().Size()
		if size.X > 1000 || size.X < 900 || size.Y < size.X*h/w-2 || size.Y > size.X*h/w+2 {
			t.Errorf("%s: drawn as %v", name, size)
		}
		up, down := m.RGBAAt(size.X/2, size.Y/4), m.RGBAAt(size.X/2, size.Y*3/4)
		if up.R < 180 || up.B > 40 || down.B < 180 || down.R > 40 {
			t.Errorf("%s: its colours are %v and %v", name, up, down)
		}
	}
}

// TestLargePNGKinds reads each kind of PNG row by row as the library reads it whole.
func TestLargePNGKinds(t *testing.T) {
	r := image.Rect(0, 0, 9, 5)
	palette := color.Palette{color.White, color.Black, color.RGBA{200, 10, 10, 255}, color.NRGBA{0, 0, 255, 128}}
	kinds := map[string]interface {
		image.Image
		Set(x, y int, c color.Color)
	}{
		"grey": image.NewGray(r), "grey of 16 bits": image.NewGray16(r), "colours": image.NewRGBA(r), "clear": image.NewNRGBA(r),
		"clear of 16 bits": image.NewNRGBA64(r), "palette": image.NewPaletted(r, palette), "palette of two": image.NewPaletted(r, palette[:2]),
	}
	for name, m := range kinds {
		for y := range r.Max.Y {
			for x := range r.Max.X {
				m.Set(x, y, color.NRGBA{byte(x * 28), byte(y * 60), byte(x * y * 7), byte(255 - x*20)})
			}
		}
		var b bytes.Buffer
		if err := png.Encode(&b, m); err != nil {
			t.Fatal(err)
		}
		whole, err := intake.Picture(context.Background(), sheetFile(b.Bytes()), 0)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := intake.LargePNG(b.Bytes(), 9)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for at := range whole.Pix {
			if d := int(whole.Pix[at]) - int(rows.Pix[at]); d > 2 || d < -2 {
				t.Errorf("%s: byte %d is %d by rows and %d whole", name, at, rows.Pix[at], whole.Pix[at])
				break
			}
		}
	}
}

// FuzzSheets: no file makes the drawing of its sheets panic or unpack without bound.
func FuzzSheets(f *testing.F) {
	f.Add(buildTIFF(group4(), grey(4, 4, 0)))
	f.Add(testFile(f, "w.webp"))
	f.Add(movingWebP(testFile(f, "w.webp")))
	f.Add(movingGIF(f, 2))
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 9, 9))); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")) {
			return // read in the sandbox, which has its own tests
		}
		var i intake.Inspector
		s, err := i.Sheets(context.Background(), sheetFile(data))
		if err != nil {
			return
		}
		for n := range min(s.Count, 3) {
			_, _ = i.Sheet(context.Background(), sheetFile(data), n, 64)
		}
		_, _ = intake.LargePNG(data, 64)
	})
}
