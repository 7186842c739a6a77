package dossier

import (
	"fmt"
	"math/rand/v2"
)

// alphabet has what texts of a case hold: scripts, quotes, line ends, brackets
// that JSON and pages care about.
var alphabet = []rune("abcXYZ жқңӘҰІ ქარ Ամ عربي 中文 🙂 \"\\/<&>{}\n\t'–…")

func randomText(r *rand.Rand, most int) string {
	out := make([]rune, 1+r.IntN(most))
	for i := range out {
		out[i] = alphabet[r.IntN(len(alphabet))]
	}
	return "t" + string(out) // never blank: a blank text says nothing
}

func randomDate(r *rand.Rand) Date {
	values := []string{"", "2020", "2020-05", "2020-05-14", "2020-05-14~", "2020?/2021", "../2020-05", "202X", "2020-21", "32 May"}
	return Date{
		EDTF: values[r.IntN(len(values))], Words: randomText(r, 20), Time: "15:04", Zone: "+05:00", Within: r.IntN(2) == 0,
	}
}

func randomID(r *rand.Rand, targets []Type) ID {
	t := Tables()[r.IntN(len(Tables()))].Type
	if len(targets) > 0 {
		t = targets[r.IntN(len(targets))]
	}
	return ID(fmt.Sprintf("%s-%d", t, r.IntN(50)))
}

// full is a record with something in every field.
func full(r *rand.Rand, t *Table, n int) Record {
	rec := t.New()
	rec.Header().ID = ID(fmt.Sprintf("%s-%d", t.Type, n))
	rec.Header().Place = r.Int64N(9)
	if !t.Shared {
		rec.Header().Case = "case-1"
	}
	for _, f := range t.Fields {
		fillField(r, rec, f)
	}
	return rec
}

func fillField(r *rand.Rand, rec Record, f Field) {
	key := "KZ"
	if keys, ok := Vocabulary(f.Vocabulary); ok {
		key = keys[r.IntN(len(keys))]
	}
	switch f.Kind {
	case Text, LongText:
		f.SetString(rec, randomText(r, 60))
	case Choice:
		f.SetString(rec, key)
	case Choices:
		f.SetStrings(rec, []string{key})
	case List:
		f.SetStrings(rec, []string{randomText(r, 9), randomText(r, 9)})
	case DateKind:
		f.SetDate(rec, randomDate(r))
	case Number:
		f.SetNumber(rec, 1+r.Int64N(1<<40))
	case Link:
		f.SetLinks(rec, []ID{randomID(r, f.Targets)})
	case Links:
		f.SetLinks(rec, []ID{randomID(r, f.Targets), randomID(r, f.Targets)})
	}
}

// fullCase is a dossier with n full records of every type.
func fullCase(seed uint64, n int) *Dossier {
	r := rand.New(rand.NewPCG(seed, 1))
	var all []Record
	for _, t := range Tables() {
		for i := range n {
			all = append(all, full(r, t, i))
		}
	}
	return New(all...)
}
