package docx

import (
	"fmt"
	"strconv"
	"strings"
)

// The colours and faces of our pages: ink for text, one dark blue and greys for
// everything else, one red-brown for what must be mended before sending.
const (
	ink      = "111111"
	navy     = "1F3A5F"
	grey     = "5A6470"
	hairline = "C3CCD6"
	tint     = "EEF2F6"
	headTint = "E1E8F0"
	redBrown = "9A3B1E"
	warnInk  = "5C2412"
	warnTint = "FBF3EC"
	warnLine = "D9A98F"
	hatch    = "D3CABF"
	codeTint = "D5D9DE" // behind a stand-in for a withheld value

	serif = "Times New Roman"
	mono  = "Courier New"
)

// levels are the levels of headings; deeper ones are set as the last.
const levels = 4

// style is a named style as a user sees it.
type style struct {
	id, name string
	based    string // "" = Normal
	next     string // of the paragraph typed after it; "" = the same
	para     string // children of w:pPr, in the order of paraProps
	run      string // children of w:rPr, in the order of runProps
}

// face is the letters of a style; the size is in points.
func face(size float64, color string, more ...string) string {
	var b strings.Builder
	for _, m := range more {
		b.WriteString("<w:" + m + "/><w:" + m + "Cs/>")
	}
	if color != "" {
		b.WriteString(`<w:color w:val="` + color + `"/>`)
	}
	half := strconv.Itoa(int(2*size + 0.5))
	b.WriteString(`<w:sz w:val="` + half + `"/><w:szCs w:val="` + half + `"/>`)
	return b.String()
}

func spacing(before, after int) string {
	return fmt.Sprintf(`<w:spacing w:before="%d" w:after="%d"/>`, before, after)
}

func indent(left, right int) string {
	return fmt.Sprintf(`<w:ind w:left="%d" w:right="%d"/>`, left, right)
}

// edges are borders of a paragraph: side, size in eighths of a point, room in
// points, colour.
func edges(list ...string) string {
	return "<w:pBdr>" + strings.Join(list, "") + "</w:pBdr>"
}

func edge(side string, size, space int, color string) string {
	return fmt.Sprintf(`<w:%s w:val="single" w:sz="%d" w:space="%d" w:color="%s"/>`, side, size, space, color)
}

const (
	keepNext  = "<w:keepNext/>"
	keepLines = "<w:keepLines/>"
	justified = `<w:jc w:val="both"/>`
)

func tabs(leader string) string {
	return fmt.Sprintf(`<w:tabs><w:tab w:val="right"%s w:pos="%d"/></w:tabs>`, leader, measure)
}

// textStyles are those of running text.
func textStyles() []style {
	return []style{
		{"BodyText", "Body Text", "", "", spacing(0, 144) + justified, ""},
		{"NumberedParagraph", "Numbered Paragraph", "BodyText", "", fmt.Sprintf(`<w:numPr><w:numId w:val="%d"/></w:numPr>`, paragraphList), ""},
		{"Detail", "Paragraph Detail", "BodyText", "NumberedParagraph", indent(hang, 0), face(11.5, "")},
		{"SmallPrint", "Small Print", "", "BodyText", spacing(0, 100), face(9.5, grey)},
		{"Centred", "Centred", "", "BodyText", spacing(0, 144) + `<w:jc w:val="center"/>`, ""},
		{
			"Warning", "Warning", "", "BodyText",
			keepLines + edges(edge("top", 4, 5, warnLine), edge("left", 24, 8, redBrown), edge("bottom", 4, 5, warnLine), edge("right", 4, 8, warnLine)) +
				`<w:shd w:val="clear" w:color="auto" w:fill="` + warnTint + `"/>` + spacing(60, 60) + indent(200, 180), face(11, warnInk),
		},
		{"Quote", "Quote", "", "BodyText", edges(edge("left", 16, 10, hairline)) + spacing(0, 60) + indent(260, 0), face(11.5, "")},
		{"QuoteHead", "Quote Head", "Quote", "Quote", keepNext + spacing(0, 20), face(8.5, grey)},
		{"Attribution", "Attribution", "Quote", "BodyText", keepLines + spacing(0, 200), face(10, grey)},
		{"QuoteText", "Quote Column", "", "", spacing(0, 40), face(11.5, "")},
		{"QuoteColumnHead", "Quote Column Head", "", "QuoteText", keepNext, face(8.5, grey)},
		{"QuoteSource", "Quote Source", "", "QuoteText", "", face(10, grey)},
		{"ListBullet", "List Bullet", "", "", fmt.Sprintf(`<w:numPr><w:numId w:val="%d"/></w:numPr>`, bulletList) + spacing(0, 70), ""},
		{"ListNumber", "List Number", "", "", spacing(0, 70), ""},
		{"FootnoteText", "footnote text", "", "", `<w:tabs><w:tab w:val="left" w:pos="340"/></w:tabs>` + spacing(0, 40) + `<w:ind w:left="340" w:hanging="340"/>`, face(9.5, "")},
		{"Gap", "Gap", "", "BodyText", fmt.Sprintf(`<w:spacing w:line="%d" w:lineRule="exact"/>`, gapHeight), face(1, "")},
	}
}

