// Package desk is what one does with a case and with the vault it lies in, each act
// written once and without a face: take in, remove, give out, hand over, back up,
// rescue. The window and the commands ask, call one of these and tell what came of
// it; what they differ in is how they ask and tell, never what is done.
//
// An act keeps the order that matters (no copy is out of which no custody log tells,
// no file is begun of which the search has not come back clean, nothing is removed
// that something still points at) and answers with what there is to tell, as records,
// counts and errors. It speaks to nobody: it has no words, asks no question, and
// writes no file but those of a vault and those it is given to write to.
package desk
