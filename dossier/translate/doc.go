// Package translate hands the texts of a case to a human translator and takes them back.
//
// What goes out is a list of units: the text at one place of the case, with the id of its record and the key of its
// field, the version there is already and its state. Three files carry it: XLIFF 2.0 for translation programs, a table
// in CSV for spreadsheets, and a table in a document for who works in a word processor (its paragraphs are built here,
// its bytes by the back end). Coming back, each unit must be of a text that is still what it was: what does not fit is
// named by its id and left out, the rest is taken.
//
// The files take no edition. They hold the texts whole, names included, because a text with stand-ins comes back as the
// version of another text; whoever writes one has to say so, and to whom it may be given is the advocate's to judge.
//
// The package writes no file and reads none from the disk.
package translate
