package giveout

import (
	"context"
	"errors"
	"io"
	"time"

	"probata/dossier"
	"probata/dossier/aftercheck"
	"probata/dossier/filetext"
	"probata/dossier/pack"
	"probata/dossier/submission"
)

// documentName is the name of the submission in a pack.
const documentName = "submission.pdf"

// Open opens an exhibit.
type Open func(context.Context, dossier.ID) (io.ReadCloser, error)

// Packed is what goes into a pack, searched.
type Packed struct {
	File
	Content pack.Content
	// Unread are exhibits that could not be searched, or not wholly: films,
	// recordings, what is damaged or sealed. That they go is for their gate to
	// decide, which asks whether somebody looked at them.
	Unread []filetext.Unread
}

// Pack makes a submission as a PDF with its exhibits beside it. All that stands in
// the pack is searched, names of files included, before the first byte is written;
// the exhibits are read one after another for that.
func Pack(ctx context.Context, o Order, open Open) (Packed, error) {
	o.Kind = PDF
	file, err := Make(ctx, o)
	if err != nil {
		return Packed{}, err
	}
	exhibits := o.Filled.Exhibits()
	p := Packed{File: file, Content: pack.Content{
		Document: pack.Document{Name: documentName, Data: file.Data}, Custody: o.Filled.Custody(exhibits), Readme: o.Filled.PackNote(),
	}}
	p.Exhibits = nil
	p.Content.Time, _ = time.Parse(time.RFC3339, file.Document.Stamp) // a document without a date has no stamp
	var looked []string
	for _, x := range exhibits {
		e := pack.Exhibit{
			Label: x.Label, Extension: x.Extension, SHA256: x.SHA256, Size: x.Size,
			Open: func(ctx context.Context) (io.ReadCloser, error) { return open(ctx, x.ID) },
		}
		p.Exhibits = append(p.Exhibits, x.ID)
		p.Content.Exhibits = append(p.Content.Exhibits, e)
		if x.Looked {
			looked = append(looked, e.Name())
		}
	}
	if err := p.check(ctx, o.Filled, o.PDF.Passphrase, looked); err != nil {
		return Packed{}, err
	}
	return p, nil
}

// check searches the pack as it will be written, then each exhibit; what is found in those that somebody looked at is a
// warning and no bar: their gate weighed it.
func (p *Packed) check(ctx context.Context, f *submission.Filled, passphrase string, looked []string) error {
	w := f.Wanted()
	w.Cleared = looked
	if w.Empty() {
		return nil
	}
	c := aftercheck.New(w)
	outline, err := pack.Outline(ctx, p.Content)
	if err != nil {
		return err
	}
	all := c.Check("submission.zip", outline, passphrase)
	for _, e := range p.Content.Exhibits {
		r, err := exhibit(ctx, c, e)
		if err != nil {
			return err
		}
		all.Finds, all.Unread = append(all.Finds, r.Finds...), append(all.Unread, r.Unread...)
	}
	p.Near, p.Unread = all.Of(aftercheck.Near), all.Unread
	return all.Err()
}

// mostSearched is the size, in bytes, to which an exhibit is read for the search.
const mostSearched = 64 << 20

// exhibit searches one exhibit. Its finds are told as its own.
func exhibit(ctx context.Context, c *aftercheck.Checker, e pack.Exhibit) (r aftercheck.Report, err error) {
	in, err := e.Open(ctx)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	data, err := io.ReadAll(io.LimitReader(in, mostSearched+1))
	if err != nil {
		return r, err
	}
	if len(data) > mostSearched {
		return aftercheck.Report{Unread: []filetext.Unread{{Inside: e.Name(), Name: e.Name(), Why: "size"}}}, nil
	}
	return c.CheckWithin(e.Name(), data), nil
}
