package docx

import (
	"archive/zip"
	"fmt"
	"io"
	"strconv"
	"time"

	"probata/dossier/document"
)

// The names of the relations and kinds of parts (ECMA-376-1, part 1 annex A and
// part 2 annex F).
const (
	officeRels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	wordType   = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	coreType   = "application/vnd.openxmlformats-package.core-properties+xml"
	coreRel    = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
	relPicture = officeRels + "image"

	spaces = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
		` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
		` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
		` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
		` xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`
)

// wordParts are the parts beside the text that every file has: name, kind.
var wordParts = [...][2]string{
	{"styles", "styles"},
	{"numbering", "numbering"},
	{"settings", "settings"},
	{"fontTable", "fontTable"},
	{"footnotes", "footnotes"},
	{"header1", "header"},
	{"header2", "header"},
	{"footer1", "footer"},
	{"footer2", "footer"},
}

// partID is the id by which the text knows a part beside it.
func partID(name string) string {
	for i, p := range wordParts {
		if p[0] == name {
			return "rId" + strconv.Itoa(i+1)
		}
	}
	return ""
}

// relations are what a part knows of others, numbered from rId1.
type relations struct {
	list  []relation
	links map[string]string // ids of addresses
}

type relation struct {
	kind, target string
	outside      bool
}

func (r *relations) add(kind, target string, outside bool) (id string) {
	r.list = append(r.list, relation{kind, target, outside})
	return "rId" + strconv.Itoa(len(r.list))
}

// link is the id of an address.
func (r *relations) link(uri string) string {
	if r.links == nil {
		r.links = map[string]string{}
	}
	if r.links[uri] == "" {
		r.links[uri] = r.add(officeRels+"hyperlink", uri, true)
	}
	return r.links[uri]
}

func (r *relations) write(p printer) {
	p.raw(xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i, one := range r.list {
		attrs := []string{"Id", "rId" + strconv.Itoa(i+1), "Type", one.kind, "Target", one.target}
		if one.outside {
			attrs = append(attrs, "TargetMode", "External")
		}
		p.empty("Relationship", attrs...)
	}
	p.raw("</Relationships>\n")
}

// archive is the file: parts one after another, all of one time.
type archive struct {
	*zip.Writer
	err error
}

// packed is the time of every part: the first that the format knows. It must
// tell nothing of when the file was made.
var packed = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

func newArchive(w io.Writer) *archive { return &archive{Writer: zip.NewWriter(w)} }

// part writes one part.
func (z *archive) part(name string, write func(p printer)) {
	if z.err != nil {
		return
	}
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: packed})
	if err != nil {
		z.err = err
		return
	}
	p := newPrinter(w)
	write(p)
	z.err = p.Flush()
}

// store writes a part that is packed already.
func (z *archive) store(name string, data []byte) {
	if z.err != nil {
		return
	}
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store, Modified: packed})
	if err == nil {
		_, err = w.Write(data)
	}
	z.err = err
}

func (z *archive) close() error {
	if z.err != nil {
		return z.err
	}
	return z.Close()
}

// parts writes the whole file. The kinds of its parts stand first, as some
// programs tell a file by its beginning; the text comes before all that it asks
// for.
func (w *writer) parts(z *archive, blocks []document.Block) {
	z.part("[Content_Types].xml", contentTypes)
	top := &relations{}
	top.add(officeRels+"officeDocument", "word/document.xml", false)
	top.add(coreRel, "docProps/core.xml", false)
	z.part("_rels/.rels", top.write)
	z.part("docProps/core.xml", func(p printer) { core(p, w.doc) })
	for _, part := range wordParts {
		w.rels.add(officeRels+part[1], part[0]+".xml", false)
	}
	z.part("word/document.xml", func(p printer) { w.text(p, blocks) })
	z.part("word/_rels/document.xml.rels", w.rels.write)
	w.rels = &relations{}
	z.part("word/footnotes.xml", w.footnotes)
	if len(w.rels.list) > 0 {
		z.part("word/_rels/footnotes.xml.rels", w.rels.write)
	}
	z.part("word/styles.xml", func(p printer) { styles(p, w.lang, w.rtl) })
	z.part("word/numbering.xml", func(p printer) { numbering(p, w.lists) })
	z.part("word/settings.xml", func(p printer) { settings(p, w.fills) })
	z.part("word/fontTable.xml", fontTable)
	for i, first := range []bool{false, true} {
		n := strconv.Itoa(i + 1)
		z.part("word/header"+n+".xml", func(p printer) { w.header(p, first) })
		z.part("word/footer"+n+".xml", w.footer)
	}
	for i, pic := range w.pictures {
		z.store(fmt.Sprintf("word/media/image%d.%s", i+1, pic.ending), pic.data)
	}
}

func hasContents(blocks []document.Block) bool {
	for _, b := range blocks {
		if _, ok := b.(document.Contents); ok {
			return true
		}
	}
	return false
}

func contentTypes(p printer) {
	p.raw(xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>`)
	p.empty("Override", "PartName", "/word/document.xml", "ContentType", wordType+"document.main+xml")
	p.empty("Override", "PartName", "/docProps/core.xml", "ContentType", coreType)
	for _, part := range wordParts {
		p.empty("Override", "PartName", "/word/"+part[0]+".xml", "ContentType", wordType+part[1]+"+xml")
	}
	p.raw("</Types>\n")
}

