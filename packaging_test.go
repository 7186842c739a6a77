package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestPackageVersion: packages and program call themselves the same.
func TestPackageVersion(t *testing.T) {
	b, err := os.ReadFile("packaging/debian/changelog")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(b), "(")
	in, _, _ := strings.Cut(rest, ")")
	if got := strings.ReplaceAll(in, "~", "-"); got != version {
		t.Errorf("the newest entry of the changelog is of %s, the program is %s", got, version)
	}
}

// TestReleasesHaveVaults: of every version that was released a vault is kept, and so opened by the tests of the store.
func TestReleasesHaveVaults(t *testing.T) {
	b, err := os.ReadFile("packaging/debian/changelog")
	if err != nil {
		t.Fatal(err)
	}
	entries := regexp.MustCompile(`(?m)^probata \(([^)]+)\)`).FindAllStringSubmatch(string(b), -1)
	if len(entries) == 0 {
		t.Fatal("the changelog has no entry")
	}
	for _, e := range entries {
		if strings.Contains(e[1], "~") {
			continue // not released
		}
		if _, err := os.Stat("dossier/store/testdata/" + e[1] + ".probata"); err != nil {
			t.Errorf("of version %s no vault is kept: go test ./dossier/store -run TestOldVaults -make-vault %[1]s.probata", e[1])
		}
	}
}

// TestSecurityNamesTests: the tests that the threat model leans on are there.
func TestSecurityNamesTests(t *testing.T) {
	b, err := os.ReadFile(".github/SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile("`(Test[A-Za-z0-9]+)`").FindAllStringSubmatch(string(b), -1)
	if len(named) < 30 {
		t.Errorf("only %d tests are named", len(named))
	}
	all := do(t, ".", "grep", "-rhoE", "--include=*_test.go", "^func Test[A-Za-z0-9]+", "dossier", "pdf", "ui", ".")
	for _, n := range named {
		if !strings.Contains(all, "func "+n[1]+"\n") {
			t.Errorf("SECURITY.md leans on %s, and there is no such test", n[1])
		}
	}
}

// packageTree copies what the packaging reads into a folder, with another program of the system in the place of ours,
// and lays out the packages for Linux.
func packageTree(t *testing.T, dir string) {
	t.Helper()
	for _, tool := range []string{"bash", "dpkg-deb", "dpkg-shlibdeps", "rsvg-convert", "xz", "perl"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed; make package does that", tool)
		}
	}
	for _, part := range []string{"packaging", "assets/icons", "assets/licences", "LICENSE"} {
		to := filepath.Join(dir, filepath.FromSlash(part))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		do(t, ".", "cp", "-r", part, to)
	}
	program, err := os.ReadFile("/bin/true")
	if err != nil {
		t.Fatal(err)
	}
	at := filepath.Join(dir, "dist/.work/linux")
	if err := os.MkdirAll(at, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(at, "probata"), program, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, step := range []string{"papers", "linux/share dist/.work/linux", "debian/build", "linux/archive"} {
		do(t, dir, "bash", "-c", "packaging/"+step)
	}
}

func do(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// packages are the files in dist, by name.
func packages(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	names, err := filepath.Glob(filepath.Join(dir, "dist", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if filepath.Base(name)[0] == '.' {
			continue
		}
		if out[filepath.Base(name)], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// TestPackageTwice: what is laid around the program is the same bytes from whatever folder and whenever it is made; make
// package-twice says it of all.
func TestPackageTwice(t *testing.T) {
	top := t.TempDir()
	one, other := filepath.Join(top, "one"), filepath.Join(top, "another folder")
	packageTree(t, one)
	packageTree(t, other)
	want, got := packages(t, one), packages(t, other)
	if len(want) != 2 {
		t.Fatalf("made %d packages, want a .deb and an archive", len(want))
	}
	for name, b := range want {
		if !bytes.Equal(b, got[name]) {
			t.Errorf("%s differs from folder to folder", name)
		}
	}
}

// TestInstallUninstall: the archive installs below a folder and takes all of it away again, with what it did to the desktop.
func TestInstallUninstall(t *testing.T) {
	dir := t.TempDir()
	packageTree(t, dir)
	archive, err := filepath.Glob(filepath.Join(dir, "dist", "*.tar.xz"))
	if err != nil || len(archive) != 1 {
		t.Fatalf("archives: %v, %v", archive, err)
	}
	do(t, dir, "tar", "-xf", archive[0])
	unpacked := filepath.Join(dir, strings.TrimSuffix(filepath.Base(archive[0]), ".tar.xz"))
	prefix := filepath.Join(dir, "at home")
	if err := os.MkdirAll(filepath.Join(prefix, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(prefix, "bin", "own")
	if err := os.WriteFile(own, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	do(t, dir, filepath.Join(unpacked, "install"), prefix)
	if n := len(files(t, prefix)); n < 10 {
		t.Errorf("installed only %d files", n)
	}
	entry, err := os.ReadFile(filepath.Join(prefix, "share/applications/org.probata.Probata.desktop"))
	if err != nil || !strings.Contains(string(entry), fmt.Sprintf("Exec=%q", filepath.Join(prefix, "bin/probata"))) {
		t.Errorf("the menu does not name the program: %v\n%s", err, entry)
	}
	do(t, dir, filepath.Join(prefix, "share/probata/uninstall"))
	if left := files(t, prefix); len(left) != 2 { // the folder of what the user has, and that
		t.Errorf("left behind: %v", left)
	}
}

// files are the names of all that lies below a folder.
func files(t *testing.T, dir string) (out []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		if name != dir {
			out = append(out, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
