package submission_test

import (
	"context"
	"slices"
	"testing"

	"probata/dossier"
	"probata/dossier/submission"
)

// TestCourtApplicants: the Court's form asks other things of an organisation than of a person, and never both.
func TestCourtApplicants(t *testing.T) {
	e, forms := engine(t)
	form, _ := forms.Get("ecthr")
	for kind, want := range map[string][2]string{"person": {"EC-A1-family", "EC-A2-name"}, "organisation": {"EC-A2-name", "EC-A1-family"}} {
		d, _ := fixture(t, "ecthr.complete")
		p, _ := dossier.Find[*dossier.Party](d, "party-denizornek")
		p.Kind = kind
		filled, err := e.Fill(context.Background(), submission.Request{Dossier: d, Form: form, Edition: submission.Confidential, Today: day(t, "2026-11-24")})
		if err != nil {
			t.Fatal(err)
		}
		asked := func(id string) bool {
			return slices.ContainsFunc(filled.Answers, func(a submission.Answer) bool { return a.Question.ID == id })
		}
		if !asked(want[0]) || asked(want[1]) {
			t.Errorf("%s: asks %s %t, %s %t", kind, want[0], asked(want[0]), want[1], asked(want[1]))
		}
	}
}

// TestCourtLanguages: Russian labels are for the advocate; the Court does not read them, and the paper says so.
func TestCourtLanguages(t *testing.T) {
	e, forms := engine(t)
	for _, id := range []string{"ecthr", "ecthr-r39"} {
		form, _ := forms.Get(id)
		for language, want := range map[string]bool{"en": false, "fr": false, "ru": true} {
			d, answers := fixture(t, id+".complete")
			filled, err := e.Fill(context.Background(), submission.Request{
				Dossier: d, Form: form, Language: language, Edition: submission.Confidential, Today: day(t, "2026-11-24"), Answers: answers,
			})
			if err != nil {
				t.Fatal(err)
			}
			warned := slices.ContainsFunc(filled.Problems, func(p dossier.Problem) bool { return p.Key == "language-not-taken" })
			if warned != want {
				t.Errorf("%s in %s: warned %t", id, language, warned)
			}
		}
	}
}
