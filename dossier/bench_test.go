package dossier

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// large is a case of 5,000 dated and undated events with an act each, 2,000
// quotes, 7,000 citations and 100 parties: about 20,000 records.
func large() []Record {
	r := rand.New(rand.NewPCG(1, 1))
	all := []Record{&Case{Head: Head{ID: "case-1"}, Reference: "R", Title: "T", States: []string{"KZ"}}}
	head := func(t Type, i int) Head {
		return Head{ID: ID(fmt.Sprintf("%s-%d", t, i)), Case: "case-1", Place: int64(i)}
	}
	for i := range 100 {
		id := head(TypeParty, i).ID
		all = append(all, &Party{Head: head(TypeParty, i), Kind: "person"},
			&Name{Head: head(TypeName, i), Party: id, Given: "Given", Family: fmt.Sprintf("Family%d", i), Language: "en"},
			&Role{Head: head(TypeRole, i), Party: id, Role: "alleged-victim"}, &Source{Head: head(TypeSource, i), Kind: "report", Title: "T"})
	}
	cite := func(i int, fact ID) Record {
		return &Citation{Head: head(TypeCitation, i), Fact: fact, Source: ID(fmt.Sprintf("source-%d", i%100)), Page: "12"}
	}
	for i := range 5000 {
		e := &Event{Head: head(TypeEvent, i), Title: "Something happened to somebody", Kind: "arrest", Country: "KZ"}
		switch {
		case i%10 == 0:
			e.After = []ID{"event-1", ID(fmt.Sprintf("event-%d", r.IntN(5000)))}
		case i%10 == 5:
			e.Before = []ID{ID(fmt.Sprintf("event-%d", r.IntN(5000)))}
		default:
			e.When = Date{EDTF: fmt.Sprintf("%d-%02d-%02d", 2000+r.IntN(25), 1+r.IntN(12), 1+r.IntN(28))}
		}
		party := ID(fmt.Sprintf("party-%d", i%100))
		all = append(all, e, cite(i, e.ID), &Act{Head: head(TypeAct, i), Event: e.ID, Kind: "arrest", Victim: party})
	}
	for i := range 2000 {
		q := &Quote{Head: head(TypeQuote, i), Speaker: ID(fmt.Sprintf("party-%d", i%100)), Words: "Words that were said", About: []ID{ID(fmt.Sprintf("event-%d", i))}}
		all = append(all, q, cite(5000+i, q.ID))
	}
	return all
}

func BenchmarkNew(b *testing.B) {
	all := large()
	b.ReportMetric(float64(len(all)), "records")
	for b.Loop() {
		New(all...)
	}
}

func BenchmarkPutEach(b *testing.B) {
	all := large()
	for b.Loop() {
		d := New()
		for _, r := range all {
			d.Put(r)
		}
	}
}

func BenchmarkPutAgain(b *testing.B) {
	d := New(large()...)
	for b.Loop() {
		d.Put(Copy(d.Get("event-2500")))
	}
}

func BenchmarkTimeline(b *testing.B) {
	d := New(large()...)
	for b.Loop() {
		d.Timeline()
	}
}

func BenchmarkCheck(b *testing.B) {
	d := New(large()...)
	for b.Loop() {
		Check(d)
	}
}

func BenchmarkClone(b *testing.B) {
	d := New(large()...)
	for b.Loop() {
		d.Clone()
	}
}

func BenchmarkDecode(b *testing.B) {
	all := large()
	var data [][]byte
	for _, r := range all {
		j, err := Encode(r)
		if err != nil {
			b.Fatal(err)
		}
		data = append(data, j)
	}
	for b.Loop() {
		for i, j := range data {
			if _, err := Decode(all[i].Type(), j); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	all := large()
	for b.Loop() {
		for _, r := range all {
			if _, err := Encode(r); err != nil {
				b.Fatal(err)
			}
		}
	}
}
