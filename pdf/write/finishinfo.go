package write

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"strings"
	"unicode/utf16"
)

// literal is a PDF string of ASCII bytes; others are percent-escaped, as
// addresses want them.
func literal(s string) string {
	var b strings.Builder
	b.WriteByte('(')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '(' || c == ')' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c <= ' ' || c >= 0x7F:
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte(')')
	return b.String()
}

// textString is a PDF text string: UTF-16 with a byte order mark, in hex.
func textString(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(strings.ReplaceAll(s, "\n", " "))) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteByte('>')
	return b.String()
}

func (f *file) information() []byte {
	b := []byte("<<")
	if f.info.Title != "" {
		b = fmt.Appendf(b, "/Title %s ", textString(f.info.Title))
	}
	if f.info.Subject != "" {
		b = fmt.Appendf(b, "/Subject %s ", textString(f.info.Subject))
	}
	b = fmt.Appendf(b, "/Producer (%s)", producer)
	if !f.info.Stamp.IsZero() {
		t := f.info.Stamp.UTC().Format("20060102150405") + "Z"
		b = fmt.Appendf(b, " /CreationDate (D:%s) /ModDate (D:%s)", t, t)
	}
	return append(b, ">>"...)
}

// metadata is the XMP packet, saying the same as information.
func (f *file) metadata() []byte {
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n" +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">` + "\n" +
		"<dc:format>application/pdf</dc:format>\n")
	alt := func(tag, s string) {
		if s == "" {
			return
		}
		fmt.Fprintf(&b, `<dc:%s><rdf:Alt><rdf:li xml:lang="x-default">`, tag)
		xml.EscapeText(&b, []byte(s)) //nolint:errcheck // a Builder does not fail
		fmt.Fprintf(&b, "</rdf:li></rdf:Alt></dc:%s>\n", tag)
	}
	alt("title", f.info.Title)
	alt("description", f.info.Subject)
	if f.info.Language != "" {
		b.WriteString("<dc:language><rdf:Bag><rdf:li>")
		xml.EscapeText(&b, []byte(f.info.Language)) //nolint:errcheck // as above
		b.WriteString("</rdf:li></rdf:Bag></dc:language>\n")
	}
	fmt.Fprintf(&b, "<pdf:Producer>%s</pdf:Producer>\n", producer)
	if !f.info.Stamp.IsZero() {
		t := f.info.Stamp.UTC().Format("2006-01-02T15:04:05Z")
		fmt.Fprintf(&b, "<xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate>\n", t, t)
	}
	b.WriteString("</rdf:Description>\n")
	f.conformance(&b)
	b.WriteString("</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return []byte(b.String())
}

// conformance says to which standards the file is built. PDF/UA is not known
// to PDF/A, so its property is described to it.
func (f *file) conformance(b *strings.Builder) {
	part, level := 2, "A"
	if f.info.Archive == ArchiveA3 || len(f.info.Attachments) > 0 {
		part = 3
	}
	archive, accessible := f.vouched()
	switch {
	case f.info.Archive == ArchiveA1:
		part, level = 1, "B"
	case !f.fonts.speaking(), len(f.layout.Missing) > 0: // a code is printed where a letter should be
		level = "B"
	}
	if archive { // which a sealed file may not be
		fmt.Fprintf(b, `<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>%d</pdfaid:part><pdfaid:conformance>%s</pdfaid:conformance></rdf:Description>`+"\n", part, level)
	}
	if !accessible {
		return
	}
	b.WriteString(`<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>` + "\n" +
		`<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">` +
		`<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>` +
		`<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>` +
		`<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>` +
		`<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289 that the file is built to</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>` +
		`</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>` + "\n")
}

// catalog has the numbers of the objects that the catalog names.
type catalog struct {
	outlines, meta, profile, tree int
	attached                      []int
}

func (f *file) catalog(c catalog) []byte {
	b := fmt.Appendf(nil, "<</Type /Catalog /Pages 1 0 R /Metadata %d 0 R /Lang %s /MarkInfo <</Marked true>> /StructTreeRoot %d 0 R",
		c.meta, literal(cmp.Or(f.info.Language, "und")), c.tree)
	b = append(b, " /ViewerPreferences <</DisplayDocTitle true"...)
	if f.layout.Leftwards {
		b = append(b, " /Direction /R2L"...)
	}
	b = append(b, ">>"...)
	b = fmt.Appendf(b, " /OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (%s) /Info (%s) /DestOutputProfile %d 0 R>>]",
		srgbName, srgbName, c.profile)
	b = append(b, f.attached(c.attached)...)
	if f.seal != nil {
		b = append(b, " /Extensions <</ADBE <</BaseVersion /1.7 /ExtensionLevel 8>>>>"...)
	}
	if c.outlines != 0 {
		b = fmt.Appendf(b, " /Outlines %d 0 R /PageMode /UseOutlines", c.outlines)
	}
	return append(b, ">>"...)
}

// outline adds the bookmarks as a tree and returns its root, or 0. A level
// that was skipped hangs under the nearest higher one.
func (f *file) outline() int {
	marks := f.layout.Bookmarks
	if len(marks) == 0 {
		return 0
	}
	root := f.add(nil)
	first := len(f.objs)
	nodes := make([]outlineNode, len(marks)+1) // nodes[0] is the root
	stack := []int{0}
	for i, m := range marks {
		for len(stack) > 1 && marks[stack[len(stack)-1]-1].Level >= m.Level {
			stack = stack[:len(stack)-1]
		}
		nodes[i+1].parent = stack[len(stack)-1]
		p := &nodes[nodes[i+1].parent]
		if p.first == 0 {
			p.first = i + 1
		} else {
			nodes[p.last].next, nodes[i+1].prev = i+1, p.last
		}
		p.last = i + 1
		p.count++
		stack = append(stack, i+1)
	}
	ref := func(key string, n int) string {
		if n == 0 {
			return ""
		}
		return fmt.Sprintf(" /%s %d 0 R", key, first+n-1)
	}
	f.objs[root] = fmt.Appendf(nil, "<</Type /Outlines%s%s /Count %d>>", ref("First", nodes[0].first), ref("Last", nodes[0].last), nodes[0].count)
	for i, m := range marks {
		n := nodes[i+1]
		parent := fmt.Sprintf(" /Parent %d 0 R", root)
		if n.parent != 0 {
			parent = ref("Parent", n.parent)
		}
		closed := ""
		if n.count > 0 {
			closed = fmt.Sprintf(" /Count -%d", n.count)
		}
		f.add(fmt.Appendf(nil, "<</Title %s%s%s%s%s%s%s /Dest %s>>", textString(m.Title), parent,
			ref("Prev", n.prev), ref("Next", n.next), ref("First", n.first), ref("Last", n.last), closed, f.dest(m.Place)))
	}
	return root
}

// outlineNode has indexes of other nodes; 0 is none, or the root as parent.
type outlineNode struct{ parent, prev, next, first, last, count int }
