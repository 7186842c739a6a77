package speech

import (
	"strings"

	"probata/dossier/document"
)

// BlocksText is an answer as plain text to be read on the screen: paragraphs
// apart, cells of a table in a line, without notes.
func BlocksText(blocks []document.Block, between string) string {
	t := document.Text{TextOptions: document.TextOptions{Between: between, Paragraphs: "; "}}
	return t.Blocks(blocks)
}

func deleteEmpty(parts []string) []string {
	out := parts[:0]
	for _, p := range parts {
		if strings.TrimSpace(p) != "" {
			out = append(out, p)
		}
	}
	return out
}

// Spaced is the parts that say anything, with spaces between.
func Spaced(parts ...string) string { return strings.Join(deleteEmpty(parts), " ") }

// Shorter is the text, cut to so many letters where it is longer.
func Shorter(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
