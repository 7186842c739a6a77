package pdf

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"probata/dossier/document"
)

// element is one element of a structure tree, read back from a file.
type element struct {
	kind   name
	obj    ref
	dict   dict
	lang   string
	kids   []any // *element, marked (content) or annotation
	parent *element
}

type marked struct {
	page ref
	mcid int
	text string
}

type annotation struct{ dict dict }

// checker reads the structure of a file and reports what breaks the rules of
// ISO 14289-1 that a program can test.
type checker struct {
	*pdfFile
	marks map[string]*marked // by page and MCID
	used  map[string]bool
	ids   map[string]bool
	level int // of the last heading
}

// checkStructure checks a file and returns its root element.
func checkStructure(t testing.TB, data []byte) *element {
	t.Helper()
	c := &checker{pdfFile: readPDF(t, data), marks: map[string]*marked{}, used: map[string]bool{}, ids: map[string]bool{}}
	root := c.dict(c.trailer["Root"])
	if c.dict(root["MarkInfo"])["Marked"] != word("true") || c.dict(root["ViewerPreferences"])["DisplayDocTitle"] != word("true") {
		t.Error("the catalog does not say that the file is tagged and shows its title")
	}
	if len(textOf(root["Lang"])) == 0 {
		t.Error("the file has no language")
	}
	fonts := c.unicodeMaps()
	for _, p := range c.pages() {
		c.contents(p, fonts)
	}
	tree := c.dict(root["StructTreeRoot"])
	kids := c.get(tree["K"]).([]any)
	top := c.element(kids[0].(ref), nil, textOf(root["Lang"]))
	if len(kids) != 1 || top.kind != "Document" {
		t.Errorf("the tree begins with %d elements, %s", len(kids), top.kind)
	}
	c.rules(top)
	c.parentTree(tree, top)
	for key := range c.marks {
		if !c.used[key] {
			t.Errorf("content %s belongs to no element", key)
		}
	}
	return top
}

// drawn is what a page draws: one stream or several.
func (c *checker) drawn(contents any) []byte {
	list, ok := c.get(contents).([]any)
	if !ok {
		return c.inflate(c.get(contents).(stream))
	}
	var out []byte
	for _, v := range list {
		out = append(append(out, c.inflate(c.get(v).(stream))...), '\n')
	}
	return out
}

// contents reads the marked contents of a page; everything shown must be in
// one, or be an artifact.
func (c *checker) contents(page ref, fonts map[name]map[string]string) {
	d := c.dict(page)
	if d["Tabs"] != name("S") {
		c.t.Errorf("page %d: tab order is not that of the structure", page)
	}
	p := &parser{data: c.drawn(d["Contents"])}
	var args []any
	var open []*marked
	var font map[string]string
	for p.space(); p.at < len(p.data); p.space() {
		v := p.value()
		op, ok := v.(word)
		if !ok {
			args = append(args, v)
			continue
		}
		switch op {
		case "BMC", "BDC":
			m := &marked{page: page, mcid: -1}
			if props, ok := args[len(args)-1].(dict); ok && op == "BDC" && props["MCID"] != nil {
				m.mcid = props["MCID"].(int)
				key := fmt.Sprint(page, " ", m.mcid)
				if c.marks[key] != nil {
					c.t.Errorf("content %s is there twice", key)
				}
				c.marks[key] = m
			} else if args[0] != name("Artifact") {
				c.t.Errorf("page %d: content marked %v without a number", page, args[0])
			}
			if len(open) > 0 {
				c.t.Errorf("page %d: marked contents are nested", page)
			}
			open = append(open, m)
		case "EMC":
			open = open[:len(open)-1]
		case "Tf":
			font = fonts[args[0].(name)]
		case "cm", "q", "Q":
		case "TJ", "re", "m", "Do":
			if len(open) == 0 {
				c.t.Fatalf("page %d: %s outside of marked content", page, op)
			}
			if op == "TJ" {
				open[0].text += shownText(args[0].([]any), font)
			}
		}
		args = args[:0]
	}
	if len(open) > 0 {
		c.t.Errorf("page %d: marked content is not closed", page)
	}
}

func shownText(array []any, font map[string]string) string {
	var b strings.Builder
	for _, v := range array {
		codes, _ := v.([]byte)
		for i := 0; i+1 < len(codes); i += 2 {
			b.WriteString(font[string(codes[i:i+2])])
		}
	}
	return b.String()
}

