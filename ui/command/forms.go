package command

import (
	"context"
	"fmt"
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
	var b strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&b, "%s  %s  %s\n", pad(l.ID, 12), pad(strings.Join(l.Languages, " "), 12), l.Title)
	}
	return c.print(b.String())
}
