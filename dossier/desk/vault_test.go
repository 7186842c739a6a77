package desk

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"probata/dossier"
	"probata/dossier/apart"
	"probata/dossier/exchange"
	"probata/dossier/intake"
	"probata/dossier/store"
	"probata/dossier/vault"
)

const phrase = "copper lantern walks slowly home"

// storeOptions make a vault that opens fast, on a fixed day.
func storeOptions() store.Options {
	return store.Options{
		Vault:   vault.Options{WorkFactor: 10},
		Now:     func() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) },
		Inspect: apart.Within(new(intake.Inspector)),
	}
}

// exampleCase is the case that ships with the program.
func exampleCase(t testing.TB) *dossier.Dossier {
	t.Helper()
	names, err := filepath.Glob("../../assets/example/*.json")
	if err != nil || len(names) == 0 {
		t.Fatalf("no example: %v", err)
	}
	f, err := os.Open(names[0])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d, err := exchange.ReadJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// newVault makes a vault with the example and one file in it.
func newVault(t testing.TB) (*store.Store, string, dossier.ID) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "Cases.probata")
	st, err := store.Create(dir, []byte(phrase), storeOptions())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	d := exampleCase(t)
	if err := st.Import(t.Context(), d.All()); err != nil {
		t.Fatal(err)
	}
	id := d.Case().ID
	if _, err := st.TakeIn(t.Context(), id, store.Intake{Name: "letter.txt", MediaType: "text/plain", Content: bytes.NewReader([]byte("Dear Sir"))}); err != nil {
		t.Fatal(err)
	}
	return st, dir, id
}
