package submission

import (
	"errors"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/withhold"
)

// sharing is a case of two people with one given name, of whom one may be named.
func sharing(summary string) *dossier.Dossier {
	d := people(
		&dossier.Name{Party: "party-w", Family: "Tokarev", Given: "Yerlan", Language: "en"},
		&dossier.Name{Party: "party-v", Family: "Abenov", Given: "Yerlan", Language: "en"},
	)
	d.Put(&dossier.Case{Head: dossier.Head{ID: "case-1"}, Reference: "R", Title: "Case", Summary: summary, States: []string{"KZ"}})
	d.Put(&dossier.Role{Head: dossier.Head{ID: "role-v", Case: "case-1"}, Party: "party-v", Role: "public-figure"})
	return d
}

func fillSummary(t testing.TB, d *dossier.Dossier, edition Edition) *Filled {
	t.Helper()
	return fill(t, Request{Dossier: d, Edition: edition, Form: formOf(t, "", "id = \"q\"\nkind = \"longtext\"\nfrom = [\"case.summary\"]")})
}

const before = "The mother asked where her son was, but nobody in the whole station knew. "

// TestReview: a name that two people bear stops the export until somebody has
// looked at it. The decision holds wherever the passage stands and whatever
// changes elsewhere, and no longer once the passage or those who may be meant are
// others.
func TestReview(t *testing.T) {
	d := sharing(before + "At dawn Yerlan left the house.")
	f := fillSummary(t, d, Public)
	open := f.Open()
	if len(open) != 1 || open[0].Words != "Yerlan" || !open[0].Shared() || open[0].Record != "case-1" || open[0].Field != "summary" {
		t.Fatalf("open are %+v", open)
	}
	if err := f.Cleared(); !errors.Is(err, ErrUnreviewed) {
		t.Errorf("the export does not stop: %v", err)
	}
	if text := answer(t, f, "q").Text; !strings.Contains(text, "At dawn [withheld] left") {
		t.Errorf("a draft says %q", text)
	}
	if key := problemKeys(f)["review-shared"]; len(key) != 1 || key[0].Weight != dossier.Stops || key[0].Record != "party-w" {
		t.Errorf("problems: %v", key)
	}
	for _, tt := range []struct {
		keep bool
		want string
	}{{true, "At dawn Yerlan left"}, {false, "At dawn Person A left"}} {
		d := sharing(before + "At dawn Yerlan left the house.")
		review := Decide(d, open[0], tt.keep, "party-w", testDay(t, "2026"))
		review.ID = "review-1"
		d.Put(review)
		for _, edition := range []Edition{State, Public} {
			f := fillSummary(t, d, edition)
			if text := answer(t, f, "q").Text; !strings.Contains(text, tt.want) || f.Cleared() != nil || len(f.Passages()) != 1 {
				t.Errorf("%s, keep %v: %q, %v", edition, tt.keep, text, f.Cleared())
			}
			if _, err := f.Document(); err != nil {
				t.Error(err)
			}
		}
		c := d.Case()
		for summary, holds := range map[string]bool{
			"A new beginning.\n\n" + before + "At dawn Yerlan left the house.\n\nAnd more.": true,
			before + "At dusk Yerlan left the house.":                                       false,
			before + "At dawn Yerlan left the house, and Yerlan wept.":                      false,
		} {
			c.Summary = summary
			if got := fillSummary(t, d, Public).Cleared() == nil; got != holds {
				t.Errorf("keep %v, after an edit to %q: cleared is %v", tt.keep, summary, got)
			}
		}
		c.Summary = before + "At dawn Yerlan left the house."
		d.Put(&dossier.Party{Head: dossier.Head{ID: "party-n", Place: 9}, Kind: "person"})
		d.Put(&dossier.Name{Head: dossier.Head{ID: "name-n"}, Party: "party-n", Family: "Nurlanov", Given: "Yerlan", Language: "en"})
		if fillSummary(t, d, Public).Cleared() == nil {
			t.Errorf("keep %v: the decision was about one, and now two may be meant", tt.keep)
		}
	}
}

// TestReviewWaived: what is sent all the same stays withheld.
func TestReviewWaived(t *testing.T) {
	d := sharing(before + "At dawn Yerlan left the house.")
	d.Put(&dossier.Waiver{Head: dossier.Head{ID: "waiver-1", Case: "case-1"}, Key: "review-shared", About: "party-w", Reason: "The deadline is tonight."})
	f := fillSummary(t, d, Public)
	if text := answer(t, f, "q").Text; f.Cleared() != nil || !strings.Contains(text, "At dawn [withheld] left") {
		t.Errorf("%v, %q", f.Cleared(), text)
	}
}

