package submission

import (
	"context"
	"slices"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/document"
)

func TestConditions(t *testing.T) {
	form := formOf(t, "per_victim = true",
		"id = \"a\"\nkind = \"choice\"\nvalues = \"yesno\"\nfrom = [\"act[kind=arrest].warrant\"]",
		"id = \"b\"\nkind = \"text\"\nrequired_if = \"a=no|unknown\"\nfrom = [\"victim.ethnicity\"]",
		"id = \"c\"\nkind = \"text\"\nshow_if = \"a=yes\"",
		"id = \"d\"\nkind = \"text\"\nshow_if = \"c=x\"\nrequired = true",
		"id = \"state\"\nkind = \"text\"\nshow_if = \"edition=state|public\"",
		"id = \"ru\"\nkind = \"text\"\nshow_if = \"language=ru\"",
		"id = \"other\"\nkind = \"text\"\nshow_if = \"author=other\"",
		"id = \"self\"\nkind = \"text\"\nshow_if = \"author=victim\"",
	)
	tests := []struct {
		name     string
		req      Request
		want     string
		required bool // is b?
	}{
		{"warrant shown: no", Request{}, "a b other", true},
		{"own answer yes", Request{Answers: map[string]string{"a": "yes"}}, "a b c other", false},
		{"what is not asked answers nothing", Request{Answers: map[string]string{"c": "x"}}, "a b other", true},
		{"state", Request{Edition: State}, "a b state other", true},
		{"Russian", Request{Language: "ru"}, "a b ru other", true},
		{"victim submits", Request{Author: "party-v"}, "a b self", true},
	}
	for _, tt := range tests {
		tt.req.Form = form
		f := fill(t, tt.req)
		var got []string
		for _, a := range f.Answers {
			got = append(got, a.Question.ID)
		}
		if s := strings.Join(got, " "); s != tt.want || answer(t, f, "b").Required != tt.required {
			t.Errorf("%s: asks %s, want %s; required %v", tt.name, s, tt.want, answer(t, f, "b").Required)
		}
	}
}

func TestConsentProblems(t *testing.T) {
	form := formOf(t, "per_victim = true\nconsent = [\"submit\", \"name-to-state\"]", "id = \"q\"\nkind = \"text\"\nfrom = [\"case.reference\"]")
	put := func(c *dossier.Consent) *dossier.Dossier {
		d := fictional()
		d.Remove("consent-v")
		if c != nil {
			c.Head, c.Party = dossier.Head{ID: "consent-v", Case: "case-1"}, "party-v"
			d.Put(c)
		}
		return d
	}
	tests := []struct {
		name, key, record string
		weight            dossier.Weight
		d                 *dossier.Dossier
	}{
		{"none", "consent-missing", "party-v", dossier.Stops, put(nil)},
		{"one level of two", "consent-scope", "consent-v", dossier.Stops, put(&dossier.Consent{Scope: []string{"submit"}})},
		{"cannot be asked", "consent-impossible", "consent-v", dossier.Warn, put(&dossier.Consent{Impossible: "detained", Interest: "counsel"})},
		{"cannot be asked, no interest", "consent-scope", "consent-v", dossier.Stops, put(&dossier.Consent{Impossible: "detained"})},
		{"given", "", "", 0, put(&dossier.Consent{Scope: []string{"submit", "name-to-state"}})},
	}
	for _, tt := range tests {
		f := fill(t, Request{Dossier: tt.d, Form: form})
		var got []dossier.Problem
		for key, list := range problemKeys(f) {
			if slices.Contains([]string{"consent-missing", "consent-scope", "consent-impossible"}, key) {
				got = append(got, list...)
			}
		}
		if tt.key == "" {
			if len(got) != 0 || f.Stopped() {
				t.Errorf("%s: %v", tt.name, got)
			}
			continue
		}
		if len(got) != 1 || got[0].Key != tt.key || string(got[0].Record) != tt.record || got[0].Weight != tt.weight || f.Stopped() != (tt.weight == dossier.Stops) {
			t.Errorf("%s: %+v", tt.name, got)
		}
		doc, err := f.Document()
		if err != nil || (doc.Draft != "") != f.Stopped() {
			t.Errorf("%s: draft %q, %v", tt.name, doc.Draft, err)
		}
	}
}