// core is the information of the file: what the document itself says of itself,
// and no author.
func core(p printer, d *document.Document) {
	p.raw(xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	for _, one := range [][2]string{{"dc:title", d.Title}, {"dc:subject", d.Subject}, {"dc:language", d.Language}} {
		if s := oneLine(one[1]); s != "" {
			p.open(one[0])
			p.text(s)
			p.close(one[0])
		}
	}
	if t, err := time.Parse(time.RFC3339, d.Stamp); err == nil {
		for _, name := range []string{"dcterms:created", "dcterms:modified"} {
			p.open(name, "xsi:type", "dcterms:W3CDTF")
			p.text(t.UTC().Format("2006-01-02T15:04:05Z"))
			p.close(name)
		}
	}
	p.raw("</cp:coreProperties>\n")
}

// settings asks Word to keep authors and times out when the file is saved again,
// to fill in the page numbers of the contents, and not to stretch a line that a
// break ends.
func settings(p printer, contents bool) {
	p.raw(xmlHead + "<w:settings" + spaces + `><w:zoom w:percent="100"/><w:removePersonalInformation/><w:removeDateAndTime/>` +
		`<w:defaultTabStop w:val="708"/><w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/><w:hyphenationZone w:val="357"/>` +
		`<w:doNotHyphenateCaps/><w:characterSpacingControl w:val="doNotCompress"/>`)
	if contents {
		p.raw("<w:updateFields/>")
	}
	p.raw(`<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat><w:doNotExpandShiftReturn/>`)
	for _, one := range [][2]string{
		{"compatibilityMode", "15"},
		{"overrideTableStyleFontSizeAndJustification", "1"},
		{"enableOpenTypeFeatures", "1"},
		{"doNotFlipMirrorIndents", "1"},
		{"differentiateMultirowTableHeaders", "1"},
	} {
		p.empty("w:compatSetting", "w:name", one[0], "w:uri", "http://schemas.microsoft.com/office/word", "w:val", one[1])
	}
	p.raw(`</w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>` + "\n")
}

// fontTable says what may stand in for a font that is not there.
func fontTable(p printer) {
	p.raw(xmlHead + "<w:fonts" + spaces + ">")
	for _, f := range [][5]string{
		{serif, "Liberation Serif", "02020603050405020304", "roman", "variable"},
		{mono, "Liberation Mono", "02070309020205020404", "modern", "fixed"},
	} {
		p.open("w:font", "w:name", f[0])
		p.val("w:altName", f[1])
		p.val("w:panose1", f[2])
		p.val("w:charset", "00")
		p.val("w:family", f[3])
		p.val("w:pitch", f[4])
		p.close("w:font")
	}
	p.raw("</w:fonts>\n")
}
