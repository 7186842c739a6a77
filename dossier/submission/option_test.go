package submission

import (
	"context"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/edtf"
)

const severalBodies = `
id = "communication"
body = "ccpr"
bodies = ["ccpr", "cat"]
body_by = "Q-1"
edition = "E"
last_verified = "2026-10"
languages = ["en"]
outputs = ["pdf", "docx"]
source = "s"
date = "2026-10-31"
confidence = "memory"
[title]
en = "T"
[limits]
words = 5
[[section]]
id = "s"
label = { en = "S" }
  [[section.question]]
  id = "Q-1"
  kind = "choice"
  label = { en = "Committee" }
  default = "ccpr"
    [[section.question.option]]
    id = "ccpr"
    label = { en = "Human Rights Committee" }
    [[section.question.option]]
    id = "cat"
    label = { en = "Committee against Torture" }
    words = 2
  [[section.question]]
  id = "Q-2"
  kind = "longtext"
  label = { en = "More" }
  show_if = "Q-1=cat"
`

func TestOptions(t *testing.T) {
	form, err := ReadForm("x.toml", strings.NewReader(severalBodies))
	if err != nil {
		t.Fatal(err)
	}
	e := testEngine(t)
	tests := []struct {
		answers map[string]string
		body    string
		words   int
		said    string
		n       int
	}{
		{nil, "ccpr", 5, "Human Rights Committee", 1},
		{map[string]string{"Q-1": "cat", "Q-2": "one two three"}, "cat", 2, "Committee against Torture", 2},
	}
	for _, tt := range tests {
		d := dossier.New(&dossier.Case{Head: dossier.Head{ID: "case-1"}, Reference: "R"})
		f, err := e.Fill(context.Background(), Request{Dossier: d, Form: form, Edition: Confidential, Today: edtf.Date{}, Answers: tt.answers})
		if err != nil {
			t.Fatal(err)
		}
		if got := f.filler.body(); got != tt.body {
			t.Errorf("%v: body %q, want %q", tt.answers, got, tt.body)
		}
		if got := f.filler.limits().Words; got != tt.words {
			t.Errorf("%v: %d words, want %d", tt.answers, got, tt.words)
		}
		if len(f.Answers) != tt.n || f.Answers[0].Text != tt.said {
			t.Errorf("%v: %d answers, the first %q", tt.answers, len(f.Answers), f.Answers[0].Text)
		}
		long := false
		for _, p := range f.Problems {
			long = long || p.Key == "form-too-long"
		}
		if long != (tt.body == "cat") {
			t.Errorf("%v: too long is %v", tt.answers, long)
		}
	}
}

func TestOptionFaults(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"unknown body", `bodies = ["ccpr", "cat"]`, `bodies = ["ccpr", "crc"]`, `"crc" is no option of Q-1`},
		{"no such question", `body_by = "Q-1"`, `body_by = "Q-9"`, `there is no question "Q-9"`},
		{"bodies without a question", `body_by = "Q-1"`, ``, "name with body_by"},
		{"body that the case chooses", `default = "ccpr"`, "default = \"ccpr\"\nfrom = [\"case.title\"]", "the user alone"},
		{"default of another body", `default = "ccpr"`, `default = "cat"`, "the user alone"},
		{"option twice", `id = "cat"`, `id = "ccpr"`, "an id of its own"},
		{"default that is none", `default = "ccpr"`, `default = "crc"`, `default "crc" is no value`},
		{"option without words", `label = { en = "Committee against Torture" }`, `label = { ru = "К" }`, `no words in "en"`},
		{"condition that can never be", `show_if = "Q-1=cat"`, `show_if = "Q-1=crc"`, `which this form cannot have`},
		{"unknown kind of file", `outputs = ["pdf", "docx"]`, `outputs = ["odt"]`, `"odt" is no kind of file`},
		{"vocabulary and options", `default = "ccpr"`, "default = \"ccpr\"\nvalues = \"procedure\"", "keep one of them"},
	}
	for _, tt := range tests {
		_, err := ReadForm("x.toml", strings.NewReader(strings.Replace(severalBodies, tt.old, tt.new, 1)))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}

