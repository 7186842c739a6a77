package intake

import (
	"bytes"
	"io"
	"strings"
)

// hexes are the destinations that hold bytes, as two digits each.
func hexes(dest string) bool {
	switch dest {
	case "pict", "objdata", "themedata", "datastore", "colorschememapping", "blipuid", "passwordhash", "datafield":
		return true
	}
	return false
}

// reveal adds what stands in a group that is no text.
func (d *rtf) reveal() {
	s := d.state.hidden.String()
	d.state.hidden.Reset()
	switch {
	case strings.TrimSpace(s) == "":
	case hexes(d.state.dest) && !strings.ContainsFunc(s, func(r rune) bool { return r > ' ' && !strings.ContainsRune("0123456789abcdefABCDEF", r) }):
		x := pdfLexer{b: []byte("<" + s)}
		d.hold(x.hex())
	case d.state.dest == "fldinst":
		d.l.besides(partLinks, s)
	default:
		for line := range strings.SplitSeq(s, ";") {
			if line = oneLine(line); line != "" && !stockStyle(line) {
				d.l.beside(partComments, line)
			}
		}
		d.l.sayCoded(s)
	}
}

// binary reads bytes that stand as they are.
func (d *rtf) binary(n int) {
	b, _ := io.ReadAll(io.LimitReader(d.r, int64(min(n, maxInner))))
	if n > maxInner {
		_, _ = d.r.Discard(n - maxInner) // to the end at most
		d.l.miss(unreadLarge)
	}
	d.hold(b)
}

// hold reads a picture or another file that lies in the document.
func (d *rtf) hold(b []byte) {
	if len(b) < 8 || d.state.dest == "blipuid" || d.state.dest == "passwordhash" {
		return
	}
	if d.state.dest == "pict" {
		d.l.miss(unreadPictures)
	}
	for _, begin := range []string{"\xd0\xcf\x11\xe0", "PK\x03\x04"} { // behind the name of the program it belongs to
		if at := bytes.Index(b, []byte(begin)); at > 0 && d.state.dest != "pict" {
			d.l.sweep(b[:at])
			b = b[at:]
			break
		}
	}
	_ = d.l.within("", "", bytes.NewReader(b))
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
