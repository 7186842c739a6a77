package ui

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"probata/dossier"
	"probata/dossier/store"
	"probata/ui/evidence"
)

// dropFiles drops files onto the open case and waits until they are in.
func (b *bench) dropFiles(files map[string][]byte, names ...string) []*dossier.Evidence {
	b.t.Helper()
	dir := b.t.TempDir()
	var uris []fyne.URI
	for _, name := range names {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, files[name], 0o600); err != nil {
			b.t.Fatal(err)
		}
		uris = append(uris, storage.NewFileURI(path))
	}
	s := b.shell()
	b.dropped(fyne.Position{}, uris)
	b.settle("the files", func() bool { return s.task.Idle() })
	if s.banner.Visible() {
		b.t.Fatalf("the files are refused: %s", s.banner.Text())
	}
	return dossier.Of[*dossier.Evidence](b.session.Dossier)
}

func pictureFile() []byte {
	img := image.NewRGBA(image.Rect(0, 0, 400, 300))
	for y := range 300 {
		for x := range 400 {
			img.Set(x, y, color.RGBA{uint8(x / 50 * 30), uint8(y / 50 * 30), 120, 255})
		}
	}
	var b bytes.Buffer
	_ = png.Encode(&b, img) // into memory
	return b.Bytes()
}

// TestDrop takes dropped files in, shows them, and notes who looked.
func TestDrop(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.example()
	s.showCases()
	b.dropped(fyne.Position{}, nil)
	if !strings.Contains(s.banner.Text(), "case") {
		t.Errorf("without a case: %q", s.banner.Text())
	}
	s.banner.Hide()
	s.openCase(b.session.Cases[0].ID)
	b.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(t.TempDir())})
	if !strings.Contains(s.banner.Text(), "folder") {
		t.Errorf("a folder: %q", s.banner.Text())
	}
	s.banner.Hide()
	files := map[string][]byte{"photo.png": pictureFile(), "note.txt": []byte("First line\nSecond line")}
	all := b.dropFiles(files, "photo.png", "note.txt")
	if len(all) != 2 {
		t.Fatalf("%d pieces of evidence, want 2", len(all))
	}
	photo, note := all[0], all[1]
	if photo.MediaType != "image/png" || note.Size != int64(len(files["note.txt"])) {
		t.Errorf("taken in as %s, %d bytes", photo.MediaType, note.Size)
	}
	evidence.View(b.Window, photo)
	b.settle("the picture", func() bool { return b.win.Canvas().Overlays().Top() != nil })
	b.settle("the drawing", func() bool { return b.viewer().Picture.Image != nil })
	if size := b.viewer().Picture.Image.Bounds().Size(); size != image.Pt(400, 300) {
		t.Errorf("the picture is shown as %v", size)
	}
	b.closeOverlays()
	log := dossier.As[*dossier.Custody](b.session.Dossier.Children(photo.ID, dossier.TypeCustody))
	if len(log) != 2 || log[1].Action != "viewed" {
		t.Errorf("the custody log has %d lines", len(log))
	}
	seen, err := evidence.Look(t.Context(), b.session.Store, b.looks, note)
	if err != nil || strings.Join(seen.Lines, "|") != "First line|Second line" {
		t.Errorf("the text is %q, %v", seen.Lines, err)
	}
}

// TestTakeInEnds: what was ended leaves nothing, what was whole before stays.
func TestTakeInEnds(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.example()
	reached := make(chan bool)
	hold, release := io.Pipe()
	defer release.Close()
	evidence.TakeIn(b.Window, []evidence.Incoming{
		{Name: "whole.txt", Size: 5, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("whole")), nil }},
		{Name: "half.bin", Size: 100, Open: func() (io.ReadCloser, error) { close(reached); return hold, nil }},
	})
	<-reached
	if !s.work.Visible() {
		t.Error("nothing is seen of the work")
	}
	s.task.End()
	if _, err := release.Write([]byte("x")); err != nil { // the reader wakes up and finds itself ended
		t.Log(err)
	}
	_ = release.CloseWithError(context.Canceled)
	b.settle("the end", func() bool { return s.task.Idle() })
	all := dossier.Of[*dossier.Evidence](b.session.Dossier)
	if len(all) != 1 || all[0].FileName != "whole.txt" {
		t.Errorf("%d pieces of evidence; the banner says %q", len(all), s.banner.Text())
	}
	if s.work.Visible() {
		t.Error("the work is still shown")
	}
}

// keep is a file that is written to memory.
type keep = bytes.Buffer

// TestCopy writes a copy and the log says for whom.
func TestCopy(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	ev := b.dropFiles(map[string][]byte{"a.txt": []byte("words")}, "a.txt")[0]
	evidence.AskCopy(b.Window, ev)
	if b.win.Canvas().Overlays().Top() == nil {
		t.Fatal("a copy is made without a warning")
	}
	b.closeOverlays()
	var out keep
	evidence.CopyEvidence(b.Window, ev, store.Handover{To: "Counsel"}, into(&out))
	b.settle("the copy", func() bool { return b.shell().task.Idle() })
	if out.String() != "words" {
		t.Errorf("the copy is %q", out.String())
	}
	log := dossier.As[*dossier.Custody](b.session.Dossier.Children(ev.ID, dossier.TypeCustody))
	if last := log[len(log)-1]; last.To != "Counsel" || last.Action != "exported" {
		t.Errorf("the last line of the log is %s to %q", last.Action, last.To)
	}
}

func TestLines(t *testing.T) {
	long := strings.Repeat("word ", 40)
	got := evidence.Lines("a\r\n" + long + "\n" + strings.Repeat("я", 200))
	for _, l := range got {
		if n := len([]rune(l)); n > evidence.LineWidth {
			t.Errorf("a line of %d letters", n)
		}
	}
	if got[0] != "a" || len(got) < 6 {
		t.Errorf("%d lines, the first %q", len(got), got[0])
	}
}
