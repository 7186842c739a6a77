package intake

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"strings"

	"golang.org/x/net/html/charset"
)

// maxParts and maxDepth bound a mail that is made to keep us busy.
const (
	maxParts  = 200
	maxDepth  = 8
	maxHeader = 256 << 10
)

// readMail reads a mail as it was saved: who, when, about what, its text, and the
// text of what is attached to it.
func readMail(l *look) {
	r := bufio.NewReader(io.LimitReader(l.src.all(), maxUnpacked))
	head := mailHeader(r)
	for _, key := range []string{"From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Date", "Subject", "Message-ID", "In-Reply-To", "X-Originating-IP", "X-Mailer", "User-Agent"} {
		l.note(key, headerText(head[strings.ToLower(key)]))
	}
	l.say(headerText(head["subject"]) + "\n" + headerText(head["from"]) + "\n" + headerText(head["to"]) + "\n")
	parts := maxParts
	readPart(l, head["content-type"], head["content-transfer-encoding"], r, maxDepth, &parts)
}

// mailHeader reads the fields of a header, the first of each name.
func mailHeader(r *bufio.Reader) map[string]string {
	out := make(map[string]string)
	last := ""
	for size := 0; size < maxHeader; {
		line, err := r.ReadString('\n')
		size += len(line)
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			return out
		}
		if line[0] == ' ' || line[0] == '\t' {
			if last != "" {
				out[last] += line
			}
		} else if key, value, ok := strings.Cut(line, ":"); ok {
			last = strings.ToLower(strings.TrimSpace(key))
			if _, there := out[last]; there {
				last = ""
			} else {
				out[last] = strings.TrimSpace(value)
			}
		}
		if err != nil {
			return out
		}
	}
	return out
}

// headerText reads what is not ASCII in a header.
func headerText(s string) string {
	d := mime.WordDecoder{CharsetReader: func(name string, r io.Reader) (io.Reader, error) { return charset.NewReaderLabel(name, r) }}
	text, err := d.DecodeHeader(s)
	if err != nil {
		return s
	}
	return text
}

// readPart reads one part of a mail, and the parts of that.
func readPart(l *look, contentType, coding string, r io.Reader, depth int, parts *int) {
	if *parts--; *parts < 0 || depth < 0 || l.ctx.Err() != nil {
		return
	}
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind = "text/plain"
	}
	r = decoded(coding, r)
	switch {
	case strings.HasPrefix(kind, "multipart/") && params["boundary"] != "":
		m := multipart.NewReader(r, params["boundary"])
		for l.ctx.Err() == nil {
			p, err := m.NextRawPart()
			if err != nil {
				return
			}
			if readAttached(l, p, parts) {
				continue
			}
			readPart(l, p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p, depth-1, parts)
		}
	case kind == "text/html":
		if r, err := charset.NewReaderLabel(label(params), r); err == nil {
			sayHTML(l, r)
		}
	case kind == "text/plain":
		sayText(l, label(params), r)
	}
}

// decoded undoes what the way of a mail made necessary.
func decoded(coding string, r io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(coding)) {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, r)
	case "quoted-printable":
		return quotedprintable.NewReader(r)
	}
	return r
}

// readAttached reads a part that is a file of its own, or a mail sent on, and
// tells whether it is one.
func readAttached(l *look, p *multipart.Part, parts *int) bool {
	name := headerText(p.FileName())
	kind, params, _ := mime.ParseMediaType(p.Header.Get("Content-Type"))
	if name == "" {
		name = headerText(params["name"])
	}
	if name == "" && kind != "message/rfc822" {
		return false
	}
	if *parts--; *parts < 0 {
		return true
	}
	l.say(name + "\n")
	gap := l.within(name, kind, decoded(p.Header.Get("Content-Transfer-Encoding"), p))
	if gap != "" && l.depth > 0 {
		l.gap = gapPart
	}
	if name == "" {
		name = "a mail"
	}
	l.noteInner("Attachment", name, gap)
	return true
}

func label(params map[string]string) string {
	if c := params["charset"]; c != "" {
		return c
	}
	return "utf-8"
}

func sayText(l *look, encoding string, r io.Reader) {
	if in, err := charset.NewReaderLabel(encoding, r); err == nil {
		r = in
	}
	var b bytes.Buffer
	_, _ = io.Copy(&b, io.LimitReader(r, maxText)) // a part that breaks off has a beginning
	l.say(b.String() + "\n")
}
