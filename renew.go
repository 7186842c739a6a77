package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"probata/ui"
)

// After a lock nothing of a case may remain in memory: not in what the collector
// has not reached, the toolkit has cached or a library has copied. So the program
// ends, by putting itself in its own place: it starts no other.

// reopenKey is the variable of the environment through which a program that has
// locked tells the one in its place what to show. The system shows the environment
// to fewer than it shows arguments to; nothing of a case is in it.
const reopenKey = "PROBATA_REOPEN"

// reopenText is "1280x820 locked 0 /home/x/Cases.probata".
func reopenText(r ui.Reopen) string {
	how := "locked"
	if r.Elsewhere {
		how = "elsewhere"
	}
	return fmt.Sprintf("%dx%d %s %d %s", int(r.Size.Width), int(r.Size.Height), how, r.Lost, r.Path)
}

// parseReopen reads what reopenText wrote; nil is for everything else.
func parseReopen(text string) *ui.Reopen {
	part := strings.SplitN(text, " ", 4)
	if len(part) < 4 || part[3] == "" || part[1] != "locked" && part[1] != "elsewhere" {
		return nil
	}
	w, h, _ := strings.Cut(part[0], "x")
	width, err := strconv.ParseUint(w, 10, 14)
	height, err2 := strconv.ParseUint(h, 10, 14)
	lost, err3 := strconv.ParseUint(part[2], 10, 31)
	if errors.Join(err, err2, err3) != nil {
		return nil
	}
	return &ui.Reopen{Path: part[3], Size: fyne.NewSize(float32(width), float32(height)), Elsewhere: part[1] == "elsewhere", Lost: int(lost)}
}

// takeReopen is what the program before left, which no program after this one is
// to see.
func takeReopen() *ui.Reopen {
	text := os.Getenv(reopenKey)
	_ = os.Unsetenv(reopenKey) // fails for a name that cannot be
	return parseReopen(text)
}

// renew puts a new program in the place of this one. It returns only when the
// system refuses; then this program is to end all the same.
func renew(r ui.Reopen) error {
	if abs, err := filepath.Abs(r.Path); err == nil {
		r.Path = abs
	}
	env := append(os.Environ(), reopenKey+"="+reopenText(r))
	if err := replaceSelf(env); err != nil {
		return fmt.Errorf("start the program anew: %w", err)
	}
	return nil
}

// canRenew tells whether the program knows where it lies.
func canRenew() bool {
	name, err := os.Executable()
	if err != nil {
		return false
	}
	_, err = os.Stat(name)
	return err == nil
}
