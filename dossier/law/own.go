package law

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"probata/dossier"
	"probata/dossier/datafile"
	"probata/dossier/edtf"
)

// KindOwn is the kind of an instrument that the user has added to a case.
const KindOwn Kind = "own"

// With is the library as a case sees it: with the provisions that the user has added, and with the user's own findings in
// place of what the data says of a State and a treaty. The library itself stays as it is; without own records it is
// returned.
func (l *Library) With(d *dossier.Dossier) *Library {
	norms, found := dossier.Of[*dossier.Norm](d), dossier.Of[*dossier.Acceptance](d)
	if len(norms)+len(found) == 0 {
		return l
	}
	out := *l
	out.instruments = slices.Clone(l.instruments)
	out.provisions, out.elements = maps.Clone(l.provisions), maps.Clone(l.elements)
	out.order, out.acceptances = maps.Clone(l.order), maps.Clone(l.acceptances)
	for _, n := range norms {
		out.addNorm(n)
	}
	for _, a := range found {
		out.addAcceptance(a)
	}
	return &out
}

// anyLanguage is a text of the user's, which is in the language of the case whatever is asked for.
func anyLanguage(s string) Text {
	if s == "" {
		return nil
	}
	return Text{"en": s}
}

func (l *Library) addNorm(n *dossier.Norm) {
	fact := Fact{Source: n.Instrument, Confidence: confidence(n.Confidence)}
	in := "own:" + n.Instrument
	if _, ok := l.Instrument(in); !ok {
		l.instruments = append(l.instruments, Instrument{
			ID: in, Title: anyLanguage(n.Instrument), Short: anyLanguage(n.Instrument), Kind: KindOwn,
			Cite: Text{"en": "{number}"}, Fact: fact,
		})
	}
	p := Provision{
		ID: string(n.ID), Instrument: in, Number: n.Number, Title: anyLanguage(n.Title), Summary: anyLanguage(n.Summary), Fact: fact,
	}
	for i, words := range n.Elements {
		e := Element{ID: string(n.ID) + "." + strconv.Itoa(i+1), Title: anyLanguage(words), Ask: anyLanguage(words)}
		p.Elements = append(p.Elements, e)
		l.elements[e.ID] = e
	}
	l.provisions[p.ID] = p
	l.order[in] = append(slices.Clone(l.order[in]), p.ID)
}

func (l *Library) addAcceptance(found *dossier.Acceptance) {
	t, ok := l.Treaty(found.Treaty)
	if !ok || strings.TrimSpace(found.Source) == "" {
		return // without a source it is a guess, and does not go before one that has one
	}
	text := func(d dossier.Date) string { return d.Value().String() }
	a := Acceptance{
		State: found.State, Treaty: found.Treaty, Status: Status(found.Status), Signed: text(found.Signed),
		Deposited: text(found.Deposited), InForce: text(found.InForce), Ended: text(found.Ended), Effect: anyLanguage(found.Effect),
		Fact: Fact{Source: found.Source, Date: asOf(found.Checked.Value()), Confidence: datafile.Reported},
	}
	a.settle(t)
	l.acceptances[acceptanceKey{a.State, a.Treaty}] = a
}

// asOf is the last day of when somebody looked, or the words of a date that has none.
func asOf(d edtf.Date) string {
	if last, ok := d.Latest(); ok {
		return last.String()
	}
	return d.String()
}

func confidence(key string) datafile.Confidence {
	if c := datafile.Confidence(key); c.Known() {
		return c
	}
	return datafile.Memory
}