// headStyles are those of titles, headings and the contents.
func headStyles() []style {
	out := []style{
		{"Title", "Title", "", "Subtitle", keepNext + keepLines + spacing(0, 60), face(21, navy, "b")},
		{"Subtitle", "Subtitle", "", "BodyText", keepNext + keepLines + edges(edge("bottom", 12, 8, navy)) + spacing(0, 280), face(13, grey)},
		{"Date", "Date", "", "Addressee", `<w:jc w:val="right"/>`, face(11.5, grey)},
		{"Addressee", "Addressee", "", "", "", face(11.5, "")},
		{"FrontMark", "Front Mark", "", "", edges(edge("top", 8, 9, navy), edge("left", 8, 8, navy), edge("bottom", 8, 9, navy), edge("right", 8, 8, navy)) + `<w:jc w:val="center"/>`, face(11.5, navy, "b")},
		{"FrontKind", "Front Kind", "", "FrontTitle", spacing(700, 200), face(11, grey)},
		{"FrontTitle", "Front Title", "Title", "FrontSubtitle", spacing(0, 140), face(26, navy)},
		{"FrontSubtitle", "Front Subtitle", "Subtitle", "", spacing(0, 520), face(15, ink)},
		{"FrontLabel", "Front Label", "", "", spacing(110, 110), face(10.5, grey)},
		{"FrontValue", "Front Value", "", "", spacing(110, 110), face(11.5, "")},
		{"TOCHeading", "TOC Heading", "", "BodyText", keepNext + keepLines + spacing(480, 120), face(15, navy, "b")},
		{"TOC1", "toc 1", "", "", tabs(` w:leader="dot"`) + spacing(110, 20) + indent(0, 600), face(11.5, "", "b")},
		{"TOC2", "toc 2", "", "", tabs(` w:leader="dot"`) + spacing(0, 20) + indent(320, 600), face(11.5, "")},
		{"TOC3", "toc 3", "", "", tabs(` w:leader="dot"`) + spacing(0, 20) + indent(640, 600), face(11, grey)},
		{"TOC4", "toc 4", "TOC3", "", indent(960, 600), ""},
	}
	for i, h := range [levels]string{
		spacing(440, 160) + "|" + face(15, navy, "b"), spacing(320, 120) + "|" + face(12.5, navy, "b"),
		spacing(240, 100) + "|" + face(12, ink, "b", "i"), spacing(200, 80) + "|" + face(12, ink, "i"),
	} {
		p, r, _ := strings.Cut(h, "|")
		n := strconv.Itoa(i + 1)
		out = append(out, style{"Heading" + n, "heading " + n, "", "BodyText", keepNext + keepLines + p + fmt.Sprintf(`<w:outlineLvl w:val="%d"/>`, i), r})
	}
	return out
}

// gridStyles are those of text in tables, heads and feet of pages.
func gridStyles() []style {
	return []style{
		{"TableText", "Table Text", "", "", "", face(10, "")},
		{"TableHead", "Table Head", "TableText", "", keepNext, face(9.5, navy, "b")},
		{"Caption", "caption", "", "BodyText", keepNext + spacing(200, 80), face(10.5, navy, "b")},
		{"FieldNumber", "Field Number", "", "FieldLabel", spacing(16, 0), face(10.5, grey)},
		{"FieldLabel", "Field Label", "", "Answer", spacing(16, 0), face(10.5, navy)},
		{"Answer", "Answer", "", "", spacing(0, 50), face(11.5, "")},
		{"Empty", "No Answer", "Answer", "Answer", "", face(11, grey, "i")},
		{"SignatureLabel", "Signature Label", "", "", spacing(40, 0), face(9.5, grey)},
		{"SignatureName", "Signature Name", "", "", "", face(10.5, "")},
		{"Draft", "Draft", "", "", `<w:jc w:val="center"/>`, face(9.5, redBrown, "b")},
		{"Header", "header", "", "", edges(edge("bottom", 4, 3, hairline)) + tabs(""), face(8.5, grey)},
		{"NoHeader", "No Header", "", "", "", face(8.5, grey)},
		{"Footer", "footer", "", "", edges(edge("top", 4, 4, hairline)) + tabs(""), face(8.5, grey)},
		{"NoteRule", "Note Rule", "", "", spacing(0, 40), ""},
	}
}

