package submission

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/edtf"
	"probata/dossier/lang"
	"probata/dossier/law"
	"probata/dossier/withhold"
)

// Engine fills forms. Its parts are fixed data; it may serve many requests at once.
type Engine struct {
	Law   *law.Library
	Words *lang.Catalog
	Names *withhold.Rules // by which persons are found in texts
}

// Request says what is to be filled, for whose eyes.
type Request struct {
	Dossier    *dossier.Dossier
	Form       *Form
	Language   string // of labels and of the program's words; "" = the form's first
	Edition    Edition
	Victim     dossier.ID // "" = the first alleged victim, for forms that take one
	Author     dossier.ID // who submits; "" = the party with the role of author, else of source
	Submission dossier.ID // the record that holds the user's own answers, may be ""
	Today      edtf.Date  // printed on the paper and compared with deadlines
	// Others are further cases that are put beside this one to show a pattern.
	Others []*dossier.Dossier
	// Answers are own answers by question id, before those of the record.
	Answers map[string]string
	// Style is the citation style of the notes, "" for the form's; see Form.Styles.
	Style string
	// Cut are parts left out this time, beside those of the record: see Part.
	Cut []string
	// Fit leaves out of itself what has to go for the paper to fit; each part is named in the problems.
	Fit bool
	// Annexes is how exhibits go along: listed by the form, which is the zero
	// value, bound in, or attached. Which of them go along the guard decides.
	Annexes document.AnnexHow
	// Files tells that the files of the exhibits go beside the document too.
	Files bool
	// Text is the text of an exhibit as far as it is known, "" for none. It is
	// searched for what an edition withholds; nil stands for no text at all.
	Text func(dossier.ID) string
	// After is the filing that a follow-up follows; "" = the last of the case.
	After dossier.ID
	// Frozen is the case as it was when a filing was sent, nil if that was not kept.
	Frozen func(*dossier.Filing) (*dossier.Dossier, error)

	body    string                       // whom it is for
	decided map[string][]*dossier.Review // in place of those of the dossier, of a state of the case that is gone
	told    *dossier.Dossier             // the case before versions in the language took the place of its texts
}

// Filled is a form with its answers and problems.
type Filled struct {
	Form     *Form
	Language string
	Edition  Edition
	Victim   dossier.ID
	Answers  []Answer
	Problems []dossier.Problem

	filler   *filler
	withheld []string
}

// Answer is one question with what the case answers.
type Answer struct {
	Section  *Section
	Question *Question
	Blocks   []document.Block
	Text     string   // the answer as plain text, for counters and portal fields
	Keys     []string // of a choice: the keys behind the words
	Own      bool     // written by the user for this submission
	// Suggested are the options of a choice that the case speaks for. They stand for the answer until the user chooses.
	Suggested []string
	Required  bool // required under the conditions of this submission
	Mend      end  // where the answer can be given
}

// Record and field where the answer is mended, "" when it is a free text of
// the submission itself.
func (a *Answer) Place() (dossier.ID, string) { return a.Mend.record, a.Mend.field }

// filler fills one request.
type filler struct {
	law   *law.Library
	words *lang.Printer
	form  *Form
	req   Request
	full  *dossier.Dossier // the case as it is: problems are found here
	d     *dossier.Dossier // the case as the edition may see it

	others []other
	tongue *tongue // in which language words of the case are, once asked for
	own    map[string]string
	cut    map[string]bool // parts that the author has left out, by key
	kept   []string
	cited  *notebook             // what the notes have said so far
	argued map[string]dossier.ID // analyses that were printed, with the finding that did

	shortened map[string][]Part // what an answer says more shortly than the case, by question

	order    []*dossier.Event // the timeline, once asked for
	answers  []Answer
	withheld []string
	guards   []guard
	passages *passages
	cleaner  *cleaner // redacts the user's own words as the case was
	rules    *withhold.Rules
	follows  following    // of a follow-up
	tales    *[]Paragraph // collects the narrative for who edits it, nil for who prints it

	// alone is held by each method of Filled that uses what else is in here: a page is
	// laid out and a file is made of one Filled at the same time.
	alone *sync.Mutex
}

