package portal

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"probata/dossier/lang"
)

const rule = "----------------------------------------------------------------"

// WriteText writes the sheet as a file: what is to be pasted stands between two
// rules, what it counts above them. The words are those of p, which need not be
// of the sheet's own language. Sources are listed below texts and tables unless
// left out.
func (s *Sheet) WriteText(w io.Writer, p *lang.Printer, sources bool) error {
	t := texter{w: bufio.NewWriter(w), say: p, sources: sources}
	t.head(s)
	section := ""
	for i := range s.Fields {
		f := &s.Fields[i]
		if f.Section != section {
			section = f.Section
			t.line("")
			t.line("## " + section)
		}
		t.field(f)
	}
	if err := t.w.Flush(); err != nil {
		return fmt.Errorf("write portal sheet: %w", err)
	}
	return nil
}

type texter struct {
	w       *bufio.Writer
	say     *lang.Printer
	sources bool
}

// line writes one line; bufio keeps the first error for Flush.
func (t *texter) line(s string) { _, _ = t.w.WriteString(s + "\n") }

func (t *texter) head(s *Sheet) {
	t.line("# " + s.Title)
	if s.Draft {
		t.line("[" + t.say.T("doc.draft") + "]")
	}
	t.line("[" + t.say.T("doc.mark."+s.Edition) + "]")
	for _, at := range []string{s.Web, s.Mail} {
		if at != "" {
			t.line(at)
		}
	}
	t.line(t.say.T("output.portal.how"))
	if !t.sources {
		t.line(t.say.T("output.portal.no-sources"))
	}
	total := t.measured(s.Total(t.sources), s.Limits.Words)
	if s.Limits.Pages > 0 {
		total += " " + t.say.N("output.portal.pages", s.Limits.Pages)
	}
	t.line(t.say.T("output.portal.total") + " " + total)
	for _, part := range s.Left {
		t.line(t.say.T("output.portal.left", "part", part))
	}
}

func (t *texter) field(f *Field) {
	t.line("")
	t.line("### " + strings.TrimSpace(f.Number+" "+f.Label))
	if f.Empty() {
		key := "output.portal.empty"
		if f.Required {
			key = "output.portal.empty-required"
		}
		t.line("[" + t.say.T(key) + "]")
		return
	}
	sources := t.sources && f.Long
	measured := t.measured(f.Count(sources), f.MaxWords)
	if f.TooLong(sources) && !f.TooLong(false) {
		measured += " " + t.say.T("output.portal.fits")
	}
	t.line(measured)
	t.line(rule)
	t.line(f.Paste(sources))
	t.line(rule)
}

// measured says what a text counts, and by how much it is too long.
func (t *texter) measured(c Count, most int) string {
	s := t.say.N("output.portal.words", c.Words) + ", " +
		t.say.N("output.portal.characters", c.Characters) + "."
	switch {
	case most > 0 && c.Words > most:
		s += " " + t.say.N("output.portal.over", most, "over", t.say.Number(c.Words-most))
	case most > 0:
		s += " " + t.say.N("output.portal.limit", most, "left", t.say.Number(most-c.Words))
	}
	return s
}
