package ui

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	fw "fyne.io/fyne/v2/widget"

	"probata/ui/room"
)

// TestSaveFile chooses a file in the dialog: it comes to be whole and for its owner
// alone, and one that was there stays until then.
func TestSaveFile(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	dir := t.TempDir()
	old := filepath.Join(dir, "old.txt")
	if err := os.WriteFile(old, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	w, err := storage.Writer(storage.NewFileURI(old))
	if err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	if data, _ := os.ReadFile(old); string(data) != "old" {
		t.Error("the dialog empties a file before there is another")
	}
	if _, err := w.Write([]byte("x")); err == nil {
		t.Error("the dialog writes a file itself")
	}

	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	room.SaveFile(b, "words.txt", []byte("words"), "done")
	for _, o := range test.LaidOutObjects(b.win.Canvas().Overlays().Top()) {
		if x, ok := o.(*fw.Button); ok && x.Text == b.say.T("ui.file.save") {
			test.Tap(x)
		}
	}
	sh := b.shell()
	b.settle("the file", func() bool { return sh.banner.Visible() })
	found := ""
	err = filepath.WalkDir(home, func(name string, e fs.DirEntry, err error) error {
		if err == nil && e.Name() == "words.txt" {
			found = name
		}
		return err
	})
	if err != nil || found == "" {
		t.Fatalf("no file was written: %v; the window says %q", err, sh.banner.Text())
	}
	info, err := os.Stat(found)
	if data, _ := os.ReadFile(found); err != nil || string(data) != "words" || info.Mode().Perm() != 0o600 {
		t.Errorf("the file has mode %v and holds %d bytes, %v", info.Mode(), len(data), err)
	}
}

// TestWriters: the window writes files in one place, where they become whole and
// their owner's.
func TestWriters(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	where := map[string]string{
		"dialog.NewFileSave": "savefile.go", "outfile.Write": "savefile.go", "os.OpenFile": "",
		"os.Create": "", "os.WriteFile": "", "os.CreateTemp": "", "storage.Writer": "", "storage.Appender": "",
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for call, allowed := range where {
			if strings.Contains(string(src), call+"(") && name != allowed {
				t.Errorf("%s calls %s: files are written by askTarget", name, call)
			}
		}
	}
}
