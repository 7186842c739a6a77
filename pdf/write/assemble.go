package write

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"
)

// packer compresses streams with one writer: a new one costs 0.8 MB.
type packer struct {
	level int // 0 = thorough
	out   bytes.Buffer
	z     *zlib.Writer
}

// How hard streams are packed. The text of pages is packed lightly: that takes
// a twentieth off the time of a long document, for 3 % of the size of a file.
const (
	thorough = 6
	light    = 3
)

// pack gives the compressed data, valid until the next call.
func (p *packer) pack(data []byte) ([]byte, error) {
	p.out.Reset()
	if p.z == nil {
		z, err := zlib.NewWriterLevel(&p.out, cmp.Or(p.level, thorough))
		if err != nil {
			return nil, err
		}
		p.z = z
	}
	p.z.Reset(&p.out)
	if _, err := p.z.Write(data); err != nil {
		return nil, err
	}
	if err := p.z.Close(); err != nil {
		return nil, err
	}
	return p.out.Bytes(), nil
}

// packed makes a compressed stream object.
func (f *file) packed(dict string, data []byte) ([]byte, error) {
	z, err := f.packer.pack(data)
	if err != nil {
		return nil, err
	}
	return stream(dict+" /Filter /FlateDecode", z), nil
}

var streamMark = []byte(">>\nstream\n")

// isStream tells streams from other objects; no dictionary of ours holds the
// mark in a string.
func isStream(obj []byte) bool { return bytes.Contains(obj, streamMark) }

// assemble writes the objects with a fresh cross-reference.
func (f *file) assemble(root, info int) ([]byte, error) {
	if f.info.Archive == ArchiveA1 {
		return f.classic(root, info), nil
	}
	return f.modern(root, info)
}

func (f *file) begin(version string) []byte {
	size := 0
	for _, o := range f.objs {
		size += len(o) + 40
	}
	out := make([]byte, 0, size+1024)
	return append(out, "%PDF-"+version+"\n%\xE2\xE3\xCF\xD3\n"...)
}

func object(out []byte, n int, body []byte) []byte {
	out = strconv.AppendInt(out, int64(n), 10)
	out = append(out, " 0 obj\n"...)
	out = append(out, body...)
	return append(out, "\nendobj\n"...)
}

// classic writes a file without object streams, which PDF/A-1 does not know.
// The file identifier is the hash of all that stands before the trailer.
func (f *file) classic(root, info int) []byte {
	out := f.begin("1.4")
	offsets := make([]int, len(f.objs))
	for n := 1; n < len(f.objs); n++ {
		offsets[n] = len(out)
		out = object(out, n, f.objs[n])
	}
	id := sha256.Sum256(out)
	xref := len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n", len(f.objs))
	for _, o := range offsets[1:] {
		out = fmt.Appendf(out, "%010d 00000 n \n", o)
	}
	return fmt.Appendf(out, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.objs), root, info, id[:16], id[:16], xref)
}

// objectsPerStream is a compromise between size and what a reader must unpack
// to find one object.
const objectsPerStream = 200

// place is an entry of a cross-reference stream.
type place struct {
	kind       byte // 1 = at an offset, 2 = in an object stream
	at, within int  // offset; or number of the stream and index in it
}

// modern writes a file whose small objects are packed into streams.
func (f *file) modern(root, info int) ([]byte, error) {
	places := make([]place, len(f.objs), len(f.objs)+len(f.objs)/objectsPerStream+2)
	var group []int
	flush := func() error {
		body, err := f.objectStream(group)
		if err != nil {
			return err
		}
		n := f.add(body)
		places = append(places, place{})
		for i, k := range group {
			places[k] = place{2, n, i}
		}
		group = group[:0]
		return nil
	}
	for n, last := 1, len(f.objs); n < last; n++ {
		if isStream(f.objs[n]) || f.seal != nil && n == f.seal.obj {
			continue
		}
		if group = append(group, n); len(group) == objectsPerStream {
			if err := flush(); err != nil {
				return nil, err
			}
		}
	}
	if err := flush(); err != nil {
		return nil, err
	}
	out := f.begin("1.7")
	for n := 1; n < len(f.objs); n++ {
		if places[n].kind == 0 {
			body := f.objs[n]
			if f.seal != nil && n != f.seal.obj {
				var err error
				if body, err = f.seal.stream(body); err != nil {
					return nil, err
				}
			}
			places[n] = place{kind: 1, at: len(out)}
			out = object(out, n, body)
		}
	}
	return f.crossReference(out, places, root, info)
}

// objectStream packs objects into one.
func (f *file) objectStream(group []int) ([]byte, error) {
	var head, body []byte
	for _, n := range group {
		head = fmt.Appendf(head, "%d %d ", n, len(body))
		body = append(append(body, f.objs[n]...), '\n')
	}
	return f.packed(fmt.Sprintf("/Type /ObjStm /N %d /First %d", len(group), len(head)), append(head, body...))
}

// crossReference ends a file with a cross-reference stream.
func (f *file) crossReference(out []byte, places []place, root, info int) ([]byte, error) {
	places[0] = place{0, 0, 65535}
	places = append(places, place{kind: 1, at: len(out)})
	table := make([]byte, 0, 7*len(places))
	for _, p := range places {
		table = append(table, p.kind)
		table = binary.BigEndian.AppendUint32(table, uint32(p.at))
		table = binary.BigEndian.AppendUint16(table, uint16(p.within))
	}
	id := sha256.Sum256(out)
	n, xref := len(places)-1, len(out)
	entries := fmt.Sprintf("/Type /XRef /W [1 4 2] /Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>]", len(places), root, info, id[:16], id[:16])
	if f.seal != nil {
		entries += fmt.Sprintf(" /Encrypt %d 0 R", f.seal.obj)
	}
	body, err := f.packed(entries, table)
	if err != nil {
		return nil, err
	}
	out = object(out, n, body)
	return fmt.Appendf(out, "startxref\n%d\n%%%%EOF\n", xref), nil
}
