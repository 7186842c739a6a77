// Package submission turns a case into what one body asks for: a form with its
// questions, the answers that the case gives, the problems that stand in the
// way, and the document to be sent.
//
// A form is data (assets/forms/*.toml): questions in the order of the body's
// own paper, each with a path into the case or a named view of it, so that a
// new form needs no code. Fill answers the questions; Document lays the answers
// out as a document value for any back end.
//
// The edition is applied first: a Request for other eyes than the body's works
// on a copy of the case from which withheld names and values are gone, so that
// nothing built from it can contain them; Left proves that afterwards. Names go by
// person: what may be one and may be none is a Passage, which the author reviews,
// and an edition with passages that nobody has looked at is not Cleared.
//
// The package never says that a submission is admissible, cuts nothing to fit a
// limit, and sends nothing.
package submission
