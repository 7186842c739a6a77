package portal

import (
	"bytes"
	"context"
	"flag"
	"os"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/edtf"
	"probata/dossier/lang"
	"probata/dossier/law"
	"probata/dossier/submission"
	"probata/dossier/withhold"
)

var update = flag.Bool("update", false, "write the golden files anew")

// form is a small form with a field of every kind that a web page has.
const form = `
id = "test"
body = "un-wgad"
edition = "Test form"
last_verified = "2026-01"
languages = ["en", "ru"]
accepted = ["en"]
per_victim = true
source = "invented"
date = "2026-01-01"
confidence = "certain"
title = { en = "Web form", ru = "Веб-форма" }

[delivery]
to = ["Nobody"]
web = "https://example.org/form"

[limits]
words = 20
source = "invented"
date = "2026-01-01"
confidence = "certain"

[[section]]
id = "I"
number = "I."
label = { en = "Person", ru = "Лицо" }
question = [
  { id = "name", number = "1.", kind = "text", required = true, from = ["victim.name.family"], label = { en = "Name", ru = "Имя" } },
  { id = "nation", number = "2.", kind = "text", required = true, from = ["victim.nationalities"], label = { en = "Nationality", ru = "Гражданство" } },
  { id = "work", number = "3.", kind = "text", from = ["victim.affiliation"], label = { en = "Work", ru = "Работа" } },
]

[[section]]
id = "II"
number = "II."
label = { en = "Facts", ru = "Факты" }
question = [
  { id = "told", number = "1.", kind = "longtext", max_words = 9, from = ["victim.activity"], label = { en = "What happened?", ru = "Что случилось?" } },
  { id = "more", number = "2.", kind = "longtext", max_words = 500, from = ["victim.description"], label = { en = "More", ru = "Ещё" } },
]

[[section]]
id = "III"
number = "III."
author = true
label = { en = "Author", ru = "Автор" }
question = [
  { id = "who", number = "1.", kind = "text", from = ["author.name.family"], label = { en = "Name", ru = "Имя" } },
  { id = "sign", number = "2.", kind = "signature", label = { en = "Signature", ru = "Подпись" } },
]
`

func invented() *dossier.Dossier {
	in := func(id string) dossier.Head { return dossier.Head{ID: dossier.ID(id), Case: "case-1"} }
	head := func(id string) dossier.Head { return dossier.Head{ID: dossier.ID(id)} }
	return dossier.New(
		&dossier.Case{Head: head("case-1"), Reference: "T-1", Title: "Invented", States: []string{"KZ"}, Languages: []string{"en"}},
		&dossier.Party{
			Head: head("party-v"), Kind: "person", Sex: "female", Activity: "She was held at the gate of the factory.",
			Description: "Nobody said why.\n\nNobody was called.",
		},
		&dossier.Name{Head: head("name-v"), Party: "party-v", Kind: "passport", Language: "en", Family: "Testova", Given: "Aiday"},
		&dossier.Party{Head: head("party-a"), Kind: "person"},
		&dossier.Name{Head: head("name-a"), Party: "party-a", Language: "en", Family: "Authorov", Given: "Ann"},
		&dossier.Role{Head: in("role-v"), Party: "party-v", Role: "alleged-victim"},
		&dossier.Role{Head: in("role-a"), Party: "party-a", Role: "author"},
		&dossier.Source{Head: in("source-1"), Kind: "report", Title: "Invented report"},
		&dossier.Source{Head: in("source-2"), Kind: "report", Title: "Second report"},
		&dossier.Citation{Head: in("citation-0"), Fact: "name-v", Source: "source-1"},
		&dossier.Citation{Head: in("citation-1"), Fact: "party-v", Field: "activity", Source: "source-1", Page: "4"},
		&dossier.Citation{Head: in("citation-2"), Fact: "party-v", Field: "description", Source: "source-1"},
		&dossier.Citation{Head: in("citation-3"), Fact: "party-v", Field: "description", Source: "source-2"},
	)
}

func printer(t testing.TB, tag string) (*lang.Catalog, *lang.Printer) {
	t.Helper()
	words, err := lang.Load(os.DirFS("../../assets/lang"))
	if err != nil {
		t.Fatal(err)
	}
	return words, words.Printer(tag)
}

