package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"probata/dossier"
	"probata/dossier/vault"
)

var phrase = []byte("seven plain words that open this vault")

// options are cheap in the key derivation and have a clock that stands still.
func options() Options {
	return Options{
		Vault: vault.Options{WorkFactor: 10},
		Who:   "K1",
		Now:   func() time.Time { return time.Date(2026, 5, 4, 10, 0, 0, 0, time.UTC) },
	}
}

func newTestStore(t testing.TB) (*Store, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "Test.probata")
	s, err := Create(dir, phrase, options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Abandon() }) // an error only says that the test has closed it
	return s, dir
}

func reopen(t testing.TB, s *Store, dir string) *Store {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := Open(dir, phrase, options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Abandon() })
	return s
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// filled is a record with every field of its table filled, n telling records
// apart. Links point at the record other of each type they may point at.
func filled(p *dossier.Table, n, other int) dossier.Record {
	id := func(t dossier.Type, n int) dossier.ID { return dossier.ID(fmt.Sprintf("%s-%d", t, n)) }
	r := p.New()
	*r.Header() = dossier.Head{ID: id(p.Type, n), Place: int64(n)}
	if !p.Shared && p.Type != dossier.TypeCase {
		r.Header().Case = "case-1"
	}
	for _, f := range p.Fields {
		text := fmt.Sprintf("%s %d: \"Ёлка\" \\ қазақ العربية\nline\x00 two", f.Key, n)
		targets := f.Targets
		if len(targets) == 0 {
			targets = []dossier.Type{dossier.TypeEvent, dossier.TypeParty, dossier.TypeRole}
		}
		var ids []dossier.ID
		for _, t := range targets {
			ids = append(ids, id(t, other))
		}
		if f.Kind == dossier.Links {
			slices.Reverse(ids) // the order of links is part of the record
		}
		f.SetString(r, text)
		f.SetStrings(r, []string{text, "б", ""})
		f.SetDate(r, dossier.Date{EDTF: "2024-05~", Words: text, Time: "15:04", Zone: "+05:00", Within: true})
		f.SetNumber(r, int64(1)<<62+int64(n))
		f.SetLinks(r, ids)
	}
	return r
}

// everything is two full records of every type, in one case.
func everything() []dossier.Record {
	var out []dossier.Record
	for _, p := range dossier.Tables() {
		out = append(out, filled(p, 1, 2))
		if p.Type != dossier.TypeCase {
			out = append(out, filled(p, 2, 1))
		}
	}
	return out
}

func wantSame(t *testing.T, d *dossier.Dossier, want []dossier.Record) {
	t.Helper()
	if got := len(d.All()); got != len(want) {
		t.Errorf("%d records, want %d", got, len(want))
	}
	for _, r := range want {
		got := d.Get(r.Header().ID)
		if got == nil {
			t.Errorf("%s is missing", r.Header().ID)
			continue
		}
		if a, b := encoded(t, got), encoded(t, r); a != b {
			t.Errorf("%s differs:\n%s\nwant\n%s", r.Header().ID, a, b)
		}
	}
}

func encoded(t *testing.T, r dossier.Record) string {
	t.Helper()
	b, err := dossier.Encode(r)
	must(t, err)
	return string(b)
}

