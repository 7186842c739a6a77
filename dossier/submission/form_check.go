package submission

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/datafile"
)

// formChecker holds a form against itself, the field tables, the views and the
// vocabularies: what it asks must be possible to answer.
type formChecker struct {
	name   string
	form   *Form
	seen   map[string]bool
	faults []error
}

func (c *formChecker) fault(where, what string) {
	c.faults = append(c.faults, &datafile.Fault{File: c.name, Key: where, What: what})
}

var formID = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

func (c *formChecker) check() {
	f := c.form
	if !formID.MatchString(f.ID) {
		c.fault("id", "must be small letters, digits and hyphens")
	}
	if len(f.Languages) == 0 {
		c.fault("languages", "must name at least one language")
		return
	}
	if f.LastVerified == "" || f.Source == "" {
		c.fault("last_verified", "last_verified and source must be given: a form without them cannot be trusted")
	}
	scopes, _ := dossier.Vocabulary("consent-scope")
	for _, level := range f.Consent {
		if !slices.Contains(scopes, level) {
			c.fault("consent", fmt.Sprintf("%q is no level of disclosure: use some of %v", level, scopes))
		}
	}
	c.words("title", f.Title)
	for i := range f.Section {
		s := &f.Section[i]
		if s.ID == "" || c.seen[s.ID] {
			c.fault(s.ID, "every section needs an id of its own")
		}
		c.seen[s.ID] = true
		c.words(s.ID, s.Label)
		for j := range s.Question {
			c.question(&s.Question[j])
		}
	}
	c.bodies()
	for _, o := range f.Outputs {
		if !slices.Contains(outputs, o) {
			c.fault("outputs", fmt.Sprintf("%q is no kind of file: use some of %v", o, outputs))
		}
	}
	c.conditions()
}

func (c *formChecker) words(where string, t Text) {
	for _, l := range c.form.Languages {
		if t[l] == "" {
			c.fault(where, fmt.Sprintf("has no words in %q: add them or take the language out of languages", l))
		}
	}
}

func (c *formChecker) question(q *Question) {
	if q.ID == "" || c.seen[q.ID] {
		c.fault(q.ID, "every question needs an id of its own")
	}
	c.seen[q.ID] = true
	c.words(q.ID, q.Label)
	if !slices.Contains(kinds, q.Kind) {
		c.fault(q.ID, fmt.Sprintf("kind must be one of %v", kinds))
	}
	if q.View != "" && views[q.View] == nil {
		c.fault(q.ID, fmt.Sprintf("there is no view %q", q.View))
	}
	if !slices.Contains([]string{"", "day", "month", "year"}, q.Precision) {
		c.fault(q.ID, "precision must be day, month or year")
	}
	if !slices.Contains([]string{"", "all", "first"}, q.Pick) {
		c.fault(q.ID, `pick must be "all" or "first"`)
	}
	if !slices.Contains([]string{"", "field", "section"}, q.Layout) {
		c.fault(q.ID, `layout must be "field" or "section"`)
	}
	c.choice(q)
	c.mends(q)
	c.particulars(q)
	q.paths, q.noPaths = c.parsed(q, q.From), c.parsed(q, q.No)
}

func (c *formChecker) parsed(q *Question, list []string) []path {
	out := make([]path, 0, len(list))
	for _, s := range list {
		p, err := parsePath(s)
		if err != nil {
			c.fault(q.ID, fmt.Sprintf("path %q: %v", s, err))
		}
		out = append(out, p)
	}
	return out
}

