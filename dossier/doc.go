// Package dossier is the case itself: its records, their fields, and the checks
// that can be made on them without asking any law, form or file.
//
// A record is a plain struct. What is known about its fields (key, kind,
// whether it is required or private, what it links to) stands in one field
// table per record type, and everything generic reads that table: the editor,
// the columns of the store, JSON, search, the forms and the pages. Adding a
// field is a struct field and one line in the table.
//
// A Dossier holds all records of one case in memory with the links between
// them. It does not read or write files, does not know words of any language,
// and never decides what may leave the vault: see the packages store, lang and
// submission.
package dossier
