package lang_test

import (
	"crypto/rand"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"probata/dossier"
	"probata/dossier/door"
)

// ofTheCase are the problems of the case itself, which belong to no other kind.
var ofTheCase = []string{
	"authority-unread", "dangling", "dates-reversed", "draft-stale", "follow-none", "follow-not-kept", "follow-same", "no-perpetrator",
	"order-against-dates", "order-circle", "own-form", "own-form-body", "own-form-consent", "own-form-required", "own-form-victim", "own-law",
	"unknown-choice", "unreadable-date", "waived", "wrong-link",
}

// TestProblemsHaveKinds: every problem that has a sentence is sorted, so that a new one
// is not shown among those of the case by oversight.
func TestProblemsHaveKinds(t *testing.T) {
	for key := range tables(t).Problem {
		kind := dossier.Problem{Key: key}.Kind()
		if (kind == "case") != slices.Contains(ofTheCase, key) {
			t.Errorf("the problem %s is of kind %s: sort it in dossier/problem_kind.go, or here", key, kind)
		}
	}
}

// TestReasonsSayWhatLacks: a reason about facts, people or remedies leads to where they are added.
func TestReasonsSayWhatLacks(t *testing.T) {
	want := map[string]dossier.Type{"remedies": dossier.TypeRemedy, "same": dossier.TypeRemedy, "facts": dossier.TypeEvent, "no": dossier.TypeEvent, "author": dossier.TypeParty, "consent": dossier.TypeParty}
	for key := range tables(t).Door {
		first, _, _ := strings.Cut(key, "-")
		typ := want[first]
		if key == "no-victim" {
			typ = dossier.TypeParty
		}
		id, err := dossier.NewID(dossier.TypeCase, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		if got := (door.Reason{Key: key, Record: id}).Lacks(); got != typ {
			t.Errorf("%s lacks %q, want %q", key, got, typ)
		}
		if got := (door.Reason{Key: key, Record: id, Field: "states"}).Lacks(); got != "" {
			t.Errorf("%s with a field to mend lacks %q", key, got)
		}
	}
}

// tables are the keys of the English problems and reasons.
func tables(t *testing.T) (all struct{ Problem, Door map[string]any }) {
	t.Helper()
	data, err := os.ReadFile(folder + "en.toml")
	if err != nil {
		t.Fatal(err)
	}
	if err := toml.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}
