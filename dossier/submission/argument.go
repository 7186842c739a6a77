package submission

import (
	"cmp"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/law"
)

// An argument runs as a lawyer's does: a heading that states the conclusion, the standard in one sentence with its source, where
// the facts are told, how the standard applies to them, and what follows. One provision is argued once, for all of whom it was
// violated: what was written in the same words of another is said to hold for both, and nothing is copied.

// point is one provision and what is alleged under it.
type point struct {
	provision string
	of        []*dossier.Allegation
}

// points are allegations by provision, in the order of the first of each.
func points(list []*dossier.Allegation) []point {
	var out []point
	for _, a := range list {
		i := slices.IndexFunc(out, func(p point) bool { return p.provision == a.Provision })
		if i < 0 {
			out, i = append(out, point{provision: a.Provision}), len(out)
		}
		out[i].of = append(out[i].of, a)
	}
	return out
}

// assessment is the argument, right by right.
func (f *filler) assessment(q *Question) []document.Block {
	var out []document.Block
	for _, p := range points(f.alleged(q)) {
		out = append(out, f.point(p, 3)...)
	}
	return out
}

// categories is the argument before the Working Group on Arbitrary Detention: by its categories, and under each right by right
// (A/HRC/36/38, para. 8). A right that serves several categories is argued under the first; the others name it.
func (f *filler) categories(q *Question) []document.Block {
	var out []document.Block
	var done []string
	for _, c := range f.law.Categories() {
		var here []*dossier.Allegation
		var before []string
		for _, a := range f.alleged(q) {
			cite := f.word("provision", a.Provision)
			switch {
			case !slices.Contains(a.Categories, c.Number):
			case slices.Contains(done, string(a.ID)):
				before = append(before, cite)
			default:
				here, done = append(here, a), append(done, string(a.ID))
			}
		}
		if len(here) == 0 && len(before) == 0 {
			continue
		}
		head := f.t("argument.category", "number", c.Number, "title", lowerFirst(c.Title.In(f.req.Language)))
		out = append(out, document.Heading{Level: 3, ID: c.ID, Text: document.T(head)})
		test := document.Span{Text: f.t("argument.test", "number", c.Number, "test", lowerFirst(sentence(c.Test.In(f.req.Language))))}
		spans := []document.Span{test}
		if len(before) > 0 {
			spans = append(spans, document.Span{Text: " " + f.t("argument.category-too", "provisions", f.words.List(slices.Compact(before)))})
		}
		out = append(out, document.Paragraph{Numbered: true, Spans: spans})
		for _, p := range points(here) {
			out = append(out, f.point(p, 4)...)
		}
	}
	return out
}

// point argues one provision.
func (f *filler) point(p point, level int) []document.Block {
	out := []document.Block{document.Heading{Level: level, ID: string(p.of[0].ID), Text: document.T(f.conclusionOf(p))}}
	out = append(out, f.standard(p)...)
	s := speaker{filler: f}
	s.each(p, "", func(a *dossier.Allegation) (dossier.Record, string) { return a, a.Analysis })
	for _, element := range f.elements(p) {
		s.element(p, element)
	}
	s.shared()
	s.each(p, "", func(a *dossier.Allegation) (dossier.Record, string) { return nil, a.Conclusion })
	return append(out, s.out...)
}

// conclusionOf is the heading of an argument: what it comes to.
func (f *filler) conclusionOf(p point) string {
	key := "argument.violated"
	if l, ok := f.law.Provision(p.provision); ok {
		if i, ok := f.law.Instrument(l.Instrument); ok && string(i.Kind) != "treaty" && string(i.Kind) != "declaration" {
			key = "argument.not-kept"
		}
	}
	title := ""
	if l, ok := f.law.Provision(p.provision); ok {
		title = lowerFirst(l.Title.In(f.req.Language))
	}
	firm, apparent := f.sure(p)
	if len(firm) == 0 {
		key += "-apparently"
	}
	s := f.t(key, "provision", f.word("provision", p.provision))
	if title != "" {
		s = f.t("argument.titled", "conclusion", s, "title", title)
	}
	if len(f.d.WithRole("alleged-victim")) < 2 || f.forOne() {
		return s
	}
	if len(firm) == 0 || len(apparent) == 0 {
		return f.t("argument.of", "conclusion", s, "names", f.persons(victims(p.of)))
	}
	return f.t("argument.of-apparently", "conclusion", s, "names", f.persons(victims(firm)), "others", f.persons(victims(apparent)))
}

