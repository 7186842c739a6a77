package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"probata/dossier"
	"probata/dossier/vault"
)

// chained is a store with a history: 1 an import of nine records, 2 and 3 edits,
// 4 a run of two keys that goes on, in case-2 an edit that was deleted with it.
func chained(t *testing.T) (*Store, string) {
	t.Helper()
	ctx := context.Background()
	s, dir := smallStore(t)
	must(t, s.Apply(ctx, Change{Label: "edit", Case: "case-1", Put: []dossier.Record{event("event-2", "Later")}}))
	must(t, s.Apply(ctx, Change{Label: "remove", Case: "case-1", Remove: []dossier.ID{"event-2"}}))
	must(t, s.DeleteCase(ctx, "case-2"))
	for _, title := range []string{"N", "Ne"} {
		must(t, s.Apply(ctx, Change{Label: "edit", Group: "g", Case: "case-1", Put: []dossier.Record{event("event-3", title)}}))
	}
	return s, dir
}

func causes(t *testing.T, s *Store) string {
	t.Helper()
	found, err := s.Verify(context.Background(), nil)
	must(t, err)
	var out []string
	for _, d := range found {
		if !errors.Is(d, vault.ErrDamaged) || d.NextStep == "" {
			t.Errorf("%+v is no damage", d)
		}
		out = append(out, d.Cause.Error())
	}
	return strings.Join(out, "\n")
}

func TestChainHolds(t *testing.T) {
	ctx := context.Background()
	s, dir := chained(t)
	if got := causes(t, s); got != "" {
		t.Fatalf("with an open run: %s", got)
	}
	open, err := s.HistoryHead(ctx)
	must(t, err)
	if open.N != int64(len(small()))+3 { // two edits and the deletion; the run is not in it
		t.Errorf("%d links", open.N)
	}
	s = reopen(t, s, dir)
	if got := causes(t, s); got != "" {
		t.Errorf("closed: %s", got)
	}
	closed, err := s.HistoryHead(ctx)
	must(t, err)
	if closed.N != open.N+1 {
		t.Errorf("closing makes %d links", closed.N-open.N)
	}
	for _, tt := range []struct {
		h    Head
		want bool
	}{{open, true}, {closed, true}, {Head{N: open.N, Hash: closed.Hash}, false}, {Head{N: 99, Hash: closed.Hash}, false}, {Head{N: closed.N}, false}} {
		if got, err := s.HistoryHas(ctx, tt.h); got != tt.want || err != nil {
			t.Errorf("has %v: %v, %v", tt.h, got, err)
		}
	}
	// A run is over with the closing.
	must(t, s.Apply(ctx, Change{Label: "edit", Group: "g", Case: "case-1", Put: []dossier.Record{event("event-3", "New")}}))
	if v, err := s.Versions(ctx, "event-3"); len(v) != 2 || err != nil {
		t.Errorf("%d versions, %v", len(v), err)
	}
}

// What is done to the tables past the store is found and named.
func TestTamperingIsFound(t *testing.T) {
	entry := func(record string) string { return `(SELECT max(seq) FROM history WHERE record = '` + record + `')` }
	for _, tt := range []struct{ name, sql, want string }{
		{"what was", `UPDATE history SET before = replace(before, 'After', 'Never') WHERE record = 'event-2'`, "of event-2 was changed"},
		{"what became", `UPDATE history SET after = '{}' WHERE record = 'case-1'`, "of case-1 was changed"},
		{"nothing to empty", `UPDATE history SET before = '' WHERE record = 'event-1'`, "event-1 is not as entry 5 of the history left it, or that was changed"},
		{"who", `UPDATE "change" SET who = 'K2' WHERE label = 'remove'`, "of event-2 was changed"},
		{"when", `UPDATE "change" SET at = at + 1 WHERE label = 'remove'`, "of event-2 was changed"},
		{"an entry gone", `DELETE FROM history WHERE seq = ` + entry("event-2"), "was removed"},
		{"with its link", `DELETE FROM seal WHERE entry = ` + entry("event-2") + `; DELETE FROM history WHERE seq = ` + entry("event-2"), "links 11 to 11 are missing"},
		{"with a later place taken", `DELETE FROM history WHERE record = 'name-1'; DELETE FROM seal WHERE n = 4; UPDATE seal SET n = -n WHERE n > 4; UPDATE seal SET n = -n - 1 WHERE n < 0`, "link 4 does not follow"},
		{"two swapped", `UPDATE history SET seq = -1 WHERE seq = 3; UPDATE history SET seq = 3 WHERE seq = 4; UPDATE history SET seq = 4 WHERE seq = -1`, "was changed"},
		{"links swapped", `UPDATE seal SET n = -1 WHERE n = 3; UPDATE seal SET n = 3 WHERE n = 4; UPDATE seal SET n = 4 WHERE n = -1`, "was moved"},
		{"an entry more", `INSERT INTO history ("change", record, "case", after) VALUES (1, 'event-9', 'case-1', '{}')`, "of event-9 has no link"},
		{"passed for deleted", `UPDATE seal SET erased = (SELECT seq FROM "change" WHERE label = 'delete-case') WHERE n = 4; DELETE FROM history WHERE record = 'name-1'`, "of case-2 was changed"},
		{"deleted with nothing", `UPDATE seal SET erased = 1 WHERE n = 4; DELETE FROM history WHERE record = 'name-1'`, "link 4 was deleted with no case"},
		{"a record", `UPDATE event SET title = 'Other' WHERE id = 'event-1'`, "event-1 is not as entry 5 of the history left it"},
		{"a record gone", `DELETE FROM note WHERE 1; DELETE FROM "event.parties"; DELETE FROM detention; DELETE FROM record WHERE id = 'detention-1'`, "detention-1 is missing"},
		{"the end cut", `DELETE FROM history WHERE "change" = 5; DELETE FROM "change" WHERE seq = 5`, "the history does not know event-3"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, _ := chained(t)
			if _, err := s.db.write.ExecContext(context.Background(), tt.sql); err != nil {
				t.Fatal(err)
			}
			got := causes(t, s)
			if !strings.Contains(got, tt.want) || strings.Contains(got, "Arrest") || strings.Contains(got, "K2") {
				t.Errorf("found:\n%s\nwant %q, and no values", got, tt.want)
			}
		})
	}
}

