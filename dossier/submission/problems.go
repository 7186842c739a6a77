package submission

import (
	"slices"

	"probata/dossier"
	"probata/dossier/edtf"
)

// problems are all reasons not to send this yet: what the form asks and does
// not get, consent, limits, and what is wrong with the case itself.
func (f *filler) problems() []dossier.Problem {
	p := preflight{filler: f}
	p.state()
	p.language()
	p.mixture()
	p.consent()
	p.questions()
	p.choices()
	p.tooLong()
	p.bound()
	p.unread()
	p.doors()
	p.unverified()
	p.ownFiles()
	p.filed()
	p.following()
	p.reidentify()
	p.keptExhibits()
	p.unreviewed()
	p.drafts()
	p.valuesLeft()
	p.caseItself()
	p.waive()
	return p.list
}

// waive turns what stands against sending into a warning where the user has decided to send all the same, and said why.
func (p *preflight) waive() {
	waivers := dossier.Of[*dossier.Waiver](p.full)
	for i := range p.list {
		x := &p.list[i]
		w := slices.IndexFunc(waivers, func(w *dossier.Waiver) bool { return w.Covers(p.form.ID, *x) })
		if x.Weight == dossier.Stops && w >= 0 {
			x.Weight, x.Waiver = dossier.Warn, waivers[w].ID
		}
	}
}

type preflight struct {
	*filler
	list []dossier.Problem
}

func (p *preflight) add(w dossier.Weight, at end, key string, args ...any) {
	p.list = append(p.list, dossier.Problem{Record: at.record, Field: at.field, Key: key, Args: args, Weight: w})
}

func (p *preflight) state() {
	if p.form.PerVictim && p.req.Victim == "" {
		p.add(dossier.Stops, end{p.full.Case().ID, ""}, "no-victim")
	}
}

// language: the body must be able to read it.
func (p *preflight) language() {
	at, word := end{p.full.Case().ID, "languages"}, func(tag string) string { return "vocab.language." + tag }
	if l := p.form.Accepted; len(l) > 0 && !slices.Contains(l, p.req.Language) {
		accepted := make([]string, 0, len(l))
		for _, tag := range l {
			accepted = append(accepted, word(tag))
		}
		p.add(dossier.Warn, at, "language-not-taken", "language", word(p.req.Language), "accepted", accepted)
	}
}

// consent: every alleged victim the submission speaks for must have agreed to
// each level that the body's procedure entails.
func (p *preflight) consent() {
	victims := p.full.WithRole("alleged-victim")
	if p.forOne() {
		victims = slices.DeleteFunc(victims, func(id dossier.ID) bool { return id != p.req.Victim })
	}
	for _, id := range victims {
		p.consentOf(id)
	}
}

// consentOf is one problem for all levels that somebody has not agreed to.
func (p *preflight) consentOf(id dossier.ID) {
	var open []string
	for _, level := range p.levels() {
		if !dossier.Agreed(p.full, id, level, p.body(), p.req.Today) {
			open = append(open, "vocab.consent-scope."+level)
		}
	}
	if len(open) == 0 {
		return
	}
	key, at, weight := "consent-missing", end{id, ""}, dossier.Stops
	if c := p.onRecord(id); c != "" {
		key, at = "consent-scope", end{c, "scope"}
	}
	if p.excused(id) {
		key, weight = "consent-impossible", dossier.Warn
	}
	p.add(weight, at, key, "level", open)
}

// levels of disclosure that must have been agreed to: those of the form, and of the body chosen in a form that serves several.
func (p *preflight) levels() []string {
	out := slices.Clone(p.form.Consent)
	if b, ok := p.law.Body(p.body()); ok && p.form.BodyBy != "" {
		for _, level := range b.Consent {
			if !slices.Contains(out, level) {
				out = append(out, level)
			}
		}
	}
	return out
}

func (p *preflight) onRecord(party dossier.ID) dossier.ID {
	for _, r := range p.full.LinkedFrom(party, dossier.TypeConsent, "party") {
		return r.Header().ID
	}
	return ""
}

// excused tells whether it stands on record why consent cannot be had and what
// interest the author has (treaty-body guidance: detention incommunicado,
// disappearance, death).
func (p *preflight) excused(party dossier.ID) bool {
	return slices.ContainsFunc(dossier.As[*dossier.Consent](p.full.LinkedFrom(party, dossier.TypeConsent, "party")),
		func(c *dossier.Consent) bool { return c.Impossible != "" && c.Interest != "" })
}

