package command

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"probata/dossier"
	"probata/dossier/store"
)

// caseName is how output for programs names a case.
type caseName struct {
	ID        dossier.ID `json:"id"`
	Reference string     `json:"reference"`
	Title     string     `json:"title"`
}

func nameOf(d *dossier.Dossier) caseName {
	c := d.Case()
	return caseName{c.ID, c.Reference, c.Title}
}

// caseLine is one case of a list for programs.
type caseLine struct {
	caseName
	States  []string             `json:"states"`
	Status  string               `json:"status"`
	Changed string               `json:"changed,omitempty"` // RFC 3339, UTC
	Records map[dossier.Type]int `json:"records"`
}

func (c *call) runList(ctx context.Context) error {
	return c.open(ctx, func(s *store.Store) error {
		rows, err := s.Cases(ctx)
		if err != nil {
			return err
		}
		if c.json {
			return c.printJSON(struct {
				Cases []caseLine `json:"cases"`
			}{caseLines(rows)})
		}
		if len(rows) == 0 {
			c.note("no-cases")
		}
		return c.print(caseRows(rows))
	})
}

func caseRows(rows []store.CaseRow) string {
	var lines [][]string
	for _, r := range rows {
		lines = append(lines, []string{first(oneLine(r.Reference), string(r.ID)), strings.Join(r.States, " "), oneLine(r.Title)})
	}
	return columns(lines)
}

func caseLines(rows []store.CaseRow) []caseLine {
	out := []caseLine{}
	for _, r := range rows {
		l := caseLine{caseName: caseName{r.ID, r.Reference, r.Title}, States: r.States, Status: r.Status, Records: r.Counts}
		if !r.Changed.IsZero() {
			l.Changed = r.Changed.UTC().Format("2006-01-02T15:04:05Z")
		}
		out = append(out, l)
	}
	return out
}

func first(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

func (c *call) runShow(ctx context.Context) error {
	return c.openCase(ctx, func(_ *store.Store, d *dossier.Dossier) error {
		if len(c.pos) == 3 {
			return c.showRecord(d, dossier.ID(c.pos[2]))
		}
		if c.json {
			return c.printJSON(overviewOf(d, c.say.Tag()))
		}
		return c.print(c.caseText(d))
	})
}

func (c *call) showRecord(d *dossier.Dossier, id dossier.ID) error {
	r := d.Get(id)
	if r == nil {
		return failed("no-record", "id", string(id))
	}
	if c.json {
		b, err := dossier.Encode(r)
		if err != nil {
			return fmt.Errorf("show %s: %w", id, err)
		}
		return c.printJSON(json.RawMessage(b))
	}
	return c.print(c.recordText(d, r))
}

// wantedWords are the words of the arguments, or of standard input for "-": what
// stands in the arguments, other users of the machine and the shell's history see.
func (c *call) wantedWords() (string, error) {
	if len(c.pos) != 2 || c.pos[1] != "-" {
		return strings.Join(c.pos[1:], " "), nil
	}
	if c.passFile() == "-" {
		return "", usage("one-stdin")
	}
	b, err := c.smallFile("-", "words-open", false)
	return string(b), err
}

// hitLine is one found record for programs.
type hitLine struct {
	Case    dossier.ID `json:"case,omitempty"`
	Record  dossier.ID `json:"record"`
	Field   string     `json:"field"`
	Snippet string     `json:"snippet"`
}

func (c *call) runSearch(ctx context.Context) error {
	if c.opts.limit < 1 {
		return usage("limit")
	}
	words, err := c.wantedWords()
	if err != nil {
		return err
	}
	return c.open(ctx, func(s *store.Store) error {
		hits, err := s.Search(ctx, words, c.opts.limit)
		if err != nil {
			return err
		}
		if c.json {
			lines := []hitLine{}
			for _, h := range hits {
				lines = append(lines, hitLine(h))
			}
			return c.printJSON(struct {
				Hits []hitLine `json:"hits"`
			}{lines})
		}
		if len(hits) == 0 {
			c.note("no-hits")
		}
		var lines [][]string
		for _, h := range hits {
			lines = append(lines, []string{first(string(h.Case), "–"), string(h.Record), h.Field, oneLine(h.Snippet)})
		}
		return c.print(columns(lines))
	})
}
