package submission

import (
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
)

// view composes an answer out of many records.
type view func(*filler, *Question) []document.Block

// views are the named views a form may ask for. The set is closed: a form can
// choose among them and filter them, and do nothing else.
var views = map[string]view{
	"summary":       (*filler).summary,
	"facts":         (*filler).facts,
	"timeline":      (*filler).timeline,
	"chronology":    (*filler).chronology,
	"relations":     (*filler).relations,
	"parties":       (*filler).parties,
	"victims":       (*filler).victims,
	"each-victim":   (*filler).eachVictim,
	"author":        (*filler).correspondent,
	"acceptance":    (*filler).acceptance,
	"provisions":    (*filler).provisions,
	"exhibits":      (*filler).exhibits,
	"last-decision": (*filler).lastDecision,
	"time-limits":   (*filler).timeLimits,
	"witnesses":     (*filler).witnesses,
	"incidents":     (*filler).incidents,
	"charges":       (*filler).charges,
	"cases":         (*filler).cases,
	"quotes":        (*filler).quotes,
	"assessment":    (*filler).assessment,
	"issues":        (*filler).issues,
	"conclusions":   (*filler).conclusions,
	"matrix":        (*filler).matrix,
	"categories":    (*filler).categories,
	"commitments":   (*filler).commitments,
	"remedies":      (*filler).remedies,
	"reliefs":       (*filler).reliefs,
	"filings":       (*filler).filings,
	"followed":      (*filler).followedFiling,
	"corrections":   (*filler).corrections,
	"detentions":    (*filler).detentions,
	"consents":      (*filler).consents,
	"annexes":       (*filler).annexes,
	"bundle":        (*filler).bundle,
	"sources":       (*filler).sources,
	"counter":       (*filler).counter,
	"see":           (*filler).see,
	"places":        (*filler).places,
	"dates":         (*filler).dates,
	"date":          (*filler).today,
}

// table is a table without its empty columns: a column that says nothing in
// any row only takes room from the others.
func table(head []string, widths []float64, rows [][]document.Cell) []document.Block {
	if len(rows) == 0 {
		return nil
	}
	t := document.Table{Lines: true}
	for i, h := range head {
		if slices.ContainsFunc(rows, func(row []document.Cell) bool { return !emptyCell(row[i]) }) {
			t.Head = append(t.Head, document.H(h))
			t.Widths = append(t.Widths, widths[i])
		}
	}
	for _, row := range rows {
		var kept []document.Cell
		for i, c := range row {
			if slices.ContainsFunc(rows, func(r []document.Cell) bool { return !emptyCell(r[i]) }) {
				kept = append(kept, c)
			}
		}
		t.Rows = append(t.Rows, kept)
	}
	return []document.Block{t}
}

func emptyCell(c document.Cell) bool {
	for _, p := range c.Paragraphs {
		refers := slices.ContainsFunc(p, func(s document.Span) bool { return s.Ref != "" }) // prints a number later
		if refers || strings.TrimSpace(document.Plain(p)) != "" {
			return false
		}
	}
	return true
}

// cell is a cell of case text with notes behind it; without a text there is nothing
// that notes could be to.
func (f *filler) cell(s string, notes ...document.Span) document.Cell {
	var c document.Cell
	for _, p := range paragraphs(s) {
		c.Paragraphs = append(c.Paragraphs, f.content(p))
	}
	if len(c.Paragraphs) == 0 {
		c.Paragraphs = [][]document.Span{nil}
		return c
	}
	last := len(c.Paragraphs) - 1
	c.Paragraphs[last] = append(c.Paragraphs[last], notes...)
	return c
}

// cite are the notes for a whole record.
func (f *filler) cite(r dossier.Record) []document.Span {
	return f.notes(f.citations(r, ""))
}

// t is a word of the program for documents.
func (f *filler) t(key string, args ...any) string { return f.words.T("doc."+key, args...) }

func (f *filler) heads(keys ...string) []string {
	for i, k := range keys {
		keys[i] = f.t(k)
	}
	return keys
}

func (f *filler) summary(*Question) []document.Block {
	c := f.d.Case()
	return f.longText(c.Summary, f.cite(c))
}

func (f *filler) today(*Question) []document.Block {
	if f.req.Today.IsZero() {
		return nil
	}
	return []document.Block{document.Para(f.words.Date(f.req.Today))}
}

// filtered keeps records of Go type P that concern the victim and pass the
// question's filter on field key.
func filtered[P dossier.Record](f *filler, q *Question, key string) []P {
	var zero P
	st := step{}
	if len(q.Filter) > 0 {
		st = step{key: key, values: q.Filter}
	}
	return dossier.As[P](st.pass(f.ofVictim(f.d.List(zero.Type()))))
}

