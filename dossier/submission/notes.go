package submission

import (
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
)

// citations are the citations behind a value: those of the field itself, else
// those of the record, else those of the record that owns it. An act told by a
// press report needs no second citation for each of its fields.
func (f *filler) citations(r dossier.Record, field string) []*dossier.Citation {
	for r != nil {
		all := f.d.Citations(r.Header().ID)
		exact := slices.DeleteFunc(slices.Clone(all), func(c *dossier.Citation) bool { return c.Field != field || field == "" })
		if len(exact) > 0 {
			return exact
		}
		general := slices.DeleteFunc(all, func(c *dossier.Citation) bool { return c.Field != "" && field != "" })
		if len(general) > 0 {
			return general
		}
		r, field = f.d.Owner(r), ""
	}
	return nil
}

// notes are the footnote marks for citations: one mark, its text one sentence
// for each citation.
func (f *filler) notes(list []*dossier.Citation) []document.Span {
	if f.form.NoNotes {
		return nil
	}
	var text []document.Span
	seen := make(map[string]bool)
	named := make(map[dossier.ID]bool)
	for _, c := range list {
		if bare(c) && named[c.Source] {
			continue // the source stands in this note already
		}
		named[c.Source] = true
		if bare(c) && slices.ContainsFunc(list, func(o *dossier.Citation) bool { return o.Source == c.Source && !bare(o) }) {
			continue // another citation of the same source says where in it
		}
		spans := f.citation(c)
		if said := document.Plain(spans); seen[said] || said == "" {
			continue // a second citation of the same place adds nothing
		} else {
			seen[said] = true
		}
		if len(text) > 0 {
			text = append(text, document.Span{Text: " "})
		}
		text = append(text, spans...)
	}
	if len(text) == 0 {
		return nil
	}
	return []document.Span{document.Footnote(text...)}
}

// citation is one citation in words: the source in full the first time, by its
// short sign afterwards, then the place in it and the passage.
func (f *filler) citation(c *dossier.Citation) []document.Span {
	s, ok := dossier.Find[*dossier.Source](f.d, c.Source)
	if !ok {
		return nil
	}
	sign := f.sourceSign(s.ID)
	out := document.B(sign)
	if !f.cited[s.ID] {
		f.cited[s.ID] = true
		out = append(out, document.Span{Text: ": "})
		out = append(out, f.source(s)...)
	}
	for _, x := range []struct{ key, value string }{{"page", c.Page}, {"paragraph", c.Paragraph}, {"time", c.Time}} {
		if x.value != "" {
			out = append(out, document.Span{Text: ", " + f.words.T("doc.cite."+x.key, "value", x.value)})
		}
	}
	if c.Quoted != "" && !f.saysItself(c) {
		out = append(out, document.Span{Text: ": " + f.words.T("doc.quoted", "words", c.Quoted)})
	}
	if !f.endsSentence(out) {
		out = append(out, document.Span{Text: "."})
	}
	return out
}

// bare tells whether a citation names its source and no place in it.
func bare(c *dossier.Citation) bool {
	return c.Page == "" && c.Paragraph == "" && c.Time == "" && c.Quoted == ""
}

// saysItself tells whether the passage is the fact itself: the words of a
// quote need not stand in the note again.
func (f *filler) saysItself(c *dossier.Citation) bool {
	q, ok := dossier.Find[*dossier.Quote](f.d, c.Fact)
	return ok && words(q.Words) == words(c.Quoted)
}

func (f *filler) endsSentence(spans []document.Span) bool {
	s := strings.TrimRight(document.Plain(spans), "”»\"")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?")
}

// sourceSign is the short sign of a source in this document: S1, S2, … in the
// order of the case.
func (f *filler) sourceSign(id dossier.ID) string {
	for i, s := range f.d.List(dossier.TypeSource) {
		if s.Header().ID == id {
			return f.words.T("doc.source.sign", "n", i+1)
		}
	}
	return ""
}

// source describes a source as a list of sources does.
func (f *filler) source(s *dossier.Source) []document.Span {
	var parts []string
	if len(s.Authors) > 0 {
		parts = append(parts, strings.Join(s.Authors, ", "))
	}
	parts = append(parts, f.words.T("doc.titled", "title", s.Title))
	for _, p := range []string{s.Container, s.Authority, s.Number} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if d := f.date(s.Issued); d != "" {
		parts = append(parts, d)
	}
	if s.URL != "" {
		parts = append(parts, s.URL)
	}
	if d := f.date(s.Accessed); d != "" {
		parts = append(parts, f.words.T("doc.accessed", "date", d))
	}
	return document.T(strings.Join(parts, ", "))
}
