package pdf

import (
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"probata/pdf/layout"
	"probata/pdf/write"
)

// What one annex may bring in at most.
const (
	mostObjects  = 200_000
	mostUnpacked = 256 << 20 // bytes of operators, over all its pages
	mostNested   = 64        // arrays and dictionaries within each other
)

var errAnnexPDF = errors.New("copy page: the file is damaged or too large")

// copier copies what a page draws out of another file, object by object as
// the grammar allows, each object once.
type copier struct {
	table    *model.XRefTable
	grammar  map[part]kind
	out      *write.Import
	index    map[objectKey]int
	waiting  []task // objects with a number whose bodies are to be made
	unpacked int
}

// objectKey is an object as a part: what is a colour space in one place and
// data in another is copied twice.
type objectKey struct {
	number int
	part   part
}

type task struct {
	at   int
	obj  types.Object
	part part
}

func newCopier(table *model.XRefTable) *copier {
	return &copier{table: table, grammar: grammar(), out: &write.Import{}, index: map[objectKey]int{}}
}

// body is an object in the making.
type body struct {
	text  []byte
	parts [][]byte
	refs  []int
}

func (b *body) add(s string) { b.text = append(b.text, s...) }

func (b *body) ref(n int) {
	b.parts = append(b.parts, b.text)
	b.refs = append(b.refs, n)
	b.text = nil
}

func (b *body) object() write.ImportObject {
	return write.ImportObject{Parts: append(b.parts, b.text), Refs: b.refs}
}

// put adds an object of our own making and gives its number.
func (c *copier) put(o write.ImportObject) int {
	c.out.Objects = append(c.out.Objects, o)
	return len(c.out.Objects) - 1
}

// run makes the bodies that are waiting, and those that wait for them.
func (c *copier) run() error {
	for len(c.waiting) > 0 {
		t := c.waiting[len(c.waiting)-1]
		c.waiting = c.waiting[:len(c.waiting)-1]
		o, err := c.whole(t)
		if err != nil {
			return err
		}
		c.out.Objects[t.at] = o
	}
	return nil
}

func (c *copier) whole(t task) (write.ImportObject, error) {
	if sd, ok := t.obj.(types.StreamDict); ok {
		return c.stream(&sd, t.part)
	}
	var b body
	err := c.value(&b, t.obj, t.part, 0)
	return b.object(), err
}

// value writes an object in its place.
func (c *copier) value(b *body, o types.Object, p part, depth int) error {
	if depth > mostNested {
		return errAnnexPDF
	}
	switch o := o.(type) {
	case types.IndirectRef:
		return c.reference(b, o, p, depth)
	case types.Dict:
		return c.dict(b, o, p, depth)
	case types.Array:
		b.add("[")
		for _, v := range o {
			if err := c.value(b, v, p, depth+1); err != nil {
				return err
			}
			b.add(" ")
		}
		b.add("]")
	case types.Name:
		b.add(nameText(string(o)))
	case types.Integer:
		b.add(strconv.Itoa(int(o)))
	case types.Float:
		b.add(numberText(float64(o)))
	case types.Boolean:
		b.add(strconv.FormatBool(bool(o)))
	case types.StringLiteral:
		raw, err := types.Unescape(string(o))
		if err != nil {
			return errAnnexPDF
		}
		b.add("<" + hex.EncodeToString(raw) + ">")
	case types.HexLiteral:
		raw, err := o.Bytes()
		if err != nil {
			return errAnnexPDF
		}
		b.add("<" + hex.EncodeToString(raw) + ">")
	default:
		b.add("null")
	}
	return nil
}

// nameText writes a name as it came out of the file, escapes made anew.
func nameText(name string) string {
	plain, err := types.DecodeName(name)
	if err != nil {
		plain = name
	}
	return "/" + types.EncodeName(plain)
}

