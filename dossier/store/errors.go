package store

import (
	"errors"
	"fmt"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"probata/dossier"
	"probata/dossier/vault"
)

// Errors that callers tell apart with errors.Is. Those of the vault (wrong pass
// phrase, locked, damaged, newer, no space) are passed through as they are.
var (
	// ErrNotFound: no record has the id, no case the reference.
	ErrNotFound = errors.New("not found")
	// ErrNothing: there is nothing to undo or to redo.
	ErrNothing = errors.New("nothing to undo or redo")
	// ErrExists: a record to be imported is there already and says something else.
	ErrExists = errors.New("exists with other content")
	// ErrDangling: a link would point at nothing, or at what it may not point at.
	// errors.As with a [*DanglingError] gives the links.
	ErrDangling = errors.New("link would dangle")
	// ErrConflict: a record was changed elsewhere since, so the step can no
	// longer be undone or redone.
	ErrConflict = errors.New("changed elsewhere since")
	// ErrAppendOnly: lines of a custody log are added, never changed or taken out.
	ErrAppendOnly = errors.New("custody log is append only")
)

// Dangling is one link that is refused.
type Dangling struct {
	Record dossier.ID
	Field  string // key of a field, or "case"
	To     dossier.ID
	Reason Reason
}

// Reason says why a link is refused.
type Reason string

// The reasons.
const (
	Missing   Reason = "missing"    // no record has the id
	Removed   Reason = "removed"    // the change removes the record that is linked
	WrongType Reason = "wrong-type" // the field does not take records of that type
	OtherCase Reason = "other-case" // the record belongs to another case
)

// DanglingError names the links that a change would leave dangling.
type DanglingError struct{ Links []Dangling }

func (e *DanglingError) Error() string {
	const most = 5
	var b strings.Builder
	b.WriteString(ErrDangling.Error())
	for i, l := range e.Links {
		if i == most {
			fmt.Fprintf(&b, "; and %d more", len(e.Links)-most)
			break
		}
		fmt.Fprintf(&b, "; %s.%s to %s (%s)", l.Record, l.Field, l.To, l.Reason)
	}
	return b.String()
}

// Is makes every DanglingError an ErrDangling.
func (e *DanglingError) Is(target error) bool { return target == ErrDangling }

// naming adds ids to a sentinel: "import: exists with other content: event-a, event-b".
func naming(sentinel error, ids []dossier.ID) error {
	const most = 10
	var names []string
	for i, id := range ids {
		if i == most {
			names = append(names, fmt.Sprintf("and %d more", len(ids)-most))
			break
		}
		names = append(names, string(id))
	}
	return fmt.Errorf("%w: %s", sentinel, strings.Join(names, ", "))
}

// corrupt tells whether SQLite could make no sense of the image.
func corrupt(err error) bool {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return false
	}
	code := e.Code() & 0xff // the rest says where in SQLite
	return code == sqlite3.SQLITE_CORRUPT || code == sqlite3.SQLITE_NOTADB
}

// damaged makes a vault.Damage of an error by which SQLite says that the image is
// broken: the seals of the vault hold, so it was saved so, or salvaged.
func damaged(err error) error {
	if !corrupt(err) {
		return err
	}
	return vault.Damage{File: image, What: vault.Malformed, NextStep: vault.RestoreBackup, Cause: err}
}
