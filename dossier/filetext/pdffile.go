package filetext

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
)

// pdfObject is an object with the bytes of its stream, nil for none.
type pdfObject struct {
	n      int
	value  any
	stream []byte // as it lies in the file, or unsealed
	packed bool   // came out of an object stream
}

// pdfFile is a PDF taken apart. All objects are kept in the order of the file, those
// that a later revision replaces too; by number the last one counts.
type pdfFile struct {
	r       *reading
	inside  string
	objects []pdfObject
	last    map[int]int // number to index in objects
	roots   []pdfDict   // trailers
	ends    []int       // how many objects stand before each end of a revision
	between bytes.Buffer
	sealed  *unseal
}

// pdf reads a PDF file.
func (r *reading) pdf(inside string, data []byte, depth int) {
	f := &pdfFile{r: r, inside: inside, last: map[int]int{}}
	f.split(data)
	if len(f.objects) == 0 {
		r.unread(inside, "pdf", "damaged")
		return
	}
	if !f.open() {
		r.unread(inside, "pdf", "sealed")
		return
	}
	for _, older := range f.older() {
		older.unpackAll()
		older.texts(depth)
	}
	f.unpackAll()
	f.texts(depth)
}

// mostRevisions is how many older revisions of a file are read.
const mostRevisions = 8

// older are the revisions of the file before the last, each as its reader saw it:
// what a later one replaces is still in the file.
func (f *pdfFile) older() []*pdfFile {
	if len(f.last) == len(f.objects) { // nothing was replaced
		return nil
	}
	var out []*pdfFile
	for _, end := range f.ends {
		if end == 0 || end >= len(f.objects) {
			continue
		}
		if len(out) == mostRevisions {
			f.r.unread(f.inside, "older revisions", "size")
			break
		}
		o := &pdfFile{r: f.r, inside: f.inside, last: map[int]int{}, roots: f.roots}
		for _, x := range f.objects[:end] {
			o.put(x)
		}
		out = append(out, o)
	}
	return out
}

var objectHead = regexp.MustCompile(`(\d{1,9})[ \t\r\n\f\x00]+\d{1,5}[ \t\r\n\f\x00]+$`)

// split finds the objects by how they begin, whatever the cross-reference says.
func (f *pdfFile) split(data []byte) {
	done := 0
	for at := 0; ; {
		i := bytes.Index(data[at:], []byte("obj"))
		if i < 0 {
			break
		}
		i += at
		at = i + 3
		from := max(done, i-40)
		head := objectHead.FindSubmatchIndex(data[from:i])
		if head == nil {
			continue
		}
		n := 0
		for _, c := range data[from+head[2] : from+head[3]] {
			n = n*10 + int(c-'0')
		}
		f.gap(data[done : from+head[0]])
		done = f.object(n, data, i+3)
		at = done
	}
	f.gap(data[done:])
}

// object reads one object and gives the offset behind it.
func (f *pdfFile) object(n int, data []byte, at int) int {
	l := &lexer{b: data, at: at, notes: &f.between}
	v, _ := l.value()
	o := pdfObject{n: n, value: v}
	if dict, ok := v.(pdfDict); ok && l.skip("stream") {
		if l.at < len(data) && data[l.at] == '\r' {
			l.at++
		}
		if l.at < len(data) && data[l.at] == '\n' {
			l.at++
		}
		o.stream, l.at = streamBytes(dict, data, l.at)
		if dict["Type"] == pdfName("XRef") {
			f.roots = append(f.roots, dict)
		}
	}
	f.put(o)
	if l.skip("endobj") {
		return l.at
	}
	return max(l.at, at)
}

// streamBytes are those that Length counts if the stream ends there, else those
// up to its end mark.
func streamBytes(dict pdfDict, data []byte, from int) (content []byte, next int) {
	if size, ok := dict["Length"].(float64); ok && size >= 0 && size <= float64(len(data)-from) {
		end := from + int(size)
		l := &lexer{b: data, at: end}
		if l.skip("endstream") {
			return data[from:end], l.at
		}
	}
	end := bytes.Index(data[from:], []byte("endstream"))
	if end < 0 {
		return data[from:], len(data)
	}
	return data[from : from+end], from + end + len("endstream")
}

