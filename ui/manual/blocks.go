package manual

import (
	"strconv"
	"strings"

	"probata/dossier/document"
)

// spansOf are the texts of a block of the guide, one for each item of a list.
func spansOf(b document.Block) [][]document.Span {
	switch b := b.(type) {
	case document.Paragraph:
		return [][]document.Span{b.Spans}
	case document.List:
		return b.Items
	case document.Heading:
		return [][]document.Span{b.Text}
	}
	return nil
}

// mark is what stands before an item.
func mark(list document.List, b document.Block, n int) string {
	if _, ok := b.(document.List); !ok {
		return ""
	}
	if list.Ordered {
		return strconv.Itoa(n+1) + ". "
	}
	return "• "
}

// indent is how far a block stands in, in pixels.
func indent(b document.Block) float32 {
	switch b := b.(type) {
	case document.List:
		return 14
	case document.Paragraph:
		if b.Kind == document.Detail {
			return 28
		}
	}
	return 0
}

func plain(spans []document.Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}
