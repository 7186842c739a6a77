package command

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"probata/dossier"
)

func TestSubmit(t *testing.T) {
	s := example(t)
	for _, form := range []string{"wgad", "osce-brief", "dossier"} {
		for _, l := range []string{"en", "ru"} {
			out := s.path(form + "-" + l + ".pdf")
			r := s.wants(ExitDone, "has been written", "submit", "V", "EXAMPLE-1", "--form", form, "--lang", l, "--out", out, "--json")
			var got submitted
			if err := json.Unmarshal([]byte(r.out), &got); err != nil {
				t.Fatal(err)
			}
			if got.Form != form || got.Language != l || got.Pages == 0 || got.Problems["stops"] == 0 {
				t.Errorf("%s in %s: %+v", form, l, got)
			}
			if !strings.Contains(r.err, "stand against sending") {
				t.Errorf("%s in %s says nothing of the problems: %s", form, l, r.err)
			}
			b, err := os.ReadFile(out)
			if err != nil || !bytes.HasPrefix(b, []byte("%PDF-")) {
				t.Errorf("%s in %s: no PDF: %v", form, l, err)
			}
		}
	}
}

func TestSubmitText(t *testing.T) {
	s := example(t)
	out := s.path("wgad.txt")
	s.must("submit", "V", "EXAMPLE-1", "--form", "wgad", "--out", out)
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(b), "Alnur") || !strings.Contains(string(b), "Date of arrest") {
		t.Errorf("the text has no answer or no question:\n%s", b)
	}
}

