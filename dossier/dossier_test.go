package dossier

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
)

func ids[R Record](list []R) []ID {
	out := make([]ID, 0, len(list))
	for _, r := range list {
		out = append(out, r.Header().ID)
	}
	return out
}

func event(id ID, place int64, change ...func(*Event)) *Event {
	e := &Event{Head: Head{ID: id, Case: "case-1", Place: place}, Title: string(id)}
	for _, c := range change {
		c(e)
	}
	return e
}

func TestOrderByPlace(t *testing.T) {
	d := New(event("event-c", 1), event("event-b", 2), event("event-a", 2))
	d.Put(event("event-d", 0))
	d.Put(event("event-e", 9))
	d.Put(event("event-c", 3)) // moves
	want := []ID{"event-d", "event-a", "event-b", "event-c", "event-e"}
	if got := ids(d.List(TypeEvent)); !slices.Equal(got, want) {
		t.Errorf("order is %v, want %v", got, want)
	}
	moved, _ := Find[*Event](d, "event-e")
	moved.Place = 1 // changed in place, then put
	d.Put(moved)
	want = []ID{"event-d", "event-e", "event-a", "event-b", "event-c"}
	if got := ids(d.List(TypeEvent)); !slices.Equal(got, want) {
		t.Errorf("order is %v, want %v", got, want)
	}
	d.Remove("event-a")
	d.Remove("event-none")
	if got := ids(Of[*Event](d)); !slices.Equal(got, slices.Delete(want, 2, 3)) {
		t.Errorf("order is %v", got)
	}
}

func TestOneRecordForAnID(t *testing.T) {
	d := New(event("event-1", 1), event("event-1", 2))
	if e, _ := Find[*Event](d, "event-1"); len(d.List(TypeEvent)) != 1 || e.Place != 2 {
		t.Errorf("list holds %v", ids(d.List(TypeEvent)))
	}
}

// TestListsStay: a caller may change the dossier while walking what it gave.
func TestListsStay(t *testing.T) {
	d := New(event("event-1", 1), event("event-2", 2), event("event-3", 3), &Note{Head: Head{ID: "note-1"}, About: []ID{"event-1"}},
		&Note{Head: Head{ID: "note-2"}, About: []ID{"event-1"}})
	list, uses := d.List(TypeEvent), d.Uses("event-1")
	var seen []ID
	for _, r := range list {
		seen = append(seen, r.Header().ID)
		d.Remove(r.Header().ID)
		d.Put(event("event-0", 0))
	}
	for _, u := range uses {
		seen = append(seen, u.By)
		d.Remove(u.By)
	}
	if want := []ID{"event-1", "event-2", "event-3", "note-1", "note-2"}; !slices.Equal(seen, want) {
		t.Errorf("saw %v, want %v", seen, want)
	}
	if len(d.All()) != 1 || len(d.Uses("event-1")) != 0 {
		t.Errorf("left are %v and %v", ids(d.All()), d.Uses("event-1"))
	}
}

func TestUses(t *testing.T) {
	q := &Quote{Head: Head{ID: "quote-1"}, Speaker: "party-1", About: []ID{"event-1", "event-1"}, Occasion: "event-1"}
	d := New(q, event("event-1", 0))
	want := []Use{{"quote-1", "occasion"}, {"quote-1", "about"}}
	if got := d.Uses("event-1"); !slices.Equal(got, want) {
		t.Errorf("uses are %v, want %v", got, want)
	}
	if got := d.LinkedFrom("event-1", TypeQuote, "about"); len(got) != 1 {
		t.Errorf("a link given twice counts twice: %v", ids(got))
	}
	q.About, q.Occasion = nil, "event-2" // changed in place: the old links must go all the same
	d.Put(q)
	if got := d.Uses("event-1"); len(got) != 0 {
		t.Errorf("uses that are gone: %v", got)
	}
	if got := d.Uses("event-2"); !slices.Equal(got, []Use{{"quote-1", "occasion"}}) {
		t.Errorf("uses are %v", got)
	}
	d.Remove("quote-1")
	if len(d.Uses("event-2"))+len(d.Uses("party-1")) != 0 {
		t.Error("a record that is gone still uses others")
	}
}

