package submission

import (
	"slices"
	"testing"

	"probata/dossier"
	"probata/dossier/document"
)

// TestOneLanguage: a text without a version in the language of the paper stops it and is named where it can be given one;
// with the version the paper takes it; a stop that was waived warns.
func TestOneLanguage(t *testing.T) {
	form := formOf(t, "per_victim = true", "id = \"q\"\nkind = \"text\"\nfrom = [\"case.title\"]")
	title := dossier.Place{Record: "case-1", Field: "title"}
	version := &dossier.Translation{Head: dossier.Head{ID: "translation-title", Case: "case-1"}, Language: "ru", Words: "Задержание Садыковой"}
	version.SetPlace(title)
	waiver := &dossier.Waiver{Head: dossier.Head{ID: "waiver-1", Case: "case-1"}, Key: "language-mixed", About: "case-1", Field: "languages", Reason: "asked for"}
	for _, tt := range []struct {
		name    string
		with    []dossier.Record
		stops   bool
		untold  bool
		printed string
	}{
		{"nothing", nil, true, true, ""},
		{"waived", []dossier.Record{waiver}, false, true, ""},
		{"a version", []dossier.Record{version}, false, false, "Задержание Садыковой"},
	} {
		d := fictional()
		d.Case().Languages = []string{"en"}
		for _, r := range tt.with {
			d.Put(dossier.Copy(r))
		}
		f := fill(t, Request{Dossier: d, Form: form, Language: "ru"})
		got := problemKeys(f)
		if mixed := got["language-mixed"]; (len(mixed) == 1 && mixed[0].Weight == dossier.Stops) != tt.stops {
			t.Errorf("%s: %v", tt.name, mixed)
		}
		named := slices.ContainsFunc(got["untranslated"], func(p dossier.Problem) bool { return p.Record == title.Record && p.Field == title.Field })
		if named != tt.untold {
			t.Errorf("%s: names %v", tt.name, got["untranslated"])
		}
		if tt.printed != "" && answer(t, f, "q").Text != tt.printed {
			t.Errorf("%s: prints %q", tt.name, answer(t, f, "q").Text)
		}
	}
}

// TestSpansSayTheirLanguage: each text of the case is marked with the language it is in, and not with one for all.
func TestSpansSayTheirLanguage(t *testing.T) {
	d := dossier.New(
		&dossier.Case{Head: dossier.Head{ID: "case-1"}, Title: "Détention d’une journaliste", Languages: []string{"fr", "ru"}, Summary: "Она задержана у редакции."},
		&dossier.Event{Head: dossier.Head{ID: "event-1", Case: "case-1"}, Title: "قرار المحكمة"},
	)
	v := &dossier.Translation{Head: dossier.Head{ID: "translation-1", Case: "case-1"}, Language: "en", Words: "Detention of a journalist"}
	v.SetPlace(dossier.Place{Record: "case-1", Field: "title"})
	form := formOf(t, "", "id = \"a\"\nkind = \"text\"\nfrom = [\"case.title\"]", "id = \"b\"\nkind = \"longtext\"\nfrom = [\"case.summary\"]", "id = \"c\"\nkind = \"text\"\nfrom = [\"event.title\"]")
	want := map[string]string{"a": "fr", "b": "ru", "c": "ar"}
	for range 2 {
		f := fill(t, Request{Dossier: d, Form: form, Language: "en"})
		for id, language := range want {
			document.Spans(answer(t, f, id).Blocks, func(s document.Span) {
				if s.Text != "" && s.Lang != language {
					t.Errorf("%q is marked %q, want %q", s.Text, s.Lang, language)
				}
			})
		}
		d.Put(v)
		want["a"] = ""
	}
}

// TestPrivateVersionIsWithheld: what the public edition takes out in one language is searched for in the other too.
func TestPrivateVersionIsWithheld(t *testing.T) {
	d := fictional()
	d.Case().Languages = []string{"en"}
	party, _ := dossier.Find[*dossier.Party](d, d.WithRole("alleged-victim")[0])
	party.Health = "has had asthma since the winter of 2019 and needs an inhaler"
	v := &dossier.Translation{Head: dossier.Head{ID: "translation-h", Case: "case-1"}, Language: "ru", Words: "с зимы 2019 года болеет астмой и нуждается в ингаляторе"}
	v.SetPlace(dossier.Place{Record: party.ID, Field: "health"})
	d.Put(v)
	form := formOf(t, "per_victim = true", "id = \"q\"\nkind = \"text\"\nfrom = [\"victim.health\"]")
	f := fill(t, Request{Dossier: d, Form: form, Language: "ru", Edition: Public, Victim: party.ID})
	for _, s := range []string{party.Health, v.Words} {
		if !slices.Contains(f.Withheld(), s) {
			t.Errorf("not withheld: %q", s)
		}
	}
}
