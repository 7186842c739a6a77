package ui

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// vaultName is a vault's folder without its path, for the screen.
func vaultName(path string) string { return strings.TrimSuffix(filepath.Base(path), vaultSuffix) }

const vaultSuffix = ".probata"

// besideOf is a free name for a copy of a vault of some day, in the same folder.
func besideOf(path, day string, taken func(string) bool) string {
	base := filepath.Join(filepath.Dir(path), vaultName(path)+" "+day)
	out := base + vaultSuffix
	for i := 2; taken(out); i++ {
		out = base + " " + strconv.Itoa(i) + vaultSuffix
	}
	return out
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
