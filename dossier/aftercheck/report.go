package aftercheck

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"probata/dossier/filetext"
)

// Level says how sure a find is.
type Level int

// The levels.
const (
	Near Level = iota // to be looked at
	Leak              // the file must not be handed over
)

// Find is a place of a file that gives something away, or may.
type Find struct {
	Level   Level
	How     string // word, spelling, name, digits, day, text, ending, sound, inside, address, initials: a key
	Record  string // of the person or value, "" where none was given
	Inside  string // the file within the file, "" = the file itself
	Part    string // of filetext
	Page    int    // counted from 1, 0 where there are none
	Passage string // for the author's eyes only: never in an error, a log or a title
}

// Report is what a check found.
type Report struct {
	Finds  []Find
	Unread []filetext.Unread
}

// Of are the finds of a level.
func (r Report) Of(l Level) []Find {
	return slices.DeleteFunc(slices.Clone(r.Finds), func(f Find) bool { return f.Level != l })
}

// Err tells that the file must not be handed over: because of what is in it, or
// because it could not be read itself. What lies in files within the file and
// could not be read is for the caller to weigh.
func (r Report) Err() error {
	counts := map[Place]int{}
	total := 0
	leaks := r.Of(Leak)
	for _, f := range r.Finds {
		if f.Level == Leak {
			counts[Place{f.Inside, f.Part}]++
			total++
		}
	}
	if total > 0 {
		e := &LeakError{N: total, Finds: leaks}
		for p := range counts {
			e.Places = append(e.Places, p)
		}
		slices.SortFunc(e.Places, func(a, b Place) int {
			return cmp.Or(cmp.Compare(a.Inside, b.Inside), cmp.Compare(a.Part, b.Part))
		})
		return e
	}
	for _, u := range r.Unread {
		if u.Inside == "" {
			return fmt.Errorf("%w: %s (%s)", ErrUnread, u.Name, u.Why)
		}
	}
	return nil
}

// ErrUnread tells that the file itself could not be read again.
var ErrUnread = errors.New("check the written file: a part of it could not be read")

// Place is a part of a file, or of a file within it.
type Place struct{ Inside, Part string }

// LeakError tells of withheld names and values in a file: where and how many, and
// nothing of them.
type LeakError struct {
	N      int
	Places []Place
	Finds  []Find // for the author's eyes only: never in Error
}

// Error implements error.
func (e *LeakError) Error() string {
	var places []string
	for _, p := range e.Places {
		places = append(places, strings.TrimPrefix(p.Inside+": "+p.Part, ": "))
	}
	return fmt.Sprintf("check the written file: %d withheld values are in it (%s); it is not handed over", e.N, strings.Join(places, "; "))
}
