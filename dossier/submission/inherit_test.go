package submission

import (
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/document"
)

// TestQuoteTakesLevelOfItsSource: exact words from a source that may not be named
// go no further than it, unless the quote says otherwise.
func TestQuoteTakesLevelOfItsSource(t *testing.T) {
	head := func(id string) dossier.Head { return dossier.Head{ID: dossier.ID(id), Case: "case-1"} }
	tests := []struct {
		secret, own string
		open        bool // cited from an open source as well
		want        bool // told to the State
	}{
		{"confidential", "", false, false},
		{"confidential", "", true, true},
		{"confidential", "state", false, true},
		{"state", "", false, true},
		{"", "", false, true},
	}
	for _, test := range tests {
		d := known()
		for _, r := range []dossier.Record{
			&dossier.Source{Head: head("source-1"), Kind: "interview", Title: "Talk", Secret: test.secret},
			&dossier.Source{Head: head("source-2"), Kind: "webpage", Title: "Page"},
			&dossier.Quote{Head: head("quote-9"), Speaker: "party-son", Words: "The door was green and broken.", Confidentiality: test.own},
			&dossier.Citation{Head: head("citation-1"), Fact: "quote-9", Source: "source-1"},
		} {
			d.Put(r)
		}
		if test.open {
			d.Put(&dossier.Citation{Head: head("citation-2"), Fact: "quote-9", Source: "source-2"})
		}
		f := fillCase(t, d, State, document.Listed)
		doc, err := f.Document()
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(DocumentText(doc), "The door was green"); got != test.want {
			t.Errorf("source %q, quote %q, open %v: told %v", test.secret, test.own, test.open, got)
		}
	}
}

// TestCaseSetsTheLevel: what the case sets applies to every record that does not
// say otherwise.
func TestCaseSetsTheLevel(t *testing.T) {
	head := func(id string) dossier.Head { return dossier.Head{ID: dossier.ID(id), Case: "case-1"} }
	for level, want := range map[string]bool{"": true, "public": true, "state": true, "confidential": false} {
		d := known()
		d.Case().Confidentiality = level
		d.Put(&dossier.Event{Head: head("event-8"), Title: "Meeting at the river", Kind: "other"})
		d.Put(&dossier.Event{Head: head("event-9"), Title: "Open letter", Kind: "other", Confidentiality: "public"})
		doc, err := fillCase(t, d, State, document.Listed).Document()
		if err != nil {
			t.Fatal(err)
		}
		text := DocumentText(doc)
		if got := strings.Contains(text, "Meeting at the river"); got != want || !strings.Contains(text, "Open letter") {
			t.Errorf("level %q: told %v, want %v", level, got, want)
		}
	}
}
