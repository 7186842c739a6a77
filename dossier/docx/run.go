package docx

import (
	"strconv"
	"strings"

	"probata/dossier/document"
)

// look is how the spans of a paragraph differ from its style.
type look struct {
	style document.Style // added to that of every span
	lang  string         // of spans that name none
	rtl   bool           // the paragraph runs leftwards
	mixed bool           // it has letters that run leftwards
	link  bool           // within a link
}

// spans writes the runs of a paragraph.
func (w *writer) spans(spans []document.Span, l look) {
	for i := range spans {
		w.span(&spans[i], l)
	}
}

func (w *writer) span(s *document.Span, l look) {
	l.style |= s.Style
	if s.Lang != "" {
		l.lang = s.Lang
	}
	switch {
	case s.Note != nil && w.inNote:
		w.run(" [", l)
		w.spans(s.Note, l)
		w.run("]", l)
	case s.Note != nil:
		w.run(s.Text, l)
		w.noteMark(s, l)
	case s.Ref != "":
		w.ref(s.Ref, l)
	case s.Link != "":
		w.link(s, l)
	default:
		w.run(s.Text, l)
	}
}

// run writes text in one look, cut where its direction turns. In a text of two directions
// it is isolated (UAX #9, 4.3): it keeps the order of its own parts, and does not turn
// those around it.
func (w *writer) run(text string, l look) {
	if text = clean(text); text == "" {
		return
	}
	if l.lang == "" {
		l.lang = w.doc.Language
	}
	if !l.link && l.style&document.Mono == 0 {
		text = document.Spaced(text, l.lang)
	}
	if l.mixed {
		text = isolated(text)
	}
	for _, part := range stretches(text, l.rtl) {
		w.p.open("w:r")
		w.runProps(part, l)
		w.runText(part.text)
		w.p.close("w:r")
	}
}

// runProps writes w:rPr; its children keep the order of CT_RPr (ECMA-376-1,
// 17.3.2.28).
func (w *writer) runProps(part stretch, l look) {
	style := ""
	switch {
	case l.style&document.Redacted != 0 && strings.Trim(part.text, "█ \u00a0\n") == "":
		style = "RedactedBar"
	case l.style&document.Redacted != 0:
		style = "Redacted"
	case l.style&document.Mono != 0:
		style = "Mono"
	case l.link:
		style = "Hyperlink"
	}
	lang := office(l.lang)
	if style == "" && l.style&(document.Bold|document.Italic) == 0 && !part.rtl && lang == w.lang {
		return
	}
	w.p.open("w:rPr")
	if style != "" {
		w.p.val("w:rStyle", style)
	}
	if l.style&document.Bold != 0 {
		w.p.raw("<w:b/><w:bCs/>")
	}
	if l.style&document.Italic != 0 {
		w.p.raw("<w:i/><w:iCs/>")
	}
	if part.rtl {
		w.p.raw("<w:rtl/>")
	}
	if lang != w.lang {
		w.langProp(lang)
	}
	w.p.close("w:rPr")
}

// langProp names a language where programs look for it: they keep one for
// letters from the left, one for East Asia and one for letters from the right.
func (w *writer) langProp(lang string) {
	switch base, _, _ := strings.Cut(lang, "-"); {
	case leftwardsLanguage(base):
		w.p.empty("w:lang", "w:bidi", lang)
	case base == "zh" || base == "ja" || base == "ko":
		w.p.empty("w:lang", "w:eastAsia", lang)
	default:
		w.p.empty("w:lang", "w:val", lang)
	}
}

// runText writes the text of a run; what is more than a letter there has an
// element of its own.
func (w *writer) runText(s string) {
	for s != "" {
		i := strings.IndexAny(s, "\n\u00ad\u2011")
		if i < 0 {
			i = len(s)
		}
		if i > 0 {
			w.p.raw(`<w:t xml:space="preserve">`)
			w.p.text(s[:i])
			w.p.raw("</w:t>")
		}
		switch s = s[i:]; {
		case s == "":
		case s[0] == '\n':
			w.p.raw("<w:br/>")
			s = s[1:]
		case strings.HasPrefix(s, "\u00ad"):
			w.p.raw("<w:softHyphen/>")
			s = s[len("\u00ad"):]
		default:
			w.p.raw("<w:noBreakHyphen/>")
			s = s[len("\u2011"):]
		}
	}
}

// noteMark writes the mark of a footnote and keeps its text for the part of the
// notes.
func (w *writer) noteMark(s *document.Span, l look) {
	w.notes = append(w.notes, note{s.Note, l.lang})
	close := w.bookmark(w.refs[s.ID].mark)
	w.p.raw(`<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>`)
	w.p.empty("w:footnoteReference", "w:id", strconv.Itoa(len(w.notes)))
	w.p.raw("</w:r>")
	close()
}

// bookmark begins a place that can be referred to; what it gives ends it. A name
// stands once, even if two blocks claim one ID: Word drops the second anyway.
func (w *writer) bookmark(name string) (end func()) {
	if name == "" || w.placed[name] {
		return func() {}
	}
	w.placed[name] = true
	w.bookmarks++
	id := strconv.Itoa(w.bookmarks)
	w.p.empty("w:bookmarkStart", "w:id", id, "w:name", name)
	return func() { w.p.empty("w:bookmarkEnd", "w:id", id) }
}

// ref writes a cross reference: a field with what it says now.
func (w *writer) ref(id string, l look) {
	r, ok := w.refs[id]
	switch {
	case !ok:
		w.run("?", l)
	case r.mark == "":
		w.run(r.text, l)
	default:
		w.field(r.field+" "+r.mark+" "+r.after+` \* MERGEFORMAT`, func() { w.run(r.text, l) })
	}
}

// field writes a field with its result.
func (w *writer) field(instruction string, result func()) {
	w.fieldBegin(instruction)
	result()
	w.p.raw(fieldEnd)
}

func (w *writer) fieldBegin(instruction string) {
	w.p.raw(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> `)
	w.p.text(instruction)
	w.p.raw(` </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`)
}

const fieldEnd = `<w:r><w:fldChar w:fldCharType="end"/></w:r>`

func (w *writer) link(s *document.Span, l look) {
	text, uri := s.Text, oneLine(s.Link)
	if text == "" {
		text = s.Link
	}
	if !safeLink(uri) {
		w.run(text, l)
		return
	}
	l.link = true
	w.p.open("w:hyperlink", "r:id", w.rels.link(uri), "w:history", "1")
	w.run(text, l)
	w.p.close("w:hyperlink")
}

// safeLink tells whether an address may be opened by a click.
func safeLink(uri string) bool {
	for _, scheme := range []string{"https://", "http://", "mailto:"} {
		if strings.HasPrefix(strings.ToLower(uri), scheme) && !strings.ContainsAny(uri, " \\\"<>") {
			return true
		}
	}
	return false
}
