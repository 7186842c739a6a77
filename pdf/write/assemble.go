package write

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"io"
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

// target is where a file goes: it counts the bytes and hashes them, and keeps the first
// error. The file is never held as a whole.
type target struct {
	w   io.Writer
	sum hash.Hash
	at  int
	err error
}

func newTarget(w io.Writer, version string) *target {
	t := &target{w: w, sum: sha256.New()}
	t.bytes([]byte("%PDF-" + version + "\n%\xE2\xE3\xCF\xD3\n"))
	return t
}

func (t *target) bytes(b []byte) {
	if t.err == nil {
		_, t.err = t.w.Write(b)
	}
	t.sum.Write(b) //nolint:errcheck // a hash does not fail
	t.at += len(b)
}

// object writes an object and gives its offset.
func (t *target) object(n int, body []byte) (at int) {
	at = t.at
	t.bytes(append(strconv.AppendInt(nil, int64(n), 10), " 0 obj\n"...))
	t.bytes(body)
	t.bytes([]byte("\nendobj\n"))
	return at
}

func (t *target) end(err error) error {
	if err == nil {
		err = t.err
	}
	if err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	return nil
}

// assemble writes the objects with a fresh cross-reference.
func (f *file) assemble(w io.Writer, root, info int) error {
	if f.info.Archive == ArchiveA1 {
		t := newTarget(w, "1.4")
		f.classic(t, root, info)
		return t.end(nil)
	}
	t := newTarget(w, "1.7")
	return t.end(f.modern(t, root, info))
}

// classic writes a file without object streams, which PDF/A-1 does not know.
// The file identifier is the hash of all that stands before the trailer.
func (f *file) classic(t *target, root, info int) {
	offsets := make([]int, len(f.objs))
	for n := 1; n < len(f.objs); n++ {
		offsets[n] = t.object(n, f.objs[n])
	}
	id, xref := t.sum.Sum(nil), t.at
	t.bytes(fmt.Appendf(nil, "xref\n0 %d\n0000000000 65535 f \n", len(f.objs)))
	for _, o := range offsets[1:] {
		t.bytes(fmt.Appendf(nil, "%010d 00000 n \n", o))
	}
	t.bytes(fmt.Appendf(nil, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.objs), root, info, id[:16], id[:16], xref))
}

// objectsPerStream is a compromise between size and what a reader must unpack
// to find one object.
const objectsPerStream = 200

// place is an entry of a cross-reference stream.
type place struct {
	kind   byte   // 1 = at an offset, 2 = in an object stream, 0 = none yet
	within uint16 // index in the stream
	at     uint32 // offset, or number of the stream
}

// packObjects puts objects into a stream and lets go of them.
func (f *file) packObjects(group []int) error {
	if len(group) == 0 {
		return nil
	}
	body, err := f.objectStream(group)
	if err != nil {
		return err
	}
	n := f.add(body)
	f.early = append(f.early, make([]place, len(f.objs)-len(f.early))...)
	for i, k := range group {
		f.early[k], f.objs[k] = place{2, uint16(i), uint32(n)}, nil
	}
	return nil
}

// modern writes a file whose small objects are packed into streams.
func (f *file) modern(t *target, root, info int) error {
	var group []int
	for n, last := 1, len(f.objs); n < last; n++ {
		if n < len(f.early) && f.early[n].kind != 0 || isStream(f.objs[n]) || f.seal != nil && n == f.seal.obj {
			continue
		}
		if group = append(group, n); len(group) == objectsPerStream {
			if err := f.packObjects(group); err != nil {
				return err
			}
			group = group[:0]
		}
	}
	if err := f.packObjects(group); err != nil {
		return err
	}
	places := append(f.early, make([]place, len(f.objs)-len(f.early))...)
	for n := 1; n < len(f.objs); n++ {
		if places[n].kind != 0 {
			continue
		}
		body := f.objs[n]
		if f.seal != nil && n != f.seal.obj {
			var err error
			if body, err = f.seal.stream(body); err != nil {
				return err
			}
		}
		places[n] = place{kind: 1, at: uint32(t.object(n, body))}
		f.objs[n] = nil
	}
	return f.crossReference(t, places, root, info)
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
func (f *file) crossReference(t *target, places []place, root, info int) error {
	places[0] = place{within: 65535}
	places = append(places, place{kind: 1, at: uint32(t.at)})
	table := make([]byte, 0, 7*len(places))
	for _, p := range places {
		table = append(table, p.kind)
		table = binary.BigEndian.AppendUint32(table, p.at)
		table = binary.BigEndian.AppendUint16(table, p.within)
	}
	id := t.sum.Sum(nil)
	n, xref := len(places)-1, t.at
	entries := fmt.Sprintf("/Type /XRef /W [1 4 2] /Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>]", len(places), root, info, id[:16], id[:16])
	if f.seal != nil {
		entries += fmt.Sprintf(" /Encrypt %d 0 R", f.seal.obj)
	}
	body, err := f.packed(entries, table)
	if err != nil {
		return err
	}
	t.object(n, body)
	t.bytes(fmt.Appendf(nil, "startxref\n%d\n%%%%EOF\n", xref))
	return nil
}
