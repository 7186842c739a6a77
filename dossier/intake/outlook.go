package intake

import (
	"bytes"
	"encoding/binary"
	"strings"

	"github.com/richardlehane/mscfb"
)

// readOutlook reads a mail that Outlook has saved (MS-OXMSG): a stream for each
// property, named by its number and kind, and a folder for each attachment.
func readOutlook(l *look, z *mscfb.Reader) {
	p := properties(l, z, "")
	page := codePageOf(p.fixed)
	for _, f := range []struct {
		key string
		id  uint16
	}{{"From", 0x0c1a}, {"From address", 0x5d01}, {"To", 0x0e04}, {"Cc", 0x0e03}, {"Bcc", 0x0e02}, {"Subject", 0x0037}, {"Message-ID", 0x1035}} {
		value := p.text(f.id, page)
		l.note(f.key, value)
		if value != "" && (f.key == "Subject" || f.key == "From" || f.key == "To") {
			l.say(value + "\n")
		}
	}
	if sent, ok := p.fixed[0x00390040]; ok {
		l.note("Date", fileTime(sent))
	}
	sayBody(l, p, page)
	for _, folder := range attachments(z) {
		readOutlookFile(l, properties(l, z, folder), page)
	}
}

// sayBody adds the text of a mail, which may be there in several forms, or in one.
// A page that was made into RTF (MS-OXRTFEX) has its tags where a reader of RTF
// passes them over.
func sayBody(l *look, p outlook, page int) {
	if body := p.text(0x1000, page); body != "" {
		l.say(body + "\n")
		return
	}
	if b := p.stream(0x10130102); b != nil {
		sayHTML(l, bytes.NewReader(b))
		return
	}
	if body := p.text(0x1013, page); body != "" {
		sayHTML(l, strings.NewReader(body))
		return
	}
	b := p.stream(0x10090102)
	if b == nil {
		return // a mail without a body
	}
	plain, whole := unpackRTF(b, min(maxUnpacked, *l.room))
	*l.room -= int64(len(plain))
	if len(plain) == 0 {
		l.gap = gapDamaged
		return
	}
	if !whole {
		l.gap = gapPart
	}
	sayRTF(l, bytes.NewReader(plain))
	l.say("\n")
}

// readOutlookFile reads what is attached to a mail.
func readOutlookFile(l *look, p outlook, page int) {
	name := p.text(0x3707, page)
	if name == "" {
		name = p.text(0x3704, page)
	}
	l.say(name + "\n")
	gap := gapKind // a mail in a mail is a folder of its own
	if b := p.stream(0x37010102); b != nil {
		gap = l.within(name, p.text(0x370e, page), bytes.NewReader(b))
	}
	if gap != "" && l.depth > 0 {
		l.gap = gapPart
	}
	l.noteInner("Attachment", name, gap)
}

// outlook is one set of properties.
type outlook struct {
	l       *look
	streams map[string]*mscfb.File
	fixed   map[uint32]uint64 // of at most 8 bytes, by number and kind
}

// properties are those of a folder, "" for the mail itself.
func properties(l *look, z *mscfb.Reader, folder string) outlook {
	p := outlook{l, make(map[string]*mscfb.File), make(map[uint32]uint64)}
	for _, f := range z.File {
		if strings.Join(f.Path, "/") == folder {
			p.streams[f.Name] = f
		}
	}
	head := 32
	if folder != "" {
		head = 8
	}
	b := l.stream(p.streams["__properties_version1.0"], maxTags)
	for b = b[min(head, len(b)):]; len(b) >= 16; b = b[16:] {
		p.fixed[binary.LittleEndian.Uint32(b)] = binary.LittleEndian.Uint64(b[8:])
	}
	return p
}

// attachments are the folders of a mail's attachments.
func attachments(z *mscfb.Reader) (folders []string) {
	for _, f := range z.File {
		if len(f.Path) == 0 && strings.HasPrefix(f.Name, "__attach_version1.0_") && len(folders) < maxParts {
			folders = append(folders, f.Name)
		}
	}
	return folders
}

// stream is a property that has a stream of its own, nil for none.
func (p outlook) stream(tag uint32) []byte {
	const hex = "0123456789ABCDEF"
	name := []byte("__substg1.0_")
	for shift := 28; shift >= 0; shift -= 4 {
		name = append(name, hex[tag>>shift&15])
	}
	f := p.streams[string(name)]
	if f == nil {
		return nil
	}
	return p.l.stream(f, maxInner)
}

// text is a property that is text, in UTF-16 or in a code page.
func (p outlook) text(id uint16, page int) string {
	if b := p.stream(uint32(id)<<16 | 0x1f); b != nil {
		return wide(b)
	}
	s, err := codePage(page).NewDecoder().Bytes(p.stream(uint32(id)<<16 | 0x1e))
	if err != nil {
		return ""
	}
	return strings.TrimRight(string(s), "\x00")
}

// codePageOf is the code page of a mail's texts (PidTagMessageCodepage, else
// PidTagInternetCodepage).
func codePageOf(fixed map[uint32]uint64) int {
	for _, tag := range []uint32{0x3ffd0003, 0x3fde0003} {
		if n, ok := fixed[tag]; ok {
			return int(uint32(n))
		}
	}
	return 1252
}
