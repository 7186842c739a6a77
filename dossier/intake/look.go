package intake

import (
	"bytes"
	"context"
	"io"
	"strings"

	"probata/dossier"
)

// look is one file while it is looked into. Readers add to it what they find.
type look struct {
	ctx     context.Context
	src     *source
	by      *Inspector
	kind    string
	meta    bounded
	text    *bounded // of the outermost file: what lies inside adds to the same
	pages   int64
	picture []byte
	gap     string   // why the text is not read, or not wholly
	acc     *account // of the outermost file too
	depth   int      // in how many files this one lies
	room    *int64   // bytes that may still be unpacked, of all files inside together
	bare    bool     // panics come through, for who looks for them
}

// Why a text is missing, as the reader of the case is told.
const (
	gapPassword = "not read (protected by a password)"
	gapDamaged  = "not read (damaged)"
	gapKind     = "not read (no reader for this kind of file)"
	gapLarge    = "not read (too large)"
	gapDepth    = "not read (packed too deeply)"
	gapNone     = "none found (pictures of pages?)"
	gapPart     = "read in part"
)

// maxInner is the largest file that is read inside another, in bytes; maxNested
// is how deep they may lie.
const (
	maxInner  = 16 << 20
	maxNested = 5
)

// readSafely tells the kind of the file and has it read.
func (l *look) readSafely(name, said string) {
	defer l.survive(func() { l.gap = gapDamaged })
	l.kind = unknown
	l.kind = kindOf(l.src, name, said)
	l.read()
}

// survive, deferred, keeps a decoder that a hostile file makes panic from taking the
// program, and an edit in it, with it. Fuzz tests are bare of it.
func (l *look) survive(then func()) {
	if l.bare {
		return
	}
	if recover() != nil {
		then()
	}
}

// maxTags is how much of the tags of a recording is read, in bytes. Pictures of
// covers are skipped, not read.
const maxTags = 256 << 10

// read has the file read by what reads its kind. Of a file inside another what it
// says of itself stands beside the text.
func (l *look) read() {
	text, other := l.by.textReaders()[l.kind], otherReaders()[l.kind]
	switch {
	case text != nil:
		l.met(partBody)
		text(l)
	case strings.HasPrefix(l.kind, "text/"):
		l.met(partBody)
		readPlain(l)
	case other != nil:
		l.met(partProperties)
		other(l)
	case l.src.size > 0:
		readUnknown(l)
	}
	switch kind, _, _ := strings.Cut(l.kind, "/"); kind {
	case "image":
		l.miss(unreadPictures)
	case "audio":
		l.miss(unreadSound)
	case "video":
		l.miss(unreadFilm)
	}
}

// readUnknown looks for words in a file of a kind that nothing here reads. Sound and
// films have none.
func readUnknown(l *look) {
	if kind, _, _ := strings.Cut(l.kind, "/"); kind != "image" && kind != "audio" && kind != "video" {
		l.gap = gapKind
	}
	most := int64(maxSwept)
	if l.gap == "" {
		most = maxText // what it says of itself stands at its beginning, or its end
		l.sweep(l.piece(max(most, l.src.size-most), most))
	}
	b, _ := l.src.most(most) // an error is remembered
	l.sweep(b)
	if l.src.size > most {
		l.miss(unreadLarge)
	}
}

// textReaders are the kinds of files with text.
func (i *Inspector) textReaders() map[string]func(*look) {
	return map[string]func(*look){
		"application/pdf":   i.readPDF,
		"application/rtf":   readRTF,
		"text/html":         readHTML,
		"message/rfc822":    readMail,
		"application/zip":   readArchive,
		epub:                readArchive,
		"application/gzip":  readGzip,
		"application/xml":   readXML,
		"application/x-tar": readTar,
		"application/warc":  readWARC,
		"application/mbox":  readMbox,
		tnef:                readTNEF,
		"application/json":  readPlain,
		ole:                 readOLE,
		doc:                 readOLE,
		xls:                 readOLE,
		ppt:                 readOLE,
		msg:                 readOLE,
		docx:                readOffice,
		xlsx:                readOffice,
		pptx:                readOffice,
		odt:                 readOffice,
		ods:                 readOffice,
		odp:                 readOffice,
	}
}

