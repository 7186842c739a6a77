package submission

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"probata/dossier"
)

func TestLeaks(t *testing.T) {
	tests := []struct {
		text, value string
		want        bool
	}{
		{"It was Ilyashev.", "Ilyashev", true},
		{"IT WAS ILYASHEV", "Ilyashev", true},
		{"Это был Ильяшев", "Ilyashev", true},
		{"It was Ilýashev", "Ilyashev", true},
		{"see https://example.org/ilyashev-arrest", "Ilyashev", true},
		{"It was Maxim\n  Ilyashev", "Maxim Ilyashev", true},
		{"Ilyashevskaya street", "Ilyashev", false},
		{"https://example.org/?q=%D0%98%D0%BB%D1%8C%D1%8F%D1%88%D0%B5%D0%B2", "Ilyashev", true},
		{"https://example.org/alnurilyashev", "Ilyashev", true},
		{"#FreeIlyashev", "Ilyashev", true},
		{"#СвободуИльяшеву", "Ильяшев", true},
		{"Will he come", "Will", true},
		{"he will come", "Will", false},
		{"но он пришёл", "Но", false},
		{"это была вера", "Вера", false},
		{"это была Вера", "Вера", true},
		{"phone: +7 (700) 123-45-67", "+7 700 123 45 67", true},
		{"他是李明先生", "李明", true},
		{"O’Neil came", "O'Neil", true},
		{"It was Ilya-\n shev", "Ilyashev", true},
		{"Ilya\u00adshev", "Ilyashev", true},
		{"it was I l y a s h e v who", "Ilyashev", true},
		{"И л ь я ш е в", "Ильяшев", true},
		{"И.Л.Ь.Я.Ш.Е.В.", "Ильяшев", true},
		{"Ilya*shev", "Ilyashev", true},
		{"Ilya\u200bshev", "Ilyashev", true},
		{"а б в г д", "Ильяшев", false},
		{"well-known and self-made", "Wellknown Man", false},
		{"nothing", "", false},
		{"", "Ilyashev", false},
	}
	for _, tt := range tests {
		got := Leaks(tt.text, []string{"other", tt.value})
		if (len(got) == 1 && got[0] == tt.value) != tt.want || len(got) > 1 {
			t.Errorf("%q in %q: found %q", tt.value, tt.text, got)
		}
	}
}

// people is a case of witnesses, whose names are withheld.
func people(names ...*dossier.Name) *dossier.Dossier {
	d := dossier.New(&dossier.Case{Head: dossier.Head{ID: "case-1"}})
	for i, n := range names {
		if n.ID == "" {
			n.ID = dossier.ID(fmt.Sprintf("name-%d", i))
		}
		if d.Get(n.Party) == nil {
			d.Put(&dossier.Party{Head: dossier.Head{ID: n.Party, Place: int64(i)}, Kind: "person"})
		}
		d.Put(n)
	}
	return d
}

// cleanerOf is what cleans the texts of a case for an edition.
func cleanerOf(t testing.TB, d *dossier.Dossier, edition Edition) *cleaner {
	t.Helper()
	e := testEngine(t)
	return redact(Request{Dossier: d, Form: &Form{}, Edition: edition, Today: testDay(t, "2026")}, e.Words.Printer("en"), e.Names).clean
}

