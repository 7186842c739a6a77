package write

import (
	"bytes"
	"fmt"

	"probata/pdf/layout"
)

// name gives a picture its name in page contents.
func (f *fontSet) name(p *layout.Picture) {
	if f.pictures[p] == "" {
		f.shown = append(f.shown, p)
		f.pictures[p] = fmt.Sprintf("I%d", len(f.shown))
	}
}

// pictures adds the pictures and names them in object 2, the resources of all
// pages.
func (f *file) pictures() error {
	names, order := f.fonts.pictures, f.fonts.shown
	if len(order) == 0 {
		return nil
	}
	var b []byte
	for _, p := range order {
		n, err := f.pictureObject(p)
		if err != nil {
			return err
		}
		b = fmt.Appendf(b, "/%s %d 0 R ", names[p], n)
	}
	head := []byte("/XObject <<")
	before, after, ok := bytes.Cut(f.objs[2], head)
	if !ok {
		return fmt.Errorf("finish file: no place for %d pictures", len(order))
	}
	f.objs[2] = bytes.Join([][]byte{before, head, b, after}, nil)
	return nil
}

// pictureObject adds a picture and gives its number.
func (f *file) pictureObject(p *layout.Picture) (int, error) {
	if p.Foreign != nil {
		return f.foreign(p.Foreign)
	}
	body, err := f.picture(p)
	if err != nil {
		return 0, err
	}
	return f.add(body), nil
}

func (f *file) picture(p *layout.Picture) ([]byte, error) {
	space, channels := "/DeviceRGB", 3
	if p.Grey {
		space, channels = "/DeviceGray", 1
	}
	dict := fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace %s", p.Width, p.Height, space)
	if p.JPEG != nil {
		return stream(dict+" /Filter /DCTDecode", p.JPEG), nil
	}
	dict += fmt.Sprintf(" /DecodeParms <</Predictor 12 /Colors %d /Columns %d>>", channels, p.Width)
	return f.packed(dict, differences(p.Pixels, p.Width*channels))
}

// differences writes rows as what changed since the row above (PNG filter Up),
// which packs better than the pixels.
func differences(pixels []byte, row int) []byte {
	out := make([]byte, 0, len(pixels)+len(pixels)/row+1)
	for at := 0; at+row <= len(pixels); at += row {
		out = append(out, 2)
		for i := range row {
			above := byte(0)
			if at > 0 {
				above = pixels[at-row+i]
			}
			out = append(out, pixels[at+i]-above)
		}
	}
	return out
}