func family() *Dossier {
	return New(
		&Case{Head: Head{ID: "case-1"}}, event("event-1", 0), event("event-2", 1),
		&Act{Head: Head{ID: "act-2", Place: 2}, Event: "event-1"}, &Act{Head: Head{ID: "act-1", Place: 1}, Event: "event-1"},
		&Act{Head: Head{ID: "act-3"}, Event: "event-2"}, &Detention{Head: Head{ID: "detention-1"}, Act: "act-1"},
		&Involvement{Head: Head{ID: "involvement-1"}, Act: "act-1", Party: "party-1"},
		&Note{Head: Head{ID: "note-1"}, About: []ID{"event-1"}},
	)
}

func TestOwned(t *testing.T) {
	d := family()
	want := []ID{"event-1", "act-1", "involvement-1", "detention-1", "act-2"}
	if got := ids(d.Owned("event-1")); !slices.Equal(got, want) {
		t.Errorf("owned are %v, want %v", got, want)
	}
	if d.Owned("event-9") != nil || d.Children("event-1", "nothing") != nil || d.Children("event-1", TypeNote) != nil {
		t.Error("what is not there owns something")
	}
	if o := d.Owner(d.Get("detention-1")); o == nil || o.Header().ID != "act-1" || d.Owner(d.Get("event-1")) != nil {
		t.Errorf("owner is %v", o)
	}
	loop := &Finding{Head: Head{ID: "finding-1"}, Allegation: "finding-1"}
	d.Put(loop)
	if d.Owner(loop) != nil || len(d.Owned("finding-1")) != 1 {
		t.Error("a record owns itself")
	}
}

func TestEmpty(t *testing.T) {
	d := New()
	if d.Case() != nil || len(d.All()) != 0 || len(d.Timeline()) != 0 || len(Check(d)) != 0 || d.Label("event-1", "en") != "" {
		t.Error("an empty dossier holds something")
	}
	if _, ok := Find[*Event](family(), "act-1"); ok {
		t.Error("found an act as an event")
	}
}

func TestClone(t *testing.T) {
	d := fullCase(3, 2)
	before := fmt.Sprint(texts(t, d))
	c := d.Clone()
	if !slices.Equal(texts(t, d), texts(t, c)) {
		t.Fatal("the clone says something else")
	}
	for _, r := range c.All() {
		for _, f := range TableOf(r.Type()).Fields {
			f.MapTexts(r, func(string) string { return "x" })
			if l := f.Links(r); len(l) > 0 && f.Kind == Links {
				l[0] = "note-changed"
			}
			if l := f.Strings(r); len(l) > 0 {
				l[0] = "changed"
			}
		}
	}
	if fmt.Sprint(texts(t, d)) != before {
		t.Error("a change of the clone changed the first")
	}
	for _, r := range d.All() {
		if o := c.Get(r.Header().ID); Equal(r, o) || reflect.ValueOf(o).Pointer() == reflect.ValueOf(r).Pointer() {
			t.Errorf("%s is shared by both", r.Header().ID)
		}
	}
}

func texts(t *testing.T, d *Dossier) []string {
	t.Helper()
	var out []string
	for _, r := range d.All() {
		data, err := Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(data))
	}
	return out
}

func TestEqual(t *testing.T) {
	a := event("event-1", 1)
	tests := []struct {
		name string
		b    Record
		want bool
	}{
		{"same", event("event-1", 1), true},
		{"place", event("event-1", 2), false},
		{"text", event("event-1", 1, func(e *Event) { e.Venue = "x" }), false},
		{"link", event("event-1", 1, func(e *Event) { e.After = []ID{"event-2"} }), false},
		{"empty list", event("event-1", 1, func(e *Event) { e.After = []ID{} }), true},
		{"type", &Note{Head: a.Head}, false},
	}
	for _, tt := range tests {
		if got := Equal(a, tt.b); got != tt.want {
			t.Errorf("%s: equal %v", tt.name, got)
		}
	}
}

func TestDigest(t *testing.T) {
	if got := Digest("слово"); got != Digest("слово") || len(got) != 16 || got == Digest("слово ") {
		t.Errorf("digest is %q", got)
	}
	if got := Digest(""); got != "e3b0c44298fc1c14" { // of SHA-256: translations on disk carry it
		t.Errorf("digest of nothing is %q", got)
	}
}
