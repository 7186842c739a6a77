package law

import (
	"slices"
	"testing"
)

func TestAged(t *testing.T) {
	tests := []struct {
		name  string
		a     Acceptance
		today string
		want  bool
	}{
		{"young", Acceptance{Status: NotBound, Fact: Fact{Date: "2026-01-15", Confidence: "reported"}}, "2026-11-24", false},
		{"to the day", Acceptance{Status: NotBound, Fact: Fact{Date: "2025-11-24", Confidence: "reported"}}, "2026-11-24", false},
		{"a day over", Acceptance{Status: NotBound, Fact: Fact{Date: "2025-11-23", Confidence: "reported"}}, "2026-11-24", true},
		{"by the month, from its first day", Acceptance{Status: Signed, Fact: Fact{Date: "2025-11", Confidence: "verified"}}, "2026-11-24", true},
		{"never sure", Acceptance{Status: NotBound, Fact: Fact{Date: "2026-11-01", Confidence: "uncertain"}}, "2026-11-24", true},
		{"bound does not age", Acceptance{Status: Bound, Fact: Fact{Date: "2015", Confidence: "reported"}}, "2026-11-24", false},
		{"without a date", Acceptance{Status: NotBound}, "2026-11-24", true},
	}
	for _, tt := range tests {
		if got := tt.a.Aged(on(t, tt.today)); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

func TestStale(t *testing.T) {
	l := shipped(t)
	has := func(state, treaty string) bool {
		return slices.ContainsFunc(l.Stale(state, on(t, "2026-11-24")), func(a Acceptance) bool { return a.State == state && a.Treaty == treaty })
	}
	for _, tt := range []struct {
		state, treaty string
		want          bool
	}{
		{"KZ", "icescr-op", true},  // signed, as of 2022
		{"KZ", "iccpr-op1", false}, // deposited on a day
		{"DE", "cat-22", true},     // bound, since a day not in the data
		{"RS", "icescr-op", true},  // not known
		{"KZ", "echr", false},      // no member of the Council of Europe, looked at in 2026
	} {
		if got := has(tt.state, tt.treaty); got != tt.want {
			t.Errorf("%s %s stale: %v", tt.state, tt.treaty, got)
		}
	}
	if all, one := len(l.Stale("", on(t, "2026-11-24"))), len(l.Stale("KZ", on(t, "2026-11-24"))); one == 0 || all <= one {
		t.Errorf("%d of all States, %d of one", all, one)
	}
}
