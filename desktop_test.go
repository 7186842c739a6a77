package main_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience is how long anything on the desktop may take before it counts as
// failed; a software renderer on a busy machine is slow.
const patience = 30 * time.Second

// desktop is an X server of its own with a window manager, so that the real
// window can be driven by real keys.
type desktop struct {
	t      testing.TB
	dir    string // home, run and frame buffer
	number string
	server *process
}

// newDesktop starts one, and skips the test where its programs are missing.
func newDesktop(t testing.TB) *desktop {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: the real window is not opened")
	}
	for _, name := range []string{"Xvfb", "openbox", "xdotool"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("%s is missing, so the real window is not opened; make test installs it", name)
		}
	}
	d := &desktop{t: t, dir: t.TempDir()}
	for _, name := range []string{"home", "run", "screen"} {
		d.check(os.Mkdir(filepath.Join(d.dir, name), 0o700))
	}
	read, write, err := os.Pipe() // Xvfb chooses a free display and says which
	d.check(err)
	// -r: a busy server takes a key that is let go of late for one that is held, and repeats it.
	x := exec.Command("Xvfb", "-displayfd", "3", "-r", "-screen", "0", "1400x900x24", "-fbdir", filepath.Join(d.dir, "screen"), "-nolisten", "tcp")
	x.ExtraFiles = []*os.File{write}
	d.server = d.start(x)
	d.check(write.Close())
	number := make([]byte, 16)
	n, err := read.Read(number)
	if err != nil && !errors.Is(err, io.EOF) || n == 0 {
		t.Fatalf("Xvfb did not start: %v", err)
	}
	d.number = ":" + strings.TrimSpace(string(number[:n]))
	d.start(d.command("openbox"))
	return d
}

