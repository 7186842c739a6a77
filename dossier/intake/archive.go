package intake

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
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
	l.sayAround(z)
	for _, f := range z.File {
		if l.ctx.Err() != nil {
			return
		}
		name := zipName(f)
		l.met(partNames)
		if strings.HasSuffix(name, "/") {
			l.beside(partNames, name)
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
		b, _ := io.ReadAll(io.LimitReader(r, 4096))
		if l.mayHaveText(b, name) {
			return gapLarge
		}
		l.miss(unreadFilm) // it has no text, and may have a name in its tags
		l.miss(unreadLarge)
		return ""
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

// readGzip reads the files that are packed so, one behind the other.
func readGzip(l *look) {
	in := bufio.NewReader(l.src.all())
	z, err := gzip.NewReader(in)
	if err != nil {
		l.gap = gapDamaged
		return
	}
	l.note("File", fieldText(z.Name))
	l.beside(partNames, fieldText(z.Name))
	l.beside(partComments, fieldText(z.Comment))
	if len(z.Extra) > 0 {
		l.sweep(z.Extra)
		l.miss(unreadBinary)
	}
	name := strings.TrimSuffix(fieldText(z.Name), ".gz")
	z.Multistream(false)
	var b bytes.Buffer
	for members := 0; members < 10_000 && l.ctx.Err() == nil; members++ {
		_, err := io.Copy(&b, io.LimitReader(z, min(maxInner, *l.room)+1-int64(b.Len())))
		if err != nil || int64(b.Len()) > min(maxInner, *l.room) {
			break // within tells
		}
		if err := z.Reset(in); err != nil {
			break // the end, or something else
		}
		z.Multistream(false)
		l.beside(partNames, fieldText(z.Name))
		l.beside(partComments, fieldText(z.Comment))
	}
	if rest := l.behindGzip(in); len(bytes.Trim(rest, "\x00")) > 0 {
		l.sweep(rest)
		l.miss(unreadBinary)
	}
	l.gap = l.within(name, "", &b)
}

// behindGzip is what follows the last packed file. Of the head that is none, up to
// ten bytes have been read already.
func (l *look) behindGzip(in *bufio.Reader) []byte {
	rest, _ := io.ReadAll(io.LimitReader(in, maxText))
	if len(rest) == 0 {
		return nil
	}
	return l.piece(max(l.src.size-int64(len(rest))-10, 0), maxText)
}

// fieldText is a field of an archive, which Go reads as Latin letters.
func fieldText(s string) string {
	b, err := charmap.ISO8859_1.NewEncoder().String(s)
	if err != nil {
		return s
	}
	if text, ok := decodeText([]byte(b)); ok {
		return text
	}
	return s
}

// readTar reads an archive of Unix.
func readTar(l *look) {
	t := tar.NewReader(l.src.all())
	for files := 0; files < 10_000 && l.ctx.Err() == nil; files++ {
		h, err := t.Next()
		if err == io.EOF {
			return
		}
		if err != nil || l.text.over || *l.room <= 0 {
			l.gap = gapPart
			return
		}
		l.beside(partProperties, h.Uname+" "+h.Gname)
		l.beside(partLinks, h.Linkname)
		for key, value := range h.PAXRecords {
			l.beside(partProperties, key+" "+value)
		}
		name := zipText(h.Name)
		l.say(name + "\n")
		if h.Typeflag != tar.TypeReg {
			continue
		}
		gap := l.within(name, "", t)
		if gap != "" && l.depth > 0 {
			l.gap = gapPart
		}
		l.noteInner("File", name, gap)
	}
	l.miss(unreadLarge)
}

// zipName is the name of a file in an archive. Archives made by Windows in
// Russian have their names in code page 866, which nothing in them says.
func zipName(f *zip.File) string {
	if f.NonUTF8 || !utf8.ValidString(f.Name) {
		return zipText(f.Name)
	}
	return f.Name
}

// zipText is a name or a comment that may be in code page 866.
func zipText(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	if g := words().guess([]byte(s)); g.sure {
		return decodedBy(g.encoding, []byte(s))
	}
	return decodedBy(charmap.CodePage866, []byte(s))
}

// outside searches what lies in a ZIP file and belongs to none of its files, and
// tells how many bytes that are: a program may have left something there.
func (l *look) outside(z *zip.Reader) (n int64) {
	var spans [][2]int64
	for _, f := range z.File {
		from, err := f.DataOffset()
		if err != nil {
			l.miss(unreadDamaged)
			continue
		}
		head := make([]byte, min(from, 30+2*(1<<10)+int64(len(f.Name)+len(f.Extra))))
		if _, err := l.src.ReadAt(head, from-int64(len(head))); err != nil && err != io.EOF {
			return n
		}
		if i := bytes.LastIndex(head, []byte("PK\x03\x04")); i >= 0 {
			spans = append(spans, [2]int64{from - int64(len(head)-i), from + int64(f.CompressedSize64)})
		}
	}
	end := make([]byte, min(l.src.size, 22+1<<16))
	_, _ = l.src.ReadAt(end, l.src.size-int64(len(end)))
	if i := bytes.LastIndex(end, []byte("PK\x05\x06")); i >= 0 && i+22 <= len(end) {
		at := l.src.size - int64(len(end)-i)
		size := int64(binary.LittleEndian.Uint32(end[i+12:]))
		spans = append(spans, [2]int64{max(at-size, 0), at + 22 + int64(binary.LittleEndian.Uint16(end[i+20:]))})
	}
	slices.SortFunc(spans, func(a, b [2]int64) int { return cmp.Compare(a[0], b[0]) })
	at := int64(0)
	for _, s := range append(spans, [2]int64{l.src.size, l.src.size}) {
		if s[0] > at {
			n += l.sayOutside(at, s[0])
		}
		at = max(at, s[1])
	}
	return n
}

// sayOutside searches such a piece; sizes that are told behind a file are none.
func (l *look) sayOutside(from, to int64) int64 {
	b := make([]byte, min(to-from, maxText))
	n, _ := l.src.ReadAt(b, from)
	b = b[:n]
	if to-from <= 24 && (bytes.HasPrefix(b, []byte("PK\x07\x08")) || to-from == 12) || bytes.HasPrefix(b, []byte("PK\x06\x06")) || len(bytes.Trim(b, "\x00")) == 0 {
		return 0
	}
	l.sweep(b)
	l.miss(unreadBinary)
	return to - from
}
