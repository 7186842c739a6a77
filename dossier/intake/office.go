package intake

import (
	"encoding/xml"
	"io"
	"path"
	"slices"
	"strings"
)

// readOffice reads a document of Word, LibreOffice and their kin: a ZIP file of
// XML parts. Only parts with text are unpacked, and all of them together no
// further than maxUnpacked: a few kilobytes can be packed so that they become
// gigabytes.
func readOffice(l *look) {
	z, err := openZip(l.src)
	if err != nil {
		l.gap = gapDamaged
		return
	}
	for _, f := range z.File {
		if l.ctx.Err() != nil || l.text.over {
			return
		}
		read := partReader(f.Name)
		if read == nil {
			continue
		}
		if *l.room <= 0 {
			l.gap = gapPart
			return
		}
		r, err := f.Open()
		if err != nil {
			l.gap = gapPart
			continue
		}
		bound := &io.LimitedReader{R: r, N: *l.room}
		read(l, bound)
		*l.room = bound.N
		_ = r.Close() // a checksum that does not fit: what was read is still what it says
	}
}

// partReader is what reads a part of a document; nil for a part without text.
func partReader(name string) func(*look, io.Reader) {
	switch dir, file := path.Split(name); {
	case name == "docProps/core.xml", name == "docProps/app.xml", name == "meta.xml":
		return noteProperties
	case name == "content.xml":
		return sayAll
	case dir == "word/" && (file == "document.xml" || strings.HasPrefix(file, "footnotes") || strings.HasPrefix(file, "endnotes") ||
		strings.HasPrefix(file, "comments.") || strings.HasPrefix(file, "header") || strings.HasPrefix(file, "footer")),
		dir == "xl/" && (file == "sharedStrings.xml" || strings.HasPrefix(file, "comments")),
		(dir == "ppt/slides/" || dir == "ppt/notesSlides/") && strings.HasSuffix(file, ".xml"):
		return sayRuns
	case dir == "xl/worksheets/" && strings.HasSuffix(file, ".xml"):
		return sayCells
	}
	return nil
}

// sayRuns adds the text of a part of Office Open XML, which stands in elements t;
// p ends a paragraph, si a cell of a spreadsheet. Deleted text (delText) of a
// tracked change is text too.
func sayRuns(l *look, r io.Reader) { sayXML(l, r, "t", "delText") }

// sayCells adds what stands in the cells of a sheet itself: numbers, by which
// people are found too (telephones, files), and texts that are not shared ones.
func sayCells(l *look, r io.Reader) {
	d := xml.NewDecoder(r)
	d.Strict = false
	kind, element := "", ""
	for l.ctx.Err() == nil {
		t, err := d.RawToken()
		if err != nil {
			return
		}
		switch t := t.(type) {
		case xml.StartElement:
			if element = t.Name.Local; element == "c" {
				kind = attribute(t, "t")
			}
		case xml.EndElement:
			if element = ""; t.Name.Local == "row" {
				l.say("\n")
			}
		case xml.CharData:
			if (element == "t" || element == "v" && kind != "s") && !l.say(string(t)+" ") {
				return
			}
		}
	}
}

// attribute is an attribute of an element, "" where it has none.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// sayAll adds all text of an OpenDocument part.
func sayAll(l *look, r io.Reader) { sayXML(l, r) }

// sayXML adds the character data inside the named elements, or all of it.
func sayXML(l *look, r io.Reader, only ...string) {
	d := xml.NewDecoder(r)
	d.Strict = false
	inside := 0
	for l.ctx.Err() == nil {
		t, err := d.RawToken()
		if err != nil {
			return
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch {
			case slices.Contains(only, t.Name.Local):
				inside++
			case t.Name.Local == "tab" || t.Name.Local == "br" || t.Name.Local == "s":
				l.say(" ")
			}
		case xml.EndElement:
			switch {
			case slices.Contains(only, t.Name.Local):
				inside--
			case t.Name.Local == "p" || t.Name.Local == "h" || t.Name.Local == "si":
				l.say("\n")
			}
		case xml.CharData:
			if (inside > 0 || len(only) == 0) && !l.say(string(t)) {
				return
			}
		}
	}
}

// noteProperties reads who made a document, when and with what.
func noteProperties(l *look, r io.Reader) {
	wanted := map[string]string{
		"title": "Title", "subject": "Subject", "creator": "Author", "initial-creator": "Author", "keywords": "Keywords",
		"description": "Description", "lastModifiedBy": "Last changed by", "created": "Created", "creation-date": "Created",
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
