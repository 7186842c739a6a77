// Package write puts a laid out document into a PDF file.
//
// gofpdf is used for two things, and for no more: it makes the subsets of the
// fonts (it is handed the glyph codes in use, never text, because its own text
// calls drop, reverse and panic) and it lays down the frame of the file, the tree
// of pages with their sizes and resources. What stands on the pages, and all that
// its API cannot say, is written here: contents, real ToUnicode maps, subset names,
// widths, links, outline, structure, language, metadata, pictures, seal and the
// file identifier. Its pages leave it without content; they are not thrown away
// but are the page objects of the finished file.
//
// Pages are taken part by part (Sheets), packed and let go; the file is written as
// it is put together. What grows with its length in memory is the packed contents
// of the pages and the structure, not the text.
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
