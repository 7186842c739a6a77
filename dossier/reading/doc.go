// Package reading reads a report (an article, a release, a decision) and suggests what a case could take from it: persons and
// organisations with the short forms by which they come back, who said what, days, places, what was done to whom, statutes,
// roles, sums, terms and numbers of officers.
//
// Nothing is entered by it. A suggestion says where it stands (offsets in bytes and code points, paragraph), what it would
// become, with which others it belongs together, and by which rule and words it was found, so that a reader can agree or not.
// Accept turns what the reader took into records with citations, in one step for the store; what was dismissed is known by a
// digest kept with the source and does not come back. Anchor finds the passage of a citation again in a corrected text.
//
// How it reads: words with sentence, paragraph and quotation (token.go); organisations, then full names, then short and
// inflected forms of those (names.go, inflect.go); cues of speech with their speaker (speech.go); dates (dates.go); acts
// (acts.go); roles (roles.go). All words, endings and patterns are data, one file per language in assets/reading. A pattern is
// a regular expression of Go, whose time is linear in the text, tried at the head of words only.
//
// What it will not do: it guesses no name that the text does not give, knows no store, keeps no state between two texts, and
// never says that something happened: it says that somebody wrote so.
package reading
