package exchange

import (
	"errors"
	"strings"

	"probata/dossier"
)

// ErrNewer is a case file of a later version of the format. The rest of it is
// not judged, because what looks like a fault may be new.
var ErrNewer = errors.New("the file was written by a newer version of the program; update this one and try again")

// maxFaults is how many faults are collected before reading ends: enough to
// mend a file in a few rounds, few enough to be read.
const maxFaults = 20

// ReadError is everything found wrong with a case file, in the order of the
// file, faults of links last. No fault holds a value of the case.
type ReadError struct {
	Faults []*dossier.FormatError
	More   bool // reading ended early: there may be more
}

// Error is one line per fault: the place, a colon, the rule and what to do.
func (e *ReadError) Error() string {
	var b strings.Builder
	b.WriteString("read case:")
	for _, f := range e.Faults {
		b.WriteString("\n  " + f.Error())
	}
	if e.More {
		b.WriteString("\n  reading ended here; there may be more")
	}
	return b.String()
}

// Unwrap gives the single faults.
func (e *ReadError) Unwrap() []error {
	out := make([]error, len(e.Faults))
	for i, f := range e.Faults {
		out[i] = f
	}
	return out
}
