package command

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/exchange"
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

// TestDecisions lists the decisions on a provision and on an element, and cites one as the window does.
func TestDecisions(t *testing.T) {
	s := newSession(t)
	for _, c := range []struct {
		args []string
		has  []string
		code int
	}{
		{[]string{"law", "--decisions", "iccpr.9.judge"}, []string{"gc35-judge", "CCPR/C/GC/35", "para. 32-34", "From memory"}, ExitDone},
		{[]string{"law", "--decisions", "cat.14", "--ui-lang", "ru"}, []string{"Замечание общего порядка № 3", "п. 2"}, ExitDone},
		{[]string{"law", "--decisions", "all"}, []string{"un-askarov", "ecthr-kavala"}, ExitDone},
		{[]string{"law", "--decisions", "iccpr.99"}, nil, ExitUsage},
		{[]string{"law", "KZ", "--decisions", "iccpr.9"}, nil, ExitUsage},
	} {
		r := s.run(c.args...)
		if r.code != c.code {
			t.Errorf("%v: exit code %d, want %d: %s", c.args, r.code, c.code, r.err)
		}
		for _, w := range c.has {
			if !strings.Contains(r.out, w) {
				t.Errorf("%v: %q is not there", c.args, w)
			}
		}
	}
	var got struct {
		Decisions []decisionLine `json:"decisions"`
	}
	if err := json.Unmarshal([]byte(s.must("law", "--decisions", "echr.18", "--json").out), &got); err != nil || len(got.Decisions) < 5 {
		t.Errorf("%d decisions for programs: %v", len(got.Decisions), err)
	}
}

// TestCite: the same act as in the window, once and not twice.
func TestCite(t *testing.T) {
	s := example(t)
	load := func() *dossier.Dossier {
		d, err := exchange.ReadJSON(strings.NewReader(s.must("export", "V", "EXAMPLE-1").out))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	f := dossier.Of[*dossier.Finding](load())[0]
	r := s.must("cite", "V", "EXAMPLE-1", string(f.ID), "gc35-judge")
	if !strings.Contains(r.err, "recollection") {
		t.Errorf("nobody says that it was recalled: %s", r.err)
	}
	source, d := dossier.ID(strings.TrimSpace(r.out)), load()
	a, _ := dossier.Find[*dossier.Allegation](d, f.Allegation)
	src, ok := dossier.Find[*dossier.Source](d, source)
	if !ok || src.Number != "CCPR/C/GC/35" || !slices.Contains(a.Authority, source) {
		t.Errorf("printed %q, authorities %v", source, a.Authority)
	}
	if !slices.ContainsFunc(d.Citations(f.ID), func(c *dossier.Citation) bool { return c.Source == source && c.Paragraph == "32-34" }) {
		t.Error("the finding does not cite it")
	}
	if again := s.must("cite", "V", "EXAMPLE-1", string(f.ID), "gc35-judge"); again.out != "" {
		t.Errorf("citing twice printed %q", again.out)
	}
	s.wants(ExitError, "law --decisions all", "cite", "V", "EXAMPLE-1", string(f.ID), "nothing")
	s.wants(ExitError, string(a.Victim), "cite", "V", "EXAMPLE-1", string(a.Victim), "gc35-judge")
}
