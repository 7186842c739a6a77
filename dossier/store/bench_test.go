package store

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"probata/dossier"
)

// large is a case of 5,000 events, 2,000 quotes and 7,000 citations with 300
// parties, some 500 bytes of mixed script in each text.
func large() []dossier.Record {
	const text = "They came at night and took him to the district station. Ночью пришли и увели его в участок; никто не объяснил причины. " +
		"Түнде келіп, оны бөлімшеге алып кетті. The family was told nothing for three days, and counsel was turned away at the gate. "
	in := func(t dossier.Type, n int) dossier.Head {
		return dossier.Head{ID: dossier.ID(fmt.Sprintf("%s-%d", t, n)), Case: "case-1", Place: int64(n)}
	}
	id := func(t dossier.Type, n int) dossier.ID { return dossier.ID(fmt.Sprintf("%s-%d", t, n)) }
	out := []dossier.Record{&dossier.Case{Head: dossier.Head{ID: "case-1"}, Reference: "LARGE-1"}}
	for i := range 300 {
		p := dossier.Head{ID: id(dossier.TypeParty, i)}
		n := dossier.Head{ID: id(dossier.TypeName, i)}
		out = append(out, &dossier.Party{Head: p, Kind: "person", Birth: dossier.Date{EDTF: "1970"}},
			&dossier.Name{Head: n, Party: p.ID, Family: fmt.Sprintf("Ильяшев%d", i), Given: "Марат"})
	}
	for i := range 5000 {
		out = append(out, &dossier.Event{
			Head: in(dossier.TypeEvent, i), Title: fmt.Sprintf("Event %d at the station", i), Kind: "arrest",
			When: dossier.Date{EDTF: fmt.Sprintf("20%02d-05-%02d", i%25, i%28+1)}, Venue: "Station", Area: "Алматы", Country: "KZ",
			Description: text + text, Status: "confirmed", Parties: []dossier.ID{id(dossier.TypeParty, i%300), id(dossier.TypeParty, (i+7)%300)},
		})
	}
	for i := range 2000 {
		out = append(out, &dossier.Quote{
			Head: in(dossier.TypeQuote, i), Speaker: id(dossier.TypeParty, i%300), Words: text, Language: "ru",
			Occasion: id(dossier.TypeEvent, i), About: []dossier.ID{id(dossier.TypeEvent, i)}, Reported: "no",
		})
	}
	for i := range 100 {
		out = append(out, &dossier.Source{Head: in(dossier.TypeSource, i), Kind: "report", Title: "Report", Authors: []string{"A", "B"}, Issued: dossier.Date{EDTF: "2024"}})
	}
	for i := range 7000 {
		fact := id(dossier.TypeEvent, i)
		if i >= 5000 {
			fact = id(dossier.TypeQuote, i-5000)
		}
		out = append(out, &dossier.Citation{
			Head: in(dossier.TypeCitation, i), Fact: fact, Source: id(dossier.TypeSource, i%100), Page: "12", Paragraph: "3",
			Quoted: text[:120], Confidence: "high",
		})
	}
	return out
}

func largeStore(b *testing.B) (*Store, string) {
	b.Helper()
	s, dir := newTestStore(b)
	if err := s.Import(context.Background(), large()); err != nil {
		b.Fatal(err)
	}
	return s, dir
}

func BenchmarkImport(b *testing.B) {
	records := large()
	for b.Loop() {
		b.StopTimer()
		s, err := Create(filepath.Join(b.TempDir(), "V.probata"), phrase, options())
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if err := s.Import(context.Background(), records); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := s.Abandon(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

// BenchmarkOpenLoad opens a vault and reads the large case: what a user waits
// for after the key is derived (here with a cheap key).
func BenchmarkOpenLoad(b *testing.B) {
	s, dir := largeStore(b)
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s, err := Open(dir, phrase, options())
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Load(context.Background(), "case-1"); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := s.Abandon(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

func BenchmarkLoad(b *testing.B) {
	s, _ := largeStore(b)
	for b.Loop() {
		if _, err := s.Load(context.Background(), "case-1"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDurableEdit is one key pressed in a description of 600 letters in
// the large case, on the disk.
func BenchmarkDurableEdit(b *testing.B) {
	ctx := context.Background()
	s, _ := largeStore(b)
	if err := s.Flush(ctx); err != nil {
		b.Fatal(err)
	}
	d, err := s.Load(ctx, "case-1")
	if err != nil {
		b.Fatal(err)
	}
	e, _ := dossier.Find[*dossier.Event](d, "event-2500")
	at, n := cpu(b), 0
	for b.Loop() {
		n++
		e.Description = e.Description[:600] + fmt.Sprint(n)
		c := Change{Label: "edit", Group: fmt.Sprint(n / 20), Case: "case-1", Put: []dossier.Record{e}}
		if err := s.Apply(ctx, c); err != nil {
			b.Fatal(err)
		}
		if err := s.Flush(ctx); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64((cpu(b)-at).Microseconds())/float64(n), "cpu-µs/op")
}

func BenchmarkSearch(b *testing.B) {
	s, _ := largeStore(b)
	for _, words := range []string{"st", "stat", "ilyashev", "пришли участок"} {
		b.Run(words, func(b *testing.B) {
			for b.Loop() {
				if hits, err := s.Search(context.Background(), words, 50); err != nil || len(hits) == 0 {
					b.Fatal(len(hits), err)
				}
			}
		})
	}
}

func BenchmarkCases(b *testing.B) {
	s, _ := largeStore(b)
	for b.Loop() {
		if _, err := s.Cases(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}
