package filing

import (
	"bytes"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/difference"
	"probata/dossier/exchange"
)

func state() *dossier.Dossier {
	return dossier.New(&dossier.Case{Head: dossier.Head{ID: "case-1"}, Title: "Case"},
		&dossier.Event{Head: dossier.Head{ID: "event-1", Case: "case-1"}, Title: "Search"})
}

// TestFrozen reads back what was frozen, and names the filing that is broken.
func TestFrozen(t *testing.T) {
	var b bytes.Buffer
	if err := exchange.WriteJSON(&b, state()); err != nil {
		t.Fatal(err)
	}
	f := &dossier.Filing{Head: dossier.Head{ID: "filing-1", Case: "case-1"}, Data: b.String()}
	d, err := Frozen(f)
	if err != nil || len(difference.Between(d, state())) != 0 {
		t.Errorf("%v", err)
	}
	f.Data = "SECRET"
	if _, err := Frozen(f); err == nil || !strings.Contains(err.Error(), "filing-1") || strings.Contains(err.Error(), "SECRET") {
		t.Errorf("%v", err)
	}
}
