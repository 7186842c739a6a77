package command

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"probata/dossier"
	"probata/dossier/store"
	"probata/dossier/submission"
)

type reviewRun struct {
	requesting
	as       string   // who is meant by words that are withheld
	keep     []string // numbers or keys of passages that name nobody withheld
	withhold []string // and of those that do
}

func reviewCommand(c *call) command {
	r := &reviewRun{requesting: requesting{call: c}}
	return command{name: "review", args: "VAULT CASE", flags: r.flags, run: r.runReview}
}

func (c *reviewRun) flags(f *flags) {
	c.edition = string(submission.Public)
	c.requestFlags(f)
	f.need("form")
	f.list(&c.keep, "keep", "N|KEY")
	f.list(&c.withhold, "withhold", "N|KEY")
	f.text(&c.as, "as", "PARTY")
}

// passageLine is one passage of the reviewed list, for programs.
type passageLine struct {
	N        int          `json:"n"`
	Key      string       `json:"key"`
	Record   dossier.ID   `json:"record"`
	Field    string       `json:"field,omitempty"`
	Places   int          `json:"places"`
	Before   string       `json:"before"`
	Words    string       `json:"words"`
	After    string       `json:"after"`
	About    []dossier.ID `json:"about"`
	Others   []dossier.ID `json:"others,omitempty"`
	Shared   bool         `json:"shared"`
	Reason   string       `json:"reason"`
	Decision string       `json:"decision"` // keep, withhold, or "" while it is open
	As       dossier.ID   `json:"as,omitempty"`
}

// runReview lists the passages that may name somebody whose name an edition
// withholds, or decides on some of them.
func (c *reviewRun) runReview(ctx context.Context) error {
	deciding := len(c.keep)+len(c.withhold) > 0
	switch {
	case deciding && c.readOnly:
		return failed("read-only")
	case c.as != "" && len(c.withhold) == 0:
		return usage("review-as")
	}
	form, err := c.theForm()
	if err != nil {
		return err
	}
	return c.openCase(ctx, func(s *store.Store, d *dossier.Dossier) error {
		req, err := c.request(ctx, s, d, form)
		if err != nil {
			return err
		}
		filled, err := c.shelf().Fill(ctx, s, req)
		if err != nil {
			return err
		}
		list := filled.Passages()
		if deciding {
			if list, err = c.decide(ctx, s, req, list); err != nil {
				return err
			}
		}
		return c.printPassages(d, list)
	})
}

// decide keeps the decisions in one step, so that one undo takes them back, and
// gives the list as it is then.
func (c *reviewRun) decide(ctx context.Context, s *store.Store, req submission.Request, list []submission.Passage) ([]submission.Passage, error) {
	put, err := c.decisions(s, req, list)
	if err != nil {
		return nil, err
	}
	if err := s.Apply(ctx, store.Change{Label: "edit", Case: req.Dossier.Case().ID, Put: put}); err != nil {
		return nil, err
	}
	if err := s.Flush(ctx); err != nil {
		return nil, err
	}
	for _, r := range put {
		req.Dossier.Put(r)
	}
	filled, err := c.shelf().Fill(ctx, s, req)
	if err != nil {
		return nil, err
	}
	return filled.Passages(), nil
}

// decisions are the records of what the flags say.
func (c *reviewRun) decisions(s *store.Store, req submission.Request, list []submission.Passage) ([]dossier.Record, error) {
	var put []dossier.Record
	said := map[string]bool{}
	add := func(name string, keep bool) error {
		p, ok := passageOf(list, name)
		if !ok || said[p.Key] {
			return usage("review-passage", "n", len(list))
		}
		said[p.Key] = true
		as := dossier.ID(c.as)
		if as == "" {
			as = p.Likeliest()
		} else if !slices.Contains(p.About, as) {
			return usage("review-as")
		}
		r := submission.Decide(req.Dossier, p, keep, as, req.Today)
		if r.ID == "" {
			id, err := s.NewID(dossier.TypeReview)
			if err != nil {
				return err
			}
			r.ID = id
		}
		put = append(put, r)
		return nil
	}
	for _, name := range c.keep {
		if err := add(name, true); err != nil {
			return nil, err
		}
	}
	for _, name := range c.withhold {
		if err := add(name, false); err != nil {
			return nil, err
		}
	}
	return put, nil
}

// passageOf is a passage by its number in the list or by its key.
func passageOf(list []submission.Passage, name string) (submission.Passage, bool) {
	if n, err := strconv.Atoi(name); err == nil && n >= 1 && n <= len(list) {
		return list[n-1], true
	}
	i := slices.IndexFunc(list, func(p submission.Passage) bool { return p.Key == name })
	if i < 0 {
		return submission.Passage{}, false
	}
	return list[i], true
}

func (c *reviewRun) printPassages(d *dossier.Dossier, list []submission.Passage) error {
	open := 0
	lines := make([]passageLine, 0, len(list))
	for i, p := range list {
		if p.Decision == "" {
			open++
		}
		lines = append(lines, passageLine{
			i + 1, p.Key, p.Record, p.Field, p.Places, p.Before, p.Words, p.After, p.About, p.Others, p.Shared(), p.Reason, p.Decision, p.As,
		})
	}
	var err error
	if c.json {
		err = c.printJSON(struct {
			Open     int           `json:"open"`
			Passages []passageLine `json:"passages"`
		}{open, lines})
	} else {
		err = c.print(c.passageText(d, lines, open))
	}
	if err == nil && open > 0 {
		err = errProblems
	}
	return err
}

func (c *reviewRun) passageText(d *dossier.Dossier, lines []passageLine, open int) string {
	if len(lines) == 0 {
		return c.say.T("command.review.none") + "\n"
	}
	var b strings.Builder
	b.WriteString(c.say.T("command.review.count", "n", len(lines), "open", open) + "\n")
	for _, l := range lines {
		decision := c.say.T("command.review.open")
		if l.Decision != "" {
			decision = c.say.T("vocab.review-decision." + l.Decision)
		}
		place := string(l.Record)
		if l.Field != "" {
			place += "." + l.Field
		}
		fmt.Fprintf(&b, "\n%d  %s  %s  %s\n", l.N, l.Key, place, oneLine(decision))
		fmt.Fprintf(&b, "   %s\n", strings.TrimSpace(oneLine(l.Before)+" >>"+oneLine(l.Words)+"<< "+oneLine(l.After)))
		fmt.Fprintf(&b, "   %s\n", oneLine(c.say.T("command.review.may-be", "who", c.partiesText(d, l.About), "why", c.say.T("review.reason."+l.Reason))))
		if len(l.Others) > 0 {
			fmt.Fprintf(&b, "   %s\n", oneLine(c.say.T("command.review.also", "who", c.partiesText(d, l.Others))))
		}
	}
	b.WriteString("\n" + c.say.T("command.review.next") + "\n")
	return b.String()
}

// partiesText names parties with their ids.
func (c *reviewRun) partiesText(d *dossier.Dossier, ids []dossier.ID) string {
	words := make([]string, 0, len(ids))
	for _, id := range ids {
		words = append(words, first(d.NameIn(id, c.say.Tag()), c.say.T("doc.nameless"))+" ("+string(id)+")")
	}
	return c.say.List(words)
}
