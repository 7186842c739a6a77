package submission_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/submission"
)

// short fills a form from the example.
func short(t *testing.T, form string, change func(*submission.Request)) *submission.Filled {
	t.Helper()
	e, forms := engine(t)
	f, ok := forms.Get(form)
	if !ok {
		t.Fatalf("no form %s", form)
	}
	req := submission.Request{Dossier: example(t), Form: f, Edition: submission.Confidential, Today: day(t, "2026-11-24")}
	if change != nil {
		change(&req)
	}
	filled, err := e.Fill(context.Background(), req)
	if err != nil {
		t.Fatal(err)
	}
	return filled
}

func keys(b submission.Budget, which func(submission.Part) bool) []string {
	var out []string
	for _, p := range b.Parts {
		if which(p) {
			out = append(out, p.Key)
		}
	}
	return out
}

func named(filled *submission.Filled, key string) []string {
	var out []string
	for _, p := range filled.Problems {
		if p.Key != key {
			continue
		}
		if i := slices.Index(p.Args, any("part")); i >= 0 {
			out = append(out, p.Args[i+1].(string))
		}
	}
	return out
}

// TestExampleFits: the papers of few words hold what their readers take, and what they do without is named.
func TestExampleFits(t *testing.T) {
	for form, most := range map[string]int{"osce-brief": 1560, "upr": 2815} {
		filled := short(t, form, nil)
		b := filled.Budget()
		if b.Most != most || b.Words > b.Most {
			t.Errorf("%s: %d words of %d, want at most %d", form, b.Words, b.Most, most)
		}
		if len(named(filled, "shortened")) == 0 {
			t.Errorf("%s: reasons are left out and nobody is told", form)
		}
	}
}

// TestOverBudget: of a speech that is too long each part that has to go is named; nothing goes of itself, and with Fit all that was
// named goes and the speech fits.
func TestOverBudget(t *testing.T) {
	filled := short(t, "osce-statement", nil)
	b := filled.Budget()
	over := keys(b, func(p submission.Part) bool { return p.Over })
	if b.Words <= b.Most || len(over) == 0 {
		t.Fatalf("%d words of %d, over %v", b.Words, b.Most, over)
	}
	if got := named(filled, "over-budget"); !slices.Equal(sorted(got), sorted(over)) {
		t.Errorf("told %v, over are %v", got, over)
	}
	if out := keys(b, func(p submission.Part) bool { return p.Out }); len(out) > 0 {
		t.Errorf("left out silently: %v", out)
	}
	fit := short(t, "osce-statement", func(r *submission.Request) { r.Fit = true })
	if b := fit.Budget(); b.Words > b.Most {
		t.Errorf("fitted to %d words of %d", b.Words, b.Most)
	}
	if got := named(fit, "left-out"); len(got) < len(over) {
		t.Errorf("left out are told: %v, over were %v", got, over)
	}
}

// TestLeaveOut: what the author leaves out is not printed and is listed; what is kept is not proposed any more; both can be taken back.
func TestLeaveOut(t *testing.T) {
	out := short(t, "osce-statement", func(r *submission.Request) { r.Cut = []string{"relief-rfom"} })
	doc, err := out.Document()
	if err != nil {
		t.Fatal(err)
	}
	if text := submission.DocumentText(doc); strings.Contains(text, "Raise with the authorities the detention of the journalist") {
		t.Error("a request that was left out is printed")
	}
	if got := named(out, "left-out"); !slices.Equal(got, []string{"relief-rfom"}) {
		t.Errorf("left out are told: %v", got)
	}

	s := &dossier.Submission{Cut: []string{"a", "b"}}
	kept := submission.Trim(s, submission.Keep, "a")
	if !slices.Equal(kept.Cut, []string{"b"}) || !slices.Equal(kept.Keep, []string{"a"}) || len(s.Cut) != 2 {
		t.Errorf("kept: cut %v, keep %v, before %v", kept.Cut, kept.Keep, s.Cut)
	}
	if back := submission.Trim(kept, submission.Undecided, "a", "b"); len(back.Cut)+len(back.Keep) != 0 {
		t.Errorf("taken back: cut %v, keep %v", back.Cut, back.Keep)
	}
	if again := submission.Trim(s, submission.LeaveOut, "b"); !slices.Equal(again.Cut, []string{"a", "b"}) {
		t.Errorf("left out twice: %v", again.Cut)
	}
}

func sorted(s []string) []string { return slices.Sorted(slices.Values(s)) }
