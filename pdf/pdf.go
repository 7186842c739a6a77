// Package pdf turns a document value into a PDF file or into the display
// lists of its pages.
//
// The work is done in packages that do not know each other's matter:
// layout sets text and knows no file format, write writes files and knows no
// text. This package joins them and is the only place that stops a panic, so
// that a fault in a font or a library becomes an error of one export. Such an
// error says where it happened and never quotes the document.
//
// A Preview draws the same display lists as pictures, through a third, raster.
//
// It does not decide what a page says: what must not be read by its reader
// must not be in the document.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"time"

	"probata/dossier/document"
	"probata/pdf/layout"
	"probata/pdf/write"
)

// Fonts is a folder of fonts; it may be shared between goroutines.
type Fonts = layout.Fonts

// Layout is a laid out document: a display list per page.
type Layout = layout.Layout

// MissingGlyph is a character that no font draws, printed as its code.
type MissingGlyph = layout.MissingGlyph

// BrokenPicture is a figure whose picture could not be drawn; in its place
// stands its description.
type BrokenPicture = layout.BrokenPicture

// What may be wrong with the picture of a figure.
var (
	ErrPictureFormat = layout.ErrPictureFormat
	ErrPictureSize   = layout.ErrPictureSize
	ErrPicture       = layout.ErrPicture
)

// Report says what a reader of a finished file should know.
type Report struct {
	Pages   int
	Missing []MissingGlyph // sorted by character
	Broken  []BrokenPicture
	Annexes []AnnexReport // in the order of the document
	Chinese *WantedFont   // set when a font for Chinese would draw what is missing
}

// LoadFonts reads a folder of .ttf files named Family-Style.ttf, with their
// roles in fonts.toml. The error names the file that is broken.
func LoadFonts(fsys fs.FS) (*Fonts, error) { return layout.LoadFonts(fsys) }

// WantedFont says how to come by a font for Chinese: what can be installed,
// the folder that a .ttf file can be put into ("" = none), and the files there
// that were refused.
type WantedFont struct {
	Names   []string
	Folder  string
	Refused []RefusedFont
}

// RefusedFont is a font file that cannot be used, and why.
type RefusedFont = layout.RefusedFont

func wanted(missing []MissingGlyph, f *Fonts) *WantedFont {
	if !slices.ContainsFunc(missing, MissingGlyph.ForChinese) {
		return nil
	}
	_, refused := f.Chinese()
	return &WantedFont{Names: layout.InstallChinese(), Folder: f.ChineseFolder(), Refused: refused}
}

// SystemFolders are the folders in which systems of this kind keep fonts, for
// Fonts.WithChinese.
func SystemFolders() []string { return layout.SystemFolders() }

// Pages sets a document without writing it.
func Pages(ctx context.Context, doc document.Document, f *Fonts) (*Layout, error) {
	l, err := layout.Lay(ctx, &doc, f)
	if err != nil {
		return nil, fmt.Errorf("set pages: %w", err)
	}
	return l, nil
}

// Options say what kind of file is written. The zero value is a tagged file
// built to PDF/UA-1 and PDF/A-2.
type Options struct {
	Archive Archive
	// Passphrase seals the file with AES-256. A sealed file is no PDF/A, and
	// differs from one export to the next. ErrPassphrase tells one that no
	// reader could be given.
	Passphrase string
	// Bytes and Draw give what annexes consist of. Without Bytes all are listed
	// only; without Draw the pages of a PDF come as they are or not at all, and of
	// pictures without both only JPEG and PNG.
	Bytes  Bytes
	Draw   Draw
	Sheets Sheets
	// Flat lets the pages of PDF annexes enter as pictures only, as an archive
	// file needs them: one that has other pages claims no PDF/A. ArchiveA1 and
	// ArchiveA3 ask for it by themselves.
	Flat bool
}

// ErrPassphrase is a pass phrase that is empty, longer than 127 bytes or has
// control characters.
var ErrPassphrase = write.ErrPassphrase

// Archive is the part of ISO 19005 (PDF/A) that a file is built to.
type Archive = write.Archive

// The parts.
const (
	ArchiveA2 = write.ArchiveA2
	ArchiveA1 = write.ArchiveA1
	ArchiveA3 = write.ArchiveA3
)

// Write writes a document as a PDF file. The same document gives the same
// bytes. Nothing reaches w before the file is whole; the context ends the
// work early with its error.
func Write(ctx context.Context, w io.Writer, doc document.Document, f *Fonts) (Report, error) {
	return WriteWith(ctx, w, doc, f, Options{})
}

// WriteWith is Write with a choice of the kind of file.
func WriteWith(ctx context.Context, w io.Writer, doc document.Document, f *Fonts, o Options) (r Report, err error) {
	defer func() {
		if p := recover(); p != nil {
			r, err = Report{}, fmt.Errorf("write pdf: %w at %s", errInternal, place(p))
		}
	}()
	info := write.Info{Title: doc.Title, Subject: doc.Subject, Language: doc.Language, Archive: o.Archive, Passphrase: o.Passphrase}
	if doc.Stamp != "" {
		if info.Stamp, err = time.Parse(time.RFC3339, doc.Stamp); err != nil {
			return Report{}, errors.New("write pdf: stamp is not an RFC 3339 time")
		}
	}
	annexes, err := takeIn(ctx, doc, &o)
	if err != nil {
		return Report{}, fmt.Errorf("write pdf: %w", err)
	}
	sheets := write.NewSheets(f)
	l, err := annexes.lay(ctx, f, sheets)
	if err != nil {
		return Report{}, fmt.Errorf("write pdf: set pages: %w", err)
	}
	info.Attachments = annexes.attached
	if err := sheets.File(ctx, w, l, info); err != nil {
		return Report{}, fmt.Errorf("write pdf: %w", err)
	}
	return Report{Pages: len(l.Pages), Missing: l.Missing, Chinese: wanted(l.Missing, f), Broken: l.Broken, Annexes: annexes.reports}, nil
}

var errInternal = errors.New("internal error")

// place is the function and line of a panic. Its value is left out: it could
// quote the document.
func place(p any) string {
	if f, ok := p.(layout.Fault); ok {
		return f.At
	}
	pcs := make([]uintptr, 16)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(4, pcs)])
	for {
		f, more := frames.Next()
		if !strings.HasPrefix(f.Function, "runtime.") || !more {
			return fmt.Sprintf("%s:%d", f.Function, f.Line)
		}
	}
}