func TestSubmitIsRepeatable(t *testing.T) {
	s := example(t)
	read := func(name string) []byte {
		s.must("submit", "V", "EXAMPLE-1", "--form", "wgad", "--out", s.path(name), "--date", "2026-03-01")
		b, err := os.ReadFile(s.path(name))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	if !bytes.Equal(read("a.pdf"), read("b.pdf")) {
		t.Error("the same submission gives other bytes")
	}
}

func TestSubmitFlags(t *testing.T) {
	s := example(t)
	before := s.content()
	out := s.path("x.pdf")
	s.must("--ui-lang", "ru", "submit", "--form", "wgad", "--out", out, "V", "--edition=public", "EXAMPLE-1", "--victim", "party-p2", "--author", "party-p3",
		"--answer", "WGAD-1.8=First = second", "--answer", "WGAD-2.3=x")
	if info, err := os.Stat(out); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	s.wants(ExitError, "--force", "submit", "V", "EXAMPLE-1", "--form", "wgad", "--out", out)
	s.wants(ExitError, "does not exist", "submit", "V", "EXAMPLE-1", "--form", "wgad", "--out", s.path("no/x.pdf"))
	s.check(os.Mkdir(s.path("dir.pdf"), 0o700))
	s.wants(ExitError, "is a folder", "submit", "V", "EXAMPLE-1", "--form", "wgad", "--out", s.path("dir.pdf"), "--force")
	s.wants(ExitError, "no such case", "submit", "V", "NO-1", "--form", "wgad", "--out", s.path("y.pdf"))
	if left, _ := filepath.Glob(s.path(".probata-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	after := s.content()
	for name := range before {
		if after[name] != before[name] {
			t.Errorf("submit changed %s in the vault", filepath.Base(name))
		}
	}
}

func TestCheck(t *testing.T) {
	s := example(t)
	r := s.wants(ExitProblems, "", "check", "V", "EXAMPLE-1")
	for _, form := range []string{"wgad", "osce-brief", "dossier"} {
		if !strings.Contains(r.out, form+" ") {
			t.Errorf("nothing is said of %s", form)
		}
	}
	if strings.Contains(r.out, "Ilyashev") || strings.Contains(r.out, "{") {
		t.Errorf("a name or an open place in a sentence:\n%s", r.out)
	}
	if all := s.run("check", "V", "EXAMPLE-1", "--form", "all"); all.out != r.out {
		t.Error("all forms are not what no form means")
	}
}

// The example lacks the consent of the person it is about: that stands against
// sending, in words of the user's language and not of the form's.
func TestCheckFindsMissingConsent(t *testing.T) {
	s := example(t)
	for l, words := range map[string]string{"en": "No consent of an alleged victim is on record", "ru": "согласия"} {
		r := s.wants(ExitProblems, "", "check", "V", "EXAMPLE-1", "--form", "wgad", "--lang", "fr", "--json", "--ui-lang", l)
		var got struct{ Problems []problemLine }
		if err := json.Unmarshal([]byte(r.out), &got); err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(got.Problems, func(p problemLine) bool { return p.Key == "consent-missing" })
		if i < 0 {
			t.Fatalf("not reported among %d problems", len(got.Problems))
		}
		if p := got.Problems[i]; p.Form != "wgad" || p.Weight != "stops" || p.Record != "party-p1" || !strings.Contains(p.Sentence, words) {
			t.Errorf("%+v", p)
		}
	}
}

func TestProblemText(t *testing.T) {
	c := &checkRun{requesting{call: &call{Env: data(), say: data().Words.Printer("en")}}}
	line := func(form string, w dossier.Weight, record dossier.ID, field, sentence string) problemLine {
		return problemLine{form, w.String(), record, field, "", sentence, w}
	}
	got := c.problemText([]problemLine{
		line("", dossier.Stops, "case-x", "", "First. Mend it."),
		line("osce-brief", dossier.Stops, "party-p1", "birth", "Second.\nMend it."),
		line("wgad", dossier.Warn, "", "", "Third. Mend it."),
		line("wgad", dossier.Hint, "event-e1", "when", "Fourth. Mend it."),
	})
	const want = `Must be mended before sending: 2
  –           case-x          First. Mend it.
  osce-brief  party-p1.birth  Second. Mend it.
May weaken or delay a submission: 1
  wgad  –  Third. Mend it.
Worth a look: 1
  wgad  event-e1.when  Fourth. Mend it.
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if none := c.problemText(nil); none != "No problems were found.\n" {
		t.Error(none)
	}
}

// A case with nothing but its title has problems too, and none that stop a
// reader from seeing them.
func TestCheckBareCase(t *testing.T) {
	s := newSession(t)
	s.must("init", "V")
	s.must("import", "V", s.file("bare.json", `{"format": "probata-case", "version": 1, "records": {"case": [{"id": "case-bare", "reference": "BARE"}]}}`))
	r := s.wants(ExitProblems, "", "check", "V", "BARE")
	for _, want := range []string{"case-bare.title", "I.1. Family name", "osce-statement"} {
		if !strings.Contains(r.out, want) {
			t.Errorf("%q is not named:\n%s", want, r.out)
		}
	}
	for _, form := range []string{"wgad", "osce-brief", "dossier"} {
		s.must("submit", "V", "BARE", "--form", form, "--out", s.path(form+".pdf"))
	}
}

// BenchmarkSubmit is a submission of the example from the sealed vault to the
// finished file, but for the second that the key takes.
func BenchmarkSubmit(b *testing.B) {
	for _, form := range []string{"wgad", "osce-brief", "dossier"} {
		b.Run(form, func(b *testing.B) {
			s := example(b)
			for b.Loop() {
				s.must("submit", "V", "EXAMPLE-1", "--form", form, "--out", s.path("x.pdf"), "--force")
			}
		})
	}
}

// A form that shows a pattern has a row for the case and for each of --with, a case named twice among them once.
func TestSubmitWith(t *testing.T) {
	s := example(t)
	const fixtures = "../../dossier/submission/testdata/fixtures/"
	for _, name := range []string{"hrc-cp.complete", "hrc-cp.complete.other-1"} {
		file, err := filepath.Abs(fixtures + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		s.must("import", "V", file)
	}
	text := func(with ...string) string {
		out := s.path("pattern.txt")
		s.must(append([]string{"submit", "V", "2026/21", "--form", "hrc-cp", "--out", out, "--force"}, with...)...)
		b, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	if alone := text(); !strings.Contains(alone, "| 1 | Askar Vydumanov |") || strings.Contains(alone, "Nurlan Primerov") {
		t.Error("the case alone is not a table of one row")
	}
	both := text("--with", "2026/22", "--with", "2026/22", "--with", "2026/21")
	if !strings.Contains(both, "| 2 | Nurlan Primerov |") || strings.Count(both, "| Nurlan Primerov |") != 1 {
		t.Errorf("the second case is not there once:\n%s", both)
	}
	s.wants(ExitError, "no such case", "submit", "V", "2026/21", "--form", "hrc-cp", "--out", s.path("x.txt"), "--with", "nowhere")
}

// TestSubmitStopsAtCodes: pages that would show codes in place of letters are not written,
// by force neither; the person is told the code and where it stands.
func TestSubmitStopsAtCodes(t *testing.T) {
	s := example(t)
	s.must("import", "V", s.file("case.json", `{"format": "probata-case", "version": 1, "records": {"case": [
		{"id": "case-1", "reference": "CODES-1", "title": "The gate \ud808\udc00", "states": ["KZ"]}]}}`))
	for l, place := range map[string]string{"en": "question Title", "ru": "вопрос Title"} {
		out := s.path("codes-" + l + ".pdf")
		r := s.wants(ExitError, "", "submit", "V", "CODES-1", "--form", "dossier", "--force", "--ui-lang", l, "--out", out)
		if !strings.Contains(r.err, "U+12000") || !strings.Contains(r.err, place) {
			t.Errorf("%s: %q", l, r.err)
		}
		if _, err := os.Stat(out); err == nil {
			t.Errorf("%s: a file was written", l)
		}
	}
}
