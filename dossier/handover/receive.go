package handover

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"probata/dossier"
	"probata/dossier/exchange"
	"probata/dossier/store"
	"probata/dossier/vault"
)

// waiting is the reference of the case in which files wait while a package is read.
// It is only seen if the program dies over it, and can be deleted then.
const waiting = "receiving"

// Receive takes a case in from a package that is sealed to the identity.
// The case is there when all of the package was read and found whole, or not at
// all. store.ErrExists says that the vault has the case already, or a shared party
// that says something else; vault.ErrIdentity that the package is for others;
// vault.ErrDamaged, of a vault.Damage or not, and *exchange.ReadError what is wrong
// with it. Files come with what was read out of them, and with a line in their
// custody log.
func Receive(ctx context.Context, s *store.Store, r io.Reader, id vault.Identity, progress func(done, total int64)) (*dossier.Dossier, error) {
	d, err := receive(ctx, s, r, id, progress)
	if err != nil {
		return nil, fmt.Errorf("receive case: %w", err)
	}
	return d, nil
}

func receive(ctx context.Context, s *store.Store, r io.Reader, id vault.Identity, progress func(done, total int64)) (*dossier.Dossier, error) {
	plain, err := vault.OpenFrom(r, id)
	if err != nil {
		return nil, err
	}
	h, err := exchange.ReadHandover(plain)
	if err != nil {
		return nil, err
	}
	theCase := h.Case.Case().ID
	switch _, err := s.Find(ctx, string(theCase)); {
	case err == nil:
		return nil, fmt.Errorf("%w: %s", store.ErrExists, theCase) // before a film is sealed for nothing
	case !errors.Is(err, store.ErrNotFound):
		return nil, err
	}
	w := &wait{s: s, h: h, progress: progress}
	err = w.takeIn(ctx)
	if err == nil {
		err = s.Import(ctx, h.Case.All())
	}
	if err == nil {
		if err = w.derive(ctx); err != nil {
			err = errors.Join(err, s.DeleteCase(context.WithoutCancel(ctx), theCase))
		}
	}
	if err = errors.Join(err, w.clear(context.WithoutCancel(ctx))); err != nil {
		return nil, err
	}
	return h.Case, s.Flush(ctx)
}

// wait is a case in which the files of a package wait until all of it is known to
// be whole. They cannot come into their own case before, and nothing of a package
// that was cut or changed may stay.
type wait struct {
	s        *store.Store
	h        *exchange.Handover
	progress func(done, total int64)
	in       dossier.ID                       // empty: there is none
	files    map[dossier.ID]*dossier.Evidence // as they wait, by the evidence they are of
}

func (w *wait) takeIn(ctx context.Context) error {
	w.files = map[dossier.ID]*dossier.Evidence{}
	var done int64
	for {
		f, content, err := w.h.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = w.begin(ctx)
		}
		if err == nil {
			err = w.file(ctx, f, content, done)
		}
		if err != nil {
			return err
		}
		done += f.Size
	}
}

func (w *wait) begin(ctx context.Context) error {
	if w.in != "" {
		return nil
	}
	id, err := w.s.NewID(dossier.TypeCase)
	if err != nil {
		return err
	}
	put := []dossier.Record{&dossier.Case{Head: dossier.Head{ID: id}, Reference: waiting}}
	if err := w.s.Apply(ctx, store.Change{Label: "add", Case: id, Put: put}); err != nil {
		return err
	}
	w.in = id
	return nil
}

// file seals one file, and makes the evidence speak of it.
func (w *wait) file(ctx context.Context, f exchange.HandoverFile, content io.Reader, before int64) error {
	e, _ := w.h.Case.Get(f.Evidence).(*dossier.Evidence) // the package was read so far
	got, err := w.s.TakeIn(ctx, w.in, store.Intake{
		Name: e.FileName, MediaType: e.MediaType, Content: content, Progress: func(n int64) {
			if w.progress != nil {
				w.progress(before+n, w.h.Size())
			}
		},
	})
	if err != nil {
		return err
	}
	log, err := w.s.NewID(dossier.TypeCustody)
	if err != nil {
		return err
	}
	w.files[e.ID] = got
	e.Blob = got.Blob
	w.h.Case.Put(e)
	w.h.Case.Put(&dossier.Custody{
		Head:     dossier.Head{ID: log, Case: e.Case, Place: w.last() + 1},
		Evidence: e.ID, At: got.Intake, Action: "taken-in", SHA256: got.SHA256,
	})
	return nil
}

// last is the place of the newest line of the custody logs.
func (w *wait) last() int64 {
	var n int64
	for _, c := range dossier.Of[*dossier.Custody](w.h.Case) {
		n = max(n, c.Place)
	}
	return n
}

// derive gives the evidence the text and the picture that were read out of its
// file while it waited.
func (w *wait) derive(ctx context.Context) error {
	for id, got := range w.files {
		text, err := w.s.Text(ctx, got.ID)
		if err == nil {
			err = w.s.IndexText(ctx, id, text)
		}
		if kept(err) != nil {
			return err
		}
		picture, err := w.s.Thumbnail(ctx, got.ID)
		if err == nil {
			err = w.s.SetThumbnail(ctx, id, picture)
		}
		if kept(err) != nil {
			return err
		}
	}
	return nil
}

// kept passes over what is no failure: there was no text, or the store, having kept
// it, found no earlier one to remove (it asks the vault to remove a file without a
// name then).
func kept(err error) error {
	if errors.Is(err, store.ErrNotFound) || errors.Is(err, fs.ErrInvalid) {
		return nil
	}
	return err
}

// clear deletes the case of what waited. Files that another case holds by now stay.
func (w *wait) clear(ctx context.Context) error {
	if w.in == "" {
		return nil
	}
	return w.s.DeleteCase(ctx, w.in)
}
