package narrative

import "testing"

// TestDeclinedNameKeepsItsCapital: a sentence that begins with a name in another case than the nominative stands behind
// other words with its capital.
func TestDeclinedNameKeepsItsCapital(t *testing.T) {
	teller := &Teller{proper: map[string]bool{"Арман": true, "Лилия": true, "Дос": true, "Anna": true}}
	for word, want := range map[string]bool{"Армана": true, "Арманом": true, "Лилию": true, "Доса": true, "Anna": true, "Annas": false, "Досрочно": false, "Суд": false} {
		if got := teller.isProper(word); got != want {
			t.Errorf("%s belongs to a name: %v, want %v", word, got, want)
		}
	}
}
