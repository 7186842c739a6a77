package intake

import (
	"bufio"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
)

// RTF is what courts' own programs like to write. Read is the text, by the Rich
// Text Format Specification 1.9.1: groups in braces, control words behind a
// backslash, letters in the code page of their font.

// maxGroups is how deep groups may lie in each other.
const maxGroups = 200

// rtfState is what a group inherits and its end undoes.
type rtfState struct {
	silent bool             // a destination that is no text
	dest   string           // which
	hidden *strings.Builder // what stands in it, of this group
	info   string
	skip   int // letters that stand in for one that follows a \u
	font   int
}

type rtf struct {
	l     *look
	r     *bufio.Reader
	state rtfState
	outer []rtfState
	page  int         // the code page of the document
	base  int         // the font of text for which none is named
	fonts map[int]int // code pages by font
	first bool        // the next word is the first in its group
	bytes []byte      // letters of the code page not yet read
	high  rune        // the first half of a pair of UTF-16
	left  int         // of state.skip
	value strings.Builder
}

func readRTF(l *look) { sayRTF(l, io.LimitReader(l.src.all(), maxUnpacked)) }

// sayRTF adds the text of a document in RTF.
func sayRTF(l *look, r io.Reader) {
	d := &rtf{
		l: l, r: bufio.NewReader(r),
		fonts: make(map[int]int), state: rtfState{skip: 1, hidden: new(strings.Builder)},
	}
	for n := 0; n&1023 != 0 || l.ctx.Err() == nil && !l.text.over; n++ {
		c, err := d.r.ReadByte()
		if err != nil {
			break
		}
		if c == '{' && len(d.outer) >= maxGroups {
			l.gap = gapPart
			break
		}
		d.take(c)
	}
	for len(d.outer) > 0 { // it breaks off
		d.close()
	}
	d.close()
}

// take reads one letter, word or brace.
func (d *rtf) take(c byte) {
	switch c {
	case '{':
		d.flush()
		d.outer = append(d.outer, d.state)
		d.state.hidden = new(strings.Builder)
		d.first, d.left = true, 0
		return
	case '}':
		d.close()
	case '\\':
		d.word()
		return
	case '\r', '\n':
		return
	default:
		d.letter(c)
	}
	d.first = false
}

// close ends a group.
func (d *rtf) close() {
	d.flush()
	if d.state.info != "" && d.value.Len() > 0 {
		d.l.note(d.state.info, d.value.String())
		d.value.Reset()
	}
	d.reveal()
	if n := len(d.outer); n > 0 {
		d.state, d.outer = d.outer[n-1], d.outer[:n-1]
	}
	d.left = 0
}

// word reads a control word or symbol.
func (d *rtf) word() {
	c, err := d.r.ReadByte()
	if err != nil {
		return
	}
	if !isLetter(c) {
		d.symbol(c)
		return
	}
	name, number := []byte{c}, []byte(nil)
	for {
		if c, err = d.r.ReadByte(); err != nil {
			break
		}
		switch {
		case isLetter(c) && number == nil && len(name) < 32:
			name = append(name, c)
			continue
		case (c >= '0' && c <= '9' || c == '-' && number == nil) && len(number) < 11:
			number = append(number, c)
			continue
		case c != ' ':
			_ = d.r.UnreadByte() // there is one
		}
		break
	}
	n, err := strconv.Atoi(string(number))
	d.control(string(name), n, err == nil)
	d.first = false
}

// symbol reads a control symbol.
func (d *rtf) symbol(c byte) {
	switch c {
	case '\'':
		var hex [2]byte
		if _, err := io.ReadFull(d.r, hex[:]); err != nil {
			return
		}
		if b, err := strconv.ParseUint(string(hex[:]), 16, 8); err == nil {
			d.letter(byte(b))
		}
	case '*':
		d.state.silent = true // a destination that a reader may not know
		d.state.dest = ""
	case '\\', '{', '}':
		d.letter(c)
	case '~':
		d.letter(' ')
	case '_':
		d.letter('-')
	case '\r', '\n':
		d.put("\n")
	}
	d.first = d.first && c == '*'
}

