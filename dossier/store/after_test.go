package store

import (
	"context"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"probata/dossier"
)

var update = flag.Bool("update", false, "write the goldens anew")

// The history says nothing twice: what a record is now, or was before the next
// entry, is not written into the one that made it so.
func TestHistorySaysNothingTwice(t *testing.T) {
	ctx := context.Background()
	s, _ := smallStore(t)
	for _, title := range []string{"a", "b"} {
		must(t, s.Apply(ctx, Change{Label: "edit", Case: "case-1", Put: []dossier.Record{event("event-2", title)}}))
	}
	var n int
	must(t, s.db.read.QueryRowContext(ctx, `SELECT count(*) FROM history WHERE after <> ''`).Scan(&n))
	if n != 0 {
		t.Errorf("%d entries hold what stands elsewhere", n)
	}
	all, err := s.History(ctx, Filter{Record: "event-2"})
	must(t, err)
	var got []string
	for _, e := range all {
		got = append(got, titleOf(t, e.Before)+">"+titleOf(t, e.After))
	}
	if g := strings.Join(got, " "); g != "a>b After>a >After" {
		t.Errorf("history: %s", g)
	}
}

func titleOf(t *testing.T, data []byte) string {
	t.Helper()
	if data == nil {
		return ""
	}
	r, err := dossier.Decode(dossier.TypeEvent, data)
	must(t, err)
	return r.(*dossier.Event).Title
}

// A shared record was changed in two cases. When one of them is deleted the
// entries of the other still say what they said, whichever came first.
func TestDeletionLeavesEntriesWhole(t *testing.T) {
	ctx := context.Background()
	for _, order := range [][]dossier.ID{{"case-1", "case-2"}, {"case-2", "case-1"}, {"case-1", "case-2", "case-1"}} {
		s, dir := smallStore(t)
		for i, of := range order {
			p := &dossier.Party{Head: dossier.Head{ID: "party-7"}, Kind: "person", Remarks: strings.Repeat("x", i+1)}
			must(t, s.Apply(ctx, Change{Label: "edit", Case: of, Put: []dossier.Record{p}}))
		}
		remarks := func() string {
			all, err := s.History(ctx, Filter{Record: "party-7", Case: "case-1"})
			must(t, err)
			var out []string
			for _, e := range all {
				r, err := dossier.Decode(dossier.TypeParty, e.After)
				must(t, err)
				out = append(out, r.(*dossier.Party).Remarks)
			}
			return strings.Join(out, " ")
		}
		before := remarks()
		must(t, s.DeleteCase(ctx, "case-2"))
		s = reopen(t, s, dir)
		if after := remarks(); after != before || after == "" {
			t.Errorf("%v: %q was %q", order, after, before)
		}
		if got := causes(t, s); got != "" {
			t.Errorf("%v: %s", order, got)
		}
	}
}

// The history leans on records as they are, and its chain on the bytes they have
// as JSON. So no two fields may change places: what is listed must come in this
// order for ever, and a new field takes any place.
func TestOrderOfFields(t *testing.T) {
	const golden = "testdata/fields.txt"
	b, err := os.ReadFile(golden)
	if err != nil && !*update {
		t.Fatal(err)
	}
	var now []string
	for _, table := range dossier.Tables() {
		line := []string{string(table.Type)}
		for _, f := range table.Fields {
			line = append(line, f.Key)
		}
		now = append(now, strings.Join(line, " "))
	}
	for line := range strings.Lines(string(b)) {
		listed := strings.Fields(line)
		i := slices.IndexFunc(now, func(l string) bool { return strings.Fields(l)[0] == listed[0] })
		if i < 0 {
			t.Errorf("no type %s", listed[0])
			continue
		}
		kept := slices.DeleteFunc(strings.Fields(now[i]), func(key string) bool { return !slices.Contains(listed, key) })
		if !slices.Equal(kept, listed) {
			t.Errorf("fields come as %v, and came as %v", kept, listed)
		}
	}
	if *update && !t.Failed() {
		must(t, os.WriteFile(golden, []byte(strings.Join(now, "\n")+"\n"), 0o666))
	}
}
