package write

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"probata/pdf/layout"
)

// structure builds the structure tree of a tagged file: for every element of
// the layout an object that names its kind, its parent and its content, and
// the parent tree that leads from content back to elements.
type structure struct {
	f     *file
	tags  []layout.Tag
	own   [][]kid   // by tag: content and elements within the text, in reading order
	block [][]int32 // by tag: elements below it
	put   []bool    // inline elements that stand in their parent
	num   []int     // object numbers by tag, 0 = left out as empty
	annot []annot   // link annotations, in order of their keys in the parent tree
}

// kid is one content item of an element.
type kid struct {
	page int
	mcid int   // marked content, when tag and obj are 0
	tag  int32 // an element
	obj  int   // an annotation object
}

type annot struct{ tag int32 }

func newStructure(f *file) *structure {
	n := len(f.layout.Tags)
	s := &structure{
		f: f, tags: f.layout.Tags,
		own: make([][]kid, n), block: make([][]int32, n), put: make([]bool, n), num: make([]int, n),
	}
	for page, marks := range f.marks {
		for mcid, tag := range marks {
			s.attach(tag)
			s.own[tag] = append(s.own[tag], kid{page: page, mcid: mcid})
		}
	}
	return s
}

// attach puts an element that stands within a text at its place there.
func (s *structure) attach(tag int32) {
	if t := &s.tags[tag]; t.Inline && !s.put[tag] {
		s.put[tag] = true
		s.attach(t.Parent)
		s.own[t.Parent] = append(s.own[t.Parent], kid{tag: tag})
	}
}

// link adds an annotation to its element and returns its key in the parent
// tree.
func (s *structure) link(tag int32, page, obj int) int {
	s.attach(tag)
	s.own[tag] = append(s.own[tag], kid{page: page, obj: obj})
	s.annot = append(s.annot, annot{tag})
	return len(s.f.layout.Pages) + len(s.annot) - 1
}

// write adds the objects and returns the number of the root. A long document has
// hundreds of thousands of elements, so they are packed while they are made.
func (s *structure) write() (int, error) {
	keep := s.kept()
	root := s.f.add(nil)
	for i := range s.tags {
		if keep[i] {
			s.num[i] = s.f.add(nil)
			if !s.tags[i].Inline && i > 0 {
				s.block[s.tags[i].Parent] = append(s.block[s.tags[i].Parent], int32(i))
			}
		}
	}
	var group []int
	for i := range s.tags {
		if !keep[i] {
			continue
		}
		s.f.objs[s.num[i]] = s.element(int32(i), root)
		s.own[i], s.block[i] = nil, nil
		if group = append(group, s.num[i]); len(group) == objectsPerStream && s.f.info.Archive != ArchiveA1 {
			if err := s.f.packObjects(group); err != nil {
				return 0, err
			}
			group = group[:0]
		}
	}
	s.f.objs[root] = fmt.Appendf(nil, "<</Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R /ParentTreeNextKey %d /RoleMap <</Title /P>>%s>>",
		s.num[0], s.parentTree(), len(s.f.layout.Pages)+len(s.annot), s.idTree())
	return root, nil
}

// kept are the elements that have content, and the empty cells of rows.
func (s *structure) kept() []bool {
	keep := make([]bool, len(s.tags))
	for i := len(s.tags) - 1; i >= 0; i-- {
		keep[i] = keep[i] || len(s.own[i]) > 0
		if i > 0 && keep[i] {
			keep[s.tags[i].Parent] = true
		}
	}
	keep[0] = true
	for i, t := range s.tags {
		if t.Kind == layout.TagTD || t.Kind == layout.TagTH {
			keep[i] = keep[t.Parent]
		}
	}
	return keep
}

