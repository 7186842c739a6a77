package filetext

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"io"
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

var errFilter = errors.New("the filter is not known")

// unpack undoes the filters of a stream. Pictures stay as they are: their filters
// hold no text.
func (f *pdfFile) unpack(o *pdfObject) ([]byte, error) {
	d, _ := o.value.(pdfDict)
	data := o.stream
	names := []any{f.get(d["Filter"])}
	if list, ok := names[0].([]any); ok {
		names = list
	}
	for i, v := range names {
		var err error
		switch f.get(v) {
		case nil, pdfName("Crypt"):
		case pdfName("FlateDecode"), pdfName("Fl"):
			data, err = f.r.inflate(data)
			if err == nil || len(data) > 0 {
				data, err = f.unpredict(d, i, data), nil
			}
		case pdfName("ASCIIHexDecode"), pdfName("AHx"):
			data = (&lexer{b: data}).hex()
		case pdfName("ASCII85Decode"), pdfName("A85"):
			data = ascii85(data)
		case pdfName("DCTDecode"), pdfName("DCT"):
			return data, nil
		default:
			return nil, errFilter
		}
		if err != nil {
			return data, err
		}
	}
	return data, nil
}

// inflate unpacks as much as there is, and no more than may be unpacked.
func (r *reading) inflate(data []byte) ([]byte, error) {
	var in io.ReadCloser
	in, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		if len(data) < 2 {
			return nil, err
		}
		in = flate.NewReader(bytes.NewReader(data[2:])) // a wrong head
	}
	out, err := io.ReadAll(io.LimitReader(in, int64(r.left)+1))
	if r.left -= len(out); r.left < 0 {
		r.left = 0
		return nil, errors.New("it unpacks to too much")
	}
	return out, err
}

// unpredict undoes the PNG predictors, which object streams of others have.
func (f *pdfFile) unpredict(d pdfDict, filter int, data []byte) []byte {
	params := f.get(d["DecodeParms"])
	if list, ok := params.([]any); ok && filter < len(list) {
		params = f.get(list[filter])
	}
	p, _ := params.(pdfDict)
	if kind, _ := f.get(p["Predictor"]).(float64); kind < 10 {
		return data
	}
	number := func(key string, otherwise int) int {
		if n, ok := f.get(p[key]).(float64); ok && n >= 1 && n < 1<<20 {
			return int(n)
		}
		return otherwise
	}
	pixel := max(1, number("Colors", 1)*number("BitsPerComponent", 8)/8)
	width := max(1, number("Columns", 1)*number("Colors", 1)*number("BitsPerComponent", 8)/8)
	out := make([]byte, 0, len(data))
	above := make([]byte, width)
	for at := 0; at+1 < len(data); at += width + 1 {
		row := bytes.Clone(data[at+1 : min(at+1+width, len(data))])
		unfilter(data[at], row, above, pixel)
		out = append(out, row...)
		copy(above, row)
	}
	return out
}

// unfilter undoes a filter of PNG (ISO 15948, 9.2) on one row.
func unfilter(kind byte, row, above []byte, pixel int) {
	for i := range row {
		var left, corner byte
		if i >= pixel {
			left, corner = row[i-pixel], above[i-pixel]
		}
		switch up := above[i]; kind {
		case 1:
			row[i] += left
		case 2:
			row[i] += up
		case 3:
			row[i] += byte((int(left) + int(up)) / 2)
		case 4:
			row[i] += paeth(left, up, corner)
		}
	}
}

func paeth(left, up, corner byte) byte {
	p := int(left) + int(up) - int(corner)
	a, b, c := max(p-int(left), int(left)-p), max(p-int(up), int(up)-p), max(p-int(corner), int(corner)-p)
	switch {
	case a <= b && a <= c:
		return left
	case b <= c:
		return up
	}
	return corner
}

// ascii85 decodes base 85 as PDF writes it.
func ascii85(data []byte) []byte {
	var out []byte
	var group [5]byte
	n := 0
	flush := func(count int) {
		v := uint32(0)
		for _, c := range group {
			v = v*85 + uint32(c)
		}
		out = append(out, []byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)}[:count]...)
	}
	for _, c := range data {
		switch {
		case c == '~':
			data = nil
		case c == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
		case c >= '!' && c <= 'u':
			group[n] = c - '!'
			if n++; n == 5 {
				flush(4)
				n = 0
			}
		}
		if data == nil {
			break
		}
	}
	if n > 1 {
		for i := n; i < 5; i++ {
			group[i] = 84
		}
		flush(n - 1)
	}
	return out
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