func (f *filler) remedies(q *Question) []document.Block {
	var rows [][]document.Cell
	var why []document.Block // why there was none is a sentence and no row
	for _, r := range filtered[*dossier.Remedy](f, q, "kind") {
		if r.Kind == "unknown" { // what the office does not know yet is a problem of the submission
			continue
		}
		if r.Kind == "none" {
			why = append(why, f.longText(strings.Join(compact(sentence(r.Claim), sentence(r.Obstacle)), "\n\n"), f.cite(r))...)
			continue
		}
		authority := r.Authority
		if authority == "" && r.Party != "" {
			authority = f.name(r.Party)
		}
		what := strings.Join(compact(f.word("remedy-kind", r.Kind), r.Claim, r.Obstacle), "\n\n")
		result := strings.Join(compact(f.choice("remedy-outcome", r.Outcome), r.Decision), "\n\n")
		rows = append(rows, []document.Cell{
			f.cell(what, f.cite(r)...), f.cell(authority), f.cell(f.date(r.Filed)), f.cell(r.Number),
			f.cell(result), f.cell(f.date(r.Decided)), f.cell(f.date(r.Received)),
		})
	}
	return append(table(f.heads("remedy.step", "remedy.authority", "remedy.filed", "remedy.number",
		"remedy.result", "remedy.decided", "remedy.received"), []float64{4, 2, 1.5, 1.2, 3, 1.5, 1.5}, rows), why...)
}

// choice is the word for a key, nothing for no key.
func (f *filler) choice(vocabulary, key string) string {
	if key == "" {
		return ""
	}
	return f.word(vocabulary, key)
}

func compact(s ...string) []string {
	return slices.DeleteFunc(s, func(x string) bool { return strings.TrimSpace(x) == "" })
}

// reliefs is what is asked, filtered by addressee or by kind; "-kind" leaves a kind out.
func (f *filler) reliefs(q *Question) []document.Block {
	l := document.List{Ordered: true}
	f.short(q, nil)
	for _, r := range f.asked(q) {
		if f.cut[string(r.ID)] {
			continue
		}
		said := r.Words
		if f.form.Speech {
			said = spokenRequest(said)
			if n := Counter(r.Words) - Counter(said); n > 0 {
				f.short(q, []Part{{Key: string(r.ID), Record: r.ID, Words: n}})
			}
		}
		l.Items = append(l.Items, append(f.content(sentence(said)), f.cite(r)...))
	}
	if len(l.Items) == 0 {
		return nil
	}
	return []document.Block{l}
}

// asked are the requests of a question, those left out among them.
func (f *filler) asked(q *Question) []*dossier.Relief {
	return slices.DeleteFunc(dossier.As[*dossier.Relief](f.ofVictim(f.d.List(dossier.TypeRelief))), func(r *dossier.Relief) bool {
		return len(q.Filter) > 0 && !slices.Contains(q.Filter, r.Addressee) && !slices.Contains(q.Filter, r.Kind) ||
			slices.Contains(q.Filter, "-"+r.Kind)
	})
}

func (f *filler) filings(q *Question) []document.Block {
	var rows [][]document.Cell
	for _, r := range filtered[*dossier.Filing](f, q, "body") {
		rows = append(rows, []document.Cell{
			f.cell(f.word("body", r.Body)), f.cell(r.Procedure), f.cell(f.date(r.Filed)), f.cell(r.Reference),
			f.cell(strings.Join(compact(f.choice("filing-outcome", r.Outcome), r.Reply), "\n\n"), f.cite(r)...),
		})
	}
	if len(rows) == 0 { // that nothing was filed is the author's to say, not the register's
		return nil
	}
	return table(f.heads("filing.body", "filing.procedure", "filing.filed", "filing.reference", "filing.outcome"),
		[]float64{3, 2, 1.5, 1.5, 3}, rows)
}

// detentions is every place where the victim was held (WGAD questionnaire III.4).
func (f *filler) detentions(*Question) []document.Block {
	var rows [][]document.Cell
	for _, a := range dossier.As[*dossier.Act](f.ofVictim(f.d.List(dossier.TypeAct))) {
		for _, r := range dossier.As[*dossier.Detention](f.d.Children(a.ID, dossier.TypeDetention)) {
			holder := ""
			if r.Holder != "" {
				holder = f.name(r.Holder)
			}
			rows = append(rows, []document.Cell{
				f.cell(r.Venue, f.cite(r)...), f.cell(f.date(r.From)), f.cell(f.date(r.To)), f.cell(holder),
				f.cell(f.choice("yesno", r.Present)),
			})
		}
	}
	return table(f.heads("detention.venue", "detention.from", "detention.to", "detention.holder", "detention.present"),
		[]float64{4, 2, 2, 3, 1}, rows)
}

