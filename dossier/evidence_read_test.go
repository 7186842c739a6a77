package dossier

import (
	"strings"
	"testing"
)

// What nobody has read is never taken for read.
func TestUnread(t *testing.T) {
	for _, tt := range []struct {
		metadata, parts string
		known, whole    bool
	}{
		{"", "", false, false},
		{"Title: x\nText: read in part", "", false, false},
		{"Unread: nothing", "", true, true},
		{"Title: Unread: nothing", "", false, false},
		{"Unread:", "", false, false},
		{"Unread: ", "", false, false},
		{"Title: x\r\nUnread: nothing\r\n", "", true, true},
		{"Unread: pictures, encoding\nText: read in part", "pictures encoding", true, false},
		{"Unread: nothing\nUnread: sound", "sound", true, false},
	} {
		e := &Evidence{Metadata: tt.metadata}
		parts, known := e.Unread()
		if strings.Join(parts, " ") != tt.parts || known != tt.known || e.ReadWhole() != tt.whole {
			t.Errorf("%q: %q, %v, whole %v", tt.metadata, parts, known, e.ReadWhole())
		}
	}
}
