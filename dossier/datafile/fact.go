package datafile

import (
	"fmt"
	"strings"
	"time"
)

// Confidence says how well a fact of a data file is founded. The letters are those of the research notes the data was
// taken from.
type Confidence string

const (
	Verified  Confidence = "verified"  // [V], H: seen in the source named, or two independent sources agree
	Reported  Confidence = "reported"  // [R]: reported by someone without authority over it, not seen in the source itself
	Memory    Confidence = "memory"    // [M], m: recalled from the official text, believed right, not checked again
	Uncertain Confidence = "uncertain" // [U], l: may be wrong or out of date; never relied on without asking the user
)

// Known reports whether c is one of the four.
func (c Confidence) Known() bool {
	switch c {
	case Verified, Reported, Memory, Uncertain:
		return true
	}
	return false
}

// Fact is where a statement of a data file comes from. Data types embed it, so its keys stand beside theirs.
type Fact struct {
	// Source names what the statement rests on, exactly enough to find it again.
	Source string `toml:"source"`
	// Date is the day or month (YYYY-MM-DD or YYYY-MM) for which the source speaks: the state of a data set, the day a
	// page was looked at, or the day a recollection was written down. Nothing is claimed for later.
	Date       string     `toml:"date"`
	Confidence Confidence `toml:"confidence"`
}

// Check reports what is missing or malformed in f. Confidence is checked here and not while decoding, because an absent
// key never reaches a decoder.
func (f Fact) Check() error {
	switch {
	case strings.TrimSpace(f.Source) == "":
		return fmt.Errorf("no source: add source, date and confidence")
	case !isDate(f.Date):
		return fmt.Errorf("date %q: write YYYY-MM-DD or YYYY-MM", f.Date)
	case !f.Confidence.Known():
		return fmt.Errorf("confidence %q: write verified, reported, memory or uncertain", f.Confidence)
	}
	return nil
}

func isDate(s string) bool {
	for _, layout := range []string{time.DateOnly, "2006-01"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

// Text is words in several languages, keyed by language tag (en, ru, fr, es …). Treat it as read-only.
type Text map[string]string

// In gives the words in language, else in English, else nothing.
func (t Text) In(language string) string {
	if s := t[language]; s != "" {
		return s
	}
	return t["en"]
}
