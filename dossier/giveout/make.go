package giveout

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"probata/dossier"
	"probata/dossier/aftercheck"
	"probata/dossier/document"
	"probata/dossier/docx"
	"probata/dossier/exchange"
	"probata/dossier/lang"
	"probata/dossier/portal"
	"probata/dossier/submission"
	"probata/pdf"
)

// Kind is a kind of file.
type Kind string

// The kinds.
const (
	PDF    Kind = "pdf"
	DOCX   Kind = "docx"
	Text   Kind = "text"
	CSV    Kind = "csv"
	Portal Kind = "portal" // a sheet for a web form
)

// Order says what is to be made.
type Order struct {
	Kind   Kind
	Filled *submission.Filled
	// Beside are rows of a CSV for further cases.
	Beside []*submission.Filled
	// Separator of a CSV, see exchange.Separator.
	Separator string
	Words     *lang.Printer // of the language of the submission; for a portal sheet
	Fonts     func() (*pdf.Fonts, error)
	PDF       pdf.Options
}

// File is a finished file that may be handed on.
type File struct {
	pdf.Report
	Data     []byte
	Document document.Document   // what it was made of
	Exhibits []dossier.ID        // that go out in it
	Near     []aftercheck.Find   // passages to look at; they are for the author's eyes only
	Long     []exchange.LongCell // of a CSV, that a spreadsheet cuts off
}

var errKind = errors.New("there is no such kind of file")

// Make makes a file. An *aftercheck.LeakError tells that it would have named
// somebody who is withheld, a *GlyphError that pages would have shown codes in place
// of letters; then there is no file.
func Make(ctx context.Context, o Order) (File, error) {
	f, err := write(ctx, o)
	if err != nil {
		return File{}, err
	}
	if err := drawn(f.Document, f.Report); err != nil {
		return File{}, err
	}
	if f.Near, err = check(o, f.Data); err != nil {
		return File{}, err
	}
	return f, nil
}

// check searches a file for what each of its rows withholds.
func check(o Order, data []byte) (near []aftercheck.Find, err error) {
	for _, row := range append([]*submission.Filled{o.Filled}, o.Beside...) {
		r := Check(row, "submission."+string(o.Kind), data, o.PDF.Passphrase)
		if err := r.Err(); err != nil {
			return nil, err
		}
		near = append(near, r.Of(aftercheck.Near)...)
	}
	return near, nil
}

// Check searches a file that was made of a submission, or of which somebody says
// so, for what its edition withholds.
func Check(f *submission.Filled, name string, data []byte, passphrase string) aftercheck.Report {
	w := f.Wanted()
	if w.Empty() {
		return aftercheck.Report{}
	}
	return aftercheck.New(w).Check(name, data, passphrase)
}

func write(ctx context.Context, o Order) (f File, err error) {
	if f.Document, err = o.Filled.Document(); err != nil {
		return f, err
	}
	var b bytes.Buffer
	switch o.Kind {
	case DOCX:
		err = docx.Write(ctx, &b, f.Document)
	case Text:
		err = exchange.WriteText(&b, f.Document)
	case CSV:
		f.Long, err = exchange.WriteCSV(&b, append([]*submission.Filled{o.Filled}, o.Beside...), o.Separator)
	case Portal:
		var sheet portal.Sheet
		if sheet, err = portal.New(o.Filled); err == nil {
			err = sheet.WriteText(&b, o.Words, true)
		}
	case PDF:
		var fonts *pdf.Fonts
		if fonts, err = o.Fonts(); err == nil {
			f.Report, err = pdf.WriteWith(ctx, &b, f.Document, fonts, o.PDF)
		}
		f.Exhibits = gone(f.Document, f.Report)
	default:
		err = fmt.Errorf("write %s: %w", o.Kind, errKind)
	}
	f.Data = b.Bytes()
	return f, err
}

// gone are the exhibits that a PDF holds, as pages or as files.
func gone(doc document.Document, r pdf.Report) []dossier.ID {
	var out []dossier.ID
	for i, a := range r.Annexes {
		if doc.Annexes[i].How != document.Listed && a.Fault == document.NoFault {
			out = append(out, dossier.ID(doc.Annexes[i].ID))
		}
	}
	return out
}

// Sheet is a submission laid out for a web form, to be shown and copied from field
// by field: what is copied leaves the house like a file.
func Sheet(f *submission.Filled, words *lang.Printer) (portal.Sheet, error) {
	sheet, err := portal.New(f)
	if err != nil {
		return sheet, err
	}
	var b bytes.Buffer
	if err := sheet.WriteText(&b, words, true); err != nil {
		return portal.Sheet{}, err
	}
	if err := Check(f, "submission.txt", b.Bytes(), "").Err(); err != nil {
		return portal.Sheet{}, err
	}
	return sheet, nil
}
