package intake

import (
	"bytes"
)

// readGIF reads the comments of a GIF file (GIF89a, 24) and what programs leave there.
func readGIF(l *look) {
	defer show(l, 0)
	head := l.piece(0, 13)
	if len(head) < 13 {
		l.miss(unreadDamaged)
		return
	}
	at := int64(13)
	if head[10]&0x80 != 0 {
		at += 3 << (head[10]&7 + 1)
	}
	for blocks := 0; blocks < 50_000 && l.ctx.Err() == nil; blocks++ {
		b := l.piece(at, 11)
		switch {
		case len(b) > 0 && b[0] == 0x3b:
			l.sayTail(at + 1)
			return
		case len(b) > 10 && b[0] == 0x2c: // a picture
			at += 11
			if b[9]&0x80 != 0 {
				at += 3 << (b[9]&7 + 1)
			}
			at = l.gifBlocks(at, nil)
		case len(b) > 1 && b[0] == 0x21:
			var content []byte
			at = l.gifBlocks(at+2, &content)
			l.sayExtension(b[1], content)
		default:
			l.miss(unreadDamaged)
			l.sweep(l.piece(at, l.src.size-at))
			return
		}
	}
	l.miss(unreadLarge)
}

// gifBlocks passes over blocks of at most 255 bytes, to the empty one, and puts
// together what they hold.
func (l *look) gifBlocks(at int64, content *[]byte) int64 {
	for l.ctx.Err() == nil {
		b := l.piece(at, 256)
		if len(b) == 0 || b[0] == 0 {
			return at + 1
		}
		n := int(b[0])
		if content != nil && len(*content) < maxText {
			*content = append(*content, b[1:min(1+n, len(b))]...)
		}
		at += int64(n) + 1
	}
	return at
}

func (l *look) sayExtension(kind byte, b []byte) {
	switch kind {
	case 0xf9: // how long a picture is shown
	case 0xfe, 0x01:
		if kind == 0x01 {
			b = b[min(12, len(b)):]
		}
		if text, ok := l.decode(b); ok {
			l.note("Comment", text)
			return
		}
		l.miss(unreadBinary)
		l.sweep(b)
	case 0xff:
		switch {
		case bytes.HasPrefix(b, []byte("NETSCAPE2.0")), bytes.HasPrefix(b, []byte("ANIMEXTS1.0")):
		case bytes.HasPrefix(b, []byte("XMP DataXMP")), bytes.HasPrefix(b, []byte("ICCRGBG1012")):
			l.sweep(b)
		default:
			l.miss(unreadBinary)
			l.sweep(b)
		}
	default:
		l.miss(unreadBinary)
		l.sweep(b)
	}
}
