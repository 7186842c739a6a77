package intake

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"probata/dossier"
)

// A file is more than what is printed of it. So every reader tells which parts it
// met: those it has read, whose words are in the text or the metadata, and those it
// has not. Whoever gives a file away asks what was not read; a part that no reader
// knows is always among it.

// The kinds of parts that were read.
const (
	partBody       = "body"
	partAttributes = "attributes" // alternative texts, names of fields, what else stands in a tag
	partProperties = "properties" // what a file says of itself
	partComments   = "comments"
	partChanges    = "changes" // what was taken out and put in
	partLinks      = "links"
	partScripts    = "scripts"
	partForms      = "forms"
	partHeaders    = "headers"
	partNotes      = "notes"
	partSheets     = "sheets"
	partSettings   = "settings"
	partNames      = "names" // of files inside
	partFiles      = "files" // that lie inside
	partRevisions  = "revisions"
	partCoded      = "coded text" // base64 and its kin
)

// The kinds of parts that were not read, or not for certain.
const (
	unreadPictures = "pictures" // what can be seen on them
	unreadSound    = "sound"
	unreadFilm     = "film"
	unreadBinary   = "binary"   // a part of a kind that nothing here reads
	unreadCoding   = "encoding" // guessed, and not for certain
	unreadLetters  = "letters"  // that stand for none
	unreadPassword = "password"
	unreadDamaged  = "damaged"
	unreadLarge    = "large"
	unreadDepth    = "depth"
	unreadTime     = "time"
)

// maxAside is how much is kept of what stands beside the text, in bytes; maxSeen
// how many pieces of it are remembered, so that each is said once.
const (
	maxAside = maxText
	maxSeen  = 50_000
)

// account is what was met in a file and all that lies in it.
type account struct {
	read, missed map[string]bool
	aside        bounded // what is read beside the text
	seen         map[string]bool
}

func newAccount() *account {
	return &account{read: map[string]bool{}, missed: map[string]bool{}, seen: map[string]bool{}}
}

// met notes a part that was read.
func (l *look) met(part string) { l.acc.read[part] = true }

// miss notes a part that was not.
func (l *look) miss(part string) { l.acc.missed[part] = true }

// beside adds what is read beside the text: each piece once.
func (l *look) beside(part, s string) {
	s = oneLine(s)
	if s == "" {
		return
	}
	l.met(part)
	if l.acc.seen[s] {
		return
	}
	if len(l.acc.seen) < maxSeen {
		l.acc.seen[s] = true
	}
	l.acc.aside.add(s+"\n", maxAside)
}

// besides adds a longer text line by line.
func (l *look) besides(part, text string) {
	for line := range strings.Lines(text) {
		if l.acc.aside.over || l.ctx.Err() != nil {
			return
		}
		l.beside(part, line)
	}
}

// close puts what stands beside the text behind it, and tells what was not read.
func (l *look) close() {
	if aside := l.acc.aside.String(); aside != "" {
		if text := l.text.String(); text != "" && !strings.HasSuffix(text, "\n") {
			l.text.add("\n", maxText)
		}
		l.text.add(aside, maxText)
	}
	if noLetters(l.text.String()) || noLetters(l.meta.String()) {
		l.miss(unreadLetters)
	}
	if l.text.over || l.acc.aside.over {
		l.miss(unreadLarge)
	}
	if l.ctx.Err() != nil {
		l.miss(unreadTime)
	}
	if part := unreadByGap(l.gap); part != "" {
		l.miss(part)
	}
	if l.gap == "" && slices.ContainsFunc(slices.Collect(maps.Keys(l.acc.missed)), hidesText) {
		l.gap = gapPart
	}
	l.noteUpTo(maxMetadata, dossier.PartsLine, joined(l.acc.read))
	unread := joined(l.acc.missed)
	if unread == "" {
		unread = dossier.NoneUnread
	}
	l.noteUpTo(maxMetadata, dossier.UnreadLine, unread)
	l.noteUpTo(maxMetadata, "Text", l.gap)
}

// noLetters tells whether a text holds what stands where a letter was that is not
// known: the replacement character, or letters that only the font of a document
// knows. One of those alone is a mark before a line.
func noLetters(s string) bool {
	last := ' '
	for _, r := range s {
		own := unicode.Is(unicode.Co, r)
		if r == '\ufffd' || own && (unicode.IsLetter(last) || unicode.Is(unicode.Co, last)) {
			return true
		}
		last = r
	}
	return false
}

// hidesText: a picture may show a text, but it is none that a search would find.
func hidesText(part string) bool {
	return part != unreadPictures && part != unreadSound && part != unreadFilm
}

func unreadByGap(gap string) string {
	return map[string]string{
		gapPassword: unreadPassword, gapDamaged: unreadDamaged, gapKind: unreadBinary, gapLarge: unreadLarge,
		gapDepth: unreadDepth, gapNone: unreadPictures, gapPart: unreadDamaged,
	}[gap]
}

func joined(parts map[string]bool) string {
	return strings.Join(slices.Sorted(maps.Keys(parts)), ", ")
}
