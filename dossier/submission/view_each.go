package submission

import (
	"fmt"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
)

// particulars are what a question may ask of each victim beside the fields of the person.
var particulars = []string{"name", "names", "residence", "whereabouts", "identity"}

// eachVictim answers one question about every alleged victim the submission is for; the filter names the particulars asked.
// Where there are several, each answer begins with the name.
func (f *filler) eachVictim(q *Question) []document.Block {
	ids := f.ofRequest()
	var out []document.Block
	for _, id := range ids {
		spans := f.particularsOf(id, q.Filter)
		if len(spans) == 0 {
			continue
		}
		if len(ids) > 1 && !slices.Contains(q.Filter, "names") && !slices.Contains(q.Filter, "name") {
			spans = append(bold(document.T(upperFirst(f.name(id))+": ")), spans...)
		}
		out = append(out, document.Paragraph{Spans: spans})
	}
	return out
}

// correspondent is the one name to whom the body writes.
func (f *filler) correspondent(*Question) []document.Block {
	if f.req.Author == "" || f.req.Edition != Confidential {
		return nil
	}
	return []document.Block{document.Para(upperFirst(f.name(f.req.Author)))}
}

func (f *filler) particularsOf(id dossier.ID, keys []string) []document.Span {
	p, ok := dossier.Find[*dossier.Party](f.d, id)
	if !ok {
		return nil
	}
	var out []document.Span
	for _, key := range keys {
		s, notes := f.particular(p, key)
		if s == "" {
			continue
		}
		if len(out) > 0 {
			joint := "; "
			if slices.Contains(keys, "name") {
				joint = ", "
			}
			out = append(out, document.Span{Text: joint})
		}
		out = append(append(out, f.content(s)...), notes...)
	}
	return out
}

func (f *filler) particular(p *dossier.Party, key string) (string, []document.Span) {
	switch key {
	case "name":
		return upperFirst(f.name(p.ID)), nil
	case "names":
		return f.formalNames(p.ID), f.cite(p)
	case "residence":
		return f.residence(p.ID), nil
	case "whereabouts":
		return f.whereabouts(p.ID), nil
	case "identity":
		return f.papers(p.ID), nil
	}
	if key == "affiliation" {
		return f.names(f.affiliations(p)), f.notes(f.citations(p, key))
	}
	field, ok := dossier.TableOf(dossier.TypeParty).Field(key)
	if !ok {
		return "", nil
	}
	return strings.TrimSuffix(f.text(p, field), "."), f.notes(f.citations(p, key))
}

// formalNames are the names as official papers want them: family name first, every spelling.
func (f *filler) formalNames(id dossier.ID) string {
	var out []string
	for _, n := range dossier.As[*dossier.Name](f.d.Children(id, dossier.TypeName)) {
		s := n.Display()
		if n.Family != "" {
			s = strings.Join(compact(n.Family, strings.TrimSpace(n.Given+" "+n.Patronymic)), ", ")
		}
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return f.name(id)
	}
	return strings.Join(out, " / ")
}

// whereabouts is where the person is now: the present place of detention, or what is known of it.
func (f *filler) whereabouts(id dossier.ID) string {
	var out []string
	for _, a := range dossier.As[*dossier.Act](f.d.List(dossier.TypeAct)) {
		if a.Victim != id {
			continue
		}
		for _, r := range dossier.As[*dossier.Detention](f.d.Children(a.ID, dossier.TypeDetention)) {
			if r.Present == "yes" && !slices.Contains(out, r.Venue) {
				out = append(out, r.Venue)
			}
		}
		if a.Whereabouts != "" && !slices.Contains(out, a.Whereabouts) {
			out = append(out, a.Whereabouts)
		}
	}
	return strings.Join(out, "; ")
}

func (f *filler) papers(id dossier.ID) string {
	var out []string
	for _, r := range dossier.As[*dossier.Identity](f.d.Children(id, dossier.TypeIdentity)) {
		out = append(out, strings.Join(compact(strings.TrimSpace(f.choice("identity-kind", r.Kind)+" "+r.Number), r.Issuer, f.date(r.Issued)), ", "))
	}
	return strings.Join(out, "; ")
}

// particulars checks that what is asked of each victim can be known.
func (c *formChecker) particulars(q *Question) {
	if q.View != "each-victim" {
		return
	}
	if len(q.Filter) == 0 {
		c.fault(q.ID, "filter must name what is asked of each victim")
	}
	for _, key := range q.Filter {
		if _, ok := dossier.TableOf(dossier.TypeParty).Field(key); !ok && !slices.Contains(particulars, key) {
			c.fault(q.ID, fmt.Sprintf("filter: a person has no field %q", key))
		}
	}
}

// affiliations are what somebody belongs to: not who only employs them, nor a body that the case knows by no name.
func (f *filler) affiliations(p *dossier.Party) []dossier.ID {
	return slices.DeleteFunc(slices.Clone(p.Affiliation), func(id dossier.ID) bool {
		employs := slices.ContainsFunc(f.d.Roles(id), func(r *dossier.Role) bool {
			return r.Role == "employer" && (len(r.Of) == 0 || slices.Contains(r.Of, p.ID))
		})
		return employs || !f.d.Named(id)
	})
}

// whose is the name before a value that belongs to one or some of several alleged victims and not to all of them, "" before any
// other. Names and papers say themselves whose they are.
func (f *filler) whose(values []value, v value, text string) string {
	all := f.ofRequest()
	if len(all) < 2 || f.victimOf(v.record) == "" {
		return ""
	}
	var of []dossier.ID
	for _, o := range values {
		if id := f.victimOf(o.record); slices.Contains(all, id) && !slices.Contains(of, id) && f.text(o.record, o.field) == text {
			of = append(of, id)
		}
	}
	if len(of) == 0 || len(of) == len(all) {
		return ""
	}
	return upperFirst(f.names(of)) + ": "
}

// victimOf is the person whom a record speaks of: a victim of the act it is or belongs to, or the party itself; "" for others.
func (f *filler) victimOf(r dossier.Record) dossier.ID {
	for r != nil {
		switch x := r.(type) {
		case *dossier.Name:
			return ""
		case *dossier.Act:
			return x.Victim
		case *dossier.Party:
			return x.ID
		case *dossier.Remedy:
			return x.Victim
		}
		r = f.d.Owner(r)
	}
	return ""
}

func bold(spans []document.Span) []document.Span {
	for i := range spans {
		spans[i].Style |= document.Bold
	}
	return spans
}
