package docx

import "strconv"

// The numberings: of paragraphs, of bullets, and behind them one for each list
// that counts for itself.
const (
	paragraphList   = 1
	bulletList      = 2
	firstList       = 3
	letterNumbering = 2 // abstract
)

// numbering writes the part with the numberings.
func numbering(p printer, lists []int) {
	p.raw(xmlHead + "<w:numbering" + spaces + ">")
	for i, l := range []struct {
		format, text, style string
		left, hang          int
	}{
		{"decimal", "%1.", "NumberedParagraph", hang, hang},
		{"bullet", "•", "ListBullet", 480, 400},
		{"lowerLetter", "(%1)", "", 480, 400},
	} {
		p.open("w:abstractNum", "w:abstractNumId", strconv.Itoa(i))
		p.raw(`<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>`)
		p.val("w:numFmt", l.format)
		if l.style != "" {
			p.val("w:pStyle", l.style)
		}
		p.val("w:lvlText", l.text)
		p.raw(`<w:lvlJc w:val="left"/><w:pPr>`)
		p.empty("w:ind", "w:left", strconv.Itoa(l.left), "w:hanging", strconv.Itoa(l.hang))
		p.raw("</w:pPr></w:lvl></w:abstractNum>")
	}
	for i, abstract := range append([]int{0, 1}, lists...) {
		p.open("w:num", "w:numId", strconv.Itoa(i+1))
		p.num("w:abstractNumId", abstract)
		if abstract == letterNumbering {
			p.raw(`<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>`)
		}
		p.close("w:num")
	}
	p.raw("</w:numbering>\n")
}
