package evidence

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"probata/dossier"
	"probata/dossier/store"
	"probata/dossier/vault"
	"probata/ui/room"
	"probata/ui/widget"
)

// Incoming is a file on its way into the case.
type Incoming struct {
	Name, mediaType string
	Size            int64 // 0 when it is not known
	Open            func() (io.ReadCloser, error)
}

// Attach asks for a file and takes it into the case as evidence: sealed, with
// its hash and the first line of its custody log.
func Attach(w Host) { Choose(w, jumpToLast(w)) }

// jumpToLast shows the file that came in last.
func jumpToLast(w Host) func([]dossier.ID) {
	return func(taken []dossier.ID) { w.Jump(taken[len(taken)-1], "title") }
}

// Choose asks for a file and takes it in; then hears what it is in the case.
func Choose(w Host, then func([]dossier.ID)) {
	w.Session().Flush()
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			w.Fail(err)
		case r != nil:
			in := IncomingOf(w, r.URI())
			in.Open = func() (io.ReadCloser, error) { return r, nil }
			TakeInThen(w, []Incoming{in}, then)
		}
	}, w.Win())
	room.ShowDialog(w, d, "open")
}

func IncomingOf(w Host, u fyne.URI) Incoming {
	in := Incoming{Name: filepath.Base(u.Path()), mediaType: u.MimeType(), Open: func() (io.ReadCloser, error) { return storage.Reader(u) }}
	if info, err := os.Stat(u.Path()); err == nil && u.Scheme() == "file" {
		in.Size = info.Size()
	}
	return in
}

// Words is a text on its way into the case as a file.
func Words(name, mediaType, text string) Incoming {
	return Incoming{Name: name, mediaType: mediaType, Size: int64(len(text)), Open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(text)), nil
	}}
}

// TakeIn seals files into the open case, one after the other, and shows the last.
func TakeIn(w Host, files []Incoming) { TakeInThen(w, files, jumpToLast(w)) }

// TakeInThen seals files into the open case, one after the other. When it is ended
// those that are whole stay, and then hears of them, if there are any.
func TakeInThen(w Host, files []Incoming, then func([]dossier.ID)) {
	if w.Busy() {
		return
	}
	s := w.Session()
	s.Flush()
	if s.Store.ReadOnly() {
		w.Fail(vault.ErrReadOnly)
		return
	}
	id := s.CaseID()
	var taken []dossier.ID
	w.Job(w.Say().N("ui.intake.under-way", len(files)), func(ctx context.Context, progress func(done, total int64)) (err error) {
		taken, err = takeAll(ctx, s.Store, id, files, progress)
		return err
	}, func(err error, ended bool) {
		if err != nil && len(taken) > 0 { // these must not be taken in again
			w.Warn(widget.Warning, w.Say().N("ui.intake.part", len(taken), "why", w.Sentence(err)))
		} else if err != nil {
			w.Fail(err)
		} else if ended {
			w.Warn(widget.Info, w.Say().N("ui.intake.ended", len(taken)))
		}
		if w.Session() != s || s.CaseID() != id || len(taken) == 0 {
			return // the case was left meanwhile; the files are in it
		}
		if err := s.Reload(context.Background(), taken...); err != nil {
			w.Fail(err)
			return
		}
		then(taken)
	})
}

// takeAll counts in bytes, of all files together.
func takeAll(ctx context.Context, st *store.Store, id dossier.ID, files []Incoming, progress func(done, total int64)) ([]dossier.ID, error) {
	var before, total int64
	for _, f := range files {
		total += f.Size
	}
	var out []dossier.ID
	for _, f := range files {
		ev, err := takeOne(ctx, st, id, f, func(done int64) { progress(before+min(done, f.Size), total) })
		if err != nil {
			return out, fmt.Errorf("take in file %d of %d: %w", len(out)+1, len(files), err)
		}
		before += f.Size
		out = append(out, ev.ID)
	}
	return out, nil
}

func takeOne(ctx context.Context, st *store.Store, id dossier.ID, f Incoming, progress func(done int64)) (*dossier.Evidence, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return st.TakeIn(ctx, id, store.Intake{Name: f.Name, MediaType: f.mediaType, Content: r, Progress: progress})
}

// AskCopy says what a copy outside of the vault means and asks for whom it is;
// that stands in the custody log.
func AskCopy(w Host, ev *dossier.Evidence) {
	t := w.Say().T
	to := widget.NewTextField("to", "", 1)
	reason := widget.NewTextField("reason", "", 1)
	more := widget.NewStack(8, room.Labelled(w.Say().FieldLabel(dossier.TypeCustody, "to"), to.Object()), room.Labelled(w.Say().FieldLabel(dossier.TypeCustody, "reason"), reason.Object()))
	w.Ask(room.Question{Title: t("ui.evidence.copy-title"), Text: t("ui.evidence.copy-text"), More: more, Yes: t("ui.json.yes"), No: w.Say().Words.Cancel, Danger: true}, func() {
		SaveEvidence(w, ev, store.Handover{To: to.Text(), Reason: reason.Text()})
	})
}

// SaveEvidence writes the file behind a piece of evidence where a person wants
// it; the store notes so in the custody log.
func SaveEvidence(w Host, ev *dossier.Evidence, to store.Handover) {
	room.AskTarget(w, ev.FileName, func(out room.Target) { CopyEvidence(w, ev, to, out) })
}

func CopyEvidence(w Host, ev *dossier.Evidence, to store.Handover, out room.Target) {
	if w.Busy() {
		return
	}
	s := w.Session()
	w.Job(w.Say().T("ui.evidence.copying"), func(ctx context.Context, progress func(done, total int64)) error {
		return out(func(file io.Writer) error { return s.Store.ExportEvidence(ctx, ev.ID, file, to, progress) })
	}, func(err error, ended bool) {
		if err != nil {
			w.Fail(err)
			return
		}
		if !ended {
			w.Notice(w.Say().T("ui.evidence.saved"))
			if w.Session() == s {
				room.Reread(w, ev.ID)
			}
		}
	})
}