// Fill answers every question of the form and names every problem. It fails
// only when the request itself cannot be met.
func (e *Engine) Fill(ctx context.Context, req Request) (*Filled, error) {
	f, err := e.filler(req)
	if err != nil {
		return nil, err
	}
	f.form.Questions(func(s *Section, q *Question) {
		if ctx.Err() == nil {
			f.answers = append(f.answers, f.answer(s, q))
		}
	})
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("fill %s: %w", req.Form.ID, err)
	}
	f.settle()
	if req.Fit {
		if keys := f.budget().over(); len(keys) > 0 {
			req.Cut = append(slices.Clone(req.Cut), keys...)
			return e.Fill(ctx, req)
		}
	}
	out := &Filled{
		Form: f.form, Language: f.req.Language, Edition: f.req.Edition, Victim: f.req.Victim,
		Answers: f.answers, filler: f, withheld: f.withheld,
	}
	out.Problems = f.problems()
	return out, nil
}

func (e *Engine) filler(req Request) (*filler, error) {
	switch {
	case req.Dossier == nil || req.Dossier.Case() == nil:
		return nil, fmt.Errorf("fill %s: there is no case to fill it from", req.Form.ID)
	case req.Language == "":
		req.Language = req.Form.Languages[0]
	case !slices.Contains(req.Form.Languages, req.Language):
		return nil, fmt.Errorf("fill %s: the form has no labels in %q; it has %s",
			req.Form.ID, req.Language, strings.Join(req.Form.Languages, ", "))
	}
	if _, ok := ParseEdition(string(req.Edition)); !ok {
		return nil, fmt.Errorf("fill %s: there is no edition %q; use confidential, state or public", req.Form.ID, req.Edition)
	}
	req = withParties(req)
	req.body = req.addressee()
	for _, id := range []dossier.ID{req.Victim, req.Author} {
		if _, ok := dossier.Find[*dossier.Party](req.Dossier, id); id != "" && !ok {
			return nil, fmt.Errorf("fill %s: %s is no party of the case", req.Form.ID, id)
		}
	}
	if e.Names == nil && req.Edition != Confidential {
		return nil, fmt.Errorf("fill %s: there are no rules of names to withhold anything by", req.Form.ID)
	}
	p := e.Words.Printer(req.Language)
	cut := redact(inLanguage(req), p, e.Names)
	f := &filler{
		law: e.Law.With(req.Dossier), words: p, form: req.Form, req: req, full: req.Dossier, d: cut.d,
		cited: newNotebook(), alone: new(sync.Mutex), argued: make(map[string]dossier.ID), shortened: make(map[string][]Part), withheld: cut.Withheld,
		guards: []guard{cut.guard}, cleaner: cut.clean, passages: cut.clean.passages, rules: e.Names,
	}
	if err := f.sinceSent(p); err != nil {
		return nil, err
	}
	f.others = f.beside(req, p)
	for _, o := range f.others {
		f.withheld, f.guards = append(f.withheld, o.withheld...), append(f.guards, o.guard)
	}
	f.own = ownAnswers(req)
	f.cut, f.kept = req.cuts()
	return f, nil
}

// inLanguage is the request with the case in the language of the document, as far as it has versions.
func inLanguage(req Request) Request {
	req.told = req.Dossier
	req.Dossier = req.Dossier.In(req.Language)
	return req
}

// withParties settles for whom and by whom the request is.
func withParties(req Request) Request {
	if s, ok := dossier.Find[*dossier.Submission](req.Dossier, req.Submission); ok {
		if req.Victim == "" {
			req.Victim = s.Victim
		}
		req.Author, req.After = cmp.Or(req.Author, s.Author), cmp.Or(req.After, s.After)
	}
	if sent := followed(req); sent != nil && req.Form.FollowUp {
		req.Victim = cmp.Or(req.Victim, sent.Victim)
	}
	if req.Victim == "" && req.Form.PerVictim {
		req.Victim = first(req.Dossier.WithRole("alleged-victim"))
	}
	if req.Author == "" {
		req.Author = first(append(req.Dossier.WithRole("author"), req.Dossier.WithRole("source")...))
	}
	return req
}

