package write

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
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
	marks  [][]int32 // by page: the element of every marked content
	packer
	*structure
	seal    *seal           // nil for a file in clear
	imports map[*Import]int // pages of other files: the number of their first object
	named   []string        // attachments, as the tree of names spells them
	early   []place         // by object: those packed while others were still made
}

// finish rewrites gofpdf's file into ours and writes it to w.
func finish(w io.Writer, raw []byte, l *layout.Layout, sheets *Sheets, info Info) error {
	objs, err := split(raw)
	if err != nil {
		return err
	}
	f := &file{objs: objs, layout: l, fonts: sheets.fonts, info: info, marks: sheets.marks}
	f.structure = newStructure(f)
	if info.Passphrase != "" {
		if info.Archive == ArchiveA1 {
			return errors.New("finish file: PDF/A-1 may not be sealed")
		}
		if f.seal, err = newSeal(info.Passphrase); err != nil {
			return fmt.Errorf("seal file: %w", err)
		}
	}
	f.objs[len(objs)-1] = nil // gofpdf's catalog and its information
	f.objs[len(objs)-2] = nil
	infoObj, root := len(objs)-2, len(objs)-1
	if err := f.fontObjects(); err != nil {
		return err
	}
	if err := f.pictures(); err != nil {
		return err
	}
	f.pageObjects(sheets)
	profile, err := f.packed("/N 3", srgbProfile())
	if err != nil {
		return err
	}
	attached, err := f.attach()
	if err != nil {
		return err
	}
	tree, err := f.structure.write()
	if err != nil {
		return err
	}
	cat := catalog{outlines: f.outline(), profile: f.add(profile), tree: tree, attached: attached}
	f.objs[infoObj] = f.information()
	cat.meta = f.add(stream("/Type /Metadata /Subtype /XML", f.metadata()))
	f.objs[root] = f.catalog(cat)
	if f.seal != nil {
		f.seal.obj = f.add(f.seal.dict)
	}
	return f.assemble(w, root, infoObj)
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

// pageObjects puts the contents into the pages and adds their links.
func (f *file) pageObjects(sheets *Sheets) {
	for i := range f.layout.Pages {
		n := pageObject(i)
		f.objs[n+1], sheets.streams[i] = sheets.streams[i], nil
		if sheets.feet[i] != nil {
			both := fmt.Appendf(nil, "/Contents [%d 0 R %d 0 R]", n+1, f.add(sheets.feet[i]))
			f.objs[n] = bytes.Replace(f.objs[n], fmt.Appendf(nil, "/Contents %d 0 R", n+1), both, 1)
		}
		page := bytes.TrimSuffix(f.objs[n], []byte(">>"))
		page = fmt.Appendf(slices.Clip(page), " /StructParents %d /Tabs /S", i)
		f.objs[n] = append(f.annotations(page, i), ">>"...)
	}
}

// annotations appends the /Annots entry of a page: its links.
func (f *file) annotations(b []byte, page int) []byte {
	pg := &f.layout.Pages[page]
	if len(pg.Links) == 0 {
		return b
	}
	b = append(b, " /Annots ["...)
	for _, k := range pg.Links {
		target, name := "", k.Name
		if at, ok := f.layout.Places[k.Place]; ok {
			target = "/Dest " + f.dest(at)
		} else if k.URI != "" {
			target = "/A <</S /URI /URI " + literal(k.URI) + ">>"
			name = cmp.Or(name, k.URI)
		} else {
			continue
		}
		n := f.add(nil)
		f.objs[n] = fmt.Appendf(nil, "<</Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [%.2f %.2f %.2f %.2f] %s /Contents %s /StructParent %d>>",
			k.X, pg.Height-k.Y-k.H, k.X+k.W, pg.Height-k.Y, target, textString(name), f.structure.link(k.Tag, page, n))
		b = fmt.Appendf(b, "%d 0 R ", n)
	}
	return append(b, ']')
}

func (f *file) dest(at layout.Place) string {
	h := f.layout.Pages[at.Page].Height
	return fmt.Sprintf("[%d 0 R /XYZ null %.2f null]", pageObject(at.Page), min(h, h-at.Y+8))
}
