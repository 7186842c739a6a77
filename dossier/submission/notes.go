package submission

import (
	"cmp"
	"fmt"
	"maps"
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

// notebook is what the notes of a document have said so far, so that a source is described once and pointed to afterwards.
type notebook struct {
	first map[dossier.ID]string // the note that describes a source in full
	last  dossier.ID            // the only source of the note before
	place *dossier.Citation     // and the place in it
	main  dossier.ID            // the source that the facts rest on unless another is named, once a note has said so
	n     int
}

func newNotebook() *notebook { return &notebook{first: map[dossier.ID]string{}} }

func (n *notebook) clone() *notebook {
	out := *n
	out.first = maps.Clone(n.first)
	return &out
}

// ByField is the submission for a reader who sees each answer by itself, as the fields of a web form are: the notes of each begin
// anew and point to none of another.
func (f *Filled) ByField() *Filled {
	out, of := *f, *f.filler
	out.filler, out.Answers = &of, nil
	of.argued, of.shortened = map[string]dossier.ID{}, map[string][]Part{}
	for _, a := range f.Answers {
		of.cited = newNotebook()
		b := of.answer(a.Section, a.Question)
		b.Required = a.Required
		out.Answers = append(out.Answers, b)
	}
	of.answers = out.Answers
	return &out
}

// notes are the footnote mark for citations: one mark for all of them, its text one place after the other. A place in the
// source on which the whole document rests needs no mark once that was said.
func (f *filler) notes(list []*dossier.Citation) []document.Span {
	if f.form.NoNotes {
		return nil
	}
	list = f.worthNoting(list)
	if len(list) == 0 {
		return nil
	}
	book := f.cited
	book.n++
	id := fmt.Sprintf("note-%d", book.n)
	var text []document.Span
	for _, c := range list {
		if len(text) > 0 {
			text = append(text, document.Span{Text: "; "})
		}
		text = append(text, f.citation(c, id, len(list) == 1)...)
	}
	if !f.endsSentence(text) {
		text = append(text, document.Span{Text: "."})
	}
	if main := f.mainSource(); book.main == "" && main != "" && slices.ContainsFunc(list, func(c *dossier.Citation) bool { return c.Source == main }) {
		book.main = main
		text = append(text, document.Span{Text: " " + f.t("cite.main")})
	}
	book.last, book.place = "", list[0]
	if one := list[0].Source; !slices.ContainsFunc(list, func(c *dossier.Citation) bool { return c.Source != one }) {
		book.last = one
	}
	note := document.Footnote(text...)
	note.ID = id
	return []document.Span{note}
}

// worthNoting are the citations that a note has to name: each place once, a source without a place only where no other
// citation says where in it, and not the source that everything rests on.
func (f *filler) worthNoting(all []*dossier.Citation) []*dossier.Citation {
	var out []*dossier.Citation
	list := make([]*dossier.Citation, len(all))
	for i, c := range all {
		said := *c
		if f.saysItself(c) {
			said.Quoted = ""
		}
		list[i] = &said
	}
	for _, c := range list {
		if _, ok := dossier.Find[*dossier.Source](f.d, c.Source); !ok || bare(c) && c.Source == f.cited.main {
			continue
		}
		said := slices.ContainsFunc(out, func(o *dossier.Citation) bool {
			return bare(c) && o.Source == c.Source || samePlace(o, c)
		})
		better := slices.ContainsFunc(list, func(o *dossier.Citation) bool { return bare(c) && o.Source == c.Source && !bare(o) })
		if !said && !better {
			out = append(out, c)
		}
	}
	return out
}

// Share and least number of its citations that make a source the one that a case rests on.
const (
	mainShare = 0.6
	mainLeast = 8
)

// mainSource is the source on which most of the case rests, empty where there is none.
func (f *filler) mainSource() dossier.ID {
	count, all := map[dossier.ID]int{}, dossier.Of[*dossier.Citation](f.d)
	for _, c := range all {
		count[c.Source]++
	}
	for id, n := range count {
		if n >= mainLeast && float64(n) >= mainShare*float64(len(all)) {
			return id
		}
	}
	return ""
}

// citation is one citation in words: the source in full the first time, "ibid." where the note before names it alone, its
// short name with the number of that first note otherwise; then the place in it, the annex that holds it, and the passage.
func (f *filler) citation(c *dossier.Citation, note string, alone bool) []document.Span {
	s, ok := dossier.Find[*dossier.Source](f.d, c.Source)
	if !ok {
		return nil
	}
	var out []document.Span
	style := f.style()
	first, known := f.cited.first[s.ID]
	again := alone && f.cited.last == s.ID && style.Ibid != noIbid
	switch {
	case !known:
		f.cited.first[s.ID] = note
		out = f.source(s)
	case again && samePlace(c, f.cited.place):
		return document.T(f.ibid())
	case again:
		out = document.T(f.ibid())
	default:
		before, after, _ := strings.Cut(f.above(s), "{n}")
		out = []document.Span{{Text: before}, {Ref: first}, {Text: after}}
	}
	if sign := f.annexOf(s); sign != "" {
		out = append(out, document.Span{Text: ", " + f.t("cite.annex", "sign", sign)})
	}
	for _, x := range []struct{ key, value string }{{"page", c.Page}, {"paragraph", c.Paragraph}, {"time", c.Time}} {
		if x.value != "" {
			out = append(out, document.Span{Text: ", " + f.placeIn(pinpoint(x.key, x.value), x.value)})
		}
	}
	if c.Quoted != "" {
		out = append(out, document.Span{Text: ": " + f.t("quoted", "words", c.Quoted)})
	}
	return out
}

// noIbid is the ibid of a style that has none.
const noIbid = "-"

// ibid is the word for the source of the note before.
func (f *filler) ibid() string { return cmp.Or(f.style().Ibid, f.t("cite.ibid")) }

// above names a source that an earlier note describes; {n} stands for the number of that note.
func (f *filler) above(s *dossier.Source) string {
	if later := f.style().Later; later != "" {
		return strings.ReplaceAll(later, "{source}", shortSource(s))
	}
	return f.t("cite.above", "source", shortSource(s))
}

// placeIn is a place in a source, by its key of pinpoint.
func (f *filler) placeIn(key, value string) string {
	style := f.style()
	said := map[string]string{"page": style.Page, "pages": style.Pages, "paragraph": style.Paragraph, "time": style.Time}[key]
	if said != "" {
		return strings.ReplaceAll(said, "{value}", value)
	}
	return f.t("cite."+key, "value", value)
}

// merged is a paragraph without notes that say "ibid." and no more behind the note that they repeat: that one moves to where the
// last of them stood, so that one note at the end holds for the sentences before it.
func (f *filler) merged(spans []document.Span) []document.Span {
	ibid := strings.TrimSuffix(f.ibid(), ".") + "."
	out, last := make([]document.Span, 0, len(spans)), -1
	for _, s := range spans {
		switch {
		case s.Note == nil:
			out = append(out, s)
			continue
		case last >= 0 && document.Plain(s.Note) == ibid:
			s = out[last]
			out = slices.Delete(out, last, last+1)
		}
		out, last = append(out, s), len(out)
	}
	return out
}

// pinpoint is the key of a place in a source: several pages have a sign of their own.
func pinpoint(key, value string) string {
	if key == "page" && strings.ContainsAny(value, "-–,") {
		return "pages"
	}
	return key
}

// shortSource is how a source is named once it has been described: by its author, else its title.
func shortSource(s *dossier.Source) string {
	if len(s.Authors) > 0 {
		return s.Authors[0]
	}
	const most = 7
	fields := strings.Fields(s.Title)
	if len(fields) > most {
		return strings.TrimRight(strings.Join(fields[:most], " "), ",;:–-") + " …"
	}
	return s.Title
}

// annexOf is the sign of the annex that holds a source, empty where none goes along.
func (f *filler) annexOf(s *dossier.Source) string {
	for i, e := range f.annexed() {
		if slices.Contains(s.Files, e.ID) {
			return f.annexNumber(i, e)
		}
	}
	return ""
}

// samePlace tells whether two citations point to the same words.
func samePlace(a, b *dossier.Citation) bool {
	return a.Source == b.Source && a.Page == b.Page && a.Paragraph == b.Paragraph && a.Time == b.Time && a.Quoted == b.Quoted
}

// bare tells whether a citation names its source and no place in it.
func bare(c *dossier.Citation) bool {
	return c.Page == "" && c.Paragraph == "" && c.Time == "" && c.Quoted == ""
}

// saysItself tells whether the passage is words that the paper quotes: they need not stand in the note again.
func (f *filler) saysItself(c *dossier.Citation) bool {
	passage := words(c.Quoted)
	return slices.ContainsFunc(dossier.Of[*dossier.Quote](f.d), func(q *dossier.Quote) bool { return strings.Contains(words(q.Words), passage) })
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

// source describes a source as a list of sources does, in the style of the paper.
func (f *filler) source(s *dossier.Source) []document.Span {
	parts := f.sourceParts(s)
	return document.T(expand(f.style().template(s.Kind), func(key string) string { return parts[key] }))
}
