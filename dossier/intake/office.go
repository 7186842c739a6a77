package intake

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
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

// sayProperties notes who made a document, when and with what, and what else stands
// among its properties.
func (l *look) sayProperties(r io.Reader) {
	b, _ := io.ReadAll(io.LimitReader(r, maxText))
	noteProperties(l, bytes.NewReader(b))
	l.met(partProperties)
	inner := l.inside(nil)
	inner.text = new(bounded)
	sayMarkup(inner, bytes.NewReader(b), anyXML())
	for line := range strings.Lines(inner.text.String()) {
		if line = oneLine(line); line != "" && !strings.Contains(l.meta.String(), ": "+line) && telling("", "title", line) {
			l.beside(partProperties, line)
		}
	}
}

// sayStyles adds what a user has named in the styles, and what else no program has
// put there.
func sayStyles(l *look, r io.Reader) {
	inner := l.inside(nil)
	inner.text, inner.acc = new(bounded), newAccount()
	sayMarkup(inner, r, anyXML())
	if inner.acc.aside.over || inner.text.over {
		l.miss(unreadLarge)
	}
	for part := range inner.acc.missed {
		l.miss(part)
	}
	for line := range strings.Lines(inner.text.String() + inner.acc.aside.String()) {
		if s := oneLine(line); s != "" && !stockStyle(s) {
			l.beside(partSettings, s)
		}
	}
}

// stockStyle is a name of a style, a font or a colour that programs bring with them.
func stockStyle(s string) bool {
	return styleName.MatchString(s) || schema.MatchString(s) || stock.MatchString(s) || strings.HasPrefix(s, "http://schemas.")
}

var styleName = regexp.MustCompile(`(?i)^(?:office( theme)?( 20\d\d)?( ?- ?20\d\d)?|default paragraph font|(?:normal|table|no)[ -]?(?:normal|grid|list|web|indent|\(web\))?[ a-z]*\d*|` +
	`(?:heading|index|toc|list|body text|note|footnote|endnote|envelope|table of|toa|macro|e-mail|html|block|message|balloon|plain|comment|annotation|document|date|salutation|signature|closing|line|page|title|subtitle|strong|emphasis|hyperlink|followedhyperlink|header|footer|caption|quote|intense|subtle|book|bibliography|revision|placeholder|colorful|dark|light|medium|grid|unresolved|mention|smart|hashtag|outline|article|standard|text|frame|internet|visited|numbering|bullet|graphics|illustration|marginalia|first line|hanging|addressee|sender)(?:[ _a-z0-9./()-]*)|` +
	`times new roman|arial( unicode ms)?|calibri( light)?|cambria( math)?|courier new|symbol|wingdings|tahoma|verdana|liberation (?:sans|serif|mono)|noto [a-z ]+|aptos( display)?|open ?sans|dejavu sans|ms (?:mincho|gothic)|[a-z]+ (?:sans|serif|mono)|` +
	`[0-9A-F]{10,20}|en-us|ru-ru|[a-z]{2}-[A-Z]{2})$`)

// noteProperties reads who made a document, when and with what.
func noteProperties(l *look, r io.Reader) {
	wanted := map[string]string{
		"title": "Title", "subject": "Subject", "creator": "Author", "initial-creator": "Author", "keywords": "Keywords", "category": "Category",
		"description": "Description", "lastModifiedBy": "Last changed by", "created": "Created", "creation-date": "Created", "Manager": "Manager",
		"modified": "Changed", "date": "Changed", "lastPrinted": "Printed", "Application": "Program", "generator": "Program", "Company": "Company",
	}
	d := xml.NewDecoder(r)
	d.Strict = false
	key, value := "", ""
	for l.ctx.Err() == nil {
		t, err := d.RawToken()
		if err != nil {
			return
		}
		switch t := t.(type) {
		case xml.StartElement:
			key, value = wanted[t.Name.Local], ""
			if t.Name.Local == "document-statistic" {
				l.pages = pageCount(attribute(t, "page-count"))
			}
			if t.Name.Local == "Pages" {
				key = "Pages"
			}
		case xml.CharData:
			if key != "" && len(value) < 1000 {
				value += string(t)
			}
		case xml.EndElement:
			if key == "Pages" {
				l.pages = pageCount(value)
			} else if key != "" {
				l.note(key, value)
			}
			key = ""
		}
	}
}

// pageCount reads a number of pages that makes sense.
func pageCount(s string) int64 {
	var n int64
	for _, c := range strings.TrimSpace(s) {
		if c < '0' || c > '9' || n > 1_000_000 {
			return 0
		}
		n = n*10 + int64(c-'0')
	}
	return n
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
		if len(f.Extra) > 64 {
			l.sweep(f.Extra)
		}
	}
	if outside := l.outside(z); outside > 0 {
		l.note("Bytes outside the files", fmt.Sprint(outside))
	}
}
