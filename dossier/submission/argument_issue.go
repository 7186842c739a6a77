package submission

import (
	"maps"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
)

// issues is the argument for a reader who has few pages: one paragraph to a provision, with what the law asks, the reasons as far as
// the question has room for them, and what follows. Reasons that had no room are named to the author.
func (f *filler) issues(q *Question) []document.Block {
	var out []document.Block
	f.short(q, nil)
	for _, p := range points(f.alleged(q)) {
		out = append(out, document.Heading{Level: 3, ID: string(p.of[0].ID), Text: document.T(f.conclusionOf(p))}, f.issue(q, p))
	}
	return out
}

func (f *filler) issue(q *Question, p point) document.Paragraph {
	s := speaker{filler: f, plain: true}
	s.each(p, "", func(a *dossier.Allegation) (dossier.Record, string) { return a, a.Analysis })
	own := s.out
	reasons := s.reasons(q, p, q.Reasons-blockWords(own))
	s.out = nil
	s.shared()
	s.each(p, "", func(a *dossier.Allegation) (dossier.Record, string) { return nil, a.Conclusion })
	return document.Paragraph{Numbered: true, Spans: s.sameOnce(runOn(f.standard(p), own, reasons, s.out))}
}

// reasons are the elements for which there is room, in the order of the law. The last are taken first: the first of a provision tell
// again what happened, the last are why it was not allowed.
func (s *speaker) reasons(q *Question, p point, room int) []document.Block {
	list := s.elements(p)
	told := make([][]document.Block, len(list))
	for i := len(list) - 1; i >= 0; i-- {
		before := maps.Clone(s.argued)
		s.out = nil
		s.element(p, list[i])
		if n := blockWords(s.out); n <= room {
			told[i], room = s.out, room-n
			continue
		}
		s.filler.argued = before
		s.short(q, s.elementsOf(p, list[i]))
	}
	return slices.Concat(told...)
}

// runOn is paragraphs as one.
func runOn(lists ...[]document.Block) []document.Span {
	var out []document.Span
	for _, b := range slices.Concat(lists...) {
		x, ok := b.(document.Paragraph)
		if !ok {
			continue
		}
		if len(out) > 0 {
			out = append(out, document.Span{Text: " "})
		}
		out = append(out, x.Spans...)
	}
	return out
}

// sameOnce leaves of equal sentences on whom a text holds for besides the last: within one paragraph it stands at its end.
func (s *speaker) sameOnce(spans []document.Span) []document.Span {
	last := map[string]int{}
	for i, x := range spans {
		if s.sames[x.Text] {
			last[x.Text] = i
		}
	}
	var out []document.Span
	for i, x := range spans {
		if at, ok := last[x.Text]; !ok || at == i {
			out = append(out, x)
		}
	}
	return out
}

func blockWords(list []document.Block) int {
	n := 0
	for _, b := range list {
		if p, ok := b.(document.Paragraph); ok {
			n += Counter(document.Plain(p.Spans))
		}
	}
	return n
}

// elementsOf are the findings on an element of a provision, for all of whom it is argued.
func (f *filler) elementsOf(p point, element string) []Part {
	var out []Part
	for _, a := range p.of {
		for _, x := range dossier.As[*dossier.Finding](f.d.Children(a.ID, dossier.TypeFinding)) {
			if x.Element == element && argued(x) && strings.TrimSpace(x.Analysis) != "" {
				out = append(out, Part{Key: string(x.ID), Record: x.ID, Words: Counter(x.Analysis)})
			}
		}
	}
	return out
}

// short notes what an answer says more shortly than the case does; nil begins anew.
func (f *filler) short(q *Question, parts []Part) {
	if parts == nil {
		delete(f.shortened, q.ID)
		return
	}
	for i := range parts {
		parts[i].Question = q
	}
	f.shortened[q.ID] = append(f.shortened[q.ID], parts...)
}

// spokenRequest is a request as it is read out: its first clause. What comes behind a semicolon or another stop is for the written
// paper.
func spokenRequest(s string) string {
	list := sentences(s)
	if len(list) == 0 {
		return s
	}
	first, _, _ := strings.Cut(list[0], ";")
	return strings.TrimSpace(first)
}
