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
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestRows holds what every list of the example says, in both languages.
func TestRows(t *testing.T) {
	for _, tag := range []string{"en", "ru"} {
		p := testParts(t)
		r, err := p.Example()
		if err != nil {
			t.Fatal(err)
		}
		d, err := exchange.ReadJSON(r)
		if err != nil {
			t.Fatal(err)
		}
		w := &rower{speech: newSpeech(p, tag), d: d, worst: worstOf(d, dossier.Check(d))}
		var out strings.Builder
		for _, x := range tabs {
			for _, typ := range x.types {
				fmt.Fprintf(&out, "== %s · %s\n", w.T("ui.tab."+x.key), w.typesWord(typ))
				records := slices.Clone(d.List(typ))
				if typ == dossier.TypeEvent {
					records = nil
					for _, e := range d.Timeline() {
						records = append(records, e)
					}
				}
				for _, rec := range records {
					row := w.row(rec)
					var marks []string
					for _, m := range row.Marks {
						marks = append(marks, m.Text)
					}
					fmt.Fprintf(&out, "%s | %s | %s | %s | %s\n", row.Lead, row.Title, row.Subtitle, row.Trail, strings.Join(marks, ", "))
				}
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
	p := testParts(t)
	for _, tag := range []string{"en", "ru"} {
		s := newSpeech(p, tag)
		seen := map[string]error{}
		for _, err := range []error{
			vault.ErrPassphrase, vault.ErrNotVault, vault.ErrLocked, vault.ErrNewer, vault.ErrNoSpace, vault.ErrExists, vault.ErrClosed,
			vault.Damage{File: "image-1.age", NextStep: vault.RestoreBackup}, vault.Damage{File: "x", NextStep: vault.RestoreFile}, vault.Damage{File: "x", NextStep: vault.ReadAgain},
			exchange.ErrNewer, store.ErrExists, store.ErrConflict, &store.DanglingError{}, store.ErrAppendOnly, store.ErrNotFound,
			&exchange.ReadError{Faults: []*dossier.FormatError{{Place: "event-e1.when", Rule: "must be a date"}}},
			&dossier.FormatError{Place: "event-e1.title", Rule: "is too long"}, os.ErrPermission, os.ErrNotExist, errors.New("something else"),
		} {
			text := s.errorText(fmt.Errorf("open store: %w", err))
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
