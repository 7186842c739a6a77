package ui

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"probata/ui/first"
	"probata/ui/room"
	"probata/ui/widget"
)

func TestVaultsIn(t *testing.T) {
	home := t.TempDir()
	for _, dir := range []string{"Work.probata", "Documents/Cases.probata", "Документы/Дела.probata", "Documents/deep/Far.probata", ".probata", "Pictures"} {
		if err := os.MkdirAll(filepath.Join(home, dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(home, "file.probata"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	names := func() (out []string) {
		for _, f := range room.VaultsIn(home) {
			out = append(out, room.VaultName(f.Path))
		}
		return out
	}
	if got := names(); len(got) != 2 || got[0] != "Cases" || got[1] != "Work" {
		t.Errorf("found %q, want Cases in the documents and Work beside", got)
	}
	if err := os.MkdirAll(filepath.Join(home, ".config"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, ".config", "user-dirs.dirs"), []byte("# x\nXDG_DOCUMENTS_DIR=\"$HOME/Документы\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := names(); len(got) != 2 || got[1] != "Дела" {
		t.Errorf("with documents of another name: %q, want Work and Дела", got)
	}
	want := []string{home, filepath.Join(home, "Документы"), filepath.Join(home, "Desktop"), filepath.Join(home, "Downloads")}
	if got := UsualFolders(home); !slices.Equal(got, want) {
		t.Errorf("people export into %q", got)
	}
	if room.VaultsIn("") != nil {
		t.Error("without a home there is nothing to offer")
	}
}

// TestNoPathStays: neither the vault that is open nor the folder of a file
// dialog is written into the preferences.
func TestNoPathStays(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	p := b.app.Preferences()
	p.SetString("fyne:fileDialogLastFolder", "file:///media/stick")
	for _, key := range pathPreferences {
		if v := p.String(key); v != "" {
			t.Errorf("the preference %s holds %q", key, v)
		}
	}
}

// TestStopSaves: the system ends the program in the middle of a word.
func TestStopSaves(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.example()
	id, path := b.session.CaseID(), b.session.Path
	s.showTab("overview")
	b.enter("summary", "Half a sentence ")
	if err := b.Stop(); err != nil {
		t.Fatal(err)
	}
	if b.session != nil {
		t.Fatal("the session outlives the program")
	}
	st := b.reopen(path)
	d, err := st.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Case().Summary; !room.Contains(got, "Half a sentence") {
		t.Errorf("the summary is %.60q", got)
	}
}

// TestUnlockBegins: the vault used last is chosen and the keyboard is in the pass phrase,
// so that nobody types it in clear; where there is no vault, making one leads.
func TestUnlockBegins(t *testing.T) {
	b := newBench(t, "en", "light")
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	start := func() *first.Unlock {
		u := first.NewUnlock(b.Window, "", nil)
		b.Window.show(u)
		u.Focus()
		return u
	}
	start()
	focused, ok := b.win.Canvas().Focused().(*widget.Button)
	if !ok || focused.AccessibilityLabel() != b.say.T("ui.unlock.create") {
		t.Errorf("without a vault the keyboard is at %T", b.win.Canvas().Focused())
	}
	for i, name := range []string{"A.probata", "B.probata", "C.probata"} {
		file := filepath.Join(home, name, "image")
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		at := time.Date(2026, 11, []int{3, 9, 1}[i], 0, 0, 0, 0, time.UTC)
		if err := os.Chtimes(file, at, at); err != nil {
			t.Fatal(err)
		}
	}
	u := start()
	if want := filepath.Join(home, "B.probata"); u.Path.Text() != want {
		t.Errorf("chosen is %q, want %q", u.Path.Text(), want)
	}
	if b.win.Canvas().Focused() != u.Pass.FocusTarget() {
		t.Error("the keyboard is not in the pass phrase")
	}
}
