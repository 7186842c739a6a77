package write

import (
	"encoding/binary"
	"math"
)

// The output intent of an archive file says what its colours mean: sRGB. The
// profile is computed from the numbers of IEC 61966-2-1 and the layout of
// ICC.1:2001 (version 2, which PDF/A-1 asks for); nobody's file is shipped.

// Colorants of sRGB, adapted to the white point D50 of the profile.
var (
	srgbWhite = [3]float64{0.9642, 1, 0.8249}
	srgbRed   = [3]float64{0.43607, 0.22249, 0.01392}
	srgbGreen = [3]float64{0.38515, 0.71687, 0.09708}
	srgbBlue  = [3]float64{0.14307, 0.06061, 0.71410}
)

const srgbName = "sRGB IEC61966-2.1"

// srgbProfile is the ICC profile.
func srgbProfile() []byte {
	curve := toneCurve()
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", profileName()},
		{"cprt", append([]byte("text\x00\x00\x00\x00"), "No copyright, use freely\x00"...)},
		{"wtpt", xyz(srgbWhite)},
		{"rXYZ", xyz(srgbRed)},
		{"gXYZ", xyz(srgbGreen)},
		{"bXYZ", xyz(srgbBlue)},
		{"rTRC", curve},
		{"gTRC", nil}, // the same curve
		{"bTRC", nil},
	}
	put := binary.BigEndian.AppendUint32
	table := put(nil, uint32(len(tags)))
	at := 128 + 4 + 12*len(tags)
	var body []byte
	from, size := 0, 0
	for _, t := range tags {
		if t.data != nil {
			for len(body)%4 != 0 {
				body = append(body, 0)
			}
			from, size = at+len(body), len(t.data)
			body = append(body, t.data...)
		}
		table = append(table, t.name...)
		table = put(put(table, uint32(from)), uint32(size))
	}
	for len(body)%4 != 0 {
		body = append(body, 0)
	}
	return append(append(profileHead(at+len(body)), table...), body...)
}

func profileHead(size int) []byte {
	h := make([]byte, 128)
	binary.BigEndian.PutUint32(h, uint32(size))
	h[8], h[9] = 2, 0x10 // version 2.1
	copy(h[12:], "mntrRGB XYZ ")
	for i, v := range []uint16{1999, 6, 3, 0, 0, 0} { // the day of IEC 61966-2-1, not of the export
		binary.BigEndian.PutUint16(h[24+2*i:], v)
	}
	copy(h[36:], "acsp")
	for i, v := range srgbWhite {
		binary.BigEndian.PutUint32(h[68+4*i:], fixed16(v))
	}
	return h
}

func fixed16(v float64) uint32 { return uint32(int32(math.Round(v * 65536))) }

func xyz(v [3]float64) []byte {
	b := []byte("XYZ \x00\x00\x00\x00")
	for _, x := range v {
		b = binary.BigEndian.AppendUint32(b, fixed16(x))
	}
	return b
}

func profileName() []byte {
	b := []byte("desc\x00\x00\x00\x00")
	b = binary.BigEndian.AppendUint32(b, uint32(len(srgbName)+1))
	b = append(append(b, srgbName...), 0)
	return append(b, make([]byte, 4+4+2+1+67)...) // no Unicode, no Macintosh name
}

// toneCurve is the transfer function of sRGB in 1,024 steps.
func toneCurve() []byte {
	const steps = 1024
	b := []byte("curv\x00\x00\x00\x00")
	b = binary.BigEndian.AppendUint32(b, steps)
	for i := range steps {
		v := float64(i) / (steps - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		b = binary.BigEndian.AppendUint16(b, uint16(math.Round(v*65535)))
	}
	return b
}
