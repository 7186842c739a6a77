package submission

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"probata/dossier"
)

// path leads from the case to fields of records:
//
//	victim.birth                         a field of the alleged victim
//	victim.name.family                   a field of what the victim owns
//	act[kind=arrest|detention].event.venue  acts against the victim, along a link
//	allegation[provision=cat.*].analysis    those of which the field begins so
//	case.summary, author.contact[kind=mail].value, any.act[kind=search].reason
//
// Roots are case, victim, author, and every type of record; records that say
// which victim they concern are those of the submission's victim, unless the
// path starts with "any.".
type path struct {
	any   bool
	steps []step
}

type step struct {
	name   string
	key    string // filter: field …
	values []string
}

func parsePath(s string) (path, error) {
	var p path
	rest, found := strings.CutPrefix(s, "any.")
	p.any = found
	for _, part := range parts(rest) {
		st, err := parseStep(part)
		if err != nil {
			return p, err
		}
		p.steps = append(p.steps, st)
	}
	return p, p.resolve()
}

// parts are the steps of a path; a dot between brackets belongs to a value ("allegation[provision=iccpr.19].analysis").
func parts(s string) []string {
	var out []string
	from, inside := 0, false
	for i, c := range s {
		switch c {
		case '[':
			inside = true
		case ']':
			inside = false
		case '.':
			if !inside {
				out, from = append(out, s[from:i]), i+1
			}
		}
	}
	return append(out, s[from:])
}

func parseStep(part string) (step, error) {
	name, filter, found := strings.Cut(part, "[")
	st := step{name: name}
	if name == "" {
		return st, errors.New("a step is empty")
	}
	if !found {
		return st, nil
	}
	key, values, ok := strings.Cut(strings.TrimSuffix(filter, "]"), "=")
	if !ok || !strings.HasSuffix(filter, "]") {
		return st, fmt.Errorf("step %q: a filter is written [field=value|value]", part)
	}
	st.key, st.values = key, strings.Split(values, "|")
	return st, nil
}

// resolve proves against the field tables that the path can lead somewhere.
func (p path) resolve() error {
	types, err := rootTypes(p.steps[0])
	if err != nil {
		return err
	}
	if len(p.steps) < 2 {
		return errors.New("names no field")
	}
	for i, st := range p.steps[1:] {
		if types, err = p.follow(types, st, i+2 == len(p.steps)); err != nil {
			return err
		}
	}
	return nil
}

func rootTypes(st step) ([]dossier.Type, error) {
	t := dossier.Type(st.name)
	switch st.name {
	case "victim", "author":
		t = dossier.TypeParty
	}
	table := dossier.TableOf(t)
	if table == nil {
		return nil, fmt.Errorf("%q is no root: use case, victim, author or a type of record", st.name)
	}
	return []dossier.Type{t}, filterKnown(table, st)
}

func filterKnown(t *dossier.Table, st step) error {
	if st.key == "" {
		return nil
	}
	f, ok := t.Field(st.key)
	if !ok {
		return fmt.Errorf("%s has no field %q to filter by", t.Type, st.key)
	}
	if !slices.Contains([]dossier.Kind{dossier.Text, dossier.Choice, dossier.Choices, dossier.List}, f.Kind) {
		return fmt.Errorf("%s.%s holds no words or choices to filter by", t.Type, st.key)
	}
	keys, closed := dossier.Vocabulary(f.Vocabulary)
	for _, v := range st.values {
		if v == "" || closed && !slices.Contains(keys, v) {
			return fmt.Errorf("%s.%s is never %q", t.Type, st.key, v)
		}
	}
	return nil
}

// filterTargets wants at least one of the types a link leads to to know the filter.
func filterTargets(types []dossier.Type, st step) error {
	var err error
	for _, t := range types {
		if err = filterKnown(dossier.TableOf(t), st); err == nil {
			return nil
		}
	}
	return err
}

// follow gives the types a step can lead to from records of the given types.
func (p path) follow(from []dossier.Type, st step, last bool) ([]dossier.Type, error) {
	for _, t := range from {
		table := dossier.TableOf(t)
		if f, ok := table.Field(st.name); ok {
			switch {
			case last && st.key != "":
				return nil, fmt.Errorf("step %q: a filter stands behind records, not behind the field asked for", st.name)
			case last:
				return nil, nil
			case f.Kind == dossier.Link || f.Kind == dossier.Links:
				return f.Targets, filterTargets(f.Targets, st)
			}
			return nil, fmt.Errorf("%s.%s holds no records to go on from", t, st.name)
		}
		child := dossier.Type(st.name)
		if slices.Contains(dossier.ChildTypes(t), child) {
			if last {
				return nil, fmt.Errorf("ends at %s records; name one of their fields", child)
			}
			return []dossier.Type{child}, filterKnown(dossier.TableOf(child), st)
		}
	}
	return nil, fmt.Errorf("%v has no field and owns no records called %q", from, st.name)
}

