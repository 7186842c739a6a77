package law

import (
	"testing"

	"probata/dossier/datafile"
	"probata/dossier/edtf"
)

func on(t testing.TB, s string) edtf.Date {
	t.Helper()
	if s == "" {
		return edtf.Date{}
	}
	d, err := edtf.Parse(s)
	if err != nil {
		t.Fatalf("date %q: %v", s, err)
	}
	return d
}

func TestBoundShipped(t *testing.T) {
	l := shipped(t)
	tests := []struct {
		state, treaty, on string
		want              Verdict
		why               string
	}{
		// Kazakhstan, OP1: deposit 30 June 2009, in force 30 September 2009.
		{"KZ", "iccpr-op1", "2020-03", Yes, WhyInForce},
		{"KZ", "iccpr-op1", "2009-01", No, WhyNotYet},
		{"KZ", "iccpr-op1", "2009", Check, WhyDateVague},
		{"KZ", "iccpr-op1", "2009-09-30", Check, WhyDateVague}, // "after" or "from" that day: let the user decide
		{"KZ", "iccpr-op1", "2009-10-01", Yes, WhyInForce},
		{"KZ", "iccpr-op1", "2009-10-05~", Check, WhyDateVague},
		{"KZ", "iccpr-op1", "2009/2010", Check, WhyDateVague},
		{"KZ", "iccpr-op1", "201X", Yes, WhyInForce},
		{"KZ", "iccpr-op1", "2020/..", Yes, WhyInForce}, // no end of binding is known
		{"KZ", "iccpr-op1", "../2020", Check, WhyDateVague},
		{"KZ", "iccpr-op1", "", Check, WhyDateUnknown},
		{"KZ", "ced", "2010-06", No, WhyNotYet}, // deposited 2009, but the Convention itself took effect in December 2010
		{"KZ", "ced", "2011", Yes, WhyInForce},
		{"KZ", "icescr-op", "2020", Check, WhyUncertain},
		{"KZ", "crc-op3", "2025", Yes, WhyInForce}, // deposited 7 February 2024
		{"RS", "icescr-op", "2025", Check, WhyNotKnown},
		{"KZ", "ced-31", "2020", No, WhyNotParty},
		{"KZ", "ced-31", "2024", Check, WhySourceTooOld},
		{"KZ", "echr", "2020", No, WhyNotParty},
		{"KZ", "crpd", "2015", Check, WhyDateVague}, // deposit known by the year only
		{"KZ", "crpd", "2016-01", Check, WhyDateVague},
		{"KZ", "crpd", "2016-02", Yes, WhyInForce},
		{"KZ", "cerd", "2023", Yes, WhyInForce}, // bound by June 2022, date not known
		{"KZ", "cerd", "2010", Yes, WhyInForce},
		{"FR", "cat-22", "2010", Check, WhyNoEntryDate}, // accepted, by recollection and without a day
		{"BY", "iccpr-op1", "2024", No, WhyEnded},
		{"BY", "iccpr-op1", "2020-08", Yes, WhyInForce},
		{"BY", "iccpr-op1", "2023-02-07", Yes, WhyInForce},
		{"BY", "iccpr-op1", "2023-02", Check, WhyDateVague},
		{"BY", "iccpr-op1", "1992-10", No, WhyNotYet},
		{"RU", "echr", "2021", Yes, WhyInForce},
		{"RU", "echr", "2022-10", No, WhyEnded},
		{"UA", "icescr-op", "2014", No, WhySigned},
		{"UA", "icescr-op", "2024", Check, WhySourceTooOld},
		{"UA", "iccpr", "1974", No, WhyNotYet}, // deposited 1973; the Covenant took effect in 1976
		{"UA", "iccpr", "1977", Yes, WhyInForce},
		{"UZ", "opcat", "2020", Check, WhyNotKnown},
		{"FR", "iccpr", "2020", Yes, WhyInForce},
		{"DE", "iccpr-op1", "1990", No, WhyNotYet},
		{"AL", "cat-22", "2020", Check, WhyNotKnown},
		{"RS", "iccpr-op1", "2020", Check, WhyUncertain}, // two collections disagree
		{"BA", "iccpr", "1993-05", Check, WhyDateVague},  // by succession, from independence
		{"XX", "iccpr", "2020", Check, WhyNotKnown},
		{"KZ", "no-such", "2020", Check, WhyNotKnown},
	}
	for _, tt := range tests {
		got := l.Bound(tt.state, tt.treaty, on(t, tt.on))
		if got.Verdict != tt.want || got.Why != tt.why {
			t.Errorf("Bound(%s, %s, %q) = %s %s, want %s %s", tt.state, tt.treaty, tt.on, got.Verdict, got.Why, tt.want, tt.why)
		}
	}
}

