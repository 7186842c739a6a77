package command

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/exchange"
	"probata/dossier/giveout"
	"probata/dossier/store"
	"probata/dossier/submission"
	"probata/pdf"
)

type submitRun struct {
	papering
	outFlags
}

func submitCommand(c *call) command {
	r := &submitRun{papering: papering{requesting: requesting{call: c}}}
	return command{name: "submit", args: "VAULT CASE", flags: r.flags, run: r.runSubmit}
}

func (c *submitRun) flags(f *flags) {
	c.paperFlags(f)
	c.outFlags.register(f, "FILE.pdf|.docx|.portal.txt|.csv|.txt")
	f.need("form", "out")
}

// submitted is what became of a submission, for programs.
type submitted struct {
	File     string         `json:"file"`
	Form     string         `json:"form"`
	Language string         `json:"language"`
	Edition  string         `json:"edition"`
	Pages    int            `json:"pages,omitempty"` // of a PDF
	Problems map[string]int `json:"problems"`        // by weight
	Missing  []string       `json:"missing_glyphs"`
}

func (c *submitRun) runSubmit(ctx context.Context) error {
	switch {
	case c.form == "" || c.form == "all":
		return usage("form-id", "ids", c.formIDs())
	case c.out == "":
		return usage("out")
	case c.outKind() == "":
		return usage("out-kind")
	}
	forms, err := c.wantedForms()
	if err != nil {
		return err
	}
	if err := c.readAnswers(); err != nil {
		return err
	}
	if err := c.free(c.outFlags); err != nil { // before the pass phrase is asked for
		return err
	}
	if err := c.checkPDFFlags(c.outKind() == ".pdf"); err != nil {
		return err
	}
	return c.openCase(ctx, func(s *store.Store, d *dossier.Dossier) error {
		req, err := c.request(d, forms[0])
		if err != nil {
			return err
		}
		if req.Others, err = c.beside(ctx, s, d); err != nil {
			return err
		}
		req.Annexes, req.Text = c.annexes(), exhibitText(ctx, s)
		return c.submit(ctx, s, req)
	})
}

func (c *submitRun) submit(ctx context.Context, s *store.Store, req submission.Request) error {
	filled, err := c.engine().Fill(ctx, req)
	if err != nil {
		return err
	}
	if err := cleared(filled, c.force); err != nil {
		return err
	}
	o, done, err := c.order(s, filled, c.outKind())
	if err != nil {
		return err
	}
	defer done()
	if o.Kind == giveout.CSV {
		if o.Beside, err = c.besideRows(ctx, req); err != nil {
			return err
		}
		o.Separator = exchange.Separator(c.uiLang, c.locale(), filled.Language)
	}
	file, err := giveout.Make(ctx, o)
	if err != nil {
		return err
	}
	// The lines come first: a copy that no line tells of must not be out.
	if err := noteExports(ctx, s, filled, file.Exhibits); err != nil {
		return err
	}
	if err := c.writeWhole(c.outFlags, whole(file.Data)); err != nil {
		return err
	}
	c.tellNear(file.Near)
	for _, cell := range file.Long {
		c.tell(c.say.T("output.csv.long", "question", oneLine(cell.Question), "row", cell.Row, "length", cell.Length, "most", exchange.MaxCell))
	}
	return c.report(filled, file.Report)
}

// outKind is the ending of the file to be written, "" for one that is not known.
func (c *submitRun) outKind() string {
	if strings.HasSuffix(strings.ToLower(c.out), portalKind) {
		return portalKind
	}
	switch kind := strings.ToLower(filepath.Ext(c.out)); kind {
	case ".pdf", ".docx", ".txt", ".csv":
		return kind
	}
	return ""
}

// besideRows are the rows of a table for the cases that are put beside this one.
func (c *submitRun) besideRows(ctx context.Context, req submission.Request) ([]*submission.Filled, error) {
	var rows []*submission.Filled
	for _, d := range req.Others {
		one := req
		one.Dossier, one.Others, one.Answers, one.Victim, one.Author, one.Submission = d, nil, nil, "", "", ""
		f, err := c.engine().Fill(ctx, one)
		if err != nil {
			return nil, err
		}
		if err := cleared(f, c.force); err != nil {
			return nil, err
		}
		rows = append(rows, f)
	}
	return rows, nil
}

// report says what was written and what still stands against sending it.
func (c *submitRun) report(f *submission.Filled, r pdf.Report) error {
	out := submitted{
		File: c.out, Form: f.Form.ID, Language: f.Language, Edition: string(f.Edition), Pages: r.Pages,
		Problems: map[string]int{}, Missing: []string{},
	}
	for _, p := range f.Problems {
		out.Problems[p.Weight.String()]++
	}
	for _, m := range r.Missing {
		out.Missing = append(out.Missing, fmt.Sprintf("U+%04X", m.Rune))
	}
	if r.Pages > 0 {
		c.note("written", "file", out.File, "pages", r.Pages)
	}
	if c.seal == "" {
		c.note("unsealed", "file", out.File)
	}
	if c.annexes() != document.Listed {
		c.tellKeptOut(f.KeptOut(c.annexes() == document.Attached))
	}
	if len(out.Missing) > 0 {
		c.tell(c.say.T("command.note.glyphs", "codes", strings.Join(out.Missing, ", ")))
	}
	if stops, warns := out.Problems[dossier.Stops.String()], out.Problems[dossier.Warn.String()]; stops+warns > 0 {
		c.tell(c.say.T("command.note.problems", "stops", stops, "warns", warns))
	}
	if most := f.Form.Limits.Pages; most > 0 && r.Pages > most {
		c.tell(c.say.T("command.note.pages", "pages", r.Pages, "most", most))
	}
	c.tellAnnexes(r)
	c.tellChinese(r)
	if c.json {
		return c.printJSON(out)
	}
	return nil
}
