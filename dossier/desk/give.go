package desk

import (
	"context"
	"fmt"
	"io"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/exchange"
	"probata/dossier/exhibit"
	"probata/dossier/giveout"
	"probata/dossier/intake"
	"probata/dossier/pack"
	"probata/dossier/store"
	"probata/dossier/submission"
	"probata/dossier/vault"
	"probata/pdf"
)

// Pack is a kind of file beside those of package giveout: a submission as a PDF with
// its exhibits and what proves them, in one ZIP.
const Pack giveout.Kind = "pack"

// Outgoing says what is to leave.
type Outgoing struct {
	Kind    giveout.Kind
	Request submission.Request // for what leaves as neither PDF nor pack its Annexes count for nothing
	PDF     pdf.Options        // archive and pass phrase
	// Draft: made although passages are open, in which everybody who may be meant is
	// withheld.
	Draft bool
	// Readers are the languages of the computer and of the program, by which a
	// spreadsheet is taken to separate its cells; that of the paper comes last.
	Readers []string
	By      *intake.Inspector // draws the pages of exhibits; nil starts one for this file
}

// Given is a paper that was made, searched and found clean, and is still in the house.
type Given struct {
	giveout.File
	Filled  *submission.Filled
	KeptOut []submission.KeptOut // exhibits that were to go along and stay behind in this edition
	Packed  *giveout.Packed      // of a pack; nil else
}

// Target takes a file that is written whole or not at all.
type Target func(fill func(io.Writer) error) error

// Give makes a paper: it fills the form, refuses it while passages are open that may
// name somebody withheld (but for a draft), makes the file with one cleaning and
// searches it for whom and what the edition withholds. An *aftercheck.LeakError tells
// that it would have named somebody; then there is no file. Nothing is out before Hand.
func (s Shelf) Give(ctx context.Context, st *store.Store, o Outgoing) (*Given, error) {
	switch o.Kind {
	case Pack:
		o.Request.Files = true
	case giveout.PDF:
	default:
		o.Request.Annexes = document.Listed
	}
	along := o.Request.Annexes != document.Listed
	if (along || o.Kind == Pack) && st.ReadOnly() { // no log could tell of the copies
		return nil, fmt.Errorf("give out exhibits: %w", vault.ErrReadOnly)
	}
	filled, err := s.fillFor(ctx, st, o)
	if err != nil {
		return nil, err
	}
	order, done, err := s.order(ctx, st, filled, o)
	if err != nil {
		return nil, err
	}
	defer done()
	g := &Given{Filled: filled}
	if along || o.Kind == Pack {
		g.KeptOut = filled.KeptOut(o.Kind == Pack || o.Request.Annexes == document.Attached)
	}
	if o.Kind != Pack {
		g.File, err = giveout.Make(ctx, order)
		return g, err
	}
	packed, err := giveout.Pack(ctx, order, func(ctx context.Context, id dossier.ID) (io.ReadCloser, error) { return st.OpenEvidence(ctx, id) })
	g.File, g.Packed = packed.File, &packed
	return g, err
}

// fillFor fills the form of a paper; open passages are an error but for a draft.
func (s Shelf) fillFor(ctx context.Context, st *store.Store, o Outgoing) (*submission.Filled, error) {
	filled, err := s.Fill(ctx, st, o.Request)
	if err != nil || o.Draft {
		return filled, err
	}
	return filled, filled.Cleared()
}

// order is the order for the maker of files. The caller calls done when it is made.
func (s Shelf) order(ctx context.Context, st *store.Store, filled *submission.Filled, o Outgoing) (_ giveout.Order, done func(), err error) {
	out := giveout.Order{Kind: o.Kind, Filled: filled, Words: s.Words.Printer(filled.Language), Fonts: s.Fonts, PDF: o.PDF}
	done = func() {}
	if o.Kind == giveout.CSV {
		out.Separator = exchange.Separator(append(o.Readers, filled.Language)...)
		out.Beside, err = s.beside(ctx, st, o)
	}
	if o.Request.Annexes != document.Listed {
		by := o.By
		if by == nil {
			by = &intake.Inspector{} // one for all exhibits: to start it takes longer than to read with it
			done = func() { _ = by.Close() }
		}
		exhibit.Files{Store: st, By: by}.Give(&out.PDF)
	}
	return out, done, err
}

// beside are the rows of a table for the cases that are put beside this one.
func (s Shelf) beside(ctx context.Context, st *store.Store, o Outgoing) (rows []*submission.Filled, err error) {
	for _, d := range o.Request.Others {
		one := o
		r := &one.Request
		r.Dossier, r.Others, r.Answers, r.Victim, r.Author, r.Submission, r.After = d, nil, nil, "", "", "", ""
		f, err := s.fillFor(ctx, st, one)
		if err != nil {
			return nil, err
		}
		rows = append(rows, f)
	}
	return rows, nil
}

// Hand lets a paper out of the house. The custody logs say first which exhibits go out
// with it, as no copy may be out that no line tells of; then it is written. A pack can
// be sealed to the keys of colleagues.
func (g *Given) Hand(ctx context.Context, st *store.Store, to Target, seal []vault.Recipient, progress Progress) error {
	if err := (exhibit.Files{Store: st}).Note(ctx, g.Filled, g.Exhibits); err != nil {
		return err
	}
	return to(func(w io.Writer) error {
		if g.Packed == nil {
			_, err := w.Write(g.Data)
			return err
		}
		return writePack(ctx, w, g.Packed.Content, seal, progress)
	})
}

func writePack(ctx context.Context, w io.Writer, content pack.Content, seal []vault.Recipient, progress Progress) error {
	if len(seal) == 0 {
		return pack.Write(ctx, w, content, progress)
	}
	sealed, err := vault.SealTo(w, seal...)
	if err != nil {
		return err
	}
	if err := pack.Write(ctx, sealed, content, progress); err != nil {
		return err
	}
	return sealed.Close()
}
