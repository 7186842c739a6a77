package submission

import (
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/datafile"
	"probata/dossier/document"
	"probata/dossier/door"
	"probata/dossier/edtf"
	"probata/dossier/law"
)

// byBody in the filter of a legal question stands for the treaty that the body examines: a committee has no power over the
// others, and a claim under them is no claim before it.
const byBody = "@body"

// ofBody is the instrument a filter means. What a State accepts so that a body may examine it bears the id of the treaty and,
// after a hyphen, that of the protocol or article (treaties.toml).
func (f *filler) ofBody(filter string) string {
	if filter != byBody {
		return filter
	}
	b, _ := f.law.Body(f.body())
	treaty, _, _ := strings.Cut(b.Treaty, "-")
	return treaty
}

// acceptance is since when each State concerned has accepted the body's procedure, with the reservations that matter. It says
// nothing of a State that has not, or of which that is not known.
func (f *filler) acceptance(*Question) []document.Block {
	b, ok := f.law.Body(f.body())
	if !ok || b.Treaty == "" {
		return nil
	}
	var out []document.Block
	for _, state := range f.d.Case().States {
		a, ok := f.law.Acceptance(state, b.Treaty)
		since, err := edtf.Parse(a.InForce)
		if !ok || a.Status != law.Bound || a.Confidence == datafile.Uncertain || err != nil || since.IsZero() {
			continue
		}
		s := f.t("acceptance.since", "treaty", f.treatyTitle(b.Treaty), "state", f.word("country", state), "date", f.words.Date(since))
		out = append(out, document.Para(strings.Join(compact(s, a.Effect[f.req.Language]), " ")))
	}
	return out
}

func (f *filler) treatyTitle(id string) string {
	t, _ := f.law.Treaty(id)
	return t.Title.In(f.req.Language)
}

// provisions are the articles relied on, each once, in the order of the case.
func (f *filler) provisions(q *Question) []document.Block {
	var cited []string
	for _, a := range f.alleged(q) {
		if s := f.word("provision", a.Provision); !slices.Contains(cited, s) {
			cited = append(cited, s)
		}
	}
	if len(cited) == 0 {
		return nil
	}
	return []document.Block{document.Para(strings.Join(cited, "; "))}
}

// lastDecision is the day from which time limits run: that of the last decision on ordinary remedies, as received.
func (f *filler) lastDecision(*Question) []document.Block {
	day, id := door.LastDecision(door.Question{Dossier: f.d, Victim: f.req.Victim, Today: f.req.Today})
	r, ok := dossier.Find[*dossier.Remedy](f.d, id)
	if !ok {
		return nil
	}
	said := compact(f.words.Date(day), r.Authority, r.Number)
	return []document.Block{document.Paragraph{Spans: append(f.content(strings.Join(said, ", ")), f.cite(r)...)}}
}

// late tells whether a time limit of the body has certainly passed.
func (f *filler) late() string {
	d, _ := door.At(f.law, f.body(), door.Question{Dossier: f.full, Victim: f.req.Victim, Today: f.req.Today})
	if slices.ContainsFunc(d.Reasons, func(r door.Reason) bool { return strings.HasPrefix(r.Key, "limit-passed") }) {
		return "yes"
	}
	return "no"
}
