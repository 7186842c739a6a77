package main

import (
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

// reopenText is "1280x820 /home/x/Cases.probata".
func reopenText(r ui.Reopen) string {
	return fmt.Sprintf("%dx%d %s", int(r.Size.Width), int(r.Size.Height), r.Path)
}

// parseReopen reads what reopenText wrote; nil is for everything else.
func parseReopen(text string) *ui.Reopen {
	size, path, ok := strings.Cut(text, " ")
	w, h, both := strings.Cut(size, "x")
	width, err := strconv.ParseUint(w, 10, 14)
	height, err2 := strconv.ParseUint(h, 10, 14)
	if !ok || !both || err != nil || err2 != nil || path == "" {
		return nil
	}
	return &ui.Reopen{Path: path, Size: fyne.NewSize(float32(width), float32(height))}
}

// takeReopen is what the program before left, which no program after this one is
// to see. A path is made whole, as the folder of work may be another by then.
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
