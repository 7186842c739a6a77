package submission

import (
	"cmp"
	"maps"
	"slices"

	"probata/dossier"
)

// A body reads so many pages, words or minutes and no more. What a paper has beyond that is named to the author, part by part in
// the order in which it would be missed least, each with its words. Nothing is left out of itself: the author leaves a part out
// or keeps it, and both stand in the submission's record.

// Part is what can be left out of a paper: a question, or a record that it tells.
type Part struct {
	Key      string     // id of the record, or of the question
	Record   dossier.ID // "" where the part is a whole question
	Question *Question
	Words    int
	Over     bool // it has to go, or another in its place, for the paper to fit
	Out      bool // left out by the author
	Kept     bool // kept by the author although the paper is too long
}

// Budget is how long a paper is, how long its reader's patience, and the parts that can go: the least missed first.
type Budget struct {
	Words int
	Most  int // 0 where the body has said nothing
	Parts []Part
}

// Budget measures the paper.
func (f *Filled) Budget() Budget {
	f.filler.alone.Lock()
	defer f.filler.alone.Unlock()
	return f.filler.budget()
}

// Trim is the record of a submission after the author has left out or kept parts of the paper, or taken either back.
func Trim(s *dossier.Submission, how Trimming, keys ...string) *dossier.Submission {
	out := dossier.Copy(s).(*dossier.Submission)
	drop := func(k string) bool { return slices.Contains(keys, k) }
	out.Cut, out.Keep = slices.DeleteFunc(out.Cut, drop), slices.DeleteFunc(out.Keep, drop)
	switch how {
	case LeaveOut:
		out.Cut = append(out.Cut, keys...)
	case Keep:
		out.Keep = append(out.Keep, keys...)
	}
	return out
}

// Trimming is what the author decides on a part of a paper that is too long.
type Trimming int

// The decisions.
const (
	Undecided Trimming = iota
	LeaveOut
	Keep
)

// most is the number of words that the reader takes: of the form, or what its pages hold.
func (f *filler) most() int {
	l := f.limits()
	return cmp.Or(l.Words, l.Pages*l.PerPage)
}

// length is the number of words of the paper, without what stands apart and what is not printed.
func (f *filler) length() int {
	n := 0
	for _, a := range f.answers {
		if !a.Section.Apart && !a.Question.Inside {
			n += Counter(a.Text)
		}
	}
	return n
}

func (f *filler) budget() Budget {
	b := Budget{Words: f.length(), Most: f.most()}
	for i := range f.answers {
		if a := &f.answers[i]; a.Question.Priority > 0 && !a.Section.Apart && !a.Question.Inside {
			b.Parts = append(b.Parts, f.parts(a)...)
		}
	}
	slices.SortStableFunc(b.Parts, func(x, y Part) int { return cmp.Compare(y.Question.Priority, x.Question.Priority) })
	f.decided(&b)
	if b.Most == 0 {
		return b
	}
	for over, i := b.Words-b.Most, 0; over > 0 && i < len(b.Parts); i++ {
		if p := &b.Parts[i]; !p.Out && !p.Kept && p.Words > 0 {
			p.Over, over = true, over-p.Words
		}
	}
	return b
}

// decided marks what the author has left out or kept. What was left out has no text any more and so no words to count.
func (f *filler) decided(b *Budget) {
	for i := range b.Parts {
		p := &b.Parts[i]
		p.Out, p.Kept = f.cut[p.Key], slices.Contains(f.kept, p.Key)
	}
}

// parts are what an answer is made of, the last first: what an author puts last weighs least.
func (f *filler) parts(a *Answer) []Part {
	q := a.Question
	var out []Part
	add := func(id dossier.ID, words int) {
		out = append(out, Part{Key: string(id), Record: id, Question: q, Words: words})
	}
	switch {
	case f.cut[q.ID]:
	case q.View == "reliefs":
		for _, r := range f.asked(q) {
			n := Counter(r.Words)
			if f.form.Speech {
				n = Counter(spokenRequest(r.Words))
			}
			add(r.ID, n)
		}
	case q.View == "assessment" || q.View == "categories" || q.View == "issues":
		for _, x := range f.allegedAll(q) {
			add(x.ID, f.argumentWords(q, x))
		}
	}
	slices.Reverse(out)
	if len(out) > 0 {
		return out
	}
	return []Part{{Key: q.ID, Question: q, Words: Counter(a.Text)}}
}

// argumentWords is how much an allegation has to say, in the room that the question has for it.
func (f *filler) argumentWords(q *Question, a *dossier.Allegation) int {
	own := Counter(a.Analysis) + Counter(a.Conclusion)
	n := 0
	for _, x := range dossier.As[*dossier.Finding](f.d.Children(a.ID, dossier.TypeFinding)) {
		if argued(x) {
			n += Counter(x.Analysis)
		}
	}
	if q.View == "issues" {
		n = min(n, max(0, q.Reasons-Counter(a.Analysis)))
	}
	return own + n
}

// tooLong names what a paper has beyond its reader's measure, part by part, and what the author has left out.
func (p *preflight) tooLong() {
	b := p.budget()
	at := func(x Part) end { return end{cmp.Or(x.Record, p.req.Submission, p.full.Case().ID), ""} }
	if b.Most > 0 && b.Words > b.Most {
		p.add(dossier.Warn, end{p.full.Case().ID, ""}, "form-too-long", "words", b.Words, "most", b.Most)
	}
	for _, x := range b.Parts {
		args := []any{"question", x.Question.ID, "part", x.Key, "words", x.Words}
		switch {
		case x.Out:
			p.add(dossier.Hint, at(x), "left-out", args...)
		case x.Over:
			p.add(dossier.Warn, at(x), "over-budget", args...)
		}
	}
	for _, q := range slices.Sorted(maps.Keys(p.shortened)) {
		for _, x := range p.shortened[q] {
			p.add(dossier.Hint, at(x), "shortened", "question", q, "part", x.Key, "words", x.Words)
		}
	}
}

// cuts are the parts that a record of a submission leaves out, with those of the request.
func (r Request) cuts() (out map[string]bool, kept []string) {
	out = map[string]bool{}
	for _, k := range r.Cut {
		out[k] = true
	}
	if s, ok := dossier.Find[*dossier.Submission](r.Dossier, r.Submission); ok {
		for _, k := range s.Cut {
			out[k] = true
		}
		kept = s.Keep
	}
	return out, kept
}

// over are the keys of the parts that would have to go.
func (b Budget) over() []string {
	var out []string
	for _, p := range b.Parts {
		if p.Over {
			out = append(out, p.Key)
		}
	}
	return out
}