func TestEntryIntoForce(t *testing.T) {
	l := shipped(t)
	tests := []struct {
		state, treaty, inForce string
		computed               bool
	}{
		{"KZ", "iccpr-op1", "2009-09-30", false}, // stated
		{"KZ", "iccpr", "2006-04-24", true},      // three months
		{"KZ", "cat-22", "2008-02-21", true},     // on deposit
		{"KZ", "opcat", "2008-11-21", true},      // thirtieth day
		{"GE", "opcat", "2006-06-22", true},      // with the Protocol itself
		{"GE", "crpd-op", "", false},             // year of deposit only: never made more exact
		{"KZ", "echr", "", false},
	}
	for _, tt := range tests {
		a, ok := l.Acceptance(tt.state, tt.treaty)
		if !ok || a.InForce != tt.inForce || a.InForceComputed != tt.computed {
			t.Errorf("%s %s: in force %q, computed %v, want %q, %v", tt.state, tt.treaty, a.InForce, a.InForceComputed, tt.inForce, tt.computed)
		}
	}
}

func TestEffect(t *testing.T) {
	tests := []struct {
		deposit string
		delay   Delay
		want    string
	}{
		{"2020-11-30", Delay{Months: 3}, "2021-02-28"}, // the month is too short
		{"2020-01-31", Delay{Days: 30}, "2020-03-01"},
		{"2020", Delay{Months: 3}, "2020-04-01/2021-03-31"},
		{"2020-06", Delay{}, "2020-06-01/2020-06-30"},
		{"1999", Delay{Days: 30}, "2000-01-01/2000-01-30"}, // not before the treaty itself
		{"1990-05-05", Delay{Days: 30}, "2000-01-01"},
		{"2020~", Delay{}, ""}, // doubt is not counted with
		{"", Delay{}, ""},
	}
	for _, tt := range tests {
		treaty := Treaty{InForce: "2000-01-01", Delay: tt.delay}
		if got := treaty.effect(on(t, tt.deposit)); got.String() != on(t, tt.want).String() {
			t.Errorf("effect of %q after %+v = %q, want %q", tt.deposit, tt.delay, got, tt.want)
		}
	}
}

// TestBoundNeverGuesses walks every shipped acceptance: widening a date to its year or adding doubt may turn an answer
// into check, never into its opposite.
func TestBoundNeverGuesses(t *testing.T) {
	l := shipped(t)
	for k, a := range l.acceptances {
		for _, day := range []string{"1975-01-15", "1992-10-15", "2009-09-30", "2022-06-15", "2023-02-08", "2026-11-24"} {
			exact := l.Bound(k.state, k.treaty, on(t, day)).Verdict
			for _, wide := range []string{day[:4], day[:7], day + "~", "../" + day, day + "/.."} {
				if v := l.Bound(k.state, k.treaty, on(t, wide)).Verdict; v != Check && v != exact {
					t.Errorf("%s %s: %s on %s, but %s on %s", k.state, k.treaty, exact, day, v, wide)
				}
			}
			if exact != Check && (a.Status == Unknown || a.Confidence == datafile.Uncertain) {
				t.Errorf("%s %s: %s on %s from an entry that is not sure", k.state, k.treaty, exact, day)
			}
		}
	}
}
