package intake

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// maxDirectory is how much of a ZIP file is read for its list of names, in bytes:
// some 100,000 names. A list as long as a large file would not fit the memory.
const maxDirectory = 8 << 20

// errDirectory: the list of names of an archive is too long.
var errDirectory = errors.New("list of names too long")

// openZip reads the list of names of a ZIP file.
func openZip(src *source) (*zip.Reader, error) {
	b := &budget{src: src, left: maxDirectory}
	z, err := zip.NewReader(b, src.size)
	b.left = -1
	return z, err
}

// budget reads no more than so many bytes; any number when left is negative.
type budget struct {
	src  *source
	left int64
}

func (b *budget) ReadAt(p []byte, at int64) (int, error) {
	if b.left >= 0 {
		if b.left -= int64(len(p)); b.left < 0 {
			b.left = 0
			return 0, errDirectory
		}
	}
	return b.src.ReadAt(p, at)
}

// readArchive lists what a ZIP file holds, and reads the text of the documents in
// it.
func readArchive(l *look) {
	z, err := openZip(l.src)
	if err != nil {
		l.gap = gapDamaged
		if errors.Is(err, errDirectory) {
			l.gap = gapLarge
		}
		return
	}
	if l.kind != epub {
		l.note("Files", fmt.Sprint(len(z.File)))
	}
	for _, f := range z.File {
		if l.ctx.Err() != nil {
			return
		}
		name := zipName(f)
		if strings.HasSuffix(name, "/") {
			continue
		}
		l.say(name + "\n")
		gap := l.withinZip(f, name)
		if gap != "" && l.depth > 0 {
			l.gap = gapPart // the names within are nobody's line
		}
		l.noteInner("File", name, gap)
	}
}

func (l *look) withinZip(f *zip.File, name string) (gap string) {
	if f.Flags&1 != 0 {
		return gapPassword
	}
	if l.text.over || *l.room <= 0 {
		return gapPart
	}
	r, err := f.Open()
	if err != nil {
		return gapDamaged
	}
	defer r.Close()
	if f.UncompressedSize64 > maxInner {
		if b, _ := io.ReadAll(io.LimitReader(r, 4096)); l.mayHaveText(b, name) {
			return gapLarge
		}
		return "" // a film in an archive has none
	}
	return l.within(name, "", r)
}

// mayHaveText tells by the beginning of a file whether a text is missing when it
// is not read.
func (l *look) mayHaveText(head []byte, name string) bool {
	kind := kindOf(&source{ctx: l.ctx, r: bytes.NewReader(head), size: int64(len(head))}, name, "")
	for _, none := range []string{"image/", "video/", "audio/", unknown} {
		if strings.HasPrefix(kind, none) {
			return false
		}
	}
	return true
}

// readGzip reads the one file that is packed so.
func readGzip(l *look) {
	z, err := gzip.NewReader(l.src.all())
	if err != nil {
		l.gap = gapDamaged
		return
	}
	l.note("File", z.Name)
	l.gap = l.within(z.Name, "", z)
}

// zipName is the name of a file in an archive. Archives made by Windows in
// Russian have their names in code page 866, which nothing in them says.
func zipName(f *zip.File) string {
	if f.NonUTF8 || !utf8.ValidString(f.Name) {
		if s, err := charmap.CodePage866.NewDecoder().String(f.Name); err == nil {
			return s
		}
	}
	return f.Name
}
