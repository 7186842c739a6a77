package dossier

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"probata/dossier/edtf"
)

// timelineOf reads events as "name date after:x,y before:z during:w".
func timelineOf(t *testing.T, lines ...string) *Dossier {
	t.Helper()
	d := New()
	for i, line := range lines {
		words := strings.Fields(line)
		e := event(ID("event-"+words[0]), int64(i))
		for _, w := range words[1:] {
			key, list, found := strings.Cut(w, ":")
			f, ok := TableOf(TypeEvent).Field(key)
			switch {
			case !found:
				e.When = Date{EDTF: w}
			case ok:
				var to []ID
				for name := range strings.SplitSeq(list, ",") {
					to = append(to, ID("event-"+name))
				}
				f.SetLinks(e, to)
			default:
				t.Fatalf("no field %q", key)
			}
		}
		d.Put(e)
	}
	return d
}

func TestTimeline(t *testing.T) {
	tests := []struct {
		name  string
		lines []string
		want  string
	}{
		{"nothing", nil, ""},
		{"by date", []string{"a 2021", "b 2020-05", "c 2020-05-14", "d 2019/2020"}, "d b c a"},
		{"same date by place", []string{"b 2020", "a 2020"}, "b a"},
		{"undated last", []string{"u", "a 2020", "v", "b 2019"}, "b a u v"},
		{"unreadable date is none", []string{"a 32May", "b 2020"}, "b a"},
		{"after", []string{"u after:a", "a 2020", "b 2021"}, "a u b"},
		{"before", []string{"a 2020", "b 2021", "u before:b"}, "a u b"},
		{"during", []string{"u during:a", "a 2020", "b 2021"}, "a u b"},
		{"between", []string{"u after:a before:b", "b 2021", "a 2020", "c 2022"}, "a u b c"},
		{"after the later of two", []string{"u after:a,b", "a 2020", "b 2022", "c 2021"}, "a c b u"},
		{"before the earlier of two", []string{"u before:b,c", "a 2020", "b 2022", "c 2021"}, "a u c b"},
		{"stated twice", []string{"u after:a during:a", "a 2020 before:u", "b 2021"}, "a u b"},
		{"chain against the places", []string{"u5 after:u4", "u4 after:u3", "u3 after:u2", "u2 after:u1", "u1 after:a", "a 2020", "b 2021"}, "a u1 u2 u3 u4 u5 b"},
		{"chain before", []string{"u1 before:u2", "u2 before:u3", "u3 before:u4", "u4 before:b", "a 2020", "b 2021"}, "a u1 u2 u3 u4 b"},
		{"after what is before a date", []string{"w after:u", "u before:b", "a 2020", "b 2021", "c 2022"}, "a u w b c"},
		{"relation against the dates", []string{"a 2020 after:b", "b 2021", "c 2019"}, "c b a"},
		{"gone", []string{"u after:nobody", "a 2020"}, "a u"},
		{"itself", []string{"a 2021 after:a", "b 2020"}, "b a"},
		{"circle by date", []string{"a 2021 after:b", "b 2020 after:a", "c 2019"}, "c b a"},
		{"circle of undated", []string{"u after:v", "v after:w", "w after:u", "a 2020"}, "a u v w"},
		{"what follows a circle", []string{"a 2020 after:b", "b 2020 after:a", "u after:b", "c 2021"}, "a b u c"},
		{"what leads to a circle", []string{"a 2020 after:b,x", "b 2020 after:a", "x 2021", "c 2022"}, "b x a c"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, e := range timelineOf(t, tt.lines...).Timeline() {
				got = append(got, strings.TrimPrefix(string(e.ID), "event-"))
			}
			if s := strings.Join(got, " "); s != tt.want {
				t.Errorf("got %s, want %s", s, tt.want)
			}
		})
	}
}