// Vaults from before there was a chain get one when they are opened, and what a
// crash has left open is closed.
func TestChainOfOldVaults(t *testing.T) {
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "Old.probata")
	v, err := vault.Create(dir, phrase, options().Vault)
	must(t, err)
	s, err := newStore(v, options(), dossier.Tables(), steps)
	must(t, err)
	must(t, s.Import(ctx, small()))
	must(t, s.Apply(ctx, Change{Label: "edit", Group: "g", Case: "case-1", Put: []dossier.Record{event("event-2", "x")}}))
	// As the first schema had it, and killed in the middle of a run.
	for _, q := range []string{
		`DROP TABLE seal`, `DROP TABLE derived`, `DROP TABLE attached_terms`, `DROP TABLE attached`, `DROP TABLE words_terms`, `DROP INDEX "change open"`, `DROP INDEX "history of removals"`,
		`ALTER TABLE "change" DROP COLUMN sealed`, `ALTER TABLE history DROP COLUMN salt`, `PRAGMA user_version = 1`,
	} {
		if _, err := s.db.write.ExecContext(ctx, q); err != nil {
			t.Fatal(q, err)
		}
	}
	must(t, s.Flush(ctx))
	must(t, s.Abandon())

	if _, err := OpenReadOnly(dir, phrase, options()); !errors.Is(err, vault.ErrReadOnly) {
		t.Errorf("read only, before: %v", err)
	}
	s, err = Open(dir, phrase, options())
	must(t, err)
	h, err := s.HistoryHead(ctx)
	must(t, err)
	if got := causes(t, s); got != "" || h.N != int64(len(small()))+1 {
		t.Errorf("%d links; %s", h.N, got)
	}
	must(t, s.Apply(ctx, Change{Label: "edit", Group: "g", Case: "case-1", Put: []dossier.Record{event("event-2", "xy")}}))
	must(t, s.Flush(ctx))
	must(t, s.Abandon()) // a crash
	s, err = Open(dir, phrase, options())
	must(t, err)
	defer s.Close()
	after, err := s.HistoryHead(ctx)
	must(t, err)
	if got := causes(t, s); got != "" || after.N != h.N+1 {
		t.Errorf("after a crash: %d links; %s", after.N, got)
	}
}

func TestVersions(t *testing.T) {
	ctx := context.Background()
	s, _ := smallStore(t)
	for _, title := range []string{"a", "b"} {
		must(t, s.Apply(ctx, Change{Label: "edit", Case: "case-1", Put: []dossier.Record{event("event-2", title)}}))
	}
	must(t, s.Apply(ctx, Change{Label: "remove", Case: "case-1", Remove: []dossier.ID{"event-2"}}))
	titles := func() string {
		all, err := s.Versions(ctx, "event-2")
		must(t, err)
		var out []string
		for _, v := range all {
			if v.Record == nil {
				out = append(out, "–")
				continue
			}
			out = append(out, v.Record.(*dossier.Event).Title)
		}
		return strings.Join(out, " ")
	}
	if got := titles(); got != "– b a After" {
		t.Fatalf("versions: %s", got)
	}
	all, err := s.Versions(ctx, "event-2")
	must(t, err)
	must(t, s.Restore(ctx, "event-2", all[2].Seq)) // back from the trash, as an earlier version
	must(t, s.Restore(ctx, "event-2", all[0].Seq)) // as it was when it was removed
	if got := titles(); got != "b a – b a After" {
		t.Errorf("restored: %s", got)
	}
	_, err = s.Undo(ctx, "case-1")
	must(t, err)
	if got := titles(); !strings.HasPrefix(got, "a b a") {
		t.Errorf("undone: %s", got)
	}
	if err := s.Restore(ctx, "event-1", all[0].Seq); !errors.Is(err, ErrNotFound) {
		t.Errorf("another record's entry: %v", err)
	}
	first, err := s.Versions(ctx, "act-1")
	must(t, err)
	must(t, s.Apply(ctx, Change{Label: "remove", Case: "case-1", Remove: []dossier.ID{"event-2"}}))
	must(t, s.Apply(ctx, Change{Label: "remove", Case: "case-1", Remove: []dossier.ID{"event-1"}}))
	if err := s.Restore(ctx, "act-1", first[0].Seq); !errors.Is(err, ErrDangling) || !strings.Contains(err.Error(), "act-1.event to event-1") {
		t.Errorf("into nothing: %v", err)
	}
}

