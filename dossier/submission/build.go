package submission

import (
	"fmt"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
)

// Stamp is the time written into a document's information, at midnight UTC of
// its printed date: it must tell nothing of the machine, and the same case
// printed for the same day must give the same bytes.
const stampFormat = "%04d-%02d-%02dT00:00:00Z"

// Document lays the filled form out as a document. It fails, and gives
// nothing, if a withheld value is found in it.
func (f *Filled) Document() (document.Document, error) {
	f.filler.alone.Lock()
	defer f.filler.alone.Unlock()
	w := writer{Filled: f, filler: f.filler}
	doc := document.Cleaned(w.document()) // first: what is searched is what is written
	if err := f.filler.proof(DocumentText(doc)); err != nil {
		return document.Document{}, err
	}
	return doc, nil
}

// Withheld are strings that must not occur in anything made from f: names that
// surely denote somebody withheld, as they were recorded, and texts that were taken
// out. Left finds more; these are for who searches by another way.
func (f *Filled) Withheld() []string { return f.withheld }

// DocumentText is everything a document says, notes and marks included.
func DocumentText(doc document.Document) string {
	var b strings.Builder
	for _, s := range append([]string{doc.Title, doc.Subtitle, doc.Subject, doc.Mark, doc.Draft, doc.Running}, doc.To...) {
		b.WriteString(s + "\n")
	}
	blocks := doc.Blocks
	if doc.Front != nil {
		b.WriteString(doc.Front.Kind + "\n" + doc.Front.Mark + "\n")
		blocks = append([]document.Block{document.Fields{Items: doc.Front.Items}}, blocks...)
	}
	document.AnnexSpans(&doc, func(s document.Span) { b.WriteString(s.Text + "\n") })
	document.Spans(blocks, func(s document.Span) {
		b.WriteString(s.Text + "\n") // apart: a name at the head of a cell must not grow together with the cell before
	})
	return b.String()
}

type writer struct {
	*Filled
	filler *filler
}

func (w *writer) t(key string, args ...any) string { return w.filler.t(key, args...) }

func (w *writer) document() document.Document {
	form, c := w.Form, w.filler.d.Case()
	doc := document.Document{
		Title:    form.Title.In(w.Language),
		Subtitle: w.subtitle(c),
		Subject:  c.Reference,
		Language: w.Language,
		Date:     w.filler.words.Date(w.filler.req.Today),
		Stamp:    w.stamp(),
		Mark:     w.t("mark." + string(w.Edition)),
		Running:  strings.Join(compact(form.Title.In(w.Language), c.Reference), " · "),
		To:       w.filler.to(),
		Words: document.Words{
			Contents: w.t("contents"), PageOf: w.t("page-of"), Note: w.t("note"),
			Original: w.t("original"), Translat: w.t("translation"), Annex: w.annexWords(),
		},
	}
	if w.Stopped() {
		doc.Draft = w.t("draft")
	}
	doc.Front = w.front(c)
	doc.Blocks = w.blocks()
	doc.Annexes = w.annexes()
	return doc
}

func (w *writer) stamp() string {
	day, ok := w.filler.req.Today.Earliest()
	if !ok {
		return ""
	}
	y, m, d := day.Date()
	return fmt.Sprintf(stampFormat, y, m, d)
}

func (w *writer) subtitle(c *dossier.Case) string {
	if w.filler.forOne() && w.Victim != "" {
		return w.filler.name(w.Victim)
	}
	return c.Title
}

func (w *writer) blocks() []document.Block {
	out := w.opening()
	var leaf []document.Block // of the author, behind all else where it stands in several places of the form
	leaves := 0
	for i := range w.Form.Section {
		if w.Form.Section[i].Author {
			leaves++
		}
	}
	for i := range w.Form.Section {
		s := &w.Form.Section[i]
		answers := w.of(s)
		if w.Form.Speech && s.Author {
			out = append(out, document.Para(w.t("speech.thanks")))
		}
		switch {
		case len(answers) == 0:
		case s.Author && leaves > 1:
			leaf = append(leaf, w.section(s, answers)...)
		default:
			out = append(out, w.section(s, answers)...)
		}
	}
	out = append(out, oneLeaf(leaf)...)
	return append(out, w.hashes()...)
}

// oneLeaf is blocks that start on a fresh page and on no other.
func oneLeaf(blocks []document.Block) []document.Block {
	for i := range blocks {
		if h, ok := blocks[i].(document.Heading); ok && h.Level == 1 {
			h.NewPage = i == 0
			blocks[i] = h
		}
	}
	return blocks
}

func (w *writer) of(s *Section) []Answer {
	var out []Answer
	for _, a := range w.Answers {
		if a.Section == s {
			out = append(out, a)
		}
	}
	return out
}

// opening is what stands before the first section: what the body has to see
// first, what keeps this text from being sent, and the contents.
func (w *writer) opening() []document.Block {
	var out []document.Block
	for _, o := range w.filler.options() {
		if s := o.Banner.In(w.Language); s != "" {
			out = append(out, document.Paragraph{Kind: document.Warning, Spans: []document.Span{{Text: s, Style: document.Bold}}})
		}
	}
	seen := make(map[string]bool)
	for _, p := range w.Problems {
		if p.Weight == dossier.Stops && !seen[p.Key] {
			seen[p.Key] = true
			out = append(out, document.Paragraph{Kind: document.Warning, Spans: document.T(w.t("stop") + " " + w.Sentence(p))})
		}
	}
	if w.Form.Contents {
		out = append(out, document.Contents{Depth: 2})
	}
	return out
}

