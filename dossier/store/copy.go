package store

import (
	"cmp"
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/vault"
)

// Seen is what somebody says of a file after looking at it.
type Seen struct {
	Action   string   // "seen-state", "seen-public", or "unseen", which takes both back
	By       string   // who looked: a code or initials; "" = the user of the store
	Accepted []string // withheld values that the file holds and that stand for somebody else in it
	Reason   string
}

// NoteSeen notes in the custody log of a piece of evidence that it was looked at,
// of which hash, and what may be done with it. Nobody can say so of a file in a
// store that is open for reading only: vault.ErrReadOnly.
func (s *Store) NoteSeen(ctx context.Context, id dossier.ID, seen Seen) error {
	if s.readOnly {
		return fmt.Errorf("note what was seen of %s: %w", id, vault.ErrReadOnly)
	}
	err := s.noteLine(ctx, id, seen.Action, Handover{Reason: seen.Reason}, func(c *dossier.Custody) {
		c.Accepted, c.From = slices.Clone(seen.Accepted), cmp.Or(seen.By, c.From)
	})
	if err != nil {
		return fmt.Errorf("note what was seen of %s: %w", id, err)
	}
	return nil
}

// Flattened is a copy that was made of a piece of evidence: its pages as pictures.
type Flattened struct {
	Of    dossier.ID
	Title string
	Boxes []string // that are burnt into it
	Pages int64
	Text  string // what can still be read on its pages, for the search and the guard
	// Unread are the kinds of parts of them that Text does not tell, as Evidence.Unread gives them.
	Unread []string
}

// AddFlattened keeps a copy as evidence of its own that links to its original,
// and notes both hashes in both custody logs. The original is not touched. in is
// the copy's file; it is not looked into, as it holds pictures of our making.
func (s *Store) AddFlattened(ctx context.Context, f Flattened, in Intake, thumbnail []byte) (*dossier.Evidence, error) {
	of, err := s.evidence(ctx, f.Of)
	if err != nil {
		return nil, fmt.Errorf("keep a copy of %s: %w", f.Of, err)
	}
	e, err := s.newFlattened(of, f, in)
	if err != nil {
		return nil, fmt.Errorf("keep a copy of %s: %w", f.Of, err)
	}
	err = s.sealing(ctx, func(put putter) error {
		ref, err := put(counting{in.Content, in.Progress, new(int64)})
		if err != nil {
			return err
		}
		e.Size, e.SHA256, e.Blob = ref.Size, hex.EncodeToString(ref.SHA256[:]), ref.Name
		extras, err := sealDerived(put, Finding{Text: f.Text, Thumbnail: thumbnail})
		if err != nil {
			return err
		}
		return s.change(ctx, func(x *session) error { return s.putFlattened(ctx, x, of, e, extras) })
	})
	if err != nil {
		return nil, fmt.Errorf("keep a copy of %s: %w", f.Of, err)
	}
	return e, nil
}

func (s *Store) newFlattened(of *dossier.Evidence, f Flattened, in Intake) (*dossier.Evidence, error) {
	id, err := s.NewID(dossier.TypeEvidence)
	e := &dossier.Evidence{
		Head: dossier.Head{ID: id, Case: of.Case}, Title: f.Title, FileName: in.Name, MediaType: in.MediaType, Intake: s.today(),
		Describe: of.Describe, Language: of.Language, Annex: of.Annex, Pages: f.Pages, Boxes: slices.Clone(f.Boxes), CopyOf: of.ID,
		Metadata: dossier.UnreadLine + ": " + cmp.Or(strings.Join(f.Unread, ", "), dossier.NoneUnread),
	}
	for _, w := range of.Warning {
		if w != "identifies-person" || len(f.Boxes) == 0 { // whoever is hidden is not identified
			e.Warning = append(e.Warning, w)
		}
	}
	return e, err
}

// putFlattened writes the copy with a line in either log.
func (s *Store) putFlattened(ctx context.Context, x *session, of, e *dossier.Evidence, extras []derived) (err error) {
	if e.Place, err = s.nextPlace(ctx, x, dossier.TypeEvidence, e.Case); err != nil {
		return err
	}
	place, err := s.nextPlace(ctx, x, dossier.TypeCustody, e.Case)
	if err != nil {
		return err
	}
	records := []dossier.Record{e}
	for i, pair := range [][2]*dossier.Evidence{{e, of}, {of, e}} {
		c, err := s.custody(pair[0], "flattened", Handover{})
		if err != nil {
			return err
		}
		c.Other, c.Place = pair[1].SHA256, place+int64(i)
		records = append(records, c)
	}
	if _, err := s.carryOut(ctx, x, step{kind: kindDo, label: "flatten", of: e.Case, put: records, byUser: true}); err != nil {
		return err
	}
	for _, d := range extras {
		if _, err := s.putDerived(ctx, x, e.ID, e.Case, d); err != nil {
			return err
		}
	}
	return nil
}
