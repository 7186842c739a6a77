package command

import (
	"context"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/desk"
	"probata/dossier/store"
	"probata/dossier/submission"
)

// requesting is what the flags say of a submission to be made.
type requesting struct {
	*call
	form, lang, edition   string
	victim, author, after string
	date                  string
	answers               answers
	answersFile           string
	with                  []string // cases to be put beside this one
	style                 string   // citation style of the notes
	leaveOut              []string // parts that the paper is to do without
	fit                   bool     // leave out what has to go for the paper to fit
}

func (c *requesting) requestFlags(f *flags) {
	if c.edition == "" {
		c.edition = string(submission.Confidential)
	}
	f.text(&c.form, "form", "ID")
	f.text(&c.lang, "lang", "L")
	f.text(&c.edition, "edition", "confidential|state|public")
	f.text(&c.victim, "victim", "ID")
	f.text(&c.author, "author", "ID")
	f.text(&c.after, "after", "FILING")
	f.text(&c.date, "date", "DAY")
	f.text(&c.answersFile, "answers", "FILE")
	f.value(&c.answers, "answer", "QUESTION=TEXT")
	f.list(&c.with, "with", "CASE")
	f.list(&c.leaveOut, "leave-out", "PART")
	f.text(&c.style, "style", "STYLE")
	f.yes(&c.fit, "fit")
}

// beside loads the cases of --with, which a form that shows a pattern puts
// beside the case itself. A case named twice, or the case itself, is there once.
func (c *requesting) beside(ctx context.Context, s *store.Store, d *dossier.Dossier) ([]*dossier.Dossier, error) {
	seen := map[dossier.ID]bool{d.Case().ID: true}
	var out []*dossier.Dossier
	for _, name := range c.with {
		id, err := c.find(ctx, s, name)
		if err != nil {
			return nil, err
		}
		if seen[id] {
			continue
		}
		seen[id] = true
		other, err := s.Load(ctx, id)
		if err != nil {
			return nil, err
		}
		out = append(out, other)
	}
	return out, nil
}

// wantedForms are those of --form; every form when it says "all" or nothing.
func (c *requesting) wantedForms() ([]*submission.Form, error) {
	var out []*submission.Form
	if id := c.form; id != "" && id != "all" {
		f, ok := c.Forms.Get(id)
		if !ok {
			return nil, c.unknownForm(id)
		}
		out = append(out, f)
	} else {
		out = c.Forms.All()
	}
	for _, f := range out {
		if l := c.lang; l != "" && len(out) == 1 && !slices.Contains(f.Languages, l) {
			return nil, usage("lang", "languages", strings.Join(f.Languages, ", "))
		}
	}
	return out, nil
}

// unknownForm is the fault of an id that no form has.
func (c *call) unknownForm(id string) error {
	return meaning(usage("form-id", "ids", c.formIDs()), nearest(id, strings.Split(c.formIDs(), ", ")))
}

func (c *call) formIDs() string {
	var ids []string
	for _, f := range c.Forms.All() {
		ids = append(ids, f.ID)
	}
	return strings.Join(ids, ", ")
}

func (c *call) shelf() desk.Shelf {
	return desk.Shelf{Words: c.Words, Law: c.Law, Forms: c.Forms, Names: c.Names, Fonts: c.Fonts}
}

// request is what the flags ask for. Their faults are faults of usage.
func (c *requesting) request(ctx context.Context, s *store.Store, d *dossier.Dossier, form *submission.Form) (submission.Request, error) {
	req := submission.Request{Dossier: d, Form: form, Answers: c.answers.texts, Language: c.lang, Cut: c.leaveOut, Fit: c.fit, Style: c.style}
	var ok bool
	if c.style != "" && !slices.Contains(form.Styles(), c.style) {
		return req, usage("style", "styles", strings.Join(form.Styles(), ", "))
	}
	if req.Edition, ok = submission.ParseEdition(c.edition); !ok {
		return req, usage("edition")
	}
	day, err := c.day(c.date)
	if err != nil {
		return req, err
	}
	req.Today = day
	for _, who := range []struct {
		flag, id string
		into     *dossier.ID
	}{{"victim", c.victim, &req.Victim}, {"author", c.author, &req.Author}} {
		if who.id == "" {
			continue
		}
		if _, ok := dossier.Find[*dossier.Party](d, dossier.ID(who.id)); !ok {
			return req, usage("party", "flag", who.flag)
		}
		*who.into = dossier.ID(who.id)
	}
	if c.after != "" {
		if _, ok := dossier.Find[*dossier.Filing](d, dossier.ID(c.after)); !ok {
			return req, usage("filing")
		}
		req.After = dossier.ID(c.after)
	}
	if req.Others, err = c.beside(ctx, s, d); err != nil {
		return req, err
	}
	return req, c.knownQuestions(form)
}

// knownQuestions refuses an answer that is not written as it must be, and one to a question that the form does not ask: it
// would be left out in silence.
func (c *requesting) knownQuestions(form *submission.Form) error {
	if c.answers.malformed {
		return usage("answer")
	}
	known := map[string]bool{}
	form.Questions(func(_ *submission.Section, q *submission.Question) { known[q.ID] = true })
	for id := range c.answers.texts {
		if !known[id] {
			return usage("question", "form", form.ID)
		}
	}
	return nil
}
