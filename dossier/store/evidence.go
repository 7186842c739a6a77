package store

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"probata/dossier"
)

// Attach takes a file into a case: it is sealed while it is hashed, in constant
// memory, and comes with the first line of its custody log. name is the file's
// name without a folder; it stands for the title until somebody gives one.
func (s *Store) Attach(ctx context.Context, caseID dossier.ID, name, mediaType string, r io.Reader) (*dossier.Evidence, error) {
	if err := s.view(ctx, func(x *session) error { return hasCase(ctx, x, caseID) }); err != nil {
		return nil, fmt.Errorf("attach to %s: %w", caseID, err) // before a file is sealed for nothing
	}
	ref, err := s.vault.PutBlob(ctx, r)
	if err != nil {
		return nil, fmt.Errorf("attach to %s: %w", caseID, err)
	}
	e, c := &dossier.Evidence{}, &dossier.Custody{}
	if e.ID, err = s.NewID(dossier.TypeEvidence); err == nil {
		c.ID, err = s.NewID(dossier.TypeCustody)
	}
	if err != nil {
		return nil, fmt.Errorf("attach to %s: %w", caseID, err)
	}
	now := dossier.Date{EDTF: s.o.Now().UTC().Format("2006-01-02T15:04:05Z")}
	sum := hex.EncodeToString(ref.SHA256[:])
	name = strings.ToValidUTF8(name, string(utf8.RuneError))
	e.Case, e.Title, e.FileName, e.MediaType = caseID, name, name, mediaType
	e.Size, e.SHA256, e.Blob, e.Intake = ref.Size, sum, ref.Name, now
	c.Case, c.Evidence, c.At, c.Action, c.SHA256 = caseID, e.ID, now, "taken-in", sum
	err = s.change(ctx, func(x *session) error {
		place, err := s.nextPlace(ctx, x, dossier.TypeEvidence, caseID)
		if err != nil {
			return err
		}
		e.Place = place
		_, err = s.carryOut(ctx, x, step{kind: kindDo, label: "attach", of: caseID, put: []dossier.Record{e, c}, byUser: true})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("attach to %s: %w", caseID, err)
	}
	return e, nil
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

// OpenEvidence opens the file behind a piece of evidence. What it reads is
// authenticated; a missing or broken file is a vault.Damage.
func (s *Store) OpenEvidence(ctx context.Context, id dossier.ID) (io.ReadSeekCloser, error) {
	var blob string
	var found bool
	err := s.view(ctx, func(x *session) (err error) {
		found, err = x.one(ctx, `SELECT ifnull(blob, '') FROM evidence WHERE id = ?`, []any{string(id)}, &blob)
		return err
	})
	switch {
	case err != nil:
		return nil, fmt.Errorf("open %s: %w", id, err)
	case !found:
		return nil, fmt.Errorf("open evidence: %w", naming(ErrNotFound, []dossier.ID{id}))
	case blob == "":
		return nil, fmt.Errorf("open evidence: %w: no file is attached", naming(ErrNotFound, []dossier.ID{id}))
	}
	r, err := s.vault.Blob(blob)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", id, err)
	}
	return r, nil
}
