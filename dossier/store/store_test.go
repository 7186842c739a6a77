package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
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

func TestChangePassphrase(t *testing.T) {
	ctx := context.Background()
	s, dir := newTestStore(t)
	must(t, s.ChangePassphrase(ctx, phrase, []byte("a new one")))
	must(t, s.Close())
	if _, err := Open(dir, phrase, options()); !errors.Is(err, vault.ErrPassphrase) {
		t.Errorf("the old one: %v", err)
	}
	s, err := Open(dir, []byte("a new one"), options())
	must(t, err)
	must(t, s.Close())
}

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
