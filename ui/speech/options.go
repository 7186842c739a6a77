package speech

import (
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/lang"
	"probata/ui/widget"
)

// enumerated are the keys of a vocabulary whose list is the words themselves:
// all that English has and a language without any words misses.
func (s *Speech) enumerated(c *lang.Catalog, vocabulary string) []widget.Option {
	prefix := "vocab." + vocabulary
	var out []widget.Option
	for _, k := range c.Missing("und", prefix) {
		out = append(out, widget.Option{Key: strings.TrimPrefix(k, prefix+"."), Label: s.T(k)})
	}
	slices.SortFunc(out, func(a, b widget.Option) int { return strings.Compare(a.Label, b.Label) })
	return out
}

func (s *Speech) provisions() []widget.Option {
	var out []widget.Option
	for _, in := range s.Law.Instruments() {
		for _, p := range s.Law.Provisions(in.ID) {
			out = append(out, widget.Option{Key: p.ID, Label: s.Law.Cite(p.ID, s.Tag()), Detail: p.Title.In(s.Tag())})
		}
	}
	return out
}

func (s *Speech) formOptions() []widget.Option {
	var out []widget.Option
	if s.Forms == nil {
		return nil
	}
	for _, f := range s.Forms.All() {
		out = append(out, widget.Option{Key: f.ID, Label: s.Word("form", f.ID), Detail: f.Title.In(s.Tag())})
	}
	return out
}

// Options are what a Choice or Choices field offers for a record.
func (s *Speech) Options(d *dossier.Dossier, r dossier.Record, f dossier.Field) []widget.Option {
	if f.Vocabulary == "element" {
		return s.elements(d, r)
	}
	if o, ok := s.Vocabularies[f.Vocabulary]; ok {
		return o
	}
	keys, _ := dossier.Vocabulary(f.Vocabulary)
	out := make([]widget.Option, 0, len(keys))
	for _, k := range keys {
		out = append(out, widget.Option{Key: k, Label: s.Word(f.Vocabulary, k)})
	}
	return out
}

// elements are those of the provision of the finding's allegation.
func (s *Speech) elements(d *dossier.Dossier, r dossier.Record) []widget.Option {
	f, ok := r.(*dossier.Finding)
	if !ok || d == nil {
		return nil
	}
	a, ok := dossier.Find[*dossier.Allegation](d, f.Allegation)
	if !ok {
		return nil
	}
	p, ok := s.Law.Provision(a.Provision)
	if !ok {
		return nil
	}
	var out []widget.Option
	for _, e := range p.Elements {
		out = append(out, widget.Option{Key: e.ID, Label: e.Title.In(s.Tag()), Detail: e.Ask.In(s.Tag())})
	}
	return out
}
