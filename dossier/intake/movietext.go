package intake

import (
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// metadataKeys reads the box keys: version, count, and {size, namespace, name}.
func metadataKeys(b []byte) (keys []string) {
	if len(b) < 8 {
		return nil
	}
	for b = b[8:]; len(b) >= 8; {
		size := binary.BigEndian.Uint32(b)
		if size < 8 || int64(size) > int64(len(b)) {
			return keys
		}
		keys = append(keys, string(b[8:size]))
		b = b[size:]
	}
	return keys
}

// userText is the text of a box of user data: in QuickTime a length, a language
// and the text; in 3GPP a version, a language and the text.
func userText(name string, b []byte) string {
	switch {
	case strings.HasPrefix(name, "\xa9") && len(b) >= 4:
		n := int(binary.BigEndian.Uint16(b))
		text := b[4:min(len(b), 4+n)]
		if lang := binary.BigEndian.Uint16(b[2:]); lang < 0x400 && !utf8.Valid(text) { // a code of the Macintosh
			return latin(text)
		}
		return string(text)
	case len(b) > 6:
		return string(b[6:])
	}
	return ""
}

// movieKey is our word for a key of metadata, "" for one that is not kept.
func movieKey(key string) string {
	key = strings.TrimPrefix(key, "com.apple.quicktime.")
	return map[string]string{
		"\xa9xyz": "Place", "location.ISO6709": "Place",
		"\xa9mak": "Make", "make": "Make", "com.android.manufacturer": "Make", "manu": "Make",
		"\xa9mod": "Model", "model": "Model", "com.android.model": "Model", "modl": "Model",
		"\xa9swr": "Software", "software": "Software", "com.android.version": "Software", "\xa9too": "Software",
		"\xa9day": "Recorded", "creationdate": "Recorded",
		"\xa9nam": "Title", "title": "Title", "titl": "Title", "displayname": "Title",
		"\xa9ART": "Author", "\xa9aut": "Author", "author": "Author", "artist": "Author", "auth": "Author", "perf": "Author",
		"\xa9cmt": "Comment", "comment": "Comment", "desc": "Description", "\xa9des": "Description", "description": "Description", "dscp": "Description",
		"\xa9cpy": "Copyright", "cprt": "Copyright", "copyright": "Copyright", "\xa9alb": "Album",
	}[key]
}

// placeISO6709 reads "+43.2220+076.8512+800/" as degrees (ISO 6709, annex H); what
// is written with minutes and seconds is left as it is.
func placeISO6709(s string) string {
	s = strings.TrimSuffix(s, "/")
	if s, _, _ = strings.Cut(s, "CRS"); len(s) < 2 {
		return ""
	}
	cut := strings.IndexAny(s[1:], "+-") + 1
	if cut < 1 {
		return ""
	}
	long := s[cut:]
	if i := strings.IndexAny(long[1:], "+-"); i >= 0 {
		long = long[:i+1]
	}
	lat, err := strconv.ParseFloat(s[:cut], 64)
	east, err2 := strconv.ParseFloat(long, 64)
	switch {
	case err != nil || err2 != nil || lat == 0 && east == 0:
		return ""
	case math.Abs(lat) > 90 || math.Abs(east) > 180:
		return s
	}
	return fmt.Sprintf("%.6f, %.6f", lat, east)
}