func (d *desktop) check(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// command is a program on this desktop, with a home of its own.
func (d *desktop) command(name string, args ...string) *exec.Cmd {
	c := exec.Command(name, args...)
	c.Env = append(os.Environ(), "DISPLAY="+d.number, "WAYLAND_DISPLAY=", "LANG=C.UTF-8", "LC_ALL=",
		"HOME="+filepath.Join(d.dir, "home"), "XDG_CONFIG_HOME=", "XDG_CACHE_HOME=", "XDG_RUNTIME_DIR="+filepath.Join(d.dir, "run"))
	return c
}

// start starts a program that is ended with the test.
func (d *desktop) start(c *exec.Cmd) *process {
	d.t.Helper()
	p := &process{cmd: c, done: make(chan error, 1)}
	c.Stderr = &p.said
	d.check(c.Start())
	go func() { p.done <- c.Wait() }()
	d.t.Cleanup(func() { _ = c.Process.Kill() }) // it may have ended by itself
	return p
}

type process struct {
	cmd  *exec.Cmd
	said bytes.Buffer // read only after done
	done chan error
}

// ended waits for the program to end by itself.
func (d *desktop) ended(p *process) {
	d.t.Helper()
	select {
	case err := <-p.done:
		if err != nil {
			d.t.Fatalf("%s ended badly: %v\n%s", p.cmd.Path, err, p.said.String())
		}
	case <-time.After(patience):
		_ = p.cmd.Process.Signal(syscall.SIGQUIT) // its goroutines go to stderr
		<-p.done
		d.t.Fatalf("%s did not end\n%s", p.cmd.Path, p.said.String())
	}
}

// xdotool sends keys or looks for windows.
func (d *desktop) xdotool(args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	c := d.command("xdotool", args...)
	timed := exec.CommandContext(ctx, c.Path, args...)
	timed.Env = c.Env
	out, err := timed.Output()
	return strings.TrimSpace(string(out)), err
}

func (d *desktop) keys(args ...string) {
	d.t.Helper()
	if _, err := d.xdotool(append([]string{"key", "--clearmodifiers"}, args...)...); err != nil {
		d.t.Fatalf("press %v: %v", args, err)
	}
}

func (d *desktop) types(text string) {
	d.t.Helper()
	if _, err := d.xdotool("type", "--delay", "15", text); err != nil {
		d.t.Fatalf("type: %v", err)
	}
}

// until polls what is expected, and fails with the picture of the screen kept.
func (d *desktop) until(what string, holds func() bool) {
	d.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(150 * time.Millisecond) {
		if holds() {
			d.keep(what)
			return
		}
	}
	d.t.Fatalf("in vain waited until %s%s", what, d.keep("never "+what))
}

// shown waits until so large a part of the screen is not as it was before, and
// gives the new picture.
func (d *desktop) shown(what string, before []byte, part float64) []byte {
	d.t.Helper()
	var now []byte
	d.until(what, func() bool {
		now = d.screen()
		return differs(before, now) > part
	})
	return now
}

// still waits until nothing moves but a cursor: a window that has just come up
// shows its ground before anything else, and takes no keys yet.
func (d *desktop) still(what string) (now []byte) {
	d.t.Helper()
	before := d.screen()
	d.until(what+" stands still", func() bool {
		time.Sleep(350 * time.Millisecond)
		now = d.screen()
		moved := differs(before, now)
		before = now
		return moved < 0.0005
	})
	return now
}

// keep saves the screen for eyes, where the environment names a folder for it.
func (d *desktop) keep(what string) string {
	dir := os.Getenv("PROBATA_TEST_SCREENS")
	if dir == "" {
		return " (set PROBATA_TEST_SCREENS to a folder to keep the screen)"
	}
	name := filepath.Join(dir, strings.ReplaceAll(d.t.Name()+" "+what, "/", "-")+".png")
	var b bytes.Buffer
	d.check(png.Encode(&b, picture(d.screen())))
	d.check(os.WriteFile(name, b.Bytes(), 0o600))
	return "; the screen is in " + name
}

// picture reads an XWD file as Xvfb writes it: a header of 32-bit numbers, the
// colour map, and 32 bits for each pixel, blue first.
func picture(xwd []byte) image.Image {
	field := func(i int) int { return int(binary.BigEndian.Uint32(xwd[4*i:])) }
	const colour = 12 // bytes of an entry of the colour map
	width, height, stride, pixels := field(4), field(5), field(12), xwd[field(0)+field(19)*colour:]
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			p := pixels[y*stride+4*x:]
			out.SetRGBA(x, y, color.RGBA{p[2], p[1], p[0], 255})
		}
	}
	return out
}

// screen is what the X server shows, as an XWD file.
func (d *desktop) screen() []byte {
	d.t.Helper()
	b, err := os.ReadFile(filepath.Join(d.dir, "screen", "Xvfb_screen0"))
	d.check(err)
	return b
}

// middle is a strip of the screen's middle, cheap enough to be looked at all the
// time.
func (d *desktop) middle() []byte {
	d.t.Helper()
	f, err := os.Open(filepath.Join(d.dir, "screen", "Xvfb_screen0"))
	d.check(err)
	defer f.Close()
	info, err := f.Stat()
	d.check(err)
	b := make([]byte, 64<<10)
	_, err = f.ReadAt(b, info.Size()/2)
	d.check(err)
	return b
}

// differs is the part of the screen that is not as it was, 0 to 1.
func differs(a, b []byte) float64 {
	const pixel = 4
	n := 0
	for i := 0; i+pixel <= min(len(a), len(b)); i += pixel {
		if !bytes.Equal(a[i:i+pixel], b[i:i+pixel]) {
			n++
		}
	}
	return float64(n) * pixel / float64(len(a))
}

// program builds the program once for a test.
func program(t testing.TB) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "probata")
	if out, err := exec.Command("go", "build", "-o", name, ".").CombinedOutput(); err != nil {
		t.Fatalf("build the program: %v\n%s", err, out)
	}
	return name
}

// passphraseFile writes a pass phrase for commands.
func passphraseFile(t testing.TB, dir, passphrase string) string {
	t.Helper()
	name := filepath.Join(dir, "passphrase")
	if err := os.WriteFile(name, fmt.Appendln(nil, passphrase), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}
