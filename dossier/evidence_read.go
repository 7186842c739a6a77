package dossier

import "strings"

// The lines of an evidence's metadata by which the program says what it has read
// of a file when it was taken in.
const (
	PartsLine  = "Parts"   // the kinds of parts that were read, parted by commas
	UnreadLine = "Unread"  // the kinds of parts that were not, or [NoneUnread]
	NoneUnread = "nothing" // all of the file was read
)

// Unread are the kinds of parts of the file that were not read when it was taken
// in, as keys such as "pictures" or "encoding"; none when every part was read. It
// is not known of a file that was taken in by a program that did not tell: that
// one must be taken for unread.
func (e *Evidence) Unread() (parts []string, known bool) {
	for line := range strings.Lines(e.Metadata) {
		key, value, _ := strings.Cut(strings.TrimRight(line, "\r\n"), ": ")
		switch {
		case key != UnreadLine || strings.TrimSpace(value) == "":
		case value == NoneUnread:
			known = true
		default:
			known = true
			for part := range strings.SplitSeq(value, ",") {
				parts = append(parts, strings.TrimSpace(part))
			}
		}
	}
	return parts, known
}

// ReadWhole tells whether every part of the file was read when it was taken in, so
// that what was found in it is all there is.
func (e *Evidence) ReadWhole() bool {
	parts, known := e.Unread()
	return known && len(parts) == 0
}