func TestTrash(t *testing.T) {
	ctx := context.Background()
	s, dir := smallStore(t)
	list := func() string {
		all, err := s.Trash(ctx, "case-1")
		must(t, err)
		var out []string
		for _, r := range all {
			out = append(out, fmt.Sprintf("%s+%d", r.Record.Header().ID, len(r.Owned)))
		}
		return strings.Join(out, " ")
	}
	must(t, s.Apply(ctx, Change{Label: "remove", Case: "case-1", Remove: []dossier.ID{"event-2"}}))
	must(t, s.Apply(ctx, Change{Label: "remove", Case: "case-1", Remove: []dossier.ID{"event-1"}}))
	s = reopen(t, s, dir)
	if got := list(); got != "event-1+2 event-2+0" {
		t.Fatalf("trash: %s", got)
	}
	if err := s.Untrash(ctx, "case-1", "event-2"); !errors.Is(err, ErrDangling) {
		t.Errorf("without what it links to: %v", err)
	}
	must(t, s.Untrash(ctx, "case-1", "event-2", "event-1"))
	if got := list(); got != "" {
		t.Errorf("left in the trash: %s", got)
	}
	d, err := s.Load(ctx, "case-1")
	must(t, err)
	wantSame(t, d, without(small(), "case-2", "event-b"))
	if err := s.Untrash(ctx, "case-1", "event-1"); !errors.Is(err, ErrNotFound) {
		t.Errorf("a second time: %v", err)
	}
	if u, err := s.Undo(ctx, "case-1"); err != nil || len(u.Changed) != 4 {
		t.Errorf("undo: %+v, %v", u, err)
	}
	if got := list(); got != "event-2+0 event-1+2" && got != "event-1+2 event-2+0" {
		t.Errorf("in the trash again: %s", got)
	}
}

func TestAuditFilter(t *testing.T) {
	ctx := context.Background()
	s, _ := smallStore(t)
	now := options().Now()
	start := now
	s.o.Now = func() time.Time { return now }
	for i, who := range []string{"K1", "K2", "K2"} {
		now = start.Add(time.Duration(i+1) * time.Hour)
		s.o.Who = who
		e := event("event-2", fmt.Sprint(i))
		e.During = []dossier.ID{"event-1"}
		must(t, s.Apply(ctx, Change{Label: "edit", Case: "case-1", Put: []dossier.Record{e}}))
	}
	for _, tt := range []struct {
		name string
		f    Filter
		want int
	}{
		{"who", Filter{Who: "K2"}, 2},
		{"type", Filter{Type: dossier.TypeEvent}, 6},
		{"type and who", Filter{Type: dossier.TypeEvent, Who: "K1"}, 4},
		{"type that another begins with", Filter{Type: "even"}, 0},
		{"label", Filter{Label: "edit"}, 3},
		{"from", Filter{From: start.Add(2 * time.Hour)}, 2},
		{"to", Filter{Label: "edit", To: start.Add(2 * time.Hour)}, 1},
		{"from to", Filter{From: start.Add(time.Hour), To: start.Add(3 * time.Hour)}, 2},
		{"all and limit", Filter{Type: dossier.TypeEvent, Who: "K1", Limit: 1}, 1},
	} {
		if got, err := s.History(ctx, tt.f); len(got) != tt.want || err != nil {
			t.Errorf("%s: %d entries, %v; want %d", tt.name, len(got), err, tt.want)
		}
	}
}

// SQLite's check has to look at the index as it is, not as another connection of
// the pool last saw it.
func TestVerifyAfterIndexChanged(t *testing.T) {
	s, _ := smallStore(t)
	for range 3 {
		if got := causes(t, s); got != "" {
			t.Fatal(got)
		}
		must(t, s.RebuildIndex(context.Background()))
	}
}
