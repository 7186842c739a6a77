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
// "image" and a cause that names tables, records and entries. Told too are what the
// opening found, what was set aside as damaged, and files that nothing speaks of;
// [vault.Damage.Harmless] says what of it a crash explains.
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
	remains, err := s.remains(ctx)
	if err != nil {
		return found, fmt.Errorf("verify: %w", err)
	}
	found = append(found, remains...)
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

// remains is what the opening found, what was set aside, and the files that nothing
// speaks of. Where this computer knows that nothing saved is missing, such a file was
// being taken in when the program was cut off; else a save that is lost may have
// spoken of it.
func (s *Store) remains(ctx context.Context) ([]vault.Damage, error) {
	found := s.vault.Found()
	aside, err := s.vault.Remains()
	if err != nil {
		return nil, err
	}
	orphans, err := s.orphans(ctx)
	if err != nil {
		return nil, err
	}
	if len(orphans) == 0 && !slices.ContainsFunc(found, func(d vault.Damage) bool { return !d.Harmless() }) {
		s.vault.Vouch()
	}
	for _, o := range orphans {
		d := vault.Damage{File: "blobs/" + o + ".age", What: vault.Orphan, NextStep: vault.LookForNewer}
		if s.vault.Vouched() {
			d.What, d.NextStep = vault.Unfinished, vault.TakeInAgain
		}
		found = append(found, d)
	}
	return append(found, aside...), nil
}

// orphans are the files that nothing speaks of. It waits for those that are just being
// taken in.
func (s *Store) orphans(ctx context.Context) (out []string, err error) {
	s.blobs.Lock()
	defer s.blobs.Unlock()
	have, err := s.vault.Blobs()
	if err != nil || len(have) == 0 {
		return nil, err
	}
	err = s.view(ctx, func(x *session) (err error) {
		out, err = unused(ctx, x, have)
		return err
	})
	if corrupt(err) {
		return nil, nil // told by the checks of the database
	}
	return out, err
}

// Found is what the opening found and went on with: what is missing of what was saved
// on this computer, an older copy, a torn end of the log; see [vault.Vault.Found].
func (s *Store) Found() []vault.Damage { return s.vault.Found() }

// Remembers tells whether an older copy of the vault would be noticed on this computer:
// nil, or why not. firstHere tells that it knew nothing of the vault before this opening.
func (s *Store) Remembers() (firstHere bool, err error) {
	return s.vault.FirstHere(), s.vault.Remembers()
}

// Accept says that the user knows what is missing, or has put an older copy back on
// purpose: the vault as it is counts from now on. Files that nothing speaks of, and
// what was set aside as damaged, go into a folder damaged-N of the vault; none is
// destroyed.
func (s *Store) Accept(ctx context.Context) error {
	if s.readOnly {
		return fmt.Errorf("accept: %w", vault.ErrReadOnly)
	}
	orphans, err := s.orphans(ctx)
	if err == nil {
		err = s.vault.Accept(orphans...)
	}
	if err != nil {
		return fmt.Errorf("accept: %w", err)
	}
	return nil
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