func TestProblems(t *testing.T) {
	form := formOf(t, "per_victim = true\n[limits]\nwords = 10\n",
		"id = \"birth\"\nkind = \"date\"\nprecision = \"day\"\nfrom = [\"victim.birth\"]",
		"id = \"when\"\nkind = \"date\"\nprecision = \"day\"\nfrom = [\"any.event.when\"]",
		"id = \"long\"\nkind = \"text\"\nmax_words = 3\nfrom = [\"case.summary\"]",
		"id = \"need\"\nkind = \"text\"\nrequired = true\nfrom = [\"victim.ethnicity\"]",
		"id = \"sign\"\nkind = \"signature\"\nrequired = true",
	)
	d := fictional()
	for i, x := range []struct {
		body, outcome string
		victim        dossier.ID
	}{{"wgad", "pending", "party-v"}, {"wgad", "withdrawn", ""}, {"osce", "pending", ""}, {"wgad", "", "party-w"}} {
		d.Put(&dossier.Filing{Head: dossier.Head{ID: dossier.ID("filing-" + string(rune('1'+i))), Case: "case-1"}, Body: x.body, Outcome: x.outcome, Victim: x.victim})
	}
	for _, edition := range []Edition{Confidential, Public} {
		got := problemKeys(fill(t, Request{Dossier: d, Form: form, Edition: edition}))
		for key, want := range map[string]string{
			"too-vague": "event-3.when", "too-long": "case-1.summary", "missing": "party-v.ethnicity", "form-too-long": "case-1.", "same-body": "filing-1.body",
		} {
			if list := got[key]; len(list) != 1 || string(list[0].Record)+"."+list[0].Field != want {
				t.Errorf("%s edition, %s: %+v, want %s", edition, key, list, want)
			}
		}
	}
	if n := Counter(" a  b – c\n1 · "); n != 4 {
		t.Errorf("counted %d words", n)
	}
}

