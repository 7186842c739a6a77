package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"probata/dossier"
)

// What a case says stands in no file of the vault, at no time.
func TestNothingReadableOnDisk(t *testing.T) {
	ctx := context.Background()
	s, dir := newTestStore(t)
	const marker = "Ilyashev-marker"
	must(t, s.Import(ctx, []dossier.Record{&dossier.Case{Head: dossier.Head{ID: "case-1"}, Title: marker, Reference: marker}}))
	_, err := s.Attach(ctx, "case-1", marker+".txt", "text/plain", strings.NewReader(strings.Repeat(marker, 1000)))
	must(t, err)
	must(t, s.Flush(ctx))
	sweep(t, dir, marker)
	s = reopen(t, s, dir)
	sweep(t, dir, marker)
	if _, err := s.Cases(ctx); err != nil {
		t.Error(err)
	}
}

func sweep(t *testing.T, dir, marker string) {
	t.Helper()
	files := 0
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		b, err := os.ReadFile(path)
		if err == nil && (bytes.Contains(b, []byte(marker)) || strings.Contains(d.Name(), marker)) {
			t.Errorf("%s holds clear text", d.Name())
		}
		return err
	}))
	if files < 4 {
		t.Errorf("swept %d files only", files)
	}
}

func TestHardening(t *testing.T) {
	ctx := context.Background()
	s, _ := newTestStore(t)
	file := filepath.Join(t.TempDir(), "out.db")
	for _, q := range []string{
		"ATTACH '" + file + "' AS x", "ATTACH 'file:" + file + "?vfs=unix' AS x", "VACUUM INTO '" + file + "'",
		"DELETE FROM words_data", `SELECT "no column"`, "INSERT INTO setting (key, value) VALUES (NULL, 'x')",
		`INSERT INTO task (id, place, due) VALUES ('task-1', 1, 'no json')`,
	} {
		if _, err := s.db.write.ExecContext(ctx, q); err == nil {
			t.Errorf("%s is not refused", q)
		}
	}
	if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a file was made")
	}
	if _, err := s.db.read.ExecContext(ctx, "DELETE FROM setting"); err == nil {
		t.Error("a reader can write")
	}
	want := map[string]string{"temp_store": "2", "foreign_keys": "1", "secure_delete": "1", "trusted_schema": "0", "journal_mode": "memory"}
	for name, want := range want {
		for _, db := range []*database{s.db, {write: s.db.read, read: s.db.read}} {
			var got string
			must(t, db.write.QueryRowContext(ctx, "PRAGMA "+name).Scan(&got))
			if got != want {
				t.Errorf("%s = %s, want %s", name, got, want)
			}
		}
	}
	if _, err := s.db.write.ExecContext(ctx, "VACUUM"); err != nil {
		t.Errorf("vacuum: %v", err)
	}
}

// Reading, writing, saving and searching go on beside each other.
func TestConcurrentUse(t *testing.T) {
	ctx := context.Background()
	s, _ := smallStore(t)
	done := make(chan error)
	run := func(times int, f func(i int) error) {
		go func() {
			for i := range times {
				if err := f(i); err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
	}
	const workers = 5
	for range 2 {
		run(100, func(int) error {
			d, err := s.Load(ctx, "case-1")
			if err == nil && len(d.All()) < 7 {
				err = fmt.Errorf("%d records", len(d.All()))
			}
			return err
		})
	}
	for n := range 2 {
		run(50, func(i int) error {
			e := event(dossier.ID(fmt.Sprintf("event-%d", 10+n)), fmt.Sprint("Title ", i))
			return s.Apply(ctx, Change{Label: "edit", Case: "case-1", Put: []dossier.Record{e}})
		})
	}
	run(50, func(int) error {
		if _, err := s.Search(ctx, "arrest", 5); err != nil {
			return err
		}
		return s.Flush(ctx)
	})
	for range workers {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func TestCancelled(t *testing.T) {
	s, _ := smallStore(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Load(ctx, "case-1"); !errors.Is(err, context.Canceled) {
		t.Errorf("load: %v", err)
	}
	if err := s.Apply(ctx, Change{Put: []dossier.Record{event("event-3", "x")}}); !errors.Is(err, context.Canceled) {
		t.Errorf("apply: %v", err)
	}
	if _, err := s.byIDsForTest(context.Background(), "event-3"); !errors.Is(err, ErrNotFound) {
		t.Errorf("a cancelled change is there: %v", err)
	}
}
