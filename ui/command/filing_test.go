package command

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// TestSentAndChanges keeps what was sent, adds a source, and is told of it, and of
// nothing else.
func TestSentAndChanges(t *testing.T) {
	s := example(t)
	var f filed
	if err := json.Unmarshal([]byte(s.must("sent", "V", "EXAMPLE-1", "--form", "wgad", "--date", "2026-11-20", "--reference", "G/SO 1", "--json").out), &f); err != nil {
		t.Fatal(err)
	}
	if f.Body != "wgad" || len(f.SHA256) != 64 {
		t.Fatalf("%+v", f)
	}
	if out := s.must("changes", "V", "EXAMPLE-1", string(f.Filing)).out; !strings.Contains(out, "Nothing that the body was told has changed") {
		t.Errorf("something has changed at once:\n%s", out)
	}
	s.must("references", "V", "EXAMPLE-1", s.file("r.json", `[{"type": "report", "title": "Report on Testland"}]`))
	out := s.must("changes", "V", "EXAMPLE-1", string(f.Filing)).out
	if !strings.Contains(out, "New") || !strings.Contains(out, "Report on Testland") || strings.Contains(out, "No longer") {
		t.Errorf("%s", out)
	}
	for _, name := range []string{"c.pdf", "c.docx", "c.txt"} {
		s.must("changes", "V", "EXAMPLE-1", string(f.Filing), "--lang", "ru", "--out", s.path(name))
	}
	text, err := os.ReadFile(s.path("c.txt"))
	if err != nil || !strings.Contains(string(text), "Report on Testland") || !strings.Contains(string(text), "Новое") {
		t.Errorf("%v %s", err, text)
	}
	if out := s.must("verify", "V").err; strings.Contains(out, "damage") {
		t.Error(out)
	}
	own := s.file("as sent by hand.docx", "the very file")
	if err := json.Unmarshal([]byte(s.must("sent", "V", "EXAMPLE-1", "--form", "wgad", "--file", own, "--json").out), &f); err != nil {
		t.Fatal(err)
	}
	if f.SHA256 != "80284514436c6daf22424da4bea77cc250f631132a3b321ac2d705bc2276addc" {
		t.Error("the hash is not that of the file that was sent")
	}
	s.wants(ExitUsage, "no filing", "changes", "V", "EXAMPLE-1", "filing-none")
}

// TestSentStandsInTheNext: the register feeds the forms of other bodies.
func TestSentStandsInTheNext(t *testing.T) {
	s := example(t)
	s.must("sent", "V", "EXAMPLE-1", "--form", "wgad", "--date", "2026-11-20", "--reference", "G/SO 218")
	s.must("submit", "V", "EXAMPLE-1", "--form", "dossier", "--out", s.path("d.txt"))
	text, err := os.ReadFile(s.path("d.txt"))
	if err != nil || !strings.Contains(string(text), "G/SO 218") {
		t.Errorf("%v: the filing is not told", err)
	}
}
