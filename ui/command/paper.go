package command

import (
	"context"

	"probata/dossier"
	"probata/dossier/aftercheck"
	"probata/dossier/desk"
	"probata/dossier/document"
	"probata/dossier/exhibit"
	"probata/dossier/giveout"
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

// asked is the paper that the flags ask for, as a file of a kind.
func (c *papering) asked(ctx context.Context, s *store.Store, d *dossier.Dossier, form *submission.Form, kind giveout.Kind) (o desk.Outgoing, err error) {
	o = desk.Outgoing{Kind: kind, PDF: pdf.Options{Archive: archives()[c.archive]}, Readers: []string{c.uiLang, c.locale()}}
	if o.Request, err = c.request(ctx, s, d, form); err != nil {
		return o, err
	}
	o.Request.Annexes = c.annexes()
	if c.seal != "" {
		phrase, err := c.fromFile(c.seal)
		if err != nil {
			return o, err
		}
		o.PDF.Passphrase = string(phrase)
		clear(phrase)
	}
	return o, nil
}

// theForm is the one form of --form, and reads the answers to it: both before the pass
// phrase is asked for.
func (c *requesting) theForm() (*submission.Form, error) {
	if c.form == "" || c.form == "all" {
		return nil, usage("form-id", "ids", c.formIDs())
	}
	forms, err := c.wantedForms()
	if err != nil {
		return nil, err
	}
	return forms[0], c.readAnswers()
}

// byWeight is how many problems there are, by weight.
func byWeight(list []dossier.Problem) map[string]int {
	out := map[string]int{}
	for _, p := range list {
		out[p.Weight.String()]++
	}
	return out
}

// tellPaper says of a paper that has left what is to be known of it.
func (c *papering) tellPaper(g *desk.Given, problems map[string]int) {
	c.tellNear(g.Near)
	c.tellKeptOut(g.KeptOut)
	if stops, warns := problems[dossier.Stops.String()], problems[dossier.Warn.String()]; stops+warns > 0 {
		c.tell(c.say.T("command.note.problems", "stops", stops, "warns", warns))
	}
	if most := g.Filled.Form.Limits.Pages; most > 0 && g.Pages > most {
		c.tell(c.say.T("command.note.pages", "pages", g.Pages, "most", most))
	}
	c.tellAnnexes(g.Report)
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

// tellKeptOut names the exhibits that stay behind in an edition, and why.
func (c *call) tellKeptOut(list []submission.KeptOut) {
	for _, k := range list {
		c.tell(c.say.T("command.note.exhibit-out", "exhibit", oneLine(k.Label), "id", string(k.ID), "why", c.say.T("exhibit.out."+k.Why)))
	}
}

// tellAnnexes names the exhibits that could not go along, by their numbers.
func (c *call) tellAnnexes(r pdf.Report) {
	for _, a := range r.Annexes {
		if a.Fault != document.NoFault {
			c.tell(c.say.T("command.note.annex-apart", "exhibit", oneLine(a.Label), "why", c.say.T("doc.bound."+exhibit.FaultKey(a.Fault))))
		}
	}
}

// portalKind is the ending of a sheet for a web form.
const portalKind = ".portal.txt"
