package filetext

import (
	"strings"
)

// pages reads what the pages show, one text for all of them: a word may be broken
// at the end of a page.
func (h *harvest) pages() {
	order := h.pageOrder()
	var text, heads strings.Builder
	var starts []int
	for _, d := range order {
		var content []byte
		list := h.array(d["Contents"])
		if list == nil {
			list = []any{d["Contents"]}
		}
		for _, c := range list {
			content = append(append(content, h.content(c)...), '\n')
		}
		drawn := h.draw(content, h.dict(h.inherited(d, "Resources")))
		starts = append(starts, text.Len())
		text.WriteString(drawn.text.String() + "\n")
		heads.WriteString(drawn.furniture.String() + "\n\n")
		for _, s := range drawn.strings {
			h.say("structure", s)
		}
	}
	h.r.out.Parts = append(h.r.out.Parts, Part{Inside: h.inside, Name: "pages", Text: text.String(), Pages: starts})
	h.r.add(h.inside, "heads", heads.String())
}

// pageOrder are the pages in their order, then those that no tree holds.
func (h *harvest) pageOrder() []pdfDict {
	var out []pdfDict
	seen := map[int]bool{}
	var down func(v any, depth int)
	down = func(v any, depth int) {
		ref, ok := v.(pdfRef)
		if !ok || depth > mostDepth || seen[int(ref)] {
			return
		}
		seen[int(ref)] = true
		d := h.dict(ref)
		if d["Type"] == pdfName("Page") {
			out = append(out, d)
		}
		for _, k := range h.array(d["Kids"]) {
			down(k, depth+1)
		}
	}
	for i := len(h.roots) - 1; i >= 0; i-- {
		down(h.dict(h.roots[i]["Root"])["Pages"], 0)
	}
	for i := range h.objects {
		o := &h.objects[i]
		if d, _ := o.value.(pdfDict); d["Type"] == pdfName("Page") && (!seen[o.n] || h.last[o.n] != i) {
			out = append(out, d)
		}
	}
	return out
}

func (h *harvest) inherited(d pdfDict, key string) any {
	for range mostDepth {
		if d == nil || d[key] != nil {
			break
		}
		d = h.dict(d["Parent"])
	}
	return d[key]
}

// drawn is what a content stream shows.
type drawn struct {
	text      strings.Builder
	furniture strings.Builder // running heads and other artifacts
	strings   []string        // properties of marked content
}

func (d *drawn) all() string {
	return d.text.String() + "\n\n" + d.furniture.String() + "\n\n" + strings.Join(d.strings, "\n\n")
}

// drawer runs the operators of a content stream that show text.
type drawer struct {
	h         *harvest
	out       *drawn
	resources pdfDict
	font      *pdfFont
	size      float64
	y, x      float64
	marks     []bool // open marked contents: artifact or not
	args      []any
}

// draw reads a content stream. Without resources fonts are found by their names in
// the whole file.
func (h *harvest) draw(data []byte, resources pdfDict) *drawn {
	d := &drawer{h: h, out: &drawn{}, resources: resources, size: 1}
	l := &lexer{b: data}
	for {
		v, ok := l.value()
		if !ok {
			return d.out
		}
		op, is := v.(pdfWord)
		if !is {
			if len(d.args) < 64 {
				d.args = append(d.args, v)
			}
			continue
		}
		if op == "ID" {
			l.at = imageEnd(data, l.at)
		}
		d.do(string(op))
		d.args = d.args[:0]
	}
}

// imageEnd is the offset behind a picture that stands in a content stream.
func imageEnd(data []byte, at int) int {
	for i := at; i+2 < len(data); i++ {
		if isSpace(data[i]) && data[i+1] == 'E' && data[i+2] == 'I' && (i+3 == len(data) || isSpace(data[i+3])) {
			return i + 3
		}
	}
	return len(data)
}

func (d *drawer) number(i int) float64 {
	if i < 0 || i >= len(d.args) {
		return 0
	}
	n, _ := d.args[i].(float64)
	return n
}

func (d *drawer) to() *strings.Builder {
	for _, artifact := range d.marks {
		if artifact {
			return &d.out.furniture
		}
	}
	return &d.out.text
}

func (d *drawer) do(op string) {
	last := len(d.args) - 1
	switch op {
	case "Tf":
		d.size = d.number(last)
		if name, ok := d.arg(last - 1).(pdfName); ok {
			d.font = d.h.fontOf(d.resources, string(name))
		}
	case "Tm":
		d.move(d.number(last-1), d.number(last))
	case "Td", "TD":
		d.move(d.x+d.number(last-1), d.y+d.number(last))
	case "T*", "'", "\"":
		d.to().WriteByte('\n')
		d.show(d.arg(last))
	case "BT":
		d.x, d.y = 0, 0
	case "Tj", "TJ":
		d.show(d.arg(last))
	case "BDC", "BMC", "DP":
		d.mark(op)
	case "EMC":
		if len(d.marks) > 0 {
			d.marks = d.marks[:len(d.marks)-1]
		}
	}
}

func (d *drawer) arg(i int) any {
	if i < 0 || i >= len(d.args) {
		return nil
	}
	return d.args[i]
}

// move begins a line, or a piece of the same line.
func (d *drawer) move(x, y float64) {
	if dy := y - d.y; dy > 1 || dy < -1 {
		d.to().WriteByte('\n')
	} else {
		d.gap()
	}
	d.x, d.y = x, y
}

// gap writes a space where the pen moved and none stands.
func (d *drawer) gap() {
	if s := d.to().String(); s != "" && s[len(s)-1] != ' ' && s[len(s)-1] != '\n' {
		d.to().WriteByte(' ')
	}
}

// wide is the shift, in thousandths of the size, that the eye takes for a space.
const wide = 170

func (d *drawer) show(v any) {
	switch v := v.(type) {
	case pdfString:
		d.to().WriteString(d.font.text(v))
	case []any:
		for _, x := range v {
			switch x := x.(type) {
			case pdfString:
				d.to().WriteString(d.font.text(x))
			case float64:
				if x < -wide {
					d.gap()
				}
			}
		}
	}
}

// mark opens a marked content and takes the strings of its properties.
func (d *drawer) mark(op string) {
	first, _ := d.arg(0).(pdfName)
	if props, ok := d.arg(1).(pdfName); ok {
		d.args[1] = d.h.get(d.h.dict(d.resources["Properties"])[string(props)])
	}
	if p, ok := d.arg(1).(pdfDict); ok {
		for _, v := range p {
			if s, ok := d.h.get(v).(pdfString); ok {
				d.out.strings = append(d.out.strings, textOf(s))
			}
		}
	}
	if op != "DP" {
		d.marks = append(d.marks, first == "Artifact")
	}
}
