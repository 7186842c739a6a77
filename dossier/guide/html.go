package guide

import (
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"strings"

	"probata/dossier/document"
)

const style = `body{font:17px/1.55 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1d2931;background:#fff}
h1,h2,h3{line-height:1.25;margin-top:2em}img{max-width:100%;border:1px solid #cdd6db}figure{margin:1.5em 0}figcaption{font-size:.9em;color:#4a5a64}
code{display:block;background:#f1f5f7;padding:.15em .6em;white-space:pre-wrap}nav{columns:2}@media(prefers-color-scheme:dark){body{background:#141b20;color:#e6edf1}code{background:#22303a}figcaption{color:#a9b8c1}a{color:#7cc0e3}}`

// HTML writes a guide as one web page that needs no other file and asks for none.
func HTML(w io.Writer, d document.Document) error {
	var b strings.Builder
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html lang=%q><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\n", d.Language)
	fmt.Fprintf(&b, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n")
	fmt.Fprintf(&b, "<title>%s</title><style>%s</style></head><body>\n<h1>%[1]s</h1>\n", html.EscapeString(d.Title), style)
	for _, block := range d.Blocks {
		if err := one(&b, d, block); err != nil {
			return err
		}
	}
	b.WriteString("</body></html>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func one(b *strings.Builder, d document.Document, block document.Block) error {
	switch x := block.(type) {
	case document.Contents:
		b.WriteString("<nav>\n")
		for _, other := range d.Blocks {
			if h, ok := other.(document.Heading); ok && h.Level <= x.Depth {
				fmt.Fprintf(b, "<div><a href=\"#%s\">%s</a></div>\n", h.ID, inline(h.Text))
			}
		}
		b.WriteString("</nav>\n")
	case document.Heading:
		fmt.Fprintf(b, "<h%d id=%q>%s</h%[1]d>\n", x.Level+1, x.ID, inline(x.Text))
	case document.Paragraph:
		tag := "p"
		if len(x.Spans) == 1 && x.Spans[0].Style == document.Mono {
			tag = "code"
		}
		fmt.Fprintf(b, "<%s>%s</%[1]s>\n", tag, inline(x.Spans))
	case document.List:
		tag := "ul"
		if x.Ordered {
			tag = "ol"
		}
		fmt.Fprintf(b, "<%s>\n", tag)
		for _, item := range x.Items {
			fmt.Fprintf(b, "<li>%s</li>\n", inline(item))
		}
		fmt.Fprintf(b, "</%s>\n", tag)
	case document.Figure:
		fmt.Fprintf(b, "<figure><img alt=%q src=\"data:image/png;base64,%s\"><figcaption>%s</figcaption></figure>\n",
			html.EscapeString(x.Alt), base64.StdEncoding.EncodeToString(x.Data), inline(x.Caption))
	default:
		return fmt.Errorf("write guide: a block %T", block)
	}
	return nil
}

func inline(spans []document.Span) string {
	var b strings.Builder
	for _, s := range spans {
		text := html.EscapeString(s.Text)
		if s.Style&document.Bold != 0 {
			text = "<b>" + text + "</b>"
		}
		b.WriteString(text)
	}
	return b.String()
}
