package docx

import (
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// orders are the children of elements in the order that the schema asks for
// (ECMA-376-1:2016 transitional). Word calls a file damaged that has them in
// another; children that are not listed may not stand there.
var orders = map[string]string{
	"document":   "body",
	"pPr":        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
	"rPr":        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
	"pBdr":       "top left bottom right between bar",
	"numPr":      "ilvl numId",
	"tblPr":      "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
	"tblBorders": "top left bottom right insideH insideV", "tblCellMar": "top left bottom right", "tcBorders": "top left bottom right insideH insideV tl2br tr2bl",
	"tbl": "tblPr tblGrid tr*", "tr": "trPr tc*", "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
	"sectPr":      "headerReference* footerReference* footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
	"style":       "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr*",
	"styles":      "docDefaults latentStyles style*",
	"docDefaults": "rPrDefault pPrDefault",
	"abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl*",
	"lvl":         "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
	"num":         "abstractNumId lvlOverride*",
	"numbering":   "numPicBullet* abstractNum* num* numIdMacAtCleanup",
	"settings":    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText mirrorMargins alignBordersAndEdges trackRevisions defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps evenAndOddHeaders characterSpacingControl updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids mathPr themeFontLang clrSchemeMapping shapeDefaults decimalSymbol listSeparator",
	"font":        "altName panose1 charset family notTrueType pitch sig embedRegular",
	"inline":      "extent effectExtent docPr cNvGraphicFramePr graphic",
	"pic":         "nvPicPr blipFill spPr", "blipFill": "blip srcRect stretch", "spPr": "xfrm prstGeom ln",
	"footnotes": "footnote*", "hyperlink": "r*",
}

type node struct {
	name     string
	attrs    map[string]string
	children []*node
	text     string
}

func parseXML(t testing.TB, name, s string) *node {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(s))
	root := &node{}
	stack := []*node{root}
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		top := stack[len(stack)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			n := &node{name: tok.Name.Local, attrs: map[string]string{}}
			for _, a := range tok.Attr {
				if _, twice := n.attrs[a.Name.Local]; twice && a.Name.Space != "xmlns" {
					t.Errorf("%s: <%s> has %s twice", name, n.name, a.Name.Local)
				}
				n.attrs[a.Name.Local] = a.Value
			}
			top.children = append(top.children, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.text += string(tok)
		}
	}
	return root
}

func (n *node) walk(visit func(n, parent *node)) {
	for _, c := range n.children {
		visit(c, n)
		c.walk(visit)
	}
}

func TestStructure(t *testing.T) {
	for name, d := range samples() {
		t.Run(name, func(t *testing.T) { sound(t, write(t, d)) })
	}
}

// sound holds a file against what word processors ask of one.
func sound(t testing.TB, data []byte) {
	t.Helper()
	names, parts := unpack(t, data)
	if len(names) == 0 || names[0] != "[Content_Types].xml" {
		t.Errorf("the kinds of the parts do not stand first: %v", names)
	}
	trees := map[string]*node{}
	for name, s := range parts {
		if strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels") {
			trees[name] = parseXML(t, name, s)
			ordered(t, name, trees[name])
		}
	}
	kinds(t, names, trees["[Content_Types].xml"])
	for name, tree := range trees {
		if strings.HasSuffix(name, ".rels") {
			targets(t, name, tree, parts)
		}
	}
	for _, name := range names {
		if strings.HasPrefix(name, "word/") && strings.HasSuffix(name, ".xml") {
			asked(t, name, trees)
		}
	}
	if !t.Failed() {
		ids(t, trees)
	}
}

func ordered(t testing.TB, part string, tree *node) {
	tree.walk(func(n, parent *node) {
		switch list, known := orders[n.name]; {
		case n.name == "tc":
			if len(n.children) == 0 || n.children[len(n.children)-1].name != "p" {
				t.Errorf("%s: a cell does not end with a paragraph", part)
			}
		case known && !(n.name == "document" && part != "word/document.xml"):
			inOrder(t, part, n, strings.Fields(list))
		}
		if n.name == "tbl" && parent != nil {
			i := slices.Index(parent.children, n)
			if i+1 < len(parent.children) && parent.children[i+1].name == "tbl" {
				t.Errorf("%s: two tables touch and would become one", part)
			}
		}
	})
}

// inOrder wants the children of n in the order of the list, those without a
// star once.
func inOrder(t testing.TB, part string, n *node, list []string) {
	last := -1
	for _, c := range n.children {
		at, many := slices.Index(list, c.name), false
		if at < 0 {
			at, many = slices.Index(list, c.name+"*"), true
		}
		if n.name == "sectPr" && many {
			at = 0 // heads and feet may be mixed
		}
		switch {
		case at < 0:
			t.Errorf("%s: <%s> may not hold <%s>", part, n.name, c.name)
		case at < last || at == last && !many:
			t.Errorf("%s: <%s> stands too late in <%s>", part, c.name, n.name)
		}
		last = max(last, at)
	}
}

// kinds wants a kind for every part, and a part for every kind.
func kinds(t testing.TB, names []string, tree *node) {
	endings, whole := map[string]bool{}, map[string]bool{}
	tree.walk(func(n, _ *node) {
		switch n.name {
		case "Default":
			endings[n.attrs["Extension"]] = true
		case "Override":
			whole[strings.TrimPrefix(n.attrs["PartName"], "/")] = true
		}
	})
	for _, name := range names {
		if !whole[name] && !endings[strings.TrimPrefix(path.Ext(name), ".")] {
			t.Errorf("%s has no kind", name)
		}
		if strings.HasSuffix(name, ".xml") && name[0] != '[' && !whole[name] {
			t.Errorf("%s has only the kind of its ending", name)
		}
		delete(whole, name)
	}
	for name := range whole {
		t.Errorf("%s has a kind and is not there", name)
	}
}

