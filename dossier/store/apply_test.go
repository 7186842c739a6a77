package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"probata/dossier"
)

// small is a case with one event, one act in it and one victim.
func small() []dossier.Record {
	in := func(id dossier.ID) dossier.Head { return dossier.Head{ID: id, Case: "case-1"} }
	return []dossier.Record{
		&dossier.Case{Head: dossier.Head{ID: "case-1"}, Title: "One"},
		&dossier.Case{Head: dossier.Head{ID: "case-2"}, Title: "Two"},
		&dossier.Party{Head: dossier.Head{ID: "party-1"}, Kind: "person"},
		&dossier.Name{Head: dossier.Head{ID: "name-1"}, Party: "party-1", Family: "Secret"},
		&dossier.Event{Head: in("event-1"), Title: "Arrest", Parties: []dossier.ID{"party-1"}},
		&dossier.Event{Head: in("event-2"), Title: "After", After: []dossier.ID{"event-1"}},
		&dossier.Act{Head: in("act-1"), Event: "event-1", Kind: "arrest", Victim: "party-1"},
		&dossier.Detention{Head: in("detention-1"), Act: "act-1", Venue: "Cell"},
		&dossier.Event{Head: dossier.Head{ID: "event-b", Case: "case-2"}, Title: "Elsewhere"},
	}
}

func smallStore(t testing.TB) (*Store, string) {
	t.Helper()
	s, dir := newTestStore(t)
	must(t, s.Import(context.Background(), small()))
	return s, dir
}

func event(id dossier.ID, title string, links ...dossier.ID) *dossier.Event {
	return &dossier.Event{Head: dossier.Head{ID: id, Case: "case-1"}, Title: title, After: links}
}

func TestRefusedChanges(t *testing.T) {
	ctx := context.Background()
	s, _ := smallStore(t)
	moved := event("event-1", "Arrest")
	moved.Case = "case-2"
	for _, tt := range []struct {
		name string
		c    Change
		want string
		is   error
	}{
		{"link to nothing", Change{Put: []dossier.Record{event("event-3", "x", "event-9")}}, "event-3.after to event-9 (missing)", ErrDangling},
		{"link to another type", Change{Put: []dossier.Record{event("event-3", "x", "party-1")}}, "event-3.after to party-1 (wrong-type)", ErrDangling},
		{"link to another case", Change{Put: []dossier.Record{event("event-3", "x", "event-b")}}, "event-3.after to event-b (other-case)", ErrDangling},
		{"link to what goes", Change{Put: []dossier.Record{event("event-3", "x", "event-2")}, Remove: []dossier.ID{"event-2"}}, "event-3.after to event-2 (removed)", ErrDangling},
		{"linked is removed", Change{Remove: []dossier.ID{"event-1"}}, "event-2.after to event-1 (removed)", ErrDangling},
		{"linked by links and link", Change{Remove: []dossier.ID{"party-1"}}, "event-1.parties to party-1 (removed); act-1.victim to party-1 (removed)", ErrDangling},
		{"no such case", Change{Put: []dossier.Record{&dossier.Note{Head: dossier.Head{ID: "note-1", Case: "case-9"}}}}, "note-1.case to case-9 (missing)", ErrDangling},
		{"removing nothing", Change{Remove: []dossier.ID{"event-9"}}, "event-9", ErrNotFound},
		{"no id", Change{Put: []dossier.Record{event("", "x")}}, "event.id", nil},
		{"id of another type", Change{Put: []dossier.Record{event("act-9", "x")}}, "event.id", nil},
		{"no case", Change{Put: []dossier.Record{&dossier.Note{Head: dossier.Head{ID: "note-1"}}}}, "note-1.case", nil},
		{"party in a case", Change{Put: []dossier.Record{&dossier.Party{Head: dossier.Head{ID: "party-2", Case: "case-1"}}}}, "party-2.case", nil},
		{"other case", Change{Put: []dossier.Record{moved}}, "event-1.case", nil},
		{"twice", Change{Put: []dossier.Record{event("event-1", "a"), event("event-1", "b")}}, "event-1", nil},
		{"put and removed", Change{Put: []dossier.Record{event("event-2", "a")}, Remove: []dossier.ID{"event-2"}}, "event-2", nil},
		{"case", Change{Remove: []dossier.ID{"case-2"}}, "case-2", nil},
		{"not UTF-8", Change{Put: []dossier.Record{event("event-3", "Secret\xff")}}, "event-3.title", nil},
		{"too long", Change{Put: []dossier.Record{event("event-3", strings.Repeat("Secret", dossier.MaxText))}}, "event-3.title", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.c.Label, tt.c.Case = "edit", "case-1"
			err := s.Apply(ctx, tt.c)
			if err == nil {
				t.Fatal("not refused")
			}
			if tt.is != nil && !errors.Is(err, tt.is) {
				t.Errorf("%v is not %v", err, tt.is)
			}
			if f := (*dossier.FormatError)(nil); tt.is == nil && !errors.As(err, &f) {
				t.Errorf("%v is no FormatError", err)
			}
			if !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "Secret") {
				t.Errorf("error is %q, want %q in it and no values", err, tt.want)
			}
		})
	}
	d, err := s.Load(ctx, "case-1")
	must(t, err)
	wantSame(t, d, without(small(), "case-2", "event-b"))
}

