package law

import (
	"cmp"
	"maps"
	"slices"

	"probata/dossier/datafile"
	"probata/dossier/edtf"
)

// MaxAge is how many months old the source of a "not bound" may be before it is no longer taken for certain: States accept
// procedures, and hardly ever leave them.
const MaxAge = 12

// Aged tells whether what an acceptance says is not the case can no longer be relied on: its source is older than MaxAge on
// the day, or was never sure. What binds a State does not age.
func (a Acceptance) Aged(today edtf.Date) bool {
	if a.Status != NotBound && a.Status != Signed {
		return false
	}
	return aged(a.Fact, today)
}

// Aged tells whether that a State has opted out can no longer be relied on: it may take the declaration back at any time.
func (d Declined) Aged(today edtf.Date) bool { return aged(d.Fact, today) }

func aged(f Fact, today edtf.Date) bool {
	end, ok1 := date(f.Date).AddMonths(MaxAge).Earliest()
	now, ok2 := today.Latest()
	return f.Confidence == datafile.Uncertain || !ok1 || !ok2 || now > end
}

// Stale are the acceptances that have to be read again in the source on a day: negatives that have aged, what is uncertain or
// not known, and what binds since a day that the data does not give. Those of one State stand together; an empty state means
// all of them.
func (l *Library) Stale(state string, today edtf.Date) []Acceptance {
	var out []Acceptance
	for _, k := range slices.SortedFunc(maps.Keys(l.acceptances), func(a, b acceptanceKey) int {
		return cmp.Or(cmp.Compare(a.state, b.state), cmp.Compare(a.treaty, b.treaty))
	}) {
		a := l.acceptances[k]
		t, _ := l.Treaty(a.Treaty)
		undated := a.Status == Bound && a.Deposited == "" && a.InForce == "" && !t.Membership
		if (state == "" || a.State == state) && (a.Aged(today) || undated || a.Status == Unknown || a.Confidence == datafile.Uncertain) {
			out = append(out, a)
		}
	}
	return out
}

// Acceptances are all that is known of one State, by treaty in the order of the data.
func (l *Library) Acceptances(state string) []Acceptance {
	var out []Acceptance
	for _, t := range l.treaties {
		if a, ok := l.Acceptance(state, t.ID); ok {
			out = append(out, a)
		}
	}
	return out
}
