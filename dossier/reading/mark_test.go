package reading_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/reading"
)

// newIDs numbers records.
func newIDs() func(dossier.Type) (dossier.ID, error) {
	n := 0
	return func(t dossier.Type) (dossier.ID, error) {
		n++
		return dossier.ID(fmt.Sprintf("%s-new%d", t, n)), nil
	}
}

// TestTake: words that were selected become a record of each kind, with a citation that holds exactly them.
func TestTake(t *testing.T) {
	const words = "Вчера адвокат Мария Лунина подала жалобу.\n«Я молчала», — сказала Лунина."
	d := dossier.New(&dossier.Case{Head: dossier.Head{ID: "case-1"}}, &dossier.Party{Head: dossier.Head{ID: "party-1"}, Kind: "person"},
		&dossier.Source{Head: dossier.Head{ID: "source-1"}, Title: "A", Files: []dossier.ID{"evidence-1"}})
	for _, c := range []struct {
		words string
		mark  reading.Mark
		want  dossier.Type
		err   error
	}{
		{"Мария Лунина", reading.Mark{As: dossier.TypeParty}, dossier.TypeParty, nil},
		{"Лунина", reading.Mark{As: dossier.TypeParty, Is: "party-1"}, dossier.TypeParty, nil},
		{"«Я молчала»", reading.Mark{As: dossier.TypeQuote, Of: "party-1"}, dossier.TypeQuote, nil},
		{"«Я молчала»", reading.Mark{As: dossier.TypeQuote}, "", reading.ErrRefused},
		{"подала жалобу", reading.Mark{As: dossier.TypeEvent}, dossier.TypeEvent, nil},
		{"подала жалобу", reading.Mark{As: dossier.TypeAct, Kind: "arrest", Of: "party-1"}, dossier.TypeAct, nil},
		{"подала жалобу", reading.Mark{As: dossier.TypeRemedy, Kind: "appeal"}, dossier.TypeRemedy, nil},
		{"жалобу", reading.Mark{As: dossier.TypeNorm}, dossier.TypeNorm, nil},
		{"жалобу", reading.Mark{As: dossier.TypeNote}, dossier.TypeNote, nil},
		{"Мария Лунина", reading.Mark{As: dossier.TypeSource, Field: "authors"}, dossier.TypeSource, nil},
		{"жалобу", reading.Mark{As: dossier.TypeSource, Field: "settled"}, "", reading.ErrKind},
		{"жалобу", reading.Mark{As: dossier.TypeParty, Is: "party-none"}, "", reading.ErrUnknown},
		{"жалобу", reading.Mark{As: dossier.TypeCustody}, "", reading.ErrKind},
	} {
		m := c.mark
		m.From = strings.Index(words, c.words)
		m.To = m.From + len(c.words)
		in := reading.Intake{Dossier: d, Evidence: "evidence-1", Text: reading.Text{Words: words}, NewID: newIDs()}
		put, fact, err := reading.Take(in, m)
		if !errors.Is(err, c.err) || (err == nil) != (c.err == nil) {
			t.Errorf("%s as %s: %v", c.words, c.mark.As, err)
			continue
		}
		if err != nil {
			continue
		}
		if fact.Type() != c.want {
			t.Errorf("%s became %s", c.words, fact)
		}
		last := put[len(put)-1].(*dossier.Citation)
		rs := []rune(words)
		var from, to int
		if _, err := fmt.Sscanf(last.Passage, "%d-%d", &from, &to); err != nil || string(rs[from:to]) != c.words || last.Quoted != c.words || last.Fact != fact || last.Source != "source-1" {
			t.Errorf("%s is cited as %+v", c.words, last)
		}
		d2 := dossier.New(append(put, d.Case())...)
		if p := reading.Passages(d2, "source-1", words); len(p) != 1 || words[p[0].ByteStart:p[0].ByteEnd] != c.words {
			t.Errorf("%s: passages %+v", c.words, p)
		}
	}
	for _, m := range []reading.Mark{{From: 1, To: 4}, {From: 4, To: 4}, {From: 0, To: 4000}, {From: -1, To: 2}} {
		m.As = dossier.TypeNote
		if _, _, err := reading.Take(reading.Intake{Dossier: d, Evidence: "evidence-1", Text: reading.Text{Words: words}, NewID: newIDs()}, m); !errors.Is(err, reading.ErrPlace) {
			t.Errorf("%d-%d: %v", m.From, m.To, err)
		}
	}
}

