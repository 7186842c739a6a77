package command

import (
	"context"
	"io"
	"strings"

	"probata/dossier"
	"probata/dossier/giveout"
	"probata/dossier/pack"
	"probata/dossier/store"
	"probata/dossier/submission"
	"probata/dossier/vault"
	"probata/pdf"
)

type packRun struct {
	papering
	outFlags
	to []string // files with the keys of colleagues
}

func packCommand(c *call) command {
	r := &packRun{papering: papering{requesting: requesting{call: c}}}
	return command{name: "pack", args: "VAULT CASE", flags: r.flags, run: r.runPack}
}

func (c *packRun) flags(f *flags) {
	c.paperFlags(f)
	c.outFlags.register(f, "FILE.zip")
	f.need("form", "out")
	f.list(&c.to, "to", "KEYFILE")
}

// packed is what became of a pack, for programs.
type packed struct {
	File     string         `json:"file"`
	Form     string         `json:"form"`
	Edition  string         `json:"edition"`
	Exhibits []string       `json:"exhibits"` // names in the pack
	Problems map[string]int `json:"problems"` // by weight
}

// runPack writes a submission with its exhibits and what proves them.
func (c *packRun) runPack(ctx context.Context) error {
	switch {
	case c.form == "" || c.form == "all":
		return usage("form-id", "ids", c.formIDs())
	case !c.packName():
		return usage("out-zip")
	case c.readOnly:
		return usage("annexes-read-only")
	}
	if err := c.checkPDFFlags(true); err != nil {
		return err
	}
	keys, err := c.packKeys()
	if err != nil {
		return err
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
	return c.openCase(ctx, func(s *store.Store, d *dossier.Dossier) error {
		req, err := c.request(d, forms[0])
		if err != nil {
			return err
		}
		if req.Others, err = c.beside(ctx, s, d); err != nil {
			return err
		}
		req.Annexes, req.Files, req.Text = c.annexes(), true, exhibitText(ctx, s)
		return c.pack(ctx, s, req, keys)
	})
}

// packName tells whether the name of the file says what it is.
func (c *packRun) packName() bool {
	name := strings.ToLower(c.out)
	if len(c.to) > 0 {
		return strings.HasSuffix(name, ".zip.age")
	}
	return strings.HasSuffix(name, ".zip")
}

func (c *packRun) packKeys() ([]vault.Recipient, error) {
	var keys []vault.Recipient
	for _, name := range c.to {
		key, err := c.recipient(name)
		if err != nil {
			return nil, err
		}
		keys = append(keys, key)
	}
	return keys, nil
}

func (c *packRun) pack(ctx context.Context, s *store.Store, req submission.Request, keys []vault.Recipient) error {
	filled, err := c.engine().Fill(ctx, req)
	if err != nil {
		return err
	}
	if err := cleared(filled, c.force); err != nil {
		return err
	}
	o, done, err := c.order(s, filled, ".pdf")
	if err != nil {
		return err
	}
	defer done()
	packed, err := giveout.Pack(ctx, o, func(ctx context.Context, id dossier.ID) (io.ReadCloser, error) { return s.OpenEvidence(ctx, id) })
	if err != nil {
		return err
	}
	// The lines come first: a copy that no line tells of must not be out.
	if err := noteExports(ctx, s, filled, packed.Exhibits); err != nil {
		return err
	}
	content := packed.Content
	p := c.progress()
	err = c.writeWhole(c.outFlags, func(w io.Writer) error { return writePack(ctx, w, content, keys, p.bytes) })
	p.end()
	if err != nil {
		return packageFault(err)
	}
	c.tellNear(packed.Near)
	return c.tellPack(filled, content, packed.Report)
}

func writePack(ctx context.Context, w io.Writer, content pack.Content, keys []vault.Recipient, progress func(done, total int64)) error {
	if len(keys) == 0 {
		return pack.Write(ctx, w, content, progress)
	}
	sealed, err := vault.SealTo(w, keys...)
	if err != nil {
		return err
	}
	if err := pack.Write(ctx, sealed, content, progress); err != nil {
		return err
	}
	return sealed.Close()
}

func (c *packRun) tellPack(f *submission.Filled, content pack.Content, r pdf.Report) error {
	out := packed{File: c.out, Form: f.Form.ID, Edition: string(f.Edition), Exhibits: []string{}, Problems: map[string]int{}}
	for _, e := range content.Exhibits {
		out.Exhibits = append(out.Exhibits, e.Name())
	}
	for _, p := range f.Problems {
		out.Problems[p.Weight.String()]++
	}
	c.note("packed", "file", out.File, "n", len(out.Exhibits))
	c.tellKeptOut(f.KeptOut(true))
	if len(c.to) == 0 {
		c.note("unsealed", "file", out.File)
	}
	if stops, warns := out.Problems[dossier.Stops.String()], out.Problems[dossier.Warn.String()]; stops+warns > 0 {
		c.tell(c.say.T("command.note.problems", "stops", stops, "warns", warns))
	}
	c.tellAnnexes(r)
	c.tellChinese(r)
	if c.json {
		return c.printJSON(out)
	}
	return nil
}
