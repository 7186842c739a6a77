package command

import (
	"context"
	"strings"
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

func (c *call) runForms(context.Context) error {
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
