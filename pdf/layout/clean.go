package layout

import (
	"strings"

	"probata/dossier/document"
)

// clean is the cleaning of all back ends, without the selectors of variants of a
// sign, which are invisible and which the fonts at hand draw as boxes.
func clean(s string) string {
	s = document.Clean(s)
	if !strings.ContainsFunc(s, isSelector) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if isSelector(r) {
			return -1
		}
		return r
	}, s)
}

func isSelector(r rune) bool { return r >= 0xFE00 && r <= 0xFE0F }