// TestReviewOfOwnAnswers: own words of a submission are reviewed as the case is,
// and those of other submissions are not.
func TestReviewOfOwnAnswers(t *testing.T) {
	d := sharing("")
	d.Put(&dossier.Submission{Head: dossier.Head{ID: "submission-1", Case: "case-1"}, Form: "test"})
	d.Put(&dossier.Answer{Head: dossier.Head{ID: "answer-1", Case: "case-1"}, Submission: "submission-1", Question: "q", Words: "Then Yerlan spoke."})
	form := formOf(t, "", "id = \"q\"\nkind = \"longtext\"")
	if open := fill(t, Request{Dossier: d, Edition: Public, Form: form}).Open(); len(open) != 0 {
		t.Errorf("another submission is reviewed: %+v", open)
	}
	open := fill(t, Request{Dossier: d, Edition: Public, Form: form, Submission: "submission-1"}).Open()
	if len(open) != 1 || open[0].Record != "answer-1" || open[0].Field != "text" {
		t.Errorf("own words: %+v", open)
	}
}

// TestReviewWords: every reason has words where reviews are read.
func TestReviewWords(t *testing.T) {
	for _, tag := range []string{"en", "ru"} {
		p := testEngine(t).Words.Printer(tag)
		for _, r := range withhold.Reasons() {
			if key := "review.reason." + r; !p.Has(key) || p.T(key) == key {
				t.Errorf("%s has no words for %s", tag, r)
			}
		}
	}
}

// TestPlacesProtectNobody: a place named after somebody withheld is not their
// hiding place: "Sadykova's flat" in the field for a place is a leak as anywhere.
func TestPlacesProtectNobody(t *testing.T) {
	d := people(&dossier.Name{Party: "party-a", Family: "Sadykova", Given: "Aigul", Language: "en"})
	d.Put(&dossier.Event{Head: dossier.Head{ID: "event-1", Case: "case-1"}, Title: "Search", Venue: "Sadykova's flat, Almaty", Description: "They searched Sadykova's flat."})
	d.Put(&dossier.Party{Head: dossier.Head{ID: "party-f", Place: 5}, Kind: "organisation"})
	d.Put(&dossier.Name{Head: dossier.Head{ID: "name-f"}, Party: "party-f", Full: "Fund of Aigul Sadykova"})
	d.Put(&dossier.Source{Head: dossier.Head{ID: "source-1", Case: "case-1"}, Title: "Aigul Sadykova was taken", Container: "The Steppe", Authors: []string{"Aigul Sadykova"}})
	form := allViews(t)
	text := said(t, fill(t, Request{Dossier: d, Edition: Public, Form: form}))
	if strings.Contains(text, "Sadykova") || strings.Contains(text, "Aigul") {
		t.Error("the name is left")
	}
	for _, s := range []string{"They searched Person A's flat", "“Person A was taken”", "Almaty", "The Steppe"} {
		if !strings.Contains(text, s) {
			t.Errorf("%q is gone", s)
		}
	}
}

// TestValuesLeft warns of addresses and numbers in what everybody reads, and does
// not drown in them.
func TestValuesLeft(t *testing.T) {
	d := sharing("Write to who@example.org or look at https://example.org/a; call +7 701 765 43 21.")
	for i := range 20 {
		d.Put(&dossier.Event{Head: dossier.Head{ID: dossier.ID("event-" + strings.ToLower(letters(i+1))), Case: "case-1"}, Title: "Call", Description: "She called +7 701 111 22 3" + string(rune('0'+i%10))})
	}
	got := map[string]int{}
	for _, p := range fillSummary(t, d, Public).Problems {
		if strings.HasPrefix(p.Key, "values-left") {
			got[p.Key+" "+string(p.Record.Type())+"."+p.Field]++
		}
	}
	if got["values-left case.summary"] < 3 || got["values-left-places event.description"] != 1 || got["values-left event.description"] != 0 {
		t.Errorf("warned of %v", got)
	}
	for _, edition := range []Edition{Confidential, State} {
		for key := range problemKeys(fillSummary(t, d, edition)) {
			if strings.HasPrefix(key, "values-left") {
				t.Errorf("%s edition: %s", edition, key)
			}
		}
	}
}
