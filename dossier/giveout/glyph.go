package giveout

import (
	"fmt"
	"strings"

	"probata/dossier/document"
	"probata/dossier/lang"
	"probata/pdf"
)

// GlyphError tells that pages were not made because no font draws some of their
// characters: a code in place of a letter of a name must not reach a reader. What
// stands around a character is not told, only where it is.
type GlyphError struct {
	Glyphs  []Glyph         // by character
	Chinese *pdf.WantedFont // set when a font for Chinese would help
}

// Glyph is a character that no font draws.
type Glyph struct {
	Rune  rune
	Count int
	Place Place // where it is met first
}

// Place is where a passage of a document stands. The zero value is outside of its
// questions and paragraphs: on the title page, in a head or foot, on an annex.
type Place struct {
	Question  string // number of a question of the form, or its words when it has none
	Paragraph int    // number of a paragraph; with After of the last one before
	After     bool
}

func (e *GlyphError) Error() string {
	codes := make([]string, len(e.Glyphs))
	for i, g := range e.Glyphs {
		codes[i] = g.code()
	}
	return "write pdf: no font draws " + strings.Join(codes, ", ")
}

func (g Glyph) code() string { return fmt.Sprintf("U+%04X", g.Rune) }

// drawn is nil when fonts draw all of a document's characters, else a *GlyphError.
func drawn(doc document.Document, r pdf.Report) error {
	if len(r.Missing) == 0 {
		return nil
	}
	e := &GlyphError{Chinese: r.Chinese}
	for _, m := range r.Missing {
		e.Glyphs = append(e.Glyphs, Glyph{m.Rune, m.Count, placeOf(doc.Blocks, m.Rune)})
	}
	return e
}

// placeOf finds the first question or paragraph that has a character.
func placeOf(blocks []document.Block, r rune) Place {
	here := Place{After: true}
	for _, b := range blocks {
		if p, ok := b.(document.Paragraph); ok && p.Numbered {
			here.Paragraph++
			here.After = false
		}
		if f, ok := b.(document.Fields); ok {
			if p, ok := placeInFields(f, &here, r); ok {
				return p
			}
		} else if has([]document.Block{b}, r) {
			if here.Paragraph == 0 {
				return Place{}
			}
			return here
		}
		here.After = true
	}
	return Place{}
}

func placeInFields(f document.Fields, here *Place, r rune) (Place, bool) {
	for _, it := range f.Items {
		if has([]document.Block{document.Fields{Items: []document.FieldItem{it}}}, r) {
			if number := strings.TrimSpace(it.Number); number != "" {
				return Place{Question: number}, true
			}
			return Place{Question: document.Plain(it.Label)}, true
		}
		document.Walk(it.Answer, func(b document.Block) {
			if p, ok := b.(document.Paragraph); ok && p.Numbered {
				here.Paragraph++
			}
		})
	}
	return Place{}, false
}

func has(blocks []document.Block, r rune) (found bool) {
	document.Spans(blocks, func(s document.Span) {
		found = found || strings.ContainsRune(document.Clean(s.Text+s.Link), r)
	})
	return found
}

// mostCodes is how many characters of one place are named: a text in a script without a
// font has many.
const mostCodes = 5

// glyphText says in words which characters no font draws, where each stands, and what
// to do.
func glyphText(p *lang.Printer, e *GlyphError) string {
	var places []Place
	codes := map[Place][]string{}
	for _, g := range e.Glyphs {
		if codes[g.Place] == nil {
			places = append(places, g.Place)
		}
		codes[g.Place] = append(codes[g.Place], g.code())
	}
	list := make([]string, len(places))
	for i, at := range places {
		shown := strings.Join(codes[at][:min(len(codes[at]), mostCodes)], ", ")
		if len(codes[at]) > mostCodes {
			shown += ", …"
		}
		list[i] = p.T("pages.glyph", "code", shown, "place", placeWords(p, at))
	}
	text := p.T("pages.glyphs", "list", strings.Join(list, "; "))
	if c := e.Chinese; c != nil {
		text += " " + p.T("pages.chinese", "fonts", strings.Join(c.Names, ", "), "folder", c.Folder)
	}
	return text
}

func placeWords(p *lang.Printer, at Place) string {
	switch {
	case at.Question != "":
		return p.T("pages.place.question", "number", at.Question)
	case at.Paragraph == 0:
		return p.T("pages.place.outside")
	case at.After:
		return p.T("pages.place.after", "number", at.Paragraph)
	}
	return p.T("pages.place.paragraph", "number", at.Paragraph)
}
