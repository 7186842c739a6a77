package outfile

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func holds(t *testing.T, name, want string) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil || string(b) != want {
		t.Errorf("%s holds %q, %v; want %q", filepath.Base(name), b, err, want)
	}
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%s has mode %v", filepath.Base(name), info.Mode())
	}
}

// ways are the two ways to write: with files without a name, and without.
func ways(t *testing.T, test func(t *testing.T, write func(name string, fill func(io.Writer) error) error)) {
	t.Run("nameless", func(t *testing.T) { test(t, Write) })
	t.Run("named", func(t *testing.T) {
		test(t, func(name string, fill func(io.Writer) error) error {
			f, err := beginNamed(filepath.Dir(name))
			if err != nil {
				return err
			}
			if err := fill(f.File); err != nil {
				return errors.Join(err, f.drop())
			}
			return f.place(name)
		})
	})
	if runtime.GOOS == "windows" {
		return // which has no files without a name
	}
	t.Run("copied", func(t *testing.T) { // a file without a name that cannot be linked
		test(t, func(name string, fill func(io.Writer) error) error {
			source, err := os.CreateTemp(t.TempDir(), "")
			if err != nil {
				return err
			}
			f := &unfinished{File: source, dir: filepath.Dir(name)}
			if err := fill(f.File); err != nil {
				return errors.Join(err, f.drop())
			}
			if err := os.Remove(source.Name()); err != nil {
				return err
			}
			return f.place(name)
		})
	})
}

func TestWrite(t *testing.T) {
	if runtime.GOOS == "linux" {
		if f := nameless(t.TempDir()); f == nil {
			t.Error("this file system has no files without a name: the usual way is not tested")
		} else {
			_ = f.Close()
		}
	}
	ways(t, func(t *testing.T, write func(string, func(io.Writer) error) error) {
		dir := t.TempDir()
		name := filepath.Join(dir, "out.txt")
		if err := write(name, text("first")); err != nil {
			t.Fatal(err)
		}
		holds(t, name, "first")
		if err := os.Chmod(name, 0o644); err != nil {
			t.Fatal(err)
		}
		broken := errors.New("broken")
		err := write(name, func(w io.Writer) error { return errors.Join(text("half")(w), broken) })
		if !errors.Is(err, broken) {
			t.Errorf("error %v", err)
		}
		if b, _ := os.ReadFile(name); string(b) != "first" {
			t.Errorf("a write that failed left %q", b)
		}
		if err := write(name, text("second")); err != nil {
			t.Fatal(err)
		}
		holds(t, name, "second")
		if n := names(t, dir); len(n) != 1 {
			t.Errorf("left in the folder: %v", n)
		}
	})
}

// TestWriteWhere is about what stands in the file's place already.
func TestWriteWhere(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	if err := os.Mkdir(at("folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := Write(at("folder"), text("x")); !errors.Is(err, ErrNotPlain) {
		t.Errorf("in place of a folder: %v", err)
	}
	if err := Write(at("none/out"), text("x")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("in a folder that is not there: %v", err)
	}
	if runtime.GOOS == "windows" {
		return
	}
	if err := Write("/dev/null", text("x")); !errors.Is(err, ErrNotPlain) {
		t.Errorf("in place of a device: %v", err)
	}
	if err := Write(at("folder/real"), text("old")); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{"link": "folder/real", "nowhere": "folder/none"} {
		if err := os.Symlink(filepath.FromSlash(to), at(link)); err != nil {
			t.Fatal(err)
		}
		if err := Write(at(link), text("new")); err != nil {
			t.Errorf("through %s: %v", link, err)
		}
		holds(t, at(link), "new")
	}
	holds(t, at("folder/real"), "new")
}

// TestKilled kills a program that writes, in both ways, and looks at what is left.
func TestKilled(t *testing.T) {
	if dir := os.Getenv("OUTFILE_KILL"); dir != "" {
		stop := func(w io.Writer) error {
			_ = text("of a case")(w)
			_, _ = os.Stdout.WriteString("written\n")
			time.Sleep(time.Hour) // not select: without a timer the runtime calls that a deadlock, and ends
			runtime.KeepAlive(w)
			return nil
		}
		if os.Getenv("OUTFILE_NAMED") == "" {
			_ = Write(filepath.Join(dir, "out"), stop)
			return
		}
		f, err := beginNamed(dir)
		if err != nil {
			t.Fatal(err)
		}
		_ = stop(f.File)
	}
	for _, named := range []string{"", "1"} {
		dir := t.TempDir()
		if err := Write(filepath.Join(dir, "own"), text("own")); err != nil {
			t.Fatal(err)
		}
		child := exec.Command(os.Args[0], "-test.run", "^TestKilled$")
		child.Env = append(os.Environ(), "OUTFILE_KILL="+dir, "OUTFILE_NAMED="+named)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		b := make([]byte, 64)
		if n, err := out.Read(b); err != nil || !bytes.HasPrefix(b[:n], []byte("written")) {
			t.Fatalf("the writing program says %q, %v", b[:n], err)
		}
		Sweep(dir) // what it still writes stays
		during := strings.Join(names(t, dir), " ")
		if named != "" && !strings.Contains(during, ".unfinished") {
			t.Errorf("a running program's file was swept away: %s", during)
		}
		if err := child.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = child.Wait() // killed
		if named == "" && runtime.GOOS == "linux" {
			if n := names(t, dir); len(n) != 1 {
				t.Errorf("a kill left %v", n)
			}
		}
		if err := Write(filepath.Join(dir, "next"), text("next")); err != nil {
			t.Fatal(err)
		}
		if n := names(t, dir); strings.Join(n, " ") != "next own" {
			t.Errorf("after the next write: %v", n)
		}
	}
}

// TestSweepOwnOnly: what only looks like ours stays.
func TestSweepOwnOnly(t *testing.T) {
	dir := t.TempDir()
	left := []string{".probata-1.unfinished", "probata-0123456789abcdef0123456789abcdef.unfinished", "photo.jpg"}
	for _, n := range left {
		if err := os.WriteFile(filepath.Join(dir, n), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ours := temporaryName(dir)
	if err := os.WriteFile(ours, []byte("left"), 0o600); err != nil {
		t.Fatal(err)
	}
	folder := temporaryName(dir)
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	Sweep(dir)
	Sweep(filepath.Join(dir, "none"))
	if n := names(t, dir); len(n) != len(left)+1 {
		t.Errorf("left: %v", n)
	}
	if _, err := os.Lstat(ours); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("not swept: %v", err)
	}
}
