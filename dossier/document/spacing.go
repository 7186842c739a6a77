package document

import (
	"regexp"
	"strings"
)

// In French a narrow space that does not break stands before high signs and within
// quotation marks (Lexique des règles typographiques en usage à l'Imprimerie nationale).
const narrow = "\u202F"

var (
	frenchBefore = regexp.MustCompile(`([^\s\x{A0}\x{202F}«(\[:;!?])[ \x{A0}\x{202F}]?([;:!?]+)([\s\x{A0}\x{202F}»)\]”]|$)`)
	frenchAlone  = regexp.MustCompile(`^[ \x{A0}\x{202F}]([;:!?])`)
	frenchOpen   = regexp.MustCompile(`«[ \x{A0}\x{202F}]?(\S)`)
	frenchClose  = regexp.MustCompile(`(\S)[ \x{A0}\x{202F}]?»`)
)

// Spaced sets the spaces of a text as its language wants them beside signs; tag is a BCP 47
// tag. A time, an address and a sign in a name stay as they are: nothing but a space or an
// end follows a sign of the text. A second call changes nothing.
func Spaced(s, tag string) string {
	if base, _, _ := strings.Cut(strings.ToLower(tag), "-"); base != "fr" || !strings.ContainsAny(s, ";:!?«»") {
		return s
	}
	s = frenchBefore.ReplaceAllString(s, "${1}"+narrow+"${2}${3}")
	s = frenchAlone.ReplaceAllString(s, narrow+"${1}")
	s = frenchOpen.ReplaceAllString(s, "«"+narrow+"${1}")
	return frenchClose.ReplaceAllString(s, "${1}"+narrow+"»")
}
