// Package report is the room in which one goes from a report (an article, a release, a
// decision) to a cited case: its text at the left, what it suggests and what was taken
// from it at the right. Words that are selected become a party, an act, a quote and so
// on by one key each; a suggestion is accepted, changed or dismissed by one. What a
// passage becomes is the work of package reading; this room shows it.
//
// The file is sealed before it is read. Nothing is entered unasked: a report that was
// only opened changes nothing but the custody of its file.
package report
