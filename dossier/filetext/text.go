package filetext

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// text reads what is no container: tables, structured text, markup, plain text.
func (r *reading) text(inside, name string, data []byte) {
	s, ok := decoded(data)
	if !ok {
		r.unread(inside, path.Base(name), "kind")
		return
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".csv":
		r.add(inside, "cells", cells(s))
	case ".json":
		r.add(inside, "values", jsonText(s))
	case ".ics", ".vcf":
		r.add(inside, "lines", unfolded(s))
	case ".xml", ".html", ".htm", ".xhtml", ".svg", ".rels", ".fods", ".fodt":
		r.markup(inside, "", s)
	default:
		r.add(inside, "text", s)
	}
}

// decoded is text in UTF-8 or UTF-16, or in bytes of an older alphabet, which are
// read as Latin-1; ok is false for what is no text.
func decoded(data []byte) (text string, ok bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		return strings.ToValidUTF8(string(data[3:]), "\uFFFD"), true
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return utf16Text(data[2:], true), true
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return utf16Text(data[2:], false), true
	}
	strange := 0
	for _, c := range data {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' {
			strange++
		}
	}
	if strange*100 > len(data) {
		return "", false
	}
	if utf8.Valid(data) {
		return string(data), true
	}
	return latin(data), true
}

func latin(b []byte) string {
	out := make([]rune, len(b))
	for i, c := range b {
		out[i] = rune(c)
	}
	return string(out)
}

func utf16Text(b []byte, big bool) string {
	u := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		if big {
			u = append(u, uint16(b[i])<<8|uint16(b[i+1]))
		} else {
			u = append(u, uint16(b[i+1])<<8|uint16(b[i]))
		}
	}
	return string(utf16.Decode(u))
}

// cells are the cells of a table, a line each and a blank line between.
func cells(s string) string {
	in := csv.NewReader(strings.NewReader(s))
	in.FieldsPerRecord, in.LazyQuotes = -1, true
	var b strings.Builder
	for {
		row, err := in.Read()
		switch {
		case errors.Is(err, io.EOF):
			return b.String()
		case err != nil: // no table after all
			return s
		}
		for _, c := range row {
			b.WriteString(c + "\n\n")
		}
	}
}

// jsonText are the keys and values of a JSON text without its escapes.
func jsonText(s string) string {
	in := json.NewDecoder(strings.NewReader(s))
	in.UseNumber()
	var b strings.Builder
	for {
		token, err := in.Token()
		switch {
		case errors.Is(err, io.EOF):
			return b.String()
		case err != nil:
			return b.String() + "\n" + s
		}
		switch v := token.(type) {
		case string:
			b.WriteString(v + "\n\n")
		case json.Number:
			b.WriteString(v.String() + "\n\n")
		}
	}
}

// unfolded is a calendar without the line ends that break its long lines, and
// without its escapes (RFC 5545, 3.1 and 3.3.11).
func unfolded(s string) string {
	s = strings.NewReplacer("\r\n ", "", "\r\n\t", "", "\n ", "", "\n\t", "").Replace(s)
	return strings.NewReplacer(`\n`, "\n", `\N`, "\n", `\,`, ",", `\;`, ";", `\\`, `\`).Replace(s)
}

// jpegText is what a JPEG says beside its picture: the segments that programs and
// cameras write, as runs of letters.
func jpegText(data []byte) string {
	var b strings.Builder
	for at := 2; at+4 <= len(data) && data[at] == 0xFF; {
		marker := data[at+1]
		size := int(data[at+2])<<8 | int(data[at+3])
		if marker == 0xDA || size < 2 || at+2+size > len(data) {
			break
		}
		if marker == 0xFE || marker >= 0xE1 && marker <= 0xEF && marker != 0xE2 { // E2 is a colour profile
			b.WriteString(runs(data[at+4:at+2+size]) + "\n")
		}
		at += 2 + size
	}
	return b.String()
}

// pngText is what a PNG says beside its picture (tEXt, iTXt, zTXt, eXIf).
func (r *reading) pngText(data []byte) string {
	var b strings.Builder
	for at := 8; at+12 <= len(data); {
		size := int(data[at])<<24 | int(data[at+1])<<16 | int(data[at+2])<<8 | int(data[at+3])
		if size < 0 || size > len(data)-at-12 {
			break
		}
		body := data[at+8 : at+8+size]
		switch string(data[at+4 : at+8]) {
		case "tEXt", "eXIf", "tIME":
			b.WriteString(runs(body) + "\n")
		case "iTXt", "zTXt":
			b.WriteString(runs(body) + "\n")
			for i := range body { // the packed text stands behind words that end in zeros
				if bytes.HasPrefix(body[i:], []byte("\x78")) {
					if text, err := r.inflate(body[i:]); err == nil {
						b.WriteString(runs(text) + "\n")
						break
					}
				}
			}
		}
		at += 12 + size
	}
	return b.String()
}

// runs are the runs of four letters and more in bytes of an unknown kind, in
// UTF-8 and in UTF-16 of either order.
func runs(data []byte) string {
	var b strings.Builder
	take := func(s string) {
		for _, run := range strings.FieldsFunc(s, func(r rune) bool { return r < ' ' || r == utf8.RuneError || r == 0x7F }) {
			if utf8.RuneCountInString(run) >= 4 {
				fmt.Fprintln(&b, run)
			}
		}
	}
	take(strings.ToValidUTF8(string(data), "\uFFFD"))
	if bytes.Count(data, []byte{0})*4 > len(data) {
		take(utf16Text(data, true))
		take(utf16Text(data, false))
	}
	return b.String()
}
