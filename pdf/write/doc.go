// Package write puts a laid out document into a PDF file. gofpdf is the
// writer of pages and fonts; it is given finished glyph codes, never text,
// because its own text calls drop, reverse and panic. A finishing pass then
// rewrites what gofpdf cannot say: real ToUnicode maps, subset names, widths,
// links, outline, language, metadata and file identifier.
//
// The same layout and Info give the same bytes: no clock, no random number,
// no name of the machine or of its user enters the file.
//
// A file sealed with a pass phrase is the exception: its keys are random.
//
// The file is tagged to PDF/UA-1 and built to PDF/A-2, to PDF/A-3 where files
// lie inside it, or to PDF/A-1b where an archive asks for it. One that holds
// pages of other files claims no PDF/A: nobody here can vouch for their fonts
// and colours. Those pages come as objects that a caller has picked; this
// package numbers them and looks no further.
package write

import "time"

// Info is what the file says about itself.
type Info struct {
	Title, Subject string
	Language       string // BCP 47, may be empty
	Stamp          time.Time
	Archive        Archive
	Passphrase     string // seals the file when it is not empty
	Attachments    []Attachment
}

// Archive is the part of ISO 19005 that a file is built to.
type Archive uint8

// The parts.
const (
	ArchiveA2 Archive = iota // PDF/A-2, level A where all letters have their text, else B
	ArchiveA1                // PDF/A-1b: larger, for archives that ask for it
	ArchiveA3                // PDF/A-3, which any file may lie inside; also without one
)

// producer names the program, without a version: two releases that set a
// document alike write the same file.
const producer = "Probata"
