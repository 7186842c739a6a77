package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"probata/dossier/document"
	"probata/pdf/layout"
)

// scene is a picture whose corners tell how it is turned: red at the top left,
// blue at the bottom right.
func scene(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{uint8(180 + x*40/w), uint8(180 + y*40/h), 200, 255}
			if x < w/4 && y < h/4 {
				c = color.RGBA{200, 20, 20, 255}
			}
			if x > w*3/4 && y > h*3/4 {
				c = color.RGBA{20, 20, 200, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

// photo is a JPEG as a telephone writes it: with a place, a comment, an
// orientation and something behind its end.
func photo(t testing.TB, img image.Image, orientation int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	exif := []byte("Exif\x00\x00MM\x00\x2A\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01")
	exif = append(binary.BigEndian.AppendUint16(exif, uint16(orientation)), "\x00\x00 SECRET place"...)
	out := append([]byte{}, b.Bytes()[:2]...)
	for marker, body := range map[byte][]byte{0xE1: exif, 0xFE: []byte("SECRET comment"), 0xED: []byte("SECRET name")} {
		out = append(out, 0xFF, marker)
		out = append(binary.BigEndian.AppendUint16(out, uint16(len(body)+2)), body...)
	}
	return append(append(out, b.Bytes()[2:]...), "SECRET trailer"...)
}

func pngOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// evidence is the blocks of annexes: a timeline, a cover sheet, a photograph.
func evidence(t testing.TB, w words) []document.Block {
	t.Helper()
	label := func(s string) []document.Span { return document.T(s) }
	return []document.Block{
		document.Timeline{
			Caption: document.T(w.caption), Alt: w.caption + ": " + w.body[0], Undated: w.empty,
			Ticks: []document.Tick{{At: 0, Label: "04.2020"}, {At: 30, Label: "05.2020"}, {At: 61, Label: "06.2020"}, {At: 91, Label: "07.2020"}},
			Lanes: []document.Lane{
				{Name: label(w.yes), Moments: []document.Moment{
					{From: 16, Label: label("E1 · 17.04 " + w.heads[1])},
					{From: 18, To: 80, Label: label("E2 " + w.heads[2])},
					{From: 20, Label: label("E3 " + w.cols[2])},
					{Undated: true, Label: label("E9 " + w.body[4])},
				}},
				{Name: label(w.heads[0]), Moments: []document.Moment{
					{From: 40, To: 60, Within: true, Label: label("E4 " + w.heads[4])},
					{From: 90, Label: noted("E5 "+w.heads[5], "S7.")},
					{From: 90.5, Label: label("E6")},
					{Undated: true, Label: label("E7")},
				}},
				{Name: label("—")},
			},
		},
		document.Paragraph{Spans: []document.Span{{Text: w.see}, {Text: "████", Style: document.Redacted}, {Text: ", "}, {Text: "W-1", Style: document.Redacted}, {Text: "."}}},
		document.Cover{Number: "A.1", Title: document.T(w.heads[3]), ID: "annex", Items: []document.FieldItem{
			{Number: "1", Label: document.T(w.q1), Answer: []document.Block{document.Para(w.yes)}},
			{Number: "2", Label: document.T("SHA-256"), Answer: []document.Block{document.Paragraph{Spans: []document.Span{{Text: sampleHash, Style: document.Mono}}}}},
		}},
		document.Figure{Data: photo(t, scene(600, 400), 6), Alt: w.caption, Caption: document.T(w.small)},
		document.Figure{Data: pngOf(t, scene(200, 100)), Alt: w.long, Width: 0.5},
		document.Figure{Data: []byte("no picture"), Alt: w.long, Caption: document.T(w.small)},
		document.Para(w.body[0]),
	}
}

func TestEvidenceIsSound(t *testing.T) {
	f := loadFonts(t)
	for _, w := range []words{english, russian} {
		t.Run(w.lang, func(t *testing.T) {
			d := rich(w)
			d.Blocks = append([]document.Block{document.Contents{}}, evidence(t, w)...)
			data, r := export(t, d, f)
			if len(r.Broken) != 1 || !errors.Is(r.Broken[0].Err, ErrPictureFormat) || r.Broken[0].Block != 6 {
				t.Errorf("broken = %v", r.Broken)
			}
			if bytes.Contains(data, []byte("SECRET")) {
				t.Error("the file keeps what a picture says beyond its pixels")
			}
			checkStructure(t, data)
			if out := run(t, "qpdf", "--check", saved(t, data)); strings.Contains(strings.ToLower(out), "warning") {
				t.Error(out)
			}
			again, _ := export(t, d, loadFonts(t))
			if !bytes.Equal(data, again) {
				t.Error("two exports differ")
			}
			l, err := Pages(t.Context(), d, f)
			if err != nil {
				t.Fatal(err)
			}
			inside(t, l)
			golden(t, "evidence_"+w.lang+".txt", l.Outline())
		})
	}
}

// corner is the colour of the middle of the top left eighth of a picture.
func corner(t *testing.T, p *layout.Picture) color.RGBA {
	t.Helper()
	img, err := p.Decode()
	if err != nil {
		t.Fatal(err)
	}
	return color.RGBAModel.Convert(img.At(p.Width/10, p.Height/10)).(color.RGBA)
}

// TestPicturesStandUpright gives a picture in each of the eight ways a camera
// may be held; the red corner must come out at the top left.
func TestPicturesStandUpright(t *testing.T) {
	f := loadFonts(t)
	stored := func(turn, x, y, w, h int) (int, int) {
		switch turn {
		case 2:
			return w - 1 - x, y
		case 3:
			return w - 1 - x, h - 1 - y
		case 4:
			return x, h - 1 - y
		case 5:
			return y, x
		case 6:
			return y, w - 1 - x
		case 7:
			return h - 1 - y, w - 1 - x
		case 8:
			return h - 1 - y, x
		}
		return x, y
	}
	for turn := 1; turn <= 8; turn++ {
		const w, h = 80, 40
		want := scene(w, h)
		size := image.Pt(w, h)
		if turn >= 5 {
			size = image.Pt(h, w)
		}
		img := image.NewRGBA(image.Rectangle{Max: size})
		for y := range h {
			for x := range w {
				sx, sy := stored(turn, x, y, w, h)
				img.Set(sx, sy, want.At(x, y))
			}
		}
		l, err := Pages(t.Context(), document.Document{Blocks: []document.Block{document.Figure{Data: photo(t, img, turn)}}}, f)
		if err != nil {
			t.Fatal(err)
		}
		p := l.Pages[0].Ops[0].Picture
		if c := corner(t, p); p.Width != w || p.Height != h || c.R < 150 || c.G > 80 {
			t.Errorf("orientation %d: %d × %d, corner %v", turn, p.Width, p.Height, c)
		}
	}
}

// header is a picture file whose head promises a size that it does not have.
func header(t *testing.T, kind string, side uint32) []byte {
	t.Helper()
	if kind == "png" {
		data := pngOf(t, scene(4, 4))
		binary.BigEndian.PutUint32(data[16:], side)
		binary.BigEndian.PutUint32(data[20:], side)
		// The checksum of the head, or the decoder looks no further.
		binary.BigEndian.PutUint32(data[29:], crcOf(data[12:29]))
		return data
	}
	data := photo(t, scene(16, 16), 1)
	at := bytes.Index(data, []byte{0xFF, 0xC0})
	binary.BigEndian.PutUint16(data[at+5:], uint16(side))
	binary.BigEndian.PutUint16(data[at+7:], uint16(side))
	return data
}

func TestHostilePictures(t *testing.T) {
	f := loadFonts(t)
	whole := photo(t, scene(64, 64), 1)
	for name, tc := range map[string]struct {
		data []byte
		want error
	}{
		"empty":      {nil, ErrPictureFormat},
		"text":       {[]byte("GIF89a"), ErrPictureFormat},
		"huge jpeg":  {header(t, "jpeg", 60000), ErrPictureSize},
		"huge png":   {header(t, "png", 60000), ErrPictureSize},
		"zero jpeg":  {header(t, "jpeg", 0), ErrPicture},
		"short png":  {pngOf(t, scene(64, 64))[:80], ErrPicture},
		"short jpeg": {whole[:len(whole)-40], ErrPicture},
		"only head":  {whole[:4], ErrPicture},
	} {
		t.Run(name, func(t *testing.T) {
			d := document.Document{Blocks: []document.Block{document.Para("a"), document.Figure{Data: tc.data, Alt: "what it shows"}}}
			data, r := export(t, d, f)
			if len(r.Broken) != 1 || !errors.Is(r.Broken[0].Err, tc.want) || r.Broken[0].Block != 1 {
				t.Fatalf("broken = %v, want %v", r.Broken, tc.want)
			}
			var b strings.Builder
			checkStructure(t, data).read(&b)
			if !strings.Contains(b.String(), "what it shows") {
				t.Error("the description is not in its place")
			}
		})
	}
}

func FuzzPicture(f *testing.F) {
	fonts := loadFonts(f)
	f.Add(photo(f, scene(16, 8), 6))
	f.Add(pngOf(f, scene(8, 8)))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		l, err := Pages(t.Context(), document.Document{Blocks: []document.Block{document.Figure{Data: data, Alt: "alt"}}}, fonts)
		if err != nil {
			t.Fatal(err)
		}
		if len(l.Broken) == 0 && (len(l.Pages[0].Ops) == 0 || l.Pages[0].Ops[0].Picture == nil) {
			t.Error("neither drawn nor reported")
		}
	})
}

// TestUndatedStaysUndated: what has no date stands in its own column, never
// on the axis, and nothing that is dated stands there.
func TestUndatedStaysUndated(t *testing.T) {
	l, err := Pages(t.Context(), document.Document{Language: "en", Blocks: []document.Block{document.Timeline{
		Undated: "no date", Ticks: []document.Tick{{At: 1, Label: "one"}, {At: 9, Label: "nine"}},
		Lanes: []document.Lane{{Name: document.T("lane"), Moments: []document.Moment{
			{Undated: true, From: 1, Label: document.T("floating")},
			{From: 1, Label: document.T("first")},
			{From: 9, Label: document.T("last")},
			{From: 1, To: 9, Label: document.T("whole")},
			{Undated: true, Label: document.T("other")},
		}}},
	}}}, loadFonts(t))
	if err != nil {
		t.Fatal(err)
	}
	x, y := map[string]float64{}, map[string]float64{}
	for _, op := range l.Pages[0].Ops {
		if op.Kind == layout.Text {
			x[op.Word.Text], y[op.Word.Text] = op.X, op.Y
		}
	}
	for _, word := range []string{"first", "last", "whole"} {
		if x[word] == 0 || x[word] >= x["floating"] {
			t.Errorf("%s stands at %.1f, what has no date at %.1f", word, x[word], x["floating"])
		}
	}
	if x["last"] <= x["first"]+100 || y["floating"] == y["other"] || y["whole"] == y["first"] {
		t.Errorf("places: %v %v", x, y)
	}
}

func crcOf(b []byte) uint32 { return crc32.ChecksumIEEE(b) }