func (c *checker) element(r ref, parent *element, lang string) *element {
	d := c.dict(r)
	e := &element{kind: d["S"].(name), obj: r, dict: d, parent: parent, lang: lang}
	if d["Lang"] != nil {
		e.lang = textOf(d["Lang"])
	}
	if parent != nil && d["P"] != parent.obj {
		c.t.Errorf("element %d names %v as its parent, not %d", r, d["P"], parent.obj)
	}
	list, _ := c.get(d["K"]).([]any)
	for _, k := range list {
		switch k := k.(type) {
		case int:
			e.kids = append(e.kids, c.content(d["Pg"].(ref), k))
		case ref:
			e.kids = append(e.kids, c.element(k, e, e.lang))
		case dict:
			if k["Type"] == name("OBJR") {
				e.kids = append(e.kids, annotation{c.dict(k["Obj"])})
			} else {
				e.kids = append(e.kids, c.content(k["Pg"].(ref), k["MCID"].(int)))
			}
		}
	}
	return e
}

func (c *checker) content(page ref, mcid int) marked {
	key := fmt.Sprint(page, " ", mcid)
	if c.marks[key] == nil || c.used[key] {
		c.t.Fatalf("content %s is missing or used twice", key)
	}
	c.used[key] = true
	return *c.marks[key]
}

// mayHold is what stands directly in an element; kinds that are not named may
// hold text and the elements within a text.
var mayHold = map[name]string{
	"Document": "Title P H1 H2 H3 H4 H5 H6 L Table BlockQuote TOC Note Figure", "L": "LI", "LI": "Lbl LBody",
	"Table": "Caption THead TBody TR", "THead": "TR", "TBody": "TR", "TR": "TH TD",
	"TOC": "TOCI", "TOCI": "Reference", "BlockQuote": "P Note", "Note": "Lbl P", "LBody": "P Note", "Caption": "P Note",
	"TD": "# P Note L Table BlockQuote Figure H1 H2 H3 H4 H5 H6 Span Link Reference", "TH": "# P Note Span Link Reference",
	"Figure": "# P Caption Span Link Reference",
}

func (c *checker) rules(e *element) {
	c.rule(e)
	cells := map[int]bool{}
	for _, k := range e.kids {
		allowed, limited := mayHold[e.kind]
		kind := name("#")
		if child, ok := k.(*element); ok {
			kind = child.kind
			c.rules(child)
			if kind == "TR" {
				cells[c.columns(child)] = true
			}
		}
		if _, ok := k.(annotation); ok {
			kind = "annotation"
			limited = e.kind != "Link"
			allowed = ""
		}
		if !limited {
			limited, allowed = kind != "annotation", "# Span Link Reference Lbl"
		}
		if limited && !strings.Contains(" "+allowed+" ", " "+string(kind)+" ") {
			c.t.Errorf("%s %d holds %s", e.kind, e.obj, kind)
		}
	}
	if len(cells) > 1 {
		c.t.Errorf("%s %d has rows of %d different lengths", e.kind, e.obj, len(cells))
	}
}

// columns counts the columns of a row.
func (c *checker) columns(row *element) int {
	n := 0
	for _, k := range row.kids {
		span := 1
		if cell, ok := k.(*element); ok {
			if s, ok := c.dict(cell.dict["A"])["ColSpan"].(int); ok {
				span = s
			}
		}
		n += span
	}
	return n
}

func (c *checker) rule(e *element) {
	if len(e.kids) == 0 && e.kind != "TD" && e.kind != "TH" && e.kind != "Document" {
		c.t.Errorf("%s %d is empty", e.kind, e.obj)
	}
	switch e.kind {
	case "TD":
		for _, k := range e.kids {
			if k, ok := k.(*element); ok && k.kind == "Table" {
				c.t.Errorf("TD %d holds a table", e.obj)
			}
		}
	case "TH":
		if s := c.dict(e.dict["A"])["Scope"]; s != name("Row") && s != name("Column") {
			c.t.Errorf("TH %d has the scope %v", e.obj, s)
		}
	case "Note":
		id := textOf(e.dict["ID"])
		if id == "" || c.ids[id] {
			c.t.Errorf("note %d has the name %q", e.obj, id)
		}
		c.ids[id] = true
	case "Figure":
		if textOf(e.dict["Alt"]) == "" || c.dict(e.dict["A"])["BBox"] == nil {
			c.t.Errorf("figure %d has no description or no place", e.obj)
		}
	case "L":
		if c.dict(e.dict["A"])["ListNumbering"] == nil {
			c.t.Errorf("list %d does not say how it counts", e.obj)
		}
	case "Link":
		c.link(e)
	case "H1", "H2", "H3", "H4", "H5", "H6":
		level := int(e.kind[1] - '0')
		if level > c.level+1 {
			c.t.Errorf("a heading of level %d follows one of level %d", level, c.level)
		}
		c.level = level
	}
}

