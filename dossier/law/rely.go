package law

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/datafile"
)

// Reliance is the wish to lean on a decision: for an allegation, and for the finding on one of its elements if there is one.
type Reliance struct {
	Decision   Decision
	Allegation dossier.ID
	Finding    dossier.ID // empty: the decision holds for the allegation as a whole
	Language   string     // of the words that the source is given
}

// Rely makes an allegation lean on a decision: the decision becomes a source of the case, unless it is one already, the
// allegation names it as its authority, and the analysis of the finding cites it with the paragraphs. It gives the records to
// put, none where all of that was said before; random is what new ids are made from. Errors: an allegation or a finding that
// the case does not have.
func (l *Library) Rely(d *dossier.Dossier, r Reliance, random io.Reader) ([]dossier.Record, error) {
	a, ok := dossier.Find[*dossier.Allegation](d, r.Allegation)
	if !ok {
		return nil, fmt.Errorf("cite %s: no allegation %s", r.Decision.ID, r.Allegation)
	}
	if f, ok := dossier.Find[*dossier.Finding](d, r.Finding); r.Finding != "" && (!ok || f.Allegation != a.ID) {
		return nil, fmt.Errorf("cite %s: no finding %s of %s", r.Decision.ID, r.Finding, a.ID)
	}
	var put []dossier.Record
	source, had := l.SourceOf(d, r.Decision)
	if !had {
		id, err := dossier.NewID(dossier.TypeSource, random)
		if err != nil {
			return nil, err
		}
		source = l.asSource(r.Decision, r.Language)
		source.Head = dossier.Head{ID: id, Case: a.Case, Place: after(d, dossier.TypeSource)}
		put = append(put, source)
	}
	if !slices.Contains(a.Authority, source.ID) {
		a = dossier.Copy(a).(*dossier.Allegation)
		a.Authority = append(slices.Clone(a.Authority), source.ID)
		put = append(put, a)
	}
	if r.Finding == "" || cites(d, r.Finding, source.ID, r.Decision.Paragraphs) {
		return put, nil
	}
	id, err := dossier.NewID(dossier.TypeCitation, random)
	if err != nil {
		return nil, err
	}
	return append(put, &dossier.Citation{
		Head: dossier.Head{ID: id, Case: a.Case, Place: after(d, dossier.TypeCitation)},
		Fact: r.Finding, Field: "analysis", Source: source.ID, Paragraph: r.Decision.Paragraphs,
	}), nil
}

// SourceOf is the source of a case that a decision is, told by its number.
func (l *Library) SourceOf(d *dossier.Dossier, of Decision) (*dossier.Source, bool) {
	for _, s := range dossier.Of[*dossier.Source](d) {
		if s.Kind == of.sourceKind() && strings.EqualFold(strings.TrimSpace(s.Number), of.Number) {
			return s, true
		}
	}
	return nil, false
}

// asSource is a decision as a source of a case. Its reliability says how well the data knows it, so that what was recalled is
// not taken for read.
func (l *Library) asSource(of Decision, language string) *dossier.Source {
	organ, _ := l.Organ(of.Organ)
	s := &dossier.Source{
		Kind: of.sourceKind(), Title: of.Title.In(language), Authority: organ.Name.In(language), Number: of.Number,
		Provenance: of.Source, Remarks: of.Holding.In(language), Reliability: "unsure",
	}
	s.Issued = dossier.Date{EDTF: of.Decided}
	switch of.Confidence {
	case datafile.Verified:
		s.Reliability = "high"
	case datafile.Reported:
		s.Reliability = "likely"
	}
	return s
}

func (d Decision) sourceKind() string {
	if d.Kind.OnCase() {
		return "legal_case"
	}
	return "document"
}

// after is the place behind all records of a type.
func after(d *dossier.Dossier, t dossier.Type) int64 {
	var last int64
	for _, r := range d.List(t) {
		last = max(last, r.Header().Place)
	}
	return last + 10
}

// cites tells whether a finding cites a place of a source already.
func cites(d *dossier.Dossier, finding, source dossier.ID, paragraphs string) bool {
	return slices.ContainsFunc(d.Citations(finding), func(c *dossier.Citation) bool {
		return c.Source == source && c.Paragraph == paragraphs
	})
}

// Relied tells whether an allegation leans on a decision, in the place meant if it is for a finding.
func (l *Library) Relied(d *dossier.Dossier, r Reliance) bool {
	a, ok := dossier.Find[*dossier.Allegation](d, r.Allegation)
	s, had := l.SourceOf(d, r.Decision)
	return ok && had && slices.Contains(a.Authority, s.ID) && (r.Finding == "" || cites(d, r.Finding, s.ID, r.Decision.Paragraphs))
}
