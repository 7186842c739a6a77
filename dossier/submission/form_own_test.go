package submission_test

import (
	"context"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"probata/dossier"
	"probata/dossier/edtf"
	"probata/dossier/lang"
	"probata/dossier/law"
	"probata/dossier/submission"
)

// TestOwnFormSaysSo: a form of the user's that takes a stop of the shipped one away
// stops in its place, names itself with its hash, and stands on the paper.
func TestOwnFormSaysSo(t *testing.T) {
	base := os.DirFS("../../assets")
	shipped, err := os.ReadFile("../../assets/forms/wgad.toml")
	if err != nil {
		t.Fatal(err)
	}
	changed := regexp.MustCompile(`(?m)^consent = .*$`).ReplaceAllString(string(shipped), "consent = []")
	for _, c := range []struct{ name, file string }{{"in its place", "wgad.toml"}, {"under another name", "a-wgad.toml"}} {
		over := fstest.MapFS{"forms/" + c.file: {Data: []byte(changed)}}
		forms, _ := submission.LoadLayered(base, over) // the same id twice is told as a fault
		form, ok := forms.Get("wgad")
		if !ok || form.Own == nil || len(form.Own.SHA256) != 64 || len(form.Lost.Consent) == 0 {
			t.Fatalf("%s: %v, own %+v, lost %+v", c.name, ok, form.Own, form.Lost)
		}
		f := fillBare(t, form)
		keys := map[string]dossier.Weight{}
		for _, p := range f.Problems {
			keys[p.Key] = p.Weight
		}
		if keys["own-form-consent"] != dossier.Stops || keys["own-form"] != dossier.Warn {
			t.Errorf("%s: problems %v", c.name, keys)
		}
		doc, err := f.Document()
		if err != nil || !strings.Contains(f.Colophon(), form.Own.SHA256) || doc.Draft == "" {
			t.Errorf("%s: %v, draft %q; the check list does not name the form", c.name, err, doc.Draft)
		}
	}
	same := fstest.MapFS{"forms/wgad.toml": {Data: shipped}}
	forms, err := submission.LoadLayered(base, same)
	if err != nil {
		t.Fatal(err)
	}
	form, _ := forms.Get("wgad")
	if form.Own != nil || form.Lost.Any() {
		t.Errorf("a copy of the shipped form passes for another: %+v", form.Own)
	}
	if i := slices.IndexFunc(forms.All(), func(f *submission.Form) bool { return f.Own != nil }); i >= 0 {
		t.Error("another form passes for the user's")
	}
}

// TestOwnLawSaysSo: law of the user's own is named in the problems and on the paper.
func TestOwnLawSaysSo(t *testing.T) {
	base := os.DirFS("../../assets")
	shipped, err := os.ReadFile("../../assets/law/states.toml")
	if err != nil {
		t.Fatal(err)
	}
	lib, err := law.LoadLayered(base, fstest.MapFS{"law/states.toml": {Data: append(shipped, "\n# changed\n"...)}})
	if err != nil {
		t.Fatal(err)
	}
	own := lib.Own()
	if len(own) != 1 || own[0].Name != "law/states.toml" || !own[0].Replaces {
		t.Fatalf("%+v", own)
	}
	forms, err := submission.LoadForms(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	form, _ := forms.Get("wgad")
	f := fillWith(t, lib, form)
	if !slices.ContainsFunc(f.Problems, func(p dossier.Problem) bool { return p.Key == "own-law" }) {
		t.Error("no problem names the law")
	}
	if !strings.Contains(f.Colophon(), own[0].SHA256) {
		t.Error("the check list does not name the law")
	}
}

func fillBare(t *testing.T, form *submission.Form) *submission.Filled {
	t.Helper()
	lib, err := law.Load(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return fillWith(t, lib, form)
}

func fillWith(t *testing.T, lib *law.Library, form *submission.Form) *submission.Filled {
	t.Helper()
	words, err := lang.Load(os.DirFS("../../assets/lang"))
	if err != nil {
		t.Fatal(err)
	}
	today, err := edtf.Parse("2026-11-24")
	if err != nil {
		t.Fatal(err)
	}
	e := submission.Engine{Law: lib, Words: words}
	f, err := e.Fill(context.Background(), submission.Request{
		Dossier: dossier.New(&dossier.Case{Head: dossier.Head{ID: "case-1"}, Title: "Title", States: []string{"KZ"}}), Form: form, Language: "en",
		Edition: submission.Confidential, Today: today,
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}
