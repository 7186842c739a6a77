package submission

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/narrative"
)

// PassageState tells whose words a paragraph of the narrative is in.
type PassageState string

// The states of a paragraph.
const (
	Drafted PassageState = "drafted" // the program's, made anew from the records each time
	Edited  PassageState = "edited"  // the advocate's, and the records are as she saw them
	Stale   PassageState = "stale"   // the advocate's, and the records have changed since
)

// Paragraph is one passage of the narrative of a form, told of one record, with what the program drafts of it today beside what
// goes out. It is for the author's eyes: names are those of the confidential edition, whatever the edition of the request.
//
// The marks [^1] in Text and Draft stand where the sources of the n-th of Facts or DraftFacts are noted.
type Paragraph struct {
	About      dossier.ID // the event or quote it tells
	Question   string     // of the form, under which it stands
	State      PassageState
	Text       string // as it goes out, paragraphs divided by empty lines
	Facts      []dossier.ID
	Draft      string // as the program drafts it today
	DraftFacts []dossier.ID
	Changed    []dossier.ID // of a stale one: records that are other than they were, new, or gone
	Uncited    []dossier.ID // facts with a source that Text has no mark of
	Record     dossier.ID   // the record of the edited text, "" for a drafted one
}

// Paragraphs are the passages of the narrative of a form, in the order in which the paper tells them.
func (e *Engine) Paragraphs(ctx context.Context, req Request) ([]Paragraph, error) {
	req.Edition = Confidential
	f, err := e.filler(req)
	if err != nil {
		return nil, err
	}
	return f.paragraphs(), ctx.Err()
}

func (f *filler) paragraphs() []Paragraph {
	g := f.wholly()
	var out []Paragraph
	g.form.Questions(func(s *Section, q *Question) {
		if q.View != "facts" {
			return
		}
		var here []Paragraph
		g.tales = &here
		views[q.View](g, q)
		for i := range here {
			here[i].Question = q.ID
		}
		out = append(out, here...)
	})
	return out
}

// paragraphOf is a passage with both its texts.
func (f *filler) paragraphOf(about dossier.ID, list []narrative.Sentence) Paragraph {
	p := Paragraph{About: about, State: Drafted}
	p.Draft, p.DraftFacts = f.marked(list)
	p.Text, p.Facts = p.Draft, p.DraftFacts
	if x := f.draftOf(about); x != nil {
		p.Record, p.Text, p.Facts, p.State = x.ID, f.editedText(x), x.Facts, Edited
		if p.Changed = x.Changed(f.full); len(p.Changed) > 0 {
			p.State = Stale
		}
		p.Uncited = f.uncited(p)
	}
	return p
}

// marked are drafted sentences as a text to edit: each with the marks of its sources behind it, paragraphs divided by empty
// lines.
func (f *filler) marked(list []narrative.Sentence) (string, []dossier.ID) {
	var b strings.Builder
	var facts []dossier.ID
	for i, s := range list {
		switch {
		case i > 0 && s.New:
			b.WriteString("\n\n")
		case i > 0:
			b.WriteByte(' ')
		}
		b.WriteString(s.Text)
		if next := i + 1; next < len(list) && !list[next].New && sameCitations(f.behind(s), f.behind(list[next])) {
			continue
		}
		var cited []*dossier.Citation
		for _, id := range s.Facts {
			own := f.citations(f.d.Get(id), "")
			if len(own) == 0 || !slices.ContainsFunc(own, func(c *dossier.Citation) bool { return !slices.Contains(cited, c) }) {
				continue
			}
			cited = append(cited, own...)
			n := slices.Index(facts, id)
			if n < 0 {
				n, facts = len(facts), append(facts, id)
			}
			b.WriteString(mark(n))
		}
	}
	return b.String(), facts
}

func mark(n int) string { return "[^" + strconv.Itoa(n+1) + "]" }

// noteMarks are one or several of them, which make one note.
var noteMarks = regexp.MustCompile(`(?:\[\^[1-9][0-9]{0,3}\])+`)

// marksOf are the facts that marks stand for; a number without a fact is none.
func marksOf(s string, facts []dossier.ID) []dossier.ID {
	var out []dossier.ID
	for n := range strings.SplitSeq(strings.Trim(s, "[^]"), "][^") {
		if i, err := strconv.Atoi(n); err == nil && i <= len(facts) {
			out = append(out, facts[i-1])
		}
	}
	return out
}

