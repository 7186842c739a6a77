package command

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"probata/dossier/reading"
)

const report = `Suspected of a post
Lampada, 3 May 2023

Teacher Marat Kulzhanbek was detained on 2 May. “He said nothing,” said his lawyer, Igor Velichansky.

Velichansky told Lampada that article 274 of the Criminal Code was read to him.
`

type readOut struct {
	Files []readFile `json:"files"`
}

func (s *session) suggested(args ...string) readOut {
	s.t.Helper()
	var got readOut
	if err := json.Unmarshal([]byte(s.must(append([]string{"read", "V"}, args...)...).out), &got); err != nil {
		s.t.Fatal(err)
	}
	return got
}

func emptyCase(t *testing.T) *session {
	t.Helper()
	s := newSession(t)
	s.must("init", "V")
	s.must("import", "V", s.file("case.json", `{"format": "probata-case", "version": 1, "records": {"case": [{"id": "case-r1", "reference": "R-1", "title": "New", "states": ["KZ"]}]}}`))
	return s
}

// TestRead goes from a text to records and back: nothing is entered unasked, what was accepted is linked and cited, what was
// dismissed does not come back, and a corrected text keeps what still stands in it.
func TestRead(t *testing.T) {
	s := emptyCase(t)
	file := s.file("report.txt", report)
	got := s.suggested("R-1", file, "--json")
	if len(got.Files) != 1 || got.Files[0].Published != "2023-05-03" || got.Files[0].Source != "" {
		t.Fatalf("%+v", got)
	}
	if again := s.suggested("R-1", file, "--json"); again.Files[0].Evidence != got.Files[0].Evidence {
		t.Error("the same file was sealed twice")
	}
	before := s.must("show", "V", "R-1").out
	if strings.Contains(before, "Kulzhanbek") {
		t.Error("something was entered unasked")
	}
	dismissed := ""
	for i := range got.Files[0].Suggestions {
		x := &got.Files[0].Suggestions[i]
		if x.Words != report[x.ByteStart:x.ByteEnd] || string([]rune(report)[x.Start:x.End]) != x.Words {
			t.Errorf("%s: offsets %+v are not those of %q", x.Key, x.Span, x.Words)
		}
		switch {
		case x.Kind == reading.Quote && x.Detail["form"] == "direct", x.Kind == reading.Act, x.Kind == reading.Role, x.Kind == reading.Statute:
			x.Decision = "accept"
		case x.Kind == reading.Organisation:
			x.Decision, dismissed = "dismiss", x.Key
		}
	}
	b, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	reviewed := s.file("reviewed.json", string(b))
	left := s.suggested("R-1", file, "--json", "--accept", reviewed)
	for _, x := range left.Files[0].Suggestions {
		if x.Key == dismissed || x.Kind == reading.Act {
			t.Errorf("%s %s comes back", x.Kind, x.Key)
		}
	}
	text := s.must("export", "V", "R-1", "--format", "json").out
	for _, want := range []string{`"family": "Kulzhanbek"`, `"family": "Velichansky"`, `"role": "representative"`, `"role": "alleged-victim"`, `"words": "He said nothing"`, `"kind": "arrest"`, `"number": "274"`, `"passage": "`, `"edtf": "2023-05-02"`} {
		if !strings.Contains(text, want) {
			t.Errorf("the case has no %s", want)
		}
	}

	corrected := s.file("corrected.txt", "A correction stands above.\n\n"+strings.Replace(report, "“He said nothing,”", "“He was silent,”", 1))
	r := s.must("read", "V", "R-1", corrected, "--corrects", string(left.Files[0].Source))
	if !strings.Contains(r.err, "Their words are no longer in the text") || !strings.Contains(r.err, "; 1 do not") {
		t.Errorf("a citation whose words are gone is not named: %s", r.err)
	}
	text = s.must("export", "V", "R-1", "--format", "json").out
	at := strings.Index("A correction stands above.\n\n"+report, "was detained")
	if !strings.Contains(text, `"quoted": "Marat Kulzhanbek"`) || at < 0 {
		t.Error("a citation was lost")
	}
}

func TestReadRefuses(t *testing.T) {
	s := emptyCase(t)
	file := s.file("report.txt", report)
	s.wants(ExitError, "cannot be read, or is no plain file", "read", "V", "R-1", s.path("absent.txt"))
	s.wants(ExitUsage, "one file", "read", "V", "R-1", file, file, "--accept", file)
	s.wants(ExitError, "cannot be read as decisions", "read", "V", "R-1", file, "--accept", file)
	s.wants(ExitError, "do not fit the text", "read", "V", "R-1", file, "--accept", s.file("other.json", `{"files":[{"suggestions":[{"key":"0123","decision":"accept"}]}]}`))
	s.wants(ExitUsage, "source", "read", "V", "R-1", file, "--corrects", "source-none")
	r := s.must("read", "V", "R-1", s.file("escape.txt", "“\x1b[2JStop \u202e here,” said Marat \x1b]0;Kulzhanbek."))
	if strings.ContainsAny(r.out+r.err, "\x1b\u202e") {
		t.Error("a terminal obeys the text")
	}
	if _, err := os.Stat(file); err != nil {
		t.Error("the file outside was touched")
	}
}
