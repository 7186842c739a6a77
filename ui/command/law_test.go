package command

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// TestLaw lists the acceptances of a State, and what of them has to be read again.
func TestLaw(t *testing.T) {
	s := newSession(t)
	for _, c := range []struct {
		args []string
		has  []string
		not  string
		code int
	}{
		{[]string{"law", "kz", "--date", "2026-11-24"}, []string{"iccpr-op1", "2009-09-30", "Signed, not ratified"}, "", ExitDone},
		{[]string{"law", "KZ", "--stale", "--date", "2026-11-24"}, []string{"icescr-op"}, "iccpr-op1", ExitDone},
		{[]string{"law", "--stale", "--date", "2026-11-24"}, []string{"KZ", "DE", "cat-22"}, "", ExitDone},
		{[]string{"law"}, nil, "", ExitUsage},
		{[]string{"law", "XX"}, nil, "", ExitUsage},
	} {
		r := s.run(c.args...)
		if r.code != c.code {
			t.Errorf("%v: exit code %d, want %d", c.args, r.code, c.code)
		}
		for _, w := range c.has {
			if !strings.Contains(r.out, w) {
				t.Errorf("%v: %q is not there", c.args, w)
			}
		}
		if c.not != "" && strings.Contains(r.out, c.not) {
			t.Errorf("%v: %q is there", c.args, c.not)
		}
	}
	var got struct {
		Acceptances []acceptanceLine `json:"acceptances"`
	}
	out := s.must("law", "KZ", "--date", "2026-11-24", "--json").out
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(got.Acceptances, func(l acceptanceLine) bool { return l.Treaty == "icescr-op" && l.Aged }) {
		t.Error("an old negative is not marked")
	}
}