func (p *preflight) questions() {
	for i := range p.answers {
		a := &p.answers[i]
		if a.Section.Author && p.req.Edition != Confidential {
			continue
		}
		id := []any{"question", a.Question.ID}
		if a.Required && len(a.Blocks) == 0 && a.Question.Kind != "signature" {
			key, at := p.lacking(a)
			p.add(dossier.Warn, at, key, id...)
			continue
		}
		if n := Counter(a.Text); a.Question.MaxWords > 0 && n > a.Question.MaxWords {
			p.add(dossier.Warn, a.Mend, "too-long", append(id, "words", n, "most", a.Question.MaxWords)...)
		}
		p.precision(a)
	}
}

// lacking is what to do about a required answer that is not there: fill a
// field, add to a record, name an author, or write it for this submission.
func (p *preflight) lacking(a *Answer) (string, end) {
	paths := a.Question.paths
	aboutAuthor := len(paths) > 0 && (paths[0].steps[0].name == "author" || a.Section.Author && paths[0].steps[0].name == "role")
	switch {
	case aboutAuthor && p.req.Author == "":
		return "missing-author", end{p.full.Case().ID, ""}
	case a.Mend.record == "":
		return "missing-own", a.Mend
	case a.Mend.field == "":
		return "missing-in", a.Mend
	}
	return "missing", a.Mend
}

// precision: a date vaguer than the body needs to act on.
func (p *preflight) precision(a *Answer) {
	want, ok := map[string]edtf.Precision{"day": edtf.ToDay, "month": edtf.ToMonth, "year": edtf.ToYear}[a.Question.Precision]
	if !ok || a.Own || len(a.Blocks) == 0 {
		return
	}
	whole := *p.filler
	whole.d = p.full // a date that the edition withholds is not vague
	values, _ := whole.reach(a.Question)
	for _, v := range values {
		if v.field.Kind != dossier.DateKind {
			continue
		}
		if d := v.field.Date(v.record).Value(); finer(want, precision(d)) {
			p.add(dossier.Warn, end{v.record.Header().ID, v.field.Key}, "too-vague",
				"question", a.Question.ID, "precision", "doc.precision."+a.Question.Precision)
		}
	}
}

// filed: the same body already has the case. What that means is the body's to
// say; the advocate must know.
func (p *preflight) filed() {
	if p.form.FollowUp {
		return
	}
	for _, r := range dossier.Of[*dossier.Filing](p.full) {
		if p.forOne() && r.Victim != "" && r.Victim != p.req.Victim {
			continue
		}
		if r.Body == p.body() && r.Outcome != "withdrawn" && r.Outcome != "rejected" {
			p.add(dossier.Warn, end{r.ID, "body"}, "same-body")
		}
	}
}

// caseItself adds what is wrong with the case, without saying again what the
// form has already said of consent, and without the law that this form does
// not argue.
func (p *preflight) caseItself() {
	argued := p.allArgued()
	for _, x := range dossier.Check(p.req.Dossier) {
		if p.full.Get(x.Record) == nil { // a follow-up says nothing of what it does not tell
			continue
		}
		if x.Key == "consent-none" && len(p.levels()) > 0 || x.Key == "no-victim" && p.req.Victim != "" {
			continue
		}
		if a := p.allegationOf(x.Record); a != nil {
			if !argued[a.ID] {
				continue
			}
			x = p.named(x, a)
		}
		p.list = append(p.list, x)
	}
}

// allArgued are the allegations that some question of the form prints.
func (p *preflight) allArgued() map[dossier.ID]bool {
	out := make(map[dossier.ID]bool)
	p.form.Questions(func(_ *Section, q *Question) {
		if slices.Contains([]string{"assessment", "issues", "categories", "matrix"}, q.View) {
			for _, a := range p.alleged(q) {
				out[a.ID] = true
			}
		}
	})
	return out
}

// allegationOf is the allegation that a record is or belongs to.
func (p *preflight) allegationOf(id dossier.ID) *dossier.Allegation {
	if f, ok := dossier.Find[*dossier.Finding](p.full, id); ok {
		id = f.Allegation
	}
	a, _ := dossier.Find[*dossier.Allegation](p.full, id)
	return a
}

// named says of which provision and element a problem of the law speaks.
func (p *preflight) named(x dossier.Problem, a *dossier.Allegation) dossier.Problem {
	label := p.word("provision", a.Provision)
	if f, ok := dossier.Find[*dossier.Finding](p.full, x.Record); ok {
		label += ", " + lowerFirst(p.word("element", f.Element))
	}
	if p.words.Has("problem." + x.Key + "-at") {
		x.Key += "-at"
		x.Args = append(x.Args, "law", label)
	}
	return x
}

// Stopped tells whether a problem stands against sending.
func (f *Filled) Stopped() bool {
	return slices.ContainsFunc(f.Problems, func(p dossier.Problem) bool { return p.Weight == dossier.Stops })
}
