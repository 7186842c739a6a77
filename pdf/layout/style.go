package layout

import "probata/dossier/document"

// The page: A4 with 25 mm margins, as the bodies' own documents.
const (
	pageWidth  = 595.28
	pageHeight = 841.89
	margin     = 70.87
	measure    = pageWidth - 2*margin
	bodyTop    = 74.0
	bodyBottom = pageHeight - 74
	bodyHeight = bodyBottom - bodyTop
	headLine   = 50.0 // base line of the running head
	draftLine  = 32.0 // base line of the draft mark
	footLine   = pageHeight - 42
)

// The colours: ink for text, one dark blue and greys for everything else, one
// red-brown for what must be mended before sending.
const (
	ink       Color = 0x111111
	navy      Color = 0x1F3A5F
	grey      Color = 0x5A6470
	hairline  Color = 0xC3CCD6
	tint      Color = 0xEEF2F6
	headTint  Color = 0xE1E8F0
	redBrown  Color = 0x9A3B1E
	warnTint  Color = 0xFBF3EC
	warnLine  Color = 0xD9A98F
	hatchLine Color = 0xD3CABF
	bar       Color = 0xD5D9DE // behind a stand-in for a withheld value
	solidBar  Color = 0x111111
)

type align uint8

const (
	justify align = iota
	ragged
	centre
	right
)

// paraStyle is how a paragraph is set.
type paraStyle struct {
	size, leading float64
	style         document.Style // added to the style of every span
	color         Color
	align         align
	balance       bool // lines of about one length, for titles
	even          bool // ragged, but hyphenated rather than with short lines
}

var (
	bodyStyle   = paraStyle{size: 12, leading: 14.4, color: ink}
	smallStyle  = paraStyle{size: 9.5, leading: 11.8, color: grey, align: ragged}
	centreStyle = paraStyle{size: 12, leading: 14.4, color: ink, align: centre}
	noteStyle   = paraStyle{size: 9.5, leading: 11.4, color: ink}
	cellStyle   = paraStyle{size: 10, leading: 12.2, color: ink, align: ragged}
	headStyle   = paraStyle{size: 9.5, leading: 12.2, style: document.Bold, color: navy, align: ragged}
	labelStyle  = paraStyle{size: 10.5, leading: 12.8, color: navy, align: ragged}
	numberStyle = paraStyle{size: 10.5, leading: 12.8, color: grey, align: ragged}
	emptyStyle  = paraStyle{size: 11, leading: 13.9, style: document.Italic, color: grey, align: ragged}
	answerStyle = paraStyle{size: 11.5, leading: 13.9, color: ink}
	quoteStyle  = paraStyle{size: 11.5, leading: 13.9, color: ink}
	attribStyle = paraStyle{size: 10, leading: 12.4, color: grey, align: ragged}
	tinyHead    = paraStyle{size: 8.5, leading: 11.5, color: grey, align: ragged}
	warnStyle   = paraStyle{size: 11, leading: 13.4, color: 0x5C2412, align: ragged}
	signStyle   = paraStyle{size: 10.5, leading: 13, color: ink, align: ragged}
	titleStyle  = paraStyle{size: 21, leading: 25, style: document.Bold, color: navy, align: ragged, balance: true}
	subStyle    = paraStyle{size: 13, leading: 17, color: grey, align: ragged, balance: true}
	frontKind   = paraStyle{size: 11, leading: 14, color: grey, align: ragged}
	frontTitle  = paraStyle{size: 26, leading: 31, style: document.Bold, color: navy, align: ragged, balance: true}
	frontSub    = paraStyle{size: 15, leading: 19.5, color: ink, align: ragged, balance: true}
	frontTo     = paraStyle{size: 12.5, leading: 16, color: ink, align: ragged}
	frontLabel  = paraStyle{size: 10.5, leading: 13.4, color: grey, align: ragged}
	frontValue  = paraStyle{size: 11.5, leading: 14.4, color: ink, align: ragged}
	frontWarn   = paraStyle{size: 11.5, leading: 14.4, style: document.Bold, color: navy, align: centre}
	toStyle     = paraStyle{size: 11.5, leading: 14, color: ink, align: ragged}
)

// headings are the styles of levels 1 to 3; deeper levels are set as 3.
var headings = [3]struct {
	paraStyle
	before, after float64
}{
	{paraStyle{size: 15, leading: 18.5, style: document.Bold, color: navy, align: ragged, balance: true}, 24, 8},
	{paraStyle{size: 12.5, leading: 15.5, style: document.Bold, color: navy, align: ragged, balance: true}, 17, 6},
	{paraStyle{size: 12, leading: 14.8, style: document.Bold | document.Italic, color: ink, align: ragged, balance: true}, 13, 5},
}

const (
	paraGap     = 7.2
	detailGap   = 3.0  // between a numbered paragraph and what belongs to it
	hang        = 30.0 // room for the number of a paragraph
	listHang    = 20.0
	noteHang    = 17.0
	noteGap     = 2.2  // between two notes
	noteRule    = 17.0 // room of the rule above the notes
	ascent      = 0.891
	descent     = 0.216
	maxStretch  = 3.2 // beyond this a line is set ragged rather than gappy
	spaceGrow   = 0.5 // stretch of a space, in its own width
	spaceShrink = 0.22
)

// baseline is where the letters stand in a line of a style.
func (p paraStyle) baseline() float64 {
	return (p.leading-(ascent+descent)*p.size)/2 + ascent*p.size
}