// forOne tells whether the submission speaks for one alleged victim only.
func (f *filler) forOne() bool {
	return f.form.PerVictim || f.form.FollowUp && f.req.Victim != ""
}

func first(ids []dossier.ID) dossier.ID {
	if len(ids) == 0 {
		return ""
	}
	return ids[0]
}

func ownAnswers(req Request) map[string]string {
	own := make(map[string]string)
	for _, a := range dossier.As[*dossier.Answer](req.Dossier.Children(req.Submission, dossier.TypeAnswer)) {
		own[a.Question] = a.Words
		if len(a.Values) > 0 {
			own[a.Question] = strings.Join(a.Values, "|")
		}
	}
	for q, s := range req.Answers {
		own[q] = s
	}
	return own
}

// answer is the answer to one question: the user's own words for this
// submission, then what the case says.
func (f *filler) answer(s *Section, q *Question) Answer {
	a := Answer{Section: s, Question: q}
	own := strings.TrimSpace(f.own[q.ID])
	a.Own = own != ""
	switch {
	case s.Author && f.req.Edition != Confidential || f.cut[q.ID]:
		return a
	case q.Chooses():
		f.choose(&a, own)
	case own != "":
		a.Blocks = f.ownBlocks(q.ID, own)
	}
	if q.View != "" {
		a.Blocks = append(a.Blocks, views[q.View](f, q)...)
	} else if own == "" && !q.Chooses() {
		f.fromPaths(&a)
	}
	if a.Mend == (end{}) && q.Mends != "" {
		a.Mend = f.mend(q.Mends)
	}
	for i, b := range a.Blocks {
		if p, ok := b.(document.Paragraph); ok {
			p.Spans = f.merged(p.Spans)
			a.Blocks[i] = p
		}
	}
	a.Text = plain(a.Blocks)
	return a
}

// clean redacts a text that is made while the form is filled as those of the case
// were.
func (f *filler) clean(s string) string { return f.cleaner.clean(s) }

// ownBlocks are the user's own words. They are no part of the copy of the case
// and are redacted here.
func (f *filler) ownBlocks(question, own string) []document.Block {
	var out []document.Block
	f.cleaner.here = f.ownPlace(question)
	defer func() { f.cleaner.here = end{} }()
	for _, p := range paragraphs(own) {
		out = append(out, document.Paragraph{Spans: f.content(f.clean(p))})
	}
	return out
}

// ownPlace is where an own answer stands: its record, else that of the submission,
// else the case.
func (f *filler) ownPlace(question string) end {
	for _, a := range dossier.As[*dossier.Answer](f.full.Children(f.req.Submission, dossier.TypeAnswer)) {
		if a.Question == question {
			return end{a.ID, "text"}
		}
	}
	return end{cmp.Or(f.req.Submission, f.full.Case().ID), ""}
}

// choose answers a choice: own answer, else the path, else the default.
func (f *filler) choose(a *Answer, own string) {
	a.Suggested = f.suggested(a.Question)
	keys := strings.Split(own, "|")
	switch {
	case own != "":
	case a.Question.Exists:
		keys = f.exists(a.Question)
	default:
		keys = nil
		values, missing := f.reach(a.Question)
		for _, v := range values {
			keys = append(keys, v.field.Strings(v.record)...)
			if s := v.field.String(v.record); s != "" {
				keys = append(keys, s)
			}
		}
		a.Mend = missing
	}
	if len(keys) == 0 {
		keys = slices.Clone(a.Suggested)
	}
	if len(keys) == 0 && a.Question.Default != "" {
		keys = []string{a.Question.Default}
		if a.Question.Default == ownLanguage {
			keys = []string{f.req.Language}
		}
	}
	slices.Sort(keys)
	a.Keys = slices.Compact(keys)
	if len(a.Keys) > 0 {
		a.Blocks = []document.Block{document.Para(f.clean(f.chosen(a.Question, a.Keys)))}
	}
}

// reach walks the paths of a question.
func (f *filler) reach(q *Question) (values []value, missing end) {
	for _, p := range q.paths {
		got, short := f.follow(p)
		if missing == (end{}) {
			missing = short
		}
		values = append(values, got...)
		if q.Pick == "first" && len(got) > 0 {
			break
		}
	}
	return values, missing
}

