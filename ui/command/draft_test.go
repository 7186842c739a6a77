package command

import (
	"encoding/json"
	"strings"
	"testing"
)

func (s *session) drafts(args ...string) []draftLine {
	s.t.Helper()
	r := s.must(append([]string{"draft", "V", "EXAMPLE-1", "--form", "wgad", "--json"}, args...)...)
	var list []draftLine
	if err := json.Unmarshal([]byte(r.out), &list); err != nil {
		s.t.Fatal(err)
	}
	return list
}

// TestDraft edits a passage of the narrative from the terminal, and sends it out.
func TestDraft(t *testing.T) {
	s := newSession(t)
	s.must("example", "V")
	list := s.drafts()
	if len(list) < 13 || list[2].State != "drafted" || !strings.Contains(list[2].Text, "[^1]") {
		t.Fatalf("%+v", list)
	}
	s.drafts("--edit", "3", "--text", s.file("p.txt", "He was led away in front of everybody.[^1]"))
	s.must("submit", "V", "EXAMPLE-1", "--form", "wgad", "--out", s.path("o.txt"))
	if text := s.read("o.txt"); !strings.Contains(text, "He was led away in front of everybody.") || strings.Contains(text, "[^") {
		t.Error("the edited passage does not go out")
	}
	list = s.drafts("--take", "4")
	if list[2].State != "edited" || list[3].State != "edited" || list[3].Text != list[3].Draft {
		t.Errorf("%s, %s", list[2].State, list[3].State)
	}
	s.wants(ExitUsage, "", "draft", "V", "EXAMPLE-1", "--form", "wgad", "--take", "99")
	s.wants(ExitError, "", "draft", "V", "EXAMPLE-1", "--form", "wgad", "--redraft", "1")
	list = s.drafts("--redraft", "3", "--drop", string(list[3].About))
	if list[2].State != "edited" || list[2].Text != list[2].Draft || list[3].State != "drafted" {
		t.Errorf("%s, %s", list[2].State, list[3].State)
	}
}
