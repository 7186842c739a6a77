// Package exhibit is what is done with the files of a case on their way out: they
// are read for a document, looked at and said to be fit for an edition, and copied
// as pictures in which something is blacked out. Window and commands do it here, so
// that both do the same.
//
// Whether an exhibit goes along is decided in dossier/submission; what this package
// notes in the custody logs is what it decides by. No original is ever changed, and
// nothing is written but through the store.
package exhibit

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/intake"
	"probata/dossier/store"
	"probata/dossier/submission"
	"probata/pdf"
)

// Files are the files of a vault, and who draws them.
type Files struct {
	Store *store.Store
	By    *intake.Inspector
}

// Give lets a PDF be written with exhibits in it.
func (f Files) Give(o *pdf.Options) {
	o.Bytes = func(ctx context.Context, id string) (io.ReadSeekCloser, error) {
		return f.Store.OpenEvidence(ctx, dossier.ID(id))
	}
	o.Draw = func(ctx context.Context, r io.ReadSeeker, size int64, n, most int) (image.Image, error) {
		m, err := f.By.Sheet(ctx, intake.File{Size: size, Content: r}, n, most)
		if err != nil {
			return nil, err
		}
		return m, nil
	}
	o.Sheets = func(ctx context.Context, r io.ReadSeeker, size int64) (pdf.Drawable, error) {
		s, err := f.By.Sheets(ctx, intake.File{Size: size, Content: r})
		return pdf.Drawable{Count: s.Count, Moving: s.Moving, Fault: Fault(err)}, err
	}
}

// Fault is why the pages of a file are not to be had, by the error of who draws
// them.
func Fault(err error) document.AnnexFault {
	for _, f := range []struct {
		err   error
		fault document.AnnexFault
	}{
		{intake.ErrSheets, document.FaultKind},
		{intake.ErrPictureKind, document.FaultPicture},
		{intake.ErrPictureSize, document.FaultSize},
		{intake.ErrPassword, document.FaultSealed},
		{intake.ErrNoPage, document.FaultDamaged},
		{intake.ErrNoPicture, document.FaultDamaged},
	} {
		if errors.Is(err, f.err) {
			return f.fault
		}
	}
	return document.NoFault
}

// FaultKey is the key of the words for a fault, under doc.bound.
func FaultKey(f document.AnnexFault) string {
	switch f {
	case document.FaultSealed:
		return "sealed"
	case document.FaultDamaged:
		return "damaged"
	case document.FaultSize:
		return "size"
	case document.FaultKind:
		return "kind"
	case document.FaultPlain:
		return "plain"
	case document.FaultPicture:
		return "picture"
	}
	return "missing"
}

// Text is the text of an exhibit as it was read when it came in. One of which none
// was read counts as unread.
func (f Files) Text(ctx context.Context) func(dossier.ID) string {
	return func(id dossier.ID) string {
		text, err := f.Store.Text(ctx, id)
		if err != nil {
			return ""
		}
		return text
	}
}

// Note notes in the custody logs that exhibits go out with a submission. It is done
// before the file is written, as no copy may be out that no line tells of.
func (f Files) Note(ctx context.Context, filled *submission.Filled, ids []dossier.ID) error {
	for _, id := range ids {
		if err := f.Store.NoteExport(ctx, id, store.Handover{Reason: filled.Form.ID + ", " + string(filled.Edition)}); err != nil {
			return err
		}
	}
	if len(ids) == 0 {
		return nil
	}
	return f.Store.Flush(ctx)
}

// ErrPerson: a file that is marked as identifying a person goes nowhere as it is.
var ErrPerson = errors.New("marked as identifying a person")

// ErrNobody: nobody stands for what is said of a file.
var ErrNobody = errors.New("nobody says so")

// FoundError tells how many withheld values a file holds of which nobody said that
// they stand for somebody else. It does not say which.
type FoundError struct{ Count int }

func (e FoundError) Error() string {
	return fmt.Sprintf("the file holds %d withheld values", e.Count)
}

// Look is what is said of a file after looking at it.
type Look struct {
	Edition submission.Edition
	By      string // who looked: a code or initials
	// Others: the withheld values that were found in it stand for others.
	Others bool
	Reason string
}

// Say notes that somebody looked at a file, of the hash that it has, and that it
// may go into an edition. told is what it was known to hold, see Engine.Tells.
func (f Files) Say(ctx context.Context, id dossier.ID, l Look, told submission.Told) error {
	switch {
	case strings.TrimSpace(l.By) == "":
		return fmt.Errorf("say of %s that it was seen: %w", id, ErrNobody)
	case told.Person:
		return fmt.Errorf("say of %s that it was seen: %w", id, ErrPerson)
	case len(told.Values) > 0 && !l.Others:
		return fmt.Errorf("say of %s that it was seen: %w", id, FoundError{len(told.Values)})
	}
	seen := store.Seen{Action: submission.SeenAction(l.Edition), By: strings.TrimSpace(l.By), Accepted: told.Values, Reason: l.Reason}
	if err := f.Store.NoteSeen(ctx, id, seen); err != nil {
		return err
	}
	return f.Store.Flush(ctx)
}

// Unsay takes back what was said of a file, for every edition.
func (f Files) Unsay(ctx context.Context, id dossier.ID) error {
	if err := f.Store.NoteSeen(ctx, id, store.Seen{Action: submission.Unseen}); err != nil {
		return err
	}
	return f.Store.Flush(ctx)
}
