package law

import (
	"maps"
	"slices"
	"strings"

	"probata/dossier/edtf"
)

// required are the languages in which words must be there: those of the program itself.
var required = [...]string{"en", "ru"}

// once reports an id that is missing or already taken in its kind.
func (l *loader) once(file, kind, id string) {
	key := kind + " " + id
	switch first := l.seen[key]; {
	case id == "":
		l.fault(file, kind, "entry without an id: give it one")
	case first != "":
		l.fault(file, id, "the %s is already defined in %s: remove one of them", kind, first)
	default:
		l.seen[key] = file
	}
}

func (l *loader) words(file, id, key string, t Text) {
	for _, language := range required {
		if strings.TrimSpace(t[language]) == "" {
			l.fault(file, id, "%s has no words in %s: add them", key, language)
		}
	}
}

func (l *loader) fact(file, id string, f Fact) {
	if err := f.Check(); err != nil {
		l.fault(file, id, "%v", err)
	}
}

func (l *loader) date(file, id, key, value string) {
	if value == "" {
		return
	}
	if _, err := edtf.Parse(value); err != nil {
		l.fault(file, id, "%s is not a date: write it as 2009, 2009-06 or 2009-06-30", key)
	}
}

func (l *loader) checkState(file string, s State) {
	l.once(file, "state", s.ID)
	if len(s.ID) != 2 || s.ID != strings.ToUpper(s.ID) {
		l.fault(file, s.ID, "the id of a state is its code of two capital letters (ISO 3166-1)")
	}
}

func (l *loader) checkInstrument(file string, i Instrument) {
	l.once(file, "instrument", i.ID)
	l.words(file, i.ID, "title", i.Title)
	l.words(file, i.ID, "short", i.Short)
	l.words(file, i.ID, "cite", i.Cite)
	l.date(file, i.ID, "adopted_on", i.AdoptedOn)
	l.fact(file, i.ID, i.Fact)
	if !i.Kind.known() {
		l.fault(file, i.ID, "kind %q: write treaty, declaration or politically-binding", i.Kind)
	}
}

func (l *loader) checkProvision(file string, p Provision) {
	l.once(file, "provision", p.ID)
	l.words(file, p.ID, "title", p.Title)
	l.words(file, p.ID, "summary", p.Summary)
	l.fact(file, p.ID, p.Fact)
	if !strings.HasPrefix(p.ID, p.Instrument+".") {
		l.fault(file, p.ID, "the id of a provision begins with its instrument and a dot: %s.", p.Instrument)
	}
	if len(p.Topics) == 0 {
		l.fault(file, p.ID, "no topics: name at least one")
	}
	if p.ElementsAs != "" && len(p.Elements) > 0 {
		l.fault(file, p.ID, "both elements_as and elements of its own: keep one")
	}
	for _, e := range p.Elements {
		l.once(file, "element", e.ID)
		l.words(file, e.ID, "title", e.Title)
		l.words(file, e.ID, "ask", e.Ask)
		if !strings.HasPrefix(e.ID, p.ID+".") {
			l.fault(file, e.ID, "the id of an element begins with its provision and a dot: %s.", p.ID)
		}
		l.lib.elements[e.ID] = e
	}
}

func (l *loader) checkCategory(file string, c Category) {
	l.once(file, "category", c.ID)
	l.words(file, c.ID, "title", c.Title)
	l.words(file, c.ID, "test", c.Test)
	l.words(file, c.ID, "evidence", c.Evidence)
	l.fact(file, c.ID, c.Fact)
	if c.ID != "wgad."+c.Number {
		l.fault(file, c.ID, "the id of a category is wgad. and its number")
	}
}

func (l *loader) checkTreaty(file string, t Treaty) {
	l.once(file, "treaty", t.ID)
	l.words(file, t.ID, "title", t.Title)
	l.words(file, t.ID, "short", t.Short)
	l.date(file, t.ID, "in_force", t.InForce)
	l.fact(file, t.ID, t.Fact)
	if t.InForce == "" {
		l.fault(file, t.ID, "no in_force: give the date the treaty itself took effect")
	}
	if t.Delay.Months < 0 || t.Delay.Days < 0 {
		l.fault(file, t.ID, "delay below zero: give months and days from deposit to effect")
	}
	l.oneOf(file, t.ID, "after_end", t.AfterEnd, []string{"", AfterActs, AfterLodged})
	l.oneOf(file, t.ID, "others", string(t.Others), []string{"", string(Bound), string(NotBound)})
}

