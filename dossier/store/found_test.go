package store

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/vault"
)

func whats(found []vault.Damage) (out []vault.What) {
	for _, d := range found {
		out = append(out, d.What)
	}
	return out
}

// TestSaveElsewhere saves an open store to another folder when its own is gone: the
// records that were not saved are there, and its chain of history holds.
func TestSaveElsewhere(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "V")
	o := Options{Vault: vault.Options{WorkFactor: 1, Settings: filepath.Join(t.TempDir(), "s")}}
	s, err := Create(dir, []byte("phrase"), o)
	if err != nil {
		t.Fatal(err)
	}
	id, err := s.NewID(dossier.TypeCase)
	if err != nil {
		t.Fatal(err)
	}
	c := &dossier.Case{}
	c.ID, c.Title = id, "first"
	if err := s.Import(t.Context(), []dossier.Record{c}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Attach(t.Context(), id, "a.txt", "text/plain", strings.NewReader("recorded")); err != nil {
		t.Fatal(err)
	}
	if err := s.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	gone := dir + "-gone" // the stick is pulled out, and something else is in its place
	if err := os.Rename(dir, gone); err != nil {
		t.Fatal(err)
	}
	c = dossier.Copy(c).(*dossier.Case)
	c.Title = "second"
	if err := s.Apply(t.Context(), Change{Label: "edit", Case: id, Put: []dossier.Record{c}}); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "new", "V")
	if _, err := s.SaveElsewhere(t.Context(), to, nil); err == nil {
		t.Error("saved into a folder whose parent is not there")
	}
	to = filepath.Join(t.TempDir(), "V")
	calls := 0
	lost, err := s.SaveElsewhere(t.Context(), to, func(done, total int) { calls++ })
	if err != nil || len(lost) != 1 || lost[0].What != vault.Missing || calls != 1 {
		t.Fatalf("%v, %v, %d calls", lost, err, calls)
	}
	if err := s.Abandon(); err != nil {
		t.Log(err)
	}
	if s.Unsaved() {
		t.Error("a store that was given up says that it has something to save")
	}
	w, err := Open(to, []byte("phrase"), o)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.Abandon() }()
	d, err := w.Load(t.Context(), id)
	if err != nil || d.Case().Title != "second" {
		t.Errorf("the case has another title, %v", err)
	}
	found, err := w.Verify(t.Context(), nil)
	if err != nil || !slices.Equal(whats(found), []vault.What{vault.Missing}) {
		t.Errorf("verify: %v, %v", found, err)
	}
}

// TestOrphans names files that nothing speaks of, and puts them away when that is
// accepted; what the history still speaks of is none.
func TestOrphans(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "V")
	o := Options{Vault: vault.Options{WorkFactor: 1}}
	s, err := Create(dir, []byte("phrase"), o)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Abandon() }()
	c := &dossier.Case{}
	if c.ID, err = s.NewID(dossier.TypeCase); err != nil {
		t.Fatal(err)
	}
	if err := s.Import(t.Context(), []dossier.Record{c}); err != nil {
		t.Fatal(err)
	}
	e, err := s.Attach(t.Context(), c.ID, "a.txt", "text/plain", strings.NewReader("recorded"))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Apply(t.Context(), Change{Label: "remove", Case: c.ID, Remove: []dossier.ID{e.ID}}); err != nil {
		t.Fatal(err)
	}
	if found, err := s.Verify(t.Context(), nil); err != nil || len(found) > 0 {
		t.Fatalf("in the trash: %v, %v", found, err)
	}
	ref, err := s.vault.PutBlob(t.Context(), strings.NewReader("nobody's"))
	if err != nil {
		t.Fatal(err)
	}
	found, err := s.Verify(t.Context(), nil)
	if err != nil || len(found) != 1 || found[0].What != vault.Orphan || found[0].File != "blobs/"+ref.Name+".age" || found[0].Harmless() {
		t.Fatalf("%v, %v", found, err)
	}
	if err := s.Accept(t.Context()); err != nil {
		t.Fatal(err)
	}
	if found, err := s.Verify(t.Context(), nil); err != nil || len(found) > 0 {
		t.Errorf("accepted: %v, %v", found, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "damaged-1", ref.Name+".age")); err != nil {
		t.Error(err)
	}
	if err := s.Erase(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("an erased vault is still there: %v", err)
	}
}
