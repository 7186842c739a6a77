package withhold

import (
	"strings"
	"testing"
)

// TestLongRuns: a run of one letter, as a spoilt file has them, is walked once and not from each of its letters to its end.
func TestLongRuns(t *testing.T) {
	rules := shipped(t)
	f := rules.Finder([]Subject{{ID: "p", Kind: Person, Withheld: true, Names: []Name{{Family: "Sadykova", Given: "Anna", Language: "en"}, {Family: "Нурлан", Language: "ru"}}}})
	for _, s := range []string{"a", "n", "А", "́", "sad", "anna", "нн"} {
		const n = 100_000
		f.Hits(strings.Repeat(s, n)) // runs into the test's time limit where it is not linear
	}
}
