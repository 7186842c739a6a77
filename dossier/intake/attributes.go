package intake

import (
	"encoding/xml"
	"regexp"
	"strings"
	"unicode"
)

// stock are values that say how a thing looks and nothing of anybody; layout the
// numbers of that.
var (
	stock  = regexp.MustCompile(`^(?:[a-z]{1,10}|[a-z]+[A-Z][A-Za-z]{1,12}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8}|\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?|rId\d+|[A-Z]{1,3}\d{1,7}(?::[A-Z]{1,3}\d{1,7})?)$`)
	layout = regexp.MustCompile(`^[-+]?[0-9.,]+(?:%|pt|cm|in|mm|em|px)?$`)
	schema = regexp.MustCompile(`^(?:https?://(?:schemas\.(?:openxmlformats|microsoft)\.(?:org|com)|www\.w3\.org|purl\.(?:org|oclc\.org)|ns\.adobe\.com|openoffice\.org|docs\.oasis-open\.org|schemas\.xmlsoap\.org)/|urn:(?:oasis:names:tc|schemas-microsoft-com):)[\w./:#-]*$`)
)

// attributes adds what stands in the attributes of an element, but for its layout.
func (x *xmlText) attributes(e xml.StartElement) {
	for _, a := range e.Attr {
		if strings.HasPrefix(a.Name.Local, "rsid") || !telling(e.Name.Local, a.Name.Local, a.Value) {
			continue
		}
		x.l.beside(partOf(e.Name.Local, a.Name.Local), a.Value)
	}
}

// telling: a value that may name somebody.
func telling(element, name, value string) bool {
	digits, letters := 0, 0
	for _, r := range value {
		if unicode.IsDigit(r) {
			digits++
		} else if unicode.IsLetter(r) {
			letters++
		}
	}
	switch {
	case layout.MatchString(value):
		return digits >= 7
	case letters < 2 || schema.MatchString(value):
		return false
	case !stock.MatchString(value):
		return true
	}
	// A short word that could be a name is one where a name may stand.
	switch name {
	case "val", "type", "Type", "xmlns", "space", "hint", "algn", "anchor", "vert", "prst", "cap", "idx", "lang", "eastAsia", "fmtid", "Id", "id", "r", "ref", "s", "t",
		"style-name", "parent-style-name", "family", "fill", "color", "shape", "uri", "spid", "paraId", "textId", "Extension", "href-type", "ContentType":
		switch element {
		case "tag", "alias", "docVar", "bookmarkStart", "user", "person", "attachedTemplate", "mailMerge", "query", "dataSource":
			return true
		}
		return false
	}
	return true
}

// partOf tells what part an attribute belongs to.
func partOf(element, name string) string {
	switch {
	case name == "author" || name == "initials":
		return partChanges
	case name == "Target" || name == "href":
		return partLinks
	case element == "sheet" || element == "definedName":
		return partSheets
	}
	return partAttributes
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
