package docx

import (
	"bufio"
	"encoding/xml"
	"io"
	"strconv"
)

// printer writes the elements of one part. Its names are constants of this
// package, so only values and text are escaped. bufio keeps the first error.
type printer struct{ *bufio.Writer }

func newPrinter(w io.Writer) printer { return printer{bufio.NewWriterSize(w, 32<<10)} }

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

func (p printer) raw(s string) { _, _ = p.WriteString(s) }

// tag writes <name a="b"…> or, closed, <name a="b"…/>; attrs are pairs.
func (p printer) tag(closed bool, name string, attrs []string) {
	p.raw("<" + name)
	for i := 0; i+1 < len(attrs); i += 2 {
		p.raw(" " + attrs[i] + `="`)
		p.text(attrs[i+1])
		p.raw(`"`)
	}
	if closed {
		p.raw("/")
	}
	p.raw(">")
}

func (p printer) open(name string, attrs ...string)  { p.tag(false, name, attrs) }
func (p printer) empty(name string, attrs ...string) { p.tag(true, name, attrs) }
func (p printer) close(name string)                  { p.raw("</" + name + ">") }

// val writes the commonest element: one with nothing but a value.
func (p printer) val(name, value string) { p.tag(true, name, []string{"w:val", value}) }

func (p printer) num(name string, value int) { p.val(name, strconv.Itoa(value)) }

// text writes escaped text. What XML 1.0 cannot hold comes out as U+FFFD; clean
// has removed nearly all of it before.
func (p printer) text(s string) { _ = xml.EscapeText(p, []byte(s)) }