// targets wants what a relation names to be there.
func targets(t testing.TB, name string, tree *node, parts map[string]string) {
	folder := path.Dir(path.Dir(name))
	seen := map[string]bool{}
	tree.walk(func(n, _ *node) {
		if n.name != "Relationship" {
			return
		}
		if seen[n.attrs["Id"]] {
			t.Errorf("%s has %s twice", name, n.attrs["Id"])
		}
		seen[n.attrs["Id"]] = true
		if n.attrs["TargetMode"] == "External" {
			return
		}
		if _, ok := parts[path.Join(folder, n.attrs["Target"])]; !ok {
			t.Errorf("%s: %s is not there", name, n.attrs["Target"])
		}
	})
}

// asked wants the relations that a part asks for.
func asked(t testing.TB, name string, trees map[string]*node) {
	known := map[string]bool{}
	if rels := trees[path.Join(path.Dir(name), "_rels", path.Base(name)+".rels")]; rels != nil {
		rels.walk(func(n, _ *node) { known[n.attrs["Id"]] = true })
	}
	trees[name].walk(func(n, _ *node) {
		id := n.attrs["embed"]
		if id == "" && (n.name == "hyperlink" || strings.HasSuffix(n.name, "Reference")) && strings.HasPrefix(n.attrs["id"], "rId") {
			id = n.attrs["id"]
		}
		if id != "" && !known[id] {
			t.Errorf("%s asks for the relation %s, which is not there", name, id)
		}
	})
}

var markName = regexp.MustCompile(`^_(Toc|Ref)[0-9]{8}$`)

// ids wants what the text names by an id or a name: styles, numberings, notes,
// bookmarks, columns.
func ids(t testing.TB, trees map[string]*node) {
	styles, nums, notes := map[string]string{}, map[string]bool{}, map[string]bool{}
	trees["word/styles.xml"].walk(func(n, _ *node) {
		if n.name == "style" {
			if styles[n.attrs["styleId"]] != "" {
				t.Errorf("the style %s stands twice", n.attrs["styleId"])
			}
			styles[n.attrs["styleId"]] = n.attrs["type"]
		}
	})
	trees["word/numbering.xml"].walk(func(n, _ *node) {
		if n.name == "num" {
			nums[n.attrs["numId"]] = true
		}
	})
	trees["word/footnotes.xml"].walk(func(n, _ *node) {
		if n.name == "footnote" {
			notes[n.attrs["id"]] = true
		}
	})
	kind := map[string]string{"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
	marks, wanted, open := map[string]bool{}, map[string]string{}, map[string]bool{}
	used := 2
	fields := 0
	for _, part := range slices.Sorted(maps.Keys(trees)) {
		trees[part].walk(func(n, parent *node) {
			switch n.name {
			case "pStyle", "rStyle", "tblStyle":
				if styles[n.attrs["val"]] != kind[n.name] {
					t.Errorf("%s: %s %q is no %s style", part, n.name, n.attrs["val"], kind[n.name])
				}
			case "basedOn", "next":
				if styles[n.attrs["val"]] == "" {
					t.Errorf("%s: there is no style %q", part, n.attrs["val"])
				}
			case "numId":
				if !nums[n.attrs["val"]] {
					t.Errorf("%s: there is no numbering %s", part, n.attrs["val"])
				}
			case "footnoteReference":
				if !notes[n.attrs["id"]] {
					t.Errorf("%s: there is no note %s", part, n.attrs["id"])
				}
				used++
			case "bookmarkStart":
				if marks[n.attrs["name"]] || open[n.attrs["id"]] || !markName.MatchString(n.attrs["name"]) {
					t.Errorf("%s: bookmark %s %q stands twice or has no plain name", part, n.attrs["id"], n.attrs["name"])
				}
				marks[n.attrs["name"]], open[n.attrs["id"]] = true, true
			case "bookmarkEnd":
				if !open[n.attrs["id"]] {
					t.Errorf("%s: bookmark %s ends twice or before it begins", part, n.attrs["id"])
				}
				open[n.attrs["id"]] = false
			case "instrText":
				if f := strings.Fields(n.text); len(f) > 1 && strings.HasPrefix(f[1], "_") {
					wanted[f[1]] = part
				}
			case "hyperlink":
				if n.attrs["anchor"] != "" {
					wanted[n.attrs["anchor"]] = part
				}
			case "fldChar":
				fields += map[string]int{"begin": 1, "end": -1}[n.attrs["fldCharType"]]
			case "tbl":
				columnsOf(t, part, n)
			}
		})
		if fields != 0 {
			t.Errorf("%s: a field is not closed", part)
			fields = 0
		}
	}
	if used != len(notes) {
		t.Errorf("%d notes, %d marks", len(notes), used)
	}
	for name, part := range wanted {
		if !marks[name] {
			t.Errorf("%s leads to %s, which is not there", part, name)
		}
	}
	for id, left := range open {
		if left {
			t.Errorf("bookmark %s does not end", id)
		}
	}
}

// columnsOf wants every row of a table to fill its columns.
func columnsOf(t testing.TB, part string, tbl *node) {
	columns := 0
	for _, c := range tbl.children {
		switch c.name {
		case "tblGrid":
			columns = len(c.children)
		case "tr":
			n := 0
			for _, tc := range c.children {
				if tc.name != "tc" {
					continue
				}
				n++
				for _, p := range tc.children[0].children {
					if p.name == "gridSpan" {
						more, _ := strconv.Atoi(p.attrs["val"])
						n += more - 1
					}
				}
			}
			if n != columns {
				t.Errorf("%s: a row fills %d of %d columns", part, n, columns)
			}
		}
	}
}
