package submission_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/exchange"
	"probata/dossier/submission"
)

// Each form has two cases of its own in testdata/fixtures, both of invented
// people: <form>.complete.json answers all that the body must be told, and
// <form>.minimal.json is what a tired advocate enters in the first hour. Own
// answers to questions stand in <form>.<which>.answers.json.

// TestFixtures holds what each form says of its two cases, in every language of
// its labels, and that the complete one may be sent.
func TestFixtures(t *testing.T) {
	e, forms := engine(t)
	for _, form := range forms.All() {
		for _, which := range []string{"complete", "minimal"} {
			for _, language := range form.Languages {
				name := form.ID + "." + which + "." + language
				t.Run(name, func(t *testing.T) {
					d, answers := fixture(t, form.ID+"."+which)
					sendMixed(d, language)
					filled, err := e.Fill(context.Background(), submission.Request{
						Dossier: d, Form: form, Language: language, Edition: submission.Confidential,
						Today: day(t, "2026-11-24"), Answers: answers, Others: besides(t, form.ID+"."+which),
						Frozen: frozen(t, form.ID+"."+which),
					})
					if err != nil {
						t.Fatal(err)
					}
					if which == "complete" {
						fitToSend(t, filled)
					} else if len(filled.Problems) == 0 {
						t.Error("nothing is found missing in a case of the first hour")
					}
					doc, err := filled.Document()
					if err != nil {
						t.Fatal(err)
					}
					var got bytes.Buffer
					if err := exchange.WriteText(&got, doc); err != nil {
						t.Fatal(err)
					}
					golden(t, filepath.Join("fixtures", name+".txt"), got.Bytes())
				})
			}
		}
	}
}

// sendMixed records the decision to send a case that is told in another language: the fixtures are told in one, and what
// stops them is waived as a user would waive it.
func sendMixed(d *dossier.Dossier, language string) {
	c := d.Case()
	if len(c.Languages) == 0 || c.Languages[0] == language {
		return
	}
	d.Put(&dossier.Waiver{
		Head: dossier.Head{ID: "waiver-mixed", Case: c.ID}, Key: "language-mixed", About: c.ID, Field: "languages",
		Reason: "The body has asked for the text as it is.",
	})
}

func fixture(t *testing.T, name string) (*dossier.Dossier, map[string]string) {
	t.Helper()
	path := filepath.Join("testdata", "fixtures", name)
	f, err := os.Open(path + ".json")
	if err != nil {
		t.Fatalf("a form has a complete and a minimal case: %v", err)
	}
	defer f.Close()
	d, err := exchange.ReadJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	var answers map[string]string
	text, err := os.ReadFile(path + ".answers.json")
	if errors.Is(err, fs.ErrNotExist) {
		return d, nil
	}
	if err == nil {
		err = json.Unmarshal(text, &answers)
	}
	if err != nil {
		t.Fatal(err)
	}
	return d, answers
}

// frozen is the case as it was when it was first sent, <form>.<which>.was.json.
func frozen(t *testing.T, name string) func(*dossier.Filing) (*dossier.Dossier, error) {
	t.Helper()
	return func(*dossier.Filing) (*dossier.Dossier, error) {
		d, _ := fixture(t, name+".was")
		return d, nil
	}
}

// besides are further cases that show a pattern, <form>.<which>.other-N.json.
func besides(t *testing.T, name string) []*dossier.Dossier {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "fixtures", name+".other-*.json"))
	if err != nil {
		t.Fatal(err)
	}
	var out []*dossier.Dossier
	for _, file := range files {
		d, _ := fixture(t, strings.TrimSuffix(filepath.Base(file), ".json"))
		out = append(out, d)
	}
	return out
}

func fitToSend(t *testing.T, filled *submission.Filled) {
	t.Helper()
	for _, p := range filled.Problems {
		if p.Weight == dossier.Stops {
			t.Errorf("%s stops the complete case at %s %s: %s", p.Key, p.Record, p.Field, filled.Sentence(p))
		}
	}
}
