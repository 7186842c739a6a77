package command

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"probata/dossier"
	"probata/dossier/desk"
	"probata/dossier/giveout"
	"probata/dossier/store"
)

type sentRun struct {
	papering
	reference string
	file      string // that was sent
}

func sentCommand(c *call) command {
	r := &sentRun{papering: papering{requesting: requesting{call: c}}}
	return command{name: "sent", args: "VAULT CASE", flags: r.flags, run: r.runSent}
}

func (c *sentRun) flags(f *flags) {
	c.paperFlags(f)
	f.need("form")
	f.text(&c.reference, "reference", "TEXT")
	f.text(&c.file, "file", "FILE")
}

// filed is a filing for programs.
type filed struct {
	Filing   dossier.ID `json:"filing"`
	Body     string     `json:"body"`
	Document dossier.ID `json:"document"`
	SHA256   string     `json:"sha256"`
}

// runSent freezes what was sent.
func (c *sentRun) runSent(ctx context.Context) error {
	form, err := c.theForm()
	if err != nil {
		return err
	}
	if err := c.checkPDFFlags(true); err != nil {
		return err
	}
	said := desk.Said{Reference: c.reference, Ext: filepath.Ext(c.file)}
	if c.file != "" {
		if said.File, err = sentFile(c.file); err != nil {
			return &fault{key: "attach-open", args: []any{"file", c.file}, code: ExitError, err: err}
		}
	}
	return c.openCase(ctx, func(s *store.Store, d *dossier.Dossier) error {
		o, err := c.asked(ctx, s, d, form, giveout.PDF)
		if err != nil {
			return err
		}
		said.On = dossier.Date{EDTF: o.Request.Today.String()}
		sent, err := c.shelf().Send(ctx, s, o, said)
		if err != nil {
			return err
		}
		return c.tellSent(sent)
	})
}

func (c *sentRun) tellSent(sent desk.Sent) error {
	if sent.Leak != nil {
		c.tell(c.say.T("aftercheck.sent", "places", giveout.PlacesText(c.say, sent.Leak)))
	}
	if sent.Given != nil {
		c.tellNear(sent.Given.Near)
	}
	c.note("sent")
	f := sent.Filing
	if c.json {
		return c.printJSON(filed{f.ID, f.Body, f.Document, f.SHA256})
	}
	return c.printLine(string(f.ID))
}

// mostSent is more than any body takes, in bytes, and stops a wrong file.
const mostSent = 256 << 20

func sentFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	b, err := io.ReadAll(io.LimitReader(f, mostSent+1))
	if err == nil && len(b) > mostSent {
		err = errors.New("it is too large")
	}
	return b, err
}