func TestRefusedRequests(t *testing.T) {
	form := formOf(t, "", "id = \"q\"\nkind = \"text\"\nfrom = [\"case.reference\"]")
	tests := []struct {
		req  Request
		want string
	}{
		{Request{}, "fill test: there is no case to fill it from"},
		{Request{Dossier: dossier.New()}, "fill test: there is no case to fill it from"},
		{Request{Dossier: fictional(), Language: "kk", Edition: State}, `fill test: the form has no labels in "kk"; it has en, ru`},
		{Request{Dossier: fictional(), Edition: "secret"}, `fill test: there is no edition "secret"; use confidential, state or public`},
		{Request{Dossier: fictional(), Edition: State, Victim: "party-x"}, "fill test: party-x is no party of the case"},
		{Request{Dossier: fictional(), Edition: State, Author: "event-1"}, "fill test: event-1 is no party of the case"},
	}
	for _, tt := range tests {
		tt.req.Form = form
		if f, err := testEngine(t).Fill(context.Background(), tt.req); err == nil || err.Error() != tt.want || f != nil {
			t.Errorf("got %v, want %s", err, tt.want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := testEngine(t).Fill(ctx, Request{Dossier: fictional(), Form: form, Edition: State}); err == nil {
		t.Error("filled after it was cancelled")
	}
}

// notesOf are the texts of the footnotes of a document in order.
func notesOf(blocks []document.Block) []string {
	var out []string
	document.Spans(blocks, func(s document.Span) {
		if s.Note != nil {
			out = append(out, document.Plain(s.Note))
		}
	})
	return out
}

func TestNotes(t *testing.T) {
	d := fictional()
	d.Put(&dossier.Citation{Head: dossier.Head{ID: "citation-4", Case: "case-1"}, Fact: "case-1", Field: "summary", Source: "source-1", Paragraph: "2"})
	d.Put(&dossier.Citation{Head: dossier.Head{ID: "citation-5", Case: "case-1"}, Fact: "case-1", Field: "reference", Source: "source-1", Page: "9"})
	d.Put(&dossier.Citation{Head: dossier.Head{ID: "citation-6", Case: "case-1"}, Fact: "case-1", Field: "reference", Source: "source-gone"})
	form := formOf(t, "per_victim = true",
		"id = \"hidden\"\nkind = \"text\"\nshow_if = \"author=victim\"\nfrom = [\"any.event.title\"]", // says nothing, so it must not use up the full source
		"id = \"case\"\nkind = \"longtext\"\nfrom = [\"case.summary\", \"case.reference\"]",           // the short value is printed first
		"id = \"act\"\nkind = \"text\"\nfrom = [\"act.reason\", \"act.warrant\"]",
		"id = \"held\"\nkind = \"text\"\nfrom = [\"act.involvement.degree\"]", // nobody cites it but the act that owns it
		"id = \"event\"\nkind = \"text\"\nfrom = [\"any.event[kind=arrest].venue\", \"any.event[kind=arrest].area\"]",
	)
	doc, err := fill(t, Request{Dossier: d, Form: form}).Document()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"“Lawyer Sadykova taken away”, The Daily Steppe, https://example.org/sadykova-arrest, p. 9.",
		"Ibid., para. 2.",
		"“Interview with the neighbour Омаров in his flat”, annex A-1, at 00:12: “I saw them take her from the house”.",
		"Ibid.",
		"Ibid.",
		"Lawyer Sadykova taken away, note  above, p. 3.", // the number stands in the layout
	}
	if got := notesOf(doc.Blocks); !slices.Equal(got, want) {
		t.Errorf("notes are\n%s", strings.Join(got, "\n"))
	}
}

func TestDates(t *testing.T) {
	f := fill(t, Request{Form: formOf(t, "", "id = \"q\"\nkind = \"text\"\nfrom = [\"case.reference\"]")}).filler
	for _, tt := range []struct {
		d    dossier.Date
		want string
	}{
		{dossier.Date{}, ""},
		{dossier.Date{EDTF: "2026-03-01"}, "1 March 2026"},
		{dossier.Date{EDTF: "2026-03-01", Within: true}, "1 March 2026"},
		{dossier.Date{EDTF: "2026-03-01/2026-03-05"}, "from 1 March 2026 to 5 March 2026"},
		{dossier.Date{EDTF: "2026-03-01/2026-03-05", Within: true}, "between 1 March 2026 and 5 March 2026"},
		{dossier.Date{EDTF: "2026-03", Words: "in spring"}, "March 2026 (“in spring”)"},
		{dossier.Date{Words: "in spring"}, "“in spring”"},
		{dossier.Date{EDTF: "32 May"}, ""},
		{dossier.Date{EDTF: "2026-03-01", Time: "15:04", Zone: "+05:00"}, "1 March 2026, 15:04 +05:00"},
		{dossier.Date{Time: "at dawn"}, "at dawn"},
	} {
		if got := f.date(tt.d); got != tt.want {
			t.Errorf("%+v is %q, want %q", tt.d, got, tt.want)
		}
	}
}

// TestPlain: an answer as text has a line for each paragraph and row, and no notes.
func TestPlain(t *testing.T) {
	form := formOf(t, "per_victim = true", "id = \"sum\"\nkind = \"longtext\"\nfrom = [\"case.summary\"]", "id = \"rem\"\nkind = \"table\"\nview = \"remedies\"",
		"id = \"ev\"\nkind = \"text\"\nfrom = [\"any.event[kind=arrest].venue\"]")
	f := fill(t, Request{Form: form})
	for id, want := range map[string]string{
		"sum": "Aigul Sadykova was arrested.\nШабыт Омаров видел, как увели Садыкову.",
		"ev":  "Abay street",
	} {
		if got := answer(t, f, id).Text; got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	if got := answer(t, f, "rem").Text; got != "Sadykova's lawyer was not admitted." {
		t.Errorf("remedies read %q", got)
	}
}

// TestLanguageProblems: a body that does not read the language, and labels
// around answers in another language, are told before anything is sent.
func TestLanguageProblems(t *testing.T) {
	form := formOf(t, "per_victim = true", "id = \"q\"\nkind = \"text\"\nfrom = [\"case.title\"]")
	for _, tt := range []struct {
		language string
		accepted []string
		want     []string
	}{
		{"en", nil, nil},
		{"en", []string{"en", "fr"}, nil},
		{"ru", nil, []string{"language-mixed"}},
		{"ru", []string{"en", "fr"}, []string{"language-mixed", "language-not-taken"}},
	} {
		form := *form
		form.Accepted = tt.accepted
		got := problemKeys(fill(t, Request{Form: &form, Language: tt.language}))
		for _, key := range []string{"language-mixed", "language-not-taken"} {
			if (len(got[key]) == 1) != slices.Contains(tt.want, key) {
				t.Errorf("%s, accepted %v: %s %v", tt.language, tt.accepted, key, got[key])
			}
		}
	}
}

// TestNoAuthor: whatever is asked of an author who is not named leads to the
// one thing to do, not to the record of somebody else.
func TestNoAuthor(t *testing.T) {
	d := fictional()
	d.Remove("role-a")
	q := "id = \"name\"\nkind = \"text\"\nrequired = true\nfrom = [\"author.name.full\"]\nmends = \"role\""
	got := problemKeys(fill(t, Request{Dossier: d, Form: formOf(t, "per_victim = true", q)}))["missing-author"]
	if len(got) != 1 || got[0].Record != "case-1" {
		t.Errorf("problems %v", got)
	}
}