func (f *filler) uncited(p Paragraph) []dossier.ID {
	var marked, out []dossier.ID
	for _, m := range noteMarks.FindAllString(p.Text, -1) {
		marked = append(marked, marksOf(m, p.Facts)...)
	}
	for _, id := range p.Facts {
		if r := f.full.Get(id); r != nil && !slices.Contains(marked, id) && len(f.citations(r, "")) > 0 {
			out = append(out, id)
		}
	}
	return out
}

// draftOf is the edited text about a record for this request: that of the submission before that of the form, before that for
// every form in the language.
func (f *filler) draftOf(about dossier.ID) *dossier.Draft {
	var best *dossier.Draft
	rank := -1
	for _, x := range dossier.As[*dossier.Draft](f.full.LinkedFrom(about, dossier.TypeDraft, "about")) {
		n := 0
		switch {
		case x.Language != f.req.Language || strings.TrimSpace(x.Words) == "",
			x.Submission != "" && x.Submission != f.req.Submission, x.Form != "" && x.Form != f.form.ID:
			continue
		case x.Submission != "":
			n = 2
		case x.Form != "":
			n = 1
		}
		if n > rank {
			best, rank = x, n
		}
	}
	return best
}

// goesOut is the edited text that is printed, nil where sentences are drafted. A text that rests on something this edition
// withholds may tell it in words that nothing can find, so the sentences drafted from what the edition may see go in its place.
func (f *filler) goesOut(about dossier.ID) *dossier.Draft {
	x := f.draftOf(about)
	if x == nil || f.withheldUnder(x) {
		return nil
	}
	return x
}

// withheldUnder tells whether this edition withholds something that a text rests on. Versions in other languages are taken up
// into their records where a paper is filled, and go with these.
func (f *filler) withheldUnder(x *dossier.Draft) bool {
	if f.d == f.full {
		return false
	}
	rests := slices.Clone(x.Facts)
	for _, r := range dossier.Under(f.full, x.About) {
		rests = append(rests, r.Header().ID)
	}
	return slices.ContainsFunc(rests, func(id dossier.ID) bool {
		t := id.Type()
		return t != dossier.TypeParty && t != dossier.TypeName && t != dossier.TypeTranslation && f.full.Get(id) != nil && f.d.Get(id) == nil
	})
}

// editedText is the text of a draft as this edition may see it. It is cleaned here and not with the copy of the case, so that
// what is asked about it is asked for the papers it stands in.
func (f *filler) editedText(x *dossier.Draft) string {
	f.cleaner.here = end{x.ID, "text"}
	defer func() { f.cleaner.here = end{} }()
	var out []string
	for _, p := range paragraphs(x.Words) {
		out = append(out, f.clean(p))
	}
	return strings.Join(out, "\n\n")
}

// edited are the paragraphs of an edited text with its notes. Where it has no mark left, the notes of all it rests on stand at
// its end: it was typed anew, and its sources are still its own.
func (f *filler) edited(x *dossier.Draft, id string) []document.Block {
	text := f.editedText(x)
	if !noteMarks.MatchString(text) {
		for i := range x.Facts {
			text += mark(i)
		}
	}
	var out []document.Block
	for _, s := range paragraphs(text) {
		p := document.Paragraph{Numbered: true, ID: id}
		for s != "" {
			at := noteMarks.FindStringIndex(s)
			if at == nil {
				at = []int{len(s), len(s)}
			}
			if at[0] > 0 {
				p.Spans = append(p.Spans, document.Span{Text: s[:at[0]]})
			}
			p.Spans = append(p.Spans, f.notes(f.behind(narrative.Sentence{Facts: marksOf(s[at[0]:at[1]], x.Facts)}))...)
			s = s[at[1]:]
		}
		out, id = append(out, p), ""
	}
	return out
}

// drafts are the problems of edited texts: records that have changed beneath one, and one that cannot go out in this edition.
func (p *preflight) drafts() {
	for _, x := range p.usedDrafts() {
		if n := len(x.Changed(p.full)); n > 0 {
			p.add(dossier.Warn, end{x.ID, "text"}, "draft-stale", "count", n)
		}
		if p.withheldUnder(x) {
			p.add(dossier.Warn, end{x.ID, "text"}, "draft-withheld")
		}
	}
}

// usedDrafts are the edited texts that this submission takes.
func (f *filler) usedDrafts() []*dossier.Draft {
	if !f.tellsFacts() {
		return nil
	}
	return slices.DeleteFunc(dossier.Of[*dossier.Draft](f.full), func(x *dossier.Draft) bool { return f.draftOf(x.About) != x })
}
