package dossier

import (
	"slices"
	"strings"
	"unicode"

	"probata/dossier/edtf"
)

// Check names everything about the case that can be seen without a form or the
// law: missing and unreadable fields, dangling links, dates out of order, facts
// without a source, allegations with holes, consent not on record. Problems
// come in the order of the records.
func Check(d *Dossier) []Problem {
	c := &checker{d: d}
	for _, r := range d.All() {
		c.fields(r)
		switch r := r.(type) {
		case *Case:
			c.oneCase(r)
		case *Event:
			c.event(r)
		case *Act:
			c.act(r)
		case *Detention:
			c.order(r, "from", r.From, "to", r.To)
		case *Address:
			c.order(r, "from", r.From, "to", r.To)
		case *Quote:
			c.sourced(r)
		case *Translation:
			c.translation(r)
		case *Consent:
			c.consent(r)
		case *Allegation:
			c.allegation(r)
		case *Remedy:
			c.remedy(r)
		case *Filing:
			c.order(r, "filed", r.Filed, "replied", r.Replied)
		case *Party:
			c.party(r)
		}
	}
	c.circles()
	return c.problems
}

type checker struct {
	d        *Dossier
	problems []Problem
}

func (c *checker) add(w Weight, r Record, field, key string, args ...any) {
	c.problems = append(c.problems, Problem{Record: r.Header().ID, Field: field, Key: key, Args: args, Weight: w})
}

// fields checks what the table says of every field of a record.
func (c *checker) fields(r Record) {
	for _, f := range TableOf(r.Type()).Fields {
		if f.Empty(r) {
			if f.Required && f.Shown(r) {
				c.add(Warn, r, f.Key, "required")
			}
			continue
		}
		c.texts(r, f)
		c.links(r, f)
		c.vocabulary(r, f)
		if f.Kind == DateKind {
			c.date(r, f)
		}
	}
}

func (c *checker) texts(r Record, f Field) {
	for _, s := range f.Texts(r) {
		if strings.ContainsFunc(s, hostile) {
			c.add(Warn, r, f.Key, "hidden-characters")
			return
		}
	}
}

// hostile tells whether a character can make a text read otherwise than it is
// stored: controls, and marks that turn the direction of what follows.
func hostile(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case unicode.IsControl(r), r == unicode.ReplacementChar:
		return true
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069: // bidi overrides and isolates
		return true
	}
	return false
}

func (c *checker) links(r Record, f Field) {
	for _, id := range f.Links(r) {
		to := c.d.Get(id)
		switch {
		case to == nil:
			c.add(Stops, r, f.Key, "dangling", "id", string(id))
		case !f.Accepts(to.Type()):
			c.add(Stops, r, f.Key, "wrong-link", "id", string(id))
		}
	}
}

func (c *checker) vocabulary(r Record, f Field) {
	keys, isClosed := closed[f.Vocabulary] // read only: a copy for each field of each record is dear
	if !isClosed {
		return
	}
	values := f.Strings(r)
	if f.Kind == Choice {
		values = []string{f.String(r)}
	}
	for _, v := range values {
		if !slices.Contains(keys, v) {
			c.add(Warn, r, f.Key, "unknown-choice", "vocabulary", f.Vocabulary)
		}
	}
}

func (c *checker) date(r Record, f Field) {
	if d := f.Date(r); d.EDTF != "" {
		if _, err := edtf.Parse(d.EDTF); err != nil {
			c.add(Warn, r, f.Key, "unreadable-date")
		}
	}
}

// order checks that one date of a record is not certainly after another.
func (c *checker) order(r Record, first string, a Date, second string, b Date) {
	x, y := a.Value(), b.Value()
	if x.IsZero() || y.IsZero() {
		return
	}
	if edtf.Before(y, x) == edtf.Yes {
		c.add(Warn, r, second, "dates-reversed", "first", first, "second", second)
	}
}

func (c *checker) oneCase(r *Case) {
	if len(c.d.WithRole("alleged-victim")) == 0 {
		c.add(Stops, r, "", "no-victim")
	}
}

func (c *checker) event(e *Event) {
	c.sourced(e)
	if c.d.Undated(e) {
		c.add(Hint, e, "when", "undated")
	}
	for _, x := range []struct {
		field string
		ids   []ID
		first bool // is e the earlier of the two?
	}{{"after", e.After, false}, {"during", e.During, false}, {"before", e.Before, true}} {
		for _, id := range x.ids {
			o, ok := Find[*Event](c.d, id)
			if !ok {
				continue
			}
			if x.first {
				c.relation(e, x.field, e.When, o.When)
			} else {
				c.relation(e, x.field, o.When, e.When)
			}
		}
	}
}

