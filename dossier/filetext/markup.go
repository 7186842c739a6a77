package filetext

import (
	"encoding/xml"
	"errors"
	"html"
	"io"
	"regexp"
	"strings"
)

// markup reads XML and HTML three times over: the text with its runs grown
// together, as it is read; what stands in attributes; and comments and
// instructions. A name that is cut into runs is whole in the first.
func (r *reading) markup(inside, name, s string) {
	var text, values, notes strings.Builder
	in := xml.NewDecoder(strings.NewReader(s))
	in.Strict, in.AutoClose, in.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	in.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil } // decoded before
	for {
		token, err := in.RawToken()
		if err != nil {
			if !errors.Is(err, io.EOF) { // the rest as it stands, without its tags
				text.WriteString("\n" + html.UnescapeString(anyTag.ReplaceAllString(s, " ")))
				values.WriteString("\n" + html.UnescapeString(s))
			}
			break
		}
		switch t := token.(type) {
		case xml.CharData:
			text.Write(t)
		case xml.StartElement:
			if breaking(t.Name.Local) {
				text.WriteByte('\n')
			}
			for _, a := range t.Attr {
				if !wordMark.MatchString(a.Value) {
					values.WriteString(a.Value + "\n\n")
				}
			}
		case xml.EndElement:
			if breaking(t.Name.Local) {
				text.WriteByte('\n')
			}
		case xml.Comment:
			notes.WriteString(string(t) + "\n")
		case xml.ProcInst:
			notes.WriteString(string(t.Inst) + "\n")
		case xml.Directive:
			notes.WriteString(string(t) + "\n")
		}
	}
	label := func(kind string) string {
		if name == "" {
			return kind
		}
		return name + ", " + kind
	}
	if name == "" {
		name = "text"
	}
	r.add(inside, name, text.String())
	r.add(inside, label("attributes"), values.String())
	r.add(inside, label("comments"), notes.String())
}

// wordMark are the marks of headings, which word processors number by themselves.
var wordMark = regexp.MustCompile(`^_(Toc|Ref)\d{1,9}$`)

var anyTag = regexp.MustCompile(`<[^>]*>`)

// breaking tells elements that end a word for the eye: paragraphs, breaks, cells
// and the properties of a document. Runs, spans and links do not.
func breaking(local string) bool {
	switch local {
	case "r", "t", "rPr", "span", "a", "b", "i", "u", "em", "strong", "s", "small", "sub", "sup", "hyperlink", "ins", "smartTag", "font",
		"proofErr", "bookmarkStart", "bookmarkEnd", "lang", "rFonts", "sz", "szCs", "color", "bdo", "dir", "sdt", "sdtContent", "del", "delText",
		"softHyphen", "noBreakHyphen", "lastRenderedPageBreak", "rStyle", "vertAlign", "rtl", "cs", "iCs", "bCs":
		return false
	}
	return true
}
