package intake

import (
	"bufio"
	"bytes"
	"io"
	"mime"
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
	b, err := l.src.most(min(maxUnpacked, *l.room))
	if err != nil {
		return
	}
	if l.src.size > int64(len(b)) {
		l.miss(unreadLarge)
	}
	sayMail(l, b)
}

// sayMail reads a mail. Every field of its head is read: programs on its way write
// down who sent it, and for whom.
func sayMail(l *look, b []byte) {
	head, body := mailHeader(b)
	for _, key := range []string{"From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Date", "Subject", "Message-ID", "In-Reply-To", "X-Originating-IP", "X-Mailer", "User-Agent"} {
		l.note(key, l.headerText(head.get(key)))
	}
	l.say(l.headerText(head.get("subject")) + "\n" + l.headerText(head.get("from")) + "\n" + l.headerText(head.get("to")) + "\n")
	l.sayHead(head)
	parts := maxParts
	readPart(l, head, body, maxDepth, &parts)
}

// sayHead adds the fields of a head that are no line of the metadata.
func (l *look) sayHead(head mailHead) {
	for _, f := range head {
		if text := l.headerText(f.value); !strings.Contains(l.meta.String(), ": "+oneLine(text)) {
			l.beside(partHeaders, f.key+": "+text)
			l.sayCoded(text)
		}
	}
}

// mailField is one field of a head; mailHead all of them, in their order.
type mailField struct{ key, value string }

type mailHead []mailField

// get is the first field of a name, "" where there is none.
func (h mailHead) get(key string) string {
	for _, f := range h {
		if strings.EqualFold(f.key, key) {
			return f.value
		}
	}
	return ""
}

// mailHeader parts the fields of a head, folded lines put together, from the body.
func mailHeader(b []byte) (head mailHead, body []byte) {
	r := bufio.NewReader(bytes.NewReader(b))
	at := 0
	for at < maxHeader {
		line, err := r.ReadString('\n')
		at += len(line)
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			break
		}
		key, value, ok := strings.Cut(line, ":")
		switch {
		case line[0] == ' ' || line[0] == '\t':
			if n := len(head); n > 0 {
				head[n-1].value += line
			}
		case ok:
			head = append(head, mailField{strings.TrimSpace(key), strings.TrimSpace(value)})
		default:
			head = append(head, mailField{"", line}) // a line of nobody's
		}
		if err != nil {
			break
		}
	}
	return head, b[min(at, len(b)):]
}

// headerText reads what is not ASCII in a head: words in a coding, and letters that
// stand there as they are.
func (l *look) headerText(s string) string {
	text, ok := l.decode([]byte(s))
	if !ok {
		text = s
	}
	d := mime.WordDecoder{CharsetReader: func(name string, r io.Reader) (io.Reader, error) { return charset.NewReaderLabel(name, r) }}
	out, err := d.DecodeHeader(text)
	if err != nil {
		l.miss(unreadCoding)
		return text
	}
	if strings.Contains(out, "=?") && strings.Contains(out, "?=") {
		out = looseWords(d, out)
	}
	return out
}

// looseWords reads words in a coding that are written against the rule: inside
// quotes, or with blanks in them.
func looseWords(d mime.WordDecoder, s string) string {
	var out strings.Builder
	for {
		from := strings.Index(s, "=?")
		if from < 0 {
			break
		}
		fields := strings.SplitN(s[from+2:], "?", 4)
		if len(fields) < 4 || !strings.HasPrefix(fields[3], "=") {
			out.WriteString(s[:from+2])
			s = s[from+2:]
			continue
		}
		word := "=?" + fields[0] + "?" + fields[1] + "?" + strings.ReplaceAll(fields[2], " ", "_") + "?="
		if text, err := d.Decode(word); err == nil {
			word = text
		}
		out.WriteString(s[:from] + word)
		s = fields[3][1:]
	}
	return out.String() + s
}

