package command

import (
	"os"
	"strings"
	"testing"
)

// TestTranslate gives the texts of the example out in each kind of file and takes them back; what does not fit is named, a
// checked version is not replaced, and no text of the case is printed.
func TestTranslate(t *testing.T) {
	s := example(t)
	s.wants(ExitUsage, "--lang", "translate", "V", "EXAMPLE-1")
	s.wants(ExitUsage, ".xlf", "translate", "V", "EXAMPLE-1", "--lang", "fr", "--out", s.path("x.txt"))
	list := s.must("translate", "V", "EXAMPLE-1", "--lang", "fr").out
	if !strings.Contains(list, "case-example1.title") || strings.Contains(list, "Ilyashev") {
		t.Errorf("the list reads %.200q", list)
	}
	for _, kind := range []string{"xlf", "csv", "docx"} {
		file := s.path("texts." + kind)
		s.wants(ExitDone, "not withheld", "translate", "V", "EXAMPLE-1", "--lang", "fr", "--out", file)
		s.wants(ExitDone, "case-example1.title", "translate", "V", "EXAMPLE-1", "--lang", "fr", "--in", file)
	}
	file := s.path("texts.xlf")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(data), "Arrest of Alnur Ilyashev, Kazakhstan</source>", "Arrest of Alnur Ilyashev, Kazakhstan</source><target>Arrestation</target>", 1)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s.wants(ExitDone, "entered: 1;", "translate", "V", "EXAMPLE-1", "--lang", "fr", "--in", file)
	s.wants(ExitUsage, "event-e1", "translate", "V", "EXAMPLE-1", "--lang", "fr", "--checked", "event-e1.title")
	s.wants(ExitDone, "checked: 1", "translate", "V", "EXAMPLE-1", "--lang", "fr", "--checked", "case-example1.title")
	if err := os.WriteFile(file, []byte(strings.Replace(text, "Arrestation", "Autre", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	s.wants(ExitDone, "a checked version is there", "translate", "V", "EXAMPLE-1", "--lang", "fr", "--in", file)
	if err := os.WriteFile(file, []byte(text[:len(text)/2]), 0o600); err != nil {
		t.Fatal(err)
	}
	s.wants(ExitError, "could not be read", "translate", "V", "EXAMPLE-1", "--lang", "fr", "--in", file)
	s.wants(ExitUsage, "another language", "translate", "V", "EXAMPLE-1", "--lang", "de", "--in", s.path("texts.csv"))
}