func without(records []dossier.Record, ids ...dossier.ID) []dossier.Record {
	return slices.DeleteFunc(records, func(r dossier.Record) bool { return slices.Contains(ids, r.Header().ID) })
}

func TestRemoveTakesOwned(t *testing.T) {
	ctx := context.Background()
	s, _ := smallStore(t)
	must(t, s.Apply(ctx, Change{Label: "remove", Case: "case-1", Remove: []dossier.ID{"event-2", "event-1"}}))
	d, err := s.Load(ctx, "case-1")
	must(t, err)
	if got := len(d.All()); got != 1 { // the act and the detention too, and with the last link the party
		t.Errorf("%d records left", got)
	}
	u, err := s.Undo(ctx, "case-1")
	must(t, err)
	if u.Label != "remove" || len(u.Changed) != 4 {
		t.Errorf("undone: %+v", u)
	}
	d, err = s.Load(ctx, "case-1")
	must(t, err)
	wantSame(t, d, without(small(), "case-2", "event-b"))
}

func TestImport(t *testing.T) {
	ctx := context.Background()
	s, _ := smallStore(t)
	before, err := s.History(ctx, Filter{})
	must(t, err)
	must(t, s.Import(ctx, small())) // the same again
	if after, err := s.History(ctx, Filter{}); err != nil || len(after) != len(before) {
		t.Errorf("importing the same left %d lines, %v", len(after)-len(before), err)
	}
	err = s.Import(ctx, []dossier.Record{event("event-3", "new"), event("event-1", "other"), event("event-2", "other")})
	if !errors.Is(err, ErrExists) || !strings.Contains(err.Error(), "event-1, event-2") || strings.Contains(err.Error(), "event-3") {
		t.Errorf("conflict: %v", err)
	}
	if _, err := s.byIDsForTest(ctx, "event-3"); !errors.Is(err, ErrNotFound) {
		t.Errorf("a refused import left something: %v", err)
	}
	must(t, s.Import(ctx, []dossier.Record{event("event-3", "new"), event("event-4", "new", "event-1")}))
	u, err := s.Undo(ctx, "case-1")
	must(t, err)
	if u.Label != "import" || len(u.Changed) != 2 {
		t.Errorf("undo of an import: %+v", u)
	}
	// What brought the case itself stays: the window that undoes shows the case.
	if _, err := s.Undo(ctx, "case-1"); !errors.Is(err, ErrNothing) {
		t.Errorf("undo of the case: %v", err)
	}
}

