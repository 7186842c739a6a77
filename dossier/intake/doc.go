// Package intake looks into a file that comes into a case: what kind of file it
// is, what it says of itself, its text for the search index, a small picture.
//
// Read are pictures, films and sound recordings (what they say of themselves), PDF,
// Word, Excel, PowerPoint of now and Word and Outlook of old, OpenDocument, RTF,
// web pages and archives of them, mails and boxes of mails with what is attached to
// them, tables, cards, calendars and texts in any encoding that people here meet, and
// archives. Read is not only what is printed: comments, changes, authors, alternative
// texts, links, fields of forms, files in files, earlier versions stand behind the
// text, as whoever gets the file can see them.
//
// Nothing is passed over in silence. Every finding tells in its metadata which parts
// of the file were read and which were not (the lines Parts and Unread, parts.go): a
// part of a kind that no reader knows, letters that stand for none, an encoding that
// was guessed and not for certain, what can only be seen on a picture or heard. What
// bytes nothing here reads are still searched for words (sweep.go). So whoever gives a
// file away knows whether anybody has read all of it.
//
// Files come from anybody, the other side included. So nothing here trusts one:
// the kind is told by the content and not by the name; everything read is bounded
// in bytes and time, what a compressed file unpacks to as well; what cannot be
// read is left out, and never a reason to refuse the file. Nothing is written to
// the disk and nothing that a file refers to is fetched.
//
// What it will not do: it changes no file and keeps none, and knows neither store
// nor vault. It does not run scripts or macros, lay out pages, or read what
// stands in a picture.
//
// Formats are read by libraries that are kept well and have been tried with broken
// input (PDFium in a sandbox, imagemeta, mscfb, x/image, x/net/html). Where there
// is none that can be trusted with a hostile file, the little that is needed of a
// format is read here: the boxes of films, the tags of recordings, RTF and how
// Outlook packs it, the properties and the table of pieces of old Office files.
// Such a reader never makes room for a size that a file only claims.
package intake
