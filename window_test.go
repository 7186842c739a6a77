package main_test

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const passphrase = "orbit velvet canyon meadow lantern"

// How much of the screen differs from one of our screens to the next, about half
// of what it really is. A progress bar that comes up changes a tenth.
const (
	fromNothing = 0.4
	toCases     = 0.3
	toCase      = 0.15
)

// TestWindow drives the real window by its keys: open the example, make a case,
// name it, close. Then a command has to find the case in the vault.
func TestWindow(t *testing.T) {
	d := newDesktop(t)
	probata := program(t)
	vault := filepath.Join(d.dir, "Example.probata")
	run := commands(d, probata)
	run("example", vault)

	blank := d.screen()
	p := d.start(d.command(probata, vault))
	locked := d.shown("the window", blank, fromNothing)
	if _, err := d.xdotool("search", "--onlyvisible", "--name", "^Probata$"); err != nil {
		t.Error("the title of the window is not neutral, or there is none")
	}
	d.types(passphrase)
	d.keys("Return")
	cases := d.shown("the cases", locked, toCases)
	d.keys("ctrl+n")
	d.shown("the new case", cases, toCase)
	d.types("WINDOW-1")
	d.keys("alt+F4")
	d.ended(p)

	var list struct {
		Cases []struct{ Reference string }
	}
	if err := json.Unmarshal(run("list", vault, "--json"), &list); err != nil {
		t.Fatal(err)
	}
	if len(list.Cases) != 2 || list.Cases[1].Reference != "WINDOW-1" {
		t.Errorf("the vault holds %+v, want the example and WINDOW-1", list.Cases)
	}
}

// TestNoDisplay: without a display, or with the name of one that does not
// answer, the program says so and what works, and does not crash.
func TestNoDisplay(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: the program is not built")
	}
	probata := program(t)
	for _, x := range []struct{ display, words string }{
		{"", "There is no display"},
		{"DISPLAY=:4711", "The window could not be opened"},
	} {
		c := exec.Command(probata)
		c.Env = []string{"LANG=en_US.UTF-8", "HOME=" + t.TempDir(), x.display}
		out, err := c.CombinedOutput()
		if code := c.ProcessState.ExitCode(); err == nil || code != 1 {
			t.Errorf("%q: exit %d", x.display, code)
		}
		if said := string(out); !strings.Contains(said, x.words) || !strings.Contains(said, "probata help") || strings.Contains(said, "goroutine") {
			t.Errorf("%q: it says: %s", x.display, said)
		}
	}
}

// commands runs commands of the program with the pass phrase at hand.
func commands(d *desktop, probata string) func(args ...string) []byte {
	file := passphraseFile(d.t, d.dir, passphrase)
	return func(args ...string) []byte {
		d.t.Helper()
		c := d.command(probata, args...)
		c.Env = append(c.Env, "PROBATA_PASSPHRASE_FILE="+file)
		out, err := c.Output()
		if err != nil {
			d.t.Fatalf("%v: %v", args, err)
		}
		return out
	}
}

// BenchmarkStart is from the start of the program to its first picture. The
// renderer here is software; the first start of all is not counted.
func BenchmarkStart(b *testing.B) {
	d := newDesktop(b)
	probata := program(b)
	blank := d.middle()
	start := func() {
		b.StartTimer()
		p := d.start(d.command(probata))
		for differs(blank, d.middle()) < fromNothing {
			time.Sleep(5 * time.Millisecond)
		}
		b.StopTimer()
		d.check(p.cmd.Process.Kill())
		<-p.done
		d.until("the screen is empty again", func() bool { return differs(blank, d.middle()) < 0.01 })
	}
	start()
	b.ResetTimer()
	for range b.N {
		start()
	}
}
