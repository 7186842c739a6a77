package store

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"probata/dossier"
)

// Intake is a file on its way into a case.
type Intake struct {
	Name      string           // of the file, without a folder; the title until somebody gives one
	MediaType string           // as the system tells it; what Options.Inspect finds counts more
	Content   io.Reader        // read once, to its end
	Progress  func(done int64) // hears how many bytes have been read; may be nil
}

// File is a sealed file to be looked into.
type File struct {
	Name      string
	MediaType string
	Size      int64
	Content   io.ReadSeeker // clear text, opened piece by piece; nothing of it may be written anywhere
}

// Finding is what was read out of a file; what is empty was not found.
type Finding struct {
	MediaType string
	Metadata  string // embedded in the file, a line for each: kept with the evidence, and private
	Pages     int64
	Text      string // for the search index
	Thumbnail []byte // a small picture, kept sealed
}

// unread is the line of the metadata of a file that was sealed, and of which nothing
// more could be kept.
const unread = "Text: not read (the file is sealed; looking into it failed)"

// Unread is why the text of a piece of evidence was not read, or not wholly, "" if it
// was: what was looked into leaves a line of that in its metadata.
func Unread(e *dossier.Evidence) string {
	for line := range strings.Lines(e.Metadata) {
		if why, ok := strings.CutPrefix(line, "Text: "); ok {
			return strings.TrimSpace(why)
		}
	}
	return ""
}

// Attach takes a file into a case as TakeIn does.
func (s *Store) Attach(ctx context.Context, caseID dossier.ID, name, mediaType string, r io.Reader) (*dossier.Evidence, error) {
	return s.TakeIn(ctx, caseID, Intake{Name: name, MediaType: mediaType, Content: r})
}

// TakeIn takes a file into a case: it is sealed while it is hashed, in constant
// memory, looked into by Options.Inspect, and comes with the first line of its
// custody log. When ctx ends nothing of it stays. What is sealed stays, were looking
// into it or making it searchable to fail: the metadata then say so.
func (s *Store) TakeIn(ctx context.Context, caseID dossier.ID, in Intake) (*dossier.Evidence, error) {
	e, err := s.takeIn(ctx, caseID, in)
	if err != nil {
		return nil, fmt.Errorf("attach to %s: %w", caseID, err)
	}
	return e, nil
}

func (s *Store) takeIn(ctx context.Context, caseID dossier.ID, in Intake) (*dossier.Evidence, error) {
	if err := s.view(ctx, func(x *session) error { return hasCase(ctx, x, caseID) }); err != nil {
		return nil, err // before a file is sealed for nothing
	}
	e := &dossier.Evidence{}
	var err error
	if e.ID, err = s.NewID(dossier.TypeEvidence); err != nil {
		return nil, err
	}
	in.Name = strings.ToValidUTF8(in.Name, string(utf8.RuneError))
	e.Case, e.Title, e.FileName, e.MediaType, e.Intake = caseID, in.Name, in.Name, in.MediaType, s.today()
	err = s.sealing(ctx, func(put putter) error {
		ref, err := put(counting{in.Content, in.Progress, new(int64)})
		if err != nil {
			return err
		}
		e.Size, e.SHA256, e.Blob = ref.Size, hex.EncodeToString(ref.SHA256[:]), ref.Name
		f, err := s.inspect(ctx, e)
		var extras []derived
		if err == nil {
			extras, err = sealDerived(put, f)
		}
		if err == nil {
			err = s.change(ctx, func(x *session) error { return s.putEvidence(ctx, x, e, extras) })
		}
		if err == nil || ctx.Err() != nil {
			return err
		}
		// The file is sealed: that its text, its picture or the index of them failed must not cost it.
		e.Metadata = unread
		if bare := s.change(ctx, func(x *session) error { return s.putEvidence(ctx, x, e, nil) }); bare != nil {
			return errors.Join(err, bare)
		}
		return nil
	})
	return e, err
}

// inspect looks into a sealed file and fills the evidence with what is found.
func (s *Store) inspect(ctx context.Context, e *dossier.Evidence) (Finding, error) {
	if s.o.Inspect == nil {
		return Finding{}, nil
	}
	r, err := s.vault.Blob(e.Blob)
	if err != nil {
		return Finding{}, err
	}
	defer r.Close()
	f, err := s.o.Inspect(ctx, File{Name: e.FileName, MediaType: e.MediaType, Size: e.Size, Content: r})
	if err != nil {
		return Finding{}, fmt.Errorf("look into file: %w", err)
	}
	if f.MediaType != "" {
		e.MediaType = f.MediaType
	}
	e.Metadata, e.Pages = strings.ToValidUTF8(f.Metadata, string(utf8.RuneError)), f.Pages
	return f, nil
}

func (s *Store) putEvidence(ctx context.Context, x *session, e *dossier.Evidence, extras []derived) (err error) {
	if e.Place, err = s.nextPlace(ctx, x, dossier.TypeEvidence, e.Case); err != nil {
		return err
	}
	c, err := s.custody(e, "taken-in", Handover{})
	if err != nil {
		return err
	}
	_, err = s.carryOut(ctx, x, step{kind: kindDo, label: "attach", of: e.Case, put: []dossier.Record{e, c}, byUser: true})
	if err != nil {
		return err
	}
	for _, d := range extras {
		if _, err := s.putDerived(ctx, x, e.ID, e.Case, d); err != nil {
			return err
		}
	}
	return nil
}

// today is the present moment as a date of the case.
func (s *Store) today() dossier.Date {
	return dossier.Date{EDTF: s.o.Now().UTC().Format("2006-01-02T15:04:05Z")}
}

// counting tells how much was read.
type counting struct {
	r    io.Reader
	tell func(int64)
	n    *int64
}

func (c counting) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	*c.n += int64(n)
	if c.tell != nil {
		c.tell(*c.n)
	}
	return n, err
}

func hasCase(ctx context.Context, x *session, id dossier.ID) error {
	var n int
	found, err := x.one(ctx, `SELECT 1 FROM "case" WHERE id = ?`, []any{string(id)}, &n)
	if err == nil && !found {
		err = ErrNotFound
	}
	return err
}

// nextPlace is the place behind the last record of a type in a case.
func (s *Store) nextPlace(ctx context.Context, x *session, t dossier.Type, caseID dossier.ID) (place int64, err error) {
	_, err = x.one(ctx, `SELECT ifnull(max(place), 0) + 1 FROM `+s.byType[t].name()+` WHERE "case" = ?`, []any{string(caseID)}, &place)
	return place, err
}
