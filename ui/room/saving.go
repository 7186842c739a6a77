package room

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"probata/dossier/desk"
	"probata/dossier/outfile"
)

// Target is a file that somebody has chosen to be written: whole or not at all,
// and for its owner alone.
type Target = desk.Target

// AskTarget asks where to write a file, with a name that is proposed.
func AskTarget(w Host, name string, chosen func(Target)) {
	d := dialog.NewFileSave(func(out fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			w.Fail(err)
		case out != nil:
			path := out.URI().Path()
			_ = out.Close() // a place and no file: see placeOnly
			chosen(func(fill func(io.Writer) error) error { return outfile.Write(path, fill) })
		}
	}, w.Win())
	d.SetFileName(name)
	ShowDialog(w, d, "save")
}

// SaveFile asks where to write data, and says that it was done.
func SaveFile(w Host, name string, data []byte, done string) {
	AskTarget(w, name, func(to Target) { WriteOut(w, to, data, done) })
}

// WriteOut writes data beside the main goroutine.
func WriteOut(w Host, to Target, data []byte, done string) {
	w.Work(func(context.Context) error {
		return to(func(out io.Writer) error {
			_, err := out.Write(data)
			return err
		})
	}, func(err error) {
		if err != nil {
			w.Fail(err)
			return
		}
		w.Notice(done)
	})
}

// ChooseFolder asks for a folder and hands its path on.
func ChooseFolder(w Host, from string, chosen func(string)) {
	d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		switch {
		case err != nil:
			w.Fail(err)
		case u != nil:
			chosen(u.Path())
		}
	}, w.Win())
	if from != "" {
		if l, err := storage.ListerForURI(storage.NewFileURI(filepath.Dir(from))); err == nil {
			d.SetLocation(l)
		}
	}
	ShowDialog(w, d, "folder")
}

// ShowDialog gives a file dialog our words and most of the window. act is the
// key of the words for its title and its button.
func ShowDialog(w Host, d *dialog.FileDialog, act string) {
	d.SetTitleText(w.Say().T("ui.file." + act + "-title"))
	d.SetConfirmText(w.Say().T("ui.file." + act))
	d.SetDismissText(w.Say().Words.Cancel)
	d.Show() // before Resize, which needs what Show makes
	size := w.Win().Canvas().Size()
	d.Resize(fyne.NewSize(min(860, size.Width-60), min(580, size.Height-60)))
}

// ChooseKeyFile asks for a file and hands its path on.
func ChooseKeyFile(w Host, chosen func(path string)) {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			w.Fail(err)
		case r != nil:
			_ = r.Close() // only where it lies was wanted
			chosen(r.URI().Path())
		}
	}, w.Win())
	ShowDialog(w, d, "open")
}

// VaultName is a vault's folder without its path, for the screen.
func VaultName(path string) string { return strings.TrimSuffix(filepath.Base(path), VaultSuffix) }

const VaultSuffix = ".probata"

// Beside is a free name for a copy of a vault of some day, in the same folder.
func Beside(path, day string, taken func(string) bool) string {
	base := filepath.Join(filepath.Dir(path), VaultName(path)+" "+day)
	out := base + VaultSuffix
	for i := 2; taken(out); i++ {
		out = base + " " + strconv.Itoa(i) + VaultSuffix
	}
	return out
}

func Exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
