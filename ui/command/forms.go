package command

import (
	"context"
	"strings"

	"probata/dossier/submission"
)

// formLine is one form for programs.
type formLine struct {
	ID           string   `json:"id"`
	Body         string   `json:"body"`
	Title        string   `json:"title"`
	Edition      string   `json:"edition"`
	LastVerified string   `json:"last_verified"`
	Languages    []string `json:"languages"`
}

// questionLine is one question of a form for programs.
type questionLine struct {
	ID       string `json:"id"`
	Section  string `json:"section"`
	Number   string `json:"number"`
	Label    string `json:"label"`
	Kind     string `json:"kind"`
	Required bool   `json:"required"`
}

func (c *call) runForms(context.Context) error {
	if len(c.pos) == 1 {
		f, ok := c.Forms.Get(c.pos[0])
		if !ok {
			return usage("form-id", "ids", c.formIDs())
		}
		return c.printQuestions(f)
	}
	lines := []formLine{}
	for _, f := range c.Forms.All() {
		lines = append(lines, formLine{f.ID, f.Body, f.Title.In(c.say.Tag()), f.Edition, f.LastVerified, f.Languages})
	}
	if c.json {
		return c.printJSON(struct {
			Forms []formLine `json:"forms"`
		}{lines})
	}
	var rows [][]string
	for _, l := range lines {
		rows = append(rows, []string{l.ID, strings.Join(l.Languages, " "), l.Title})
	}
	return c.print(columns(rows))
}

// printQuestions lists the questions of a form, whose ids --answer takes.
func (c *call) printQuestions(f *submission.Form) error {
	lines, rows := []questionLine{}, [][]string{}
	f.Questions(func(s *submission.Section, q *submission.Question) {
		label := q.Label.In(c.say.Tag())
		lines = append(lines, questionLine{q.ID, s.ID, q.Number, label, q.Kind, q.Required})
		rows = append(rows, []string{q.ID, q.Number, oneLine(label)})
	})
	if c.json {
		return c.printJSON(struct {
			Form      string         `json:"form"`
			Questions []questionLine `json:"questions"`
		}{f.ID, lines})
	}
	return c.print(columns(rows))
}
