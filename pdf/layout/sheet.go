package layout

import (
	"crypto/sha256"
	"image"

	"probata/dossier/document"
)

// A sheet shows a page of an annex as large as the page allows: it may stand
// wider than the text, but never in the running heads.
const (
	sheetEdge   = 36.0 // least room left and right
	sheetBottom = footLine - 18
	sheetGap    = 4.0
)

// Foreign is a page of another file, of the size of its Picture in points.
// This package only places it.
type Foreign struct {
	Content any                         // what the writer of files draws
	Draw    func() (image.Image, error) // what the preview shows; nil = an empty sheet
}

// ReadPicture makes the bytes of a JPEG or PNG file fit for a page. The error
// is ErrPictureFormat, ErrPictureSize or ErrPicture; a picture that is too
// large is refused by what its head says, before anything is unpacked.
func ReadPicture(data []byte) (*Picture, error) {
	p, err := readPicture(data)
	if err != nil {
		return nil, err
	}
	p.Sum = sha256.Sum256(data)
	return p, nil
}

// BareJPEG is a JPEG file without what it says beyond its pixels, its EXIF
// orientation included: nobody turns the pictures within a page.
func BareJPEG(data []byte) ([]byte, error) {
	if len(data) < 4 || data[0] != 0xFF || data[1] != 0xD8 {
		return nil, ErrPicture
	}
	out, _, err := document.StripJPEG(data)
	return out, err
}

// sheet sets a page of an annex. What is drawn on it is a *Picture; without
// one its description stands in its place.
func (s *setter) sheet(b document.Sheet, x, w float64) {
	s.fresh = true
	head := s.text(b.Head, smallStyle, x, w)
	s.keepChain(head, smallStyle)
	if pic, ok := b.Drawn.(*Picture); ok {
		s.sheetPicture(pic, described(b.Alt, b.Head), leadingOf(head, smallStyle)*float64(len(head))+sheetGap)
	} else {
		s.space(paraGap)
		s.brokenFigure(described(b.Alt, b.Head), x, w)
	}
	s.fresh = true
}

// sheetPicture places a picture below a head of height top. It reaches below
// the room of the text, down to the foot.
func (s *setter) sheetPicture(pic *Picture, alt string, top float64) {
	const widest = pageWidth - 2*sheetEdge
	most := max(1, sheetBottom-bodyTop-top)
	scale := min(widest/float64(pic.Width), most/float64(pic.Height), 1) // nothing is blown up: a stamp stays a stamp
	pw, ph := max(1, float64(pic.Width)*scale), max(1, float64(pic.Height)*scale)
	tag := s.newTag(TagFigure, s.parent)
	s.tags[tag].Alt = alt
	s.space(sheetGap)
	s.add(item{h: max(1, min(ph, bodyHeight-top-1)), ops: []Op{{
		Kind: Image, Block: int32(s.block), Tag: tag, X: (pageWidth - pw) / 2, W: pw, H: ph, Picture: pic,
	}}})
}

// PlaceOf is the key in Layout.Places of what stands under an ID in the
// document.
func PlaceOf(id string) string { return idPlace(id) }