func (c *checker) relation(e *Event, field string, earlier, later Date) {
	x, y := earlier.Value(), later.Value()
	if !x.IsZero() && !y.IsZero() && edtf.Before(y, x) == edtf.Yes {
		c.add(Warn, e, field, "order-against-dates")
	}
}

func (c *checker) act(a *Act) {
	c.sourced(a)
	c.order(a, "when", a.When, "judge", a.Judge)
	c.order(a, "when", a.When, "released", a.Released)
	if len(c.d.Children(a.ID, TypeInvolvement)) == 0 {
		c.add(Hint, a, "", "no-perpetrator")
	}
}

// Sourced tells whether a fact or a record that owns it carries a citation that
// names a source: an act told by the report that tells the event needs no
// second citation.
func (d *Dossier) Sourced(id ID) bool {
	for r := d.records[id]; r != nil; r = d.Owner(r) {
		for _, u := range d.uses[r.Header().ID] {
			if c, ok := d.records[u.By].(*Citation); ok && u.Field == "fact" && c.Source != "" {
				return true
			}
		}
	}
	return false
}

// Citations are the citations that hang on a record, in their order.
func (d *Dossier) Citations(id ID) []*Citation {
	return As[*Citation](d.LinkedFrom(id, TypeCitation, "fact"))
}

func (c *checker) sourced(r Record) {
	if !c.d.Sourced(r.Header().ID) {
		c.add(Warn, r, "", "unsourced")
	}
}

func (c *checker) translation(t *Translation) {
	switch {
	case t.Quote == "" && t.Record == "":
		c.add(Warn, t, "record", "required")
	case t.Stale(c.d):
		c.add(Warn, t, "words", "translation-stale")
	}
}

func (c *checker) consent(r *Consent) {
	c.order(r, "given", r.Given, "expires", r.Expires)
	c.order(r, "given", r.Given, "withdrawn", r.Withdrawn)
	if r.Impossible == "" && len(r.Scope) == 0 {
		c.add(Warn, r, "scope", "consent-empty")
	}
	if r.Impossible == "" && r.Given.IsZero() {
		c.add(Warn, r, "given", "consent-undated")
	}
	if r.Impossible != "" && r.Interest == "" {
		c.add(Warn, r, "interest", "consent-interest")
	}
}

func (c *checker) party(p *Party) {
	if c.d.HasRole(p.ID, "alleged-victim") {
		if len(c.d.LinkedFrom(p.ID, TypeConsent, "party")) == 0 {
			c.add(Warn, p, "", "consent-none")
		}
	}
	if !c.d.Named(p.ID) && p.Description == "" {
		c.add(Warn, p, "description", "nameless")
	}
}

func (c *checker) allegation(a *Allegation) {
	if len(a.Facts) == 0 {
		c.add(Warn, a, "facts", "allegation-without-facts")
	}
	if len(a.Holes) > 0 {
		c.add(Warn, a, "holes", "allegation-holes", "count", len(a.Holes))
	}
	for _, f := range As[*Finding](c.d.Children(a.ID, TypeFinding)) {
		if f.State != "not-applicable" && (len(f.Facts) == 0 || f.State == "missing") {
			c.add(Warn, f, "facts", "element-open", "element", f.Element)
		}
	}
}

func (c *checker) remedy(r *Remedy) {
	c.order(r, "filed", r.Filed, "decided", r.Decided)
	c.order(r, "decided", r.Decided, "received", r.Received)
	switch {
	case r.Kind == "none" && r.Obstacle == "":
		c.add(Warn, r, "obstacle", "remedy-unexplained")
	case r.Kind == "unknown":
		c.add(Warn, r, "kind", "remedy-unknown")
	}
}

// circles names the events whose stated relations contradict each other.
func (c *checker) circles() {
	for _, n := range newOrder(Of[*Event](c.d)).nodes {
		if n.circle {
			c.add(Warn, n.event, relationField(n.event), "order-circle")
		}
	}
}

// relationField is the first field by which an event is related to others.
func relationField(e *Event) string {
	switch {
	case len(e.After) > 0:
		return "after"
	case len(e.During) > 0:
		return "during"
	}
	return "before"
}
