package command

import (
	"context"
	"io"
	"strconv"

	"probata/dossier"
	"probata/dossier/store"
)

type evidenceRun struct {
	*call
	outFlags
	exhibitFlags
}

func evidenceCommand(c *call) command {
	r := &evidenceRun{call: c}
	return command{name: "evidence", args: "VAULT CASE [ID]", flags: r.flags, run: r.runEvidence}
}

func (c *evidenceRun) flags(f *flags) {
	c.outFlags.register(f, "FILE")
	c.exhibitFlags.register(f)
}

// evidenceLine is one piece of evidence for programs.
type evidenceLine struct {
	ID        dossier.ID `json:"id"`
	Title     string     `json:"title"`
	Exhibit   string     `json:"exhibit,omitempty"`
	MediaType string     `json:"media_type,omitempty"`
	Size      int64      `json:"size"`
	SHA256    string     `json:"sha256,omitempty"` // none without a file
	CopyOf    dossier.ID `json:"copy_of,omitempty"`
}

// runEvidence lists the evidence of a case, takes a copy of one file out, or makes
// one file fit for what others read.
func (c *evidenceRun) runEvidence(ctx context.Context) error {
	if c.any() {
		return c.runExhibit(ctx)
	}
	switch one := len(c.pos) == 3; {
	case one && c.out == "":
		return usage("out-evidence")
	case !one && c.out != "":
		return usage("evidence-id")
	case !one:
		return c.openCase(ctx, func(_ *store.Store, d *dossier.Dossier) error { return c.listEvidence(d) })
	}
	if err := c.free(c.outFlags); err != nil { // before the pass phrase is asked for
		return err
	}
	return c.openCase(ctx, func(s *store.Store, d *dossier.Dossier) error {
		return c.exportEvidence(ctx, s, d, dossier.ID(c.pos[2]))
	})
}

func (c *evidenceRun) listEvidence(d *dossier.Dossier) error {
	lines, rows := []evidenceLine{}, [][]string{}
	for _, e := range dossier.Of[*dossier.Evidence](d) {
		lines = append(lines, evidenceLine{e.ID, e.Title, e.Exhibit, e.MediaType, e.Size, e.SHA256, e.CopyOf})
		size := "–" // a record without a file
		if e.Blob != "" {
			size = strconv.FormatInt(e.Size, 10)
		}
		rows = append(rows, []string{string(e.ID), size, first(e.MediaType, "–"), first(oneLine(e.Exhibit), "–"), oneLine(e.Title)})
	}
	if c.json {
		return c.printJSON(struct {
			Evidence []evidenceLine `json:"evidence"`
		}{lines})
	}
	if len(rows) == 0 {
		c.note("no-evidence")
	}
	return c.print(columns(rows))
}

// exportEvidence writes a file as it came in. The line in its custody log is on the
// disk before the command ends.
func (c *evidenceRun) exportEvidence(ctx context.Context, s *store.Store, d *dossier.Dossier, id dossier.ID) error {
	if e, ok := d.Get(id).(*dossier.Evidence); !ok || e.Blob == "" {
		return failed("no-evidence", "id", string(id))
	}
	p := c.progress()
	err := c.writeWhole(c.outFlags, func(w io.Writer) error {
		if err := s.ExportEvidence(ctx, id, w, store.Handover{}, p.bytes); err != nil {
			return err
		}
		return s.Flush(ctx)
	})
	p.end()
	if err != nil {
		return err
	}
	c.note("copied-out", "file", c.out)
	return c.finish(done{File: c.out, Record: id})
}
