// Package store keeps cases in SQLite inside a vault: reading, changing,
// history, search.
//
// There is one real table per type of record, named after the type, with one
// column per field named after the field's key. The columns are derived from
// the field tables of package dossier, so a new field needs nothing here: the
// column appears when the vault is next opened. What says nothing is NULL. A
// Links field has a table of its own, "type.key". Foreign keys bind every link;
// the table "record" lists all ids, for links that may point at several types.
//
// Every change goes through one place (apply.go), which refuses what would
// leave a link dangling and writes what each record was before and after.
// Undo, redo, the history of a record and "changed since" are views of that
// table; there is no other record of what happened. Undo and redo are changes
// too and stand in the history, and both survive a restart. The versions
// of a record and the trash are such views as well: what was removed can come
// back until its case is deleted. A chain of hashes (seal.go) makes it known when
// an entry was removed, changed or moved past this package.
//
// A file is sealed by the vault while it is hashed. What Options.Inspect reads
// out of it, its text and a small picture, lies sealed beside it; only the index
// of the text is in memory. Who looks at a file or takes a copy out leaves a line
// in its custody log, which goes only with the file itself.
//
// Search reads one FTS5 index without a copy of the text: the words of each
// record by their sound, as lang.Fold writes them, so that a name is found in
// any script, and by their look. The snippet is cut from the record itself.
//
// What the package will not do: it opens no file (the vault does; SQLite runs
// on pages in memory and is denied ATTACH), knows no words of any language, and
// does not judge a case: a missing field or a doubtful date is for
// dossier.Check. Only this package imports database/sql and the SQLite driver.
//
// Errors name ids of records and keys of fields, never what stands in them.
package store
