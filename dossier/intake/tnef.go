package intake

import (
	"bytes"
	"encoding/binary"
	"strings"
)

// Outlook packs a mail for its own kind into a file winmail.dat (MS-OXTNEF): a list
// of attributes, of the mail and of each file attached to it. Read are the files, the
// texts, and the words in the properties.

// The attributes that are read (MS-OXTNEF 2.1.3.2), without the kind of their data.
const (
	tnefSubject  = 0x8004
	tnefBody     = 0x800c
	tnefTitle    = 0x8010 // the name of the file
	tnefData     = 0x800f
	tnefCodePage = 0x9007
	tnefMail     = 0x9003
	tnefFile     = 0x9005
	tnefRender   = 0x9002 // a file begins
)

// readTNEF reads such a file.
func readTNEF(l *look) {
	b, err := l.src.most(min(maxUnpacked, *l.room))
	if err != nil || len(b) < 6 {
		l.gap = gapDamaged
		return
	}
	page, name, data, long := 1251, "", []byte(nil), ""
	flush := func() {
		if data != nil {
			if long != "" {
				name = long
			}
			l.say(name + "\n")
			l.noteInner("Attachment", name, l.within(name, "", bytes.NewReader(data)))
		}
		name, data, long = "", nil, ""
	}
	le := binary.LittleEndian
	for b = b[6:]; len(b) >= 11 && l.ctx.Err() == nil; {
		id, size := le.Uint16(b[1:]), int64(le.Uint32(b[5:]))
		if size+11 > int64(len(b)) {
			l.gap = gapPart
			size = int64(len(b)) - 11
		}
		value := b[9 : 9+size]
		b = b[size+11:]
		switch id {
		case tnefCodePage:
			if len(value) >= 4 {
				page = int(le.Uint32(value))
			}
		case tnefSubject, tnefBody:
			l.say(inPage(value, page) + "\n")
		case tnefRender:
			flush()
		case tnefTitle:
			name = inPage(value, page)
		case tnefData:
			data = value
		case tnefFile, tnefMail:
			if id == tnefMail {
				l.sayMAPI(value, page)
			} else if s := l.sayMAPI(value, page); s != "" {
				long = s
			}
		default:
			l.sweep(value)
		}
	}
	if len(b) > 0 {
		l.miss(unreadDamaged)
	}
	flush()
}

func inPage(b []byte, page int) string {
	return strings.TrimRight(decodedBy(codePage(page), b), "\x00")
}

// sayMAPI adds the texts of a list of properties (MS-OXTNEF 2.1.3.4), and gives the
// long name of a file among them.
func (l *look) sayMAPI(b []byte, page int) (name string) {
	le := binary.LittleEndian
	if len(b) < 4 {
		return ""
	}
	count := le.Uint32(b)
	b = b[4:]
	for range min(count, 5000) {
		if len(b) < 4 {
			break
		}
		kind, id := le.Uint16(b), le.Uint16(b[2:])
		b = b[4:]
		if id >= 0x8000 {
			if b = l.skipName(b); b == nil {
				l.miss(unreadDamaged)
				return name
			}
		}
		values, rest, ok := mapiValues(kind, b)
		if !ok {
			l.miss(unreadDamaged)
			l.sweep(b)
			return name
		}
		b = rest
		for _, v := range values {
			text := ""
			switch kind &^ 0x1000 {
			case 0x1e:
				text = inPage(v, page)
			case 0x1f:
				text = wide(v)
			case 0x102, 0x0d:
				l.sayMAPIBytes(id, v)
			}
			l.besides(partProperties, text)
			if id == 0x3707 && text != "" {
				name = text
			}
		}
	}
	return name
}

// sayMAPIBytes adds a property that is bytes: the body in RTF or as a page.
func (l *look) sayMAPIBytes(id uint16, v []byte) {
	switch id {
	case 0x1009:
		plain, whole := unpackRTF(v, min(maxUnpacked, *l.room))
		if !whole {
			l.miss(unreadDamaged)
		}
		sayRTF(l, bytes.NewReader(plain))
	case 0x1013:
		l.sayPage(v, "")
	case 0x3701: // a mail in a mail, behind the 16 bytes that say so
		l.noteInner("Attachment", "a mail", l.within("", "", bytes.NewReader(v[min(16, len(v)):])))
	default:
		l.sweep(v)
	}
}

// skipName passes over the name of a property of a program's own; nil for none.
func (l *look) skipName(b []byte) []byte {
	le := binary.LittleEndian
	if len(b) < 24 {
		return nil
	}
	if le.Uint32(b[16:]) == 0 {
		return b[24:]
	}
	n := int64(le.Uint32(b[20:]))
	if padded := (n + 3) &^ 3; padded <= int64(len(b)-24) {
		l.beside(partProperties, wide(b[24:24+n]))
		return b[24+padded:]
	}
	return nil
}

// mapiValues are the values of a property, and what follows them.
func mapiValues(kind uint16, b []byte) (values [][]byte, rest []byte, ok bool) {
	le := binary.LittleEndian
	size, many := int64(0), kind&0x1000 != 0
	switch kind &^ 0x1000 {
	case 0x02, 0x03, 0x04, 0x0a, 0x0b, 0x01:
		size = 4
	case 0x05, 0x06, 0x07, 0x14, 0x40:
		size = 8
	case 0x48:
		size = 16
	case 0x1e, 0x1f, 0x102, 0x0d:
		many = true
	default:
		return nil, nil, false
	}
	count := uint32(1)
	if many {
		if len(b) < 4 {
			return nil, nil, false
		}
		count, b = le.Uint32(b), b[4:]
	}
	for range min(count, 10_000) {
		n := size
		if size == 0 {
			if len(b) < 4 {
				return nil, nil, false
			}
			n, b = int64(le.Uint32(b)), b[4:]
		}
		padded := (n + 3) &^ 3
		if padded > int64(len(b)) {
			return nil, nil, false
		}
		values, b = append(values, b[:n]), b[padded:]
	}
	return values, b, true
}
