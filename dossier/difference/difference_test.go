package difference

import (
	"strings"
	"testing"

	"probata/dossier"
)

func state(t *testing.T, records ...dossier.Record) *dossier.Dossier {
	t.Helper()
	head := func(id string) dossier.Head { return dossier.Head{ID: dossier.ID(id), Case: "case-1"} }
	return dossier.New(append([]dossier.Record{
		&dossier.Case{Head: dossier.Head{ID: "case-1"}, Title: "Case"},
		&dossier.Event{Head: head("event-1"), Title: "Search"},
	}, records...)...)
}

// TestBetween tells what came, changed and went, and not what no body was told.
func TestBetween(t *testing.T) {
	head := func(id string, place int64) dossier.Head {
		return dossier.Head{ID: dossier.ID(id), Case: "case-1", Place: place}
	}
	was := state(t, &dossier.Source{Head: head("source-1", 1), Title: "Report"}, &dossier.Source{Head: head("source-2", 2), Title: "Letter"}, &dossier.Source{Head: head("source-3", 3), Title: "Film"})
	now := state(t,
		&dossier.Source{Head: head("source-1", 9), Title: "Report"}, // moved in the list only
		&dossier.Source{Head: head("source-2", 2), Title: "Letter of May", Language: "ru"},
		&dossier.Source{Head: head("source-4", 4), Title: "Note"},
		&dossier.Note{Head: head("note-1", 1), Words: "for ourselves"},
		&dossier.Evidence{Head: head("evidence-1", 1), Title: "what was sent"},
		&dossier.Filing{Head: head("filing-1", 1), Document: "evidence-1"},
	)
	var got []string
	for _, c := range Between(was, now) {
		kind := "changed"
		switch {
		case c.Was == nil:
			kind = "new"
		case c.Now == nil:
			kind = "gone"
		}
		var fields []string
		for _, f := range c.Fields {
			fields = append(fields, f.Key)
		}
		got = append(got, strings.TrimSpace(kind+" "+string(c.ID)+" "+strings.Join(fields, ",")))
	}
	want := "changed source-2 title,language; new source-4; gone source-3"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("%s\nwant %s", s, want)
	}
}
