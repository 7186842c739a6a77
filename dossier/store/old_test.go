package store

import (
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"probata/dossier"
)

var makeOld = flag.String("make-vault", "", "write a vault of the present schema into testdata under this name")

const oldContent = "the file in every old vault"

// TestOldVaults opens the vaults that earlier programs wrote, schema and all.
// They stay in testdata for ever: one that no longer opens is somebody's lost
// case. -make-vault adds one before the schema gains something.
func TestOldVaults(t *testing.T) {
	if *makeOld != "" {
		writeOld(t, filepath.Join("testdata", *makeOld))
	}
	kept, err := filepath.Glob("testdata/*.probata")
	if err != nil || len(kept) < 2 {
		t.Fatalf("%d old vaults, %v", len(kept), err)
	}
	for _, old := range kept {
		t.Run(filepath.Base(old), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "old")
			must(t, os.CopyFS(dir, os.DirFS(old)))
			openOld(t, dir)
		})
	}
}

// writeOld leaves a vault as a crash leaves it: an import, an edit, a removal, a
// deleted case, a file, and a run of keys that was not ended.
func writeOld(t *testing.T, dir string) {
	ctx := context.Background()
	s, err := Create(dir, phrase, options())
	must(t, err)
	must(t, s.Import(ctx, small()))
	put := func(group, title string) {
		must(t, s.Apply(ctx, Change{Label: "edit", Group: group, Case: "case-1", Put: []dossier.Record{event("event-2", title, "event-1")}}))
	}
	put("", "Edited")
	must(t, s.Apply(ctx, Change{Label: "remove", Case: "case-1", Remove: []dossier.ID{"act-1"}}))
	must(t, s.DeleteCase(ctx, "case-2"))
	_, err = s.Attach(ctx, "case-1", "a.txt", "text/plain", strings.NewReader(oldContent))
	must(t, err)
	put("g", "Ty")
	put("g", "Typed")
	must(t, s.Flush(ctx))
	must(t, s.Abandon())
}

func openOld(t *testing.T, dir string) {
	ctx := context.Background()
	for range 2 { // as it was found, and as this program leaves it
		s, err := Open(dir, phrase, options())
		must(t, err)
		if got := causes(t, s); got != "" {
			t.Errorf("verify: %s", got)
		}
		d, err := s.Load(ctx, "case-1")
		must(t, err)
		if e, ok := dossier.Find[*dossier.Event](d, "event-2"); !ok || e.Title != "Typed" || len(d.All()) != 7 {
			t.Errorf("%d records, %+v", len(d.All()), e)
		}
		for _, e := range dossier.Of[*dossier.Evidence](d) {
			r, err := s.OpenEvidence(ctx, e.ID)
			must(t, err)
			if b, err := io.ReadAll(r); string(b) != oldContent || err != nil {
				t.Errorf("file: %q, %v", b, err)
			}
			must(t, r.Close())
		}
		if hits, err := s.Search(ctx, "typed", 5); len(hits) != 1 || err != nil {
			t.Errorf("search: %v, %v", hits, err)
		}
		if v, err := s.Versions(ctx, "event-2"); len(v) != 3 || err != nil {
			t.Errorf("%d versions, %v", len(v), err)
		}
		if trash, err := s.Trash(ctx, "case-1"); len(trash) != 1 || len(trash[0].Owned) != 1 || err != nil {
			t.Errorf("trash: %+v, %v", trash, err)
		}
		must(t, s.Close())
	}
	s, err := Open(dir, phrase, options())
	must(t, err)
	defer s.Close()
	for range 4 { // the run, the file, the removal, the edit
		if _, err := s.Undo(ctx, "case-1"); err != nil {
			t.Fatal(err)
		}
	}
	d, err := s.Load(ctx, "case-1")
	must(t, err)
	wantSame(t, d, without(small(), "case-2", "event-b"))
	if _, err := s.Undo(ctx, "case-1"); !errors.Is(err, ErrNothing) {
		t.Errorf("undo of what brought the case: %v", err)
	}
}
