package submission_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/edtf"
	"probata/dossier/exchange"
	"probata/dossier/lang"
	"probata/dossier/law"
	"probata/dossier/submission"
	"probata/dossier/withhold"
)

var update = flag.Bool("update", false, "write the golden files anew")

// example is the case that ships with the program.
func example(t testing.TB) *dossier.Dossier {
	t.Helper()
	f, err := os.Open("../../assets/example/example-1.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d, err := exchange.ReadJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func engine(t testing.TB) (submission.Engine, *submission.Forms) {
	t.Helper()
	words, err := lang.Load(os.DirFS("../../assets/lang"))
	if err != nil {
		t.Fatal(err)
	}
	lib, err := law.Load(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	forms, err := submission.LoadForms(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	names, err := withhold.Load(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return submission.Engine{Law: lib, Words: words, Names: names}, forms
}

func day(t testing.TB, s string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestExampleDocuments holds what each form says of the example, word for
// word, in every language of its labels and in every edition.
func TestExampleDocuments(t *testing.T) {
	e, forms := engine(t)
	d := example(t)
	for _, form := range forms.All() {
		for _, language := range form.Languages {
			for _, edition := range []submission.Edition{submission.Confidential, submission.State, submission.Public} {
				if edition != submission.Confidential && language != form.Languages[0] {
					continue // redaction does not depend on the labels
				}
				name := form.ID + "." + language + "." + string(edition)
				t.Run(name, func(t *testing.T) {
					filled, err := e.Fill(context.Background(), submission.Request{
						Dossier: d, Form: form, Language: language, Edition: edition, Today: day(t, "2026-11-24"),
					})
					if err != nil {
						t.Fatal(err)
					}
					doc, err := filled.Document()
					if err != nil {
						t.Fatal(err)
					}
					var got bytes.Buffer
					if err := exchange.WriteText(&got, doc); err != nil {
						t.Fatal(err)
					}
					document.Spans(doc.Blocks, func(s document.Span) {
						if text := document.Plain(s.Note); s.Note != nil && bareNote.MatchString(text) {
							t.Errorf("the note %q names a source by its sign alone", text)
						}
					})
					golden(t, name+".txt", got.Bytes())
				})
			}
		}
	}
}

// bareNote is a note of nothing but the sign of a source.
var bareNote = regexp.MustCompile(`^\P{L}*(?:\p{L}{1,2}\d+[\s;,.]*)*$`)

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("golden missing: look at the text and run with -update: %v", err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s changed: compare the texts and run with -update if the change is meant\n%s", name, firstDifference(want, got))
	}
}

func firstDifference(want, got []byte) string {
	w, g := bytes.Split(want, []byte("\n")), bytes.Split(got, []byte("\n"))
	for i := range max(len(w), len(g)) {
		var a, b []byte
		if i < len(w) {
			a = w[i]
		}
		if i < len(g) {
			b = g[i]
		}
		if !bytes.Equal(a, b) {
			return "want: " + string(a) + "\n got: " + string(b)
		}
	}
	return ""
}

// TestEveryProblemHasItsWords guards against a sentence that prints a hole:
// every problem of the example must be worded without leaving a placeholder.
func TestEveryProblemHasItsWords(t *testing.T) {
	e, forms := engine(t)
	d := example(t)
	for _, language := range []string{"en", "ru"} {
		p := e.Words.Printer(language)
		for _, form := range forms.All() {
			if !slices.Contains(form.Languages, language) {
				continue
			}
			filled, err := e.Fill(context.Background(), submission.Request{
				Dossier: d, Form: form, Language: language, Edition: submission.Confidential, Today: day(t, "2026-11-24"),
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range append(filled.Problems, dossier.Check(d)...) {
				if s := submission.ProblemText(p, x); strings.ContainsAny(s, "{}") || !p.Has("problem."+x.Key) {
					t.Errorf("%s %s: problem %s reads %q", language, form.ID, x.Key, s)
				}
			}
		}
	}
}
