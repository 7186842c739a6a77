package ui

import (
	"strings"

	"probata/dossier/document"
)

// blocksText is an answer as plain text to be read on the screen: paragraphs
// apart, cells of a table in a line, without notes.
func blocksText(blocks []document.Block, between string) string {
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

// spaced is the parts that say anything, with spaces between.
func spaced(parts ...string) string { return strings.Join(deleteEmpty(parts), " ") }
