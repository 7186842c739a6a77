// Package docx writes a document as an Office Open XML text (ECMA-376, .docx),
// the form in which some bodies want a submission and in which a colleague can
// work on it.
//
// What has a name in a word processor is written under that name: headings as
// headings, numbered paragraphs with numbering of their own, cross references as
// fields, notes as footnotes, heads of tables as rows that repeat, the language
// on every run, right-to-left as such. Whoever opens the file can therefore go on
// writing in it. What only our pages can do is told in words and tables: the
// course of events is a table of its lanes, relations are a list of sentences,
// annexes are listed and not bound in.
//
// The pages are made by the program that opens the file, so their number and
// where they end are not ours to promise; who needs that sends the PDF. Fonts are
// named, not embedded: Times New Roman, whose measures Liberation Serif shares.
//
// The file says nothing of the machine, its user or the hour: its parts carry one
// fixed time, the information names no author, and Word is asked to keep it so.
// The same document gives the same bytes. Only what the document says enters;
// what an edition withholds was never in it.
//
// The document is written as it is read, in time that grows with its length; in
// memory stay only its notes, links and pictures, as they are in the value.
package docx
