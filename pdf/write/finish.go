package write

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"probata/pdf/layout"
)

// file is gofpdf's file taken apart: objs[n] is the body of object n.
type file struct {
	objs   [][]byte
	layout *layout.Layout
	fonts  *fontSet
	info   Info
}

// finish rewrites gofpdf's file into ours.
func finish(raw []byte, l *layout.Layout, set *fontSet, info Info) ([]byte, error) {
	objs, err := split(raw)
	if err != nil {
		return nil, err
	}
	f := &file{objs: objs, layout: l, fonts: set, info: info}
	f.objs[len(objs)-1] = nil // gofpdf's catalog and its information
	f.objs[len(objs)-2] = nil
	infoObj, root := len(objs)-2, len(objs)-1
	if err := f.fontObjects(); err != nil {
		return nil, err
	}
	if err := f.pageObjects(); err != nil {
		return nil, err
	}
	outlines := f.outline()
	f.objs[infoObj] = f.information()
	meta := f.add(stream("/Type /Metadata /Subtype /XML", f.metadata()))
	f.objs[root] = f.catalog(outlines, meta)
	return f.assemble(root, infoObj), nil
}

// split finds the objects through gofpdf's cross-reference table.
func split(raw []byte) ([][]byte, error) {
	at := bytes.LastIndex(raw, []byte("startxref\n"))
	if at < 0 {
		return nil, errors.New("finish file: no cross-reference")
	}
	var xref int
	if _, err := fmt.Sscanf(string(raw[at:]), "startxref\n%d", &xref); err != nil || xref < 0 || xref >= at {
		return nil, errors.New("finish file: bad cross-reference")
	}
	offsets, err := readXref(raw[xref:at], xref)
	if err != nil {
		return nil, err
	}
	ends := append(slices.Clone(offsets), xref)
	slices.Sort(ends)
	objs := make([][]byte, len(offsets)+1)
	for i, from := range offsets {
		k, _ := slices.BinarySearch(ends, from)
		body := raw[from:ends[k+1]]
		_, body, _ = bytes.Cut(body, []byte(" obj\n"))
		end := bytes.LastIndex(body, []byte("endobj"))
		if end < 0 {
			return nil, fmt.Errorf("finish file: object %d has no end", i+1)
		}
		objs[i+1] = bytes.TrimRight(body[:end:end], "\n")
	}
	return objs, nil
}

// readXref reads the offsets of objects 1, 2, … from a cross-reference table
// that stands at end, behind all objects.
func readXref(table []byte, end int) ([]int, error) {
	const head = 3 // "xref", the count, the free object 0
	var offsets []int
	for i, line := range bytes.Split(table, []byte("\n")) {
		if i < head {
			continue
		}
		if !bytes.HasSuffix(line, []byte(" n ")) {
			break
		}
		n, err := strconv.Atoi(string(line[:min(10, len(line))]))
		if err != nil || n >= end {
			return nil, errors.New("finish file: bad cross-reference")
		}
		offsets = append(offsets, n)
	}
	return offsets, nil
}

// add appends an object and returns its number.
func (f *file) add(body []byte) int {
	f.objs = append(f.objs, body)
	return len(f.objs) - 1
}

// stream makes a stream object that is not compressed.
func stream(dict string, data []byte) []byte {
	return fmt.Appendf(nil, "<<%s /Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

// pageObject is the object number of a page, counted from 0, in gofpdf's file.
func pageObject(page int) int { return 3 + 2*page }

var streamData = regexp.MustCompile(`^<</Length (\d+)>>\nstream\n`)

// pageObjects compresses the contents of the pages and adds their links.
func (f *file) pageObjects() error {
	var out bytes.Buffer
	z, err := zlib.NewWriterLevel(&out, 6)
	if err != nil {
		return err
	}
	for i := range f.layout.Pages {
		n := pageObject(i)
		m := streamData.FindSubmatchIndex(f.objs[n+1])
		if m == nil {
			return fmt.Errorf("finish file: page %d has no contents", i+1)
		}
		size, _ := strconv.Atoi(string(f.objs[n+1][m[2]:m[3]]))
		out.Reset()
		z.Reset(&out)
		if _, err := z.Write(f.objs[n+1][m[1] : m[1]+size]); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
		f.objs[n+1] = stream("/Filter /FlateDecode", out.Bytes())
		page := bytes.TrimSuffix(f.objs[n], []byte(">>"))
		f.objs[n] = append(slices.Clip(page), f.annotations(&f.layout.Pages[i])+">>"...)
	}
	return nil
}

// annotations is the /Annots entry of a page: its links.
func (f *file) annotations(pg *layout.Page) string {
	if len(pg.Links) == 0 {
		return ""
	}
	b := []byte(" /Annots [")
	for _, k := range pg.Links {
		target := ""
		if at, ok := f.layout.Places[k.Place]; ok {
			target = "/Dest " + f.dest(at)
		} else if k.URI != "" {
			target = "/A <</S /URI /URI " + literal(k.URI) + ">>"
		} else {
			continue
		}
		if k.Name != "" {
			target += " /Contents " + textString(k.Name)
		}
		b = fmt.Appendf(b, "\n<</Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [%.2f %.2f %.2f %.2f] %s>>",
			k.X, pg.Height-k.Y-k.H, k.X+k.W, pg.Height-k.Y, target)
	}
	return string(append(b, ']'))
}

func (f *file) dest(at layout.Place) string {
	h := f.layout.Pages[at.Page].Height
	return fmt.Sprintf("[%d 0 R /XYZ null %.2f null]", pageObject(at.Page), min(h, h-at.Y+8))
}

// assemble writes the objects with a fresh cross-reference table. The file
// identifier is the hash of all that stands before the trailer.
func (f *file) assemble(root, info int) []byte {
	size := 0
	for _, o := range f.objs {
		size += len(o) + 40
	}
	out := make([]byte, 0, size+1024)
	out = append(out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"...)
	offsets := make([]int, len(f.objs))
	for n := 1; n < len(f.objs); n++ {
		offsets[n] = len(out)
		out = strconv.AppendInt(out, int64(n), 10)
		out = append(out, " 0 obj\n"...)
		out = append(out, f.objs[n]...)
		out = append(out, "\nendobj\n"...)
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