// Sentence is a problem in words of the document's language, without any text
// of the case.
func (f *Filled) Sentence(p dossier.Problem) string {
	return ProblemText(f.filler.words, p)
}

func (w *writer) section(s *Section, answers []Answer) []document.Block {
	if w.Form.Speech && !s.Author && !s.Apart {
		return w.spoken(answers)
	}
	title := strings.TrimSpace(s.Number + " " + s.Label.In(w.Language))
	out := []document.Block{document.Heading{Level: 1, ID: s.ID, Text: document.T(title), NewPage: s.NewPage || s.Author}}
	if s.Author && w.Edition != Confidential {
		return append(out, document.Paragraph{Kind: document.Small, Spans: document.T(w.t("author.apart"))})
	}
	var fields document.Fields
	var open []*Question // asked, and not known
	flush := func() {
		if len(fields.Items) > 0 {
			out = append(out, fields)
			fields = document.Fields{}
		}
	}
	for i := range answers {
		switch a := &answers[i]; {
		case a.Question.Inside || a.Question.View == "see": // on one paper nobody needs to be sent to the page before
		case len(a.Blocks) == 0 && a.Question.Kind != "signature":
			if w.asksAll(a) {
				open = append(open, a.Question)
			}
		case a.Question.Kind == "signature":
			flush()
			out = append(out, w.signature(a))
		case a.Question.Layout == "section":
			flush()
			out = append(out, w.long(a)...)
		default:
			fields.Items = append(fields.Items, w.field(a))
		}
	}
	flush()
	if len(open) > 0 && (len(out) > 1 || !s.Author) {
		at := slices.IndexFunc(out, func(b document.Block) bool { h, ok := b.(document.Heading); return ok && h.Level > 1 })
		if at < 0 {
			at = len(out)
		}
		out = slices.Insert(out, at, w.notKnown(open))
	}
	if len(out) == 1 {
		return nil
	}
	return out
}

// spoken is a part of a speech: no headings and no labels but those that lead to a list.
func (w *writer) spoken(answers []Answer) []document.Block {
	var out []document.Block
	for i := range answers {
		a := &answers[i]
		if a.Question.Inside || len(a.Blocks) == 0 {
			continue
		}
		if _, list := a.Blocks[0].(document.List); list {
			out = append(out, document.Para(a.Question.Label.In(w.Language)))
		}
		out = append(out, a.Blocks...)
	}
	return out
}

// asksAll tells whether a question that has no answer leaves a trace on the paper: those of a body's questionnaire do, by their
// number. Elsewhere a heading over nothing says only that something is missing.
func (w *writer) asksAll(a *Answer) bool {
	if a.Question.required.set() && !a.Required {
		return false // it does not arise
	}
	return !w.Form.Prose && a.Question.Number != "" && a.Question.Layout != "section" && a.Question.View != "consents"
}

// notKnown is one line for the questions of a section that have no answer: what was asked is said once.
func (w *writer) notKnown(open []*Question) document.Block {
	numbers := make([]string, 0, len(open))
	for _, q := range open {
		numbers = append(numbers, strings.TrimSuffix(q.Number, "."))
	}
	return document.Paragraph{Kind: document.Small, Spans: document.T(w.t("not-known", "numbers", w.filler.words.List(numbers)))}
}

// signature is the place to sign, with the name of who submits below it, or of
// those whom the question's paths reach: a person does not sign for another. It
// stands in the author's part, which other editions have not.
func (w *writer) signature(a *Answer) document.Signature {
	s := document.Signature{Labels: []string{a.Question.Label.In(w.Language), w.t("place-date")}}
	if w.Edition != Confidential || !a.Section.Author {
		return s
	}
	for _, id := range w.filler.signers(a.Question) {
		s.Names = append(s.Names, upperFirst(w.filler.name(id)))
	}
	return s
}

// signers are the parties whose names the paths of the question reach; without a path who submits.
func (f *filler) signers(q *Question) []dossier.ID {
	var out []dossier.ID
	if author := f.req.Author; len(q.paths) == 0 && author != "" {
		out = append(out, author)
	}
	values, _ := f.reach(q)
	for _, v := range values {
		if n, ok := v.record.(*dossier.Name); ok && !slices.Contains(out, n.Party) {
			out = append(out, n.Party)
		}
	}
	return out
}

func (w *writer) field(a *Answer) document.FieldItem {
	return document.FieldItem{
		Number: a.Question.Number, Label: document.T(a.Question.Label.In(w.Language)),
		Answer: a.Blocks,
	}
}

// long is a question whose answer needs the full width: its label is a heading.
func (w *writer) long(a *Answer) []document.Block {
	label := strings.TrimSpace(a.Question.Number + " " + a.Question.Label.In(w.Language))
	out := []document.Block{document.Heading{Level: 2, ID: a.Question.ID, Text: document.T(label)}}
	if w.Form.Prose {
		return append(out, numbered(a.Blocks)...)
	}
	return append(out, a.Blocks...)
}

// numbered counts plain paragraphs too, as reports to the United Nations want it.
func numbered(blocks []document.Block) []document.Block {
	out := slices.Clone(blocks)
	for i, b := range out {
		if p, ok := b.(document.Paragraph); ok && p.Kind == document.Body {
			p.Numbered = true
			out[i] = p
		}
	}
	return out
}

// Colophon is which form the paper follows, as of when, and what to check before it is sent: for the author, and on no paper.
func (f *Filled) Colophon() string {
	w := writer{Filled: f, filler: f.filler}
	s := w.t("form.edition", "edition", f.Form.Edition, "verified", f.Form.LastVerified)
	if check := f.Form.Delivery.Check.In(f.Language); check != "" {
		s += " " + check
	}
	return s + w.ownData()
}
