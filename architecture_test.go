package main_test

import (
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write what is generated into the documents anew")

const architecture = ".github/ARCHITECTURE.md"

// TestArchitecture keeps the table of imports in the documents what the rules enforce.
func TestArchitecture(t *testing.T) {
	data, err := os.ReadFile(architecture)
	if err != nil {
		t.Fatal(err)
	}
	const from, to = "<!-- imports -->\n", "<!-- /imports -->"
	before, rest, ok := strings.Cut(string(data), from)
	was, after, end := strings.Cut(rest, to)
	if !ok || !end {
		t.Fatalf("%s has no place for the table of imports", architecture)
	}
	want := importTable()
	if was == want {
		return
	}
	if !*update {
		t.Fatalf("the table of imports in %s is old: go test -run TestArchitecture . -update", architecture)
	}
	if err := os.WriteFile(architecture, []byte(before+from+want+to+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

// importTable is the table of imports for people: each package with what it may
// import of ours, without what all faces may.
func importTable() string {
	var b strings.Builder
	b.WriteString("\n| package | may import of ours |\n| --- | --- |\n")
	table := mayImport()
	for _, pkg := range slices.Sorted(maps.Keys(table)) {
		name, allowed := pkg, strings.Join(slices.Sorted(slices.Values(table[pkg])), ", ")
		switch {
		case pkg == "":
			name = "(top)"
			allowed = "anything"
		case len(table[pkg]) == 0:
			allowed = "nothing"
		case len(table[pkg]) > 20:
			allowed = "anything below it"
		}
		b.WriteString("| `" + name + "` | " + allowed + " |\n")
	}
	b.WriteString("\n")
	return b.String()
}
