package dossier

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

func named(description string, names ...*Name) *Dossier {
	d := New(&Party{Head: Head{ID: "party-1"}, Kind: "person", Description: description})
	for i, n := range names {
		n.Head = Head{ID: ID("name-" + string(rune('a'+i))), Place: int64(i)}
		n.Party = "party-1"
		d.Put(n)
	}
	return d
}

func TestNameIn(t *testing.T) {
	ru := &Name{Kind: "official", Language: "ru", Family: "Садыкова", Given: "Айгуль", Patronymic: "Маратовна"}
	kk := &Name{Kind: "official", Language: "kk", Full: "Айгүл Садықова"}
	kkLatn := &Name{Kind: "other", Language: "kk-Latn", Full: "Aigúl Sadyqova"}
	passport := &Name{Kind: "passport", Language: "en", Family: "Sadykova", Given: "Aigul"}
	ka := &Name{Kind: "official", Language: "ka", Full: "აიგულ სადიკოვა"}
	birth := &Name{Kind: "birth", Language: "ru", Family: "Омарова", Given: "Айгуль"}
	empty := &Name{Kind: "official", Language: "en", Given: " "}
	tests := []struct {
		name, language, want string
		names                []*Name
	}{
		{"own language", "kk", "Айгүл Садықова", []*Name{ru, kk, passport}},
		{"same script", "kk", "Садыкова Айгуль Маратовна", []*Name{passport, ru}},
		{"same script Latin", "fr", "Aigul Sadykova", []*Name{ru, passport}},
		{"tag with script", "kk-Latn", "Aigul Sadykova", []*Name{ru, kk, passport}},
		{"named script", "en", "Aigúl Sadyqova", []*Name{ru, kkLatn}},
		{"Georgian is not Latin", "en", "Aigul Sadykova", []*Name{ka, passport}},
		{"else the passport", "ka", "Aigul Sadykova", []*Name{ru, passport}},
		{"else any", "en", "Садыкова Айгуль Маратовна", []*Name{ru}},
		{"official before birth", "ru", "Садыкова Айгуль Маратовна", []*Name{birth, ru}},
		{"first of equals", "en", "Айгүл Садықова", []*Name{kk, ru}},
		{"an empty name is none", "en", "Садыкова Айгуль Маратовна", []*Name{empty, ru}},
		{"nobody knows", "en", "a woman in a red coat", []*Name{empty}},
		{"no name at all", "en", "a woman in a red coat", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := named("a woman in a red coat", tt.names...)
			if got := d.NameIn("party-1", tt.language); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if got := d.Named("party-1"); got != (tt.want != "a woman in a red coat") {
				t.Errorf("named %v", got)
			}
		})
	}
	if got := New().NameIn("party-1", "en"); got != "" {
		t.Errorf("a party that is not there is called %q", got)
	}
}

func TestRoles(t *testing.T) {
	role := func(id ID, place int64, party ID, name string) *Role {
		return &Role{Head: Head{ID: id, Place: place}, Party: party, Role: name}
	}
	d := New(role("role-1", 3, "party-1", "alleged-victim"), role("role-2", 1, "party-2", "alleged-victim"),
		role("role-3", 2, "party-1", "relative"), role("role-4", 4, "party-1", "alleged-victim"), role("role-5", 0, "", "alleged-victim"))
	if got := d.WithRole("alleged-victim"); len(got) != 2 || got[0] != "party-2" || got[1] != "party-1" {
		t.Errorf("victims are %v", got)
	}
	if !d.HasRole("party-1", "court", "relative") || d.HasRole("party-2", "relative") || len(d.Roles("party-1")) != 3 {
		t.Error("roles are wrong")
	}
	for kind, want := range map[string]bool{"person": true, "group": true, "": true, "court": false, "organisation": false} {
		d.Put(&Party{Head: Head{ID: "party-1"}, Kind: kind})
		if d.IsPerson("party-1") != want {
			t.Errorf("kind %q is a person: %v", kind, !want)
		}
	}
}

// TestLabels: every type has a label once its fields are filled, and a label is
// one short line.
func TestLabels(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for _, table := range Tables() {
		rec := full(r, table, 1)
		d := New(rec)
		for _, use := range linksOf(rec) {
			if to := TableOf(use.to.Type()); d.Get(use.to) == nil {
				linked := full(r, to, 0)
				linked.Header().ID = use.to
				d.Put(linked)
			}
		}
		got := d.Label(rec.Header().ID, "en")
		if strings.TrimSpace(got) == "" {
			t.Errorf("%s has no label", table.Type)
		}
	}
}

func TestLabel(t *testing.T) {
	d := named("", &Name{Language: "en", Full: "Ann"})
	d.Put(&Role{Head: Head{ID: "role-1"}, Party: "party-1"})
	d.Put(&Act{Head: Head{ID: "act-1"}, Victim: "party-1"})
	d.Put(&Submission{Head: Head{ID: "submission-1"}, Form: "wgad", Victim: "party-1"})
	d.Put(&Source{Head: Head{ID: "source-1"}, Title: "Report"})
	d.Put(&Citation{Head: Head{ID: "citation-1"}, Fact: "act-1", Source: "source-1"})
	d.Put(&Quote{Head: Head{ID: "quote-1"}, Words: strings.Repeat("слово ", 40)})
	d.Put(&Role{Head: Head{ID: "role-2"}, Party: "role-2"}) // a wrong link must not lead in a circle
	d.Put(&Citation{Head: Head{ID: "citation-2"}, Source: "citation-2"})
	for id, want := range map[ID]string{
		"party-1": "Ann", "role-1": "Ann", "act-1": "Ann", "submission-1": "Ann", "citation-1": "Report", "name-a": "Ann",
		"role-2": "", "citation-2": "", "event-9": "",
	} {
		if got := d.Label(id, "en"); got != want {
			t.Errorf("%s is labelled %q, want %q", id, got, want)
		}
	}
	if got := d.Label("quote-1", "en"); utf8.RuneCountInString(got) > 92 || !strings.HasSuffix(got, "слово …") {
		t.Errorf("a long label is %q", got)
	}
	if got := shorten(strings.Repeat("ы", 200)); utf8.RuneCountInString(got) > 92 {
		t.Errorf("one long word is %d letters", utf8.RuneCountInString(got))
	}
}
