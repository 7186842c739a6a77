package submission

import (
	"context"
	"strings"
	"testing"

	"probata/dossier"
)

const patternForm = `
id = "pattern"
body = "hrc-cp"
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
  id = "Q-1"
  kind = "table"
  label = { en = "Cases" }
  view = "cases"
  [[section.question]]
  id = "Q-2"
  kind = "table"
  label = { en = "Victims" }
  view = "victims"
  [[section.question]]
  id = "Q-3"
  kind = "table"
  label = { en = "Incidents" }
  view = "incidents"
  filter = ["arrest"]
`

// TestCases: the cases stand side by side, each redacted by its own consents.
func TestCases(t *testing.T) {
	form, err := ReadForm("x.toml", strings.NewReader(patternForm))
	if err != nil {
		t.Fatal(err)
	}
	one := func(id, family, scope string) *dossier.Dossier {
		head := func(s string) dossier.Head {
			return dossier.Head{ID: dossier.ID(s + "-" + id), Case: dossier.ID("case-" + id)}
		}
		party := head("party").ID
		return dossier.New(
			&dossier.Case{Head: dossier.Head{ID: head("x").Case}, Reference: "R-" + id, States: []string{"KZ"}},
			&dossier.Party{Head: dossier.Head{ID: party}, Kind: "person", Sex: "female"},
			&dossier.Name{Head: dossier.Head{ID: dossier.ID("name-" + id)}, Party: party, Family: family, Kind: "official"},
			&dossier.Role{Head: head("role"), Party: party, Role: "alleged-victim"},
			&dossier.Consent{Head: head("consent"), Party: party, Scope: []string{scope}},
			&dossier.Event{Head: head("event"), Title: "Arrest", Kind: "arrest", Area: "Area " + id},
			&dossier.Act{Head: head("act"), Event: head("event").ID, Kind: "arrest", Victim: party, When: dossier.Date{EDTF: "2024-0" + id}},
		)
	}
	first, second := one("1", "Sarsenova", "name-published"), one("2", "Bekturova", "submit")
	tests := []struct {
		edition   Edition
		has, lack []string
	}{
		{Confidential, []string{"Sarsenova", "Bekturova", "January 2024", "February 2024", "Area 2", "Female"}, nil},
		{Public, []string{"Sarsenova", "February 2024"}, []string{"Bekturova"}},
	}
	for _, tt := range tests {
		f, err := testEngine(t).Fill(context.Background(), Request{Dossier: first, Others: []*dossier.Dossier{second}, Form: form, Edition: tt.edition})
		if err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		for _, a := range f.Answers {
			all.WriteString(a.Text + "\n")
		}
		for _, s := range tt.has {
			if !strings.Contains(all.String(), s) {
				t.Errorf("%s: %q is not there:\n%s", tt.edition, s, all.String())
			}
		}
		for _, s := range tt.lack {
			if strings.Contains(all.String(), s) {
				t.Errorf("%s: %q is there", tt.edition, s)
			}
		}
		if got := Leaks(all.String(), f.withheld); len(got) > 0 {
			t.Errorf("%s: leaks %v", tt.edition, got)
		}
	}
}
