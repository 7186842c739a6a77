package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"probata/dossier/vault"
)

// image is what stands for the database in a Damage that SQLite reports: the
// file that holds it has a number, and is sound as a file.
const image = "image"

// Verify reads everything again: every file of the vault, the database as
// SQLite sees it, its foreign keys, and that each piece of evidence has its
// file. progress, which may be nil, hears of every file.
func (s *Store) Verify(ctx context.Context, progress func(done, total int)) ([]vault.Damage, error) {
	if err := s.Flush(ctx); err != nil {
		return nil, fmt.Errorf("verify: %w", err)
	}
	found, err := s.vault.Verify(ctx, progress)
	if err != nil {
		return found, fmt.Errorf("verify: %w", err)
	}
	more, err := s.verifyDatabase(ctx)
	if err != nil {
		return found, fmt.Errorf("verify: %w", err)
	}
	return append(found, more...), nil
}

func (s *Store) verifyDatabase(ctx context.Context) ([]vault.Damage, error) {
	var found []vault.Damage
	broken := func(rule string) {
		found = append(found, vault.Damage{File: image, What: vault.Malformed, NextStep: vault.RestoreBackup, Cause: errors.New(rule)})
	}
	err := s.view(ctx, func(x *session) error {
		result, err := column[string](ctx, x, "PRAGMA integrity_check(10)")
		if err != nil {
			return err
		}
		if !slices.Equal(result, []string{"ok"}) {
			broken("integrity check fails") // its text may quote what stands in a row
		}
		tables, err := column[string](ctx, x, `SELECT DISTINCT "table" FROM pragma_foreign_key_check`)
		if err != nil {
			return err
		}
		for _, t := range tables {
			broken("links of " + t + " dangle")
		}
		missing, err := s.missingBlobs(ctx, x)
		found = append(found, missing...)
		return err
	})
	return found, err
}

// missingBlobs are the files that evidence speaks of and the vault does not have.
func (s *Store) missingBlobs(ctx context.Context, x *session) ([]vault.Damage, error) {
	have, err := s.vault.Blobs()
	if err != nil {
		return nil, err
	}
	var found []vault.Damage
	err = x.each(ctx, `SELECT id, blob FROM evidence
WHERE blob IS NOT NULL AND blob NOT IN (SELECT value FROM json_each(?)) ORDER BY id`, []any{array(have)},
		func(scan func(...any) error) error {
			var id, blob string
			err := scan(&id, &blob)
			found = append(found, vault.Damage{
				File: "blobs/" + blob + ".age", What: vault.Missing, NextStep: vault.RestoreFile, Cause: errors.New("file of " + id),
			})
			return err
		})
	return found, err
}
