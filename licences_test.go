package main_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestLicences holds that every module linked into the program, on this system,
// has its licence among those that ship, and so have the fonts.
func TestLicences(t *testing.T) {
	file, err := os.ReadFile("assets/licences/LICENCES.txt")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for line := range strings.Lines(string(file)) {
		named[strings.TrimSpace(line)] = true
	}
	out, err := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	modules := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		if m := strings.TrimSpace(line); m != "" {
			modules[m] = true
		}
	}
	if len(modules) < 20 {
		t.Fatalf("only %d modules are linked in: the list is wrong", len(modules))
	}
	for m := range modules {
		if !named[m] {
			t.Errorf("%s is linked in without its licence; make licences", m)
		}
	}
	fonts, err := os.ReadDir("assets/fonts")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fonts {
		if name, ok := strings.CutPrefix(f.Name(), "OFL-"); ok && !named["Font "+strings.TrimSuffix(name, ".txt")] {
			t.Errorf("%s is not among the licences; make licences", f.Name())
		}
	}
}
