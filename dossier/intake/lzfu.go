package intake

import (
	"encoding/binary"
	"hash/crc32"
)

// RTF in a mail of Outlook's is packed (MS-OXRTFCP): letters, and references to what
// stands in a ring of the last 4096 letters, which begins with what every RTF has.

// rtfRing is what the ring begins with (MS-OXRTFCP 2.1.3.1.2).
const rtfRing = `{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArial` +
	`Times New RomanCourier{\colortbl\red0\green0\blue0` + "\r\n" + `\par \pard\plain\f0\fs20\b\i\u\tab\tx`

const (
	rtfPacked = 0x75465a4c // "LZFu"
	rtfPlain  = 0x414c454d // "MELA"
)

// unpackRTF unpacks at most so many bytes, and tells whether they are all of it and
// what was packed; of what is broken it gives the beginning.
func unpackRTF(b []byte, most int64) (plain []byte, whole bool) {
	le := binary.LittleEndian
	if len(b) < 16 {
		return nil, false
	}
	said, size, kind, sum := int64(le.Uint32(b)), int64(le.Uint32(b[4:])), le.Uint32(b[8:]), le.Uint32(b[12:])
	in := b[16:]
	in = in[:min(int64(len(in)), max(said-12, 0))] // what follows is not of it
	switch kind {
	case rtfPlain:
		plain = in[:min(int64(len(in)), size, most)]
		return plain, int64(len(plain)) == size
	case rtfPacked:
		plain = unpackRing(in, min(size, most))
		return plain, int64(len(plain)) == size && rtfSum(in) == sum
	}
	return nil, false
}

// rtfSum is a CRC-32 that begins with zero and is not turned over at the end.
func rtfSum(b []byte) uint32 { return ^crc32.Update(^uint32(0), crc32.IEEETable, b) }

// unpackRing unpacks until the end that is marked in it, or most bytes: what it only
// claims to hold takes no memory.
func unpackRing(in []byte, most int64) (out []byte) {
	var ring [4096]byte
	at := copy(ring[:], rtfRing)
	put := func(c byte) {
		out = append(out, c)
		ring[at] = c
		at = (at + 1) % len(ring)
	}
	for len(in) > 0 {
		kinds := in[0]
		in = in[1:]
		for bit := 0; bit < 8; bit++ {
			if int64(len(out)) >= most {
				return out
			}
			if kinds>>bit&1 == 0 {
				if len(in) == 0 {
					return out
				}
				put(in[0])
				in = in[1:]
				continue
			}
			if len(in) < 2 {
				return out
			}
			from, n := int(in[0])<<4|int(in[1])>>4, int(in[1]&15)+2
			in = in[2:]
			if from == at {
				return out // the mark of the end
			}
			for ; n > 0 && int64(len(out)) < most; n-- {
				put(ring[from])
				from = (from + 1) % len(ring)
			}
		}
	}
	return out
}
