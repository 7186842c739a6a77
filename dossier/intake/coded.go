package intake

import (
	"encoding/base64"
	"encoding/hex"
	"html"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	utf16 "golang.org/x/text/encoding/unicode"
)

// What stands in a text in a coding for machines is read too, as whoever gets the
// file can: base64, percent signs, escapes of scripts, references of HTML, and a
// whole file in any of them.

// maxCoded is the longest piece of coded text that is looked into, in bytes; a longer
// one that is no text and no file known here counts as unread from minCoded.
const (
	maxCoded = 4 << 20
	minCoded = 600
)

var (
	base64Words = regexp.MustCompile(`[A-Za-z0-9+/_-]{8,}={0,2}`)
	base64Lines = regexp.MustCompile(`(?:[A-Za-z0-9+/_-]{40,}={0,2}[ \t]*\r?\n[ \t]*){2,}[A-Za-z0-9+/_-]+={0,2}`)
	percents    = regexp.MustCompile(`(?:[^\s"'<>&]*%[0-9A-Fa-f]{2})+[^\s"'<>&]*`)
	escapes     = regexp.MustCompile(`(?:[^\s"'<>&\\]*\\u\{?[0-9A-Fa-f]{2,6}\}?)+[^\s"'<>&\\]*|(?:\\x[0-9A-Fa-f]{2})+`)
	quoted      = regexp.MustCompile(`(?:[^\s=]*=[0-9A-F]{2}){2,}[^\s=]*`)
	hexWords    = regexp.MustCompile(`\b(?:[0-9A-Fa-f]{2}){6,}\b`)
	unicode16   = utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM)
	utf7        = regexp.MustCompile(`\+[A-Za-z0-9+/]{5,}-?`)
)

// sayCoded adds the words that stand coded in a text.
func (l *look) sayCoded(text string) {
	if len(text) > maxCoded {
		text = text[:maxCoded]
		l.miss(unreadLarge)
	}
	for _, c := range []struct {
		pattern *regexp.Regexp
		decode  func(string) []byte
	}{
		{percents, func(s string) []byte { out, _ := url.PathUnescape(s); return []byte(out) }},
		{escapes, unescape},
		{quoted, func(s string) []byte { return unquotePrintable([]byte(s)) }},
		{hexWords, func(s string) []byte { out, _ := hex.DecodeString(s); return out }},
		{utf7, wideBase64},
	} {
		for _, s := range c.pattern.FindAllString(text, 10_000) {
			if out, ok := codedText(c.decode(s)); ok && out != s {
				l.beside(partCoded, out)
			}
		}
	}
	if strings.Contains(text, "&#") {
		l.besides(partCoded, html.UnescapeString(text))
	}
	l.sayBase64(text)
}

// sayBase64 adds what stands in base64, text or a file.
func (l *look) sayBase64(text string) {
	joined := base64Lines.FindAllString(text, 1000)
	for _, s := range append(joined, base64Words.FindAllString(text, 20_000)...) {
		if l.ctx.Err() != nil {
			return
		}
		b, _, _ := decodeBase64([]byte(s))
		coded := strings.ContainsAny(s, "0123456789+/=") // else it is most likely a word
		if !coded && !utf8.Valid(b) {
			continue
		}
		if out, ok := codedText(b); ok {
			l.beside(partCoded, out)
			continue
		}
		if len(b) < 64 || !coded {
			continue
		}
		kind := kindOf(l.inside(b).src, "", "")
		switch {
		case kind != unknown && kind != "text/plain" && kind != "video/mpeg":
			if l.within("", "", strings.NewReader(string(b))) != "" {
				l.miss(unreadBinary)
			}
		case len(b) >= minCoded:
			l.miss(unreadBinary)
			l.sweep(b)
		}
	}
}

// codedText tells whether decoded bytes are words, and of which.
func codedText(b []byte) (string, bool) {
	if len(b) < 4 {
		return "", false
	}
	s := string(b)
	if !utf8.Valid(b) {
		text, g, ok := decodeGuessed(b)
		if !ok || !g.sure || !g.cyrillic && !strings.HasPrefix(g.name, "utf-") {
			return "", false
		}
		s = text
	}
	for _, r := range s {
		if !unicode.IsPrint(r) && !unicode.IsSpace(r) {
			return "", false
		}
	}
	return s, wordy(s)
}

// decodeBase64 reads base64 of both alphabets, and on after a padding: seams are the
// places in out where that was. It tells whether some of it was none.
func decodeBase64(b []byte) (out []byte, seams []int, strange bool) {
	out = make([]byte, 0, len(b)/4*3+3)
	var quad [4]byte
	n, padded := 0, false
	flush := func() {
		if n < 2 {
			strange = strange || n == 1
			n = 0
			return
		}
		var three [3]byte
		got, err := base64.RawStdEncoding.Decode(three[:], quad[:n])
		if err != nil {
			strange = true
		}
		out = append(out, three[:got]...)
		n = 0
	}
	for _, c := range b {
		switch {
		case c == '-':
			c = '+'
		case c == '_':
			c = '/'
		case c == '=':
			flush()
			padded = true
			continue
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			continue
		case (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') && c != '+' && c != '/':
			strange = true
			continue
		}
		if padded {
			seams, padded = append(seams, len(out)), false
		}
		quad[n] = c
		if n++; n == 4 {
			flush()
		}
	}
	flush()
	return out, seams, strange
}

// unescape reads \u0410, \u{410} and \xd0.
func unescape(s string) []byte {
	var out []byte
	for len(s) > 0 {
		if strings.HasPrefix(s, `\x`) && len(s) >= 4 {
			if n, err := strconv.ParseUint(s[2:4], 16, 8); err == nil {
				out, s = append(out, byte(n)), s[4:]
				continue
			}
		}
		if strings.HasPrefix(s, `\u`) {
			digits, after := "", ""
			if strings.HasPrefix(s, `\u{`) {
				digits, after, _ = strings.Cut(s[3:], "}")
			} else if len(s) >= 6 {
				digits, after = s[2:6], s[6:]
			}
			if n, err := strconv.ParseUint(digits, 16, 21); err == nil {
				out, s = utf8.AppendRune(out, rune(n)), after
				continue
			}
		}
		out, s = append(out, s[0]), s[1:]
	}
	return out
}

// unquotePrintable reads what it can of quoted-printable (RFC 2045, 6.7).
func unquotePrintable(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		if b[i] == '=' && i+2 < len(b) {
			if n, err := strconv.ParseUint(string(b[i+1:i+3]), 16, 8); err == nil {
				out = append(out, byte(n))
				i += 2
				continue
			}
		}
		if b[i] == '=' {
			j := i + 1
			for j < len(b) && (b[j] == ' ' || b[j] == '\t' || b[j] == '\r') {
				j++
			}
			if j >= len(b) || b[j] == '\n' {
				i = j
				continue
			}
		}
		out = append(out, b[i])
	}
	return out
}

// wideBase64 reads a word of UTF-7 (RFC 2152): UTF-16 in base64 behind a plus.
func wideBase64(s string) []byte {
	b, _, strange := decodeBase64([]byte(strings.TrimSuffix(s[1:], "-")))
	if strange {
		return nil
	}
	out := decodedBy(unicode16, b[:len(b)&^1])
	for _, r := range out {
		if !plausible(r) {
			return nil
		}
	}
	return []byte(out)
}
