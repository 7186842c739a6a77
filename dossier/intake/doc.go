// Package intake looks into a file that comes into a case: what kind of file it
// is, what it says of itself, its text for the search index, a small picture.
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
package intake