// consents is who agreed to what. That somebody has not is a problem of the submission and no line of it.
func (f *filler) consents(q *Question) []document.Block {
	var rows [][]document.Cell
	for _, id := range f.d.WithRole("alleged-victim") {
		if f.forOne() && id != f.req.Victim {
			continue
		}
		list := dossier.As[*dossier.Consent](f.d.LinkedFrom(id, dossier.TypeConsent, "party"))
		for _, c := range list {
			given := strings.Join(compact(f.date(c.Given), f.choice("consent-form", c.Form), c.Impossible), "\n\n")
			rows = append(rows, []document.Cell{
				f.cell(f.name(id)), f.cell(f.vocabulary("consent-scope", c.Scope)), f.cell(given, f.cite(c)...),
			})
		}
	}
	return table(f.heads("consent.person", "consent.scope", "consent.given"), []float64{3, 4, 3}, rows)
}

// annexes is the list of exhibits with what proves that they are unchanged.
func (f *filler) annexes(*Question) []document.Block {
	var rows [][]document.Cell
	for i, e := range f.annexed() {
		number := f.annexNumber(i, e)
		rows = append(rows, []document.Cell{
			document.H(number), f.cell(strings.Join(compact(f.origin(e).Title, e.Describe, f.copied(e)), "\n\n"), f.cite(f.origin(e))...),
			f.number(e.Pages),
		})
	}
	if len(rows) == 0 {
		return nil
	}
	return table(f.heads("annex.exhibit", "annex.title", "annex.pages"), []float64{1.2, 8, 0.8}, rows)
}

// hashes is the leaf that proves that the annexes are unchanged, behind everything: nobody reads it, and whoever has to can.
func (w *writer) hashes() []document.Block {
	listed := false
	w.Form.Questions(func(_ *Section, q *Question) {
		listed = listed || q.View == "annexes" || q.View == "bundle" || q.View == "exhibits"
	})
	if !listed || w.filler.req.Annexes != document.Listed { // where annexes go along, their own list says it
		return nil
	}
	var rows [][]document.Cell
	for i, e := range w.filler.annexed() {
		if e.SHA256 == "" {
			continue
		}
		rows = append(rows, []document.Cell{
			document.H(w.filler.annexNumber(i, e)), w.filler.cell(w.filler.size(e.Size)),
			{Paragraphs: [][]document.Span{{{Text: e.SHA256, Style: document.Mono}}}},
		})
	}
	if len(rows) == 0 {
		return nil
	}
	out := []document.Block{document.Heading{Level: 1, ID: "hashes", Text: document.T(w.t("annex.proof")), NewPage: true}}
	return append(out, table(w.filler.heads("annex.exhibit", "annex.size", "annex.sha256"), []float64{1, 1.2, 6}, rows)...)
}

func (f *filler) size(n int64) string {
	if n == 0 {
		return ""
	}
	return f.words.Size(n)
}

func (f *filler) number(n int64) document.Cell {
	if n == 0 {
		return f.cell("")
	}
	return f.cell(f.words.Number(int(n)))
}

// sources is every source with the sign under which the notes cite it.
func (f *filler) sources(*Question) []document.Block {
	var rows [][]document.Cell
	for _, s := range dossier.Of[*dossier.Source](f.d) {
		about := strings.Join(compact(f.choice("source-kind", s.Kind), s.Provenance, s.Remarks), "\n\n")
		assessed := ""
		if s.Reliability != "" && s.Reliability != "unknown" {
			assessed = f.word("reliability", s.Reliability)
		}
		title := document.Cell{Paragraphs: [][]document.Span{f.source(s)}}
		rows = append(rows, []document.Cell{
			document.H(f.sourceSign(s.ID)), title, f.cell(about), f.cell(assessed),
		})
	}
	return table(f.heads("source.number", "source.title", "source.about", "source.reliability"), []float64{0.8, 5, 4, 1.6}, rows)
}

// counter is the number of words of all answers before it, and how long they
// take to say where the body gives a speed.
func (f *filler) counter(*Question) []document.Block {
	n := f.length()
	s := f.words.N("doc.words", n, "n", f.words.Number(n))
	if wpm := f.form.Limits.Wpm; wpm > 0 {
		minutes := (n + wpm - 1) / wpm
		s += "; " + f.words.N("doc.minutes", minutes, "n", f.words.Number(minutes), "wpm", wpm)
	}
	return []document.Block{document.Para(f.words.T("vocab.language."+f.req.Language) + "; " + s)}
}