func TestRoundTrip(t *testing.T) {
	ctx := context.Background()
	s, dir := newTestStore(t)
	want := everything()
	must(t, s.Import(ctx, want))
	for _, when := range []string{"before closing", "after"} {
		d, err := s.Load(ctx, "case-1")
		must(t, err)
		t.Log(when)
		wantSame(t, d, want)
		s = reopen(t, s, dir)
	}
	// Empty again: what was written must go, column by column and link by link.
	var empty []dossier.Record
	for _, r := range want {
		if r.Header().ID == "case-1" || r.Type() == dossier.TypeCustody {
			empty = append(empty, r)
			continue
		}
		bare := dossier.TableOf(r.Type()).New()
		*bare.Header() = *r.Header()
		if f, ok := dossier.TableOf(r.Type()).Parent(); ok {
			f.SetLinks(bare, f.Links(r))
		}
		empty = append(empty, bare)
	}
	must(t, s.Apply(ctx, Change{Label: "edit", Case: "case-1", Put: slices.DeleteFunc(slices.Clone(empty), func(r dossier.Record) bool {
		return r.Type() == dossier.TypeCustody
	})}))
	for _, r := range empty {
		found, err := s.byIDsForTest(ctx, r.Header().ID)
		must(t, err)
		if a, b := encoded(t, found), encoded(t, r); a != b {
			t.Errorf("emptied %s: %s, want %s", r.Header().ID, a, b)
		}
	}
}

func (s *Store) byIDsForTest(ctx context.Context, id dossier.ID) (dossier.Record, error) {
	var r dossier.Record
	err := s.view(ctx, func(x *session) error {
		found, err := s.byIDs(ctx, x, []dossier.ID{id})
		r = found[id]
		return err
	})
	if err == nil && r == nil {
		err = ErrNotFound
	}
	return r, err
}

func TestIdentifiersNeedNoEscaping(t *testing.T) {
	own := []string{"record", "change", "history", "setting", "words", "id", "place"}
	for _, p := range dossier.Tables() {
		for _, name := range append([]string{string(p.Type)}, keys(p)...) {
			if name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
				t.Errorf("%s: %q must be small letters, digits and hyphens", p.Type, name)
			}
		}
		if slices.Contains(own, string(p.Type)) {
			t.Errorf("%s is a table of the store's own", p.Type)
		}
		for _, k := range []string{"id", "case", "place"} {
			if slices.Contains(keys(p), k) {
				t.Errorf("%s.%s is a column of the store's own", p.Type, k)
			}
		}
	}
}

func keys(p *dossier.Table) []string {
	var out []string
	for _, f := range p.Fields {
		out = append(out, f.Key)
	}
	return out
}

func TestCasesAndFind(t *testing.T) {
	ctx := context.Background()
	s, _ := newTestStore(t)
	if rows, err := s.Cases(ctx); err != nil || len(rows) != 0 {
		t.Fatalf("new store: %d cases, %v", len(rows), err)
	}
	must(t, s.Import(ctx, everything()))
	b := &dossier.Case{Head: dossier.Head{ID: "case-2", Place: 2}, Reference: "B-2", Title: "Second"}
	c := &dossier.Case{Head: dossier.Head{ID: "case-3", Place: 3}, Reference: "B-2"}
	must(t, s.Apply(ctx, Change{Label: "add", Case: b.ID, Put: []dossier.Record{b, c}}))
	rows, err := s.Cases(ctx)
	must(t, err)
	if len(rows) != 3 || rows[1].Reference != "B-2" || rows[0].Counts[dossier.TypeEvent] != 2 || len(rows[0].States) != 3 {
		t.Errorf("cases: %+v", rows)
	}
	if want := options().Now(); !rows[0].Changed.Equal(want) || !rows[1].Changed.Equal(want) {
		t.Errorf("changed: %v and %v, want %v", rows[0].Changed, rows[1].Changed, want)
	}
	for _, tt := range []struct {
		ask  string
		want dossier.ID
	}{{"case-2", "case-2"}, {"B-2", ""}, {rows[0].Reference, "case-1"}, {"nothing", ""}} {
		got, err := s.Find(ctx, tt.ask)
		if got != tt.want || errors.Is(err, ErrNotFound) != (tt.want == "") {
			t.Errorf("find %q: %q, %v; want %q", tt.ask, got, err, tt.want)
		}
	}
	if _, err := s.Load(ctx, "case-9"); !errors.Is(err, ErrNotFound) {
		t.Errorf("load of no case: %v", err)
	}
	parties, err := s.Parties(ctx)
	must(t, err)
	if len(parties) != 2 || len(parties[0].Names) != 1 || !slices.Equal(parties[0].Cases, []dossier.ID{"case-1"}) {
		t.Errorf("parties: %+v", parties)
	}
}