func TestReplaceNames(t *testing.T) {
	c := cleanerOf(t, people(
		&dossier.Name{Party: "party-a", Family: "Sadykova", Given: "Aigul", Language: "en"},
		&dossier.Name{Party: "party-a", Family: "Садыкова", Given: "Айгуль", Patronymic: "Маратовна", Language: "ru"},
		&dossier.Name{Party: "party-b", Family: "Ильяшев", Given: "Асан", Language: "ru"},
		&dossier.Name{Party: "party-c", Family: "Но", Given: "Ян", Language: "ru"},
		&dossier.Name{Party: "party-d", Family: "Ким", Given: "Олег", Language: "ru"},
	), Public)
	for in, want := range map[string]string{
		"":                         "",
		"Nothing happened.":        "Nothing happened.",
		"Aigul Sadykova came.":     "Person A came.",
		"Sadykova Aigul came":      "Person A came",
		"SADYKOVA, Aigul":          "Person A",
		"A. Sadykova, Sadykova A.": "Person A, Person A",
		"Sadykova's house":         "Person A's house",
		"Садыкову Айгуль Маратовну увели":     "Person A увели",
		"Айгуль Маратовной Садыковой":         "Person A",
		"Садыкова А. М. и А. М. Садыкова":     "Person A и Person A",
		"Ильяшева, Ильяшеву, Ильяшевым":       "Person B, Person B, Person B",
		"Ильяшевтың үйі":                      "Person B үйі",
		"Ilyashev (in Latin)":                 "Person B (in Latin)",
		"новость, но не Но":                   "новость, но не Person C",
		"Киму, Кимом, кимоно, Кимоно":         "[withheld], [withheld], кимоно, Кимоно", // «ким» is a word, too: the author decides
		"https://example.org/sadykova-arrest": "[withheld]",
		"«Садыкова»":                          "«Person A»",
		"#FreeSadykova now":                   "[withheld] now",
		"У Ильяшева изъяли":                   "У Person B изъяли",
		"пришла Маратовна":                    "пришла Person A",
		"дело С а д ы к о в о й слушали":      "дело Person A слушали",
		"Sady-\nkova, well-known":             "Person A, well-known",
	} {
		if got := c.clean(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

func TestEditions(t *testing.T) {
	form := allViews(t)
	for _, language := range []string{"en", "ru"} {
		for _, e := range []Edition{State, Public} {
			t.Run(language+"."+string(e), func(t *testing.T) {
				text := said(t, fill(t, Request{Form: form, Language: language, Edition: e}))
				hidden := append([]string{
					"Open Door", "door@example.org", "Secret meeting", "N1234567", "1234567", "1985", "flat", "00:12", "I saw them", "Recording",
				}, names...)
				if e == Public {
					hidden = append(hidden, "complaint that only", "43.24")
				}
				for _, s := range hidden {
					if strings.Contains(text, s) {
						t.Errorf("%q is in it", s)
					}
				}
				for _, s := range []string{"Bekov", "Witness One", "Almaty", "The Daily Steppe"} {
					if !strings.Contains(text, s) {
						t.Errorf("%q is gone", s)
					}
				}
				if e == State && !strings.Contains(text, "complaint that only") {
					t.Error("what the State may read is gone")
				}
			})
		}
	}
	// in both languages: a document takes the names in its own letters
	text := said(t, fill(t, Request{Form: form})) + said(t, fill(t, Request{Form: form, Language: "ru"}))
	for _, s := range append(names[:6:6], "Open Door Foundation", "door@example.org", "Secret meeting", "N1234567", "3 February 1985", "00:12") {
		if !strings.Contains(text, s) {
			t.Errorf("%q is gone from the confidential edition", s)
		}
	}
}

// TestConsentNames: who agreed is named, and letters stay with their persons.
func TestConsentNames(t *testing.T) {
	form := allViews(t)
	d := fictional()
	// the victim may be named to the State, and to nobody else; the brother has no rule any more
	d.Put(&dossier.Consent{Head: dossier.Head{ID: "consent-v", Case: "case-1"}, Party: "party-v", Scope: []string{"name-to-state"}})
	brother := dossier.Copy(d.Get("party-b")).(*dossier.Party)
	brother.Alias = ""
	d.Put(brother)
	state := said(t, fill(t, Request{Dossier: d, Form: form, Edition: State}))
	public := said(t, fill(t, Request{Dossier: d, Form: form, Edition: Public}))
	if !strings.Contains(state, "Aigul Sadykova is arrested") || strings.Contains(public, "Sadykova") {
		t.Error("consent to be named to the State is not what it says")
	}
	// parties in the order of the case: a (author), b (brother), v (victim)
	for _, text := range []string{state, public} {
		if !strings.Contains(text, "ask for Person B?") {
			t.Error("the brother is not Person B in each edition")
		}
	}
}

func TestStandIns(t *testing.T) {
	d := fictional()
	for _, p := range []struct{ id, pseudonym, alias string }{
		{"party-v", "Mother of Oleg", ""}, {"party-b", "", "initials"}, {"party-w", "O.K.", ""},
	} {
		party := dossier.Copy(d.Get(dossier.ID(p.id))).(*dossier.Party)
		party.Pseudonym, party.Alias = p.pseudonym, p.alias
		d.Put(party)
	}
	r := redact(Request{Dossier: d, Form: &Form{}, Edition: State, Today: testDay(t, "2026")}, testEngine(t).Words.Printer("en"), testEngine(t).Names)
	for id, want := range map[dossier.ID]string{
		"party-v": "Person C",                    // its pseudonym gives the brother away
		"party-b": "O.K.", "party-w": "Person D", // initials are taken
		"party-p": "Daniyar Bekov",
	} {
		if got := r.d.NameIn(id, "en"); got != want {
			t.Errorf("%s is called %q, want %q", id, got, want)
		}
	}
	nameless := dossier.New(&dossier.Case{Head: dossier.Head{ID: "case-1"}},
		&dossier.Party{Head: dossier.Head{ID: "party-1"}, Kind: "person", Alias: "initials", Description: "elderly woman"})
	r = redact(Request{Dossier: nameless, Form: &Form{}, Edition: Public}, testEngine(t).Words.Printer("en"), testEngine(t).Names)
	if got := r.d.NameIn("party-1", "en"); got != "Person A" {
		t.Errorf("somebody without a name is called %q", got)
	}
	if letters(1) != "A" || letters(26) != "Z" || letters(27) != "AA" || letters(703) != "AAA" {
		t.Error("letters count wrongly")
	}
}

func TestConsentInForce(t *testing.T) {
	today := testDay(t, "2026-11-24")
	tests := []struct {
		name string
		c    dossier.Consent
		want bool
	}{
		{"given", dossier.Consent{Scope: []string{"submit"}}, true},
		{"another level", dossier.Consent{Scope: []string{"press"}}, false},
		{"this body", dossier.Consent{Scope: []string{"submit"}, Bodies: []string{"wgad"}}, true},
		{"another body", dossier.Consent{Scope: []string{"submit"}, Bodies: []string{"osce"}}, false},
		{"expires later", dossier.Consent{Scope: []string{"submit"}, Expires: dossier.Date{EDTF: "2027"}}, true},
		{"expires this year", dossier.Consent{Scope: []string{"submit"}, Expires: dossier.Date{EDTF: "2026"}}, false},
		{"expires in words", dossier.Consent{Scope: []string{"submit"}, Expires: dossier.Date{Words: "soon"}}, false},
		{"withdrawn in words", dossier.Consent{Scope: []string{"submit"}, Withdrawn: dossier.Date{Words: "yesterday"}}, false},
		{"impossible", dossier.Consent{Scope: []string{"submit"}, Impossible: "detained"}, false},
	}
	for _, tt := range tests {
		tt.c.Head = dossier.Head{ID: "consent-1"}
		tt.c.Party = "party-1"
		if got := dossier.Agreed(dossier.New(&tt.c), "party-1", "submit", "wgad", today); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

// TestNoLeak: whatever stands in a case, a document for other eyes comes out,
// and none of the names of its persons is in it.
func TestNoLeak(t *testing.T) {
	form := allViews(t)
	e := testEngine(t)
	parts := []string{
		"Sadykova", "Садыкова", "Ким", "Но", "Will", "Vera", "Ильяшев", "Садықов", "Li", "van der Berg", "O'Neil", "李明", "მაია",
		"Müller", "Иванова-Петрова", "May", "Стан",
	}
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 9))
		word := func() string { return parts[r.IntN(len(parts))] }
		d := fictional()
		for _, rec := range d.All() {
			if n, ok := rec.(*dossier.Name); ok && r.IntN(2) == 0 {
				n.Family, n.Given, n.Patronymic = word(), word(), ""
			}
		}
		for _, rec := range d.All() {
			if t := rec.Type(); t == dossier.TypeName || ofParty(t) { // names as an address are found in any order
				continue
			}
			for _, f := range dossier.TableOf(rec.Type()).Fields {
				if (f.Kind == dossier.Text || f.Kind == dossier.LongText) && r.IntN(3) == 0 {
					f.SetString(rec, fmt.Sprintf("%s met %s %s; %s", word(), word(), word(), strings.ToUpper(word())))
				}
			}
		}
		for _, edition := range []Edition{State, Public} {
			filled, err := e.Fill(t.Context(), Request{Dossier: d, Form: form, Language: "ru", Edition: edition, Today: testDay(t, "2026")})
			if err != nil {
				t.Fatal(err)
			}
			doc, err := filled.Document()
			if err != nil {
				t.Fatalf("seed %d, %s: %v", seed, edition, err)
			}
			text := DocumentText(doc)
			for _, n := range dossier.Of[*dossier.Name](d) {
				if full := n.Display(); protected(d, n.Party) && len([]rune(full)) > 7 && strings.Contains(text, full) {
					t.Fatalf("seed %d, %s: %q is in it", seed, edition, full)
				}
			}
		}
	}
}

// TestOriginalStays: an edition is a copy; the case keeps every word.
func TestOriginalStays(t *testing.T) {
	d := fictional()
	fill(t, Request{Dossier: d, Form: allViews(t), Edition: Public})
	for i, r := range fictional().All() {
		if !dossier.Equal(r, d.All()[i]) {
			t.Errorf("%s was changed", r.Header().ID)
		}
	}
}

func TestOwnAnswersAreRedacted(t *testing.T) {
	form := formOf(t, "", "id = \"q\"\nkind = \"text\"\nfrom = [\"case.reference\"]", "id = \"c\"\nkind = \"choice\"\nvalues = \"body\"")
	own := map[string]string{"q": "I know Aigul Sadykova.\n\nShe is free.", "c": "Sadykova"}
	f := fill(t, Request{Form: form, Edition: State, Answers: own})
	if a := answer(t, f, "q"); a.Text != "I know Person C.\nShe is free." || !a.Own {
		t.Errorf("own words are %q", a.Text)
	}
	if text := said(t, f); strings.Contains(text, "Sadykova") {
		t.Error("an own choice gives the name away")
	}
	own["q"] = " " // no answer: the case answers again
	if a := answer(t, fill(t, Request{Form: form, Answers: own}), "q"); a.Text != "F-1" || a.Own {
		t.Errorf("answer is %q", a.Text)
	}
}

func BenchmarkRedact(b *testing.B) {
	d := largeCase()
	e := testEngine(b)
	p := e.Words.Printer("en")
	for b.Loop() {
		redact(Request{Dossier: d, Form: &Form{}, Edition: Public, Today: testDay(b, "2026")}, p, e.Names)
	}
}

func largeCase() *dossier.Dossier {
	all := []dossier.Record{&dossier.Case{Head: dossier.Head{ID: "case-1"}}}
	for i := range 100 {
		id := dossier.ID(fmt.Sprintf("party-%d", i))
		all = append(all, &dossier.Party{Head: dossier.Head{ID: id}, Kind: "person"},
			&dossier.Name{Head: dossier.Head{ID: dossier.ID(fmt.Sprintf("name-%d", i))}, Party: id, Given: fmt.Sprintf("Given%d", i), Family: fmt.Sprintf("Family%d", i)})
	}
	for i := range 5000 {
		all = append(all, &dossier.Event{
			Head: dossier.Head{ID: dossier.ID(fmt.Sprintf("event-%d", i)), Case: "case-1"}, Title: fmt.Sprintf("Given%d Family%d is arrested", i%100, i%100),
			Description: strings.Repeat(fmt.Sprintf("Then Family%d was taken to the station number %d and nobody was told of it. ", i%100, i), 5),
		})
	}
	return dossier.New(all...)
}