func (f *pdfFile) put(o pdfObject) {
	f.last[o.n] = len(f.objects)
	f.objects = append(f.objects, o)
}

var tableLine = regexp.MustCompile(`^(\d{1,10} \d{1,10}( [nf])?|\d+|%PDF-[\d.]+|%%EOF|xref|startxref|endobj|endstream|%[^ -~]+)$`)

// gap takes what stands between objects: trailers, and whatever is no part of the
// table of objects.
func (f *pdfFile) gap(b []byte) {
	if bytes.Contains(b, []byte("startxref")) && !slices.Contains(f.ends, len(f.objects)) {
		f.ends = append(f.ends, len(f.objects))
	}
	if i := bytes.Index(b, []byte("trailer")); i >= 0 {
		f.gap(b[:i])
		l := &lexer{b: b, at: i + len("trailer"), notes: &f.between}
		if d, ok := l.value(); ok {
			if d, ok := d.(pdfDict); ok {
				f.roots = append(f.roots, d)
			}
		}
		f.gap(b[l.at:])
		return
	}
	for line := range bytes.FieldsFuncSeq(b, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if line = bytes.TrimSpace(line); len(line) > 0 && !tableLine.Match(line) {
			f.between.Write(append(line, '\n'))
		}
	}
}

// get follows references.
func (f *pdfFile) get(v any) any {
	for range 20 {
		ref, ok := v.(pdfRef)
		if !ok {
			return v
		}
		i, ok := f.last[int(ref)]
		if !ok {
			return nil
		}
		v = f.objects[i].value
	}
	return nil
}

func (f *pdfFile) dict(v any) pdfDict {
	d, _ := f.get(v).(pdfDict)
	return d
}

func (f *pdfFile) array(v any) []any {
	a, _ := f.get(v).([]any)
	return a
}

// content is the unpacked stream of a reference, nil for none.
func (f *pdfFile) content(v any) []byte {
	ref, ok := v.(pdfRef)
	if !ok {
		return nil
	}
	i, ok := f.last[int(ref)]
	if !ok {
		return nil
	}
	data, _ := f.unpack(&f.objects[i])
	return data
}

// unpackAll adds the objects that lie in object streams.
func (f *pdfFile) unpackAll() {
	for i := 0; i < len(f.objects); i++ {
		o := f.objects[i]
		d, _ := o.value.(pdfDict)
		if o.packed || d["Type"] != pdfName("ObjStm") {
			continue
		}
		data, err := f.unpack(&o)
		if err != nil {
			f.r.unread(f.inside, "object stream", "damaged")
		}
		first, _ := f.get(d["First"]).(float64)
		count, _ := f.get(d["N"]).(float64)
		head := &lexer{b: data[:min(max(int(first), 0), len(data))]}
		for range min(int(count), len(data)) {
			n, ok := head.value()
			at, ok2 := head.value()
			number, _ := n.(float64)
			offset, _ := at.(float64)
			if !ok || !ok2 || offset < 0 || first < 0 || int(first+offset) >= len(data) {
				break
			}
			v, _ := (&lexer{b: data, at: int(first + offset), notes: &f.between}).value()
			f.put(pdfObject{n: int(number), value: v, packed: true})
		}
	}
}

// textOf decodes a text string (7.9.2.2): UTF-16, UTF-8, or the old alphabet of
// PDF, which is Latin-1 where it has letters.
func textOf(s pdfString) string {
	b := []byte(s)
	switch {
	case bytes.HasPrefix(b, []byte("\xFE\xFF")):
		return utf16Text(b[2:], true)
	case bytes.HasPrefix(b, []byte("\xFF\xFE")):
		return utf16Text(b[2:], false)
	}
	if t := strings.TrimPrefix(string(b), "\uFEFF"); strings.ToValidUTF8(t, "") == t {
		return t
	}
	return latin(b)
}