// undoScript runs one letter per step and tells the title after each:
// a-z sets the title, < undoes, > redoes, | closes and opens the vault,
// A-Z sets it within the group of that letter.
func undoScript(t *testing.T, script string) string {
	t.Helper()
	ctx := context.Background()
	s, dir := smallStore(t)
	var out []string
	for _, c := range script {
		var err error
		switch {
		case c == '<':
			_, err = s.Undo(ctx, "case-1")
		case c == '>':
			_, err = s.Redo(ctx, "case-1")
		case c == '|':
			s = reopen(t, s, dir)
		case c >= 'A' && c <= 'Z':
			err = s.Apply(ctx, Change{Label: "edit", Group: string(c), Case: "case-1", Put: []dossier.Record{event("event-2", fmt.Sprint(len(out)))}})
		default:
			err = s.Apply(ctx, Change{Label: "edit", Case: "case-1", Put: []dossier.Record{event("event-2", string(c))}})
		}
		if errors.Is(err, ErrNothing) {
			out = append(out, "-")
			continue
		}
		must(t, err)
		r, err := s.byIDsForTest(ctx, "event-2")
		must(t, err)
		out = append(out, strings.Replace(r.(*dossier.Event).Title, "After", "0", 1))
		undo, err := s.CanUndo(ctx, "case-1")
		must(t, err)
		redo, err := s.CanRedo(ctx, "case-1")
		must(t, err)
		if last := rune(script[len(script)-1]); len(out) == len(script) && (last == '<' && !redo || last == '>' && !undo) {
			t.Errorf("%s: can undo %v, redo %v", script, undo, redo)
		}
	}
	return strings.Join(out, "")
}

func TestUndo(t *testing.T) {
	for _, tt := range []struct{ name, script, want string }{
		{"nothing", "<>", "--"},
		{"one", "a<>", "a0a"},
		{"to the end and back", "abc<<<<>>>>", "abcba0-abc-"},
		{"up and down", "abc<<>><<", "abcbabcba"},
		{"a new change cuts", "abc<<d>", "abcbad-"},
		{"what was cut stays out", "abc<<d<>>", "abcbadad-"},
		{"undo below the cut", "abc<<d<<>>>", "abcbada0ad-"},
		{"a group is one step", "AAA<>", "012" + "02"},
		{"two groups", "AABB<<>>", "0123" + "1013"},
		{"another change ends a run", "AaA<<<", "0a2a00"},
		{"an undo ends a run", "AA<AA<<", "010" + "340-"},
		{"redo, then the same group", "AA<>A<<", "0101" + "410"},
		{"restart", "ab|<|<|>|>|", "abbaa00aabb"},
		{"cut and restart", "ab<|c|>|<<", "abaacc-ca0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := undoScript(t, tt.script); got != tt.want {
				t.Errorf("%s gives %s, want %s", tt.script, got, tt.want)
			}
		})
	}
}

func TestUndoAcrossCases(t *testing.T) {
	ctx := context.Background()
	s, _ := smallStore(t)
	party := func(kind string) *dossier.Party {
		return &dossier.Party{Head: dossier.Head{ID: "party-1"}, Kind: kind}
	}
	must(t, s.Apply(ctx, Change{Label: "edit", Case: "case-1", Put: []dossier.Record{party("group")}}))
	must(t, s.Apply(ctx, Change{Label: "edit", Case: "case-2", Put: []dossier.Record{party("court")}}))
	if _, err := s.Undo(ctx, "case-1"); !errors.Is(err, ErrConflict) || !strings.Contains(err.Error(), "party-1") {
		t.Errorf("undo over another case's change: %v", err)
	}
	_, err := s.Undo(ctx, "case-2")
	must(t, err)
	_, err = s.Undo(ctx, "case-1")
	must(t, err)

	// A party made here and used there cannot be unmade.
	p := &dossier.Party{Head: dossier.Head{ID: "party-2"}}
	must(t, s.Apply(ctx, Change{Label: "add", Case: "case-1", Put: []dossier.Record{p}}))
	role := &dossier.Role{Head: dossier.Head{ID: "role-1", Case: "case-2"}, Party: p.ID}
	must(t, s.Apply(ctx, Change{Label: "add", Case: "case-2", Put: []dossier.Record{role}}))
	if _, err := s.Undo(ctx, "case-1"); !errors.Is(err, ErrDangling) || !strings.Contains(err.Error(), "role-1.party") {
		t.Errorf("undo of a party in use: %v", err)
	}
	if ok, err := s.CanUndo(ctx, "case-1"); !ok || err != nil {
		t.Errorf("a refused undo left a trace: %v, %v", ok, err)
	}
}

