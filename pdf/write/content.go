package write

import (
	"math"
	"strconv"

	"probata/pdf/layout"
)

// content builds the content stream of a page.
type content struct {
	buf      []byte
	height   float64
	fonts    *fontSet
	color    layout.Color
	inText   bool // between BT and ET
	inTJ     bool // inside the array of a TJ
	inString bool // inside (…) of that array
	face     int
	size     float64
	rise     float64
	line     float64 // base line of the open TJ
	pen      float64 // where the viewer's pen stands
	tags     []layout.Tag
	marks    []int32 // elements of the marked contents so far
	mark     int32   // element of the open marked content, or one of those below
}

// What may be open besides the content of an element.
const (
	nothing    = -1
	decoration = -2 // rules and tints
	furniture  = -3 // running heads and repeated heads of tables
)

// begin opens the marked content that an operation belongs to.
func (c *content) begin(op *layout.Op) {
	mark := op.Tag
	switch {
	case mark == 0 && op.Kind == layout.Text:
		mark = furniture
	case mark == 0:
		mark = decoration
	}
	if c.mark == mark {
		return
	}
	c.end()
	c.mark = mark
	switch mark {
	case furniture:
		c.str("/Artifact <</Type /Pagination>> BDC\n")
	case decoration:
		c.str("/Artifact BMC\n")
	default:
		c.str("/" + string(c.tags[mark].Kind) + " <</MCID ")
		c.buf = strconv.AppendInt(c.buf, int64(len(c.marks)), 10)
		c.str(">> BDC\n")
		c.marks = append(c.marks, mark)
	}
}

func (c *content) end() {
	c.endText()
	if c.mark != nothing {
		c.str("EMC\n")
		c.mark = nothing
	}
}

func (c *content) num(v float64) {
	c.buf = strconv.AppendFloat(c.buf, math.Round(v*100)/100, 'f', -1, 64)
	c.buf = append(c.buf, ' ')
}

func (c *content) str(s string) { c.buf = append(c.buf, s...) }

func pageContent(buf []byte, pg *layout.Page, fonts *fontSet, tags []layout.Tag) ([]byte, []int32) {
	c := &content{buf: buf, height: pg.Height, fonts: fonts, face: -1, tags: tags, mark: nothing}
	for i := range pg.Ops {
		op := &pg.Ops[i]
		if op.Kind == layout.Text && len(op.Word.Glyphs) == 0 {
			continue
		}
		c.begin(op)
		switch op.Kind {
		case layout.Rect:
			c.endText()
			c.fill(op.Color)
			c.num(op.X)
			c.num(c.height - op.Y - op.H)
			c.num(op.W)
			c.num(op.H)
			c.str("re f\n")
		case layout.Leader:
			c.leader(op)
		case layout.Image:
			c.picture(op)
		case layout.Text:
			c.text(op)
		}
	}
	c.end()
	return c.buf, c.marks
}

func (c *content) picture(op *layout.Op) {
	c.str("q ")
	c.num(op.W)
	c.str("0 0 ")
	c.num(op.H)
	c.num(op.X)
	c.num(c.height - op.Y - op.H)
	c.str("cm /" + c.fonts.pictures[op.Picture] + " Do Q\n")
}

// leader draws round dots; they are no characters, so that a copied line of
// the contents is its words and its page number.
func (c *content) leader(op *layout.Op) {
	c.endText()
	c.str("q 1 J 0.9 w ")
	c.rgb(op.Color)
	c.str("RG [0 ")
	c.num(op.H)
	c.str("] 0 d ")
	c.num(op.X)
	c.num(c.height - op.Y)
	c.str("m ")
	c.num(op.X + op.W)
	c.num(c.height - op.Y)
	c.str("l S Q\n")
}

func (c *content) rgb(col layout.Color) {
	for shift := 16; shift >= 0; shift -= 8 {
		v := float64(col>>shift&0xFF) / 255
		c.buf = strconv.AppendFloat(c.buf, math.Round(v*1000)/1000, 'f', -1, 64)
		c.buf = append(c.buf, ' ')
	}
}

func (c *content) fill(col layout.Color) {
	if c.color == col {
		return
	}
	c.rgb(col)
	c.str("rg\n")
	c.color = col
}

