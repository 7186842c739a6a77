package filetext

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"io"
)

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
