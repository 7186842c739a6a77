package intake

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// readWARC reads an archive of web pages (ISO 28500): the answers of servers, with
// what packs them on their way undone. It is what lies in a WACZ file too.
func readWARC(l *look) {
	b, err := l.src.most(min(maxUnpacked, *l.room))
	if err != nil {
		return
	}
	if l.src.size > int64(len(b)) {
		l.miss(unreadLarge)
	}
	*l.room -= int64(len(b))
	count := 0
	for len(b) > 0 && l.ctx.Err() == nil {
		b = bytes.TrimLeft(b, "\r\n")
		if !bytes.HasPrefix(b, []byte("WARC/")) {
			if len(b) > 0 {
				l.miss(unreadDamaged)
				l.sweep(b)
			}
			break
		}
		head, rest := webHeader(b)
		size, err := strconv.ParseInt(head.get("Content-Length"), 10, 64)
		if err != nil || size < 0 || size > int64(len(rest)) {
			l.miss(unreadDamaged)
			size = int64(len(rest))
		}
		if count++; count > maxMails {
			l.miss(unreadLarge)
			break
		}
		l.sayRecord(head, rest[:size])
		b = rest[size:]
	}
	l.note("Records", fmt.Sprint(count))
}

// webHeader parts a first line and the fields behind it from what follows.
func webHeader(b []byte) (head mailHead, rest []byte) {
	first, _, _ := bytes.Cut(b, []byte("\n"))
	head, rest = mailHeader(b[min(len(first)+1, len(b)):])
	return append(head, mailField{"", strings.TrimRight(string(first), "\r")}), rest
}

// sayRecord adds one record of an archive.
func (l *look) sayRecord(head mailHead, b []byte) {
	for _, f := range head {
		l.beside(partHeaders, l.headerText(f.value))
	}
	address := head.get("WARC-Target-URI")
	l.sayCoded(address)
	name := path.Base(strings.TrimRight(address, "/>"))
	kind, params := l.contentType(head.get("Content-Type"))
	if kind != "application/http" {
		l.reportInner(name, l.within(name, kind, bytes.NewReader(b)))
		return
	}
	answer, body := webHeader(b)
	for _, f := range answer {
		text := l.headerText(f.value)
		l.beside(partHeaders, text)
		l.sayCoded(text)
	}
	if params["msgtype"] == "request" && len(body) == 0 {
		return
	}
	if strings.Contains(strings.ToLower(answer.get("Transfer-Encoding")), "chunked") {
		body = l.unchunked(body)
	}
	body = l.unpacked(answer.get("Content-Encoding"), body)
	kind, params = l.contentType(answer.get("Content-Type"))
	if e := encodingByLabel(params["charset"]); e != nil && strings.HasPrefix(kind, "text/") {
		if text := decodedBy(e, body); !strings.ContainsRune(text, '\ufffd') {
			body = append([]byte("\xef\xbb\xbf"), text...)
		}
	}
	l.reportInner(name, l.within(name, kind, bytes.NewReader(body)))
}

// reportInner tells that a piece could not be read; there are too many for a line each.
func (l *look) reportInner(name, gap string) {
	if gap != "" {
		l.gap = gapPart
		l.beside(partNames, name)
	}
}

// unchunked puts a body together that was sent in pieces (RFC 9112, 7.1). Some
// programs put it together and leave the field: what is not in pieces is as it is.
func (l *look) unchunked(b []byte) []byte {
	var out []byte
	for rest := b; len(rest) > 0; {
		line, after, ok := bytes.Cut(rest, []byte("\n"))
		digits, _, _ := strings.Cut(strings.TrimSpace(string(line)), ";")
		n, err := strconv.ParseUint(strings.TrimSpace(digits), 16, 31)
		if !ok || err != nil || n > uint64(len(after)) {
			if out == nil {
				return b
			}
			l.miss(unreadDamaged)
			return append(out, rest...)
		}
		if n == 0 {
			break
		}
		out = append(out, after[:n]...)
		rest = bytes.TrimPrefix(bytes.TrimPrefix(after[n:], []byte("\r")), []byte("\n"))
	}
	return out
}

// unpacked undoes the packing of a body. A body that is not packed as the field says
// was unpacked by the program that saved it.
func (l *look) unpacked(coding string, b []byte) []byte {
	for name := range strings.SplitSeq(strings.ToLower(coding), ",") {
		var r io.Reader
		var err error
		switch strings.TrimSpace(name) {
		case "gzip", "x-gzip":
			r, err = gzip.NewReader(bytes.NewReader(b))
		case "deflate":
			if r, err = zlib.NewReader(bytes.NewReader(b)); err != nil {
				r, err = flate.NewReader(bytes.NewReader(b)), nil
			}
		case "", "identity":
			continue
		default:
			if _, ok := decodeText(b); !ok {
				l.miss(unreadBinary)
			}
			continue
		}
		if err != nil {
			continue
		}
		out, err := io.ReadAll(io.LimitReader(r, min(maxInner, *l.room)+1))
		*l.room -= int64(len(out))
		if err != nil {
			l.miss(unreadDamaged)
		}
		if len(out) > 0 {
			b = out
		}
	}
	return b
}
