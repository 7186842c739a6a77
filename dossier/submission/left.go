package submission

import (
	"cmp"
	"slices"

	"probata/dossier"
	"probata/dossier/withhold"
)

// valuesLeft warns, in the public edition, of every address, handle and number
// that is left in a text: whose it is, the program does not know. Of many in one
// kind of field the first is told, with how many more there are.
func (p *preflight) valuesLeft() {
	if p.req.Edition != Public {
		return
	}
	var list valueList
	for _, rec := range p.d.All() {
		if ownOnly(rec.Type()) || rec.Type() == dossier.TypeFiling {
			continue
		}
		for _, f := range dossier.TableOf(rec.Type()).Fields {
			if sign(f) {
				continue
			}
			for _, s := range f.Texts(rec) {
				list.read(end{rec.Header().ID, f.Key}, s)
			}
		}
	}
	for _, a := range p.answers {
		if a.Own {
			list.read(p.ownPlace(a.Question.ID), a.Text)
		}
	}
	for _, x := range p.usedDrafts() {
		list.read(end{x.ID, "text"}, p.editedText(x))
	}
	for _, g := range list.grouped() {
		key, args := "values-left", []any{"what", g.what, "count", g.values}
		if g.places > 1 {
			key, args = "values-left-places", append(args, "places", g.places)
		}
		p.add(dossier.Warn, g.at, key, args...)
	}
}

// valueWords are the words for what was found, by its kind.
var valueWords = map[withhold.ValueKind]string{
	withhold.Mail: "mail", withhold.URL: "url", withhold.Handle: "handle", withhold.Telephone: "telephone",
}

// valueList is what was found, place by place.
type valueList struct{ list []valuesAt }

// valuesAt are values of one kind in one place, or in many of one field.
type valuesAt struct {
	at     end
	what   string // key of the words
	values int
	places int
}

func (l *valueList) read(at end, s string) {
	for _, v := range withhold.Values(s) {
		what := "doc.value-left." + cmp.Or(valueWords[v.Kind], "number")
		i := slices.IndexFunc(l.list[max(0, len(l.list)-len(valueWords)-1):], func(x valuesAt) bool { return x.at == at && x.what == what })
		if i >= 0 {
			l.list[max(0, len(l.list)-len(valueWords)-1)+i].values++
			continue
		}
		l.list = append(l.list, valuesAt{at, what, 1, 1})
	}
}

// manyPlaces is from how many records on one line stands for all of a field.
const manyPlaces = 4

// grouped is the list with the many made one.
func (l *valueList) grouped() []valuesAt {
	type field struct {
		of   dossier.Type
		key  string
		what string
	}
	all := map[field][]valuesAt{}
	var order []field
	for _, v := range l.list {
		k := field{v.at.record.Type(), v.at.field, v.what}
		if len(all[k]) == 0 {
			order = append(order, k)
		}
		all[k] = append(all[k], v)
	}
	var out []valuesAt
	for _, k := range order {
		list := all[k]
		if len(list) < manyPlaces {
			out = append(out, list...)
			continue
		}
		one := list[0]
		for _, v := range list[1:] {
			one.values, one.places = one.values+v.values, one.places+1
		}
		out = append(out, one)
	}
	return out
}