// control does what a word says.
func (d *rtf) control(name string, n int, number bool) {
	switch name {
	case "par", "line", "row", "sect", "page":
		d.put("\n")
	case "tab", "cell", "emspace", "enspace":
		d.put(" ")
	case "emdash", "endash", "bullet", "lquote", "rquote", "ldblquote", "rdblquote":
		d.put(map[string]string{"emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"}[name])
	case "u":
		d.unicode(rune(uint16(n)))
	case "uc":
		d.state.skip = min(max(n, 0), 16)
	case "ansicpg":
		d.page = n
	case "mac":
		d.page = 10000
	case "pc":
		d.page = 437
	case "deff":
		d.base, d.state.font = n, n
	case "f":
		d.flush()
		d.state.font = n
	case "fcharset":
		if page := charsetPage(n); page != 0 && len(d.fonts) < 10_000 {
			d.fonts[d.state.font] = page
		}
	case "plain":
		d.flush()
		d.state.font = d.base
	case "bin":
		if number && n > 0 {
			d.binary(n)
		}
	default:
		d.destination(name)
	}
}

// destination: the first word of a group may say that it is no text.
func (d *rtf) destination(name string) {
	switch name {
	case "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "objdata", "themedata", "datastore", "listtable",
		"listoverridetable", "rsidtbl", "generator", "fldinst", "xmlnstbl", "latentstyles", "colorschememapping", "revtbl", "filetbl",
		"blipuid", "passwordhash", "datafield", "objclass", "objname", "sp", "picprop":
		d.state.silent, d.state.dest = true, name
	case "title", "subject", "author", "operator", "company", "keywords":
		if d.first && d.state.silent {
			d.state.info = map[string]string{
				"title": "Title", "subject": "Subject", "author": "Author", "operator": "Last changed by", "company": "Company", "keywords": "Keywords",
			}[name]
		}
	case "result", "objresult", "fldrslt":
		d.state.silent, d.state.dest = false, "" // what is shown of what is not text
	case "footnote", "header", "footer", "headerl", "headerr", "headerf", "footerl", "footerr", "footerf":
		d.put("\n")
	}
}

// letter takes one byte of text.
func (d *rtf) letter(c byte) {
	if d.left > 0 {
		d.left--
		return
	}
	if len(d.bytes) >= 4096 {
		d.flush()
	}
	d.bytes = append(d.bytes, c)
}

// unicode takes one unit of UTF-16.
func (d *rtf) unicode(r rune) {
	d.flush()
	d.left = d.state.skip
	if !utf16.IsSurrogate(r) {
		d.write(string(r))
		return
	}
	if d.high == 0 {
		d.high = r
		return
	}
	d.write(string(utf16.DecodeRune(d.high, r)))
	d.high = 0
}

// put adds what a word stands for.
func (d *rtf) put(s string) {
	d.flush()
	d.write(s)
}

// flush reads the letters of the code page.
func (d *rtf) flush() {
	if len(d.bytes) == 0 {
		return
	}
	page, ok := d.fonts[d.state.font]
	if !ok {
		page = d.page
	}
	if page == 0 { // the document names none
		s, ok := d.l.decode(d.bytes)
		if !ok {
			s = decodedBy(codePage(1252), d.bytes)
			d.l.miss(unreadCoding)
		}
		d.write(s)
	} else {
		d.write(decodedBy(codePage(page), d.bytes))
	}
	d.bytes = d.bytes[:0]
}

func (d *rtf) write(s string) {
	switch {
	case d.state.info != "":
		if d.value.Len() < maxTag {
			d.value.WriteString(s)
		}
	case !d.state.silent:
		d.l.say(s)
	case d.state.hidden.Len() < 2*maxInner:
		d.state.hidden.WriteString(s)
	default:
		d.l.miss(unreadLarge)
	}
}
