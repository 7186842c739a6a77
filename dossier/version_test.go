package dossier

import (
	"slices"
	"testing"
)

// versioned is a case told in English, with a quote in Russian, a note in Georgian and a list.
func versioned() *Dossier {
	in := func(id ID) Head { return Head{ID: id, Case: "case-1"} }
	return New(
		&Case{Head: Head{ID: "case-1"}, Title: "Arrest", Languages: []string{"en", "ru"}},
		&Party{Head: Head{ID: "party-1"}, Description: "the father"},
		&Event{Head: in("event-1"), Title: "Обыск", When: Date{Words: "at the end of last week"}},
		&Act{Head: in("act-1"), Event: "event-1", Victim: "party-1", Property: []string{"a telephone", "a tablet"}},
		&Quote{Head: in("quote-1"), Speaker: "party-1", Words: "Нас связали", Language: "ru"},
		&Note{Head: in("note-1"), Words: "ჩანაწერი"},
	)
}

func version(id ID, p Place, language, words, status string) *Translation {
	t := &Translation{Head: Head{ID: id, Case: "case-1"}, Language: language, Words: words, Status: status}
	t.SetPlace(p)
	return t
}

func TestLanguageOf(t *testing.T) {
	d := versioned()
	for p, want := range map[Place]string{
		{"case-1", "title"}: "en", {"event-1", "title"}: "ru", {"event-1", "when"}: "en", {"quote-1", "words"}: "ru",
		{"note-1", "text"}: "ka", {"act-1", "property"}: "en",
	} {
		if got := d.LanguageOf(p); got != want {
			t.Errorf("%v is told in %q, want %q", p, got, want)
		}
	}
	d.Case().Languages = nil
	if got := d.LanguageOf(Place{"case-1", "title"}); got != "" {
		t.Errorf("Latin letters alone speak for %q", got)
	}
	for words, want := range map[string]string{"Обыск": "ru", "Қазақстан": "kk", "їжа": "uk", "воля наша ў": "be", "ҷавоб": "tg", "Հայ": "hy", "عربي": "ar", "1 2": ""} {
		if got := d.languageOf(words); got != want {
			t.Errorf("%q is told in %q, want %q", words, got, want)
		}
	}
}

// TestVersions: what is in the language or has a version in it is not listed; a stale
// version gives way to a fresh one, a draft to a checked one.
func TestVersions(t *testing.T) {
	d := versioned()
	title := Place{"case-1", "title"}
	if got := d.Untold("ru"); !slices.Equal(got, []Place{title, {"party-1", "description"}, {"event-1", "when"}, {"act-1", "property"}, {"note-1", "text"}}) {
		t.Errorf("untranslated into Russian: %v", got)
	}
	draft, checked := version("translation-1", title, "ru", "Арест, проверено", "checked"), version("translation-2", title, "ru", "Арест", "draft")
	draft.Fresh(d)
	checked.Fresh(d)
	d.Put(draft)
	d.Put(checked)
	if got := d.Version(title, "ru"); got != draft {
		t.Errorf("takes %v, want the checked one", got)
	}
	d.Case().Title = "Arrest and search"
	if !draft.Stale(d) || !checked.Stale(d) {
		t.Error("the original changed and no version is stale")
	}
	fresh := version("translation-3", title, "ru", "Арест и обыск", "draft")
	fresh.Fresh(d)
	d.Put(fresh)
	if got := d.Version(title, "ru"); got != fresh {
		t.Errorf("takes %v, want the fresh one", got)
	}
	stale := 0
	for _, p := range Check(d) {
		if p.Key == "translation-stale" {
			stale++
		}
	}
	if stale != 2 {
		t.Errorf("%d stale versions are told, want 2", stale)
	}
	if v := d.Version(title, "fr"); v != nil {
		t.Errorf("a version in French: %v", v)
	}
}

// TestIn: the case in another language has the versions in place of the originals, and
// says exact words as they were said.
func TestIn(t *testing.T) {
	d := versioned()
	for _, v := range []*Translation{
		version("translation-1", Place{"case-1", "title"}, "ru", "Арест", ""),
		version("translation-2", Place{"party-1", "description"}, "ru", "отец", ""),
		version("translation-3", Place{"event-1", "when"}, "ru", "в конце прошлой недели", ""),
		version("translation-4", Place{"act-1", "property"}, "ru", "телефон\nпланшет", ""),
		version("translation-5", Place{"quote-1", "words"}, "en", "We were tied up", ""),
		version("translation-6", Place{"event-1", "title"}, "fr", "Perquisition", ""),
	} {
		d.Put(v)
	}
	ru := d.In("ru")
	act, _ := Find[*Act](ru, "act-1")
	event, _ := Find[*Event](ru, "event-1")
	if ru.Case().Title != "Арест" || ru.NameIn("party-1", "ru") != "отец" || event.When.Words != "в конце прошлой недели" || !slices.Equal(act.Property, []string{"телефон", "планшет"}) {
		t.Errorf("in Russian: %q, %q, %q, %q", ru.Case().Title, ru.NameIn("party-1", "ru"), event.When.Words, act.Property)
	}
	if event.Title != "Обыск" || len(ru.List(TypeTranslation)) != 1 || len(d.List(TypeTranslation)) != 6 || d.Case().Title != "Arrest" {
		t.Errorf("the Russian title is %q; %d translations in it, %d in the case, whose title is %q", event.Title, len(ru.List(TypeTranslation)), len(d.List(TypeTranslation)), d.Case().Title)
	}
	if q, _ := Find[*Quote](d.In("en"), "quote-1"); q.Words != "Нас связали" {
		t.Errorf("exact words were replaced: %q", q.Words)
	}
}
