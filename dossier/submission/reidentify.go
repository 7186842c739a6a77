package submission

import (
	"regexp"
	"slices"

	"probata/dossier"
	"probata/dossier/document"
)

// A name that is withheld protects nobody who is known by the rest: the only
// mother of a named man, the one doctor of a village, a voice that says "my son".
// What is left in an edition is for a person to judge; here it is pointed at.

// reidentify warns, in the editions for other eyes, of what may tell who somebody
// is whose name is withheld.
func (p *preflight) reidentify() {
	if p.req.Edition == Confidential {
		p.keptBack()
		return
	}
	for _, party := range dossier.Of[*dossier.Party](p.d) {
		if !p.req.hides(party.ID) {
			continue
		}
		p.byKin(party)
		p.byPlace(party)
		p.byPost(party)
		p.byWords(party)
	}
	p.byFiles()
	p.keptBack()
}

func (r Request) hides(party dossier.ID) bool { return coded(r, party) }

// byKin: a relative of somebody who is named. The tie is cut in the edition, but
// the story still says "his mother".
func (p *preflight) byKin(party *dossier.Party) {
	for _, role := range p.full.Roles(party.ID) {
		named := slices.ContainsFunc(role.Of, func(id dossier.ID) bool { return p.full.IsPerson(id) && !p.req.hides(id) })
		if named && role.Role == "relative" {
			p.add(dossier.Warn, end{role.ID, "relation"}, "reidentify-kin")
			return
		}
	}
}

// byPlace: an age and a small place together are one person.
func (p *preflight) byPlace(party *dossier.Party) {
	if party.Age == "" && party.Birth.IsZero() {
		return
	}
	for _, e := range dossier.Of[*dossier.Event](p.d) {
		if e.Venue != "" && p.concerns(e, party.ID) {
			p.add(dossier.Warn, end{party.ID, "age"}, "reidentify-place")
			return
		}
	}
}

// concerns tells whether a party was there, or was done something to.
func (p *preflight) concerns(e *dossier.Event, party dossier.ID) bool {
	return slices.Contains(e.Parties, party) || slices.ContainsFunc(
		dossier.As[*dossier.Act](p.d.Children(e.ID, dossier.TypeAct)), func(a *dossier.Act) bool { return a.Victim == party })
}

// byPost: an office or a calling that few have, at a body that is named.
func (p *preflight) byPost(party *dossier.Party) {
	if party.Occupation != "" && len(party.Affiliation) > 0 {
		p.add(dossier.Warn, end{party.ID, "occupation"}, "reidentify-post")
	}
}

// byWords: own words in which somebody speaks of their own people, or that are
// already known under their name.
func (p *preflight) byWords(party *dossier.Party) {
	for _, q := range dossier.Of[*dossier.Quote](p.d) {
		if q.Speaker != party.ID {
			continue
		}
		switch {
		case own.MatchString(q.Words):
			p.add(dossier.Warn, end{q.ID, "words"}, "reidentify-words")
		case q.Reported == "yes" && p.req.Edition == Public:
			p.add(dossier.Warn, end{q.ID, "words"}, "reidentify-reported")
		}
	}
}

// own finds "my son", "our mother", "мой сын", "менің ұлым" and the like.
var own = regexp.MustCompile(`(?i)(^|\P{L})(my|our|mon|ma|mes|notre|mi|mis|nuestr[oa]|мо[йяеёию]\p{L}{0,2}|наш\p{L}{0,3}|менің|біздің|мій|моя|наш\p{L}{0,2}|mənim|bizim|benim)\s+` +
	`(son|daughter|child|children|husband|wife|mother|father|brother|sister|parents?|family|fils|fille|mari|femme|mère|père|frère|sœur|hijo|hija|marido|esposa|madre|padre|hermano|hermana|` +
	`сын|доч|дет|муж|жен|мат|мам|отец|отц|пап|брат|сест|родител|семь|ұл|қыз|бала|күйеу|әйел|ана|әке|аға|іні|әпке|сіңлі|син|чолов|дружин|oğl|qız|ər|arvad|ana|ata|kız|koca|anne|baba)`)

// fileName finds a title that ends as the names of files do.
var fileName = regexp.MustCompile(`\.[\pL\pN]{2,4}$`)

// byFiles: names that files came with, and what their pictures say of themselves.
func (p *preflight) byFiles() {
	goes := map[dossier.ID]bool{}
	for _, e := range p.annexed() {
		goes[e.ID] = true
		if fileName.MatchString(e.Title) {
			p.add(dossier.Warn, end{e.ID, "title"}, "reidentify-file")
		}
	}
	if p.req.Annexes != document.Attached {
		return
	}
	for _, e := range dossier.Of[*dossier.Evidence](p.full) {
		if goes[e.ID] && e.Metadata != "" {
			p.add(dossier.Warn, end{e.ID, "metadata"}, "reidentify-metadata")
		}
	}
}

// keptBack reminds of what people asked to be kept back: the words are taken out,
// whether the thing is told in other words only a reader sees.
func (p *preflight) keptBack() {
	for _, c := range dossier.Of[*dossier.Consent](p.full) {
		if len(c.Withheld) > 0 {
			p.add(dossier.Hint, end{c.ID, "withheld"}, "withheld-asked", "count", len(c.Withheld))
		}
	}
}