// choice checks the vocabulary a question is answered from.
func (c *formChecker) choice(q *Question) {
	c.options(q)
	keys, closed := dossier.Vocabulary(q.Values)
	if len(q.Option) > 0 {
		keys, closed = q.Keys(), true
	}
	if q.Values != "" && !closed && !slices.Contains(dossier.OpenVocabularies(), q.Values) {
		c.fault(q.ID, fmt.Sprintf("there is no vocabulary %q", q.Values))
	}
	if q.Exists && (!slices.Contains(keys, "yes") || !slices.Contains(keys, "no") || len(q.From) == 0) {
		c.fault(q.ID, "exists answers yes or no from paths: give it both values and a path")
	}
	if (q.Whole || len(q.No) > 0) && !q.Exists {
		c.fault(q.ID, "no and whole belong to exists")
	}
	if q.Whole && slices.ContainsFunc(q.From, func(p string) bool { return !strings.HasPrefix(p, "relief") }) {
		c.fault(q.ID, "whole answers no from silence: that is true only of what the author asks (relief). Leave it out, and name in no what says so")
	}
	if q.Default == ownLanguage && !slices.ContainsFunc(c.form.Languages, func(l string) bool { return !slices.Contains(keys, l) }) {
		return
	}
	if q.Default != "" && (!q.Chooses() || closed && !slices.Contains(keys, q.Default)) {
		c.fault(q.ID, fmt.Sprintf("default %q is no value of it", q.Default))
	}
}

// mends checks that the place named for a missing answer can be gone to.
func (c *formChecker) mends(q *Question) {
	if q.Mends == "" {
		return
	}
	name, field, _ := strings.Cut(q.Mends, ".")
	if name == "victim" {
		name = string(dossier.TypeParty)
	}
	table := dossier.TableOf(dossier.Type(name))
	if table == nil {
		c.fault(q.ID, fmt.Sprintf("mends: %q is no type of record", name))
		return
	}
	if _, ok := table.Field(field); field != "" && !ok {
		c.fault(q.ID, fmt.Sprintf("mends: %s has no field %q", name, field))
	}
}

// conditions reads the conditions once all ids are known, so that one may
// speak of a later question; a circle of conditions is refused.
func (c *formChecker) conditions() {
	c.form.Questions(func(s *Section, q *Question) {
		for _, x := range []struct {
			text string
			into *condition
		}{{q.RequiredIf, &q.required}, {q.ShowIf, &q.show}, {s.ShowIf, &q.within}} {
			cond, err := parseCondition(x.text)
			if err != nil {
				c.fault(q.ID, err.Error())
				continue
			}
			if v := c.impossible(cond); v != "" {
				c.fault(q.ID, fmt.Sprintf("condition speaks of %q, which this form cannot have", v))
			}
			*x.into = cond
		}
	})
	c.circles()
	c.sees()
}

// impossible is the question or value in a condition that can never be.
func (c *formChecker) impossible(cond condition) string {
	can := map[string][]string{
		"author": {"other", "victim", "organisation"}, "language": c.form.Languages, "late": {"yes", "no"},
	}[cond.about]
	if cond.about == "unanswered" {
		i := slices.IndexFunc(cond.values, func(id string) bool { return c.find(id) == nil })
		if i < 0 {
			return ""
		}
		return cond.values[i]
	}
	for _, e := range editions {
		if cond.about == "edition" {
			can = append(can, string(e))
		}
	}
	if cond.about == "question" {
		q := c.find(cond.question)
		if q == nil {
			return cond.question
		}
		_, closed := dossier.Vocabulary(q.Values)
		if len(q.Option) == 0 && !closed {
			return "" // any answer may be
		}
		can = q.Keys()
	}
	for _, v := range cond.values {
		if cond.set() && !slices.Contains(can, v) {
			return v
		}
	}
	return ""
}

func (c *formChecker) find(id string) *Question {
	var found *Question
	c.form.Questions(func(_ *Section, q *Question) {
		if q.ID == id {
			found = q
		}
	})
	return found
}

// circles refuses questions whose showing depends on themselves.
func (c *formChecker) circles() {
	next := map[string][]string{}
	c.form.Questions(func(_ *Section, q *Question) { next[q.ID] = append(q.show.questions(), q.within.questions()...) })
	for _, id := range slices.Sorted(maps.Keys(next)) {
		if reaches(next, id, id, map[string]bool{}) {
			c.fault(id, "its show_if leads in a circle: let one of the questions stand without condition")
		}
	}
}

// reaches tells whether a way leads from one question to another.
func reaches(next map[string][]string, from, to string, been map[string]bool) bool {
	if been[from] {
		return false
	}
	been[from] = true
	return slices.ContainsFunc(next[from], func(at string) bool { return at == to || reaches(next, at, to, been) })
}
