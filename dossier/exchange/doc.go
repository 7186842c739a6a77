// Package exchange writes a case in formats that other programs and other
// copies of this one can read, and reads it back.
//
// The format of a case is the JSON described in SCHEMA.md, which is generated
// from the field tables so that it stays true. It is the whole case as records,
// meant for scripts and for reading it in twenty years without this program. To a
// colleague it goes in a package (handover.go), together with the files of its
// evidence.
//
// Reading is strict. A case file may come from anywhere, and a key that is
// silently dropped or a link that points nowhere is a fact lost without
// anybody noticing. So whatever does not fit is refused, with the place, the
// rule and what to do, several faults at once; never with the value found,
// because messages end up in logs and on other people's screens.
//
// The package does not seal anything and does not decide what may leave the
// vault; where files come from, and go to, its callers say.
package exchange