func TestCircles(t *testing.T) {
	d := timelineOf(t, "a before:b", "b before:a", "u after:b", "v during:v", "x before:a", "y after:x", "p after:q", "q during:r", "r before:z after:p")
	var got []string
	for _, p := range Check(d) {
		if p.Key == "order-circle" {
			got = append(got, string(p.Record)+" "+p.Field)
		}
	}
	want := []string{"event-a before", "event-b before", "event-v during", "event-p after", "event-q during", "event-r after"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestTimelineHoldsEverything: whatever is stated, every event is there once,
// and every relation between events of no common circle holds.
func TestTimelineHoldsEverything(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 2))
		d := randomEvents(r, 3+r.IntN(12))
		at := make(map[ID]int)
		for i, e := range d.Timeline() {
			at[e.ID] = i
		}
		if len(at) != len(d.List(TypeEvent)) {
			t.Fatalf("seed %d: %d of %d events", seed, len(at), len(d.List(TypeEvent)))
		}
		circle := make(map[*Event]bool)
		for _, n := range newOrder(Of[*Event](d)).nodes {
			circle[n.event] = n.circle
		}
		for _, e := range Of[*Event](d) {
			for _, before := range slices.Concat(e.After, e.During) {
				o, ok := Find[*Event](d, before)
				if ok && !(circle[e] && circle[o]) && at[o.ID] > at[e.ID] {
					t.Fatalf("seed %d: %s stands before %s", seed, e.ID, o.ID)
				}
			}
		}
	}
}

func randomEvents(r *rand.Rand, n int) *Dossier {
	var all []Record
	pick := func() []ID {
		if r.IntN(3) > 0 {
			return nil
		}
		return []ID{ID(fmt.Sprintf("event-%d", r.IntN(n)))}
	}
	for i := range n {
		e := event(ID(fmt.Sprintf("event-%d", i)), r.Int64N(5))
		if e.After, e.During, e.Before = pick(), pick(), pick(); r.IntN(2) == 0 {
			e.When = Date{EDTF: fmt.Sprintf("20%02d-0%d", r.IntN(30), 1+r.IntN(9))}
		}
		all = append(all, e)
	}
	return New(all...)
}

func TestUndated(t *testing.T) {
	d := timelineOf(t, "a 2020", "b", "c after:a", "d 32May")
	for id, want := range map[ID]bool{"event-a": false, "event-b": true, "event-c": false, "event-d": true} {
		if e, _ := Find[*Event](d, id); d.Undated(e) != want {
			t.Errorf("%s: undated %v", id, !want)
		}
	}
}

// TestCompareDates: the short way must say what the long one says.
func TestCompareDates(t *testing.T) {
	values := []string{"", "2020", "2020-05", "2020-05-14", "2020-05-14T10:00", "2020-05~", "../2020-05", "2020-05/..", "202X", "2020-24", "/2020", "-0001"}
	for _, x := range values {
		for _, y := range values {
			a, b := Date{EDTF: x}.Value(), Date{EDTF: y}.Value()
			if got, want := compareDates(a, b), edtf.Compare(a, b); got != want {
				t.Errorf("%q and %q compare %d, want %d", x, y, got, want)
			}
		}
	}
}

// TestTimelineByTime: the time of a day takes part in the order, wherever it was told,
// and clocks with zones stand by what happened first.
func TestTimelineByTime(t *testing.T) {
	for _, c := range []struct {
		name string
		when []Date // in the order of what happened
	}{
		{"apart from the date", []Date{{EDTF: "2020-05-14", Time: "00:30"}, {EDTF: "2020-05-14", Time: "9:05"}, {EDTF: "2020-05-14T10:00"}, {EDTF: "2020-05-14", Time: "18:40"}, {EDTF: "2020-05-14", Time: "23:10"}}},
		{"with zones", []Date{{EDTF: "2020-05-15T00:10:00+06:00"}, {EDTF: "2020-05-14T23:30:00+05:00"}, {EDTF: "2020-05-14T20:00:00Z"}}},
		{"zones apart from the date", []Date{{EDTF: "2020-05-15", Time: "00:10", Zone: "+06:00"}, {EDTF: "2020-05-14", Time: "23:30", Zone: "UTC+5"}, {EDTF: "2020-05-14", Time: "20:00", Zone: "UTC"}}},
		{"some without a zone", []Date{{EDTF: "2020-05-14T21:00"}, {EDTF: "2020-05-14T23:30+05:00"}, {EDTF: "2020-05-15T00:10+05:00"}, {EDTF: "2020-05-15T01:00"}}},
	} {
		d := New(&Case{Head: Head{ID: "case-1"}})
		for i := range c.when {
			k := (i*2 + 1) % len(c.when)
			if len(c.when)%2 == 0 {
				k = len(c.when) - 1 - i
			}
			e := &Event{Head: Head{ID: ID("event-" + string(rune('a'+k))), Case: "case-1", Place: int64(i)}}
			e.When = c.when[k]
			d.Put(e)
		}
		got := ""
		for _, e := range d.Timeline() {
			got += string(e.ID[len("event-"):])
		}
		if want := "abcdefgh"[:len(c.when)]; got != want {
			t.Errorf("%s: %s, want %s", c.name, got, want)
		}
	}
}