// letterStyles are those of runs.
func letterStyles() []style {
	black := `<w:shd w:val="clear" w:color="auto" w:fill="`
	return []style{
		{"FootnoteReference", "footnote reference", "", "", "", `<w:color w:val="` + navy + `"/><w:vertAlign w:val="superscript"/>`},
		{"Hyperlink", "Hyperlink", "", "", "", `<w:color w:val="` + navy + `"/><w:u w:val="single"/>`},
		{"Mono", "Mono", "", "", "", fmt.Sprintf(`<w:rFonts w:ascii="%s" w:hAnsi="%[1]s" w:cs="%[1]s"/><w:noProof/><w:sz w:val="18"/><w:szCs w:val="18"/>`, mono)},
		{"Redacted", "Redacted", "", "", "", `<w:noProof/>` + black + codeTint + `"/>`},
		{"RedactedBar", "Redacted Bar", "", "", "", `<w:noProof/><w:color w:val="` + ink + `"/>` + black + ink + `"/>`},
	}
}

// tableStyles are the frames of tables: borders and the room in cells.
func tableStyles() [][3]string {
	room := func(top, side, bottom int) string {
		return fmt.Sprintf(`<w:tblCellMar><w:top w:w="%d" w:type="dxa"/><w:left w:w="%d" w:type="dxa"/>`+
			`<w:bottom w:w="%d" w:type="dxa"/><w:right w:w="%[2]d" w:type="dxa"/></w:tblCellMar>`, top, side, bottom)
	}
	sides := func(list ...string) string { return "<w:tblBorders>" + strings.Join(list, "") + "</w:tblBorders>" }
	return [][3]string{
		{"DataTable", "Data Table", sides(edge("top", 6, 0, navy), edge("bottom", 6, 0, navy)) + room(60, 100, 60)},
		{
			"FieldTable", "Field Table",
			sides(edge("top", 4, 0, hairline), edge("left", 4, 0, hairline), edge("bottom", 4, 0, hairline), edge("right", 4, 0, hairline), edge("insideH", 4, 0, hairline)) + room(80, 120, 40),
		},
		{"FrontTable", "Front Table", sides(edge("top", 4, 0, hairline), edge("bottom", 4, 0, hairline), edge("insideH", 4, 0, hairline)) + room(0, 60, 0)},
		{"QuoteTable", "Quote Table", sides(edge("left", 16, 0, hairline)) + room(20, 200, 20)},
		{"PlainTable", "Plain Table", room(0, 0, 0)},
	}
}

// styles writes the part with all styles.
func styles(p printer, lang string, rtl bool) {
	p.raw(xmlHead + "<w:styles" + spaces + "><w:docDefaults><w:rPrDefault><w:rPr>")
	p.empty("w:rFonts", "w:ascii", serif, "w:eastAsia", serif, "w:hAnsi", serif, "w:cs", serif)
	p.raw(face(12, ""))
	val, right := lang, "ar-SA"
	if rtl {
		val, right = "en-GB", lang
	}
	east := "zh-CN"
	if base, _, _ := strings.Cut(lang, "-"); base == "ja" || base == "ko" {
		east = lang
	}
	p.empty("w:lang", "w:val", val, "w:eastAsia", east, "w:bidi", right)
	p.raw(`</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="0" w:line="252" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`)
	p.raw(`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>`)
	p.raw(`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>`)
	p.raw(`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>` +
		`<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`)
	for _, list := range [][]style{textStyles(), headStyles(), gridStyles()} {
		for _, s := range list {
			s.write(p, "paragraph", "Normal")
		}
	}
	for _, s := range letterStyles() {
		s.write(p, "character", "DefaultParagraphFont")
	}
	for _, t := range tableStyles() {
		p.open("w:style", "w:type", "table", "w:customStyle", "1", "w:styleId", t[0])
		p.raw(`<w:name w:val="` + t[1] + `"/><w:basedOn w:val="TableNormal"/><w:tblPr>` + t[2] + `</w:tblPr></w:style>`)
	}
	p.raw("</w:styles>\n")
}

// builtIn tells of a name that word processors know by themselves.
func builtIn(name string) bool {
	switch name {
	case "Body Text", "Quote", "List Bullet", "List Number", "Title", "Subtitle", "Date", "TOC Heading", "Hyperlink":
		return true
	}
	return name[0] >= 'a' && name[0] <= 'z'
}

func (s style) write(p printer, kind, base string) {
	attrs := []string{"w:type", kind}
	if !builtIn(s.name) {
		attrs = append(attrs, "w:customStyle", "1")
	}
	p.open("w:style", append(attrs, "w:styleId", s.id)...)
	p.val("w:name", s.name)
	if s.based != "" {
		base = s.based
	}
	p.val("w:basedOn", base)
	if s.next != "" {
		p.val("w:next", s.next)
	}
	p.raw("<w:qFormat/>")
	if s.para != "" {
		p.raw("<w:pPr>" + s.para + "</w:pPr>")
	}
	if s.run != "" {
		p.raw("<w:rPr>" + s.run + "</w:rPr>")
	}
	p.raw("</w:style>")
}
