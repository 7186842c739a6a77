package command

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// TestReferences takes a statute in from a reference manager, searches for it,
// and writes it out again.
func TestReferences(t *testing.T) {
	s := newSession(t)
	s.must("example", "V")
	in := s.file("in.json", `[{"id": 1, "type": "legislation", "title": "Testlandic Code of Offences", "section": "488", "issued": {"date-parts": [[2014, 7]]}, "volume": "3"}]`)
	got := s.run("references", "V", "EXAMPLE-1", in, "--json")
	var line referencesLine
	if err := json.Unmarshal([]byte(got.out), &line); err != nil || len(line.Sources) != 1 || len(line.Norms) != 1 || line.Left["volume"] != 1 {
		t.Fatalf("%d %s %s", got.code, got.out, got.err)
	}
	if got := s.run("search", "V", "Testlandic"); !strings.Contains(got.out, string(line.Norms[0])) {
		t.Errorf("not found: %s %s", got.out, got.err)
	}
	out := s.path("out.json")
	s.must("references", "V", "EXAMPLE-1", "--out", out)
	text, err := os.ReadFile(out)
	if err != nil || !strings.Contains(string(text), `"section": "488"`) {
		t.Errorf("%v %s", err, text)
	}
}

func TestReferencesRefused(t *testing.T) {
	s := newSession(t)
	s.must("example", "V")
	in := s.file("in.json", `[{"type": "book", "note": "SECRET"}]`)
	got := s.run("references", "V", "EXAMPLE-1", in)
	if got.code != ExitError || !strings.Contains(got.err, "item 1.title") || strings.Contains(got.err, "SECRET") {
		t.Errorf("%d %s", got.code, got.err)
	}
	if got := s.run("references", "V", "EXAMPLE-1"); got.code != ExitUsage {
		t.Errorf("%d %s", got.code, got.err)
	}
}
