package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// largestCircle is how many files of a package may depend on each other in a circle, by
// the names they use of one another. The goal for ui is 8; where a figure is above it,
// that is what has been reached, and it may only fall.
var largestCircle = map[string]int{
	"ui":                 19, // the frame: each of its files is a part of Window or shell
	"ui/care":            2,
	"ui/command":         2,
	"ui/command/program": 1,
	"ui/command/probata": 1,
	"ui/doors":           3,
	"ui/evidence":        2,
	"ui/first":           6,
	"ui/facts":           3,
	"ui/history":         3,
	"ui/keyfile":         1,
	"ui/manual":          1,
	"ui/records":         5,
	"ui/report":          5,
	"ui/room":            2,
	"ui/session":         2,
	"ui/speech":          5,
	"ui/submit":          11, // the submission and what is done with it
	"ui/widget":          3,
}

// TestCircles holds the files of ui's packages apart.
func TestCircles(t *testing.T) {
	for pkg, most := range largestCircle {
		circle := circleOf(t, pkg)
		switch {
		case len(circle) > most:
			t.Errorf("%s: %d files use each other in a circle, and %d may: %s", pkg, len(circle), most, strings.Join(circle, ", "))
		case len(circle) < most:
			t.Errorf("%s: the largest circle has %d files now: write so here", pkg, len(circle))
		}
	}
	for file := range sources(t) {
		if pkg := path.Dir(file); strings.HasPrefix(pkg, "ui") && pkg != "ui/widget/shot" && largestCircle[pkg] == 0 {
			t.Errorf("%s has no line here", pkg)
		}
	}
}

// circleOf is the largest set of files of a package that all use each other.
func circleOf(t *testing.T, dir string) []string {
	t.Helper()
	uses := usesOf(t, dir)
	reach := map[string]map[string]bool{}
	for file := range uses {
		seen, next := map[string]bool{}, []string{file}
		for len(next) > 0 {
			last := next[len(next)-1]
			next = next[:len(next)-1]
			for to := range uses[last] {
				if !seen[to] {
					seen[to] = true
					next = append(next, to)
				}
			}
		}
		reach[file] = seen
	}
	var largest []string
	for file := range uses {
		circle := []string{file}
		for other := range reach[file] {
			if other != file && reach[other][file] {
				circle = append(circle, other)
			}
		}
		if slices.Sort(circle); len(circle) > len(largest) {
			largest = circle
		}
	}
	return largest
}

// usesOf tells for each file of a package, its tests left out, of which others it uses a
// name. What comes from other packages is not looked into.
func usesOf(t *testing.T, dir string) map[string]map[string]bool {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: no files, %v", dir, err)
	}
	set, out := token.NewFileSet(), map[string]map[string]bool{}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "_windows.go") {
			continue
		}
		f, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files, out[filepath.Base(name)] = append(files, f), map[string]bool{}
	}
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	check := types.Config{Importer: hollow{}, Error: func(error) {}} // what is imported is not known
	pkg, _ := check.Check(dir, set, files, info)
	file := func(p token.Pos) string { return filepath.Base(set.Position(p).Filename) }
	for id, o := range info.Uses {
		if o.Pkg() == pkg && o.Pos().IsValid() && file(o.Pos()) != file(id.Pos()) {
			out[file(id.Pos())][file(o.Pos())] = true
		}
	}
	return out
}

// hollow gives packages with nothing in them.
type hollow struct{}

func (hollow) Import(name string) (*types.Package, error) {
	p := types.NewPackage(name, path.Base(strings.TrimSuffix(name, "/v2")))
	p.MarkComplete()
	return p, nil
}
