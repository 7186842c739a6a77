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

type draftRun struct {
	requesting
	edit, textFile            string
	take, redraft, keep, drop []string // numbers of passages, or the records that they tell
	scope                     string
}

func draftCommand(c *call) command {
	r := &draftRun{requesting: requesting{call: c}, scope: string(submission.OfForm)}
	return command{name: "draft", args: "VAULT CASE", flags: r.flags, run: r.runDraft}
}

func (c *draftRun) flags(f *flags) {
	f.text(&c.form, "form", "ID")
	f.need("form")
	f.text(&c.lang, "lang", "L")
	f.list(&c.take, "take", "N|RECORD")
	f.text(&c.edit, "edit", "N|RECORD")
	f.text(&c.textFile, "text", "FILE")
	f.text(&c.scope, "scope", string(submission.OfForm)+"|"+string(submission.OfLanguage))
	f.list(&c.redraft, "redraft", "N|RECORD")
	f.list(&c.keep, "keep", "N|RECORD")
	f.list(&c.drop, "drop", "N|RECORD")
}

// draftLine is one passage of a narrative, for programs.
type draftLine struct {
	N          int          `json:"n"`
	About      dossier.ID   `json:"about"`
	Question   string       `json:"question"`
	State      string       `json:"state"` // drafted, edited, stale
	Text       string       `json:"text"`
	Facts      []dossier.ID `json:"facts"` // what the marks [^1], [^2] of the text stand for
	Draft      string       `json:"draft,omitempty"`
	DraftFacts []dossier.ID `json:"draft-facts,omitempty"`
	Changed    []dossier.ID `json:"changed,omitempty"`
	Uncited    []dossier.ID `json:"uncited,omitempty"`
	Record     dossier.ID   `json:"record,omitempty"`
}

// runDraft lists the passages of a narrative, or takes over, edits, drafts anew, keeps or drops some of them.
func (c *draftRun) runDraft(ctx context.Context) error {
	c.edition = string(submission.Confidential)
	changing := c.edit != "" || len(c.take)+len(c.redraft)+len(c.keep)+len(c.drop) > 0
	switch {
	case (c.edit == "") != (c.textFile == "") || c.textFile == "-" && c.passFile() == "-":
		return usage("draft-text")
	case !slices.Contains([]string{string(submission.OfForm), string(submission.OfLanguage)}, c.scope):
		return usage("draft-scope")
	case changing && c.readOnly:
		return failed("read-only")
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
		list, err := c.shelf().Engine().Paragraphs(ctx, req)
		if err == nil && changing {
			list, err = c.changeDrafts(ctx, s, req, list)
		}
		if err != nil {
			return err
		}
		return c.printDrafts(list)
	})
}

// changeDrafts keeps all that the flags ask for in one step, so that one undo takes it back, and gives the list as it is then.
func (c *draftRun) changeDrafts(ctx context.Context, s *store.Store, req submission.Request, list []submission.Paragraph) ([]submission.Paragraph, error) {
	change := store.Change{Label: "edit", Case: req.Dossier.Case().ID}
	said := map[dossier.ID]bool{}
	put := func(names []string, act func(submission.Paragraph) (*dossier.Draft, error)) error {
		for _, name := range names {
			p, ok := paragraphOf(list, name)
			if !ok || said[p.About] {
				return usage("draft-passage", "n", len(list))
			}
			said[p.About] = true
			x, err := act(p)
			if err != nil {
				return failed("draft-act", "n", name)
			}
			if x == nil {
				change.Remove = append(change.Remove, p.Record)
				continue
			}
			if x.ID == "" {
				if x.ID, err = s.NewID(dossier.TypeDraft); err != nil {
					return err
				}
			}
			change.Put = append(change.Put, x)
		}
		return nil
	}
	edit := func(text string) func(submission.Paragraph) (*dossier.Draft, error) {
		return func(p submission.Paragraph) (*dossier.Draft, error) {
			if text == "" {
				return submission.Edit(req, p, p.Text, submission.Scope(c.scope))
			}
			return submission.Edit(req, p, text, submission.Scope(c.scope))
		}
	}
	if c.edit != "" {
		text, err := c.answersText(c.textFile)
		if err != nil {
			return nil, &fault{key: "answers-open", args: []any{"file", c.textFile}, code: ExitError, err: err}
		}
		if err := put([]string{c.edit}, edit(string(text)+" ")); err != nil {
			return nil, err
		}
	}
	for _, x := range []struct {
		names []string
		act   func(submission.Paragraph) (*dossier.Draft, error)
	}{
		{c.take, edit("")},
		{c.redraft, func(p submission.Paragraph) (*dossier.Draft, error) { return submission.Redraft(req, p) }},
		{c.keep, func(p submission.Paragraph) (*dossier.Draft, error) { return submission.KeepMine(req, p) }},
		{c.drop, func(p submission.Paragraph) (*dossier.Draft, error) {
			if p.Record == "" {
				return nil, submission.ErrNotEdited
			}
			return nil, nil
		}},
	} {
		if err := put(x.names, x.act); err != nil {
			return nil, err
		}
	}
	if err := s.Apply(ctx, change); err != nil {
		return nil, err
	}
	if err := s.Flush(ctx); err != nil {
		return nil, err
	}
	d, err := s.Load(ctx, req.Dossier.Case().ID)
	if err != nil {
		return nil, err
	}
	req.Dossier = d
	return c.shelf().Engine().Paragraphs(ctx, req)
}

// paragraphOf is a passage by its number in the list or by the record that it tells.
func paragraphOf(list []submission.Paragraph, name string) (submission.Paragraph, bool) {
	if n, err := strconv.Atoi(name); err == nil && n >= 1 && n <= len(list) {
		return list[n-1], true
	}
	i := slices.IndexFunc(list, func(p submission.Paragraph) bool { return string(p.About) == name })
	if i < 0 {
		return submission.Paragraph{}, false
	}
	return list[i], true
}

func (c *draftRun) printDrafts(list []submission.Paragraph) error {
	if c.json {
		lines := make([]draftLine, 0, len(list))
		for i, p := range list {
			l := draftLine{
				N: i + 1, About: p.About, Question: p.Question, State: string(p.State), Text: p.Text, Facts: p.Facts,
				Changed: p.Changed, Uncited: p.Uncited, Record: p.Record,
			}
			if p.State != submission.Drafted {
				l.Draft, l.DraftFacts = p.Draft, p.DraftFacts
			}
			lines = append(lines, l)
		}
		return c.printJSON(lines)
	}
	if len(list) == 0 {
		return c.print(c.say.T("command.draft.none") + "\n")
	}
	var b strings.Builder
	for i, p := range list {
		fmt.Fprintf(&b, "%d  %s  %s\n%s\n", i+1, p.About, oneLine(c.say.T("command.draft.state."+string(p.State))), indented(p.Text))
		if p.State == submission.Stale {
			fmt.Fprintf(&b, "%s\n%s\n", oneLine(c.say.T("command.draft.changed", "records", idList(p.Changed))), indented(p.Draft))
		}
		b.WriteByte('\n')
	}
	b.WriteString(c.say.T("command.draft.next") + "\n")
	return c.print(b.String())
}

// indented is text of a case with each of its lines set in, so that none can pass for one of the program's.
func indented(text string) string {
	var b strings.Builder
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString("   " + oneLine(line))
	}
	return b.String()
}

func idList(ids []dossier.ID) string {
	out := make([]string, 0, len(ids))
	for _, id := range ids {
		out = append(out, string(id))
	}
	return strings.Join(out, ", ")
}
