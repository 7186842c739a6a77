package submission

import (
	"errors"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/aftercheck"
)

// TestProofShowsPassages: a text that is refused tells the author where to look,
// and its error names nobody.
func TestProofShowsPassages(t *testing.T) {
	d := people(&dossier.Name{Party: "party-w", Family: "Tokarev", Given: "Yerlan", Language: "en"})
	d.Put(&dossier.Case{Head: dossier.Head{ID: "case-1"}, Reference: "R", Title: "Case", Summary: "Nothing.", States: []string{"KZ"}})
	f := fillSummary(t, d, Public)
	if err := f.Proof("At dawn nobody left the house."); err != nil {
		t.Errorf("a clean text is refused: %v", err)
	}
	var leak *aftercheck.LeakError
	err := f.Proof("At dawn Yerlan Tokarev left the house.")
	if !errors.As(err, &leak) || leak.N != 1 || len(leak.Finds) != 1 || leak.Finds[0].Passage != "At dawn Yerlan Tokarev left the house." {
		t.Fatalf("refused as %+v", err)
	}
	if strings.Contains(err.Error(), "Tokarev") {
		t.Errorf("the error names somebody: %v", err)
	}
}