// readPart reads one part of a mail, and the parts of that.
func readPart(l *look, head mailHead, b []byte, depth int, parts *int) {
	if *parts--; *parts < 0 || depth < 0 || l.ctx.Err() != nil {
		l.miss(unreadDepth)
		return
	}
	kind, params := l.contentType(head.get("Content-Type"))
	coding := head.get("Content-Transfer-Encoding")
	switch {
	case strings.HasPrefix(kind, "multipart/") && params["boundary"] != "":
		for i, p := range mailParts(b, params["boundary"]) {
			if i == 0 || p.outside { // for programs that know no parts
				l.besides(partComments, l.headerText(string(p.content)))
				continue
			}
			inner, body := mailHeader(p.content)
			if len(inner) > 0 && bytes.HasPrefix(bytes.TrimLeft(p.content, "\r"), []byte("\n")) {
				inner, body = nil, p.content
			}
			l.sayPartHead(inner)
			if readAttached(l, inner, body, parts) {
				continue
			}
			readPart(l, inner, body, depth-1, parts)
		}
	case kind == "text/html":
		l.sayPage(l.decoded(coding, b), params["charset"])
	case strings.HasPrefix(kind, "text/") || kind == "":
		l.sayLetter(l.decoded(coding, b), params["charset"])
	default:
		name := l.fileName(head)
		l.noteInner("Attachment", name, l.within(name, kind, bytes.NewReader(l.decoded(coding, b))))
	}
}

// sayPartHead adds the head of a part: names, and what programs write there.
func (l *look) sayPartHead(head mailHead) {
	for _, f := range head {
		switch strings.ToLower(f.key) {
		case "content-transfer-encoding", "mime-version":
		default:
			l.beside(partHeaders, l.headerText(f.value))
		}
	}
}

// sayLetter adds the body of a mail, in the encoding that it names or that fits. A
// name that does not fit is not believed.
func (l *look) sayLetter(b []byte, label string) {
	if files, rest := uuFiles(b); len(files) > 0 {
		for _, f := range files {
			l.say(f.name + "\n")
			l.noteInner("Attachment", f.name, l.within(f.name, "", bytes.NewReader(f.content)))
		}
		b = rest
	}
	b = b[:min(len(b), 2*maxText)]
	text, ok := "", false
	if e := encodingByLabel(label); e != nil && !strings.EqualFold(label, "us-ascii") {
		text = decodedBy(e, b)
		ok = !strings.ContainsRune(text, '\ufffd')
	}
	if !ok {
		if guessed, fits := l.decode(b); fits {
			text = guessed
		} else if text == "" {
			l.miss(unreadDamaged)
			l.sweep(b)
		}
	}
	l.say(text + "\n")
	l.sayCoded(text)
}

// decoded undoes what the way of a mail made necessary, past mistakes in it.
func (l *look) decoded(coding string, b []byte) []byte {
	switch strings.ToLower(strings.TrimSpace(coding)) {
	case "base64":
		out, seams, strange := decodeBase64(b)
		l.saySeams(out, seams)
		if strange {
			l.miss(unreadDamaged)
			l.sweep(b)
		}
		return out
	case "quoted-printable":
		return unquotePrintable(b)
	case "", "7bit", "8bit", "binary":
	case "x-uuencode", "uuencode", "x-uue":
		if files, _ := uuFiles(b); len(files) > 0 {
			return files[0].content
		}
		l.miss(unreadDamaged)
	default:
		l.miss(unreadBinary)
	}
	return b
}

// saySeams adds the pieces of a text whose base64 goes on after its end, each for
// itself: a program put several one behind the other, and the words at the joint are
// two, or one.
func (l *look) saySeams(b []byte, seams []int) {
	from := 0
	for _, to := range append(seams[:min(len(seams), 1000):min(len(seams), 1000)], len(b)) {
		if len(seams) == 0 {
			return
		}
		if text, ok := decodeText(b[from:to]); ok {
			l.besides(partBody, text)
		}
		from = to
	}
}

// readAttached reads a part that is a file of its own, or a mail sent on, and
// tells whether it is one.
func readAttached(l *look, head mailHead, body []byte, parts *int) bool {
	name := l.fileName(head)
	kind, _ := l.contentType(head.get("Content-Type"))
	attached := strings.HasPrefix(strings.ToLower(strings.TrimSpace(head.get("Content-Disposition"))), "attachment")
	if name == "" && kind != "message/rfc822" && !(attached && !strings.HasPrefix(kind, "multipart/")) {
		return false
	}
	if *parts--; *parts < 0 {
		l.miss(unreadDepth)
		return true
	}
	l.say(name + "\n")
	gap := l.within(name, kind, bytes.NewReader(l.decoded(head.get("Content-Transfer-Encoding"), body)))
	if gap != "" && l.depth > 0 {
		l.gap = gapPart
	}
	if name == "" {
		name = "a mail"
	}
	l.noteInner("Attachment", name, gap)
	return true
}
