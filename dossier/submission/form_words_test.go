package submission

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// plainForm speaks English only.
const plainForm = `id = "test"
title = { en = "Title" }
languages = ["en"]
last_verified = "2026-10"
source = "test"

[delivery]
check = { en = "Check" }

[[section]]
id = "s"
label = { en = "Part" }

  [[section.question]]
  id = "Q"
  label = { en = "Question" }
  kind = "choice"

    [[section.question.option]]
    id = "a"
    label = { en = "Option" }
`

// TestLanguageIsAFileOfLabels gives a language that nobody has made a file of labels, and the form is offered in it.
func TestLanguageIsAFileOfLabels(t *testing.T) {
	labels := "[test]\ntitle = \"Titolo\"\ncheck = \"Kontroli\"\n[test.label]\ns = \"Parto\"\nQ = \"Demando\"\n\"Q/a\" = \"Eblo\"\n[test.guidance]\nQ = \"Helpo\"\n"
	for _, tt := range []struct {
		name, labels string
		offered      bool
	}{
		{"whole", labels, true},
		{"a label less", strings.Replace(labels, "\"Q/a\" = \"Eblo\"\n", "", 1), false},
		{"no title", strings.Replace(labels, "title = \"Titolo\"\n", "", 1), false},
		{"none", "", false},
	} {
		tree := fstest.MapFS{"forms/test.toml": {Data: []byte(plainForm)}, "lang/eo.forms.toml": {Data: []byte(tt.labels)}}
		forms, err := LoadForms(tree)
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		f, _ := forms.Get("test")
		if got := slices.Contains(f.Languages, "eo"); got != tt.offered {
			t.Errorf("%s: offered in %v", tt.name, f.Languages)
		}
		if q := f.Section[0].Question[0]; tt.offered && (f.Title["eo"] != "Titolo" || q.Label["eo"] != "Demando" || q.Guidance["eo"] != "Helpo" || q.Option[0].Label["eo"] != "Eblo") {
			t.Errorf("%s: %+v", tt.name, f)
		}
	}
}

// TestOwnWordsStand: what the form says itself is not replaced by a file of labels.
func TestOwnWordsStand(t *testing.T) {
	form := strings.NewReplacer(`"Title" }`, `"Title", ru = "Своё" }`, `"Question" }`, `"Question", ru = "Свой вопрос" }`).Replace(plainForm)
	tree := fstest.MapFS{"forms/test.toml": {Data: []byte(form)}, "lang/ru.forms.toml": {Data: []byte("[test]\ntitle = \"Чужое\"\n[test.label]\nQ = \"Чужой\"\n")}}
	forms, err := LoadForms(tree)
	if err != nil {
		t.Fatal(err)
	}
	f, _ := forms.Get("test")
	if f.Title["ru"] != "Своё" || f.Section[0].Question[0].Label["ru"] != "Свой вопрос" {
		t.Errorf("title %q, label %q", f.Title["ru"], f.Section[0].Question[0].Label["ru"])
	}
}

// TestLabelsAreOfTheForms: each key of the shipped files of labels belongs to a form, and the forms hold English only, so
// that a language lies in one place.
func TestLabelsAreOfTheForms(t *testing.T) {
	labels, err := loadLabels(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	forms, err := LoadForms(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	for language, byForm := range labels {
		for id, l := range byForm {
			f, ok := forms.Get(id)
			if !ok {
				t.Errorf("%s.forms.toml has words of %q, which is no form", language, id)
				continue
			}
			for _, err := range l.stray(f) {
				t.Errorf("%s.forms.toml: %v", language, err)
			}
		}
	}
	for language, bad := range map[string]string{"no table": "[test]\nlabels = 1\n", "no text": "[test.label]\nQ = 1\n"} {
		tree := fstest.MapFS{"forms/test.toml": {Data: []byte(plainForm)}, "lang/eo.forms.toml": {Data: []byte(bad)}}
		if forms, err := LoadForms(tree); err == nil || !strings.Contains(err.Error(), "lang/eo.forms.toml") || len(forms.All()) != 1 {
			t.Errorf("%s: %v", language, err)
		}
	}
}
