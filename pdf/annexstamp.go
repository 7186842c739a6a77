package pdf

import (
	"math"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Annotations are dropped as things that can be clicked, filled in or opened.
// What they show on the page is evidence like the rest of it: the answers in a
// form, a court's stamp, a marked line. It is drawn into the page.

// stamp is the look of an annotation: a form, and where it stands.
type stamp struct {
	form   int
	matrix string
}

// Flags of annotations that are not shown (ISO 32000-1, table 165).
const (
	flagHidden = 1 << 1
	flagNoView = 1 << 5
)

// mostStamps bounds what one page may show of annotations.
const mostStamps = 5000

// stamps copies the looks of the annotations of a page.
func (f *foreignFile) stamps(c *copier, page types.Dict) ([]stamp, error) {
	list, err := f.DereferenceArray(page["Annots"])
	if err != nil || len(list) > mostStamps {
		return nil, errAnnexPDF
	}
	var out []stamp
	for _, o := range list {
		a, err := f.DereferenceDict(o)
		if err != nil || a == nil || !f.shown(a) {
			continue
		}
		ref, look := f.look(a)
		if look == nil {
			continue
		}
		m, ok := f.placed(a, look.Dict)
		if !ok {
			continue
		}
		n, err := c.number(int(ref.ObjectNumber), *look, xobject)
		if err != nil {
			return nil, err
		}
		out = append(out, stamp{n, m})
	}
	return out, nil
}

func (f *foreignFile) shown(a types.Dict) bool {
	if s := a.Subtype(); s == nil || *s == "Popup" || *s == "Link" {
		return false
	}
	flags, err := f.DereferenceInteger(a["F"])
	return err == nil && (flags == nil || int(*flags)&(flagHidden|flagNoView) == 0)
}

// look is the form of an annotation as it stands, of several the one of its
// state.
func (f *foreignFile) look(a types.Dict) (types.IndirectRef, *types.StreamDict) {
	ap, err := f.DereferenceDict(a["AP"])
	if err != nil || ap == nil {
		return types.IndirectRef{}, nil
	}
	normal := ap["N"]
	if o, err := f.Dereference(normal); err == nil {
		if states, ok := o.(types.Dict); ok {
			state := a.NameEntry("AS")
			if state == nil {
				return types.IndirectRef{}, nil
			}
			normal = states[*state]
		}
	}
	ref, ok := normal.(types.IndirectRef)
	if !ok {
		return types.IndirectRef{}, nil
	}
	sd, _, err := f.DereferenceStreamDict(ref)
	if err != nil || sd == nil || sd.Subtype() != nil && *sd.Subtype() != "Form" {
		return types.IndirectRef{}, nil
	}
	if sd.Subtype() == nil {
		sd.Dict["Subtype"] = types.Name("Form") // it may be left out here, and nowhere else
	}
	return ref, sd
}

// placed is the matrix that puts the box of a look into the rectangle of its
// annotation (ISO 32000-1, 12.5.5).
func (f *foreignFile) placed(a, look types.Dict) (string, bool) {
	rect, ok1 := f.four(a["Rect"])
	box, ok2 := f.four(look["BBox"])
	if !ok1 || !ok2 {
		return "", false
	}
	m := [6]float64{1, 0, 0, 1, 0, 0}
	if list, err := f.DereferenceArray(look["Matrix"]); err == nil && len(list) == 6 {
		for i, o := range list {
			if m[i], err = f.DereferenceNumber(o); err != nil {
				return "", false
			}
		}
	}
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range [4][2]float64{{box[0], box[1]}, {box[2], box[1]}, {box[0], box[3]}, {box[2], box[3]}} {
		x, y := m[0]*p[0]+m[2]*p[1]+m[4], m[1]*p[0]+m[3]*p[1]+m[5]
		x0, y0, x1, y1 = math.Min(x0, x), math.Min(y0, y), math.Max(x1, x), math.Max(y1, y)
	}
	if x1-x0 < 1e-6 || y1-y0 < 1e-6 {
		return "", false
	}
	sx, sy := (rect[2]-rect[0])/(x1-x0), (rect[3]-rect[1])/(y1-y0)
	return numbers([6]float64{sx, 0, 0, sy, rect[0] - x0*sx, rect[1] - y0*sy}), true
}

// four reads a rectangle, its lower left corner first.
func (f *foreignFile) four(o types.Object) (r [4]float64, ok bool) {
	list, err := f.DereferenceArray(o)
	if err != nil || len(list) != 4 {
		return r, false
	}
	for i, v := range list {
		if r[i], err = f.DereferenceNumber(v); err != nil || math.Abs(r[i]) > 1e6 {
			return r, false
		}
	}
	r[0], r[2] = math.Min(r[0], r[2]), math.Max(r[0], r[2])
	r[1], r[3] = math.Min(r[1], r[3]), math.Max(r[1], r[3])
	return r, true
}
