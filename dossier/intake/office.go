package intake

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
)

// readOffice reads a document of Word, LibreOffice and their kin: a ZIP file of XML
// parts, pictures, and whole files that were put into it. Every part is read by what
// it is, or told to be unread; all of them together are unpacked no further than
// maxUnpacked: a few kilobytes can be packed so that they become gigabytes.
func readOffice(l *look) {
	z, err := openZip(l.src)
	if err != nil {
		l.gap = gapDamaged
		return
	}
	l.sayAround(z)
	// What is read first is kept when the text is too long: the text itself.
	files := slices.Clone(z.File)
	slices.SortStableFunc(files, func(a, b *zip.File) int { return rank(a.Name) - rank(b.Name) })
	for _, f := range files {
		if l.ctx.Err() != nil {
			return
		}
		name := zipName(f)
		if strings.HasSuffix(name, "/") {
			continue
		}
		if !partName.MatchString(name) || strings.Contains(name, "media/") && !mediaName.MatchString(name) {
			l.beside(partNames, name)
		}
		if f.Flags&1 != 0 {
			l.gap = gapPassword
			continue
		}
		if *l.room <= 0 || l.text.over {
			l.gap = gapPart
			return
		}
		r, err := f.Open()
		if err != nil {
			l.gap = gapPart
			continue
		}
		bound := &io.LimitedReader{R: r, N: *l.room}
		l.readPartOf(name, bound)
		*l.room = bound.N
		_ = r.Close() // a checksum that does not fit: what was read is still what it says
	}
}

// partName are names that the programs themselves give to parts.
var partName = regexp.MustCompile(`^(?:\[Content_Types\]\.xml|mimetype|(?:[A-Za-z_]+/)*(?:_rels/)?\.?(?:image|rId|item|itemProps|[a-z]+(?:[A-Z][a-z]+)*)\d*(?:\.xml)?\.(?:xml|rels|bin|vml|rdf|png|jpe?g|gif|emf|wmf|tiff?|vml))$`)

// mediaName are those that they give to pictures.
var mediaName = regexp.MustCompile(`media/(?:image|media|thumbnail)\d*\.\w+$`)

// rank is the order in which parts are read.
func rank(name string) int {
	switch {
	case name == "word/document.xml" || name == "content.xml" || name == "xl/sharedStrings.xml" || strings.HasPrefix(name, "ppt/slides/slide"):
		return 0
	case strings.HasPrefix(name, "xl/worksheets/sheet") || strings.HasPrefix(name, "word/footnotes") || strings.HasPrefix(name, "word/endnotes"):
		return 1
	case strings.HasPrefix(name, "word/header") || strings.HasPrefix(name, "word/footer") || strings.Contains(name, "omments") || strings.HasPrefix(name, "ppt/notesSlides/"):
		return 2
	case strings.HasPrefix(name, "docProps/") || name == "meta.xml" || name == "xl/workbook.xml" || strings.HasSuffix(name, ".rels"):
		return 3
	case strings.Contains(name, "theme") || strings.Contains(name, "tyles") || strings.Contains(name, "fontTable"):
		return 5
	}
	return 4
}

// readPartOf reads one part of a document.
func (l *look) readPartOf(name string, r io.Reader) {
	dir, file := path.Split(name)
	ext := strings.ToLower(path.Ext(file))
	switch {
	case name == "mimetype" || name == "[Content_Types].xml":
		l.sayUnknownTypes(r)
	case name == "docProps/core.xml" || name == "docProps/app.xml" || name == "meta.xml":
		l.sayProperties(r)
	case name == "content.xml" || name == "styles.xml" && dir == "":
		l.met(partHeaders)
		sayMarkup(l, r, openDocument())
	case dir == "xl/worksheets/" && ext == ".xml":
		l.met(partSheets)
		sayMarkup(l, r, sheet())
	case strings.HasPrefix(file, "styles") && ext == ".xml" || strings.HasPrefix(file, "theme") && ext == ".xml" || file == "fontTable.xml" ||
		file == "stylesWithEffects.xml" || file == "latentStyles.xml" || file == "tableStyles.xml" || file == "webSettings.xml":
		l.met(partSettings)
		sayStyles(l, r)
	case ext == ".xml" || ext == ".rels" || ext == ".vml" || ext == ".rdf" || ext == ".xhtml" || ext == ".opf" || ext == ".ncx":
		l.met(partByName(dir, file))
		sayMarkup(l, r, wordMarkup())
	default:
		l.readInPart(name, r)
	}
}

