package command

import (
	"context"
	"errors"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/exhibit"
	"probata/dossier/intake"
	"probata/dossier/store"
	"probata/dossier/submission"
)

func (f *exhibitFlags) register(set *flags) {
	set.yes(&f.flatten, "flatten")
	set.list(&f.boxes, "box", "PAGE:x,y,w,h")
	set.text(&f.seen, "seen", "state|public")
	set.text(&f.by, "by", "CODE")
	set.yes(&f.others, "others")
	set.yes(&f.unseen, "unseen")
	set.text(&f.reason, "reason", "TEXT")
}

// exhibitFlags says what becomes of a piece of evidence on its way out.
type exhibitFlags struct {
	flatten bool
	boxes   []string // to be black in the copy; none = those kept with the evidence
	seen    string
	others  bool // the names that were found stand for others
	unseen  bool
	by      string
	reason  string
}

func (f *exhibitFlags) any() bool {
	return f.flatten || len(f.boxes) > 0 || f.seen != "" || f.unseen || f.others || f.by != "" || f.reason != ""
}

// copied is a flattened copy, for programs.
type copied struct {
	Evidence dossier.ID `json:"evidence"` // of the copy
	Of       dossier.ID `json:"of"`
	SHA256   string     `json:"sha256"`
	Pages    int64      `json:"pages"`
	Boxes    int        `json:"boxes"`
}

// checkExhibitFlags refuses, before the vault is opened, what cannot be meant.
func (c *evidenceRun) checkExhibitFlags() error {
	f := &c.exhibitFlags
	edition, ok := submission.ParseEdition(f.seen)
	for _, b := range f.boxes {
		if _, err := dossier.ParseBox(b); err != nil {
			return usage("box")
		}
	}
	switch {
	case len(c.pos) != 3:
		return usage("evidence-id")
	case c.out != "":
		return usage("evidence-one")
	case f.seen != "" && (!ok || edition == submission.Confidential):
		return usage("seen")
	case f.seen != "" && strings.TrimSpace(f.by) == "":
		return usage("seen-by")
	case len(f.boxes) > 0 && !f.flatten, (f.others || f.by != "" || f.reason != "") && f.seen == "", f.unseen && (f.flatten || f.seen != ""):
		return usage("evidence-one")
	case c.readOnly:
		return usage("annexes-read-only")
	}
	return nil
}

// runExhibit makes a flattened copy, and notes what was seen of it or of the
// original.
func (c *evidenceRun) runExhibit(ctx context.Context) error {
	if err := c.checkExhibitFlags(); err != nil {
		return err
	}
	return c.openCase(ctx, func(s *store.Store, d *dossier.Dossier) error {
		e, ok := d.Get(dossier.ID(c.pos[2])).(*dossier.Evidence)
		if !ok || e.Blob == "" {
			return failed("no-evidence", "id", c.pos[2])
		}
		by := &intake.Inspector{}
		defer func() { _ = by.Close() }()
		files, f := exhibit.Files{Store: s, By: by}, &c.exhibitFlags
		if f.unseen {
			if err := files.Unsay(ctx, e.ID); err != nil {
				return err
			}
			return c.finish(done{Record: e.ID})
		}
		if f.flatten {
			made, err := c.flatten(ctx, files, e)
			if err != nil {
				return err
			}
			d.Put(made)
			e = made
		}
		if f.seen == "" {
			return nil
		}
		return c.saySeen(ctx, files, d, e)
	})
}

func (c *evidenceRun) flatten(ctx context.Context, files exhibit.Files, e *dossier.Evidence) (*dossier.Evidence, error) {
	if len(c.boxes) > 0 {
		if err := files.SetBoxes(ctx, e, c.boxes); err != nil {
			return nil, err
		}
	}
	boxes, err := e.Redactions()
	if err != nil {
		return nil, failed("box-unreadable", "id", string(e.ID))
	}
	p := c.progress()
	made, err := files.Flatten(ctx, e, boxes, c.say.T("exhibit.copy-title", "title", e.Title), func(done, total int) { p.bytes(int64(done), int64(total)) })
	p.end()
	switch fault := exhibit.Fault(err); {
	case errors.Is(err, exhibit.ErrBoxPage):
		return nil, failed("box-page")
	case fault != document.NoFault:
		return nil, failed("flatten", "why", c.say.T("doc.bound."+exhibit.FaultKey(fault)))
	case err != nil:
		return nil, err
	}
	c.note("flattened", "boxes", len(boxes))
	if c.json {
		return made, c.printJSON(copied{made.ID, e.ID, made.SHA256, made.Pages, len(boxes)})
	}
	return made, c.print(string(made.ID) + "\n")
}

// saySeen notes that somebody looked. What was found in the file is counted before.
func (c *evidenceRun) saySeen(ctx context.Context, files exhibit.Files, d *dossier.Dossier, e *dossier.Evidence) error {
	edition, _ := submission.ParseEdition(c.seen)
	today, err := c.day("")
	if err != nil {
		return err
	}
	told, err := c.shelf().Tells(ctx, files.Store, submission.Request{Dossier: d, Edition: edition, Today: today}, e.ID)
	if err != nil {
		return err
	}
	err = files.Say(ctx, e.ID, exhibit.Look{Edition: edition, By: c.by, Others: c.others, Reason: c.reason}, told)
	var found exhibit.FoundError
	switch {
	case errors.As(err, &found):
		return failed("seen-names", "n", found.Count)
	case errors.Is(err, exhibit.ErrPerson):
		return failed("seen-person")
	case err != nil:
		return err
	}
	c.note("seen")
	if told.Metadata != "" {
		c.tell(c.say.T("command.note.seen-metadata") + "\n" + told.Metadata)
	}
	if c.exhibitFlags.flatten {
		return nil // the copy is the result
	}
	return c.finish(done{Record: e.ID})
}
