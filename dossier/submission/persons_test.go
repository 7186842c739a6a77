package submission_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/exchange"
	"probata/dossier/submission"
)

// caseFile is one of the small cases of testdata/withhold.
func caseFile(t testing.TB, name string) *dossier.Dossier {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "withhold", name))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	d, err := exchange.ReadJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func filled(t testing.TB, d *dossier.Dossier, form, language string, edition submission.Edition) *submission.Filled {
	t.Helper()
	e, forms := engine(t)
	f, ok := forms.Get(form)
	if !ok {
		t.Fatalf("there is no form %s", form)
	}
	out, err := e.Fill(t.Context(), submission.Request{Dossier: d, Form: f, Language: language, Edition: edition, Today: day(t, "2026-11-24")})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func textOf(t testing.TB, f *submission.Filled) string {
	t.Helper()
	doc, err := f.Document()
	if err != nil {
		t.Fatal(err)
	}
	return submission.DocumentText(doc)
}

// TestNothingLeft: no form of a withheld name, nor what tells a person without
// naming them, is left in the editions for others; each of these was.
func TestNothingLeft(t *testing.T) {
	for _, tt := range []struct {
		file, form, language string
		left                 string // what must not be there
	}{
		{"cases-ru.json", "dossier", "ru", `Кремницк\p{L}*|Стрижавц\p{L}*|Стрижавец|Белоз[её]рн\p{L}*|Павл\p{L}*|Курбатов\p{L}*|Лавр\p{L}*`},
		{"values.json", "dossier", "en", `x [^\n\[]+ y`},
		{"lookalike.json", "dossier", "ru", `Перехватов|Пepexвaтoв|Cepгe|Сергей`},
	} {
		for _, edition := range []submission.Edition{submission.State, submission.Public} {
			f := filled(t, caseFile(t, tt.file), tt.form, tt.language, edition)
			if got := regexp.MustCompile(tt.left).FindAllString(textOf(t, f), -1); len(got) > 0 {
				t.Errorf("%s, %s edition: left are %q", tt.file, edition, got)
			}
		}
	}
}

// TestNobodyElse: what belongs to somebody who may be named, to a street or to a
// town is never touched, and an accusation stays with whom it is made against.
func TestNobodyElse(t *testing.T) {
	f := filled(t, caseFile(t, "shared.json"), "wgad", "en", submission.Public)
	text := textOf(t, f)
	for _, s := range []string{
		"Arrest of Yerlan Abenov in Almaty", "Officers sent by Marat Bolatov arrested Yerlan Abenov", "Judge Aidar Serikov signed the order",
		"Akhmet Baitursynov Street, Almaty", "Person C drove past; Person D and Person B saw it",
	} {
		if !strings.Contains(text, s) {
			t.Errorf("%q is gone", s)
		}
	}
	for _, s := range []string{"Tokayev", "Omarov", "Akhmetov"} {
		if strings.Contains(text, s) {
			t.Errorf("%q is left", s)
		}
	}
	if err := f.Cleared(); err != nil {
		t.Errorf("nothing is uncertain there, and the export stops: %v", err)
	}
}
