package store

import (
	"context"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/lang"
)

func TestSearch(t *testing.T) {
	ctx := context.Background()
	s, _ := smallStore(t)
	in := func(id dossier.ID) dossier.Head { return dossier.Head{ID: id, Case: "case-1"} }
	long := strings.Repeat("words before it and ", 20) + "the Žižek decision" + strings.Repeat(" and words after it", 20)
	must(t, s.Import(ctx, []dossier.Record{
		&dossier.Name{Head: dossier.Head{ID: "name-2"}, Party: "party-1", Family: "Ильяшев", Given: "Марат"},
		&dossier.Role{Head: in("role-1"), Party: "party-1"},
		&dossier.Party{Head: dossier.Head{ID: "party-2"}, Remarks: "Unplaced"},
		&dossier.Event{Head: in("event-5"), Title: "Hearing", Description: long},
		&dossier.Quote{Head: in("quote-1"), Speaker: "party-1", Words: "Señor, они пришли ночью"},
		&dossier.Filing{Head: in("filing-1"), Data: "Unseen", SHA256: "abcdef0123"},
		&dossier.Note{Head: in("note-1"), Words: `an "AND" or NEAR(x) * in words`},
	}))
	for _, tt := range []struct{ words, want string }{
		{"Ильяш", "case-1/name-2.family"},
		{"ilyash", "case-1/name-2.family"},
		{"marat ilyashev", "case-1/name-2.family"},
		{"marat petrov", ""},
		{"senor", "case-1/quote-1.words"},
		{"prishli", "case-1/quote-1.words"},
		{"пр", "case-1/quote-1.words"},
		{"zizek", "case-1/event-5.description"},
		{"unplaced", "/party-2.remarks"},
		{"elsewhere", "case-2/event-b.title"},
		{"unseen", ""},
		{"abcdef", ""},
		{`"and near(`, "case-1/note-1.text"},
		{"", ""},
		{"***", ""},
		{strings.Repeat("arrest ", 1000), "case-1/event-1.title"},
		{strings.Repeat("x", 100_000), ""},
	} {
		hits, err := s.Search(ctx, tt.words, 10)
		must(t, err)
		var got []string
		for _, h := range hits {
			got = append(got, string(h.Case)+"/"+string(h.Record)+"."+h.Field)
		}
		if g := strings.Join(got, " "); g != tt.want {
			t.Errorf("%q finds %q, want %q", tt.words, g, tt.want)
		}
	}
	hits, err := s.Search(ctx, "zizek", 10)
	must(t, err)
	if got := hits[0].Snippet; !strings.HasPrefix(got, "… ") || !strings.Contains(got, "the Žižek decision and") || !strings.HasSuffix(got, " …") || len(got) > 200 {
		t.Errorf("snippet %q", got)
	}
	// The index follows the record.
	must(t, s.Apply(ctx, Change{Label: "edit", Case: "case-1", Put: []dossier.Record{&dossier.Event{Head: in("event-5"), Title: "Trial"}}}))
	for words, want := range map[string]int{"zizek": 0, "hearing": 0, "trial": 1} {
		if hits, err := s.Search(ctx, words, 10); err != nil || len(hits) != want {
			t.Errorf("after the change %q: %d hits, %v", words, len(hits), err)
		}
	}
	must(t, s.Apply(ctx, Change{Label: "remove", Case: "case-1", Remove: []dossier.ID{"event-5"}}))
	if hits, err := s.Search(ctx, "trial", 10); err != nil || len(hits) != 0 {
		t.Errorf("after the removal: %v, %v", hits, err)
	}
	if hits, err := s.Search(ctx, "a", 2); err != nil || len(hits) != 2 {
		t.Errorf("limit: %d hits, %v", len(hits), err)
	}
}

func TestIndexOfAnotherEdition(t *testing.T) {
	ctx := context.Background()
	s, dir := smallStore(t)
	_, err := s.db.write.ExecContext(ctx, `INSERT INTO words (words) VALUES ('delete-all')`)
	must(t, err)
	_, err = s.db.write.ExecContext(ctx, `UPDATE setting SET value = '0' WHERE key = 'words-edition'`)
	must(t, err)
	s = reopen(t, s, dir)
	if hits, err := s.Search(ctx, "arrest", 10); err != nil || len(hits) != 1 {
		t.Errorf("after indexing anew: %v, %v", hits, err)
	}
}

func FuzzSearchWords(f *testing.F) {
	for _, w := range []string{"a", `"`, "a AND", "NEAR(", "a*", "\x00", "é", "ա", "中文", "-a", "col:x"} {
		f.Add(w)
	}
	s, _ := smallStore(f)
	f.Fuzz(func(t *testing.T, words string) {
		if _, err := s.Search(context.Background(), words, 5); err != nil {
			t.Error(err)
		}
	})
}

func TestSnippet(t *testing.T) {
	for _, tt := range []struct{ text, token, want string }{
		{"short text", "text", "short text"},
		{"one\n\ntwo  three", "two", "one two three"},
		{strings.Repeat("x", 300), "y", strings.Repeat("x", 90) + " …"},
		{"Tu'rg'unov keldi", "turgunov", "Tu'rg'unov keldi"},
	} {
		_, got := snippet(&dossier.Note{Words: tt.text}, tokensOf(tt.token))
		if got != tt.want {
			t.Errorf("snippet of %q at %s is %q, want %q", tt.text, tt.token, got, tt.want)
		}
	}
}

// Words are folded one by one, so lang.Fold must part a text where eachWord does.
func TestEachWordPartsAsFold(t *testing.T) {
	for _, text := range []string{
		"Tu'rg'unov’s well-known ʼword", "Ильяшев, М.Қ. 12/3", "العربية كتاب", "नमस्ते", "Ոսկան ու", "½ ① x²", "a\u00adb c\u200dd", "中文 字",
	} {
		var words []string
		for _, w := range eachWord(text) {
			words = append(words, lang.Fold(w))
		}
		if got, want := strings.Join(words, " "), lang.Fold(text); got != want {
			t.Errorf("%q: word by word %q, at once %q", text, got, want)
		}
	}
}
