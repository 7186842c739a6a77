package submission

import (
	"context"
	"os"
	"strings"
	"sync"
	"testing"

	"probata/dossier"
	"probata/dossier/edtf"
	"probata/dossier/lang"
	"probata/dossier/law"
	"probata/dossier/withhold"
)

// fictional is a small made-up case in three scripts: a lawyer is arrested, her
// brother and a neighbour tell it, an organisation submits it.
func fictional() *dossier.Dossier {
	in := func(id string) dossier.Head { return dossier.Head{ID: dossier.ID(id), Case: "case-1"} }
	head := func(id string) dossier.Head { return dossier.Head{ID: dossier.ID(id)} }
	ids := func(s ...dossier.ID) []dossier.ID { return s }
	return dossier.New(
		&dossier.Case{
			Head: head("case-1"), Reference: "F-1", Title: "Arrest of Aigul Sadykova", States: []string{"KZ"}, Languages: []string{"en"},
			Summary: "Aigul Sadykova was arrested.\n\nШабыт Омаров видел, как увели Садыкову.",
		},
		&dossier.Party{Head: head("party-v"), Kind: "person", Sex: "female", Birth: dossier.Date{EDTF: "1985-02-03"}, Birthplace: "Almaty", Religion: "none", Occupation: "lawyer"},
		&dossier.Name{Head: head("name-v1"), Party: "party-v", Kind: "passport", Language: "en", Family: "Sadykova", Given: "Aigul"},
		&dossier.Name{Head: head("name-v2"), Party: "party-v", Kind: "official", Language: "ru", Family: "Садыкова", Given: "Айгуль", Patronymic: "Маратовна"},
		&dossier.Name{Head: head("name-v3"), Party: "party-v", Kind: "official", Language: "kk", Family: "Садықова", Given: "Айгүл"},
		&dossier.Address{Head: head("address-v"), Party: "party-v", Kind: "residence", Lines: "Abay 5", Town: "Almaty", Country: "KZ"},
		&dossier.Contact{Head: head("contact-v"), Party: "party-v", Kind: "telephone", Value: "+7 700 1234567"},
		&dossier.Identity{Head: head("identity-v"), Party: "party-v", Kind: "passport", Number: "N1234567", Issued: dossier.Date{EDTF: "2015"}},
		&dossier.Party{Head: head("party-w"), Kind: "person", Description: "a neighbour", Pseudonym: "Witness One"},
		&dossier.Name{Head: head("name-w"), Party: "party-w", Kind: "official", Language: "ru", Family: "Омаров", Given: "Шабыт"},
		&dossier.Party{Head: head("party-b"), Kind: "person", Alias: "initials"},
		&dossier.Name{Head: head("name-b"), Party: "party-b", Language: "en", Family: "Kim", Given: "Oleg"},
		&dossier.Name{Head: head("name-b2"), Party: "party-b", Language: "ru", Family: "Ким", Given: "Олег"},
		&dossier.Party{Head: head("party-p"), Kind: "person"},
		&dossier.Name{Head: head("name-p"), Party: "party-p", Language: "en", Family: "Bekov", Given: "Daniyar"},
		&dossier.Party{Head: head("party-a"), Kind: "organisation"},
		&dossier.Name{Head: head("name-a"), Party: "party-a", Language: "en", Full: "Open Door Foundation"},
		&dossier.Contact{Head: head("contact-a"), Party: "party-a", Kind: "mail", Value: "door@example.org"},
		&dossier.Role{Head: in("role-v"), Party: "party-v", Role: "alleged-victim"},
		&dossier.Role{Head: in("role-w"), Party: "party-w", Role: "witness"},
		&dossier.Role{Head: in("role-b"), Party: "party-b", Role: "relative", Of: ids("party-v"), Relation: "brother"},
		&dossier.Role{Head: in("role-p"), Party: "party-p", Role: "alleged-perpetrator"},
		&dossier.Role{Head: in("role-a"), Party: "party-a", Role: "author"},
		&dossier.Consent{Head: in("consent-v"), Party: "party-v", Scope: []string{"submit"}, Given: dossier.Date{EDTF: "2026-01-02"}},
		&dossier.Event{
			Head: in("event-1"), Title: "Aigul Sadykova is arrested", Kind: "arrest", When: dossier.Date{EDTF: "2026-03-01"}, Venue: "Abay street",
			Area: "Almaty", Country: "KZ", Coordinates: "43.2400, 76.9100", Parties: ids("party-v", "party-w"),
			Description: "SADYKOVA, Aigul, was led away; Daniyar Bekov gave the order. Айгүл Садықованы ұстады. Will anybody ask for Oleg Kim?",
		},
		&dossier.Event{Head: in("event-2"), Title: "Secret meeting of the two witnesses in the park", Confidentiality: "confidential", When: dossier.Date{EDTF: "2026-03-02"}},
		&dossier.Event{Head: in("event-3"), Title: "Complaint", Confidentiality: "state", When: dossier.Date{EDTF: "2026-03-01/2026-03-05", Within: true}, Description: "A complaint that only the State may read about"},
		&dossier.Act{Head: in("act-1"), Event: "event-1", Kind: "arrest", Victim: "party-v", Warrant: "no", Reason: "They told Садыковой nothing."},
		&dossier.Involvement{Head: in("involvement-1"), Act: "act-1", Party: "party-p", Degree: "ordered"},
		&dossier.Source{Head: in("source-1"), Kind: "article-newspaper", Title: "Lawyer Sadykova taken away", Container: "The Daily Steppe", URL: "https://example.org/sadykova-arrest"},
		&dossier.Source{Head: in("source-2"), Kind: "interview", Title: "Interview with the neighbour Омаров in his flat", Person: "party-w", Files: ids("evidence-1")},
		&dossier.Evidence{Head: in("evidence-1"), Title: "Recording of the neighbour", SHA256: strings.Repeat("ab", 32), TakenBy: "Asel Nurlan"},
		&dossier.Citation{Head: in("citation-1"), Fact: "event-1", Source: "source-1", Page: "3"},
		&dossier.Citation{Head: in("citation-2"), Fact: "act-1", Source: "source-2", Time: "00:12", Quoted: "I saw them take her from the house"},
		&dossier.Citation{Head: in("citation-3"), Fact: "quote-1", Source: "source-1"},
		&dossier.Quote{Head: in("quote-1"), Speaker: "party-b", Words: "Мою сестру, Айгуль Маратовну Садыкову, увели.", Language: "ru", About: ids("event-1")},
		&dossier.Translation{Head: in("translation-1"), Quote: "quote-1", Language: "en", Words: "My sister A. Sadykova was taken."},
		&dossier.Remedy{Head: in("remedy-1"), Kind: "none", Victim: "party-v", Obstacle: "Sadykova's lawyer was not admitted."},
	)
}

