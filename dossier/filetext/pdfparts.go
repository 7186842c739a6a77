package filetext

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// harvest collects the texts of a PDF by the place where they stand.
type harvest struct {
	*pdfFile
	parts map[string]*strings.Builder
	order []string
	roles map[int]string // of streams: the key under which another object names them
	files map[int]string // of embedded files: their names
	info  map[int]bool
	fonts map[pdfRef]*pdfFont
	named map[string]*pdfFont // by resource name in the whole file, for streams that nothing refers to
}

func (h *harvest) say(part, text string) {
	b := h.parts[part]
	if b == nil {
		b = &strings.Builder{}
		h.parts[part] = b
		h.order = append(h.order, part)
	}
	b.WriteString(text + "\n\n")
}

// texts reads everything.
func (f *pdfFile) texts(depth int) {
	h := &harvest{
		pdfFile: f, parts: map[string]*strings.Builder{}, roles: map[int]string{}, files: map[int]string{}, info: map[int]bool{},
		fonts: map[pdfRef]*pdfFont{}, named: map[string]*pdfFont{},
	}
	for _, t := range f.roots {
		if ref, ok := t["Info"].(pdfRef); ok {
			h.info[int(ref)] = true
		}
		for k, v := range t {
			if k != "ID" && k != "Encrypt" {
				h.walk(v, "trailer", k, 0)
			}
		}
	}
	for i := range f.objects {
		h.object(&f.objects[i])
	}
	h.pages()
	for i := range f.objects {
		h.stream(&f.objects[i], depth)
	}
	h.say("between", f.between.String())
	for _, name := range h.order {
		f.r.add(f.inside, name, h.parts[name].String())
	}
}

// object takes the strings of an object and remembers what it says of others.
func (h *harvest) object(o *pdfObject) {
	part := "strings"
	d, _ := o.value.(pdfDict)
	switch {
	case h.info[o.n]:
		part = "information"
		for k := range d {
			h.say(part, strings.TrimRight(k, "\x00"))
		}
	case d["CFM"] != nil, d["Filter"] == pdfName("Standard"), d["Type"] == pdfName("XRef"):
		return
	}
	h.walk(o.value, part, "", 0)
}

// walk takes every string below a value. part is where it stands when its key
// says nothing better.
func (h *harvest) walk(v any, part, key string, depth int) {
	if depth > mostDepth {
		return
	}
	switch v := v.(type) {
	case pdfString:
		h.say(placeOf(key, part), textOf(v))
	case pdfRef:
		if r := strings.TrimRight(key, "\x00"); h.roles[int(v)] == "" || r == "EF" {
			h.roles[int(v)] = r
		}
	case []any:
		if len(v) > 0 && v[0] == pdfName("Indexed") { // a table of colours
			v = v[:1]
		}
		for _, x := range v {
			h.walk(x, part, key, depth+1)
		}
	case pdfDict:
		part = h.dictPart(v, part)
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			switch k {
			case "CheckSum", "Panose", "CharSet", "ByteRange":
				continue
			case "Dests", "D", "Dest", "SD": // places may have names
				h.say("names", placeNames(h.get(v[k])))
			}
			h.walk(v[k], part, k, depth+1)
		}
	}
}

// placeNames are the names of places that a value has.
func placeNames(v any) string {
	switch v := v.(type) {
	case pdfName:
		return string(v)
	case pdfDict:
		keys := make([]string, 0, len(v))
		for k := range v {
			if len(k) > 2 && k != "Names" && k != "Kids" && k != "Limits" {
				keys = append(keys, k)
			}
		}
		slices.Sort(keys)
		return strings.Join(keys, "\n")
	}
	return ""
}

// dictPart is the part that the strings of a dictionary belong to.
func (h *harvest) dictPart(d pdfDict, part string) string {
	switch {
	case d["Type"] == pdfName("StructElem"), d["P"] != nil && d["S"] != nil && d["K"] != nil, d["Type"] == pdfName("StructTreeRoot"):
		return "structure"
	case d["Title"] != nil && (d["Parent"] != nil || d["Dest"] != nil || d["A"] != nil || d["First"] != nil):
		return "outline"
	case d["Type"] == pdfName("Filespec"), d["EF"] != nil:
		h.embedded(d)
		return "attachments"
	case d["FT"] != nil, d["DA"] != nil && d["T"] != nil:
		return "forms"
	case d["Type"] == pdfName("Annot"), d["Rect"] != nil && d["Subtype"] != nil:
		return "notes"
	case d["S"] == pdfName("URI"):
		return "links"
	case d["Nums"] != nil:
		return "labels"
	}
	return part
}

