// Package withhold recognises persons in a text: which words denote somebody whose name is withheld, in whatever form,
// order, script or spelling they stand there, and which denote somebody else, a place, an institution or nothing at all.
//
// Withholding goes by person, not by string. A stand-in that hits the wrong person turns a statement false, and one that
// misses a form gives a witness away; so every occurrence is weighed against everybody the case knows:
//
//   - A hit is certain when it surely denotes one withheld person. It may be replaced without asking.
//   - It is uncertain when it may: a given name alone, a name that two people bear, a patronymic, a name that is an
//     ordinary word or a place there, a spelling that is only near. The author looks at it; the Reason says what to look for.
//   - What surely denotes somebody who is not withheld (a consenting victim, an official, a court, a street) is no hit.
//
// How: a text is read once into letters as they are meant (entities, percent codes, look-alikes, invisible characters:
// see view), its words into sounds (see sounds), and the sounds walk down one trie in which the stems of all names stand.
// What follows a stem must be an ending of some language's declension. Values (telephones, numbers, addresses, dates) are
// compared by digits and parts. Everything about languages is data in assets/names.
//
// The package knows no record of a case, writes nothing and keeps no state; a Finder may be used by several goroutines.
package withhold
