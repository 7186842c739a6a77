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

// RebuildIndex is the next step when only the search index is damaged: nothing
// is lost, and [Store.RebuildIndex] makes it again.
const RebuildIndex vault.Step = "rebuild-index"

// databaseChecks is how many steps the checks of the database count as in the
// progress of Verify.
const databaseChecks = 5

// Verify reads everything again: every file of the vault; the database as SQLite
// sees it, its links and its search index; that each piece of evidence has its
// file; that no entry of the history was removed, changed or moved, and that
// every record is as the history left it. progress, which may be nil, hears of
// every file and every check. A Damage found in the database has the file
// "image" and a cause that names tables, records and entries.
func (s *Store) Verify(ctx context.Context, progress func(done, total int)) ([]vault.Damage, error) {
	if err := s.Flush(ctx); err != nil {
		return nil, fmt.Errorf("verify: %w", err)
	}
	if progress == nil {
		progress = func(int, int) {}
	}
	files := 0
	found, err := s.vault.Verify(ctx, func(done, total int) {
		files = total
		progress(done, total+databaseChecks)
	})
	if err != nil {
		return found, fmt.Errorf("verify: %w", err)
	}
	step := 0
	more, err := s.verifyDatabase(ctx, func() {
		step++
		progress(files+step, files+databaseChecks)
	})
	if err != nil {
		return found, fmt.Errorf("verify: %w", err)
	}
	return append(found, more...), nil
}

// findings are what a check of the database has found.
type findings struct{ all []vault.Damage }

// broken is damage that is told by a rule and never by a value.
func (f *findings) broken(rule string, args ...any) {
	f.all = append(f.all, vault.Damage{
		File: image, What: vault.Malformed, NextStep: vault.RestoreBackup, Cause: fmt.Errorf(rule, args...),
	})
}

func (s *Store) verifyDatabase(ctx context.Context, done func()) ([]vault.Damage, error) {
	var f findings
	unreadable := false
	for _, check := range []func(context.Context, *session, *findings) error{
		verifyTables, s.missingBlobs, s.verifyChain, s.verifyStates,
	} {
		err := s.view(ctx, func(x *session) error { return check(ctx, x, &f) })
		if err != nil && !corrupt(err) {
			return f.all, err
		}
		unreadable = unreadable || err != nil
		done()
	}
	if unreadable {
		f.broken("the database cannot be read everywhere")
	}
	err := s.verifyIndex(ctx, &f)
	done()
	return f.all, err
}

func verifyTables(ctx context.Context, x *session, f *findings) error {
	// FTS5 goes by what this connection last knew of an index until a query makes
	// it look again, and the check alone does not: it would cry corruption.
	for _, table := range []string{"words", "attached"} {
		if _, err := column[int64](ctx, x, fmt.Sprintf(`SELECT rowid FROM %s WHERE %[1]s MATCH 'x' LIMIT 1`, table)); err != nil {
			return err
		}
	}
	result, err := column[string](ctx, x, "PRAGMA integrity_check(10)")
	if err != nil {
		return err
	}
	if !slices.Equal(result, []string{"ok"}) {
		f.broken("integrity check fails") // its text may quote what stands in a row
	}
	tables, err := column[string](ctx, x, `SELECT DISTINCT "table" FROM pragma_foreign_key_check`)
	for _, t := range tables {
		f.broken("links of %s dangle", t)
	}
	return err
}

// missingBlobs are the files that evidence speaks of and the vault does not have.
func (s *Store) missingBlobs(ctx context.Context, x *session, f *findings) error {
	have, err := s.vault.Blobs()
	if err != nil {
		return err
	}
	return x.each(ctx, `SELECT id, blob FROM (
	SELECT id, blob FROM evidence WHERE blob IS NOT NULL
	UNION SELECT evidence || ' ' || kind, blob FROM derived)
WHERE blob NOT IN (SELECT value FROM json_each(?)) ORDER BY id`, []any{array(have)},
		func(scan func(...any) error) error {
			var id, blob string
			err := scan(&id, &blob)
			f.all = append(f.all, vault.Damage{
				File: "blobs/" + blob + ".age", What: vault.Missing, NextStep: vault.RestoreFile, Cause: errors.New("file of " + id),
			})
			return err
		})
}

// verifyIndex asks FTS5 for its own check, which is a write that changes nothing,
// and that each line of the index belongs to a record. A store that is open for
// reading only has to do without the first.
func (s *Store) verifyIndex(ctx context.Context, f *findings) error {
	broken := func(table string) {
		f.all = append(f.all, vault.Damage{
			File: image, What: vault.Malformed, NextStep: RebuildIndex, Cause: fmt.Errorf("search index %s is broken", table),
		})
	}
	for table, rows := range map[string]string{"words": "record", "attached": "derived"} {
		if !s.readOnly {
			err := in(ctx, s.db.write, func(x *session) error {
				_, err := x.exec(ctx, fmt.Sprintf(`INSERT INTO %s (%[1]s) VALUES ('integrity-check')`, table))
				return err
			})
			if corrupt(err) {
				broken(table)
				continue
			}
			if err != nil {
				return err
			}
		}
		err := s.view(ctx, func(x *session) error {
			var n int
			_, err := x.one(ctx, fmt.Sprintf(`SELECT count(*) FROM %s_docsize WHERE id NOT IN (SELECT n FROM %s)`, table, rows), nil, &n)
			if n > 0 {
				broken(table)
			}
			return err
		})
		if corrupt(err) {
			broken(table)
		} else if err != nil {
			return err
		}
	}
	return nil
}

// RebuildIndex fills the search index anew.
func (s *Store) RebuildIndex(ctx context.Context) error {
	err := s.change(ctx, func(x *session) error { return s.fillIndex(ctx, x) })
	if err != nil {
		return fmt.Errorf("rebuild index: %w", err)
	}
	return nil
}
