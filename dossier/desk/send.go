package desk

import (
	"context"
	"fmt"
	"mime"
	"strings"

	"probata/dossier"
	"probata/dossier/exhibit"
	"probata/dossier/filing"
	"probata/dossier/giveout"
	"probata/dossier/store"
	"probata/dossier/submission"
)

// Said is what a person says of a submission that has left.
type Said struct {
	On        dossier.Date
	Reference string // under which the body knows it; may be empty
	// File is the very file that was sent, such as one that was worked on after it was
	// written, with the ending of its name; nil for the PDF as it is made now.
	File []byte
	Ext  string
}

// Sent is a submission that was kept as it was sent.
type Sent struct {
	Filing *dossier.Filing
	Given  *Given // as it was made now, nil for a file of the user's
	// Leak: the user's file names somebody whom the edition withholds. It has left, so
	// there is nothing to stop.
	Leak error
}

// Send keeps what was sent: the file with its hash, the case as it is, the filing that
// names both, and in the custody logs the exhibits that went out with it. What was made
// and not handed over yet must stand the same tests as what is.
func (s Shelf) Send(ctx context.Context, st *store.Store, o Outgoing, said Said) (out Sent, err error) {
	x := filing.Sent{Document: said.File, On: said.On, Reference: said.Reference}
	ext := ".pdf"
	if said.File != nil {
		ext = strings.ToLower(said.Ext)
		if x.Filled, err = s.Fill(ctx, st, o.Request); err != nil {
			return out, err
		}
		out.Leak = giveout.Check(x.Filled, "sent"+ext, said.File, "").Err()
	} else {
		o.Kind, o.Draft = giveout.PDF, false
		if out.Given, err = s.Give(ctx, st, o); err != nil {
			return out, err
		}
		x.Filled, x.Document = out.Given.Filled, out.Given.Data
		if err = (exhibit.Files{Store: st}).Note(ctx, x.Filled, out.Given.Exhibits); err != nil {
			return out, err
		}
	}
	x.Name, x.MediaType = sentName(x.Filled, ext), mime.TypeByExtension(ext)
	d, err := st.Load(ctx, o.Request.Dossier.Case().ID) // with those lines, and what was edited meanwhile
	if err != nil {
		return out, fmt.Errorf("keep what was sent: %w", err)
	}
	out.Filing, err = filing.Freeze(ctx, st, d, x)
	return out, err
}

// sentName is the name of what was sent in the vault: of form and language, never of a
// person.
func sentName(f *submission.Filled, ext string) string {
	return "sent-" + f.Form.ID + "-" + f.Language + ext
}
