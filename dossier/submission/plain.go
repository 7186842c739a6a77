package submission

import (
	"strings"
	"unicode"

	"probata/dossier/document"
)

// plain is the words of an answer without notes and numbers, for its preview and for
// the counters: all that a page prints of it, figures, fields and tables too.
func plain(blocks []document.Block) string {
	var t document.Text
	return strings.TrimSpace(t.Blocks(blocks))
}

// Counter counts words as the bodies do: what stands between spaces and has a
// letter or digit; a dash or a dot that keeps things apart is no word.
func Counter(s string) int {
	n := 0
	for field := range strings.FieldsSeq(s) {
		if strings.ContainsFunc(field, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}
