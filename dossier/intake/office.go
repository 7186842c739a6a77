package intake

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"path"
	"strings"
)

// readOffice reads a document of Word, LibreOffice and their kin: a ZIP file of
// XML parts. Only parts with text are unpacked, and all of them together no
// further than maxUnpacked: a few kilobytes can be packed so that they become
// gigabytes.
func readOffice(l *look) {
	z, err := zip.NewReader(l.src, l.src.size)
	if err != nil {
		return
	}
	left := int64(maxUnpacked)
	for _, f := range z.File {
		if l.ctx.Err() != nil || left <= 0 {
			return
		}
		read := partReader(f.Name)
		if read == nil {
			continue
		}
		r, err := f.Open()
		if err != nil {
			continue
		}
		bound := &io.LimitedReader{R: r, N: left}
		read(l, bound)
		left = bound.N
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
		dir == "xl/" && file == "sharedStrings.xml",
		(dir == "ppt/slides/" || dir == "ppt/notesSlides/") && strings.HasSuffix(file, ".xml"):
		return sayRuns
	}
	return nil
}

// sayRuns adds the text of a part of Office Open XML, which stands in elements t;
// p ends a paragraph, si a cell of a spreadsheet. Deleted text (delText) of a
// tracked change is text too.
func sayRuns(l *look, r io.Reader) { sayXML(l, r, "t", "delText") }

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
			case named(t.Name.Local, only):
				inside++
			case t.Name.Local == "tab" || t.Name.Local == "br" || t.Name.Local == "s":
				l.say(" ")
			}
		case xml.EndElement:
			switch {
			case named(t.Name.Local, only):
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

func named(name string, names []string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
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
				for _, a := range t.Attr {
					if a.Name.Local == "page-count" {
						l.pages = pageCount(a.Value)
					}
				}
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
