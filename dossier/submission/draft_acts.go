package submission

import (
	"errors"
	"slices"
	"strings"

	"probata/dossier"
)

// What is done with a passage. Each act gives the record to be put into the case (its id empty when it is new), and changes
// nothing itself. Dropping an edited text is removing its record: the drafted sentences then go out again.

// Scope says how far an edited text reaches.
type Scope string

// The scopes, from the narrowest.
const (
	OfSubmission Scope = "submission" // the submission of the request; the form where it has no record
	OfForm       Scope = "form"       // every submission on the form in this language
	OfLanguage   Scope = "language"   // every form in this language
)

// Faults of editing.
var (
	ErrEmptyPassage = errors.New("an edited passage has no text")
	ErrNotEdited    = errors.New("the passage has not been edited")
)

// Edit is a passage in other words. A first edit takes the drafted text over; what the advocate held it against are the records
// of today. A later one leaves it as stale as it was: that the words are other does not say that she has seen what changed. The
// scope counts for a first edit, and for one of a text that reaches further than it: other papers keep that.
func Edit(req Request, p Paragraph, text string, scope Scope) (*dossier.Draft, error) {
	if strings.TrimSpace(noteMarks.ReplaceAllString(text, "")) == "" {
		return nil, ErrEmptyPassage
	}
	x := fresh(req, p, scope)
	if old, ok := dossier.Find[*dossier.Draft](req.Dossier, p.Record); ok {
		if old.Form == x.Form && old.Submission == x.Submission {
			x.Head = old.Head
		}
		x.Facts, x.Beneath = slices.Clone(old.Facts), old.Beneath
	}
	x.Words = normal(text)
	return x, nil
}

// Redraft is an edited passage with the text that is drafted today, to be edited again.
func Redraft(req Request, p Paragraph) (*dossier.Draft, error) {
	x, err := editedBefore(req, p)
	if err != nil {
		return nil, err
	}
	x.Words, x.Facts, x.Beneath = p.Draft, slices.Clone(p.DraftFacts), dossier.Beneath(req.Dossier, p.About)
	return x, nil
}

// KeepMine is an edited passage as it is, held against the records of today.
func KeepMine(req Request, p Paragraph) (*dossier.Draft, error) {
	x, err := editedBefore(req, p)
	if err != nil {
		return nil, err
	}
	x.Beneath = dossier.Beneath(req.Dossier, p.About)
	return x, nil
}

func editedBefore(req Request, p Paragraph) (*dossier.Draft, error) {
	old, ok := dossier.Find[*dossier.Draft](req.Dossier, p.Record)
	if !ok {
		return nil, ErrNotEdited
	}
	return dossier.Copy(old).(*dossier.Draft), nil
}

func fresh(req Request, p Paragraph, scope Scope) *dossier.Draft {
	x := &dossier.Draft{
		Head: dossier.Head{Case: req.Dossier.Case().ID}, About: p.About, Language: req.Language,
		Facts: slices.Clone(p.DraftFacts), Beneath: dossier.Beneath(req.Dossier, p.About),
	}
	if x.Language == "" {
		x.Language = req.Form.Languages[0]
	}
	if scope != OfLanguage {
		x.Form = req.Form.ID
	}
	if scope == OfSubmission {
		x.Submission = req.Submission
	}
	return x
}

// normal is a text as it was typed, with its paragraphs divided by one empty line each.
func normal(text string) string { return strings.Join(paragraphs(text), "\n\n") }
