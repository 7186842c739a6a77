package ui

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"probata/dossier"
	"probata/dossier/exchange"
	"probata/dossier/store"
	"probata/dossier/vault"
	"probata/ui/speech"
)

var update = flag.Bool("update", false, "write the golden files anew")

// rowCase is a small case with what the rows tell apart.
func rowCase() *dossier.Dossier {
	in := func(id string, place int64) dossier.Head {
		return dossier.Head{ID: dossier.ID(id), Case: "case-1", Place: place}
	}
	return dossier.New(
		&dossier.Case{Head: dossier.Head{ID: "case-1"}, Reference: "R-1", Title: "Arrest in Almaty", States: []string{"KZ"}, Status: "preparing"},
		&dossier.Party{Head: dossier.Head{ID: "party-v"}, Kind: "person", Description: "teacher"},
		&dossier.Name{Head: dossier.Head{ID: "name-v"}, Party: "party-v", Language: "ru", Family: "Нурланова", Given: "Айгүл"},
		&dossier.Name{Head: dossier.Head{ID: "name-w", Place: 2}, Party: "party-v", Language: "en", Family: "Nurlanova", Given: "Aigul"},
		&dossier.Party{Head: dossier.Head{ID: "party-p", Place: 2}, Kind: "state-body", Description: "city police"},
		&dossier.Role{Head: in("role-v", 1), Party: "party-v", Role: "alleged-victim"},
		&dossier.Role{Head: in("role-p", 2), Party: "party-p", Role: "arresting-authority"},
		&dossier.Event{Head: in("event-1", 1), Title: "Arrest", Kind: "arrest", When: dossier.Date{EDTF: "2022-01-05"}, Venue: "Abai street", Status: "confirmed"},
		&dossier.Event{Head: in("event-2", 2), Title: "Custody ordered", When: dossier.Date{Words: "two days later"}, Status: "possible"},
		&dossier.Event{Head: in("event-3", 3), Title: "Interrogation", During: []dossier.ID{"event-1"}},
		&dossier.Event{Head: in("event-4", 4)},
		&dossier.Act{Head: in("act-1", 1), Event: "event-1", Kind: "arrest", Victim: "party-v"},
		&dossier.Involvement{Head: in("involvement-1", 1), Act: "act-1", Party: "party-p", Degree: "carried-out"},
		&dossier.Quote{Head: in("quote-1", 1), Speaker: "party-v", Words: "I was not told why.", Language: "ru"},
		&dossier.Source{Head: in("source-1", 1), Kind: "report", Title: "Report of counsel", Issued: dossier.Date{EDTF: "2022-02"}},
		&dossier.Citation{Head: in("citation-1", 1), Fact: "event-1", Field: "when", Source: "source-1", Page: "3", Paragraph: "12"},
		&dossier.Citation{Head: in("citation-2", 2)},
		&dossier.Evidence{Head: in("evidence-1", 1), Title: "Photograph", Exhibit: "A-1"},
		&dossier.Allegation{Head: in("allegation-1", 1), Provision: "iccpr.9", Victim: "party-v", Categories: []string{"I"}},
		&dossier.Finding{Head: in("finding-1", 1), Allegation: "allegation-1", Element: "iccpr.9.reasons", State: "shown"},
		&dossier.Remedy{Head: in("remedy-1", 1), Kind: "appeal", Victim: "party-v"},
		&dossier.Relief{Head: in("relief-1", 1), Kind: "release", Addressee: "state"},
		&dossier.Filing{Head: in("filing-1", 1), Body: "wgad", Filed: dossier.Date{EDTF: "2022-03-01"}},
		&dossier.Submission{Head: in("submission-1", 1), Form: "wgad", Language: "en", Edition: "confidential"},
		&dossier.Task{Head: in("task-1", 1), Title: "Ask for consent", Due: dossier.Date{EDTF: "2022-04"}, Done: "yes"},
		&dossier.Note{Head: in("note-1", 1), Words: "Check the address."},
	)
}

// TestRows holds what every list says of a small case, in both languages.
func TestRows(t *testing.T) {
	for _, tag := range []string{"en", "ru"} {
		d := rowCase()
		w := &speech.Rower{Speech: testSpeech(t, tag), Dossier: d, Worst: speech.WorstOf(d, dossier.Check(d))}
		var out strings.Builder
		for _, table := range dossier.Tables() {
			records := slices.Clone(d.List(table.Type))
			if table.Type == dossier.TypeEvent {
				records = nil
				for _, e := range d.Timeline() {
					records = append(records, e)
				}
			}
			for _, rec := range records {
				row := w.Row(rec)
				var marks []string
				for _, m := range row.Marks {
					marks = append(marks, m.Text)
				}
				fmt.Fprintf(&out, "%s: %s | %s | %s | %s | %s\n", rec.Header().ID, row.Lead, row.Title, row.Subtitle, row.Trail, strings.Join(marks, ", "))
			}
		}
		golden(t, "rows-"+tag+".txt", out.String())
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; go test -update writes it", err)
	}
	if string(want) != got {
		t.Errorf("%s differs; go test -update and look at the difference", path)
	}
}

// TestSentences gives every error that a person may meet a sentence of its own.
func TestSentences(t *testing.T) {
	for _, tag := range []string{"en", "ru"} {
		s := testSpeech(t, tag)
		seen := map[string]error{}
		for _, err := range []error{
			vault.ErrPassphrase, vault.ErrNotVault, vault.ErrLocked, vault.ErrNewer, vault.ErrNoSpace, vault.ErrExists, vault.ErrClosed,
			vault.Damage{File: "image-1.age", NextStep: vault.RestoreBackup},
			vault.Damage{File: "x", NextStep: vault.RestoreFile},
			vault.Damage{File: "x", NextStep: vault.ReadAgain},
			exchange.ErrNewer, store.ErrExists, store.ErrConflict, &store.DanglingError{}, store.ErrAppendOnly, store.ErrNotFound,
			&exchange.ReadError{Faults: []*dossier.FormatError{{Place: "event-e1.when", Rule: "must be a date"}}},
			&dossier.FormatError{Place: "event-e1.title", Rule: "is too long"}, os.ErrPermission, os.ErrNotExist, errors.New("something else"),
		} {
			text := s.ErrorText(fmt.Errorf("open store: %w", err))
			if text == "" || strings.HasPrefix(text, "error.") || strings.Contains(text, "{") {
				t.Errorf("%s: %v is told as %q", tag, err, text)
			}
			if other, ok := seen[text]; ok {
				t.Errorf("%s: %v and %v are told by the same sentence", tag, err, other)
			}
			seen[text] = err
		}
	}
}

// keysInSource are the word keys that stand whole in the files of the package.
func keysInSource(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files of the package: %v", err)
	}
	re := regexp.MustCompile(`"(ui\.[a-z-]+(?:\.[a-z-]+)*)"[,)\n]`)
	var out []string
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range re.FindAllStringSubmatch(string(data), -1) {
			if !slices.Contains(out, m[1]) {
				out = append(out, m[1])
			}
		}
	}
	return out
}

func redoShortcut() fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

func historyOf(id dossier.ID) store.Filter { return store.Filter{Case: id} }
