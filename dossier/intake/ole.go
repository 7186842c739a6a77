package intake

import (
	"bytes"
	"encoding/binary"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/richardlehane/mscfb"
)

// Word, Excel, PowerPoint and Outlook of old write a small file system into a
// file (MS-CFB), read by mscfb. Of what lies in it are read the text of Word
// (worddoc.go), mails of Outlook (outlook.go), and who made a document, when and
// with what (MS-OLEPS).

// maxOLE is the largest such file that is read, in bytes: it is held in memory,
// as it is read in steps of a few bytes.
const maxOLE = 64 << 20

// openOLE reads the list of what lies in the file.
func openOLE(src *source) (*mscfb.Reader, error) {
	if src.whole == nil {
		b, err := src.most(maxOLE)
		if err != nil {
			return nil, err
		}
		src.whole = b
	}
	return mscfb.New(bytes.NewReader(src.whole))
}

// kindOfOLE tells the documents apart by what they hold.
func kindOfOLE(src *source) string {
	z, err := openOLE(src)
	if err != nil {
		return ole
	}
	kinds := map[string]string{
		"WordDocument": doc, "Workbook": xls, "Book": xls, "PowerPoint Document": ppt, "__properties_version1.0": msg,
	}
	for _, f := range z.File {
		if kind := kinds[f.Name]; kind != "" && len(f.Path) == 0 {
			return kind
		}
	}
	return ole
}

func readOLE(l *look) {
	z, err := openOLE(l.src)
	if err != nil {
		l.gap = gapDamaged
		return
	}
	if l.src.size > maxOLE {
		l.gap = gapLarge
	}
	streams := streamsOf(z)
	if streams["EncryptedPackage"] != nil {
		l.gap = gapPassword
		return
	}
	noteSummary(l, l.stream(streams["SummaryInformation"], maxTags))
	l.met(partProperties)
	switch l.kind {
	case doc:
		readWord(l, streams)
	case msg:
		readOutlook(l, z)
	default:
		l.gap = gapKind
	}
	l.sayStreams(z)
}

// sayStreams searches every stream for words that no reader gave: names of authors,
// what was taken out of a text and is still there, the cells of a sheet. Streams that
// nothing here knows are told to be unread.
func (l *look) sayStreams(z *mscfb.Reader) {
	known := set("WordDocument", "0Table", "1Table", "SummaryInformation", "DocumentSummaryInformation", "CompObj", "Ole")
	for _, f := range z.File {
		if l.ctx.Err() != nil {
			return
		}
		name := strings.TrimLeft(f.Name, "\x01\x03\x05")
		if !known[name] && !strings.HasPrefix(name, "__") && name != "Root Entry" && name != "Workbook" {
			l.beside(partNames, name)
		}
		outlook := l.kind == msg && (strings.HasPrefix(name, "__substg1.0_") || strings.HasPrefix(name, "__properties"))
		if f.Size <= 0 {
			continue
		}
		if !strings.HasPrefix(name, "__substg1.0_37010102") { // a file that is attached is read as one
			l.sweep(l.stream(f, maxSwept))
		}
		if !outlook && (!known[name] || len(f.Path) > 0) {
			l.miss(unreadBinary)
		}
	}
}

// streamsOf are the streams that lie in no folder, by name.
func streamsOf(z *mscfb.Reader) map[string]*mscfb.File {
	out := make(map[string]*mscfb.File)
	for _, f := range z.File {
		if len(f.Path) == 0 && out[f.Name] == nil {
			out[f.Name] = f
		}
	}
	return out
}

// stream reads a stream, most bytes of it; nil where there is none.
func (l *look) stream(f *mscfb.File, most int64) []byte {
	if f == nil || f.Size <= 0 {
		return nil
	}
	b := make([]byte, min(f.Size, most, *l.room, int64(len(l.src.whole))))
	n, err := f.Read(b)
	*l.room -= int64(n)
	if err != nil && err != io.EOF {
		l.gap = gapPart
	}
	return b[:max(n, 0)]
}

// noteSummary notes the properties of a document (MS-OLEPS 2.21; the numbers in
// MS-OSHARED 2.3.3.2.1).
func noteSummary(l *look, b []byte) {
	le := binary.LittleEndian
	if len(b) < 48 {
		return
	}
	at := int64(le.Uint32(b[44:]))
	if at+8 > int64(len(b)) {
		return
	}
	set := b[at:]
	entries := set[8:]
	page := 1252
	keys := map[uint32]string{2: "Title", 3: "Subject", 4: "Author", 5: "Keywords", 6: "Comment", 8: "Last changed by", 11: "Printed", 12: "Created", 13: "Changed", 18: "Program"}
	for n := uint32(0); n < min(le.Uint32(set[4:]), 100) && len(entries) >= 8; n++ {
		id, from := le.Uint32(entries), int64(le.Uint32(entries[4:]))
		entries = entries[8:]
		if from+8 > int64(len(set)) {
			continue
		}
		kind, value := le.Uint32(set[from:]), set[from+4:]
		switch {
		case id == 1 && kind == 2: // the code page comes first
			page = int(le.Uint16(value))
		case id == 14 && kind == 3:
			l.pages = max(0, int64(int32(le.Uint32(value))))
		case kind == 30:
			l.note(keys[id], narrow(value, page))
		case kind == 64 && len(value) >= 8:
			l.note(keys[id], fileTime(le.Uint64(value)))
		}
	}
}

// narrow reads a length and so many bytes in a code page.
func narrow(b []byte, page int) string {
	n := int64(binary.LittleEndian.Uint32(b))
	if b = b[4:]; n > int64(len(b)) || n > maxTag {
		return ""
	}
	if page == 1200 {
		return wide(b[:n])
	}
	s, err := codePage(page).NewDecoder().Bytes(b[:n])
	if err != nil {
		return ""
	}
	return strings.TrimRight(string(s), "\x00")
}

// wide reads UTF-16, to its end or the first zero.
func wide(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	if end := slices.Index(units, 0); end >= 0 {
		units = units[:end]
	}
	return string(utf16.Decode(units))
}

// fileTime reads steps of 100 ns since 1601; "" for one that cannot be.
func fileTime(n uint64) string {
	const epoch = 11644473600 // seconds from 1601 to 1970
	if seconds := int64(n / 1e7); n < 1<<62 && seconds > epoch {
		return time.Unix(seconds-epoch, 0).UTC().Format(time.RFC3339)
	}
	return ""
}
