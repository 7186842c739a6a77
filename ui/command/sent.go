package command

import (
	"context"
	"errors"
	"io"
	"mime"
	"os"
	"path/filepath"
	"strings"

	"probata/dossier"
	"probata/dossier/filing"
	"probata/dossier/giveout"
	"probata/dossier/store"
	"probata/dossier/submission"
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
	if c.form == "" || c.form == "all" {
		return usage("form-id", "ids", c.formIDs())
	}
	if err := c.checkPDFFlags(true); err != nil {
		return err
	}
	forms, err := c.wantedForms()
	if err != nil {
		return err
	}
	if err := c.readAnswers(); err != nil {
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
		filled, err := c.engine().Fill(ctx, req)
		if err != nil {
			return err
		}
		if c.file != "" {
			return c.freezeFile(ctx, s, d, filled, req)
		}
		if err := filled.Cleared(); err != nil {
			return err
		}
		return c.freeze(ctx, s, d, filled, req)
	})
}

func (c *sentRun) freeze(ctx context.Context, s *store.Store, d *dossier.Dossier, filled *submission.Filled, req submission.Request) error {
	o, done, err := c.order(s, filled, ".pdf")
	if err != nil {
		return err
	}
	defer done()
	file, err := giveout.Make(ctx, o)
	if err != nil {
		return err
	}
	if err := noteExports(ctx, s, filled, file.Exhibits); err != nil {
		return err
	}
	c.tellNear(file.Near)
	sent := filing.Sent{Filled: filled, Document: file.Data, MediaType: "application/pdf", Name: sentName(filled, ".pdf")}
	return c.keepSent(ctx, s, d, sent, req)
}

// sentName is the name of what was sent in the vault: of form and language, never
// of a person.
func sentName(f *submission.Filled, ext string) string {
	return "sent-" + f.Form.ID + "-" + f.Language + ext
}

// freezeFile keeps the very file that was sent, such as one that was worked on
// after it was written.
func (c *sentRun) freezeFile(ctx context.Context, s *store.Store, d *dossier.Dossier, filled *submission.Filled, req submission.Request) error {
	document, err := sentFile(c.file)
	if err != nil {
		return &fault{key: "attach-open", args: []any{"file", c.file}, code: ExitError, err: err}
	}
	ext := strings.ToLower(filepath.Ext(c.file))
	if r := giveout.Check(filled, c.file, document, ""); r.Err() != nil { // it has left: there is nothing to stop
		c.tell(c.say.T("aftercheck.sent", "places", giveout.PlacesText(c.say, r.Err())))
	}
	sent := filing.Sent{Filled: filled, Document: document, MediaType: mime.TypeByExtension(ext), Name: sentName(filled, ext)}
	return c.keepSent(ctx, s, d, sent, req)
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

func (c *sentRun) keepSent(ctx context.Context, s *store.Store, d *dossier.Dossier, sent filing.Sent, req submission.Request) error {
	sent.On, sent.Reference = dossier.Date{EDTF: req.Today.String()}, c.reference
	f, err := filing.Freeze(ctx, s, d, sent)
	if err != nil {
		return err
	}
	c.note("sent")
	if c.json {
		return c.printJSON(filed{f.ID, f.Body, f.Document, f.SHA256})
	}
	return c.printLine(string(f.ID))
}
