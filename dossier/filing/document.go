package filing

import (
	"cmp"
	"strings"

	"probata/dossier"
	"probata/dossier/difference"
	"probata/dossier/document"
	"probata/dossier/edtf"
	"probata/dossier/lang"
	"probata/dossier/law"
)

// Document is the difference between what was sent and the case of today, record
// by record, in words of p; today is printed on it.
func Document(f *dossier.Filing, was, now *dossier.Dossier, p *lang.Printer, l *law.Library, today edtf.Date) document.Document {
	w := printer{p, l.With(now)}
	doc := document.Document{
		Title: p.T("filing.title"), Subtitle: now.Case().Reference, Subject: now.Case().Reference, Language: p.Tag(),
		Date: p.Date(today), Mark: p.T("doc.mark.confidential"), Running: p.T("filing.title") + " · " + now.Case().Reference,
		Words: document.Words{PageOf: p.T("doc.page-of"), Note: p.T("doc.note"), Contents: p.T("doc.contents")},
	}
	doc.Blocks = append(doc.Blocks, document.Fields{Items: []document.FieldItem{
		w.item(p.T("field.filing.body"), p.T("vocab.body."+f.Body)),
		w.item(p.T("field.filing.filed"), w.date(f.Filed)),
		w.item(p.T("field.filing.reference"), f.Reference),
		w.item(p.T("field.filing.sha256"), f.SHA256),
	}})
	changes := difference.Between(was, now)
	if len(changes) == 0 {
		doc.Blocks = append(doc.Blocks, document.Para(p.T("filing.same")))
	}
	for _, part := range []struct {
		head string
		here func(difference.Change) bool
		at   *dossier.Dossier
	}{
		{"filing.new", func(c difference.Change) bool { return c.Was == nil }, now},
		{"filing.changed", func(c difference.Change) bool { return c.Was != nil && c.Now != nil }, now},
		{"filing.gone", func(c difference.Change) bool { return c.Now == nil }, was},
	} {
		doc.Blocks = append(doc.Blocks, w.part(p.T(part.head), changes, part.here, part.at, was)...)
	}
	return doc
}

type printer struct {
	*lang.Printer
	law *law.Library
}

func (w printer) item(label, text string) document.FieldItem {
	return document.FieldItem{Label: document.T(label), Answer: []document.Block{document.Para(text)}, Empty: w.T("doc.not-stated")}
}

// part is one kind of change under its heading; none of the kind, nothing.
func (w printer) part(head string, all []difference.Change, here func(difference.Change) bool, at, was *dossier.Dossier) []document.Block {
	var out []document.Block
	for _, c := range all {
		if here(c) {
			out = append(out, w.change(c, at, was)...)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return append([]document.Block{document.Heading{Level: 1, Text: document.T(head)}}, out...)
}

// change is one record: every field of one that came or went, else the fields
// that differ, before and after.
func (w printer) change(c difference.Change, at, was *dossier.Dossier) []document.Block {
	title := strings.Join(compact(w.T("type."+string(c.ID.Type())), w.name(at, c.ID)), ": ")
	out := []document.Block{document.Heading{Level: 2, Text: document.T(title)}}
	if c.Fields != nil {
		t := document.Table{
			Head: []document.Cell{document.H(""), document.H(w.T("filing.was")), document.H(w.T("filing.now"))}, Widths: []float64{2, 4, 4}, Lines: true,
		}
		for _, f := range c.Fields {
			t.Rows = append(t.Rows, []document.Cell{
				document.H(w.label(c.ID.Type(), f)), w.cell(was, c.Was, f), w.cell(at, c.Now, f),
			})
		}
		return append(out, t)
	}
	r := cmp.Or(c.Now, c.Was)
	var fields document.Fields
	for _, f := range dossier.TableOf(r.Type()).Fields {
		if s := w.value(at, r, f); s != "" && !f.Fixed {
			fields.Items = append(fields.Items, w.item(w.label(c.ID.Type(), f), s))
		}
	}
	return append(out, fields)
}

func (w printer) label(t dossier.Type, f dossier.Field) string {
	return w.T("field." + string(t) + "." + f.Key)
}

func (w printer) cell(d *dossier.Dossier, r dossier.Record, f dossier.Field) document.Cell {
	return document.C(cmp.Or(w.value(d, r, f), "–"))
}

// value is what a field says.
func (w printer) value(d *dossier.Dossier, r dossier.Record, f dossier.Field) string {
	switch f.Kind {
	case dossier.DateKind:
		return w.date(f.Date(r))
	case dossier.Choice:
		return w.word(f.Vocabulary, f.String(r))
	case dossier.Choices:
		var out []string
		for _, key := range f.Strings(r) {
			out = append(out, w.word(f.Vocabulary, key))
		}
		return w.List(out)
	case dossier.List:
		return strings.Join(f.Strings(r), "; ")
	case dossier.Number:
		if f.Number(r) == 0 {
			return ""
		}
		return w.Number(int(f.Number(r)))
	case dossier.Link, dossier.Links:
		var out []string
		for _, id := range f.Links(r) {
			out = append(out, cmp.Or(w.name(d, id), w.T("type."+string(id.Type()))))
		}
		return strings.Join(out, "; ")
	}
	return f.String(r)
}

// name is what a record is called: a finding and an allegation by the law they
// are about.
func (w printer) name(d *dossier.Dossier, id dossier.ID) string {
	switch r := d.Get(id).(type) {
	case *dossier.Allegation:
		return w.word("provision", r.Provision)
	case *dossier.Finding:
		return w.word("element", r.Element)
	}
	return d.Label(id, w.Tag())
}

func (w printer) word(vocabulary, key string) string {
	if key == "" {
		return ""
	}
	switch vocabulary {
	case "provision":
		if s := w.law.Cite(key, w.Tag()); s != "" {
			return s
		}
	case "treaty":
		if t, ok := w.law.Treaty(key); ok {
			return t.Short.In(w.Tag())
		}
	case "element":
		if e, ok := w.law.Element(key); ok {
			return e.Title.In(w.Tag())
		}
	}
	if k := "vocab." + vocabulary + "." + key; w.Has(k) {
		return w.T(k)
	}
	return key
}

func (w printer) date(d dossier.Date) string {
	s := ""
	if v := d.Value(); !v.IsZero() {
		s = w.Date(v)
	}
	return strings.Join(compact(s, d.Time, d.Words), ", ")
}

func compact(list ...string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