func numberText(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "0"
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// reference writes what a reference leads to: simple values in place, others
// as objects of their own.
func (c *copier) reference(b *body, r types.IndirectRef, p part, depth int) error {
	o, err := c.table.Dereference(r)
	if err != nil {
		return errAnnexPDF
	}
	switch v := o.(type) {
	case types.StreamDict:
		if c.grammar[p].stream == noStream {
			b.add("null")
			return nil
		}
	case *types.StreamDict:
		o = *v
	case types.Dict, types.Array:
	case types.IndirectRef:
		return errAnnexPDF // a reference to a reference
	default:
		return c.value(b, o, p, depth+1)
	}
	n, err := c.number(int(r.ObjectNumber), o, p)
	if err != nil {
		return err
	}
	b.ref(n)
	return nil
}

// number gives an object its number in the import.
func (c *copier) number(object int, o types.Object, p part) (int, error) {
	key := objectKey{object, p}
	if n, ok := c.index[key]; ok {
		return n, nil
	}
	if len(c.out.Objects) >= mostObjects {
		return 0, errAnnexPDF
	}
	n := c.put(write.ImportObject{Parts: [][]byte{[]byte("null")}})
	c.index[key] = n
	c.waiting = append(c.waiting, task{n, o, p})
	return n, nil
}

func (c *copier) dict(b *body, d types.Dict, p part, depth int) error {
	if p == font {
		c.checkFont(d)
	}
	b.add("<<")
	if err := c.entries(b, d, p, depth); err != nil {
		return err
	}
	b.add(">>")
	return nil
}

// entries writes what the grammar lets through of a dictionary, in order of
// the names: maps have none.
func (c *copier) entries(b *body, d types.Dict, p part, depth int) error {
	k := c.grammar[p]
	keys := make([]string, 0, len(d))
	for key := range d {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		of, ok := k.entries[key], true
		switch {
		case k.each != scalar:
			of = k.each
		case p == scalar:
		default:
			of, ok = k.entries[key]
		}
		if !ok {
			continue
		}
		b.add(nameText(key) + " ")
		if err := c.value(b, d[key], of, depth+1); err != nil {
			return err
		}
		b.add(" ")
	}
	return nil
}

// checkFont notes a font that is not in the file.
func (c *copier) checkFont(d types.Dict) {
	subtype := d.Subtype()
	if subtype == nil || *subtype == "Type3" || *subtype == "Type0" {
		return
	}
	desc, _ := c.table.DereferenceDict(d["FontDescriptor"])
	for _, file := range names("FontFile", "FontFile2", "FontFile3") {
		if desc[file] != nil {
			return
		}
	}
	c.out.Loose = true
}

// stream copies a stream: pictures and fonts as they are packed, operators
// without marks of structure.
func (c *copier) stream(sd *types.StreamDict, p part) (write.ImportObject, error) {
	kind := c.grammar[p].stream
	picture := sd.Subtype() != nil && *sd.Subtype() == "Image"
	if kind == noStream || p == xobject && !picture && (sd.Subtype() == nil || *sd.Subtype() != "Form") {
		return write.ImportObject{Parts: [][]byte{[]byte("null")}}, nil
	}
	var b body
	if err := c.entries(&b, sd.Dict, p, 0); err != nil {
		return write.ImportObject{}, err
	}
	if kind == drawingStream && !picture {
		data, err := c.operators(sd)
		if err != nil {
			return write.ImportObject{}, err
		}
		o := b.object()
		o.Stream, o.Pack, o.Data = true, true, drawing(data)
		return o, nil
	}
	data, err := c.packed(&b, sd)
	if err != nil {
		return write.ImportObject{}, err
	}
	o := b.object()
	o.Stream, o.Data = true, data
	return o, nil
}

// contents are the operators of a page, which may stand in several streams.
func (c *copier) contents(o types.Object) ([]byte, error) {
	o, err := c.table.Dereference(o)
	if err != nil {
		return nil, errAnnexPDF
	}
	list, ok := o.(types.Array)
	if !ok {
		list = types.Array{o}
	}
	var all []byte
	for _, o := range list {
		if o, err = c.table.Dereference(o); err != nil {
			return nil, errAnnexPDF
		}
		sd, ok := o.(types.StreamDict)
		if !ok {
			continue // a page may be empty
		}
		data, err := c.operators(&sd)
		if err != nil {
			return nil, err
		}
		all = append(append(all, data...), '\n') // words do not go on in the next stream
	}
	return all, nil
}

// operators unpacks a stream of operators.
func (c *copier) operators(sd *types.StreamDict) ([]byte, error) {
	if err := sd.DecodeWithLimit(int64(mostUnpacked - c.unpacked)); err != nil {
		return nil, errAnnexPDF
	}
	if c.unpacked += len(sd.Content); c.unpacked > mostUnpacked {
		return nil, errAnnexPDF
	}
	return sd.Content, nil
}

// packed gives the data of a stream as it is packed, and writes how. A JPEG
// loses what it says beyond its pixels.
func (c *copier) packed(b *body, sd *types.StreamDict) ([]byte, error) {
	jpeg := false
	for i, f := range sd.FilterPipeline {
		switch f.Name {
		case "FlateDecode", "LZWDecode", "ASCII85Decode", "ASCIIHexDecode", "RunLengthDecode", "CCITTFaxDecode", "JBIG2Decode", "JPXDecode":
		case "DCTDecode":
			jpeg = true
			if i > 0 {
				return nil, errAnnexPDF // packed twice: what it says cannot be taken out
			}
		default:
			return nil, fmt.Errorf("copy page: %w", errFilter)
		}
	}
	if len(sd.FilterPipeline) > 0 {
		b.add("/Filter ")
		if err := c.value(b, sd.Dict["Filter"], scalar, 0); err != nil {
			return nil, err
		}
		if p := sd.Dict["DecodeParms"]; p != nil {
			b.add(" /DecodeParms ")
			if err := c.value(b, p, parms, 0); err != nil {
				return nil, err
			}
		}
	}
	if !jpeg {
		return sd.Raw, nil
	}
	bare, err := layout.BareJPEG(sd.Raw)
	if err != nil {
		return nil, errAnnexPDF
	}
	return bare, nil
}

var errFilter = errors.New("packed in a way that is not known")
