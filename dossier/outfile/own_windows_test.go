package outfile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/windows"
)

// entries are the access list of a file or folder: whom it lets in, and whether it inherits.
func entries(t *testing.T, name string) (list string) {
	t.Helper()
	sd, err := windows.GetNamedSecurityInfo(name, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION)
	if err != nil {
		t.Fatal(err)
	}
	return sd.String()
}

// underWine tells that it is not Windows that answers. Wine keeps an access list as the mode of a Unix file, and a folder that
// is there keeps what its parent gives, protected or not.
func underWine() bool {
	return windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version").Find() == nil
}

// alone tells that a list lets nobody in but the user of this process.
func alone(t *testing.T, name string) {
	t.Helper()
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		t.Fatal(err)
	}
	if list := entries(t, name); !letsIn(list, user.User.Sid.String()) {
		t.Errorf("%s lets others in: %s", filepath.Base(name), list)
	}
}

func TestLetsIn(t *testing.T) {
	const user = "S-1-5-21-1-2-3-1001"
	for list, want := range map[string]bool{
		"D:P(A;OICI;FA;;;" + user + ")":                         true,
		"D:P(A;;FA;;;SY)(A;;FA;;;" + user + ")":                 true,
		"D:(A;;FA;;;" + user + ")(A;;FR;;;WD)":                  false,
		"D:(A;;FA;;;BA)(A;;FA;;;SY)(A;;FA;;;" + user + ")":      false,
		"D:(A;;FA;;;" + user + "1)":                             false,
		"D:(D;;FA;;;WD)(A;;FA;;;" + user + ")":                  true,
		"D:NO_ACCESS_CONTROL":                                   false,
		"D:PAI(A;OICI;0x1301bf;;;AU)(A;OICI;FA;;;" + user + ")": false,
	} {
		if got := letsIn(list, user); got != want {
			t.Errorf("%s: %v", list, got)
		}
	}
}

func TestOwnersAlone(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "out.pdf")
	if err := Write(name, text("of a case")); err != nil {
		t.Fatal(err)
	}
	alone(t, name)
	if err := MakeDir(filepath.Join(dir, "vault")); err != nil {
		t.Fatal(err)
	}
	alone(t, filepath.Join(dir, "vault"))
	plain := filepath.Join(dir, "copied")
	if err := os.Mkdir(plain, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := OwnDir(plain); err != nil {
		t.Fatal(err)
	}
	if !underWine() {
		alone(t, plain)
	}
}

// TestHeld: an export waits for a program that has just opened the file it is to replace.
func TestHeld(t *testing.T) {
	name := filepath.Join(t.TempDir(), "out.pdf")
	if err := Write(name, text("first")); err != nil {
		t.Fatal(err)
	}
	scanner, err := os.Open(name) // without the right to remove it, as os opens
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		time.Sleep(patience / 3)
		_ = scanner.Close()
	}()
	if err := Write(name, text("second")); err != nil {
		t.Fatal(err)
	}
	holds(t, name, "second")
	if scanner, err = os.Open(name); err != nil {
		t.Fatal(err)
	}
	defer scanner.Close()
	begun := time.Now()
	if err := Write(name, text("third")); err == nil || !held(err) {
		t.Errorf("while somebody keeps it open for good: %v", err)
	}
	if took := time.Since(begun); took < patience || took > 4*patience {
		t.Errorf("gave up after %v", took)
	}
	holds(t, name, "second")
}

// TestPaths: names that are longer than Windows took of old, and in other scripts.
func TestPaths(t *testing.T) {
	dir := t.TempDir()
	for _, part := range []string{"Дела", "Қазақша іс", strings.Repeat("д", 120), strings.Repeat("é", 120)} {
		dir = filepath.Join(dir, part)
		if err := MakeDir(dir); err != nil {
			t.Fatal(err)
		}
	}
	name := filepath.Join(dir, "Обращение «Иванов».pdf")
	if len(name) < 300 {
		t.Fatalf("only %d bytes", len(name))
	}
	if err := Write(name, text("x")); err != nil {
		t.Fatal(err)
	}
	holds(t, name, "x")
	alone(t, name)
}
