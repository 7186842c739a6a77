package main_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// aNewForm is a form of a body that the program has never heard of.
const aNewForm = `id = "ombud"
body = "other"
edition = "Form 7 of the Ombudsperson (invented)"
last_verified = "2026-11"
languages = ["en", "ru"]
outputs = ["docx"]
source = "invented for a test"
date = "2026-11-24"
confidence = "verified"
title = { en = "Complaint to the Ombudsperson", ru = "Жалоба омбудсмену" }
about = { en = "Test", ru = "Проверка" }

[[section]]
id = "a"
label = { en = "Complaint", ru = "Жалоба" }

  [[section.question]]
  id = "OM-1"
  label = { en = "About whom", ru = "О ком" }
  kind = "text"
  required = true
  from = ["victim.name.family"]

  [[section.question]]
  id = "OM-2"
  label = { en = "What happened", ru = "Что произошло" }
  kind = "longtext"
  view = "facts"
  layout = "section"
`

// TestFormIsOneFile adds a form by putting one file into the user's folder: it is
// listed, checked and written as a PDF and for a word processor, in both languages.
// One with a fault is named with its line, and the program starts without it.
func TestFormIsOneFile(t *testing.T) {
	probata, dir := program(t), t.TempDir()
	forms := filepath.Join(dir, "data", "forms")
	if err := os.MkdirAll(forms, 0o700); err != nil {
		t.Fatal(err)
	}
	put := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(forms, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("ombud.toml", aNewForm)
	put("broken.toml", strings.Replace(aNewForm, "kind = \"text\"", "kind = \"text\"\n  colour = \"red\"", 1))
	pass := filepath.Join(dir, "pass")
	if err := os.WriteFile(pass, []byte("orbit velvet canyon meadow lantern"), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(code int, args ...string) (string, string) {
		t.Helper()
		c := exec.Command(probata, args...)
		c.Env = append(os.Environ(), "PROBATA_DATA="+filepath.Join(dir, "data"), "PROBATA_PASSPHRASE_FILE="+pass)
		var out, said bytes.Buffer
		c.Stdout, c.Stderr = &out, &said
		_ = c.Run() // the exit code tells
		if got := c.ProcessState.ExitCode(); got != code {
			t.Errorf("%v: exit %d, want %d\n%s", args, got, code, said.String())
		}
		return out.String(), said.String()
	}
	list, said := run(0, "forms", "--json")
	if !strings.Contains(list, "Form 7 of the Ombudsperson") || !strings.Contains(list, "\"wgad\"") {
		t.Errorf("not listed beside the others:\n%s", list)
	}
	if !strings.Contains(said, "broken.toml") || !strings.Contains(said, "colour") {
		t.Errorf("the broken form is not named: %s", said)
	}
	vault := filepath.Join(dir, "V")
	run(0, "example", vault)
	if checked, _ := run(3, "check", vault, "EXAMPLE-1", "--form", "ombud", "--json"); !strings.Contains(checked, `"form": "ombud"`) {
		t.Errorf("not checked: %s", checked)
	}
	for _, name := range []string{"o.pdf", "o.docx", "o.txt"} {
		run(0, "submit", vault, "EXAMPLE-1", "--form", "ombud", "--lang", "ru", "--out", filepath.Join(dir, name))
	}
	text, err := os.ReadFile(filepath.Join(dir, "o.txt"))
	if err != nil || !strings.Contains(string(text), "Жалоба омбудсмену") || !strings.Contains(string(text), "Ильяшев") {
		t.Errorf("%v\n%s", err, text)
	}
}