// sure divides the allegations under a provision by how sure their conclusions are: a heading is not firmer than what stands below it.
func (f *filler) sure(p point) (firm, apparent []*dossier.Allegation) {
	for _, a := range p.of {
		if f.hedged(a.Conclusion) {
			apparent = append(apparent, a)
		} else {
			firm = append(firm, a)
		}
	}
	return firm, apparent
}

// hedged tells that the first sentence of a conclusion leaves the matter open, by the words with which the language does so: a short
// word or several as they stand, a longer one by its stem.
func (f *filler) hedged(conclusion string) bool {
	list := sentences(conclusion)
	if len(list) == 0 {
		return false
	}
	said := " " + words(strings.ToLower(list[0])) + " "
	return slices.ContainsFunc(strings.Split(f.t("argument.hedges"), "|"), func(h string) bool {
		if len([]rune(h)) <= 3 || strings.Contains(h, " ") {
			h += " "
		}
		return strings.Contains(said, " "+h)
	})
}

// persons are parties as a sentence names them: one that has no name but is described ("mother of …") with the article that the
// language sets before a common noun.
func (f *filler) persons(ids []dossier.ID) string {
	out := make([]string, 0, len(ids))
	for _, id := range ids {
		name := f.name(id)
		first, _, _ := strings.Cut(name, " ")
		common := name != upperFirst(name) && !f.d.Named(id) && !slices.Contains(strings.Split(f.words.T("tell.function-words"), "|"), first)
		if article := f.words.T("tell.article"); common && article != "-" {
			name = article + " " + name
		}
		out = append(out, name)
	}
	return f.words.List(out)
}

func victims(list []*dossier.Allegation) []dossier.ID {
	var out []dossier.ID
	for _, a := range list {
		if a.Victim != "" && !slices.Contains(out, a.Victim) {
			out = append(out, a.Victim)
		}
	}
	return out
}

// standard is what the law asks, in one sentence with its citation, then what those who apply it have held where the author
// leans on them, then where the facts are told.
func (f *filler) standard(p point) []document.Block {
	var spans []document.Span
	if l, ok := f.law.Provision(p.provision); ok && l.Summary.In(f.req.Language) != "" {
		rule := strings.TrimSuffix(strings.TrimSpace(l.Summary.In(f.req.Language)), ".")
		spans = append(spans, document.Span{Text: f.t("argument.standard", "rule", rule, "provision", f.word("provision", p.provision))})
	}
	spans = append(spans, f.held(p)...)
	var facts []dossier.ID
	for _, a := range p.of {
		facts = append(facts, a.Facts...)
	}
	facts = f.asTold(facts)
	if refs := f.factNumbers(facts); refs != nil {
		if len(spans) > 0 {
			spans = append(spans, document.Span{Text: " "})
		}
		key := "argument.facts"
		if len(refs) == 1 {
			key = "argument.fact"
		}
		before, after, _ := strings.Cut(f.t(key), "{refs}")
		spans = append(append(append(spans, document.Span{Text: before}), refs...), document.Span{Text: after})
	}
	if len(spans) == 0 {
		return nil
	}
	return []document.Block{document.Paragraph{Numbered: true, Spans: spans}}
}

// asTold are facts in the order in which the paper tells them.
func (f *filler) asTold(ids []dossier.ID) []dossier.ID {
	at := map[dossier.ID]int{}
	for i, e := range f.timelineEvents() {
		at[e.ID] = i
		for _, a := range f.d.Children(e.ID, dossier.TypeAct) {
			at[a.Header().ID] = i
		}
	}
	out := slices.Clone(ids)
	slices.SortStableFunc(out, func(a, b dossier.ID) int { return cmp.Compare(at[a], at[b]) })
	return out
}