func (s *structure) element(tag int32, root int) []byte {
	t := &s.tags[tag]
	parent := root
	if tag > 0 {
		parent = s.num[t.Parent]
	}
	b := append(make([]byte, 0, 96), "<</S /"...)
	b = append(b, t.Kind...)
	b = fmt.Appendf(b, " /P %d 0 R", parent)
	if tag > 0 && t.Lang != s.tags[t.Parent].Lang {
		b = append(b, " /Lang "+literal(s.f.layout.Langs[t.Lang])...)
	}
	if t.ID != "" {
		b = append(b, " /ID "+literal(t.ID)...)
	}
	if t.Alt != "" {
		b = append(b, " /Alt "+textString(t.Alt)...)
	}
	if t.Scope != "" || t.Columns > 1 {
		b = append(b, " /A <</O /Table"...)
		if t.Scope != "" {
			b = append(b, " /Scope /"+t.Scope...)
		}
		if t.Columns > 1 {
			b = fmt.Appendf(b, " /ColSpan %d", t.Columns)
		}
		b = append(b, ">>"...)
	}
	if box := t.Box; box.Page > 0 {
		h := s.f.layout.Pages[box.Page-1].Height
		b = fmt.Appendf(b, " /A <</O /Layout /Placement /Block /BBox [%.2f %.2f %.2f %.2f]>>", box.X0, h-box.Y1, box.X1, h-box.Y0)
	}
	if t.Numbers != "" {
		b = append(b, " /A <</O /List /ListNumbering /"+t.Numbers+">>"...)
	}
	return append(s.kids(b, tag), ">>"...)
}

// kids appends what an element holds: its text, then the elements below it.
func (s *structure) kids(b []byte, tag int32) []byte {
	page := -1
	for _, k := range s.own[tag] {
		if k.tag == 0 && k.obj == 0 {
			page = k.page
			b = fmt.Appendf(b, " /Pg %d 0 R", pageObject(page))
			break
		}
	}
	b = append(b, " /K ["...)
	for _, k := range s.own[tag] {
		switch {
		case k.tag != 0:
			b = fmt.Appendf(b, "%d 0 R ", s.num[k.tag])
		case k.obj != 0:
			b = fmt.Appendf(b, "<</Type /OBJR /Pg %d 0 R /Obj %d 0 R>> ", pageObject(k.page), k.obj)
		case k.page == page:
			b = append(strconv.AppendInt(b, int64(k.mcid), 10), ' ')
		default:
			b = fmt.Appendf(b, "<</Type /MCR /Pg %d 0 R /MCID %d>> ", pageObject(k.page), k.mcid)
		}
	}
	for _, t := range s.block[tag] {
		b = fmt.Appendf(b, "%d 0 R ", s.num[t])
	}
	return append(b, ']')
}

// parentTree leads from the content of a page (key: its number) and from an
// annotation to the element that holds it.
func (s *structure) parentTree() int {
	b := []byte("<</Nums [")
	for page, marks := range s.f.marks {
		refs := []byte{'['}
		for _, tag := range marks {
			refs = fmt.Appendf(refs, "%d 0 R ", s.num[tag])
		}
		b = fmt.Appendf(b, "%d %d 0 R ", page, s.f.add(append(refs, ']')))
	}
	for i, a := range s.annot {
		b = fmt.Appendf(b, "%d %d 0 R ", len(s.f.marks)+i, s.num[a.tag])
	}
	return s.f.add(append(b, "]>>"...))
}

// idTree lists the notes, whose elements must be found by name.
func (s *structure) idTree() string {
	type named struct {
		id  string
		obj int
	}
	var ids []named
	for i, t := range s.tags {
		if t.ID != "" && s.num[i] != 0 {
			ids = append(ids, named{literal(t.ID), s.num[i]})
		}
	}
	if len(ids) == 0 {
		return ""
	}
	slices.SortFunc(ids, func(a, b named) int { return cmp.Compare(a.id, b.id) })
	b := []byte("<</Names [")
	for _, n := range ids {
		b = fmt.Appendf(b, "%s %d 0 R ", n.id, n.obj)
	}
	return fmt.Sprintf(" /IDTree %d 0 R", s.f.add(append(b, "]>>"...)))
}
