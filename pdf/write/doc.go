// Package write puts a laid out document into a PDF file. gofpdf is the
// writer of pages and fonts; it is given finished glyph codes, never text,
// because its own text calls drop, reverse and panic. A finishing pass then
// rewrites what gofpdf cannot say: real ToUnicode maps, subset names, widths,
// links, outline, language, metadata and file identifier.
//
// The same layout and Info give the same bytes: no clock, no random number,
// no name of the machine or of its user enters the file.
//
// Not done here yet: structure tree, PDF/A, encryption, attachments. A change
// of layout.Op.Block in pageContent is where marked content begins and ends.
package write

import "time"

// Info is what the file says about itself.
type Info struct {
	Title, Subject string
	Language       string // BCP 47, may be empty
	Stamp          time.Time
}

// producer names the program, without a version: two releases that set a
// document alike write the same file.
const producer = "Probata"
