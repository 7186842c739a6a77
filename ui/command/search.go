package command

import (
	"context"
	"strings"

	"probata/dossier"
	"probata/dossier/store"
)

type searchRun struct {
	*call
	limit int
}

func searchCommand(c *call) command {
	r := &searchRun{call: c, limit: 50}
	return command{name: "search", args: "VAULT WORDS…", flags: r.flags, run: r.runSearch}
}

func (c *searchRun) flags(f *flags) {
	f.number(&c.limit, "limit", "N")
}

// wantedWords are the words of the arguments, or of standard input for "-": what
// stands in the arguments, other users of the machine and the shell's history see.
func (c *searchRun) wantedWords() (string, error) {
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

func (c *searchRun) runSearch(ctx context.Context) error {
	if c.limit < 1 {
		return usage("limit")
	}
	words, err := c.wantedWords()
	if err != nil {
		return err
	}
	return c.open(ctx, func(s *store.Store) error {
		hits, err := s.Search(ctx, words, c.limit)
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
