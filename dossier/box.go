package dossier

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Box is an area of a page that a copy of the page hides. Its place is given in
// fractions of the page as it is seen, from the upper left corner, so that it
// holds for the page in any size.
type Box struct {
	Page       int     // from 1
	X, Y, W, H float64 // 0 to 1
}

// ErrBox is a text that is no box.
var ErrBox = errors.New("no box: want PAGE:x,y,width,height, the page counted from 1 and the rest from 0 to 1")

// ParseBox reads "PAGE:x,y,w,h", as a box is kept with its evidence.
func ParseBox(s string) (Box, error) {
	page, rest, ok := strings.Cut(strings.TrimSpace(s), ":")
	n, err := strconv.Atoi(page)
	parts := strings.Split(rest, ",")
	if !ok || err != nil || len(parts) != 4 {
		return Box{}, ErrBox
	}
	var v [4]float64
	for i, p := range parts {
		if v[i], err = strconv.ParseFloat(strings.TrimSpace(p), 64); err != nil {
			return Box{}, ErrBox
		}
	}
	b := Box{Page: n, X: v[0], Y: v[1], W: v[2], H: v[3]}
	if !b.valid() {
		return Box{}, ErrBox
	}
	return b, nil
}

// valid: it has a page and a size, and lies on it. NaN is none of it. What a
// rounded number makes it stick out is no fault.
func (b Box) valid() bool {
	const slack = 0.001
	return b.Page > 0 && b.X >= 0 && b.Y >= 0 && b.W > 0 && b.H > 0 && b.X+b.W <= 1+slack && b.Y+b.H <= 1+slack
}

// String is what ParseBox reads, to a ten-thousandth of the page.
func (b Box) String() string {
	return fmt.Sprintf("%d:%.4f,%.4f,%.4f,%.4f", b.Page, b.X, b.Y, b.W, b.H)
}

// Redactions are the boxes of a piece of evidence. The error is ErrBox: of a box
// that cannot be read nobody knows what it was to hide.
func (e *Evidence) Redactions() ([]Box, error) {
	var out []Box
	for _, s := range e.Boxes {
		b, err := ParseBox(s)
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return out, nil
}