func (c *checker) link(e *element) {
	found := false
	for _, k := range e.kids {
		if a, ok := k.(annotation); ok {
			found = true
			if a.dict["Subtype"] != name("Link") || strings.TrimSpace(textOf(a.dict["Contents"])) == "" {
				c.t.Errorf("link %d does not say where it leads", e.obj)
			}
		}
	}
	if !found {
		c.t.Errorf("link %d cannot be followed", e.obj)
	}
}

// parentTree checks that content and annotations lead back to the elements
// that hold them.
func (c *checker) parentTree(tree dict, top *element) {
	nums := map[int]any{}
	list := c.get(c.dict(tree["ParentTree"])["Nums"]).([]any)
	for i := 0; i < len(list); i += 2 {
		nums[list[i].(int)] = list[i+1]
	}
	var walk func(e *element)
	walk = func(e *element) {
		for _, k := range e.kids {
			switch k := k.(type) {
			case *element:
				walk(k)
			case marked:
				refs := c.get(nums[c.dict(k.page)["StructParents"].(int)]).([]any)
				if refs[k.mcid] != e.obj {
					c.t.Errorf("content %d of page %d leads to %v, not %d", k.mcid, k.page, refs[k.mcid], e.obj)
				}
			case annotation:
				if nums[k.dict["StructParent"].(int)] != e.obj {
					c.t.Errorf("an annotation of %d leads elsewhere", e.obj)
				}
			}
		}
	}
	walk(top)
}

// read is the text of an element in reading order, without its notes.
func (e *element) read(b *strings.Builder) {
	for _, k := range e.kids {
		switch k := k.(type) {
		case *element:
			if k.kind != "Note" {
				k.read(b)
			}
		case marked:
			b.WriteString(k.text)
		}
	}
}

func TestStructure(t *testing.T) {
	f := loadFonts(t)
	for _, w := range []words{english, russian, kazakh, arabic} {
		t.Run(w.lang, func(t *testing.T) {
			data, _ := export(t, rich(w), f)
			top := checkStructure(t, data)
			counts, langs := map[name]int{}, map[string]string{}
			var walk func(e *element)
			walk = func(e *element) {
				counts[e.kind]++
				for _, k := range e.kids {
					switch k := k.(type) {
					case *element:
						walk(k)
					case marked:
						langs[e.lang] += k.text
					}
				}
			}
			walk(top)
			for kind, want := range map[name]int{"Title": 1, "TOC": 1, "TOCI": 6, "L": 3, "BlockQuote": 2, "THead": 1, "H3": 1, "Caption": 1} {
				if counts[kind] != want {
					t.Errorf("%d elements %s, want %d", counts[kind], kind, want)
				}
			}
			for lang, want := range map[string]string{"he": "שלום", "ar": "(ICCPR)", "en": "Our mother was beaten.", w.lang: w.body[4][:20]} {
				if lang != "he" && !strings.Contains(langs[lang], want) {
					t.Errorf("%q is not marked as %s: %q", want, lang, langs[lang])
				}
			}
			if langs["he"] == "" {
				t.Error("the Hebrew words are not marked")
			}
		})
	}
}

// TestReadAloud: an element is read as the document says it, words apart.
func TestReadAloud(t *testing.T) {
	data, _ := export(t, rich(english), loadFonts(t))
	var b strings.Builder
	checkStructure(t, data).read(&b)
	got := strings.ReplaceAll(b.String(), "\u00AD", "")
	for _, want := range []string{
		english.title + english.subtitle, "3. " + english.body[0], "• " + english.long, "I. Identity 1", english.body[1], "(a) " + english.long,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not read", want)
		}
	}
}

// TestReadingOrderOfTags reads random documents by their structure and
// compares letter by letter with what they say.
func TestReadingOrderOfTags(t *testing.T) {
	f := loadFonts(t)
	only := func(s string) string {
		return strings.Map(func(r rune) rune {
			if len(capitals(string(r))) == 0 {
				return -1
			}
			return r
		}, s)
	}
	for seed := range uint64(40) {
		m := &maker{Rand: rand.New(rand.NewPCG(seed, 11)), inOrder: seed%2 == 0}
		d := document.Document{Blocks: m.blocks(m.IntN(25), 2), Language: "en", Title: "t"}
		data, _ := export(t, d, f)
		var got, want strings.Builder
		checkStructure(t, data).read(&got)
		if !m.inOrder {
			continue
		}
		skip := 0
		document.Spans(d.Blocks, func(s document.Span) {
			switch {
			case skip > 0:
				skip--
			case s.Note != nil:
				skip = len(s.Note)
				want.WriteString(s.Text)
			default:
				want.WriteString(s.Text)
			}
		})
		if g, w := only(got.String()), only(want.String()); g != w {
			t.Errorf("seed %d: the structure says %d letters, the document %d, or in another order", seed, len(g), len(w))
		}
	}
}
