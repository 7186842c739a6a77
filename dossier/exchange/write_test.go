package exchange

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"probata/dossier"
)

// Every field of every type comes back from an export as it was.
func TestImportOfExportIsTheSame(t *testing.T) {
	for seed := range uint64(30) {
		d := fullCase(rand.New(rand.NewPCG(seed, 1)))
		sameAgain(t, d)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

// fullCase has several records of every type with every field filled in.
func fullCase(random *rand.Rand) *dossier.Dossier {
	const each = 3
	id := func(t dossier.Type) dossier.ID {
		if t == dossier.TypeCase {
			return "case-1"
		}
		return dossier.ID(fmt.Sprintf("%s-%d", t, 1+random.IntN(each)))
	}
	var records []dossier.Record
	for _, t := range dossier.Tables() {
		for i := 1; i <= each; i++ {
			r := t.New()
			r.Header().ID = dossier.ID(fmt.Sprintf("%s-%d", t.Type, i))
			if t.Type != dossier.TypeCase && !t.Shared {
				r.Header().Case = "case-1"
			}
			r.Header().Place = random.Int64N(5)
			for _, f := range t.Fields {
				fillField(f, r, random, id)
			}
			records = append(records, r)
			if t.Type == dossier.TypeCase {
				break
			}
		}
	}
	return dossier.New(records...)
}

func fillField(f dossier.Field, r dossier.Record, random *rand.Rand, id func(dossier.Type) dossier.ID) {
	switch f.Kind {
	case dossier.Text, dossier.LongText, dossier.Choice:
		f.SetString(r, word(f, random))
	case dossier.List, dossier.Choices:
		f.SetStrings(r, []string{word(f, random), word(f, random)})
	case dossier.Number:
		f.SetNumber(r, random.Int64()-random.Int64())
	case dossier.DateKind:
		dates := []string{"", "2020", "2020-21", "2020-05-14", "2020-05/..", "201X", "2020~"}
		f.SetDate(r, dossier.Date{
			EDTF: dates[random.IntN(len(dates))], Words: word(f, random), Time: word(f, random), Zone: "+05:00",
			Within: random.IntN(2) == 0,
		})
	case dossier.Link, dossier.Links:
		target := dossier.TypeEvent
		if len(f.Targets) > 0 {
			target = f.Targets[random.IntN(len(f.Targets))]
		}
		f.SetLinks(r, []dossier.ID{id(target), id(target)})
	}
	if v, ok := r.(*dossier.Translation); ok && f.Key == "field" {
		v.Record, v.Field = "", "" // each is of a quote
	} else if c, ok := r.(*dossier.Citation); ok && f.Key == "field" {
		c.Field = "title" // of the event that every citation here is about
	}
}

func word(f dossier.Field, random *rand.Rand) string {
	if keys, ok := dossier.Vocabulary(f.Vocabulary); ok {
		return keys[random.IntN(len(keys))]
	}
	words := []string{
		"one line", "two\n\nparagraphs", `"quotes" \ and <tags> & more`, "Қазақстан ұлттық әліпби", "سەلام", "\u202eabc\u2028",
		"\x00\x01", " ", "🕊",
	}
	return words[random.IntN(len(words))]
}

func TestWriteJSONTellsOfFullDisk(t *testing.T) {
	full := errors.New("no space")
	err := WriteJSON(failingWriter{full}, fullCase(rand.New(rand.NewPCG(1, 1))))
	if !errors.Is(err, full) {
		t.Errorf("error is %v, want the failure of the writer in it", err)
	}
}

type failingWriter struct{ err error }

func (f failingWriter) Write([]byte) (int, error) { return 0, f.err }
