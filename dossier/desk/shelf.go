package desk

import (
	"context"
	"slices"

	"probata/dossier"
	"probata/dossier/exhibit"
	"probata/dossier/filing"
	"probata/dossier/lang"
	"probata/dossier/law"
	"probata/dossier/store"
	"probata/dossier/submission"
	"probata/dossier/withhold"
	"probata/pdf"
)

// Shelf is what stands beside the desk: the data that ship with the program, as far as
// work on a case needs them.
type Shelf struct {
	Words *lang.Catalog
	Law   *law.Library
	Forms *submission.Forms
	Names *withhold.Rules
	Fonts func() (*pdf.Fonts, error) // called when a page is to be set
}

// Engine is what fills forms.
func (s Shelf) Engine() *submission.Engine {
	return &submission.Engine{Law: s.Law, Words: s.Words, Names: s.Names}
}

// Fill fills a form from a case. Whatever is asked for, it is answered with the text
// of the exhibits as it was read, with the case as it stood when something was sent, in
// a language that the form has (its first, for another), and confidentially where no
// edition is named: what the screen shows, what is reviewed and what leaves is the same.
func (s Shelf) Fill(ctx context.Context, st *store.Store, req submission.Request) (*submission.Filled, error) {
	return s.Engine().Fill(ctx, s.request(ctx, st, req))
}

func (s Shelf) request(ctx context.Context, st *store.Store, req submission.Request) submission.Request {
	req.Text, req.Frozen = exhibit.Files{Store: st}.Text(ctx), filing.Frozen
	if _, ok := submission.ParseEdition(string(req.Edition)); !ok {
		req.Edition = submission.Confidential
	}
	if !slices.Contains(req.Form.Languages, req.Language) {
		req.Language = req.Form.Languages[0]
	}
	return req
}

// Tells is what a file is known to hold of what an edition withholds; of the request it
// needs the case, the edition and the day.
func (s Shelf) Tells(ctx context.Context, st *store.Store, req submission.Request, file dossier.ID) (submission.Told, error) {
	req.Text = exhibit.Files{Store: st}.Text(ctx)
	return s.Engine().Tells(s.Forms.All(), req, file)
}
