package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "probata"

// mayImport is the architecture: which of our packages each of them may import.
// A package that is not in the table may not exist.
func mayImport() map[string][]string {
	return map[string][]string{
		"dossier/edtf":         {},
		"dossier/datafile":     {},
		"dossier/document":     {},
		"dossier/docx":         {"dossier/document"},
		"dossier/pack":         {"dossier/document"},
		"dossier/filetext":     {},
		"dossier/aftercheck":   {"dossier/filetext"},
		"dossier/giveout":      {"dossier", "dossier/aftercheck", "dossier/document", "dossier/docx", "dossier/exchange", "dossier/filetext", "dossier/lang", "dossier/pack", "dossier/portal", "dossier/submission", "pdf"},
		"dossier/desk":         {"dossier", "dossier/document", "dossier/exchange", "dossier/exhibit", "dossier/filing", "dossier/giveout", "dossier/handover", "dossier/intake", "dossier/lang", "dossier/law", "dossier/pack", "dossier/store", "dossier/submission", "dossier/vault", "dossier/withhold", "pdf"},
		"dossier/difference":   {"dossier"},
		"dossier/filing":       {"dossier", "dossier/difference", "dossier/document", "dossier/edtf", "dossier/exchange", "dossier/lang", "dossier/law", "dossier/store", "dossier/submission"},
		"dossier/outfile":      {},
		"dossier/guide":        {"dossier/document", "dossier/lang"},
		"dossier/release":      {},
		"dossier/vault":        {"dossier/outfile"},
		"dossier/withhold":     {"dossier/datafile", "dossier/edtf"},
		"dossier":              {"dossier/edtf"},
		"dossier/lang":         {"dossier/edtf", "dossier/datafile"},
		"dossier/law":          {"dossier", "dossier/edtf", "dossier/datafile"},
		"dossier/door":         {"dossier", "dossier/law", "dossier/lang", "dossier/edtf", "dossier/datafile"},
		"dossier/submission":   {"dossier", "dossier/aftercheck", "dossier/datafile", "dossier/difference", "dossier/document", "dossier/door", "dossier/edtf", "dossier/lang", "dossier/law", "dossier/narrative", "dossier/withhold"},
		"dossier/translate":    {"dossier", "dossier/document"},
		"dossier/narrative":    {"dossier", "dossier/lang"},
		"dossier/reading":      {"dossier", "dossier/datafile", "dossier/edtf", "dossier/lang", "dossier/law"},
		"dossier/trace":        {"dossier"},
		"dossier/portal":       {"dossier", "dossier/submission", "dossier/document", "dossier/lang"},
		"dossier/intake":       {"dossier"},
		"dossier/exchange":     {"dossier", "dossier/document", "dossier/submission", "dossier/edtf"},
		"dossier/store":        {"dossier", "dossier/vault", "dossier/lang", "dossier/store/memvfs"},
		"dossier/store/memvfs": {},
		"dossier/apart":        {"dossier/intake", "dossier/store"},
		"dossier/exhibit":      {"dossier", "dossier/document", "dossier/intake", "dossier/store", "dossier/submission", "pdf"},
		"dossier/handover":     {"dossier", "dossier/exchange", "dossier/store", "dossier/vault"},
		"pdf":                  {"dossier/document", "pdf/layout", "pdf/raster", "pdf/write"},
		"pdf/layout":           {"dossier/document"},
		"pdf/raster":           {"pdf/layout"},
		"pdf/write":            {"pdf/layout"},
		"ui/widget":            {},
		"ui/widget/shot":       {},
		"ui/keyfile":           {"dossier/vault"},
		"ui/manual":            {"dossier/document", "dossier/guide", "dossier/lang", "ui/widget"},
		"ui/session":           {"dossier", "dossier/desk", "dossier/door", "dossier/edtf", "dossier/law", "dossier/store", "dossier/vault"},
		"ui/speech":            {"dossier", "dossier/document", "dossier/door", "dossier/edtf", "dossier/exchange", "dossier/giveout", "dossier/lang", "dossier/law", "dossier/store", "dossier/submission", "dossier/vault", "pdf", "ui/keyfile", "ui/widget"},
		"ui/room":              {"dossier", "dossier/desk", "dossier/door", "dossier/edtf", "dossier/exhibit", "dossier/intake", "dossier/lang", "dossier/law", "dossier/outfile", "dossier/reading", "dossier/store", "dossier/submission", "dossier/vault", "dossier/withhold", "pdf", "ui/session", "ui/speech", "ui/widget"},
		"ui/care":              {"dossier", "dossier/desk", "dossier/edtf", "dossier/handover", "dossier/store", "dossier/vault", "ui/keyfile", "ui/room", "ui/speech", "ui/widget"},
		"ui/doors":             {"dossier", "dossier/door", "dossier/edtf", "dossier/exchange", "dossier/submission", "ui/room", "ui/session", "ui/speech", "ui/widget"},
		"ui/evidence":          {"dossier", "dossier/document", "dossier/exhibit", "dossier/intake", "dossier/store", "dossier/submission", "dossier/vault", "ui/room", "ui/speech", "ui/widget"},
		"ui/facts":             {"dossier", "dossier/desk", "dossier/edtf", "dossier/lang", "ui/room", "ui/session", "ui/speech", "ui/widget"},
		"ui/first":             {"dossier/desk", "dossier/exchange", "dossier/store", "dossier/vault", "ui/keyfile", "ui/room", "ui/speech", "ui/widget"},
		"ui/history":           {"dossier", "dossier/edtf", "dossier/store", "ui/room", "ui/session", "ui/speech", "ui/widget"},
		"ui/records":           {"dossier", "dossier/datafile", "dossier/desk", "dossier/difference", "dossier/door", "dossier/filing", "dossier/lang", "dossier/law", "dossier/submission", "pdf", "ui/room", "ui/session", "ui/speech", "ui/widget"},
		"ui/report":            {"dossier", "dossier/edtf", "dossier/reading", "dossier/store", "ui/room", "ui/session", "ui/speech", "ui/widget"},
		"ui/submit":            {"dossier", "dossier/aftercheck", "dossier/desk", "dossier/document", "dossier/door", "dossier/exchange", "dossier/giveout", "dossier/law", "dossier/portal", "dossier/store", "dossier/submission", "pdf", "ui/room", "ui/session", "ui/speech", "ui/widget"},
		"ui":                   {"dossier", "dossier/apart", "dossier/door", "dossier/edtf", "dossier/exchange", "dossier/intake", "dossier/store", "dossier/submission", "dossier/vault", "ui/care", "ui/doors", "ui/evidence", "ui/facts", "ui/first", "ui/history", "ui/manual", "ui/records", "ui/report", "ui/room", "ui/session", "ui/speech", "ui/submit", "ui/widget"},
		"ui/command":           {"dossier", "dossier/aftercheck", "dossier/apart", "dossier/datafile", "dossier/desk", "dossier/document", "dossier/docx", "dossier/door", "dossier/edtf", "dossier/exchange", "dossier/exhibit", "dossier/filing", "dossier/giveout", "dossier/handover", "dossier/intake", "dossier/lang", "dossier/law", "dossier/outfile", "dossier/reading", "dossier/release", "dossier/store", "dossier/submission", "dossier/trace", "dossier/translate", "dossier/vault", "dossier/withhold", "pdf"},
		"ui/command/program":   {"dossier/apart", "dossier/document", "dossier/lang", "dossier/law", "dossier/reading", "dossier/release", "dossier/submission", "dossier/vault", "dossier/withhold", "pdf", "ui/command"},
		"ui/command/probata":   {"assets", "ui/command/program"},
		"assets":               {},
		"packaging":            {"dossier/release"}, // programs that make the papers of a release, run by go run
		"":                     {"assets", "dossier/document", "dossier/outfile", "ui", "ui/command", "ui/command/program", "ui/room", "ui/widget"},
	}
}

