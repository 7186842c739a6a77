package intake

import (
	"bytes"
	"context"
	"image"
)

// LargePNG reads a PNG row by row, however small it is.
func LargePNG(data []byte, most int) (*image.RGBA, error) {
	m, err := largePNG(&source{ctx: context.Background(), r: bytes.NewReader(data), size: int64(len(data))}, most)
	if err != nil {
		return nil, err
	}
	return m.(*image.RGBA), nil
}
