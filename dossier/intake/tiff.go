package intake

import (
	"bytes"
	"encoding/binary"
)

// sayTIFF reads the values of a TIFF file (TIFF 6.0, 2), where its dots are not: the
// directories, one behind the other and inside each other.
func sayTIFF(l *look) {
	head := l.piece(0, 8)
	if len(head) < 8 {
		return
	}
	var order binary.ByteOrder = binary.LittleEndian
	if head[0] == 'M' {
		order = binary.BigEndian
	}
	queue, seen := []int64{int64(order.Uint32(head[4:]))}, map[int64]bool{}
	for len(queue) > 0 && len(seen) < 200 && l.ctx.Err() == nil {
		at := queue[0]
		queue = queue[1:]
		if at == 0 || seen[at] || at >= l.src.size {
			continue
		}
		seen[at] = true
		count := l.piece(at, 2)
		if len(count) < 2 {
			continue
		}
		n := int64(order.Uint16(count))
		entries := l.piece(at+2, 12*n+4)
		for ; len(entries) >= 12; entries = entries[12:] {
			queue = append(queue, l.tiffValue(order, entries[:12])...)
		}
		if len(entries) >= 4 {
			queue = append(queue, int64(order.Uint32(entries)))
		}
	}
}

// tiffValue adds the value of an entry, and gives the directories it points to.
func (l *look) tiffValue(order binary.ByteOrder, b []byte) (more []int64) {
	tag, kind, count, at := order.Uint16(b), order.Uint16(b[2:]), int64(order.Uint32(b[4:])), int64(order.Uint32(b[8:]))
	switch tag {
	case 330, 34665, 34853, 40965:
		return []int64{at}
	case 273, 279, 324, 325, 513, 514, 320: // where the dots are, and colours
		return nil
	case 700:
		l.sayXMP(l.piece(at, count))
		return nil
	}
	if kind != 1 && kind != 2 && kind != 7 {
		return nil
	}
	value := b[8:12]
	if count > 4 {
		value = l.piece(at, count)
	}
	if text, ok := decodeText(bytes.TrimRight(value, "\x00")); kind == 2 && ok {
		l.beside(partProperties, text)
		return nil
	}
	l.sweep(value)
	return nil
}
