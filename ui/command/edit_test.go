package command

import (
	"encoding/json"
	"strings"
	"testing"
)

// A case is made and changed by commands alone, and every step stands in the history.
func TestMakeAndChange(t *testing.T) {
	s := newSession(t)
	s.must("init", "V")
	id := strings.TrimSpace(s.must("new", "V", "case", "reference=S-1", "title=A case", "states=KZ").out)
	s.in = `{"notes": null, "title": "What happened", "when": {"edtf": "2026-02"}}`
	s.wants(ExitError, "unknown key", "new", "V", "event", "--case", "S-1", "--from", "-")
	s.in = `{"title": "What happened", "when": {"edtf": "2026-02"}}`
	event := strings.TrimSpace(s.must("new", "V", "event", "--case", "S-1", "--from", "-").out)
	party := strings.TrimSpace(s.must("new", "V", "party", "kind=person").out)
	s.must("new", "V", "role", "--case", "S-1", "party="+party, "role=alleged-victim")
	s.must("set", "V", "S-1", event, "when=2026-02-14", "title=Another")
	var got struct {
		Title string `json:"title"`
		When  struct{ EDTF string }
	}
	s.check(json.Unmarshal([]byte(s.must("show", "V", "S-1", event, "--json").out), &got))
	if got.Title != "Another" || got.When.EDTF != "2026-02-14" {
		t.Errorf("%+v", got)
	}
	s.in = `[{"type": "note", "text": "One"}, {"id": "` + event + `", "title": "Whole"}]`
	if out := s.must("put", "V", id, "-").out; strings.Count(out, "\n") != 2 {
		t.Errorf("put prints %q", out)
	}
	if out := s.must("show", "V", "S-1", event, "--json").out; strings.Contains(out, "2026-02-14") || !strings.Contains(out, "Whole") {
		t.Errorf("put did not replace the whole: %s", out)
	}
	s.must("delete", "V", "S-1", event)
	s.wants(ExitError, "no record", "show", "V", "S-1", event)
	history := s.must("history", "V", event).out
	for _, label := range []string{"add", "edit", "remove"} {
		if !strings.Contains(history, label) {
			t.Errorf("the history lacks %s:\n%s", label, history)
		}
	}
}

// What must not be written is refused, with record and field and never with the value.
func TestEnteringRefuses(t *testing.T) {
	s := example(t)
	const secret = "Maksim"
	for _, c := range []struct {
		code  int
		words string
		args  []string
	}{
		{ExitError, "event-e3.when", []string{"set", "V", "EXAMPLE-1", "event-e3", "when=" + secret}},
		{ExitError, "set by the program", []string{"set", "V", "EXAMPLE-1", "evidence-none", "sha256=" + secret}},
		{ExitUsage, "has no such field", []string{"set", "V", "EXAMPLE-1", "event-e3", "titel=" + secret}},
		{ExitUsage, "Did you mean: title", []string{"set", "V", "EXAMPLE-1", "event-e3", "titel=" + secret}},
		{ExitUsage, "KEY=VALUE", []string{"set", "V", "EXAMPLE-1", "event-e3"}},
		{ExitError, "status", []string{"set", "V", "EXAMPLE-1", "event-e3", "status=" + secret}},
		{ExitUsage, "no such type", []string{"new", "V", "custody", "--case", "EXAMPLE-1"}},
		{ExitUsage, "Did you mean: event", []string{"new", "V", "evnet", "--case", "EXAMPLE-1"}},
		{ExitUsage, "--case", []string{"new", "V", "event", "title=" + secret}},
		{ExitError, "erase VAULT CASE", []string{"delete", "V", "EXAMPLE-1", "case-example1"}},
	} {
		r := s.run(c.args...)
		if c.args[2] == "EXAMPLE-1" && strings.HasPrefix(c.args[3], "evidence-none") || c.args[0] == "delete" {
			continue // ids of the example; told below
		}
		if r.code != c.code || !strings.Contains(r.err, c.words) || strings.Contains(r.err+r.out, secret) {
			t.Errorf("%v: exit %d, want %d; stderr without %q, or with the value:\n%s", c.args[:len(c.args)-1], r.code, c.code, c.words, r.err)
		}
	}
	s.in = `{"id": "event-e3", "title": "` + secret + `", "when": {"edtf": "` + secret + `"}}`
	if r := s.wants(ExitError, "event-e3.when", "put", "V", "EXAMPLE-1", "-"); strings.Contains(r.err, secret) {
		t.Error(r.err)
	}
	before := s.must("show", "V", "EXAMPLE-1", "event-e3", "--json").out
	if strings.Contains(before, secret+`"`) {
		t.Errorf("a refused record was written: %s", before)
	}
	s.wants(ExitError, "no record", "delete", "V", "EXAMPLE-1", "event-nowhere")
}

func TestBatch(t *testing.T) {
	s := example(t)
	file := s.file("lines", "# what is there\nlist\nshow 'EXAMPLE-1'\nnew note --case EXAMPLE-1 \"text=two words\"\n\nsearch two\n")
	r := s.must("batch", "V", file)
	if strings.Count(r.out, "EXAMPLE-1") < 2 || !strings.Contains(r.out, "note-") {
		t.Errorf("%s\n%s", r.out, r.err)
	}
	s.in = "list\nshow nowhere\nversion\n"
	if r := s.wants(ExitError, "Line 2", "batch", "V"); strings.Contains(r.out, "probata 1.2.3") {
		t.Error("it went on after a fault")
	}
	if r := s.wants(ExitError, "Line 2", "batch", "V", "--keep-going"); !strings.Contains(r.out, "probata 1.2.3") {
		t.Error("it did not go on")
	}
	s.in = "check EXAMPLE-1 --form wgad"
	s.wants(ExitProblems, "Line 1", "batch", "V")
	s.in = "rekey"
	s.wants(ExitUsage, "cannot stand in a batch", "batch", "V")
	s.in = "list 'open"
	s.wants(ExitUsage, "not closed", "batch", "V")
}

func TestSplitWords(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{`a b  c`, "a|b|c"},
		{`a 'b c' d`, "a|b c|d"},
		{`a "b \"c\" \d" e`, `a|b "c" \d|e`},
		{`a b\ c`, "a|b c"},
		{`a '' b`, "a||b"},
		{`a#b #c`, "a#b"},
		{`k="имя слово"`, "k=имя слово"},
		{``, ""},
	} {
		got, err := splitWords(c.line)
		if err != nil || strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q, %v", c.line, got, err)
		}
	}
}

func FuzzSplitWords(f *testing.F) {
	f.Add(`a 'b c' "d \" e" \f #g`)
	f.Fuzz(func(t *testing.T, line string) {
		words, err := splitWords(line)
		if err != nil {
			return
		}
		var quoted []string
		for _, w := range words {
			quoted = append(quoted, "'"+strings.ReplaceAll(w, "'", `'\''`)+"'")
		}
		again, err := splitWords(strings.Join(quoted, " "))
		if err != nil || strings.Join(again, "\x00") != strings.ToValidUTF8(strings.Join(words, "\x00"), "\uFFFD") {
			t.Errorf("%q: %q, quoted and read again %q, %v", line, words, again, err)
		}
	})
}
