package command

import (
	"context"
	"strings"

	"probata/dossier/submission"
)

func formsCommand(c *call) command {
	return command{name: "forms", args: "[FORM]", run: c.runForms}
}

// formLine is one form for programs.
type formLine struct {
	ID           string   `json:"id"`
	Body         string   `json:"body"`
	Title        string   `json:"title"`
	Edition      string   `json:"edition"`
	LastVerified string   `json:"last_verified"`
	Confidence   string   `json:"confidence"` // how well the data of the form is founded
	Source       string   `json:"source"`
	Bodies       []string `json:"bodies,omitempty"` // where it serves several
	Languages    []string `json:"languages"`
	Accepted     []string `json:"accepted"`          // languages in which the body takes submissions
	Outputs      []string `json:"outputs,omitempty"` // kinds of file the body takes, the one it wants first; none: any
	MaxPages     int      `json:"max_pages,omitempty"`
	MaxWords     int      `json:"max_words,omitempty"`
	To           []string `json:"to,omitempty"`
	Mail         string   `json:"mail,omitempty"`
	Web          string   `json:"web,omitempty"`
	Check        string   `json:"check,omitempty"` // what to verify before sending
	Own          *ownLine `json:"own,omitempty"`   // the user's file that it was read from
}

func (c *call) formLine(f *submission.Form) formLine {
	tag := c.say.Tag()
	l := formLine{
		ID: f.ID, Body: f.Body, Title: f.Title.In(tag), Edition: f.Edition, LastVerified: f.LastVerified,
		Confidence: string(f.Confidence), Source: f.Source, Bodies: f.Bodies, Languages: f.Languages, Accepted: f.Accepted,
		Outputs: f.Outputs, MaxPages: f.Limits.Pages, MaxWords: f.Limits.Words,
		To: f.Delivery.To, Mail: f.Delivery.Mail, Web: f.Delivery.Web, Check: f.Delivery.Check.In(tag),
	}
	if f.Own != nil {
		own := ownLineOf(*f.Own, f.Lost)
		l.Own = &own
	}
	return l
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
			return c.unknownForm(c.pos[0])
		}
		c.tellOwn([]*submission.Form{f})
		return c.printQuestions(f)
	}
	lines := []formLine{}
	for _, f := range c.Forms.All() {
		lines = append(lines, c.formLine(f))
	}
	c.tellOwn(c.Forms.All())
	if c.json {
		law := []ownLine{}
		for _, o := range c.Law.Own() {
			law = append(law, ownLineOf(o, submission.Lost{}))
		}
		return c.printJSON(struct {
			Forms  []formLine `json:"forms"`
			OwnLaw []ownLine  `json:"own_law,omitempty"`
		}{lines, law})
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