// value is one field of one record that a path reached.
type value struct {
	record dossier.Record
	field  dossier.Field
}

// end is where a path stopped short: the last record reached and the field
// that would have to be filled there.
type end struct {
	record dossier.ID
	field  string
}

// follow walks the path. Fields that say nothing are left out of values; where
// nothing at all is reached, missing names the best place to mend it.
func (f *filler) follow(p path) (values []value, missing end) {
	records := f.root(p)
	if p.steps[0].name == "victim" || p.steps[0].name == "case" || p.steps[0].name == "author" {
		missing = placeOf(records, p.steps[1].name)
	}
	for i, st := range p.steps[1:] {
		if i+2 == len(p.steps) {
			return f.last(records, st, missing)
		}
		next := f.next(records, st)
		if len(next) == 0 {
			if len(records) > 0 {
				missing = placeOf(records, st.name)
			}
			return nil, missing
		}
		records = next
	}
	return nil, missing
}

func (f *filler) last(records []dossier.Record, st step, missing end) ([]value, end) {
	var out []value
	for _, r := range f.spelled(records, st.name) {
		field, ok := dossier.TableOf(r.Type()).Field(st.name)
		if !ok {
			continue
		}
		if !field.Empty(r) {
			out = append(out, value{r, field})
		} else if len(out) == 0 {
			missing = end{r.Header().ID, field.Key}
		}
	}
	return out, missing
}

// spelled are the records without names that are another spelling of one this document uses, as far as those that stay have
// the field.
func (f *filler) spelled(records []dossier.Record, key string) []dossier.Record {
	field, ok := dossier.TableOf(dossier.TypeName).Field(key)
	if !ok {
		return records
	}
	var names []*dossier.Name
	for _, n := range dossier.As[*dossier.Name](records) {
		if !field.Empty(n) || key == "patronymic" && n.Given != "" { // it goes with the given name
			names = append(names, n)
		}
	}
	if len(names) == 0 {
		return records
	}
	keep := dossier.Spelled(names, f.req.Language)
	return slices.DeleteFunc(slices.Clone(records), func(r dossier.Record) bool {
		n, isName := r.(*dossier.Name)
		return isName && !slices.Contains(keep, n)
	})
}

// placeOf names the first record and the field in it; a child type is no field.
func placeOf(records []dossier.Record, name string) end {
	if len(records) == 0 {
		return end{}
	}
	r := records[0]
	if _, ok := dossier.TableOf(r.Type()).Field(name); !ok {
		name = ""
	}
	return end{r.Header().ID, name}
}

func (f *filler) root(p path) []dossier.Record {
	st := p.steps[0]
	switch st.name {
	case "victim":
		return st.pass(f.one(f.req.Victim))
	case "author":
		if f.req.Edition != Confidential { // who submits is told to the body alone
			return nil
		}
		return st.pass(f.one(f.req.Author))
	}
	records := f.d.List(dossier.Type(st.name))
	if !p.any {
		records = f.ofVictim(records)
	}
	return st.pass(records)
}

func (f *filler) one(id dossier.ID) []dossier.Record {
	if r := f.d.Get(id); r != nil {
		return []dossier.Record{r}
	}
	return nil
}

// ofVictim keeps the records that concern the submission's victim or no victim
// in particular.
func (f *filler) ofVictim(records []dossier.Record) []dossier.Record {
	if f.req.Victim == "" {
		return records
	}
	var out []dossier.Record
	for _, r := range records {
		field, ok := dossier.TableOf(r.Type()).Field("victim")
		if ids := field.Links; !ok || len(ids(r)) == 0 || slices.Contains(ids(r), f.req.Victim) {
			out = append(out, r)
		}
	}
	return out
}

func (f *filler) next(records []dossier.Record, st step) []dossier.Record {
	var out []dossier.Record
	for _, r := range records {
		if field, ok := dossier.TableOf(r.Type()).Field(st.name); ok {
			for _, id := range field.Links(r) {
				out = append(out, f.one(id)...)
			}
			continue
		}
		out = append(out, f.d.Children(r.Header().ID, dossier.Type(st.name))...)
	}
	return st.pass(out)
}

func (st step) pass(records []dossier.Record) []dossier.Record {
	if st.key == "" {
		return records
	}
	var out []dossier.Record
	for _, r := range records {
		field, ok := dossier.TableOf(r.Type()).Field(st.key)
		if !ok {
			continue
		}
		has := append(slices.Clone(field.Strings(r)), field.String(r))
		if slices.ContainsFunc(st.values, func(v string) bool { return slices.ContainsFunc(has, func(h string) bool { return meets(h, v) }) }) {
			out = append(out, r)
		}
	}
	return out
}

// meets tells whether a value is the one of a filter, or begins with it where the filter ends in an asterisk ("cat.*").
func meets(value, filter string) bool {
	if prefix, any := strings.CutSuffix(filter, "*"); any {
		return strings.HasPrefix(value, prefix)
	}
	return value == filter
}
