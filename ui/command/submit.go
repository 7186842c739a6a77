package command

import (
	"context"
	"path/filepath"
	"strings"

	"probata/dossier"
	"probata/dossier/desk"
	"probata/dossier/exchange"
	"probata/dossier/giveout"
	"probata/dossier/store"
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
}

func (c *submitRun) runSubmit(ctx context.Context) error {
	form, err := c.theForm()
	switch {
	case err != nil:
		return err
	case c.out == "":
		return usage("out")
	case c.outKind() == "":
		return usage("out-kind")
	}
	if err := c.free(c.outFlags); err != nil { // before the pass phrase is asked for
		return err
	}
	if err := c.checkPDFFlags(c.outKind() == giveout.PDF); err != nil {
		return err
	}
	return c.openCase(ctx, func(s *store.Store, d *dossier.Dossier) error {
		o, err := c.asked(ctx, s, d, form, c.outKind())
		if err != nil {
			return err
		}
		o.Draft = c.force
		g, err := c.shelf().Give(ctx, s, o)
		if err != nil {
			return err
		}
		if err := g.Hand(ctx, s, c.target(c.outFlags), nil, nil); err != nil {
			return err
		}
		return c.report(g)
	})
}

// outKind is the kind of file to be written, "" for an ending that is not known.
func (c *submitRun) outKind() giveout.Kind {
	if strings.HasSuffix(strings.ToLower(c.out), portalKind) {
		return giveout.Portal
	}
	return map[string]giveout.Kind{".pdf": giveout.PDF, ".docx": giveout.DOCX, ".txt": giveout.Text, ".csv": giveout.CSV}[strings.ToLower(filepath.Ext(c.out))]
}

// report says what was written and what still stands against sending it.
func (c *submitRun) report(g *desk.Given) error {
	out := submitted{
		File: c.out, Form: g.Filled.Form.ID, Language: g.Filled.Language, Edition: string(g.Filled.Edition), Pages: g.Pages,
		Problems: byWeight(g.Filled.Problems),
	}
	for _, cell := range g.Long {
		c.tell(c.say.T("output.csv.long", "question", oneLine(cell.Question), "row", cell.Row, "length", cell.Length, "most", exchange.MaxCell))
	}
	if g.Pages > 0 {
		c.note("written", "file", out.File, "pages", g.Pages)
	}
	if c.seal == "" {
		c.note("unsealed", "file", out.File)
	}
	c.tellPaper(g, out.Problems)
	if c.json {
		return c.printJSON(out)
	}
	return nil
}
