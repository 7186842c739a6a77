package intake

import (
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"strings"
)

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
