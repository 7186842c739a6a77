package intake

import (
	"bytes"
	"fmt"
	"regexp"
)

// maxMails is how many mails of a box are read.
const maxMails = 5000

// A box begins each mail with a line of its own (RFC 4155); Thunderbird writes only
// "From -" there. In bodies such a line has a mark before it.
var boxLine = regexp.MustCompile(`(?m)^From [^\r\n]*\r?\n`)

// readMbox reads a box of mails: Thunderbird's, Takeout's, that of Unix.
func readMbox(l *look) {
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
		m := boxLine.FindIndex(b)
		if m == nil || m[0] != 0 {
			break
		}
		l.beside(partHeaders, l.headerText(string(b[:m[1]])))
		b = b[m[1]:]
		end := nextMail(b)
		if count++; count > maxMails {
			l.miss(unreadLarge)
			break
		}
		mail := bytes.ReplaceAll(b[:end], []byte("\n>From "), []byte("\nFrom "))
		inner := l.inside(mail)
		inner.kind = "message/rfc822"
		sayMail(inner, mail)
		for line := range bytes.Lines([]byte(inner.meta.String())) {
			l.beside(partHeaders, string(line))
		}
		if inner.gap != "" {
			l.gap = gapPart
		}
		b = b[end:]
	}
	l.note("Mails", fmt.Sprint(count))
}

// nextMail is where the next mail of a box begins: at such a line that a head
// follows, and not at a sentence that begins so.
func nextMail(b []byte) int {
	for at := 0; at < len(b); {
		m := boxLine.FindIndex(b[at:])
		if m == nil {
			return len(b)
		}
		from, behind := at+m[0], at+m[1]
		if headFollows(b[behind:]) {
			return from
		}
		at = behind
	}
	return len(b)
}

var headLine = regexp.MustCompile(`^[!-9;-~]+:[ \t\r\n]|^[!-9;-~]+:[^ ]`)

func headFollows(b []byte) bool { return headLine.Match(b[:min(len(b), 1000)]) }

// looksLikeBox tells a box from a letter that begins with that word.
func looksLikeBox(head []byte) bool {
	m := boxLine.FindIndex(head)
	return m != nil && m[0] == 0 && headFollows(head[m[1]:])
}
