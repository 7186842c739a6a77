package command

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/exchange"
)

// hostile is what somebody writes into a case that is handed over, to be obeyed by
// the terminal of whoever looks at it: the clipboard filled, the title set, lines
// wiped and forged, the order of letters turned.
const hostile = "\x1b]52;c;cm0gLXJmIH4=\x07\x1b[2J\x1b]0;pwn\x1b\\\u009b31m\u009d2;x\u009c\r\b\u202e\u2066\x7f\nforged line\u2028another\U000E0041"

// TestTerminal: no command, whatever a case holds, prints what a terminal obeys.
func TestTerminal(t *testing.T) {
	s := newSession(t)
	s.must("init", "V")
	s.must("init", s.path("W"))
	d, err := exchange.ReadJSON(open(t, assets+"example/example-1.json"))
	s.check(err)
	for _, r := range d.All() {
		for _, f := range dossier.TableOf(r.Type()).Fields {
			if f.Kind == dossier.Link || f.Kind == dossier.Links || f.Fixed || (r.Type() == "citation" || r.Type() == "translation") && f.Key == "field" {
				continue
			}
			f.MapTexts(r, func(text string) string {
				if text == "" && f.Kind != dossier.Text && f.Kind != dossier.LongText {
					return text
				}
				return text + hostile
			})
		}
	}
	d.Case().Reference = "H-1" + hostile
	var file strings.Builder
	s.check(exchange.WriteJSON(&file, d))
	event := string(dossier.Of[*dossier.Event](d)[0].ID)
	id := string(d.Case().ID)
	in := s.file("in\x1b[31m\u202e.json", file.String())
	key := s.file("key", s.must("contact", s.path("W")).out)
	own := s.file("own", s.must("recovery", "V", "make", "--generate").out)
	bad := strings.ReplaceAll(file.String(), `"title": "`, `"nonsense": "`)
	photo := s.file("p\x1b[1m\u202egpj.txt", "words\x1b[2J of a letter")
	refs := s.file("refs.json", `[{"type": "book", "title": "\u001b]0;x\u0007T\u202e", "\u001b[2Jkey": "v"}]`)
	ran := map[string]bool{}
	run := func(args ...string) string {
		t.Helper()
		for i, a := range args {
			if a == "W" {
				args[i] = s.path("W")
			}
		}
		r := s.run(args...)
		ran[args[0]] = true
		for _, text := range []string{r.out, r.err} {
			for _, c := range text {
				if c != '\n' && (unicode.IsControl(c) || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c == 0x2028 || c >= 0xE0000) {
					t.Errorf("%s prints %U (exit %d):\n%q", args[0], c, r.code, text)
					break
				}
			}
			if !strings.HasPrefix(text, "{") && strings.Contains("\n"+text, "\nforged") {
				t.Errorf("%s lets a value begin a line (exit %d):\n%q", args[0], r.code, text)
			}
		}
		return r.out
	}
	run("import", "V", s.file("bad.json", bad))
	if got := run("import", "V", in); strings.Count(got, "\n") != 1 {
		t.Errorf("import prints %q, not one line: %v", got, s.run("import", "V", in))
	}
	run("import", "V", in, "--json")
	s.must("show", "V", id) // it came in
	for _, args := range [][]string{
		{"list", "V"},
		{"show", "V", id},
		{"show", "V", id, event},
		{"search", "V", "Rakhmanov"},
		{"check", "V", id},
		{"deadlines", "V", id},
		{"history", "V"},
		{"history", "V", id},
		{"attach", "V", id, photo},
		{"evidence", "V", id},
		{"recipients", "V"},
		{"verify", "V"},
		{"recovery", "V"},
		{"references", "V", id, refs},
		{"references", "V", id, "--out", s.path("o\x1b[1m.json")},
		{"forms"},
		{"licences"},
		{"version"},
		{"contact", "V"},
		{"law"},
		{"law", "\x1b[31m"},
	} {
		run(args...)
		{
			if out := run(append(args, "--json")...); strings.HasPrefix(out, "{") && !json.Valid([]byte(out)) {
				t.Errorf("%s --json prints no JSON: %q", args[0], out)
			}
		}
	}
	if out := run("export", "V", id); !json.Valid([]byte(out)) {
		t.Error("export prints no JSON")
	}
	for _, end := range []string{"pdf", "docx", "txt", "csv", "portal.txt"} {
		name := s.path("o\u202e\x1b[1m." + end)
		run("submit", "V", id, "--form", "dossier", "--out", name)
		if !strings.HasSuffix(end, "txt") && end != "csv" {
			continue // their tests look into them
		}
		data, err := os.ReadFile(name)
		s.check(err)
		text := strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r\n", "\n")
		if at := strings.IndexFunc(text, func(r rune) bool { return r != '\n' && document.Unseen(r) }); at >= 0 {
			t.Errorf("%s holds %q", end, text[max(0, at-20):at+20])
		}
	}
	run("review", "V", id, "--form", "dossier", "--edition", "public")
	run("cite", "V", id, string(dossier.Of[*dossier.Allegation](d)[0].ID), "no\x1b[31m")
	run("read", "V", id, photo)
	run("submit", "V", id, "--form", "dossier", "--out", s.path("a.txt"), "--answer", "NO\x1bNE=x")
	var sent filed
	s.check(json.Unmarshal([]byte(run("sent", "V", id, "--form", "wgad", "--reference", hostile, "--json")), &sent))
	run("changes", "V", id, string(sent.Filing))
	run("changes", "V", id, "no\x1b[31m")
	run("pack", "V", id, "--form", "dossier", "--out", s.path("p\x1b.zip"))
	run("handover", "V", id, "--to", key, "--out", s.path("h\x1b.age"))
	if got := run("receive", "W", s.path("h\x1b.age")); strings.Count(got, "\n") != 1 {
		t.Errorf("receive prints %q, not one line", got)
	}
	run("recipients", "V", "add", key, "--label", hostile)
	run("recipients", "V")
	run("backup", "V", s.dir)
	run("restore", s.dir)
	run("salvage", "V", s.path("S\x1b[1m"))
	run("passphrase", "V", "--recovery-file", own, "--new-passphrase-file", s.file("n", passphrase))
	run("rekey", "V")
	run("init", s.path("I\x1b[1m\u202e"))
	run("example", s.path("E\x1b[1m"))
	run("help", "no\x1b[31m")
	run("list", s.path("absent\x1b[31m"))
	run("draft", "V", id, "--form", "dossier")
	run("translate", "V", id, "--lang", "ru")
	run("translate", "V", id, "--lang", "ru", "--out", s.path("t\x1b[1m.csv"))
	run("update-check", photo)
	run("lang")
	run("lang", "check", "no\x1b[31m")
	run("completion", "no\x1b[31m")
	note := strings.TrimSpace(run("new", "V", "note", "--case", id, "text=x"))
	run("new", "V", "note\x1b[31m", "--case", id, "te\x1bxt=x")
	run("set", "V", id, note, "text="+hostile)
	run("put", "V", id, s.file("put.json", `[{"type": "note", "no\u001bne": "\u001b[31m"}]`))
	run("batch", "V", s.file("batch", "show "+id+" "+note+"\nshow no\x1b[31m\n"))
	run("delete", "V", id, note)
	run("erase", "V", id, "--yes")
	run("erase", s.path("I\x1b[1m\u202e"), "--yes")
	for _, cmd := range table() {
		if !ran[cmd.name] {
			t.Errorf("%s was not tried with a hostile case", cmd.name)
		}
	}
}

func open(t *testing.T, name string) *os.File {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}