// TestLike finds parties whose name is written otherwise.
func TestLike(t *testing.T) {
	d := dossier.New(&dossier.Case{Head: dossier.Head{ID: "case-1"}},
		&dossier.Party{Head: dossier.Head{ID: "party-1"}}, &dossier.Name{Head: dossier.Head{ID: "name-1"}, Party: "party-1", Given: "Maria", Family: "Lunina"},
		&dossier.Party{Head: dossier.Head{ID: "party-2"}}, &dossier.Name{Head: dossier.Head{ID: "name-2"}, Party: "party-2", Given: "Oleg", Family: "Lunin"})
	for words, want := range map[string]dossier.ID{"Марии Луниной": "party-1", "Maria": "party-1", "Олега Лунина": "party-2", "Karimov": ""} {
		got := append(reading.Like(d, words), "")
		if got[0] != want {
			t.Errorf("%s: %v", words, got)
		}
	}
}

// TestDifferences: days, numbers and names that two sources tell differently stand side by side; what one source says, and what
// may be the same, does not.
func TestDifferences(t *testing.T) {
	cite := func(n int, fact, source dossier.ID, words string) *dossier.Citation {
		return &dossier.Citation{Head: dossier.Head{ID: dossier.ID(fmt.Sprintf("citation-%d", n))}, Fact: fact, Source: source, Quoted: words}
	}
	base := []dossier.Record{
		&dossier.Case{Head: dossier.Head{ID: "case-1"}},
		&dossier.Source{Head: dossier.Head{ID: "source-1"}, Issued: dossier.Date{EDTF: "2022-05-05"}, Language: "en"},
		&dossier.Source{Head: dossier.Head{ID: "source-2"}, Language: "en"},
		&dossier.Event{Head: dossier.Head{ID: "event-1"}, Title: "Arrest"}, &dossier.Event{Head: dossier.Head{ID: "event-2"}, Title: "Arrest"},
		&dossier.Party{Head: dossier.Head{ID: "party-1"}},
	}
	act := func(id, event dossier.ID, day string) *dossier.Act {
		return &dossier.Act{Head: dossier.Head{ID: id}, Event: event, Kind: "arrest", Victim: "party-1", When: dossier.Date{EDTF: day}}
	}
	for _, c := range []struct {
		name string
		more []dossier.Record
		what reading.Kind // "" for none
	}{
		{"other days", []dossier.Record{cite(1, "event-1", "source-1", "She was detained on 2 May 2022."), cite(2, "event-1", "source-2", "She was detained on 3 May 2022.")}, reading.Date},
		{"a day of the month", []dossier.Record{cite(1, "event-1", "source-1", "She was detained on 2 May 2022."), cite(2, "event-1", "source-2", "She was detained in May 2022.")}, ""},
		{"one source", []dossier.Record{cite(1, "event-1", "source-1", "She was detained on 2 May 2022."), cite(2, "event-1", "source-1", "She was detained on 3 May 2022.")}, ""},
		{"counted from publication", []dossier.Record{cite(1, "event-1", "source-1", "She was detained yesterday."), cite(2, "event-1", "source-2", "She was detained on 3 May 2022.")}, reading.Date},
		{"names", []dossier.Record{cite(1, "party-1", "source-1", "Erlan Akhmetov"), cite(2, "party-1", "source-2", "Ерлан Ахмедов")}, reading.Person},
		{"a name in another script", []dossier.Record{cite(1, "party-1", "source-1", "Erlan Akhmetov"), cite(2, "party-1", "source-2", "Ерланом Ахметовым")}, ""},
		{"a short name", []dossier.Record{cite(1, "party-1", "source-1", "Erlan Akhmetov"), cite(2, "party-1", "source-2", "Akhmetov")}, ""},
		{"two acts", []dossier.Record{act("act-1", "event-1", "2022-05-02"), act("act-2", "event-2", "2022-05-04"), cite(1, "act-1", "source-1", "detained"), cite(2, "act-2", "source-2", "arrested")}, reading.Date},
		{"two acts a year apart", []dossier.Record{act("act-1", "event-1", "2021-05-02"), act("act-2", "event-2", "2022-05-04"), cite(1, "act-1", "source-1", "detained"), cite(2, "act-2", "source-2", "arrested")}, ""},
	} {
		got := rules(t).Differences(dossier.New(append(append([]dossier.Record{}, base...), c.more...)...))
		switch {
		case c.what == "" && len(got) > 0:
			t.Errorf("%s: %+v", c.name, got)
		case c.what != "" && (len(got) != 1 || got[0].What != c.what || got[0].Sides[0].Source == got[0].Sides[1].Source):
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}
