package command

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"

	"probata/dossier/submission"
)

// sharedNames is a case of two people with one given name, of whom one may be
// named; one text has what would move a terminal's cursor. The record of a
// decision that fits no passage has a marker in it.
const sharedNames = `{"format": "probata-case", "version": 1, "records": {
"case": [{"id": "case-r1", "reference": "R-1", "title": "Two of one name", "states": ["KZ"], "confidentiality": "public", "languages": ["en"]}],
"party": [{"id": "party-w1", "kind": "person"}, {"id": "party-v1", "kind": "person"}],
"name": [{"id": "name-w1", "party": "party-w1", "language": "en", "family": "Tokarev", "given": "Yerlan"},
  {"id": "name-v1", "party": "party-v1", "language": "en", "family": "Abenov", "given": "Yerlan"}],
"role": [{"id": "role-w1", "case": "case-r1", "party": "party-w1", "role": "witness"}, {"id": "role-v1", "case": "case-r1", "party": "party-v1", "role": "public-figure"}],
"event": [{"id": "event-r1", "case": "case-r1", "title": "Arrest", "kind": "arrest", "when": {"edtf": "2024-03-03"},
  "description": "At \u001b[2J\u202e dawn Yerlan left the house.\n\nYerlan Abenov spoke. In the evening Yerlan wept."}],
"review": [{"id": "review-r1", "case": "case-r1", "words": "Zorrotmark", "passage": "zorrotmark00", "about": ["party-w1"], "decision": "keep"}]}}`

func (s *session) reviewed(args ...string) (result, []passageLine) {
	s.t.Helper()
	r := s.run(append([]string{"review", "V", "R-1", "--form", "dossier", "--json"}, args...)...)
	var got struct {
		Open     int           `json:"open"`
		Passages []passageLine `json:"passages"`
	}
	if err := json.Unmarshal([]byte(r.out), &got); err != nil {
		s.t.Fatalf("%v: %s", err, r.err)
	}
	return r, got.Passages
}

// TestReview decides on passages by number and by key; until then every export of
// the edition stops, and is written as a draft only when that is asked for.
func TestReview(t *testing.T) {
	s := newSession(t)
	s.must("init", "V")
	s.must("import", "V", s.file("case.json", sharedNames))
	submit := []string{"submit", "V", "R-1", "--form", "dossier", "--edition", "public", "--out", s.path("o.txt")}
	for _, args := range [][]string{
		submit, append(submit[:len(submit)-1:len(submit)-1], s.path("o.csv")),
		{"pack", "V", "R-1", "--form", "dossier", "--edition", "state", "--out", s.path("o.zip")},
		{"sent", "V", "R-1", "--form", "dossier", "--edition", "state"},
	} {
		s.wants(ExitProblems, "probata review", args...)
	}
	for _, name := range []string{"o.txt", "o.csv", "o.zip"} {
		if _, err := os.Stat(s.path(name)); err == nil {
			t.Errorf("%s was written", name)
		}
	}
	s.must(append(submit, "--force")...)
	if text := s.read("o.txt"); !strings.Contains(text, "[withheld] left the house") || !strings.Contains(text, "[withheld] wept") || !strings.Contains(text, "Yerlan Abenov spoke") {
		t.Errorf("the draft says:\n%s", text)
	}
	r, list := s.reviewed()
	if r.code != ExitProblems || len(list) != 2 || list[0].Words != "Yerlan" || list[0].Reason != "shared-name" || list[0].About[0] != "party-w1" {
		t.Fatalf("exit %d, %+v", r.code, list)
	}
	text := s.run("review", "V", "R-1", "--form", "dossier").out
	if strings.ContainsAny(text, "\x1b\u202e") || !strings.Contains(text, ">>Yerlan<< left the house") || !strings.Contains(text, "Yerlan Tokarev (party-w1)") {
		t.Errorf("the list is %q", text)
	}
	for _, args := range [][]string{{"--keep", "3"}, {"--keep", "0"}, {"--keep", "1", "--withhold", "1"}, {"--as", "party-w1"}, {"--withhold", "1", "--as", "party-v1"}} {
		s.wants(ExitUsage, "--", append([]string{"review", "V", "R-1", "--form", "dossier"}, args...)...)
	}
	if r, list = s.reviewed("--keep", "1", "--withhold", list[1].Key); r.code != ExitDone || list[0].Decision != "keep" || list[1].Decision != "withhold" || list[1].As != "party-w1" {
		t.Errorf("exit %d, %+v", r.code, list)
	}
	s.must(append(submit, "--force")...)
	if text := s.read("o.txt"); !strings.Contains(text, "Yerlan left the house") || !strings.Contains(text, "Person A wept") {
		t.Errorf("after the decisions it says:\n%s", text)
	}
	if r, list = s.reviewed("--withhold", "1"); list[0].Decision != "withhold" || len(list) != 2 {
		t.Errorf("a decision is not changed: %+v", list)
	}
}

func (s *session) read(name string) string {
	s.t.Helper()
	b, err := os.ReadFile(s.path(name))
	if err != nil {
		s.t.Fatal(err)
	}
	return string(b)
}

// TestReviewStaysInside: what was decided of names is in no file that leaves, in
// any edition.
func TestReviewStaysInside(t *testing.T) {
	s := newSession(t)
	s.must("init", "V")
	s.must("import", "V", s.file("case.json", sharedNames))
	marker := []string{"Zorrotmark", "zorrotmark00"}
	for _, edition := range []string{"confidential", "state", "public"} {
		for _, form := range []string{"dossier", "sp"} {
			file := s.path("x-" + form + "-" + edition)
			for _, ending := range []string{".pdf", ".docx", ".txt", ".portal.txt", ".csv"} {
				s.must("submit", "V", "R-1", "--form", form, "--edition", edition, "--out", file+ending, "--force")
			}
			var all strings.Builder
			for _, ending := range []string{".txt", ".portal.txt", ".csv"} {
				b, err := os.ReadFile(file + ending)
				if err != nil {
					t.Fatal(err)
				}
				all.Write(b)
			}
			for _, raw := range lookDocx(t, file+".docx") {
				all.WriteString(raw)
			}
			if _, err := exec.LookPath("qpdf"); err == nil {
				c := look(t, file+".pdf")
				all.WriteString(c.drawn + c.strings + c.raw)
			}
			if n := len(submission.Leaks(all.String(), marker)); n > 0 {
				t.Errorf("%s, %s edition: the record of a decision is in it", form, edition)
			}
		}
	}
	s.must("export", "V", "R-1", "--out", s.path("whole.json")) // the search finds what is there
	if len(submission.Leaks(s.read("whole.json"), marker)) == 0 {
		t.Error("the marker is not in the whole case")
	}
}