// A case brings the parties it links to through other parties, and no others.
func TestLoadFollowsSharedLinks(t *testing.T) {
	ctx := context.Background()
	s, _ := newTestStore(t)
	party := func(id dossier.ID, to ...dossier.ID) *dossier.Party {
		return &dossier.Party{Head: dossier.Head{ID: id}, Affiliation: to}
	}
	must(t, s.Import(ctx, []dossier.Record{
		&dossier.Case{Head: dossier.Head{ID: "case-a"}}, &dossier.Case{Head: dossier.Head{ID: "case-b"}},
		party("party-1", "party-2"), party("party-2", "party-3", "party-1"), party("party-3"), party("party-4"),
		&dossier.Name{Head: dossier.Head{ID: "name-3"}, Party: "party-3"}, &dossier.Name{Head: dossier.Head{ID: "name-4"}, Party: "party-4"},
		&dossier.Role{Head: dossier.Head{ID: "role-a", Case: "case-a"}, Party: "party-1"},
		&dossier.Role{Head: dossier.Head{ID: "role-b", Case: "case-b"}, Party: "party-4"},
	}))
	d, err := s.Load(ctx, "case-a")
	must(t, err)
	var got []dossier.ID
	for _, r := range d.All() {
		got = append(got, r.Header().ID)
	}
	want := []dossier.ID{"case-a", "party-1", "party-2", "party-3", "name-3", "role-a"}
	if !slices.Equal(got, want) {
		t.Errorf("loaded %v, want %v", got, want)
	}
}

func TestSettings(t *testing.T) {
	ctx := context.Background()
	s, dir := newTestStore(t)
	must(t, s.SetSetting(ctx, "language", "ru"))
	must(t, s.SetSetting(ctx, "words-edition", "mine")) // must not touch the store's own
	must(t, s.SetSetting(ctx, "theme", "dark"))
	must(t, s.SetSetting(ctx, "theme", ""))
	s = reopen(t, s, dir)
	for key, want := range map[string]string{"language": "ru", "theme": "", "words-edition": "mine", "never": ""} {
		if got, err := s.Setting(ctx, key); got != want || err != nil {
			t.Errorf("%s = %q, %v; want %q", key, got, err, want)
		}
	}
}

func TestVaultErrorsPassThrough(t *testing.T) {
	s, dir := newTestStore(t)
	if _, err := Open(dir, phrase, options()); !errors.Is(err, vault.ErrLocked) {
		t.Errorf("second opening: %v", err)
	}
	if _, err := Create(dir, phrase, options()); !errors.Is(err, vault.ErrExists) {
		t.Errorf("creating over it: %v", err)
	}
	must(t, s.Close())
	if _, err := Open(dir, []byte("wrong"), options()); !errors.Is(err, vault.ErrPassphrase) {
		t.Errorf("wrong pass phrase: %v", err)
	}
	if _, err := Open(t.TempDir(), phrase, options()); !errors.Is(err, vault.ErrNotVault) {
		t.Errorf("no vault: %v", err)
	}
}

func TestSaveStates(t *testing.T) {
	ctx := context.Background()
	states := make(chan SaveState, 16)
	o := options()
	o.OnSave = func(s SaveState) { states <- s }
	s, err := Create(filepath.Join(t.TempDir(), "V.probata"), phrase, o)
	must(t, err)
	must(t, s.SetSetting(ctx, "a", "b"))
	for _, want := range []Phase{Saving, Saved} { // the second by itself
		select {
		case got := <-states:
			if got.Phase != want || got.Err != nil {
				t.Errorf("%+v, want %s", got, want)
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("never %s", want)
		}
	}
	must(t, s.Close())
}
