package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"probata/dossier"
	"probata/dossier/vault"
)

// Handover is to whom a copy of a file goes, and why; both may be empty.
type Handover struct{ To, Reason string }

// OpenEvidence opens the file behind a piece of evidence for the program itself.
// A person who looks at it does so through ViewEvidence. What it reads is
// authenticated; a missing or broken file is a vault.Damage.
func (s *Store) OpenEvidence(ctx context.Context, id dossier.ID) (io.ReadSeekCloser, error) {
	e, err := s.evidence(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("open evidence: %w", err)
	}
	r, err := s.vault.Blob(e.Blob)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", id, err)
	}
	return r, nil
}

// ViewEvidence opens a file for a person to see, and notes so in its custody
// log. In a store that is open for reading only it fails with vault.ErrReadOnly,
// as a viewing that leaves no line is none.
func (s *Store) ViewEvidence(ctx context.Context, id dossier.ID, reason string) (io.ReadSeekCloser, error) {
	r, err := s.OpenEvidence(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := s.noteCustody(ctx, id, "viewed", Handover{Reason: reason}); err != nil {
		r.Close() // nothing was read
		return nil, fmt.Errorf("view %s: %w", id, err)
	}
	return r, nil
}

// ExportEvidence writes the file as it came to w, in constant memory, compares
// it with its hash at intake, and notes in its custody log that a copy went out.
// progress, which may be nil, hears of bytes. With an error what was written is
// not to be used.
func (s *Store) ExportEvidence(ctx context.Context, id dossier.ID, w io.Writer, to Handover, progress func(done, total int64)) error {
	if s.readOnly {
		return fmt.Errorf("export %s: %w", id, vault.ErrReadOnly) // before a copy is out that no line tells of
	}
	e, err := s.evidence(ctx, id)
	if err == nil {
		err = s.copyOut(ctx, e, w, progress)
	}
	if err == nil {
		err = s.noteCustody(ctx, id, "exported", to)
	}
	if err != nil {
		return fmt.Errorf("export %s: %w", id, err)
	}
	return nil
}

// NoteExport notes in the custody log of a piece of evidence that a copy of its
// file, or its pages, went out inside something else, such as a submission.
func (s *Store) NoteExport(ctx context.Context, id dossier.ID, to Handover) error {
	if s.readOnly {
		return fmt.Errorf("note export %s: %w", id, vault.ErrReadOnly)
	}
	if err := s.noteCustody(ctx, id, "exported", to); err != nil {
		return fmt.Errorf("note export %s: %w", id, err)
	}
	return nil
}

func (s *Store) copyOut(ctx context.Context, e *dossier.Evidence, w io.Writer, progress func(done, total int64)) error {
	r, err := s.vault.Blob(e.Blob)
	if err != nil {
		return err
	}
	defer r.Close()
	tell := func(done int64) error {
		if progress != nil {
			progress(done, e.Size)
		}
		return ctx.Err()
	}
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(w, sum), stoppable{r, tell, new(int64)}); err != nil {
		return err
	}
	if hex.EncodeToString(sum.Sum(nil)) != e.SHA256 {
		return vault.Damage{File: "blobs/" + e.Blob + ".age", What: vault.Misplaced, NextStep: vault.RestoreFile}
	}
	return nil
}

// stoppable stops reading when tell gives an error.
type stoppable struct {
	r    io.Reader
	tell func(int64) error
	n    *int64
}

func (c stoppable) Read(p []byte) (int, error) {
	if err := c.tell(*c.n); err != nil {
		return 0, err
	}
	n, err := c.r.Read(p)
	*c.n += int64(n)
	return n, err
}

// evidence is the piece of evidence with the id if it has a file.
func (s *Store) evidence(ctx context.Context, id dossier.ID) (*dossier.Evidence, error) {
	var found map[dossier.ID]dossier.Record
	err := s.view(ctx, func(x *session) (err error) {
		found, err = s.byIDs(ctx, x, []dossier.ID{id})
		return err
	})
	if err != nil {
		return nil, err
	}
	e, ok := found[id].(*dossier.Evidence)
	switch {
	case !ok:
		return nil, naming(ErrNotFound, []dossier.ID{id})
	case e.Blob == "":
		return nil, fmt.Errorf("%w: no file is attached", naming(ErrNotFound, []dossier.ID{id}))
	}
	return e, nil
}

// custody makes a line of the custody log.
func (s *Store) custody(e *dossier.Evidence, action string, to Handover) (*dossier.Custody, error) {
	id, err := s.NewID(dossier.TypeCustody)
	if err != nil {
		return nil, err
	}
	return &dossier.Custody{
		Head: dossier.Head{ID: id, Case: e.Case}, Evidence: e.ID, At: s.today(), Action: action,
		From: s.o.Who, To: to.To, Reason: to.Reason, SHA256: e.SHA256,
	}, nil
}

// noteCustody adds a line to a custody log. It belongs to no undo: what was seen
// was seen.
func (s *Store) noteCustody(ctx context.Context, id dossier.ID, action string, to Handover) error {
	return s.noteLine(ctx, id, action, to, func(*dossier.Custody) {})
}

// noteLine adds a line that fill has completed.
func (s *Store) noteLine(ctx context.Context, id dossier.ID, action string, to Handover, fill func(*dossier.Custody)) error {
	return s.change(ctx, func(x *session) error {
		found, err := s.byIDs(ctx, x, []dossier.ID{id})
		if err != nil {
			return err
		}
		e, ok := found[id].(*dossier.Evidence)
		if !ok {
			return naming(ErrNotFound, []dossier.ID{id})
		}
		c, err := s.custody(e, action, to)
		if err != nil {
			return err
		}
		fill(c)
		if c.Place, err = s.nextPlace(ctx, x, dossier.TypeCustody, e.Case); err != nil {
			return err
		}
		_, err = s.carryOut(ctx, x, step{kind: kindDo, label: action, put: []dossier.Record{c}, byUser: true})
		return err
	})
}
