package command

import (
	"context"
	"io"
	"strings"

	"probata/dossier"
	"probata/dossier/aftercheck"
	"probata/dossier/document"
	"probata/dossier/exhibit"
	"probata/dossier/giveout"
	"probata/dossier/intake"
	"probata/dossier/store"
	"probata/dossier/submission"
	"probata/pdf"
)

// papering is a submission on its way into a file, and what goes along in it.
type papering struct {
	requesting
	how     string // exhibits go along: list, bind, attach
	archive string // a1, a2, a3
	seal    string // file with the pass phrase of the PDF
}

func (c *papering) paperFlags(f *flags) {
	c.how = "list"
	c.requestFlags(f)
	f.text(&c.how, "annexes", "list|bind|attach")
	f.text(&c.archive, "archive", "a1|a2|a3")
	f.text(&c.seal, "pdf-passphrase-file", "FILE")
	f.yes(&c.near, "near")
}

// archives are the parts of ISO 19005 by the word of --archive.
func archives() map[string]pdf.Archive {
	return map[string]pdf.Archive{"": pdf.ArchiveA2, "a1": pdf.ArchiveA1, "a2": pdf.ArchiveA2, "a3": pdf.ArchiveA3}
}

// annexes is how exhibits go along.
func (c *papering) annexes() document.AnnexHow {
	switch c.how {
	case "bind":
		return document.Bound
	case "attach":
		return document.Attached
	}
	return document.Listed
}

// checkPDFFlags refuses, before the vault is opened, what no file can be.
func (c *papering) checkPDFFlags(isPDF bool) error {
	_, known := archives()[c.archive]
	how := c.annexes()
	switch {
	case how == document.Listed && c.how != "list":
		return usage("annexes")
	case !known:
		return usage("archive")
	case !isPDF && (how != document.Listed || c.archive != "" || c.seal != ""):
		return usage("pdf-only")
	case how == document.Attached && c.archive != "" && c.archive != "a3":
		return usage("attach-archive")
	case c.archive != "" && c.seal != "":
		return usage("sealed-archive")
	case how != document.Listed && c.readOnly:
		return usage("annexes-read-only")
	}
	return nil
}

// pdfOptions are the options of a PDF, with the files of the exhibits out of the
// store. The caller calls done when the file is written.
func (c *papering) pdfOptions(s *store.Store) (o pdf.Options, done func(), err error) {
	o = pdf.Options{Archive: archives()[c.archive]}
	if name := c.seal; name != "" {
		phrase, err := c.fromFile(name)
		if err != nil {
			return o, nil, err
		}
		o.Passphrase = string(phrase)
		clear(phrase)
	}
	if c.annexes() == document.Listed {
		return o, func() {}, nil
	}
	inspector := &intake.Inspector{} // one for all exhibits: to start it takes longer than to read with it
	exhibit.Files{Store: s, By: inspector}.Give(&o)
	return o, func() { _ = inspector.Close() }, nil
}

// order is what a submission is to be made into, by the ending of a file. The
// caller calls done when the file is made.
func (c *papering) order(s *store.Store, f *submission.Filled, kind string) (o giveout.Order, done func(), err error) {
	kinds := map[string]giveout.Kind{".pdf": giveout.PDF, ".docx": giveout.DOCX, ".txt": giveout.Text, ".csv": giveout.CSV, portalKind: giveout.Portal}
	o = giveout.Order{Kind: kinds[kind], Filled: f, Words: c.Words.Printer(f.Language), Fonts: c.Fonts}
	o.PDF, done, err = c.pdfOptions(s)
	return o, done, err
}

// whole writes bytes that are made already.
func whole(data []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
}

// tellNear says how many passages of a file somebody should look at, and which
// with --near: they may name people, and a terminal remembers.
func (c *call) tellNear(near []aftercheck.Find) {
	if len(near) == 0 {
		return
	}
	if !c.near {
		c.tell(c.say.N("aftercheck.near-hidden", len(near)))
		return
	}
	c.tell(c.say.N("aftercheck.near", len(near)))
	for _, f := range near {
		c.tell(oneLine(giveout.NearText(c.say, f)))
	}
}

// exhibitText is the text of an exhibit as it was read when it came in.
func exhibitText(ctx context.Context, s *store.Store) func(dossier.ID) string {
	return exhibit.Files{Store: s}.Text(ctx)
}

// tellKeptOut names the exhibits that stay behind in an edition, and why.
func (c *call) tellKeptOut(list []submission.KeptOut) {
	for _, k := range list {
		c.tell(c.say.T("command.note.exhibit-out", "exhibit", oneLine(k.Label), "id", string(k.ID), "why", c.say.T("exhibit.out."+k.Why)))
	}
}

// noteExports notes in the custody logs which exhibits went out.
func noteExports(ctx context.Context, s *store.Store, f *submission.Filled, exhibits []dossier.ID) error {
	return exhibit.Files{Store: s}.Note(ctx, f, exhibits)
}

// tellAnnexes names the exhibits that could not go along, by their numbers.
func (c *call) tellAnnexes(r pdf.Report) {
	for _, a := range r.Annexes {
		if a.Fault != document.NoFault {
			c.tell(c.say.T("command.note.annex-apart", "exhibit", oneLine(a.Label), "why", c.say.T("doc.bound."+exhibit.FaultKey(a.Fault))))
		}
	}
}

// tellChinese says what to install where a text in Chinese has no font.
func (c *call) tellChinese(r pdf.Report) {
	if w := r.Chinese; w != nil {
		c.tell(c.say.T("pages.chinese", "fonts", strings.Join(w.Names, ", "), "folder", w.Folder))
	}
}

// cleared stops the export of a submission that nobody has looked through for
// names, unless it is forced: then a draft is written.
func cleared(f *submission.Filled, force bool) error {
	if err := f.Cleared(); err != nil && !force {
		return err
	}
	return nil
}

// portalKind is the ending of a sheet for a web form.
const portalKind = ".portal.txt"