func sheet(t testing.TB, tag string, edition submission.Edition) Sheet {
	t.Helper()
	f, err := submission.ReadForm("test.toml", strings.NewReader(form))
	if err != nil {
		t.Fatal(err)
	}
	library, err := law.Load(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	words, _ := printer(t, tag)
	day, err := edtf.Parse("2026-03-31")
	if err != nil {
		t.Fatal(err)
	}
	names, err := withhold.Load(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	e := submission.Engine{Law: library, Words: words, Names: names}
	filled, err := e.Fill(context.Background(), submission.Request{Dossier: invented(), Form: f, Language: tag, Edition: edition, Today: day})
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(filled)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSheet(t *testing.T) {
	for _, tag := range []string{"en", "ru"} {
		for _, edition := range []submission.Edition{submission.Confidential, "public"} {
			s := sheet(t, tag, edition)
			_, p := printer(t, tag)
			var got bytes.Buffer
			if err := s.WriteText(&got, p, true); err != nil {
				t.Fatal(err)
			}
			name := "testdata/sheet." + tag + "." + string(edition) + ".txt"
			if *update {
				if err := os.WriteFile(name, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if got.String() != string(want) {
				t.Errorf("%s differs; see what changed with -update and git diff:\n%s", name, got.String())
			}
		}
	}
}

func TestPaste(t *testing.T) {
	s := sheet(t, "en", submission.Confidential)
	if len(s.Fields) != 6 {
		t.Fatalf("%d fields; nothing is signed by hand on a web page", len(s.Fields))
	}
	name, told := &s.Fields[0], &s.Fields[3]
	if got := name.Paste(true); got != "Testova[1]\n\n[1] “Invented report”." || name.Long {
		t.Errorf("a short field on its own with its source: %q", got)
	}
	if got := name.Paste(false); got != "Testova" {
		t.Errorf("and without: %q", got)
	}
	if got := told.Paste(true); got != "She was held at the gate of the factory.[1]\n\n[1] “Invented report”, p. 4." {
		t.Errorf("a text with its source: %q", got)
	}
	if more := &s.Fields[4]; !strings.HasSuffix(more.Paste(true), "\n\n[1] “Invented report”; “Second report”.") {
		t.Errorf("a field of a web form does not describe its sources by itself: %q", more.Paste(true))
	}
	if told.TooLong(false) || !told.TooLong(true) || told.Place.Record != "party-v" || told.Place.Field != "activity" {
		t.Errorf("9 words are allowed and 9 are there: %+v", told)
	}
	if with, without := s.Total(true), s.Total(false); with.Words <= without.Words || without.Characters == 0 {
		t.Errorf("all together count %+v and %+v", with, without)
	}
	if !s.Fields[1].Empty() || !s.Fields[1].Required || s.Fields[2].Required {
		t.Error("what is missing is not told from what may be")
	}
}

func TestMeasure(t *testing.T) {
	for text, want := range map[string]Count{
		"": {}, "one": {1, 3}, "a – b\n": {2, 6}, "Ключ 😀": {1, 7}, "held[1]": {1, 7}, "中文": {1, 2},
	} {
		if got := Measure(text); got != want {
			t.Errorf("%q counts %+v, want %+v", text, got, want)
		}
	}
}

// TestBlocks: each kind of block as the lines of a field that keeps no more than
// lines.
func TestBlocks(t *testing.T) {
	note := func(s string) document.Span { return document.Footnote(document.Span{Text: s}) }
	for _, c := range []struct {
		block document.Block
		want  string
	}{
		{document.Paragraph{Spans: document.T("a\x00b\tc\u202ed"), Numbered: true}, "1. ab cd"},
		{document.Paragraph{Spans: []document.Span{{Text: "x", Note: document.T("one")}, note("two"), note("one"), {Ref: "p"}, {Link: "https://x"}}}, "x[1][2][1]7https://x"},
		{document.List{Items: [][]document.Span{document.T("a"), document.T("b")}}, "- a\n- b"},
		{document.List{Ordered: true, Items: [][]document.Span{document.T("a")}}, "(a) a"},
		{document.Quote{Original: document.T("слова"), Translations: []document.Translation{{Lang: "en", Text: document.T("words")}}, Attribution: document.T("who")}, "слова\n[en] words\n— who"},
		{document.Table{Head: []document.Cell{document.C("No."), document.C("What")}, Rows: [][]document.Cell{{document.C("1"), document.C("a\nb")}, {}}}, "No. | What\n1 | a; b"},
		{document.Fields{Items: []document.FieldItem{{Number: "1.", Label: document.T("Who"), Empty: "nobody"}}}, "1. Who: nobody"},
		{document.Figure{Alt: "a gate", Caption: document.T("taken in May")}, "a gate\ntaken in May"},
		{document.Timeline{Undated: "no date", Lanes: []document.Lane{{Name: document.T("arrests"), Moments: []document.Moment{{Label: document.T("one")}, {Undated: true, Label: document.T("two")}}}}}, "arrests: one; two (no date)"},
		{document.Relations{Caption: document.T("who"), Parts: []document.Part{{Ties: []document.Tie{{Told: document.T("A held B.")}}}}}, "who\n- A held B."},
		{document.Cover{Number: "A-1", Title: document.T("photo")}, "A-1 photo"},
		{document.Heading{Level: 1, Text: document.T("Head")}, "Head"},
		{document.PageBreak{}, ""},
	} {
		w := writer{marks: true}
		w.TextOptions = options(document.Number([]document.Block{document.Paragraph{ID: "p", Spans: document.T("7")}}))
		w.Note = w.sourceMark
		if got := w.Blocks([]document.Block{c.block}); got != c.want {
			t.Errorf("%T becomes %q, want %q", c.block, got, c.want)
		}
	}
}

// TestLeak: a sheet that would say what the edition withholds is not made.
func TestLeak(t *testing.T) {
	s := sheet(t, "en", "public")
	var b bytes.Buffer
	_, p := printer(t, "en")
	if err := s.WriteText(&b, p, true); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Testova", "Aiday", "Authorov"} {
		if strings.Contains(b.String(), name) {
			t.Errorf("the public sheet names a withheld person")
		}
	}
	if len(s.Left) != 1 || s.Left[0] != "III. Author" {
		t.Errorf("the part left out is %v", s.Left)
	}
}