// held is what the decisions say on which a provision leans and which no note to the argument names, each with its citation;
// one of which the holding is not known is named.
func (f *filler) held(p point) []document.Span {
	var out []document.Span
	var done []dossier.ID
	for _, a := range p.of {
		noted := f.notedBy(a)
		for _, id := range a.Authority {
			s, ok := dossier.Find[*dossier.Source](f.d, id)
			if !ok || noted[id] || slices.Contains(done, id) {
				continue
			}
			done = append(done, id)
			out = append(out, f.holding(s)...)
		}
	}
	return out
}

func (f *filler) holding(s *dossier.Source) []document.Span {
	if d, ok := f.decisionOf(s); ok && d.Holding.In(f.req.Language) != "" {
		said := strings.TrimSuffix(d.Holding.In(f.req.Language), ".")
		if f.form.NoNotes {
			return document.T(" " + f.t("argument.standard", "rule", said, "provision", document.Plain(f.source(s))))
		}
		return append(document.T(" "+said+"."), f.notes([]*dossier.Citation{{Source: s.ID, Paragraph: d.Paragraphs}})...)
	}
	before, after, _ := strings.Cut(f.t("relied"), "{sources}")
	return append(append(document.T(" "+before), f.source(s)...), document.Span{Text: after})
}

// decisionOf is the decision of the library that a source of the case is.
func (f *filler) decisionOf(s *dossier.Source) (law.Decision, bool) {
	for _, d := range f.law.AllDecisions() {
		if o, ok := f.law.SourceOf(f.d, d); ok && o.ID == s.ID {
			return d, true
		}
	}
	return law.Decision{}, false
}

// notedBy are the sources that stand in notes to the argument of an allegation.
func (f *filler) notedBy(a *dossier.Allegation) map[dossier.ID]bool {
	noted := map[dossier.ID]bool{}
	if f.form.NoNotes {
		return noted
	}
	var printed []dossier.ID
	if strings.TrimSpace(a.Analysis) != "" {
		printed = append(printed, a.ID)
	}
	for _, x := range dossier.As[*dossier.Finding](f.d.Children(a.ID, dossier.TypeFinding)) {
		if argued(x) && strings.TrimSpace(x.Analysis) != "" {
			printed = append(printed, x.ID)
		}
	}
	for _, r := range printed {
		for _, c := range f.d.Citations(r) {
			noted[c.Source] = true
		}
	}
	return noted
}

// argued tells whether an element goes into the paper. One that is not shown is
// a hole: it stays in the program, because the State would quote it.
func argued(x *dossier.Finding) bool {
	return x.State == "shown" || x.State == "partly" || x.State == ""
}

// elements are the elements argued under a provision, in the order of the law, then those it does not know.
func (f *filler) elements(p point) []string {
	order := map[string]int{}
	if l, ok := f.law.Provision(p.provision); ok {
		for i, e := range l.Elements {
			order[e.ID] = i + 1
		}
	}
	var out []string
	for _, a := range p.of {
		for _, x := range dossier.As[*dossier.Finding](f.d.Children(a.ID, dossier.TypeFinding)) {
			if argued(x) && strings.TrimSpace(x.Analysis) != "" && !slices.Contains(out, x.Element) {
				out = append(out, x.Element)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b string) int {
		return cmp.Compare(cmp.Or(order[a], len(order)+1), cmp.Or(order[b], len(order)+1))
	})
	return out
}

// conclusions are what the argument comes to, for a speech: each conclusion once.
func (f *filler) conclusions(q *Question) []document.Block {
	var said []string
	if f.own[q.ID] != "" {
		return nil
	}
	for _, a := range f.alleged(q) {
		for _, s := range sentences(a.Conclusion) {
			if !slices.Contains(said, s) {
				said = append(said, s)
			}
		}
	}
	if len(said) == 0 {
		return nil
	}
	return []document.Block{document.Paragraph{Spans: f.content(strings.Join(said, " "))}}
}
