package ui

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"probata/dossier"
	"probata/ui/evidence"
)

// pdfFile is a PDF of some pages with a number on each, and as wide as high.
func pdfFile(pages int) []byte {
	var b bytes.Buffer
	var at []int
	object := func(text string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), text)
	}
	b.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	kids := ""
	for i := range pages {
		kids += fmt.Sprintf("%d 0 R ", 4+2*i)
	}
	object(fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", pages, kids))
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
	for i := range pages {
		text := fmt.Sprintf("BT /F 72 Tf 60 90 Td (%d) Tj ET", i+1)
		object(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>", 5+2*i))
		object(fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(text), text))
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, table)
	return b.Bytes()
}

// turnedJPEG is a picture, red at the left, that its camera was turned for: EXIF
// orientation 6, so red is to be seen at the top.
func turnedJPEG(t testing.TB) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 400, 200))
	for y := range 200 {
		for x := range 400 {
			c := color.RGBA{0, 0, 255, 255}
			if x < 100 {
				c = color.RGBA{255, 0, 0, 255}
			}
			img.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	exif := []byte("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00")
	out := append([]byte{0xff, 0xd8, 0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(exif)+2))...)
	return append(append(out, exif...), b.Bytes()[2:]...)
}

// look opens the viewer on a dropped file and waits for what it shows.
func (b *bench) lookAt(name string, data []byte) *evidence.Viewer {
	b.t.Helper()
	all := b.dropFiles(map[string][]byte{name: data}, name)
	evidence.View(b.Window, all[len(all)-1])
	b.settle("the viewer", func() bool { return b.viewer() != nil })
	return b.viewer()
}

// ink tells how dark the drawn page is: each number of pdfFile differs.
func ink(v *evidence.Viewer) (dark int) {
	m := v.Picture.Image
	for y := m.Bounds().Min.Y; y < m.Bounds().Max.Y; y++ {
		for x := m.Bounds().Min.X; x < m.Bounds().Max.X; x++ {
			if r, _, _, _ := m.At(x, y).RGBA(); r < 0x8000 {
				dark++
			}
		}
	}
	return dark
}

// TestViewPages turns the pages of a PDF with the keys, enlarges one, and ends.
func TestViewPages(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	v := b.lookAt("statement.pdf", pdfFile(3))
	b.settle("the first page", func() bool { return v.Picture.Image != nil })
	if v.Seen.Pages != 3 || v.At.Text != "Page 1 of 3" {
		t.Errorf("%d pages, %q", v.Seen.Pages, v.At.Text)
	}
	press := func(k fyne.KeyName) {
		b.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
	inks := map[int]int{}
	turn := func(k fyne.KeyName, page int) {
		t.Helper()
		was := v.Picture.Image
		press(k)
		b.settle("a page", func() bool { return v.Picture.Image != was })
		if v.Page != page {
			t.Errorf("%s leads to page %d, want %d", k, v.Page+1, page+1)
		}
		if n, seen := inks[page]; seen && n != ink(v) {
			t.Errorf("page %d looks different the second time", page+1)
		}
		inks[page] = ink(v)
	}
	turn(fyne.KeyPageDown, 1)
	turn(fyne.KeyRight, 2)
	press(fyne.KeyRight) // there is none
	turn(fyne.KeyLeft, 1)
	turn(fyne.KeyHome, 0)
	turn(fyne.KeyEnd, 2)
	if inks[0] == 0 || inks[0] == inks[1] || inks[1] == inks[2] {
		t.Errorf("the pages look alike: %v", inks)
	}
	small, room := v.Picture.Image.Bounds().Dx(), v.Picture.MinSize()
	delete(inks, 2)
	turn(fyne.KeyPlus, 2)
	if v.Picture.Image.Bounds().Dx() <= small || v.Picture.MinSize().Width <= room.Width {
		t.Error("enlarging makes the page no larger")
	}
	press(fyne.KeyDown)
	test.Tap(v.Buttons[0])
	if v.Page != 1 {
		t.Errorf("the button leads to page %d", v.Page+1)
	}
	press(fyne.KeyEscape)
	if b.viewer() != nil || b.win.Canvas().Overlays().Top() != nil || v.Picture.Image != nil {
		t.Error("Escape leaves something of it")
	}
	log := dossier.As[*dossier.Custody](b.session.Dossier.Children(v.Evidence.ID, dossier.TypeCustody))
	if len(log) != 2 {
		t.Errorf("the custody log has %d lines: it was looked at once", len(log))
	}
}

// TestViewTurned shows a photograph as its camera was held.
func TestViewTurned(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	v := b.lookAt("photo.jpg", turnedJPEG(t))
	b.settle("the picture", func() bool { return v.Picture.Image != nil })
	m := v.Picture.Image
	if m.Bounds().Dx() >= m.Bounds().Dy() {
		t.Fatalf("the picture lies on its side: %v", m.Bounds())
	}
	if r, _, blue, _ := m.At(m.Bounds().Dx()/2, 5).RGBA(); r < blue {
		t.Error("the picture stands on its head")
	}
}

// TestViewOthers says what cannot be shown, offers a copy, and reads text by key.
func TestViewOthers(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	v := b.lookAt("film.bin", []byte{0, 1, 2, 3})
	if !strings.Contains(v.Said.Text, "cannot show") {
		t.Errorf("of an unknown file: %q", v.Said.Text)
	}
	tapButton(t, b.win.Canvas().Overlays().Top(), b.say.T("ui.evidence.copy"))
	if b.viewer() != nil || b.win.Canvas().Overlays().Top() == nil {
		t.Error("no copy is offered")
	}
	b.closeOverlays()
	v = b.lookAt("long.txt", []byte(strings.Repeat("A line of a statement.\n", 500)))
	b.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	if v.Text.GetScrollOffset() <= 0 {
		t.Error("the text does not scroll by key")
	}
	b.closeOverlays()
	v = b.lookAt("broken.pdf", []byte("%PDF-1.4\nnothing"))
	if v.Seen.Draw != nil || v.Said.Text == "" && len(v.Seen.Lines) == 0 { // the words that are left of it are shown
		t.Error("of a broken PDF nothing is said or shown")
	}
}

// TestViewEndsAtLock: the vault can be closed under an open viewer, and nothing
// is written beside it meanwhile.
func TestViewEndsAtLock(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	v := b.lookAt("statement.pdf", pdfFile(2))
	b.lock(nil)
	b.settle("lock", func() bool { return b.session == nil && !b.locking })
	if b.viewer() != nil || v.Picture.Image != nil || len(v.Seen.Lines) > 0 {
		t.Error("the page is still there behind the lock")
	}
	if left, _ := filepath.Glob(filepath.Join(temp, "*")); len(left) > 0 {
		t.Errorf("files outside of the vault: %v", left)
	}
}
