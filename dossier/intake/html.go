package intake

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// readHTML reads a saved web page.
func readHTML(l *look) {
	b, err := l.src.most(min(maxUnpacked, *l.room))
	if err != nil {
		return
	}
	if l.src.size > int64(len(b)) {
		l.miss(unreadLarge)
	}
	l.sayPage(b, "")
}

// sayPage adds all that a page holds. The encoding is the one that came with it, that
// it tells itself, or the one that fits.
func (l *look) sayPage(b []byte, label string) {
	sayHTML(l, strings.NewReader(l.pageText(b, label)))
}

// pageText is a page in UTF-8. An encoding is believed where the page fits it.
func (l *look) pageText(b []byte, label string) string {
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	told := encodingByLabel(label)
	if e, _, sure := charset.DetermineEncoding(b[:min(len(b), 1024)], ""); told == nil && sure {
		told = e
	}
	if told != nil {
		if text := decodedBy(told, b); !strings.ContainsRune(text, '\ufffd') {
			return text
		}
	}
	text, ok := l.decode(b)
	if !ok {
		l.miss(unreadDamaged)
		l.sweep(b)
	}
	return text
}

// sayHTML adds the text of a page, which is in UTF-8, and beside it what its tags,
// comments, scripts and styles hold.
func sayHTML(l *look, r io.Reader) {
	z := html.NewTokenizer(r)
	z.SetMaxBuf(maxText)
	silent, tail := "", "" // tail is the word before a tag that may stand inside it
	for l.ctx.Err() == nil {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			if !errors.Is(z.Err(), io.EOF) {
				l.miss(unreadLarge)
				l.sweep(z.Buffered())
			}
			if l.text.Len() > 0 {
				l.say("\n")
			}
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			n := string(name)
			if kind == html.StartTagToken && (n == "script" || n == "style" || n == "noscript" || n == "template") {
				silent = n
			} else if !inline(n) {
				l.say("\n")
				tail = ""
			}
			for more {
				var key, value []byte
				key, value, more = z.TagAttr()
				l.sayAttribute(string(key), string(value))
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == silent {
				silent = ""
			} else if string(name) == "td" || string(name) == "th" || string(name) == "p" {
				l.say("\n")
				tail = ""
			}
		case html.CommentToken, html.DoctypeToken:
			if text := string(z.Text()); !strings.EqualFold(text, "html") {
				l.besides(partComments, text)
				l.sayCoded(text)
			}
		case html.TextToken:
			text := string(z.Text())
			if silent == "" {
				tail = l.sayJoint(tail, html.UnescapeString(text))
			}
			if !l.sayPageText(silent, text) {
				return
			}
		}
	}
}

// sayJoint adds two words that a tag alone parts: a page shows them as one, and its
// author may have meant two. It gives the last word of the text.
func (l *look) sayJoint(tail, text string) string {
	words := strings.Fields(text)
	if len(words) == 0 {
		return ""
	}
	if tail != "" && strings.HasPrefix(text, words[0]) {
		l.beside(partBody, tail+" "+words[0])
	}
	if last := words[len(words)-1]; strings.HasSuffix(text, last) {
		return last[:min(len(last), maxTag)]
	}
	return ""
}

// sayPageText adds what stands between tags. A blank at its ends stays, as a word may
// go on behind a tag.
func (l *look) sayPageText(silent, text string) bool {
	if silent != "" {
		part := partScripts
		if silent == "noscript" || silent == "template" {
			part = partAttributes
			text = html.UnescapeString(text)
		}
		l.besides(part, text)
		l.sayCoded(text)
		return true
	}
	words := html.UnescapeString(strings.Join(strings.Fields(text), " "))
	if words == "" {
		return text == "" || l.say(" ")
	}
	l.sayCoded(words)
	if strings.ContainsAny(text[:1], " \t\r\n") {
		words = " " + words
	}
	if strings.ContainsAny(text[len(text)-1:], " \t\r\n") {
		words += " "
	}
	return l.say(words)
}

// sayAttribute adds what a tag holds: descriptions, addresses, the data of scripts.
func (l *look) sayAttribute(key, value string) {
	part := partAttributes
	switch strings.ToLower(key) {
	case "href", "src", "action", "cite", "data", "poster", "srcset":
		part = partLinks
	case "xmlns":
		return
	}
	if !stockAttribute(key) {
		l.beside(partAttributes, key)
	}
	if telling("", "title", value) {
		l.besides(part, value)
	}
	l.sayCoded(value)
}

// stockAttribute is a name of an attribute that HTML itself gives; those of scripts
// are words of whoever wrote the page.
func stockAttribute(key string) bool {
	return !strings.HasPrefix(key, "data-") && len(key) < 24
}

// inline tags may stand inside a word.
func inline(tag string) bool {
	switch tag {
	case "a", "b", "i", "u", "em", "strong", "span", "font", "small", "sub", "sup", "mark", "abbr", "cite", "q", "code", "s", "del", "ins", "wbr", "bdi", "bdo", "big", "tt", "kbd", "var", "samp", "time", "strike":
		return true
	}
	return false
}