// names are what must not be read of the protected persons of the case.
var names = []string{
	"Sadykova", "Aigul", "Садыкова", "Айгуль", "Садықова", "Айгүл", "Омаров", "Шабыт", "Oleg", "Kim", "Ким",
}

func testEngine(t testing.TB) *Engine {
	t.Helper()
	e, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// shipped is read once for all tests.
var shipped = sync.OnceValues(func() (*Engine, error) {
	words, err := lang.Load(os.DirFS("../../assets/lang"))
	if err != nil {
		return nil, err
	}
	lib, err := law.Load(os.DirFS("../../assets"))
	if err != nil {
		return nil, err
	}
	names, err := withhold.Load(os.DirFS("../../assets"))
	if err != nil {
		return nil, err
	}
	return &Engine{Law: lib, Words: words, Names: names}, nil
})

func testDay(t testing.TB, s string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// formHead is the least that every form must say.
const formHead = `id = "test"
body = "wgad"
edition = "2020"
last_verified = "2026-01"
languages = ["en", "ru"]
title = { en = "Form", ru = "Форма" }
source = "made up"
date = "2026-01"
confidence = "memory"
`

// formOf is a form of one section with the questions.
func formOf(t testing.TB, head string, questions ...string) *Form {
	t.Helper()
	f, err := ReadForm("test.toml", strings.NewReader(formText(head, questions...)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func formText(head string, questions ...string) string {
	var b strings.Builder
	b.WriteString(formHead + head + "\n[[section]]\nid = \"s\"\nlabel = { en = \"S\", ru = \"С\" }\n")
	for _, q := range questions {
		b.WriteString("[[section.question]]\nlabel = { en = \"Q\", ru = \"В\" }\n" + q + "\n")
	}
	return b.String()
}

// allViews asks for everything the case holds.
func allViews(t testing.TB) *Form {
	t.Helper()
	var q []string
	for _, v := range []string{
		"summary", "facts", "timeline", "parties", "quotes", "assessment", "issues", "remedies", "reliefs", "filings", "detentions",
		"consents", "annexes", "sources", "counter", "chronology", "relations", "matrix",
	} {
		q = append(q, `id = "`+v+`"`+"\nkind = \"table\"\nlayout = \"section\"\nview = \""+v+`"`)
	}
	q = append(q, "id = \"person\"\nkind = \"text\"\nfrom = [\"victim.name.full\", \"victim.name.family\", \"victim.birth\", \"victim.address.lines\", \"victim.contact.value\", \"victim.identity.number\", \"victim.birthplace\"]",
		"id = \"author\"\nkind = \"text\"\nfrom = [\"author.name.full\", \"author.contact.value\"]")
	q = append(q, "id = \"lanes\"\nkind = \"table\"\nlayout = \"section\"\nview = \"chronology\"\nfilter = [\"victim\"]")
	return formOf(t, "per_victim = true\ntitle_page = true", q...)
}

func fill(t testing.TB, req Request) *Filled {
	t.Helper()
	if req.Dossier == nil {
		req.Dossier = fictional()
	}
	if req.Edition == "" {
		req.Edition = Confidential
	}
	if req.Today.IsZero() {
		req.Today = testDay(t, "2026-11-24")
	}
	f, err := testEngine(t).Fill(context.Background(), req)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func said(t testing.TB, f *Filled) string {
	t.Helper()
	doc, err := f.Document()
	if err != nil {
		t.Fatal(err)
	}
	return DocumentText(doc)
}

func answer(t testing.TB, f *Filled, id string) Answer {
	t.Helper()
	for _, a := range f.Answers {
		if a.Question.ID == id {
			return a
		}
	}
	t.Fatalf("no answer to %s", id)
	return Answer{}
}

func problemKeys(f *Filled) map[string][]dossier.Problem {
	out := make(map[string][]dossier.Problem)
	for _, p := range f.Problems {
		out[p.Key] = append(out[p.Key], p)
	}
	return out
}