// others says which of our packages alone may import what comes from outside.
func others() []rule {
	fyne := []string{"", "ui", "ui/care", "ui/doors", "ui/evidence", "ui/facts", "ui/first", "ui/history", "ui/manual", "ui/records", "ui/report", "ui/room", "ui/submit", "ui/widget", "ui/widget/shot"}
	return []rule{
		{"github.com/jung-kurt/gofpdf", []string{"pdf", "pdf/write"}, "only pdf writes PDF files"},
		{"github.com/hhrutter/tiff", []string{"dossier/intake"}, "only the intake reads the pictures of others"},
		{"github.com/pdfcpu/pdfcpu", []string{"pdf"}, "only pdf takes in pages of other files"},
		{"database/sql", []string{"dossier/store", "dossier/store/memvfs"}, "only the store speaks SQL"},
		{"modernc.org", []string{"dossier/store", "dossier/store/memvfs"}, "only the store knows SQLite"},
		{"fyne.io/fyne/v2/app", []string{""}, "only main starts an application"},
		{"fyne.io/fyne/v2", fyne, "only the window knows its toolkit"},
		{"github.com/klippa-app/go-pdfium", []string{"dossier/intake"}, "only the intake reads what others have written as PDF"},
		{"github.com/tetratelabs/wazero", []string{"dossier/intake"}, "only the intake runs a reader in a machine of its own"},
		{"github.com/godbus/dbus/v5", []string{"ui"}, "only the window listens to the desktop"},
		{"net", nil, "the program opens no socket"},
		{"os/exec", []string{"dossier/apart"}, "the program starts only itself, to look into files apart; and in its own place, see TestStartsItself"},
		{"plugin", nil, "the program loads no code"},
	}
}

// rule is one import from outside, with all below it, and who may have it.
type rule struct {
	path  string
	by    []string
	words string
}

// covers: "net" is net and net/http, but not net/url and net/netip, which parse
// and open nothing.
func (r rule) covers(imported string) bool {
	if imported == "net/url" || imported == "net/netip" {
		return false
	}
	return imported == r.path || strings.HasPrefix(imported, r.path+"/")
}