// placeOf is the part that a key tells.
func placeOf(key, part string) string {
	switch key {
	case "Alt", "ActualText", "E":
		return "structure"
	case "URI":
		return "links"
	case "JS":
		return "scripts"
	case "T", "TU", "TM", "V", "DV", "Opt":
		if part == "notes" || part == "strings" {
			return "forms"
		}
	}
	return part
}

// embedded remembers the name of an attached file for its content.
func (h *harvest) embedded(d pdfDict) {
	name := ""
	for _, k := range []string{"UF", "F", "Unix", "DOS", "Mac"} {
		if s, ok := h.get(d[k]).(pdfString); ok && name == "" {
			name = textOf(s)
		}
	}
	for _, v := range h.dict(d["EF"]) {
		if ref, ok := v.(pdfRef); ok && h.files[int(ref)] == "" {
			h.files[int(ref)] = name
		}
	}
}

// stream reads the content of a stream that is no page.
func (h *harvest) stream(o *pdfObject, depth int) {
	d, _ := o.value.(pdfDict)
	if o.stream == nil || h.silent(o, d) {
		return
	}
	data, err := h.unpack(o)
	if err != nil && len(data) == 0 {
		why := "damaged"
		if err == errFilter {
			why = "kind"
		}
		h.r.unread(h.inside, fmt.Sprintf("object %d", o.n), why)
		return
	}
	name, isFile := h.files[o.n]
	switch {
	case isFile, d["Type"] == pdfName("EmbeddedFile"):
		if name == "" {
			name = fmt.Sprintf("attachment of object %d", o.n)
		}
		h.r.file(Within(h.inside, name), name, data, depth+1)
	case d["Subtype"] == pdfName("Image"):
		if bytes.HasPrefix(data, []byte("\xFF\xD8\xFF")) {
			h.say("pictures", jpegText(data))
		}
	case d["Subtype"] == pdfName("XML"), d["Type"] == pdfName("Metadata"), h.roles[o.n] == "XFA", bytes.HasPrefix(data, []byte("<?x")):
		h.xml(data, h.roles[o.n])
	case d["Subtype"] == pdfName("Form"):
		h.say("drawings", h.draw(data, h.dict(d["Resources"])).all())
	default:
		h.unknown(data)
	}
}

// silent tells streams that hold no text of their own: fonts and what belongs to
// them, colour profiles, tables of objects, and pages, which were read before.
func (h *harvest) silent(o *pdfObject, d pdfDict) bool {
	switch h.roles[o.n] {
	case "FontFile", "FontFile2", "FontFile3", "ToUnicode", "CIDToGIDMap", "CIDSet", "DestOutputProfile", "Contents", "SMask", "Mask", "Encoding", "Function":
		return h.files[o.n] == ""
	}
	if d["Type"] == pdfName("ObjStm") || d["Type"] == pdfName("XRef") || d["FunctionType"] != nil || d["ShadingType"] != nil {
		return true
	}
	n, _ := d["N"].(float64)
	return n > 0 && d["Type"] == nil && len(d) <= 5 // a colour profile
}

func (h *harvest) xml(data []byte, role string) {
	name := "metadata"
	if role == "XFA" {
		name = "forms"
	}
	s, _ := decoded(data)
	was := len(h.r.out.Parts)
	h.r.markup(h.inside, name, s)
	for i := was; i < len(h.r.out.Parts); i++ { // the brackets of the packet are the same in every file
		h.r.out.Parts[i].Text = strings.ReplaceAll(h.r.out.Parts[i].Text, "W5M0MpCehiHzreSzNTczkc9d", "")
	}
}

// unknown reads a stream that says nothing of itself: as a drawing, and as text.
func (h *harvest) unknown(data []byte) {
	h.say("drawings", h.draw(data, nil).all())
	if s, ok := decoded(data); ok {
		h.say("streams", s)
	}
}
