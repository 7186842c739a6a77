package intake

import (
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"io"
)

// largePNG reads a PNG row by row and adds up the rows that become one. Interlaced
// ones, whose rows come in no order, are refused.
func largePNG(src *source, most int) (image.Image, error) {
	p := &pngRows{r: src.all()}
	if err := p.begin(); err != nil {
		return nil, err
	}
	return p.shrink(most)
}

// pngRows unpacks the rows of a PNG (ISO/IEC 15948): the filters of section 9 over
// the one zlib stream that lies in the chunks IDAT.
type pngRows struct {
	r             io.Reader
	width, height int
	depth, kind   int
	samples       int // a pixel
	palette       []byte
	clear         []byte // how solid the colours of the palette are
	left          int64  // of the chunk IDAT that is read
	rows          io.ReadCloser
	now, before   []byte
}

// begin reads up to the first row.
func (p *pngRows) begin() error {
	var sign [8]byte
	if _, err := io.ReadFull(p.r, sign[:]); err != nil {
		return ErrNoPicture
	}
	for range 10_000 {
		name, size, err := p.chunk()
		switch {
		case err != nil:
			return ErrNoPicture
		case name == "IDAT":
			p.left = size
			if p.samples == 0 || p.kind == 3 && len(p.palette) == 0 {
				return ErrNoPicture
			}
			return p.open()
		case name == "IHDR" || name == "PLTE" || name == "tRNS":
			if size > 1024 {
				return ErrNoPicture
			}
			b := make([]byte, size)
			if _, err := io.ReadFull(p.r, b); err != nil {
				return ErrNoPicture
			}
			if err := p.head(name, b); err != nil {
				return err
			}
			size = 0
		}
		if _, err := io.CopyN(io.Discard, p.r, size+4); err != nil {
			return ErrNoPicture
		}
	}
	return ErrNoPicture
}

func (p *pngRows) chunk() (name string, size int64, err error) {
	var b [8]byte
	_, err = io.ReadFull(p.r, b[:])
	return string(b[4:]), int64(binary.BigEndian.Uint32(b[:])), err
}

func (p *pngRows) head(name string, b []byte) error {
	switch {
	case name == "PLTE":
		p.palette = b
	case name == "tRNS":
		if p.kind == 3 {
			p.clear = b
		}
	case len(b) < 13:
		return ErrNoPicture
	default:
		p.width, p.height = int(binary.BigEndian.Uint32(b)), int(binary.BigEndian.Uint32(b[4:]))
		p.depth, p.kind = int(b[8]), int(b[9])
		p.samples = map[int]int{0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[p.kind]
		if b[12] != 0 {
			return ErrPictureSize // interlaced
		}
		if p.samples == 0 || p.depth > 16 || p.depth&(p.depth-1) != 0 || p.depth == 0 || hugeConfig(image.Config{Width: p.width, Height: p.height}) {
			return ErrNoPicture
		}
	}
	return nil
}

func (p *pngRows) open() (err error) {
	if p.rows, err = zlib.NewReader(io.Reader(idat{p})); err != nil {
		return ErrNoPicture
	}
	n := (p.width*p.samples*p.depth+7)/8 + 1
	p.now, p.before = make([]byte, n), make([]byte, n)
	return nil
}

// idat is the content of the chunks IDAT, one behind the other.
type idat struct{ p *pngRows }

func (d idat) Read(b []byte) (int, error) {
	for d.p.left == 0 {
		if _, err := io.CopyN(io.Discard, d.p.r, crc32.Size); err != nil {
			return 0, err
		}
		name, size, err := d.p.chunk()
		if err != nil || name != "IDAT" {
			return 0, io.EOF
		}
		d.p.left = size
	}
	n, err := d.p.r.Read(b[:min(int64(len(b)), d.p.left)])
	d.p.left -= int64(n)
	return n, err
}

// row unpacks the next row.
func (p *pngRows) row() ([]byte, error) {
	p.now, p.before = p.before, p.now
	if _, err := io.ReadFull(p.rows, p.now); err != nil {
		return nil, ErrNoPicture
	}
	now, up, step := p.now[1:], p.before[1:], max(1, p.samples*p.depth/8)
	for i := range now {
		var a, b, c byte
		if b = up[i]; i >= step {
			a, c = now[i-step], up[i-step]
		}
		switch p.now[0] {
		case 0:
		case 1:
			now[i] += a
		case 2:
			now[i] += b
		case 3:
			now[i] += byte((int(a) + int(b)) / 2)
		case 4:
			now[i] += paeth(a, b, c)
		default:
			return nil, ErrNoPicture
		}
	}
	return now, nil
}

func paeth(a, b, c byte) byte {
	x, y := int(b)-int(c), int(a)-int(c)
	pa, pb, pc := max(x, -x), max(y, -y), max(x+y, -x-y)
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

// shrink averages squares of pixels into one.
func (p *pngRows) shrink(most int) (image.Image, error) {
	defer p.rows.Close() // nothing to lose
	by := max(1, (max(p.width, p.height)+most-1)/most)
	w, h := (p.width+by-1)/by, (p.height+by-1)/by
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	sums := make([]int, 4*w)
	for y := range p.height {
		row, err := p.row()
		if err != nil {
			return nil, err
		}
		for x := range p.width {
			r, g, b := p.pixel(row, x)
			s := sums[4*(x/by):]
			s[0], s[1], s[2], s[3] = s[0]+r, s[1]+g, s[2]+b, s[3]+1
		}
		if y%by == by-1 || y == p.height-1 {
			line := out.Pix[y/by*out.Stride:]
			for x := range w {
				s := sums[4*x:]
				line[4*x], line[4*x+1], line[4*x+2], line[4*x+3] = byte(s[0]/s[3]), byte(s[1]/s[3]), byte(s[2]/s[3]), 255
			}
			clear(sums)
		}
	}
	return out, nil
}

// pixel is a pixel on white.
func (p *pngRows) pixel(row []byte, x int) (r, g, b int) {
	at := func(i int) int { return p.sample(row, x*p.samples+i) }
	alpha := 255
	switch p.kind {
	case 0, 4:
		r = at(0)
		g, b = r, r
		if p.kind == 4 {
			alpha = at(1)
		}
	case 3:
		i := at(0)
		if 3*i+2 < len(p.palette) {
			r, g, b = int(p.palette[3*i]), int(p.palette[3*i+1]), int(p.palette[3*i+2])
		}
		if i < len(p.clear) {
			alpha = int(p.clear[i])
		}
	default:
		r, g, b = at(0), at(1), at(2)
		if p.kind == 6 {
			alpha = at(3)
		}
	}
	if alpha == 255 {
		return r, g, b
	}
	white := 255 * (255 - alpha)
	return (r*alpha + white) / 255, (g*alpha + white) / 255, (b*alpha + white) / 255
}

// sample is a value from 0 to 255; of a palette, its number.
func (p *pngRows) sample(row []byte, i int) int {
	switch {
	case p.depth == 16:
		return int(row[2*i])
	case p.depth == 8:
		return int(row[i])
	}
	per := 8 / p.depth
	v := int(row[i/per]) >> (8 - p.depth*(i%per+1)) & (1<<p.depth - 1)
	if p.kind == 3 {
		return v
	}
	return v * 255 / (1<<p.depth - 1)
}