// TestImports holds the design's table of imports, which permits nothing that is not used. Tests may import more: they
// read the shipped data and start programs.
func TestImports(t *testing.T) {
	table, seen, used := mayImport(), map[string]bool{}, map[string]bool{}
	for file, imports := range sources(t) {
		pkg := path.Dir(file)
		if pkg == "." {
			pkg = ""
		}
		seen[pkg] = true
		for _, imported := range imports {
			used[pkg+" "+strings.TrimPrefix(imported, module+"/")] = true
		}
		allowed, ok := table[pkg]
		if !ok {
			t.Errorf("%s: the package %q is not in the table of imports: give it a line there, and in the design", file, pkg)
			continue
		}
		for _, imported := range imports {
			if why := broken(pkg, allowed, imported); why != "" {
				t.Errorf("%s imports %s: %s", file, imported, why)
			}
		}
	}
	for pkg, allowed := range table {
		if !seen[pkg] {
			t.Errorf("the table of imports has a line for %q, and there is no such package", pkg)
		}
		for _, ours := range allowed {
			if !used[pkg+" "+ours] {
				t.Errorf("the table lets %q import %q, and it does not: take that out", pkg, ours)
			}
		}
	}
}

// broken is the rule that an import breaks, "" for none.
func broken(pkg string, allowed []string, imported string) string {
	if ours, ok := strings.CutPrefix(imported, module+"/"); ok {
		if slices.Contains(allowed, ours) {
			return ""
		}
		return "it may import of ours: " + strings.Join(append(slices.Clone(allowed), "nothing else"), ", ")
	}
	for _, r := range others() {
		if r.covers(imported) {
			if slices.Contains(r.by, pkg) {
				return ""
			}
			return r.words
		}
	}
	return ""
}

func TestImportRules(t *testing.T) {
	for _, c := range []struct {
		pkg, imported string
		fine          bool
	}{
		{"dossier", "probata/dossier/edtf", true},
		{"dossier", "probata/dossier/store", false},
		{"dossier/submission", "github.com/jung-kurt/gofpdf", false},
		{"dossier/vault", "net/http", false},
		{"dossier/vault", "net", false},
		{"ui/command", "net/url", true},
		{"ui", "fyne.io/fyne/v2/app", false},
		{"ui", "fyne.io/fyne/v2/widget", true},
		{"ui/command", "fyne.io/fyne/v2", false},
		{"", "os/exec", false},
		{"dossier/store", "modernc.org/sqlite/lib", true},
		{"ui", "database/sql", false},
		{"dossier/store", "github.com/klippa-app/go-pdfium", false},
		{"dossier/vault", "github.com/godbus/dbus/v5", false},
	} {
		if why := broken(c.pkg, mayImport()[c.pkg], c.imported); (why == "") != c.fine {
			t.Errorf("%q importing %s: %q", c.pkg, c.imported, why)
		}
	}
}

// starters are the calls by which a program can be started without os/exec, by
// their package.
var starters = map[string][]string{
	"os":                       {"StartProcess"},
	"syscall":                  {"Exec", "ForkExec", "StartProcess", "CreateProcess"},
	"golang.org/x/sys/unix":    {"Exec"},
	"golang.org/x/sys/windows": {"CreateProcess"},
}

// mayStart are the files that start a program, which is this one itself: in its
// own place, after a lock.
var mayStart = []string{"renew_unix.go", "renew_windows.go"}

// TestStartsItself: beside dossier/apart, which looks into files, only these start a
// program, and that is this one.
func TestStartsItself(t *testing.T) {
	seen := map[string]bool{}
	for file := range sources(t) {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, call := range startsIn(f) {
			seen[file] = true
			if !slices.Contains(mayStart, file) {
				t.Errorf("%s calls %s: the program starts no other", file, call)
			}
		}
	}
	for _, file := range mayStart {
		if !seen[file] {
			t.Errorf("%s may start the program anew and does not", file)
		}
	}
}

// startsIn names the starters that a file uses.
func startsIn(f *ast.File) (out []string) {
	names := map[string][]string{} // of its imports, with their starters
	for _, i := range f.Imports {
		p, err := strconv.Unquote(i.Path.Value)
		if err != nil || starters[p] == nil {
			continue
		}
		name := path.Base(p)
		if i.Name != nil {
			name = i.Name.Name
		}
		names[name] = starters[p]
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && slices.Contains(names[x.Name], s.Sel.Name) {
				out = append(out, x.Name+"."+s.Sel.Name)
			}
		}
		return true
	})
	return out
}

// sources are the imports of every Go file of the tree that is no test, on every
// system it is built for.
func sources(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	tree := os.DirFS(".")
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (name != "." && strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || name == "bin" || name == "out"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		src, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
		if err != nil {
			return err
		}
		out[name] = []string{}
		for _, i := range f.Imports {
			p, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			out[name] = append(out[name], p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 50 {
		t.Fatalf("only %d source files found: is this the top of the tree?", len(out))
	}
	return out
}
