package layout

import (
	"cmp"
	"strings"

	"probata/dossier/document"
)

const (
	pictureDPI  = 150.0 // of a picture that names no width
	figureRoom  = 0.86  // most of a page's height, so that a caption fits below
	captionGap  = 5.0
	coverNumber = 96.0
)

var (
	captionStyle = paraStyle{size: 9.5, leading: 11.8, color: grey, align: ragged}
	altStyle     = paraStyle{size: 10, leading: 12.4, color: 0x5C2412, align: ragged}
)

// figure sets a picture with its caption. One that cannot be drawn becomes a
// framed box with its description, and is reported.
func (s *setter) figure(f document.Figure, x, w float64) {
	s.space(paraGap + 4)
	alt := described(f.Alt, f.Caption)
	pic, err := s.pictures.read(f.Data)
	if err != nil {
		s.broken = append(s.broken, BrokenPicture{Block: s.block, Err: err})
		s.brokenFigure(alt, x, w)
	} else {
		s.placePicture(pic, f.Width, alt, x, w)
	}
	if len(f.Caption) > 0 {
		s.keepLast()
		s.space(captionGap)
		s.addLines(s.text(f.Caption, captionStyle, x, w), captionStyle)
	}
	s.space(paraGap + 5)
}

// described is the description of a figure. Without one its caption must do:
// a figure that says nothing to those who do not see it is not allowed.
func described(alt string, spans []document.Span) string {
	return cmp.Or(strings.TrimSpace(clean(alt)), strings.TrimSpace(clean(document.Plain(spans))), "—")
}

func (s *setter) placePicture(pic *Picture, share float64, alt string, x, w float64) {
	pw := min(w, float64(pic.Width)*72/pictureDPI)
	if share > 0 {
		pw = w * min(share, 1)
	}
	ph := pw * float64(pic.Height) / float64(pic.Width)
	if most := figureRoom * bodyHeight; ph > most {
		pw, ph = pw*most/ph, most
	}
	// A picture a thousand times wider than high is drawn as a line.
	pw, ph = max(pw, 1), max(ph, 1)
	tag := s.newTag(TagFigure, s.parent)
	s.tags[tag].Alt = alt
	s.add(item{h: ph, ops: []Op{{
		Kind: Image, Block: int32(s.block), Tag: tag, X: x + (w-pw)/2, W: pw, H: ph, Picture: pic,
	}}})
}

func (s *setter) brokenFigure(alt string, x, w float64) {
	f := &frame{x: x, w: w, fill: warnTint, line: warnLine, width: 0.6, top: true, bottom: true, left: true, right: true}
	s.within(f, 8, func() { s.addLines(s.text(document.T(alt), altStyle, x+12, w-24), altStyle) })
}

// BrokenPicture is a figure that could not be drawn, and why: ErrPictureFormat,
// ErrPictureSize or ErrPicture.
type BrokenPicture struct {
	Block int // index in Document.Blocks
	Err   error
}

// cover sets the sheet before an annex.
func (s *setter) cover(c document.Cover, x, w float64) error {
	at := s.heads[s.nextH]
	s.nextH++
	s.fresh = true
	s.places = append(s.places, at.place)
	if c.ID != "" {
		s.places = append(s.places, idPlace(c.ID))
	}
	s.add(item{h: coverNumber, keep: true})
	s.mark = &Bookmark{Level: at.level, Title: clean(document.Plain(at.text))}
	s.leaf = s.headingTag(1)
	tag := s.leaf
	number := paraStyle{size: 26, leading: 31, style: document.Bold, color: navy, align: ragged, balance: true}
	s.keepChain(s.text(document.T(c.Number), number, x, w), number)
	if len(c.Title) > 0 {
		s.space(6)
		s.leaf = tag
		st := headings[0].paraStyle
		s.keepChain(s.text(c.Title, st, x, w), st)
	}
	s.space(14)
	s.add(item{h: 1.4, keep: true, ops: []Op{{Kind: Rect, Color: navy, Block: Furniture, X: x, W: w, H: 1.4}}})
	s.space(18)
	err := s.fields(document.Fields{Items: c.Items}, x, w)
	s.fresh = true
	return err
}