func (c *content) endTJ() {
	if c.inString {
		c.buf = append(c.buf, ')')
		c.inString = false
	}
	if c.inTJ {
		c.str("] TJ\n")
		c.inTJ = false
	}
}

func (c *content) endText() {
	c.endTJ()
	if c.inText {
		c.str("ET\n")
		c.inText = false
	}
}

// text shows a word, in the array of the word before it where both stand on
// one line in one face, size and colour.
func (c *content) text(op *layout.Op) {
	c.textState(op)
	if !c.inTJ || c.line != op.Y || math.Abs(op.X-c.pen) > 40 {
		c.move(op.X, op.Y)
	}
	if op.Word.RTL {
		c.leftwards(op)
		return
	}
	x := op.X
	for i := range op.Word.Glyphs {
		c.glyph(op, i, x)
		x += float64(op.Word.Glyphs[i].Adv) * c.size / 1000
	}
}

func (c *content) textState(op *layout.Op) {
	if !c.inText {
		c.str("BT\n")
		c.inText, c.face = true, -1
		c.rise = 0
	}
	if c.face != op.Word.Face || c.size != op.Size {
		c.endTJ()
		c.face, c.size = op.Word.Face, op.Size
		c.str("/" + c.fonts.byFace[c.face].resource + " ")
		c.num(c.size)
		c.str("Tf\n")
	}
	if c.color != op.Color {
		c.endTJ()
		c.fill(op.Color)
	}
}

// leftwards shows a word that runs from right to left letter by letter as it
// is read, each at its place: what is copied or spoken is then the word, and
// not its mirror image.
func (c *content) leftwards(op *layout.Op) {
	glyphs := op.Word.Glyphs
	x := op.X
	for i := range glyphs {
		x += float64(glyphs[i].Adv) * c.size / 1000
	}
	for i := len(glyphs) - 1; i >= 0; i-- {
		x -= float64(glyphs[i].Adv) * c.size / 1000
		at := x
		if text := glyphs[i].Text; text == "\u200C" || text == "\u200D" {
			// Readers that sort letters by place must find a joiner before the
			// letter that follows it, though it has no width.
			at -= joinerShift * c.size
		}
		c.glyph(op, i, at)
	}
}

const joinerShift = 0.01 // em

// move begins a line of text at a place.
func (c *content) move(x, y float64) {
	c.endTJ()
	if c.rise != 0 {
		c.str("0 Ts\n")
		c.rise = 0
	}
	c.str("1 0 0 1 ")
	c.num(x)
	c.num(c.height - y)
	c.str("Tm\n")
	c.line, c.pen = y, math.Round(x*100)/100
}

// byte appends a byte of a string. Codes are written as they are: in hex a
// page is twice as long and takes twice the time to compress.
func (c *content) byte(b byte) {
	switch b {
	case '(', ')', '\\':
		c.buf = append(c.buf, '\\', b)
	case '\r':
		c.buf = append(c.buf, '\\', 'r')
	default:
		c.buf = append(c.buf, b)
	}
}

func (c *content) glyph(op *layout.Op, i int, x float64) {
	g, code := &op.Word.Glyphs[i], c.fonts.codes[op.Word.Index][i]
	if g.ID == 0 {
		return // a character that shows nothing, such as a joiner
	}
	if rise := float64(g.DY) * c.size / 1000; rise != c.rise {
		c.endTJ()
		c.num(rise)
		c.str("Ts\n")
		c.rise = rise
	}
	if !c.inTJ {
		c.buf = append(c.buf, '[')
		c.inTJ = true
	}
	x += float64(g.DX) * c.size / 1000
	if shift := math.Round((x - c.pen) * 1000 / c.size); shift != 0 {
		if c.inString {
			c.buf = append(c.buf, ')')
			c.inString = false
		}
		c.buf = strconv.AppendInt(c.buf, -int64(shift), 10)
		c.pen += shift * c.size / 1000
	}
	if !c.inString {
		c.buf = append(c.buf, '(')
		c.inString = true
	}
	c.byte(byte(code >> 8))
	c.byte(byte(code))
	c.pen += float64(c.fonts.byFace[c.face].adv[code]) * c.size / 1000
}
