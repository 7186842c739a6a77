package command

import (
	"bytes"
	"context"
	"io"
	"strings"
	"time"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/exhibit"
	"probata/dossier/pack"
	"probata/dossier/store"
	"probata/dossier/submission"
	"probata/dossier/vault"
	"probata/pdf"
)

// packed is what became of a pack, for programs.
type packed struct {
	File     string         `json:"file"`
	Form     string         `json:"form"`
	Edition  string         `json:"edition"`
	Exhibits []string       `json:"exhibits"` // names in the pack
	Problems map[string]int `json:"problems"` // by weight
}

// runPack writes a submission with its exhibits and what proves them.
func (c *call) runPack(ctx context.Context) error {
	switch {
	case c.opts.form == "" || c.opts.form == "all":
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
	if err := c.free(c.opts.out); err != nil { // before the pass phrase is asked for
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
func (c *call) packName() bool {
	name := strings.ToLower(c.opts.out)
	if len(c.opts.to) > 0 {
		return strings.HasSuffix(name, ".zip.age")
	}
	return strings.HasSuffix(name, ".zip")
}

func (c *call) packKeys() ([]vault.Recipient, error) {
	var keys []vault.Recipient
	for _, name := range c.opts.to {
		key, err := c.recipient(name)
		if err != nil {
			return nil, err
		}
		keys = append(keys, key)
	}
	return keys, nil
}

func (c *call) pack(ctx context.Context, s *store.Store, req submission.Request, keys []vault.Recipient) error {
	filled, err := c.engine().Fill(ctx, req)
	if err != nil {
		return err
	}
	doc, err := filled.Document()
	if err != nil {
		return err
	}
	content, report, err := c.packContent(ctx, s, filled, doc)
	if err != nil {
		return err
	}
	if err := (exhibit.Files{Store: s}).Note(ctx, filled, idsOf(filled.Exhibits())); err != nil {
		return err
	}
	p := c.progress()
	err = c.writeWhole(c.opts.out, func(w io.Writer) error { return writePack(ctx, w, content, keys, p.bytes) })
	p.end()
	if err != nil {
		return packageFault(err)
	}
	return c.tellPack(filled, content, report)
}

func idsOf(list []submission.Exhibit) []dossier.ID {
	var out []dossier.ID
	for _, x := range list {
		out = append(out, x.ID)
	}
	return out
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

// packContent is the PDF, and the exhibits out of the store. What goes in beside
// them is searched for withheld strings as the document is.
func (c *call) packContent(ctx context.Context, s *store.Store, f *submission.Filled, doc document.Document) (pack.Content, pdf.Report, error) {
	var report pdf.Report
	fonts, err := c.Fonts()
	if err != nil {
		return pack.Content{}, report, err
	}
	o, done, err := c.pdfOptions(s)
	if err != nil {
		return pack.Content{}, report, err
	}
	defer done()
	var file bytes.Buffer
	if report, err = pdf.WriteWith(ctx, &file, doc, fonts, o); err != nil {
		return pack.Content{}, report, err
	}
	exhibits := f.Exhibits()
	out := pack.Content{
		Document: pack.Document{Name: "submission.pdf", Data: file.Bytes()}, Custody: f.Custody(exhibits), Readme: f.PackNote(),
	}
	out.Time, _ = time.Parse(time.RFC3339, doc.Stamp) // a document without a date has no stamp
	text := out.Readme
	for _, row := range out.Custody {
		text += strings.Join(row, "\n") + "\n"
	}
	for _, x := range exhibits {
		e := pack.Exhibit{Label: x.Label, Extension: x.Extension, SHA256: x.SHA256, Size: x.Size, Open: func(ctx context.Context) (io.ReadCloser, error) {
			return s.OpenEvidence(ctx, x.ID)
		}}
		out.Exhibits, text = append(out.Exhibits, e), text+e.Name()+"\n"
	}
	if n := len(submission.Leaks(text, f.Withheld())); n > 0 {
		return pack.Content{}, report, failed("leak", "n", n)
	}
	return out, report, nil
}

func (c *call) tellPack(f *submission.Filled, content pack.Content, r pdf.Report) error {
	out := packed{File: c.opts.out, Form: f.Form.ID, Edition: string(f.Edition), Exhibits: []string{}, Problems: map[string]int{}}
	for _, e := range content.Exhibits {
		out.Exhibits = append(out.Exhibits, e.Name())
	}
	for _, p := range f.Problems {
		out.Problems[p.Weight.String()]++
	}
	c.note("packed", "file", out.File, "n", len(out.Exhibits))
	c.tellKeptOut(f.KeptOut(true))
	if len(c.opts.to) == 0 {
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
