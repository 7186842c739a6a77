package command

import (
	"maps"
	"strings"
	"testing"
)

const caseRecord = `"case": [{"id": "case-x", "reference": "X-1", "title": "Title"}]`

func caseFile(records string) string {
	return `{"format": "probata-case", "version": 1, "records": {` + caseRecord + records + `}}`
}

// What is wrong with a file is said with its place and without its text, and the
// vault stays as it was.
func TestImportRefuses(t *testing.T) {
	s := example(t)
	for _, c := range []struct {
		name, file string
		code       int
		words      string
	}{
		{"not JSON", `Ilyashev`, ExitError, "nothing has been imported"},
		{"empty", ``, ExitError, "nothing has been imported"},
		{"other format", `{"format": "other", "version": 1, "records": {}}`, ExitError, "nothing has been imported"},
		{"newer", `{"format": "probata-case", "version": 99, "records": {}}`, ExitNewer, "newer version"},
		{"unknown type", caseFile(`, "spell": [{"id": "spell-a"}]`), ExitError, "unknown key"},
		{"unknown key", caseFile(`, "event": [{"id": "event-a", "titel": "Ilyashev"}]`), ExitError, "titel"},
		{"wrong type", caseFile(`, "event": [{"id": "event-a", "title": 7}]`), ExitError, "event[0].title (event-a)"},
		{"dangling", caseFile(`, "role": [{"id": "role-a", "party": "party-gone", "role": "other"}]`), ExitError, "role[0].party (role-a)"},
		{"32 May", caseFile(`, "event": [{"id": "event-a", "when": {"edtf": "2020-05-32"}}]`), ExitError, "event[0].when (event-a)"},
		{"words as date", caseFile(`, "event": [{"id": "event-a", "when": {"edtf": "32 May"}}]`), ExitError, "event[0].when (event-a)"},
		{"50 MB string", caseFile(`, "event": [{"id": "event-a", "title": "` + strings.Repeat("x", 50<<20) + `"}]`), ExitError, "event[0].title"},
		{"two cases", `{"format": "probata-case", "version": 1, "records": {"case": [{"id": "case-x"}, {"id": "case-y"}]}}`, ExitError, "case"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s.t = t
			before := s.content()
			r := s.wants(c.code, c.words, "import", "V", s.file("bad.json", c.file))
			if strings.Contains(r.err, "Ilyashev") || len(r.err) > 4000 {
				t.Errorf("text of the file in the message: %.200s", r.err)
			}
			if !maps.Equal(before, s.content()) {
				t.Error("the vault has changed")
			}
		})
	}
}

func TestImportConflict(t *testing.T) {
	s := example(t)
	before := s.must("export", "V", "EXAMPLE-1").out
	changed := strings.Replace(before, `"title": "Press conference"`, `"title": "Another title"`, 1)
	if changed == before {
		t.Fatal("the example has no event with that title")
	}
	r := s.wants(ExitError, "say something else", "import", "V", s.file("changed.json", changed))
	if !strings.Contains(r.err, "event-e13") {
		t.Errorf("the record is not named: %s", r.err)
	}
	if after := s.must("export", "V", "EXAMPLE-1").out; after != before {
		t.Error("the case has changed")
	}
	s.must("import", "V", s.file("same.json", before)) // the same again is no conflict
	s.wants(ExitError, "cannot be read", "import", "V", s.path("absent.json"))
	s.in = before
	s.must("import", "V", "-")
}

// Names with characters that turn the direction of reading, or move a
// terminal's cursor, are kept as they are and printed without harm.
func TestHostileNames(t *testing.T) {
	s := newSession(t)
	s.must("init", "V")
	s.must("import", "V", s.file("hostile.json", strings.ReplaceAll(caseFile(""), `"Title"`, `"a\u202eb\u001b[2Jc\u0000d"`)))
	if out := s.must("list", "V").out; !strings.Contains(out, "ab[2Jcd") {
		t.Errorf("%q", out)
	}
	s.must("submit", "V", "X-1", "--form", "dossier", "--out", s.path("x.pdf"))
	if r := s.run("check", "V", "X-1"); r.code != ExitProblems || !strings.Contains(r.out, "invisible characters") {
		t.Errorf("exit %d:\n%s", r.code, r.out)
	}
}
