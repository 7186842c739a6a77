package store

import (
	"context"
	"fmt"

	"probata/dossier"
)

// DeleteCase deletes a case for good: its records, its history with every
// former state of them, its words in the index, and its files, unless another
// case holds the same file. Shared parties stay. It cannot be undone; one line
// of the history says that it happened, and nothing more; the chain over the
// history keeps salted hashes of what went, and stays whole. When it returns
// without an error the vault holds no trace on the disk either, but for backups.
func (s *Store) DeleteCase(ctx context.Context, id dossier.ID) error {
	var blobs []string
	err := s.change(ctx, func(x *session) (err error) {
		blobs, err = s.deleteCase(ctx, x, id)
		return err
	})
	if err != nil {
		return fmt.Errorf("delete %s: %w", id, err)
	}
	if err := s.Flush(ctx); err != nil { // before the files go: a crash must not leave evidence without its file
		return fmt.Errorf("delete %s: %w", id, err)
	}
	if err := s.removeUnused(ctx, blobs); err != nil {
		return fmt.Errorf("delete %s: %w", id, err)
	}
	if err := s.whenIdle(ctx, func() error { return s.vault.Compact(ctx) }); err != nil { // the log still holds what was
		return fmt.Errorf("delete %s: %w", id, err)
	}
	return nil
}

// deleteCase deletes the rows and gives the names of the files that the case
// spoke of.
func (s *Store) deleteCase(ctx context.Context, x *session, id dossier.ID) ([]string, error) {
	if err := hasCase(ctx, x, id); err != nil {
		return nil, err
	}
	if err := s.sealAll(ctx, x); err != nil { // only what stands in the chain leaves its hash
		return nil, err
	}
	change, err := s.noteDeletion(ctx, x, id)
	if err != nil {
		return nil, err
	}
	blobs, err := column[string](ctx, x, blobsOfCase, string(id))
	if err != nil {
		return nil, err
	}
	if _, err := x.exec(ctx, eraseSeals, change, string(id)); err != nil {
		return nil, err
	}
	if err := writeOut(ctx, x, `h."case" = ?1 OR h."change" IN (SELECT seq FROM "change" WHERE "case" = ?1)`, string(id)); err != nil {
		return nil, err
	}
	var queries []string
	for _, p := range s.plans {
		if p.Shared {
			continue
		}
		for _, f := range p.links {
			queries = append(queries, "DELETE FROM "+p.linkTable(f)+` WHERE "case" = ?`)
		}
		if p.Type != dossier.TypeCase {
			queries = append(queries, "DELETE FROM "+p.name()+` WHERE "case" = ?`)
		}
	}
	queries = append(queries,
		`DELETE FROM "case" WHERE id = ?`,
		`DELETE FROM words WHERE rowid IN (SELECT n FROM record WHERE "case" = ?)`,
		`DELETE FROM attached WHERE rowid IN (SELECT n FROM derived WHERE "case" = ?)`,
		`DELETE FROM derived WHERE "case" = ?`,
		`DELETE FROM record WHERE "case" = ?`,
		`DELETE FROM history WHERE "case" = ?1 OR "change" IN (SELECT seq FROM "change" WHERE "case" = ?1)`,
		`DELETE FROM "change" WHERE "case" = ?`)
	for _, q := range queries {
		if _, err := x.exec(ctx, q, string(id)); err != nil {
			return nil, err
		}
	}
	// Deleted words stay in the index until its parts are merged.
	for _, q := range []string{`INSERT INTO words (words) VALUES ('optimize')`, `INSERT INTO attached (attached) VALUES ('optimize')`} {
		if _, err := x.exec(ctx, q); err != nil {
			return nil, err
		}
	}
	return blobs, s.sealAll(ctx, x)
}

// eraseSeals tells of the links of the chain whose entries go that they went
// with a deletion. Their hashes stay, or nothing after them could be checked.
const eraseSeals = `UPDATE seal SET erased = ?1 WHERE erased IS NULL AND (
	entry IN (SELECT seq FROM history WHERE "case" = ?2 OR "change" IN (SELECT seq FROM "change" WHERE "case" = ?2))
	OR entry IS NULL AND "change" IN (SELECT seq FROM "change" WHERE "case" = ?2))`

// blobsOfCase are the files of a case, those of evidence since removed too.
const blobsOfCase = `SELECT blob FROM evidence WHERE "case" = ?1 AND blob IS NOT NULL
UNION SELECT blob FROM derived WHERE "case" = ?1
UNION SELECT before ->> 'blob' FROM history WHERE "case" = ?1 AND record LIKE 'evidence-%' AND before ->> 'blob' IS NOT NULL
UNION SELECT nullif(after, '') ->> 'blob' FROM history WHERE "case" = ?1 AND record LIKE 'evidence-%' AND nullif(after, '') ->> 'blob' IS NOT NULL`

// spoken are the files that records speak of, or the history: those in the trash too.
const spoken = `
	SELECT blob FROM evidence WHERE blob IS NOT NULL
	UNION SELECT blob FROM derived
	UNION SELECT before ->> 'blob' FROM history WHERE record LIKE 'evidence-%' AND before ->> 'blob' IS NOT NULL
	UNION SELECT nullif(after, '') ->> 'blob' FROM history WHERE record LIKE 'evidence-%' AND nullif(after, '') ->> 'blob' IS NOT NULL`

// unused are those of the files that nothing speaks of, not even the history.
func unused(ctx context.Context, x *session, blobs []string) ([]string, error) {
	return column[string](ctx, x, `SELECT value FROM json_each(?) WHERE value NOT IN (`+spoken+`)`, array(blobs))
}

// noteDeletion leaves the one line that tells of it.
func (s *Store) noteDeletion(ctx context.Context, x *session, id dossier.ID) (change int64, err error) {
	salt, err := s.salt()
	if err != nil {
		return 0, err
	}
	res, err := x.exec(ctx, `INSERT INTO "change" (at, who, label, "group", "case", kind) VALUES (?, ?, ?, '', '', 'start')`,
		s.o.Now().UnixMilli(), s.o.Who, labelDeletion)
	if err != nil {
		return 0, err
	}
	if change, err = res.LastInsertId(); err != nil {
		return 0, err
	}
	_, err = x.exec(ctx, `INSERT INTO history ("change", record, "case", salt) VALUES (?, ?, '', ?)`, change, string(id), salt)
	return change, err
}
