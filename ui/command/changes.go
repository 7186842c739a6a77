package command

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/docx"
	"probata/dossier/exchange"
	"probata/dossier/filing"
	"probata/dossier/store"
	"probata/pdf"
)

type changesRun struct {
	*call
	outFlags
	lang string
	date string
}

func changesCommand(c *call) command {
	r := &changesRun{call: c}
	return command{name: "changes", args: "VAULT CASE FILING", flags: r.flags, run: r.runChanges}
}

func (c *changesRun) flags(f *flags) {
	f.text(&c.lang, "lang", "L")
	f.text(&c.date, "date", "DAY")
	c.outFlags.register(f, "FILE.pdf|.docx|.txt")
}

// runChanges says what has changed since a filing.
func (c *changesRun) runChanges(ctx context.Context) error {
	kind := strings.ToLower(filepath.Ext(c.out))
	if c.out != "" {
		if kind != ".pdf" && kind != ".docx" && kind != ".txt" {
			return usage("out-changes")
		}
		if err := c.free(c.outFlags); err != nil { // before the pass phrase is asked for
			return err
		}
	}
	today, err := c.day(c.date)
	if err != nil {
		return err
	}
	return c.openCase(ctx, func(_ *store.Store, d *dossier.Dossier) error {
		f, ok := dossier.Find[*dossier.Filing](d, dossier.ID(c.pos[2]))
		if !ok || f.Data == "" {
			return usage("filing")
		}
		was, err := filing.Frozen(f)
		if err != nil {
			return err
		}
		say := c.say
		if c.lang != "" {
			say = c.Words.Printer(c.lang)
		}
		return c.writeChanges(ctx, filing.Document(f, was, d, say, c.Law, today), kind)
	})
}

func (c *changesRun) writeChanges(ctx context.Context, doc document.Document, kind string) error {
	write := func(w io.Writer) error { return exchange.WriteText(w, doc) }
	switch kind {
	case "":
		var b strings.Builder
		if err := write(&b); err != nil {
			return err
		}
		if c.json {
			return c.printJSON(struct {
				Filing dossier.ID `json:"filing"`
				Text   string     `json:"text"`
			}{dossier.ID(c.pos[2]), b.String()})
		}
		return c.print(b.String())
	case ".docx":
		write = func(w io.Writer) error { return docx.Write(ctx, w, doc) }
	case ".pdf":
		fonts, err := c.Fonts()
		if err != nil {
			return err
		}
		write = func(w io.Writer) error {
			_, err := pdf.Write(ctx, w, doc, fonts)
			return err
		}
	}
	if err := c.writeWhole(c.outFlags, write); err != nil {
		return err
	}
	c.note("unsealed", "file", c.out)
	return c.finish(done{File: c.out})
}