// partByName is what a part of Office Open XML is.
func partByName(dir, file string) string {
	switch {
	case ext(file) == ".rels":
		return partLinks
	case strings.Contains(strings.ToLower(file), "comment"), strings.Contains(dir, "omments"), strings.Contains(dir, "persons"):
		return partComments
	case strings.HasPrefix(file, "header"), strings.HasPrefix(file, "footer"):
		return partHeaders
	case strings.HasPrefix(file, "footnotes"), strings.HasPrefix(file, "endnotes"), strings.Contains(dir, "notes"):
		return partNotes
	case strings.HasPrefix(dir, "docProps"):
		return partProperties
	case strings.HasPrefix(file, "settings"), strings.HasPrefix(file, "workbook"):
		return partSettings
	}
	return partBody
}

func ext(file string) string { return strings.ToLower(path.Ext(file)) }

// readInPart reads a file that lies in a document: a picture, a table in a letter, a
// page of the web that is shown in it.
func (l *look) readInPart(name string, r io.Reader) {
	head := make([]byte, 4096)
	n, _ := io.ReadFull(r, head)
	head = head[:n]
	kind := kindOf(l.inside(head).src, name, "")
	gap := l.within(name, "", io.MultiReader(bytes.NewReader(head), r))
	if gap == "" && kind == unknown && n > 0 {
		l.miss(unreadBinary)
	}
	if strings.HasPrefix(kind, "image/") || ext(name) == ".emf" || ext(name) == ".wmf" {
		l.miss(unreadPictures)
	}
}

// word is how the text of a part of Office Open XML is read. Text that was taken out
// (delText) is text too.
func wordMarkup() markup {
	return markup{
		text:  set("t", "delText", "text", "v"),
		units: set("p", "si", "txbxContent", "comment", "tc", "pt"),
		parts: map[string]string{
			"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "s": " ", "rt": " ", "rubyBase": " ", "rPh": " ",
			"fld": "", "c": " ", "ser": " ", "footnoteReference": "", "AlternateContent": "", "Fallback": "\n",
		},
		aside: map[string]string{"instrText": partLinks, "delInstrText": partLinks, "f": partSheets, "definedName": partSheets},
	}
}

// sheet is how the cells of a sheet are read: numbers, by which people are found too
// (telephones, files), and texts that are not shared ones.
func sheet() markup {
	how := wordMarkup()
	how.text = set("t", "v", "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
	how.units = set("row", "p")
	for _, name := range []string{"formula", "formula1", "formula2", "xm:f"} {
		how.aside[name] = partSheets
	}
	return how
}

// openDocument is how the text of an OpenDocument part is read: all letters.
func openDocument() markup {
	return markup{
		units: set("p", "h", "annotation", "note", "table-cell", "list-item", "title", "desc"),
		parts: map[string]string{"tab": " ", "s": " ", "line-break": "\n", "ruby-base": " ", "ruby-text": " ", "creator": " ", "date": " ", "note-citation": " "},
		aside: map[string]string{"binary-data": partCoded, "script": partScripts},
	}
}

func set(names ...string) map[string]bool {
	out := make(map[string]bool, len(names))
	for _, n := range names {
		out[n] = true
	}
	return out
}

// sayUnknownTypes reads the list of parts, which repeats their names.
func (l *look) sayUnknownTypes(r io.Reader) {
	b, _ := io.ReadAll(io.LimitReader(r, maxText))
	if bytes.Contains(b, []byte("<")) {
		names := regexp.MustCompile(`PartName="[^"]*"|xmlns(?::\w+)?="[^"]*"`).ReplaceAll(b, nil)
		sayMarkup(l, bytes.NewReader(names), wordMarkup())
	}
}

// sayAround adds what stands in a ZIP file beside its files: comments, and what lies
// before the first and between them.
func (l *look) sayAround(z *zip.Reader) {
	l.beside(partComments, zipText(z.Comment))
	for _, f := range z.File {
		l.beside(partComments, zipText(f.Comment))
		if f.Method != zip.Store && f.Method != zip.Deflate {
			l.miss(unreadBinary)
		}
		l.sayExtra(f.Extra)
	}
	if outside := l.outside(z); outside > 0 {
		l.note("Bytes outside the files", fmt.Sprint(outside))
	}
}

// sayExtra searches the fields that a program adds to a file in an archive (APPNOTE
// 6.3, 4.5): times and owners in numbers are known.
func (l *look) sayExtra(b []byte) {
	for len(b) >= 4 {
		id, size := binary.LittleEndian.Uint16(b), int(binary.LittleEndian.Uint16(b[2:]))
		value := b[4:min(4+size, len(b))]
		switch id {
		case 0x0001, 0x000a, 0x5455, 0x5855, 0x7855, 0x7875, 0xcafe, 0x9901:
		case 0x7075, 0x6375: // the name and the comment in UTF-8
			l.beside(partNames, string(value[min(5, len(value)):]))
		default:
			if len(bytes.Trim(value, "\x00")) > 0 {
				l.sweep(value)
				l.miss(unreadBinary)
			}
		}
		b = b[min(4+size, len(b)):]
	}
}
