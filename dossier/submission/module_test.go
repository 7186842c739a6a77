package submission

import (
	"context"
	"slices"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/edtf"
)

const modules = `
id = "modules"
body = "sp"
edition = "E"
last_verified = "2026-10"
languages = ["en"]
source = "s"
date = "2026-10-31"
confidence = "memory"
[title]
en = "T"
[[section]]
id = "s"
label = { en = "S" }
  [[section.question]]
  id = "mandates"
  kind = "choices"
  label = { en = "Mandates" }
    [[section.question.option]]
    id = "torture"
    label = { en = "Torture" }
    suggest = ["act[kind=ill-treatment].kind"]
    [[section.question.option]]
    id = "expression"
    label = { en = "Expression" }
    suggest = ["allegation[provision=iccpr.19].provision"]
[[section]]
id = "m"
label = { en = "Module" }
show_if = "mandates=torture"
  [[section.question]]
  id = "methods"
  number = "2 (d)"
  kind = "longtext"
  label = { en = "Methods" }
  from = ["act.methods"]
  [[section.question]]
  id = "again"
  kind = "longtext"
  label = { en = "Methods again" }
  view = "see"
  filter = ["mandates", "methods"]
  [[section.question]]
  id = "autopsy"
  kind = "longtext"
  label = { en = "Autopsy" }
  show_if = "methods=fatal"
`

// TestModule shows a section with its condition: which options the case itself
// suggests, and that a question's own condition still counts.
func TestModule(t *testing.T) {
	form, err := ReadForm("x.toml", strings.NewReader(modules))
	if err != nil {
		t.Fatal(err)
	}
	e := testEngine(t)
	methods := map[string][]string{"ill-treatment": {"beating"}}
	tests := []struct {
		name    string
		act     string
		answers map[string]string
		asked   string
		see     string
	}{
		{"suggested", "ill-treatment", nil, "mandates methods again", "See “Mandates” and 2 (d)."},
		{"not suggested", "arrest", nil, "mandates", ""},
		{"chosen", "arrest", map[string]string{"mandates": "torture|expression"}, "mandates methods again", "See “Mandates”."},
		{"chosen against the suggestion", "ill-treatment", map[string]string{"mandates": "expression"}, "mandates", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := dossier.New(
				&dossier.Case{Head: dossier.Head{ID: "case-1"}, Reference: "1", Title: "T"},
				&dossier.Party{Head: dossier.Head{ID: "party-v"}, Kind: "person"},
				&dossier.Event{Head: dossier.Head{ID: "event-1", Case: "case-1"}, Title: "e"},
				&dossier.Act{Head: dossier.Head{ID: "act-1", Case: "case-1"}, Event: "event-1", Kind: tt.act, Victim: "party-v", Methods: methods[tt.act]},
			)
			filled, err := e.Fill(context.Background(), Request{Dossier: d, Form: form, Edition: Confidential, Today: edtf.Date{}, Answers: tt.answers})
			if err != nil {
				t.Fatal(err)
			}
			var asked []string
			for _, a := range filled.Answers {
				if a.Question.ID == "again" && a.Text != tt.see {
					t.Errorf("points to %q, want %q", a.Text, tt.see)
				}
				asked = append(asked, a.Question.ID)
			}
			if got := strings.Join(asked, " "); got != tt.asked {
				t.Errorf("asked %q, want %q", got, tt.asked)
			}
		})
	}
}

func TestModuleCircle(t *testing.T) {
	_, err := ReadForm("x.toml", strings.NewReader(strings.Replace(modules, `show_if = "mandates=torture"`, `show_if = "methods=x"`, 1)))
	if err == nil || !strings.Contains(err.Error(), "leads in a circle") {
		t.Errorf("a section shown by its own question: %v", err)
	}
	_, err = ReadForm("x.toml", strings.NewReader(strings.Replace(modules, `filter = ["mandates", "methods"]`, `filter = ["autopsy"]`, 1)))
	if err == nil || !strings.Contains(err.Error(), `no question "autopsy" stands before it`) {
		t.Errorf("a pointer to a later question: %v", err)
	}
	_, err = ReadForm("x.toml", strings.NewReader(strings.Replace(modules, `act[kind=ill-treatment].kind`, `act.nothing`, 1)))
	if err == nil || !slices.Contains(strings.Fields(err.Error()), `"act.nothing":`) {
		t.Errorf("a suggestion from a field that there is not: %v", err)
	}
}
