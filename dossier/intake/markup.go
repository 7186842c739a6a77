package intake

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// markup is how the text of a kind of XML is read: in which elements it stands, and
// which of them part words.
type markup struct {
	text  map[string]bool   // elements whose letters are the text; nil for all
	units map[string]bool   // elements that are a paragraph or another piece of its own
	parts map[string]string // what an element stands for between letters
	aside map[string]string // elements whose letters stand beside the text, and as what part
}

// xmlText is an XML part while its text is read.
type xmlText struct {
	l       *look
	how     markup
	open    []string // elements that are open
	units   []*unit  // pieces that are open: a text box lies in a paragraph
	inside  int      // elements whose letters are the text
	added   int      // pieces put in by a tracked change
	deleted int      // pieces taken out
	shared  bool     // the cell holds the number of a text that stands elsewhere
	code    strings.Builder
}

// unit is a paragraph as it is, and as it was before what was changed in it.
type unit struct {
	now, before strings.Builder
	changed     bool
}

// readXML reads an XML file of any kind: all that stands in it.
func readXML(l *look) {
	b, err := l.src.most(min(maxUnpacked, *l.room))
	if err != nil {
		return
	}
	if l.src.size > int64(len(b)) {
		l.miss(unreadLarge)
	}
	*l.room -= int64(len(b))
	if !utf8.Valid(b) && !xmlEncoding.Match(b[:min(len(b), 200)]) {
		text, ok := l.decode(b)
		if !ok {
			l.miss(unreadDamaged)
			l.sweep(b)
		}
		b = []byte(xmlEncoding.ReplaceAllString(text, "$1$2"))
	}
	sayMarkup(l, bytes.NewReader(b), anyXML())
	l.sayCoded(string(b))
}

// xmlEncoding is a head that tells the encoding.
var xmlEncoding = regexp.MustCompile(`^(\s*<\?xml[^>]*?)\sencoding=["'][^"']*["']([^>]*\?>)`)

// anyXML takes every element for a piece of its own but those that stand in a line.
func anyXML() markup { return markup{} }

// sayMarkup adds the text of an XML part, its attributes and its comments.
func sayMarkup(l *look, r io.Reader, how markup) {
	src := bufio.NewReaderSize(r, 64<<10)
	x := &xmlText{l: l, how: how, units: []*unit{{}}}
	d := xml.NewDecoder(src)
	d.Strict = false
	d.CharsetReader = charset.NewReaderLabel
	d.Entity = xml.HTMLEntity
	for l.ctx.Err() == nil && !l.text.over {
		t, err := d.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil { // what comes after it is still there
			l.miss(unreadDamaged)
			rest, _ := io.ReadAll(io.LimitReader(src, maxText))
			l.sweep(rest)
			break
		}
		x.token(t)
	}
	for len(x.units) > 0 {
		x.closeUnit()
	}
}

func (x *xmlText) token(t xml.Token) {
	switch t := t.(type) {
	case xml.StartElement:
		x.start(t)
	case xml.EndElement:
		x.end(t.Name.Local)
	case xml.CharData:
		if len(t) > 2*maxText {
			t = t[:2*maxText]
			x.l.miss(unreadLarge)
		}
		x.letters(string(t))
	case xml.Comment:
		x.l.besides(partComments, string(t))
	case xml.ProcInst:
		if t.Target != "xml" {
			x.l.besides(partSettings, t.Target+" "+string(t.Inst))
		}
	case xml.Directive:
		x.l.besides(partSettings, string(t))
	}
}

func (x *xmlText) start(e xml.StartElement) {
	name := e.Name.Local
	if len(x.open) < 10_000 {
		x.open = append(x.open, name)
	}
	x.attributes(e)
	switch {
	case x.how.text[name]:
		x.inside++
	case x.how.units[name]:
		if len(x.units) < maxGroups {
			x.units = append(x.units, new(unit))
		} else {
			x.write("\n")
		}
	case name == "ins" || name == "moveTo":
		x.added++
	case name == "del" || name == "moveFrom":
		x.deleted++
	case name == "fldChar" && x.code.Len() > 0:
		x.field()
	case name == "c":
		x.shared = attribute(e, "t") == "s"
	case name == "sym":
		x.write(symbolOf(e))
	}
	if s, ok := x.how.parts[name]; ok {
		x.write(s)
	}
	if x.how.text == nil && x.how.units == nil {
		x.write(" ")
	}
}

func (x *xmlText) end(name string) {
	if n := len(x.open); n > 0 {
		x.open = x.open[:n-1]
	}
	switch {
	case x.how.text[name]:
		x.inside = max(x.inside-1, 0)
	case x.how.units[name]:
		if len(x.units) > 1 {
			x.closeUnit()
		} else {
			x.flush()
		}
	case name == "ins" || name == "moveTo":
		x.added = max(x.added-1, 0)
	case name == "del" || name == "moveFrom":
		x.deleted = max(x.deleted-1, 0)
	}
	if x.how.text == nil && x.how.units == nil {
		x.write("\n")
	}
	if x.code.Len() > 0 && x.how.aside[name] == "" && name != "r" { // the next run may go on
		x.field()
	}
}

// letters takes what stands between tags.
func (x *xmlText) letters(s string) {
	in := ""
	if n := len(x.open); n > 0 {
		in = x.open[n-1]
	}
	part := x.how.aside[in]
	switch {
	case part == partLinks: // a field may be cut into several pieces
		if x.code.Len() < maxTag*8 {
			x.code.WriteString(s)
		}
	case part != "":
		x.l.besides(part, s)
	case in == "v" && x.shared:
	case x.inside > 0 || x.how.text == nil:
		x.write(s)
	default:
		x.l.besides(partAttributes, s)
	}
}

// field ends what a field is made from: a link, an address, a name to be filled in.
func (x *xmlText) field() {
	x.l.besides(partLinks, x.code.String())
	x.code.Reset()
}

// write adds to the piece that is open, to that of now, that of before, or both.
func (x *xmlText) write(s string) {
	u := x.units[len(x.units)-1]
	if x.added > 0 || x.deleted > 0 {
		u.changed = true
	}
	if x.deleted == 0 {
		u.now.WriteString(s)
	}
	if x.added == 0 {
		u.before.WriteString(s)
	}
	if u.now.Len() > 64<<10 || u.before.Len() > 64<<10 {
		x.flush()
	}
}

// flush says the piece that is open.
func (x *xmlText) flush() {
	u := x.units[len(x.units)-1]
	now, before := u.now.String(), u.before.String()
	if strings.TrimSpace(now) != "" {
		x.l.say(strings.TrimRight(now, "\n") + "\n")
	}
	if u.changed && before != now && strings.TrimSpace(before) != "" {
		x.l.met(partChanges)
		x.l.say(strings.TrimRight(before, "\n") + "\n")
	}
	*u = unit{}
}

func (x *xmlText) closeUnit() {
	x.flush()
	if n := len(x.units); n > 0 {
		x.units = x.units[:n-1]
	}
	if x.code.Len() > 0 {
		x.l.besides(partLinks, x.code.String())
		x.code.Reset()
	}
}

// symbolOf is a letter of a font of signs.
func symbolOf(e xml.StartElement) string {
	return " " + attribute(e, "char") + " "
}