// otherReaders are the kinds of files that say something of themselves.
func otherReaders() map[string]func(*look) {
	return map[string]func(*look){
		"image/jpeg":      readPicture,
		"image/heic":      readPicture,
		"image/heif":      readPicture,
		"image/avif":      readPicture,
		"image/png":       readPNG,
		"image/gif":       readGIF,
		"image/webp":      readPicture,
		"image/bmp":       readPicture,
		"image/tiff":      readPicture,
		"video/mp4":       readMovie,
		"video/quicktime": readMovie,
		"video/3gpp":      readMovie,
		"audio/mp4":       readMovie,
		"audio/mpeg":      readMP3,
		"audio/flac":      readFLAC,
		"audio/ogg":       readOgg,
		"audio/wav":       readRIFF,
		"video/x-msvideo": readRIFF,
	}
}

// within adds the text of a file that lies inside this one, and tells why it is
// missing, "" when it is not.
func (l *look) within(name, said string, r io.Reader) (gap string) {
	defer func() {
		l.met(partFiles)
		if part := unreadByGap(gap); part != "" {
			l.miss(part)
		}
	}()
	if l.depth >= maxNested {
		return gapDepth
	}
	most := min(maxInner, *l.room)
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	*l.room -= int64(len(b))
	switch {
	case int64(len(b)) > most:
		l.sweep(b[:min(len(b), maxSwept)])
		return gapLarge
	case err != nil && len(b) == 0:
		return gapDamaged
	}
	inner := l.inside(b)
	before := l.text.Len()
	inner.readSafely(name, said)
	if l.text.Len() > before {
		l.say("\n")
	}
	for line := range strings.Lines(inner.meta.String()) {
		l.beside(partProperties, line)
	}
	if inner.gap == "" && err != nil {
		return gapPart
	}
	return inner.gap
}

// inside is a file that lies inside this one.
func (l *look) inside(b []byte) *look {
	return &look{
		ctx: l.ctx, by: l.by, text: l.text, room: l.room, depth: l.depth + 1, bare: l.bare, acc: l.acc,
		src: &source{ctx: l.ctx, r: bytes.NewReader(b), size: int64(len(b)), waiting: l.src.waiting},
	}
}

// noteInner notes the name of a file inside this one, and why its text is missing.
func (l *look) noteInner(key, name, gap string) {
	if gap != "" && name != "" {
		name += ": text " + gap
	}
	l.note(key, name)
}

// note adds a line of metadata. What has no room there stands beside the text.
func (l *look) note(key, value string) {
	switch key {
	case dossier.PartsLine, dossier.UnreadLine, "Text": // our own words
		key = "File's " + key
	}
	if !l.noteUpTo(maxMetadata-1000, key, value) { // room for what close says
		l.beside(partProperties, key+": "+value)
	}
}

func (l *look) noteUpTo(most int, key, value string) bool {
	key, value = oneLine(key), oneLine(value)
	if key == "" || value == "" {
		return true
	}
	if l.meta.Len()+len(key)+len(value)+3 > most {
		return false
	}
	if l.meta.Len() > 0 {
		l.meta.add("\n", most)
	}
	l.meta.add(key+": "+value, most)
	return true
}

func oneLine(s string) string { return strings.Join(strings.Fields(valid(s)), " ") }

// say adds text, and tells whether more is wanted.
func (l *look) say(s string) bool { return l.text.add(valid(s), maxText) && l.ctx.Err() == nil }

// valid is a text without what is no text.
func valid(s string) string { return strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\x00", " ") }

// bounded is a text that grows to a bound.
type bounded struct {
	strings.Builder
	over bool // more was to be added
}

func (b *bounded) add(s string, most int) bool {
	if room := most - b.Len(); len(s) > room {
		b.over = true
		b.WriteString(strings.ToValidUTF8(s[:max(room, 0)], ""))
		return false
	}
	b.WriteString(s)
	return true
}
