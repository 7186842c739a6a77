package main_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The README is true where a program can tell: what it links to is there, what it
// says to type exists, every command is named, and it can be read in one sitting.
func TestReadme(t *testing.T) {
	read := func(name string) string {
		b, err := os.ReadFile(filepath.FromSlash(name))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	each := func(pattern, text string, do func(found string)) {
		t.Helper()
		all := regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1)
		if len(all) == 0 {
			t.Errorf("%s finds nothing", pattern)
		}
		for _, m := range all {
			do(m[1])
		}
	}
	readme, makefile, table := read("README.md"), read("Makefile"), read("ui/command/table.go")
	each(`\]\(([^):]+)\)`, readme, func(link string) {
		if _, err := os.Stat(filepath.FromSlash(link)); err != nil {
			t.Errorf("the README links to what is not there: %s", link)
		}
	})
	each("(?m)(?:`|^    )make ([a-z-]+)", readme, func(target string) {
		if !strings.Contains(makefile, "\n"+target+":") {
			t.Errorf("the README says make %s, and there is no such target", target)
		}
	})
	each(`\b([a-z]+)Command\b`, table, func(command string) {
		if !strings.Contains(readme, "`"+command+" ") && !strings.Contains(readme, "`"+command+"`") {
			t.Errorf("the README does not name the command %s", command)
		}
	})
	if n := strings.Count(readme, "\n"); n >= 200 {
		t.Errorf("the README has %d lines, and is to have less than 200", n)
	}
}
