package submission_test

import (
	"context"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/submission"
)

// follow fills the complete follow-up after change has been done to the case of
// today and was to the case as it was sent.
func follow(t *testing.T, edition submission.Edition, was, now func(*dossier.Dossier)) *submission.Filled {
	t.Helper()
	e, forms := engine(t)
	form, ok := forms.Get("follow-up")
	if !ok {
		t.Fatal("there is no form for follow-ups")
	}
	d, answers := fixture(t, "follow-up.complete")
	sent, _ := fixture(t, "follow-up.complete.was")
	was(sent)
	now(d)
	filled, err := e.Fill(context.Background(), submission.Request{
		Dossier: d, Form: form, Language: "en", Edition: edition, Today: day(t, "2026-11-24"), Answers: answers,
		Frozen: func(*dossier.Filing) (*dossier.Dossier, error) { return sent, nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	return filled
}

func nothing(*dossier.Dossier) {}

// edit changes a record of a case.
func edit[P dossier.Record](t *testing.T, d *dossier.Dossier, id dossier.ID, change func(P)) {
	t.Helper()
	old, ok := dossier.Find[P](d, id)
	if !ok {
		t.Fatalf("%s is not in the case", id)
	}
	r := dossier.Copy(old).(P)
	change(r)
	d.Put(r)
}

// TestFollowUpWithholds keeps out of an edition what was told before and may not
// be told in it: in a correction, in what is withdrawn, and of somebody who has
// left the case since.
func TestFollowUpWithholds(t *testing.T) {
	filled := follow(t, submission.State, func(d *dossier.Dossier) {
		d.Put(&dossier.Party{Head: dossier.Head{ID: "party-gone"}, Kind: "person"})
		d.Put(&dossier.Name{Head: dossier.Head{ID: "name-gone"}, Party: "party-gone", Given: "Zarina", Family: "Withheldova", Language: "en"})
		d.Put(&dossier.Role{Head: dossier.Head{ID: "role-gone", Case: "case-primerova"}, Party: "party-gone", Role: "witness"})
		edit(t, d, "event-arrest", func(e *dossier.Event) { e.Description += " Zarina Withheldova saw it." })
		edit(t, d, "event-threat", func(e *dossier.Event) { e.Title = "Call to Zarina Withheldova" })
	}, nothing)
	doc, err := filled.Document()
	if err != nil {
		t.Fatal(err)
	}
	text := submission.DocumentText(doc)
	for _, part := range []string{"Zarina", "Withheldova"} {
		if strings.Contains(text, part) {
			t.Error("a name that the edition withholds is told as what was told before")
		}
	}
	if !strings.Contains(text, "saw it.") || !strings.Contains(text, "Withdrawn") {
		t.Error("the correction itself is not told")
	}
	if strings.Contains(text, "Call to") {
		t.Error("others than the body are reminded of what was withdrawn")
	}
}

// TestFollowUpProblems names what a follow-up cannot be drawn from, and stays
// silent about the facts that it does not tell.
func TestFollowUpProblems(t *testing.T) {
	keys := func(f *submission.Filled) string {
		var out []string
		for _, p := range f.Problems {
			out = append(out, p.Key+" "+string(p.Record))
		}
		return strings.Join(out, "\n")
	}
	vague := func(id dossier.ID) func(*dossier.Dossier) {
		return func(d *dossier.Dossier) {
			edit(t, d, id, func(e *dossier.Event) { e.When, e.After = dossier.Date{}, nil })
		}
	}
	for _, test := range []struct {
		name       string
		was, now   func(*dossier.Dossier)
		want, deny string
	}{
		{"nothing sent", nothing, func(d *dossier.Dossier) { d.Remove("filing-sp") }, "follow-none case-primerova", "follow-same"},
		{"sent and drawn", nothing, nothing, "", "follow-"},
		{"new fact is vague", nothing, vague("event-cell"), "event-cell", "follow-"},
		{"told fact is vague", vague("event-rally"), vague("event-rally"), "", "event-rally"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := keys(follow(t, submission.Confidential, test.was, test.now))
			if !strings.Contains(got, test.want) || strings.Contains(got, test.deny) {
				t.Errorf("want %q and not %q in\n%s", test.want, test.deny, got)
			}
		})
	}
}

// TestFollowUpSame says that nothing has changed, and takes the body of what it
// follows.
func TestFollowUpSame(t *testing.T) {
	e, forms := engine(t)
	form, _ := forms.Get("follow-up")
	d, _ := fixture(t, "follow-up.complete")
	filled, err := e.Fill(context.Background(), submission.Request{
		Dossier: d, Form: form, Edition: submission.Confidential, Today: day(t, "2026-11-24"),
		Frozen: func(*dossier.Filing) (*dossier.Dossier, error) { return d.Clone(), nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	if filled.Body() != "sp" {
		t.Errorf("the follow-up goes to %q", filled.Body())
	}
	for _, p := range filled.Problems {
		if p.Key == "follow-same" {
			return
		}
	}
	t.Error("it is not said that nothing has changed")
}

// TestFollowUpForOne speaks of him alone for whom the filing was made.
func TestFollowUpForOne(t *testing.T) {
	filled := follow(t, submission.Confidential, nothing, func(d *dossier.Dossier) {
		d.Put(&dossier.Party{Head: dossier.Head{ID: "party-second"}, Kind: "person"})
		d.Put(&dossier.Name{Head: dossier.Head{ID: "name-second"}, Party: "party-second", Given: "Secondo", Language: "en"})
		d.Put(&dossier.Role{Head: dossier.Head{ID: "role-second", Case: "case-primerova"}, Party: "party-second", Role: "alleged-victim"})
	})
	doc, err := filled.Document()
	if err != nil {
		t.Fatal(err)
	}
	if filled.Victim != "party-madina" || strings.Contains(submission.DocumentText(doc), "Secondo") {
		t.Errorf("a follow-up for one is made for %q, or names another", filled.Victim)
	}
	for _, p := range filled.Problems {
		if p.Record == "party-second" && strings.HasPrefix(p.Key, "consent") && p.Weight == dossier.Stops {
			t.Error("it waits for the consent of somebody it does not speak for")
		}
	}
}