// fromPaths answers from the case: short values in one paragraph, long texts
// in paragraphs of their own, each with the notes of its source.
func (f *filler) fromPaths(a *Answer) {
	values, missing := f.reach(a.Question)
	if a.Mend = missing; len(values) > 0 {
		a.Mend = end{values[0].record.Header().ID, values[0].field.Key}
	}
	var line []document.Span
	var due []*dossier.Citation // of the values on the line that have no note yet
	seen := make(map[string]bool)
	said := ""       // whose the value before is
	var long []value // printed after the line, and so cited after it
	for _, v := range wholeNames(values) {
		s := ""
		if v.field.Key != "" {
			s = f.text(v.record, v.field)
		}
		if n, ok := v.record.(*dossier.Name); ok && v.field.Key == "" {
			s = namePart(n, values)
		}
		if s == "" || seen[s] {
			continue
		}
		seen[s] = true
		whose := f.whose(values, v, s)
		if v.field.Kind == dossier.LongText {
			long = append(long, v)
			continue
		}
		cites := f.citations(v.record, v.field.Key)
		if len(line) > 0 && !slices.Equal(due, cites) { // neighbours from one place share one note
			line, due = append(line, f.notes(due)...), nil
		}
		if len(line) > 0 {
			line = append(line, document.Span{Text: "; "})
		}
		if whose != said {
			line = append(line, bold(document.T(whose))...)
		}
		said = whose
		line, due = append(line, f.content(s)...), cites
		if v.field.Key != "" {
			a.Keys = append(a.Keys, v.field.String(v.record))
		}
	}
	if len(line) > 0 {
		a.Blocks = append(a.Blocks, document.Paragraph{Spans: append(line, f.notes(due)...)})
	}
	for _, v := range long {
		text := f.text(v.record, v.field)
		blocks := f.longText(text, f.notes(f.citations(v.record, v.field.Key)))
		if p, ok := blocks[0].(document.Paragraph); ok {
			p.Spans = append(bold(document.T(f.whose(values, v, text))), p.Spans...)
			blocks[0] = p
		}
		a.Blocks = append(a.Blocks, blocks...)
	}
}

// wholeNames are values in which a name of which several parts are asked in one answer stands once, for all of them.
func wholeNames(values []value) []value {
	parts := map[dossier.ID]int{}
	for _, v := range values {
		if _, ok := v.record.(*dossier.Name); ok {
			parts[v.record.Header().ID]++
		}
	}
	var out []value
	seen := map[dossier.ID]bool{}
	for _, v := range values {
		id := v.record.Header().ID
		if parts[id] < 2 {
			out = append(out, v)
		} else if !seen[id] {
			out, seen[id] = append(out, value{record: v.record}), true
		}
	}
	return out
}

// namePart is what a question asks of a name: all of it with the family name, as its culture orders it, else the parts asked.
func namePart(n *dossier.Name, values []value) string {
	part := *n
	part.Full, part.Family, part.Given, part.Patronymic = "", "", "", ""
	for _, v := range values {
		if v.record.Header().ID != n.ID {
			continue
		}
		switch v.field.Key {
		case "full", "family":
			return n.Display()
		case "given":
			part.Given = n.Given
		case "patronymic":
			part.Patronymic = n.Patronymic
		}
	}
	return part.Display()
}

// longText is paragraphs with the notes at the end of the last.
func (f *filler) longText(s string, notes []document.Span) []document.Block {
	var out []document.Block
	all := paragraphs(s)
	for i, p := range all {
		spans := f.content(p)
		if i == len(all)-1 {
			spans = append(spans, notes...)
		}
		out = append(out, document.Paragraph{Spans: spans})
	}
	return out
}

// mend is the place a form names for a missing answer: "party" or
// "party.field" of the first record of that type that concerns the victim.
func (f *filler) mend(s string) end {
	t, field, _ := strings.Cut(s, ".")
	switch t {
	case "victim":
		return end{f.req.Victim, field}
	case "case":
		return end{f.d.Case().ID, field}
	}
	for _, r := range f.ofVictim(f.d.List(dossier.Type(t))) {
		return end{r.Header().ID, field}
	}
	return end{f.d.Case().ID, ""}
}