func (l *loader) checkAcceptance(file string, a Acceptance) {
	id := a.State + " " + a.Treaty
	l.once(file, "acceptance", id)
	l.fact(file, id, a.Fact)
	l.date(file, id, "signed", a.Signed)
	l.date(file, id, "deposited", a.Deposited)
	l.date(file, id, "in_force", a.InForce)
	l.date(file, id, "ended", a.Ended)
	if len(a.Effect) > 0 {
		l.words(file, id, "effect", a.Effect)
	}
	l.oneOf(file, id, "same_matter", a.SameMatter, []string{"", SameExamined, SamePending, SameNone})
	switch {
	case !a.Status.known():
		l.fault(file, id, "status %q: write bound, not-bound, signed, ended or unknown", a.Status)
	case (a.Status == Ended) != (a.Ended != ""):
		l.fault(file, id, "the date ended and the status ended go together: give both or neither")
	case (a.Status == NotBound || a.Status == Signed) && a.Deposited+a.InForce != "":
		l.fault(file, id, "status %s with a date of deposit or effect: correct one of them", a.Status)
	}
	l.inOrder(file, id, a.Signed, a.Deposited, a.InForce, a.Ended)
}

// inOrder reports dates that surely stand in the wrong order; empty ones are passed over.
func (l *loader) inOrder(file, id string, dates ...string) {
	var last string
	for _, d := range dates {
		if d == "" {
			continue
		}
		if last != "" && edtf.Before(date(d), date(last)) == edtf.Yes {
			l.fault(file, id, "the date %s stands before %s: signature, deposit, effect and end follow each other", d, last)
		}
		last = d
	}
}

// link checks what refers across files, copies shared elements and works out dates of effect.
func (l *loader) link() {
	lib := l.lib
	l.linkBodies()
	l.linkDecisions()
	l.others()
	for _, id := range slices.Sorted(maps.Keys(lib.provisions)) {
		l.linkProvision(lib.provisions[id])
	}
	for _, i := range lib.instruments {
		if i.Kind == KindTreaty && l.seen["treaty "+i.ID] == "" {
			l.fault(l.seen["instrument "+i.ID], i.ID, "a treaty without a [[treaty]] entry: states cannot accept it; add one")
		}
	}
	for _, k := range slices.SortedFunc(maps.Keys(lib.acceptances), acceptanceKey.compare) {
		a, id := lib.acceptances[k], k.state+" "+k.treaty
		t, ok := lib.Treaty(k.treaty)
		if !ok {
			l.fault(l.seen["acceptance "+id], id, "there is no treaty %q: correct it or add the treaty", k.treaty)
		}
		if l.seen["state "+k.state] == "" {
			l.fault(l.seen["acceptance "+id], id, "there is no state %q: correct it or add the state", k.state)
		}
		a.settle(t)
		lib.acceptances[k] = a
	}
	slices.SortFunc(lib.states, func(a, b State) int { return strings.Compare(a.ID, b.ID) })
}

// others gives the States of which nothing is said by name the status that a treaty gives to them.
func (l *loader) others() {
	for _, t := range l.lib.treaties {
		if t.Others == "" {
			continue
		}
		for _, s := range l.lib.states {
			k := acceptanceKey{s.ID, t.ID}
			if _, named := l.lib.acceptances[k]; !named {
				l.lib.acceptances[k] = Acceptance{State: s.ID, Treaty: t.ID, Status: t.Others, Fact: t.Fact}
			}
		}
	}
}

func (l *loader) linkProvision(p Provision) {
	lib, file := l.lib, l.seen["provision "+p.ID]
	if l.seen["instrument "+p.Instrument] == "" {
		l.fault(file, p.ID, "there is no instrument %q: correct it or add the instrument", p.Instrument)
	}
	for _, t := range p.Topics {
		if l.seen["topic "+t] == "" {
			l.fault(file, p.ID, "there is no topic %q: correct it or add the topic", t)
		}
	}
	if p.Treaty != "" && l.seen["treaty "+p.Treaty] == "" {
		l.fault(file, p.ID, "there is no treaty %q: correct it or add the treaty", p.Treaty)
	}
	if p.ElementsAs == "" {
		return
	}
	from, ok := lib.provisions[p.ElementsAs]
	if !ok || from.ElementsAs != "" || len(from.Elements) == 0 {
		l.fault(file, p.ID, "elements_as %q is not a provision with elements of its own", p.ElementsAs)
		return
	}
	p.Elements = from.Elements
	lib.provisions[p.ID] = p
}