func TestHistory(t *testing.T) {
	ctx := context.Background()
	s, dir := smallStore(t)
	now := options().Now()
	s.o.Now = func() time.Time { return now }
	type line struct {
		label, group, title string
		after               time.Duration
	}
	for _, l := range []line{{"edit", "g", "a", 0}, {"edit", "g", "ab", time.Minute}, {"edit", "g", "abc", 6 * time.Minute}, {"edit", "", "abc", 0}} {
		now = now.Add(l.after)
		must(t, s.Apply(ctx, Change{Label: l.label, Group: l.group, Case: "case-1", Put: []dossier.Record{event("event-2", l.title)}}))
	}
	_, err := s.Undo(ctx, "case-1")
	must(t, err)
	s = reopen(t, s, dir)
	got, err := s.History(ctx, Filter{Record: "event-2"})
	must(t, err)
	var lines []string
	for _, e := range got {
		lines = append(lines, fmt.Sprintf("%s %s %s %s→%s undoes %v", e.At.Format("15:04"), e.Who, e.Label, title(t, e.Before), title(t, e.After), e.Undoes > 0))
	}
	want := []string{
		"10:07 K1 edit abc→ab undoes true", "10:07 K1 edit ab→abc undoes false",
		"10:01 K1 edit After→ab undoes false", "10:00 K1 import –→After undoes false",
	}
	if !slices.Equal(lines, want) {
		t.Errorf("history:\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
	for _, tt := range []struct {
		name string
		f    Filter
		want int
	}{
		{"all", Filter{}, 3 + len(small())},
		{"limit", Filter{Limit: 2}, 2},
		{"read on", Filter{Before: got[1].Seq, Record: "event-2"}, 2},
		{"case", Filter{Case: "case-2"}, 2},
		{"no record", Filter{Record: "event-9"}, 0},
	} {
		if got, err := s.History(ctx, tt.f); err != nil || len(got) != tt.want {
			t.Errorf("%s: %d entries, %v; want %d", tt.name, len(got), err, tt.want)
		}
	}
}

func title(t *testing.T, b []byte) string {
	t.Helper()
	if b == nil {
		return "–"
	}
	r, err := dossier.Decode(dossier.TypeEvent, b)
	must(t, err)
	return r.(*dossier.Event).Title
}

func TestDeleteCase(t *testing.T) {
	ctx := context.Background()
	s, dir := smallStore(t)
	must(t, s.Apply(ctx, Change{Label: "edit", Case: "case-1", Put: []dossier.Record{event("event-2", "Another")}}))
	must(t, s.DeleteCase(ctx, "case-1"))
	if err := s.DeleteCase(ctx, "case-1"); !errors.Is(err, ErrNotFound) {
		t.Errorf("a second time: %v", err)
	}
	s = reopen(t, s, dir)
	rows, err := s.Cases(ctx)
	must(t, err)
	if len(rows) != 1 || rows[0].ID != "case-2" {
		t.Errorf("left: %+v", rows)
	}
	if parties, err := s.Parties(ctx); err != nil || len(parties) != 1 {
		t.Errorf("parties: %v, %v", parties, err)
	}
	if hits, err := s.Search(ctx, "arrest", 10); err != nil || len(hits) != 0 {
		t.Errorf("still found: %v, %v", hits, err)
	}
	left, err := s.History(ctx, Filter{Record: "case-1"})
	must(t, err)
	if len(left) != 1 || left[0].Label != "delete-case" || left[0].Before != nil {
		t.Errorf("history: %+v", left)
	}
	// Not a byte of it is left in the image, free pages and index included.
	image := make([]byte, s.vault.Pages().Size())
	if _, err := s.vault.Pages().ReadAt(image, 0); err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"Arrest", "arest", "arrest", "Another", "detention-1"} {
		if strings.Contains(string(image), word) {
			t.Errorf("%q is left in the image", word)
		}
	}
	if found, err := s.Verify(ctx, nil); err != nil || len(found) != 0 {
		t.Errorf("verify: %v, %v", found, err)
	}
}