// TestWaiver: a stop becomes a warning only with a reason, for that record, field and form.
func TestWaiver(t *testing.T) {
	form, err := ReadForm("x.toml", strings.NewReader(strings.Replace(severalBodies, "outputs =", "consent = [\"submit\"]\noutputs =", 1)))
	if err != nil {
		t.Fatal(err)
	}
	head := func(id string) dossier.Head { return dossier.Head{ID: dossier.ID(id), Case: "case-1"} }
	tests := []struct {
		name    string
		w       dossier.Waiver
		stopped bool
	}{
		{"with a reason", dossier.Waiver{Key: "consent-missing", About: "party-1", Reason: "the mother has asked for it"}, false},
		{"for this form", dossier.Waiver{Form: "communication", Key: "consent-missing", About: "party-1", Reason: "r"}, false},
		{"for another form", dossier.Waiver{Form: "wgad", Key: "consent-missing", About: "party-1", Reason: "r"}, true},
		{"for another record", dossier.Waiver{Key: "consent-missing", About: "party-2", Reason: "r"}, true},
		{"without a reason", dossier.Waiver{Key: "consent-missing", About: "party-1"}, true},
	}
	e := testEngine(t)
	for _, tt := range tests {
		w := tt.w
		w.Head = head("waiver-1")
		d := dossier.New(
			&dossier.Case{Head: dossier.Head{ID: "case-1"}, Reference: "R"},
			&dossier.Party{Head: dossier.Head{ID: "party-1"}, Kind: "person"},
			&dossier.Role{Head: head("role-1"), Party: "party-1", Role: "alleged-victim"}, &w,
		)
		f, err := e.Fill(context.Background(), Request{Dossier: d, Form: form, Edition: Confidential})
		if err != nil {
			t.Fatal(err)
		}
		stopped := false
		for _, p := range f.Problems {
			stopped = stopped || p.Key == "consent-missing" && p.Weight == dossier.Stops
			if p.Key == "consent-missing" && (p.Waiver == "") != tt.stopped {
				t.Errorf("%s: waiver %q", tt.name, p.Waiver)
			}
		}
		if stopped != tt.stopped {
			t.Errorf("%s: stopped %v, want %v", tt.name, stopped, tt.stopped)
		}
	}
}

// TestConsentForOneBody names a person to the State only in a submission to the
// body for which that was agreed, where one form serves several.
func TestConsentForOneBody(t *testing.T) {
	form, err := ReadForm("x.toml", strings.NewReader(strings.Replace(severalBodies, "kind = \"longtext\"", "kind = \"text\"\n  from = [\"role[role=alleged-victim].party.name.family\"]", 1)))
	if err != nil {
		t.Fatal(err)
	}
	e := testEngine(t)
	head := func(id string) dossier.Head { return dossier.Head{ID: dossier.ID(id), Case: "case-1"} }
	for agreed, named := range map[string]bool{"cat": true, "ccpr": false} {
		d := dossier.New(
			&dossier.Case{Head: dossier.Head{ID: "case-1"}, Reference: "R"},
			&dossier.Party{Head: dossier.Head{ID: "party-1"}, Kind: "person"},
			&dossier.Name{Head: dossier.Head{ID: "name-1"}, Party: "party-1", Given: "Aigul", Family: "Sadykova", Language: "en"},
			&dossier.Role{Head: head("role-1"), Party: "party-1", Role: "alleged-victim"},
			&dossier.Consent{Head: head("consent-1"), Party: "party-1", Scope: []string{"submit", "name-to-state"}, Bodies: []string{agreed}},
		)
		f, err := e.Fill(context.Background(), Request{Dossier: d, Form: form, Edition: State, Answers: map[string]string{"Q-1": "cat"}, Today: testDay(t, "2026-11-24")})
		if err != nil {
			t.Fatal(err)
		}
		if f.Body() != "cat" {
			t.Errorf("the submission is for %q", f.Body())
		}
		doc, err := f.Document()
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(DocumentText(doc), "Sadykova"); got != named {
			t.Errorf("agreed for %s, and named to the Committee against Torture: %v", agreed, got)
		}
	}
}
