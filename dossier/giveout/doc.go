// Package giveout makes the files that leave the house, one way for every face of
// the program: the submission is written in memory as the kind of file that is
// wanted, the bytes are searched for whom and what the edition withholds, and only
// then are they handed on. A file with a leak is never begun on a disk.
//
// The search is that of package aftercheck, which knows nothing of how names were
// taken out. What it finds for sure is an error; what is only near comes back with
// the file, for the author to look at.
//
// It opens no vault and writes no file. Where the bytes go, and what the custody
// log says of it, is for the caller.
package giveout
