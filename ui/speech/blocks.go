package speech

import (
	"strings"

	"probata/dossier/document"
)

// BlocksText is an answer as plain text to be read on the screen: paragraphs
// apart, cells of a table in a line, without notes.
func BlocksText(blocks []document.Block, between string) string {
	var out []string
	for _, b := range blocks {
		out = append(out, blockLines(b)...)
	}
	out = deleteEmpty(out)
	return strings.Join(out, between)
}

func blockLines(b document.Block) []string {
	switch b := b.(type) {
	case document.Paragraph:
		return []string{spansText(b.Spans)}
	case document.Heading:
		return []string{spansText(b.Text)}
	case document.List:
		var out []string
		for _, item := range b.Items {
			out = append(out, "• "+spansText(item))
		}
		return out
	case document.Quote:
		return []string{spansText(b.Original), spansText(b.Attribution)}
	case document.Table:
		return tableLines(b)
	case document.Fields:
		var out []string
		for _, f := range b.Items {
			out = append(out, Spaced(f.Number, spansText(f.Label), BlocksText(f.Answer, "; ")))
		}
		return out
	case document.Relations:
		return append([]string{spansText(b.Caption)}, toldLines(b.Told())...)
	case document.Timeline:
		return timelineLines(b)
	case document.Figure:
		return []string{spansText(b.Caption), b.Alt}
	case document.Signature:
		return b.Labels
	}
	return nil
}

func toldLines(blocks []document.Block) []string {
	var out []string
	for _, b := range blocks {
		out = append(out, blockLines(b)...)
	}
	return out
}

// timelineLines is the course of events lane by lane.
func timelineLines(t document.Timeline) []string {
	out := []string{spansText(t.Caption)}
	for _, l := range t.Lanes {
		var moments []string
		for _, m := range l.Moments {
			moments = append(moments, spansText(m.Label))
		}
		line := strings.Join(deleteEmpty(moments), "; ")
		if name := spansText(l.Name); name != "" && line != "" {
			line = name + ": " + line
		}
		out = append(out, line)
	}
	return out
}

func tableLines(t document.Table) []string {
	var out []string
	for _, row := range t.Rows {
		var cells []string
		for _, c := range row {
			var paras []string
			for _, p := range c.Paragraphs {
				paras = append(paras, spansText(p))
			}
			cells = append(cells, strings.Join(deleteEmpty(paras), "; "))
		}
		out = append(out, strings.Join(deleteEmpty(cells), " · "))
	}
	return out
}

// spansText is the words of spans without the marks and texts of notes.
func spansText(spans []document.Span) string {
	var b strings.Builder
	for _, s := range spans {
		if s.Note == nil {
			b.WriteString(s.Text)
		}
	}
	return strings.TrimSpace(b.String())
}

func deleteEmpty(parts []string) []string {
	out := parts[:0]
	for _, p := range parts {
		if strings.TrimSpace(p) != "" {
			out = append(out, p)
		}
	}
	return out
}

// Spaced is the parts that say anything, with spaces between.
func Spaced(parts ...string) string { return strings.Join(deleteEmpty(parts), " ") }

func Shorter(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
