package intake

import (
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// readHTML reads a saved web page.
func readHTML(l *look) {
	r, err := charset.NewReader(io.LimitReader(l.src.all(), maxUnpacked), "")
	if err == nil {
		sayHTML(l, r)
	}
}

// sayHTML adds the text of a page, without scripts and styles.
func sayHTML(l *look, r io.Reader) {
	z := html.NewTokenizer(r)
	z.SetMaxBuf(maxText)
	silent := ""
	for l.ctx.Err() == nil {
		switch z.Next() {
		case html.ErrorToken:
			if errors.Is(z.Err(), io.EOF) && l.text.Len() > 0 {
				l.say("\n")
			}
			return
		case html.StartTagToken:
			name, _ := z.TagName()
			switch n := string(name); {
			case n == "script", n == "style", n == "noscript", n == "template":
				silent = n
			case !inline(n):
				l.say("\n")
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == silent {
				silent = ""
			}
		case html.TextToken:
			text := strings.Join(strings.Fields(string(z.Text())), " ")
			if silent != "" || text == "" {
				continue
			}
			if !l.say(html.UnescapeString(text) + " ") {
				return
			}
		}
	}
}

// inline tags may stand inside a word.
func inline(tag string) bool {
	switch tag {
	case "a", "b", "i", "u", "em", "strong", "span", "font", "small", "sub", "sup", "mark", "abbr", "cite", "q", "code":
		return true
	}
	return false
}
