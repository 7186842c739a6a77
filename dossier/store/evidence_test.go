package store

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/vault"
)

func TestEvidence(t *testing.T) {
	ctx := context.Background()
	s, dir := newTestStore(t)
	must(t, s.Import(ctx, []dossier.Record{&dossier.Case{Head: dossier.Head{ID: "case-1"}}, &dossier.Case{Head: dossier.Head{ID: "case-2"}}}))
	const content = "the file as it came"
	e, err := s.Attach(ctx, "case-1", "a.txt", "text/plain", strings.NewReader(content))
	must(t, err)
	if e.Size != int64(len(content)) || len(e.SHA256) != 64 || e.Place != 1 {
		t.Errorf("evidence: %+v", e)
	}
	s = reopen(t, s, dir)
	d, err := s.Load(ctx, "case-1")
	must(t, err)
	lines := dossier.Of[*dossier.Custody](d)
	if len(lines) != 1 || lines[0].Evidence != e.ID || lines[0].Action != "taken-in" || lines[0].SHA256 != e.SHA256 {
		t.Fatalf("custody: %+v", lines)
	}
	r, err := s.OpenEvidence(ctx, e.ID)
	must(t, err)
	b, err := io.ReadAll(r)
	if string(b) != content || err != nil {
		t.Errorf("read %q, %v", b, err)
	}
	must(t, r.Close())
	if _, err := s.OpenEvidence(ctx, "evidence-9"); !errors.Is(err, ErrNotFound) {
		t.Errorf("open none: %v", err)
	}
	if _, err := s.Attach(ctx, "case-9", "a", "b", strings.NewReader("x")); !errors.Is(err, ErrNotFound) {
		t.Errorf("attach to no case: %v", err)
	}

	line := dossier.Copy(lines[0]).(*dossier.Custody)
	line.Reason = "changed"
	for name, c := range map[string]Change{"changed": {Put: []dossier.Record{line}}, "removed": {Remove: []dossier.ID{line.ID}}} {
		if err := s.Apply(ctx, c); !errors.Is(err, ErrAppendOnly) {
			t.Errorf("custody %s: %v", name, err)
		}
	}
	must(t, s.Apply(ctx, Change{Label: "remove", Case: "case-1", Remove: []dossier.ID{e.ID}}))
	if _, err := s.Undo(ctx, "case-1"); err != nil {
		t.Errorf("undo: %v", err)
	}
	r, err = s.OpenEvidence(ctx, e.ID)
	must(t, err) // the file outlives the removal, or undo would lie
	must(t, r.Close())

	// The same file in two cases goes with the second.
	_, err = s.Attach(ctx, "case-2", "b.txt", "text/plain", strings.NewReader(content))
	must(t, err)
	for i, id := range []dossier.ID{"case-1", "case-2"} {
		must(t, s.DeleteCase(ctx, id))
		if blobs, err := s.vault.Blobs(); err != nil || len(blobs) != 1-i {
			t.Errorf("after deleting %s: blobs %v, %v", id, blobs, err)
		}
	}
}

func TestVerify(t *testing.T) {
	ctx := context.Background()
	s, dir := newTestStore(t)
	must(t, s.Import(ctx, []dossier.Record{&dossier.Case{Head: dossier.Head{ID: "case-1"}}}))
	e, err := s.Attach(ctx, "case-1", "a", "b", strings.NewReader("content"))
	must(t, err)
	if found, err := s.Verify(ctx, nil); len(found) != 0 || err != nil {
		t.Fatalf("sound vault: %v, %v", found, err)
	}
	must(t, os.Remove(filepath.Join(dir, "blobs", e.Blob+".age")))
	found, err := s.Verify(ctx, nil)
	must(t, err)
	if len(found) != 1 || found[0].What != vault.Missing || !strings.Contains(found[0].Error(), string(e.ID)) {
		t.Errorf("missing file: %v", found)
	}
}
