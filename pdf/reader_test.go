package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// The tests read files back with a reader of their own: it takes the bytes of
// our files apart as the standard says and knows nothing of the writer.

type (
	name   string
	ref    int
	dict   map[name]any
	stream struct {
		dict
		data []byte
	}
)

// pdfFile is a file taken apart.
type pdfFile struct {
	t       testing.TB
	objs    map[ref]any
	trailer dict
}

var objectHead = regexp.MustCompile(`(?m)^(\d+) 0 obj\n`)

func readPDF(t testing.TB, data []byte) *pdfFile {
	t.Helper()
	f := &pdfFile{t: t, objs: map[ref]any{}}
	for at := 0; ; {
		m := objectHead.FindSubmatchIndex(data[at:])
		if m == nil {
			break
		}
		n, _ := strconv.Atoi(string(data[at+m[2] : at+m[3]]))
		p := &parser{data: data, at: at + m[1]}
		v := p.value()
		if d, ok := v.(dict); ok && p.skip("stream\n") {
			size := d["Length"].(int)
			s := stream{d, data[p.at : p.at+size]}
			p.at += size
			switch d["Type"] {
			case name("ObjStm"):
				f.unpack(s)
			case name("XRef"):
				f.trailer = d
			}
			v = s
		}
		f.objs[ref(n)] = v
		at = p.at
	}
	if f.trailer == nil {
		p := &parser{data: data, at: bytes.LastIndex(data, []byte("trailer\n")) + 8}
		f.trailer = p.value().(dict)
	}
	return f
}

func (f *pdfFile) unpack(s stream) {
	data := f.inflate(s)
	head := &parser{data: data}
	for range s.dict["N"].(int) {
		n, at := head.value().(int), head.value().(int)
		f.objs[ref(n)] = (&parser{data: data, at: s.dict["First"].(int) + at}).value()
	}
}

func (f *pdfFile) inflate(s stream) []byte {
	if s.dict["Filter"] == nil {
		return s.data
	}
	z, err := zlib.NewReader(bytes.NewReader(s.data))
	if err != nil {
		f.t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		f.t.Fatal(err)
	}
	return data
}

// get follows references.
func (f *pdfFile) get(v any) any {
	for {
		r, ok := v.(ref)
		if !ok {
			return v
		}
		v = f.objs[r]
	}
}

func (f *pdfFile) dict(v any) dict {
	switch v := f.get(v).(type) {
	case dict:
		return v
	case stream:
		return v.dict
	}
	return nil
}

// pages are the references of the pages in order.
func (f *pdfFile) pages() []ref {
	var out []ref
	for _, k := range f.get(f.dict(f.dict(f.trailer["Root"])["Pages"])["Kids"]).([]any) {
		out = append(out, k.(ref))
	}
	return out
}

// parser reads values and, in content streams, operators (as word).
type parser struct {
	data []byte
	at   int
}

type word string

func (p *parser) space() {
	for p.at < len(p.data) && strings.IndexByte(" \n\r\t", p.data[p.at]) >= 0 {
		p.at++
	}
}

func (p *parser) skip(s string) bool {
	p.space()
	if bytes.HasPrefix(p.data[p.at:], []byte(s)) {
		p.at += len(s)
		return true
	}
	return false
}

func (p *parser) value() any {
	switch {
	case p.skip("<<"):
		d := dict{}
		for !p.skip(">>") {
			k := p.value().(name)
			d[k] = p.value()
		}
		return d
	case p.skip("["):
		list := []any{}
		for !p.skip("]") {
			list = append(list, p.value())
		}
		return list
	case p.skip("<"):
		end := bytes.IndexByte(p.data[p.at:], '>')
		b, err := hex.DecodeString(string(p.data[p.at : p.at+end]))
		if err != nil {
			panic(err)
		}
		p.at += end + 1
		return b
	case p.skip("("):
		return p.literal()
	case p.skip("/"):
		return name(p.token())
	}
	return p.plain()
}

func (p *parser) literal() []byte {
	var out []byte
	for ; p.data[p.at] != ')'; p.at++ {
		if p.data[p.at] == '\\' {
			if p.at++; p.data[p.at] == 'r' {
				out = append(out, '\r')
				continue
			}
		}
		out = append(out, p.data[p.at])
	}
	p.at++
	return out
}

func (p *parser) token() string {
	from := p.at
	for p.at < len(p.data) && strings.IndexByte(" \n\r\t/<>[]()", p.data[p.at]) < 0 {
		p.at++
	}
	return string(p.data[from:p.at])
}

// plain is a number, a reference or a word.
func (p *parser) plain() any {
	from := p.at
	s := p.token()
	if p.at == from {
		panic(fmt.Sprintf("nothing to read at %d", p.at))
	}
	if n, err := strconv.Atoi(s); err == nil {
		at := p.at
		if p.skip("0 R") {
			return ref(n)
		}
		p.at = at
		return n
	}
	if x, err := strconv.ParseFloat(s, 64); err == nil {
		return x
	}
	return word(s)
}

// textOf decodes a text string.
func textOf(v any) string {
	b, _ := v.([]byte)
	if len(b) < 2 || b[0] != 0xFE || b[1] != 0xFF {
		return string(b)
	}
	return utf16Text(b[2:])
}

func utf16Text(b []byte) string {
	u := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		u = append(u, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return string(utf16.Decode(u))
}

var bfchar = regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]*)>`)

// unicodeMaps are the ToUnicode maps by the names of the fonts in contents.
func (f *pdfFile) unicodeMaps() map[name]map[string]string {
	out := map[name]map[string]string{}
	for font, v := range f.dict(f.dict(f.dict(f.pages()[0])["Resources"])["Font"]) {
		m := map[string]string{}
		for _, k := range bfchar.FindAllSubmatch(f.inflate(f.get(f.dict(v)["ToUnicode"]).(stream)), -1) {
			code, _ := hex.DecodeString(string(k[1]))
			text, _ := hex.DecodeString(string(k[2]))
			m[string(code)] = utf16Text(text)
		}
		out[font] = m
	}
	return out
}
