package write

import (
	"crypto/md5"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Attachment is a file that lies inside the file, as ISO 19005-3 (PDF/A-3) and
// ISO 32000-2, 7.11 and 14.13 describe it: with its kind, its relation to the
// document, its size and checksum. Its dates are those of the document.
type Attachment struct {
	Name        string // of the file; neutral, as it is read by whoever opens the document
	Description string
	MediaType   string
	Data        []byte
}

// relation of every attachment to the document: it carries what the document
// says, and is no source from which the document was made.
const relation = "Supplement"

var errAttachA1 = errors.New("finish file: PDF/A-1 may have no attachments")

// attach adds the attachments and gives the numbers of their specifications,
// in the order of their names, as the tree of names wants them.
func (f *file) attach() ([]int, error) {
	list := slices.Clone(f.info.Attachments)
	if len(list) > 0 && f.info.Archive == ArchiveA1 {
		return nil, errAttachA1
	}
	slices.SortStableFunc(list, func(a, b Attachment) int { return strings.Compare(textString(a.Name), textString(b.Name)) })
	var specs []int
	for i := range list {
		a := &list[i]
		data := f.add(f.embedded(a))
		specs = append(specs, f.add(fmt.Appendf(nil, "<</Type /Filespec /F %s /UF %s /AFRelationship /%s /Desc %s /EF <</F %d 0 R /UF %d 0 R>>>>",
			literal(a.Name), textString(a.Name), relation, textString(a.Description), data, data)))
		f.named = append(f.named, textString(a.Name))
	}
	return specs, nil
}

// embedded is the stream of an attachment. It is not compressed: what evidence
// is made of already is. MD5 is what the standard asks for; what proves the
// file is the SHA-256 in the list of annexes.
func (f *file) embedded(a *Attachment) []byte {
	dict := "/Type /EmbeddedFile"
	if a.MediaType != "" {
		dict += " /Subtype /" + nameOf(a.MediaType)
	}
	dict += fmt.Sprintf(" /Params <</Size %d /CheckSum <%x>", len(a.Data), md5.Sum(a.Data))
	if !f.info.Stamp.IsZero() {
		t := f.info.Stamp.UTC().Format("20060102150405") + "Z"
		dict += fmt.Sprintf(" /CreationDate (D:%s) /ModDate (D:%s)", t, t)
	}
	return stream(dict+">>", a.Data)
}

// nameOf writes a name with the escapes that names need.
func nameOf(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7F || strings.IndexByte("()<>[]{}/%#", c) >= 0 {
			fmt.Fprintf(&b, "#%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// attached is what the catalog says of the attachments.
func (f *file) attached(specs []int) []byte {
	if len(specs) == 0 {
		return nil
	}
	b := []byte(" /AF [")
	for _, n := range specs {
		b = fmt.Appendf(b, "%d 0 R ", n)
	}
	b = append(b, "] /Names <</EmbeddedFiles <</Names ["...)
	for i, n := range specs {
		b = fmt.Appendf(b, "%s %d 0 R ", f.named[i], n)
	}
	return append(b, "]>>>>"...)
}
