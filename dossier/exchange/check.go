package exchange

import (
	"fmt"
	"slices"
	"strings"

	"probata/dossier"
)

// checkValues judges what can be judged of a record by itself: its dates and
// the keys of closed vocabularies.
func (c *caseReader) checkValues(t *dossier.Table, r dossier.Record) error {
	for _, f := range t.Fields {
		rule := ""
		switch f.Kind {
		case dossier.DateKind:
			rule = dateRule(f.Date(r))
		case dossier.Choice, dossier.Choices:
			rule = vocabularyRule(f, r)
		}
		if rule == "" {
			continue
		}
		if err := c.fault(c.placeOf(r, f.Key), rule); err != nil {
			return err
		}
	}
	return nil
}

func dateRule(d dossier.Date) string {
	if d.EDTF == "" || !d.Value().IsZero() {
		return ""
	}
	return `"edtf" is not a date; write it as 2020-05-14, 2020-05, 2020, 2020-21 (spring) or an interval with "/", ` +
		`or leave it out and keep what was told in "words"`
}

func vocabularyRule(f dossier.Field, r dossier.Record) string {
	keys, closed := dossier.Vocabulary(f.Vocabulary)
	if !closed {
		return "" // countries, languages, provisions, bodies and forms: the data files know them
	}
	values := f.Strings(r)
	if f.Kind == dossier.Choice && !f.Empty(r) {
		values = []string{f.String(r)}
	}
	for _, v := range values {
		if !slices.Contains(keys, v) {
			return fmt.Sprintf("is not in the vocabulary %q; use one of: %s", f.Vocabulary, strings.Join(keys, ", "))
		}
	}
	return ""
}

// checkWhole judges what only the whole file can tell: the one case and the
// links between records.
func (c *caseReader) checkWhole() error {
	theCase, err := c.checkCase()
	if err != nil {
		return err
	}
	types := make(map[dossier.ID]dossier.Type, len(c.records))
	for _, r := range c.records {
		types[r.Header().ID] = r.Type()
	}
	for _, r := range c.records {
		if rule := caseRule(r, theCase); rule != "" {
			if err := c.fault(c.placeOf(r, "case"), rule); err != nil {
				return err
			}
		}
		if err := c.checkLinks(r, types); err != nil {
			return err
		}
	}
	return nil
}

func (c *caseReader) checkCase() (dossier.ID, error) {
	var cases []dossier.ID
	for id := range c.broken {
		if id.Type() == dossier.TypeCase {
			cases = append(cases, id)
		}
	}
	for _, r := range c.records {
		if r.Type() == dossier.TypeCase {
			cases = append(cases, r.Header().ID)
		}
	}
	if len(cases) == 1 {
		return cases[0], nil
	}
	return "", c.fault("records.case", "a file holds exactly one case; export each case into its own file")
}

func caseRule(r dossier.Record, theCase dossier.ID) string {
	of := r.Header().Case
	switch {
	case r.Type() == dossier.TypeCase:
		if of != "" && of != r.Header().ID {
			return "must be left out: a case belongs to no case"
		}
	case dossier.TableOf(r.Type()).Shared:
		if of != "" {
			return "must be left out: parties and what belongs to them are shared by all cases"
		}
	case theCase != "" && of != theCase:
		return "must be the id of the case of this file"
	}
	return ""
}

func (c *caseReader) checkLinks(r dossier.Record, types map[dossier.ID]dossier.Type) error {
	table := dossier.TableOf(r.Type())
	parents := table.Parents()
	orphan := !slices.ContainsFunc(parents, func(f dossier.Field) bool { return !f.Empty(r) })
	for _, f := range table.Fields {
		rule := ""
		if orphan && f.Parent && f.Key == parents[0].Key {
			rule = "is missing: every " + string(r.Type()) + " belongs to one " + names(f.Targets)
		}
		for _, id := range f.Links(r) {
			t, ok := types[id]
			switch {
			case !ok && c.broken[id]: // named already
			case !ok:
				rule = "links to a record that is not in the file; add the record or remove the link"
			case !f.Accepts(t):
				rule = "must link to " + names(f.Targets) + ", not to " + string(t)
			}
		}
		if rule == "" && r.Type() == dossier.TypeCitation && f.Key == "field" {
			rule = citedFieldRule(r.(*dossier.Citation), types)
		}
		if rule == "" && r.Type() == dossier.TypeTranslation && f.Key == "field" {
			rule = toldFieldRule(r.(*dossier.Translation), types)
		}
		if rule == "" {
			continue
		}
		if err := c.fault(c.placeOf(r, f.Key), rule); err != nil {
			return err
		}
	}
	return nil
}

// toldFieldRule: a translation of a record names one of its fields that is told in a language.
func toldFieldRule(tr *dossier.Translation, types map[dossier.ID]dossier.Type) string {
	t, ok := types[tr.Record]
	if !ok {
		return ""
	}
	if f, ok := dossier.TableOf(t).Field(tr.Field); !ok || !f.Told {
		return "must be the key of a field of the " + string(t) + " whose words are told in a language"
	}
	return ""
}

// citedFieldRule: a citation of one field names a field that the record has.
func citedFieldRule(cited *dossier.Citation, types map[dossier.ID]dossier.Type) string {
	t, ok := types[cited.Fact]
	if !ok || cited.Field == "" {
		return ""
	}
	if _, ok := dossier.TableOf(t).Field(cited.Field); !ok {
		return "must be the key of a field of the " + string(t) + ` that "fact" links to, or be left out`
	}
	return ""
}

func names(types []dossier.Type) string {
	out := make([]string, len(types))
	for i, t := range types {
		out[i] = string(t)
	}
	return strings.Join(out, " or ")
}

// placeOf is the place of a field of a record that was read.
func (c *caseReader) placeOf(r dossier.Record, key string) string {
	id := r.Header().ID
	return placeOf(fmt.Sprintf("%s[%d]", r.Type(), c.seen[id]), key, id)
}
