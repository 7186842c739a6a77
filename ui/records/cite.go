package records

import (
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/lang"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// insertCitation lets a legal point rest on a place of a source that the case
// cites already, its own facts' first: source, page and quoted words come along.
func (p *Inspect) insertCitation(to dossier.ID) {
	say, d := p.w.Say(), p.w.Session().Dossier
	all := CitationsFor(d, to)
	find := func(q string) []widget.Option {
		var out []widget.Option
		for _, c := range all {
			label := speech.Join(d.Label(c.Source, say.Tag()), room.Rower(p.w).Locator(c))
			detail := speech.Join(say.Label(d, c.Fact), speech.Shorter(speech.Quoted(c.Quoted), 80))
			if strings.Contains(lang.Fold(label+" "+detail), lang.Fold(q)) {
				out = append(out, widget.Option{Key: string(c.ID), Label: label, Detail: detail})
			}
		}
		return out
	}
	widget.Pick(p.editor.info, say.T("ui.cite.from-case"), say.Words, find, func(o widget.Option) { p.CopyCitation(to, dossier.ID(o.Key)) })
}

// CopyCitation makes the analysis of a legal point rest on what another citation
// points at.
func (p *Inspect) CopyCitation(to, from dossier.ID) {
	old, ok := dossier.Find[*dossier.Citation](p.w.Session().Dossier, from)
	if !ok {
		return
	}
	room.Create(p.w, dossier.TypeCitation, "", func(r dossier.Record) {
		c := r.(*dossier.Citation)
		head := c.Head
		*c = *dossier.Copy(old).(*dossier.Citation)
		c.Head, c.Fact, c.Field = head, to, "analysis"
	})
}

// CitationsFor are the citations that a legal point can take over, those of its
// own facts first, and none that it has already.
func CitationsFor(d *dossier.Dossier, to dossier.ID) []*dossier.Citation {
	var facts []dossier.ID
	switch r := d.Get(to).(type) {
	case *dossier.Finding:
		facts = r.Facts
	case *dossier.Allegation:
		facts = r.Facts
	}
	type place struct {
		source                dossier.ID
		page, paragraph, time string
	}
	at := func(c *dossier.Citation) place { return place{c.Source, c.Page, c.Paragraph, c.Time} }
	seen := map[place]bool{}
	for _, c := range d.Citations(to) {
		seen[at(c)] = true
	}
	var out []*dossier.Citation
	take := func(own bool) {
		for _, c := range dossier.Of[*dossier.Citation](d) {
			if c.Source != "" && !seen[at(c)] && slices.Contains(facts, c.Fact) == own {
				seen[at(c)] = true
				out = append(out, c)
			}
		}
	}
	take(true)
	take(false)
	return out
}
