package ui

import (
	"bytes"
	"context"
	"crypto/rand"
	"io"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"probata/dossier/exchange"
	"probata/ui/room"
	"probata/ui/speech"
)

// takeReferences asks for a file of a reference manager (CSL-JSON) and takes its
// sources and provisions into the open case.
func takeReferences(w room.Host) {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			w.Fail(err)
		case r != nil:
			referencesFrom(w, r)
		}
	}, w.Win())
	d.SetFilter(storage.NewExtensionFileFilter([]string{".json"}))
	room.ShowDialog(w, d, "open")
}

// referencesFrom reads a file beside the main goroutine and adds what is in it
// in one step, so that one undo takes it back.
func referencesFrom(w room.Host, r io.ReadCloser) {
	ses := w.Session()
	id := ses.CaseID()
	var refs exchange.References
	w.Work(func(context.Context) (err error) {
		defer r.Close()
		refs, err = exchange.ReadCSL(r, rand.Reader)
		return err
	}, func(err error) {
		if err != nil {
			w.Fail(err)
			return
		}
		if w.Session() != ses || ses.CaseID() != id {
			return // the case was left meanwhile
		}
		records := refs.Into(ses.Dossier)
		if len(records) > 0 && !ses.Apply("add", "", records, nil) {
			return
		}
		w.Notice(references(w.Say(), refs))
	})
}

// references says what came in, and what of it has no field here.
func references(s *speech.Speech, refs exchange.References) string {
	out := s.T("ui.references.taken", "sources", s.Number(len(refs.Sources)), "norms", s.Number(len(refs.Norms)))
	if len(refs.Left) > 0 {
		out += " " + s.T("ui.references.left", "keys", strings.Join(slices.Sorted(maps.Keys(refs.Left)), ", "))
	}
	if refs.Told > 0 {
		out += " " + s.T("command.note.references-told", "n", s.Number(refs.Told))
	}
	return out
}

// askReferences writes the sources and provisions of the case for a reference
// manager, after saying that the file is sealed to nobody.
func askReferences(w room.Host) {
	w.Session().Flush()
	d, say := w.Session().Dossier, w.Say()
	if d == nil {
		return
	}
	w.Ask(room.Question{Title: say.T("ui.references.title"), Text: say.T("ui.references.text"), Yes: say.T("ui.json.yes"), No: say.Words.Cancel, Danger: true}, func() {
		var b bytes.Buffer
		if err := exchange.WriteCSL(&b, d); err != nil {
			w.Fail(err)
			return
		}
		room.SaveFile(w, room.NeutralName(w, "references", "", ".json"), b.Bytes(), say.T("ui.output.written"))
	})
}
