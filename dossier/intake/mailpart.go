package intake

import (
	"bytes"
	"mime"
	"net/url"
	"regexp"
	"strings"
)

// mailPart is a piece of a mail between two borders; outside is what stands before
// the first and behind the last.
type mailPart struct {
	content []byte
	outside bool
}

// mailParts parts a mail at its borders (RFC 2046, 5.1.1). The first is what stands
// before them; a mail that breaks off has what it has.
func mailParts(b []byte, boundary string) []mailPart {
	border := []byte("--" + boundary)
	parts := []mailPart{{outside: true}}
	from, ended := 0, false
	for at := 0; at < len(b) && len(parts) <= maxParts+1; {
		end := bytes.IndexByte(b[at:], '\n')
		if end < 0 {
			end = len(b) - at
		} else {
			end++
		}
		line := bytes.TrimRight(b[at:at+end], " \t\r\n")
		if rest, ok := bytes.CutPrefix(line, border); ok && (len(rest) == 0 || string(rest) == "--") {
			parts[len(parts)-1].content = bytes.TrimSuffix(bytes.TrimSuffix(b[from:at], []byte("\n")), []byte("\r"))
			from, ended = at+end, len(rest) > 0
			parts = append(parts, mailPart{outside: ended})
		}
		at += end
	}
	parts[len(parts)-1].content = b[min(from, len(b)):]
	return parts
}

// contentType reads what kind of thing a part is and the parameters of that, past
// the mistakes that programs make in it.
func (l *look) contentType(s string) (kind string, params map[string]string) {
	if s == "" {
		return "text/plain", nil
	}
	if kind, params, err := mime.ParseMediaType(s); err == nil {
		return kind, params
	}
	head, _, _ := strings.Cut(s, ";")
	kind = strings.ToLower(strings.TrimSpace(head))
	if !strings.Contains(kind, "/") {
		kind = "text/plain"
	}
	return kind, looseParams(s)
}

var looseParam = regexp.MustCompile(`(?i);\s*([a-z0-9*_-]+)\s*=\s*("(?:[^"\\]|\\.)*"?|[^;\r\n]*)`)

// looseParams are the parameters of a field as they stand there, quoted or not.
func looseParams(s string) map[string]string {
	out := make(map[string]string)
	for _, m := range looseParam.FindAllStringSubmatch(s, 50) {
		out[strings.ToLower(m[1])] = strings.ReplaceAll(strings.Trim(strings.TrimSpace(m[2]), `"`), `\"`, `"`)
	}
	return out
}

// fileName is the name of an attached file, "" where it has none: by the rule (RFC
// 2231, RFC 2183), or as programs write it, in Cyrillic and without quotes.
func (l *look) fileName(head mailHead) string {
	for _, field := range []string{head.get("Content-Disposition"), head.get("Content-Type")} {
		_, params, err := mime.ParseMediaType(field)
		if err != nil || params["filename"] == "" && params["name"] == "" {
			params = looseParams(field)
		}
		for _, key := range []string{"filename", "name"} {
			if name := params[key]; name != "" {
				return l.headerText(name)
			}
			if name := l.extended(params, key); name != "" {
				return name
			}
		}
	}
	return l.headerText(head.get("Content-Description"))
}

// extended is a parameter with its charset before it, in one piece or several.
func (l *look) extended(params map[string]string, key string) string {
	s := params[key+"*"]
	for n := range 20 {
		for _, k := range []string{key + "*" + string(rune('0'+n%10)) + "*", key + "*" + string(rune('0'+n%10))} {
			if n < 10 {
				s += params[k]
			}
		}
	}
	if s == "" {
		return ""
	}
	label := ""
	if fields := strings.SplitN(s, "'", 3); len(fields) == 3 {
		label, s = fields[0], fields[2]
	}
	if out, err := url.PathUnescape(s); err == nil {
		s = out
	}
	if e := encodingByLabel(label); e != nil {
		return decodedBy(e, []byte(s))
	}
	text, _ := l.decode([]byte(s))
	return text
}

// uuFile is a file that stands in a letter as lines of letters.
type uuFile struct {
	name    string
	content []byte
}

var uuBegin = regexp.MustCompile(`(?m)^begin [0-7]{3,4} (.+?)\r?$`)

// uuFiles takes files out of a letter that stand in it in the coding of Unix
// (uuencode, POSIX), and gives what is left.
func uuFiles(b []byte) (files []uuFile, rest []byte) {
	for len(files) < maxParts {
		m := uuBegin.FindSubmatchIndex(b)
		if m == nil {
			break
		}
		f := uuFile{}
		f.name, _ = decodeText(b[m[2]:m[3]])
		end := len(b)
		at := m[1]
		for line := range bytes.Lines(b[m[1]:]) {
			at += len(line)
			line = bytes.TrimRight(line, "\r\n")
			if string(line) == "end" {
				end = at
				break
			}
			f.content = append(f.content, uuLine(line)...)
		}
		files, rest = append(files, f), append(rest, b[:m[0]]...)
		b = b[end:]
	}
	return files, append(rest, b...)
}

func uuLine(line []byte) []byte {
	if len(line) < 2 {
		return nil
	}
	n := int(line[0]-' ') & 63
	var out []byte
	for line = line[1:]; len(line) >= 4; line = line[4:] {
		v := func(i int) byte { return (line[i] - ' ') & 63 }
		out = append(out, v(0)<<2|v(1)>>4, v(1)<<4|v(2)>>2, v(2)<<6|v(3))
	}
	return out[:min(n, len(out))]
}
