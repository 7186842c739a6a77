package intake

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"io"

	"golang.org/x/image/tiff/lzw"
)

// errFilter: a stream is packed in a way that is not unpacked here.
var errFilter = errors.New("filter not known")

// unfilter undoes the filters of a stream (ISO 32000-2, 7.4), most bytes of it. A
// stream that breaks off gives what comes before.
func unfilter(b []byte, filters []string, most int64) ([]byte, error) {
	for _, f := range filters {
		var r io.Reader
		switch f {
		case "FlateDecode", "Fl":
			z, err := zlib.NewReader(bytes.NewReader(b))
			if err != nil { // the head may be missing
				r = flate.NewReader(bytes.NewReader(b[min(2, len(b)):]))
			} else {
				r = z
			}
		case "LZWDecode", "LZW":
			r = lzw.NewReader(bytes.NewReader(b), lzw.MSB, 8)
		case "ASCIIHexDecode", "AHx":
			x := pdfLexer{b: append([]byte("<"), b...)}
			b = x.hex()
			continue
		case "ASCII85Decode", "A85":
			b, _, _ = bytes.Cut(bytes.TrimPrefix(bytes.TrimSpace(b), []byte("<~")), []byte("~"))
			r = ascii85.NewDecoder(bytes.NewReader(b))
		case "RunLengthDecode", "RL":
			b = runs(b, most)
			continue
		case "Crypt":
			continue
		default:
			return b, errFilter
		}
		out, err := io.ReadAll(io.LimitReader(r, most+1))
		if int64(len(out)) > most {
			return out[:most], io.ErrShortBuffer
		}
		if err != nil && len(out) == 0 && len(b) > 0 {
			return nil, err
		}
		b = out
	}
	return b, nil
}

// runs undoes the packing of equal bytes.
func runs(b []byte, most int64) []byte {
	var out []byte
	for len(b) > 1 && b[0] != 128 && int64(len(out)) < most {
		n := int(b[0])
		if n < 128 {
			n = min(n+1, len(b)-1)
			out, b = append(out, b[1:1+n]...), b[1+n:]
			continue
		}
		out, b = append(out, bytes.Repeat(b[1:2], 257-n)...), b[2:]
	}
	return out
}
