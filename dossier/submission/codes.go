package submission

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"probata/dossier"
	"probata/dossier/withhold"
)

// codeAll gives stand-ins to all parties that may not be named. Letters count
// all who are protected, named or not, so that "Person B" is the same person in
// every edition. All names are known before the first stand-in is chosen.
func (r *redactor) codeAll(req Request) {
	codes := codesOf(req)
	for _, p := range dossier.Of[*dossier.Party](req.Dossier) {
		if coded(req, p.ID) {
			r.code(p.ID, int(codes[p.ID]))
		}
	}
}

// codesOf are the numbers of the letters that stand for people: those kept since
// a filing, and the next free ones for the others, in their order. Two parties
// that came with one number out of different cases do not share it.
func codesOf(req Request) map[dossier.ID]int64 {
	codes, taken := map[dossier.ID]int64{}, map[int64]bool{}
	var fresh []dossier.ID
	for _, p := range dossier.Of[*dossier.Party](req.Dossier) {
		switch {
		case !guarded(req, p.ID):
		case p.Code > 0 && !taken[p.Code]:
			codes[p.ID], taken[p.Code] = p.Code, true
		default:
			fresh = append(fresh, p.ID)
		}
	}
	next := int64(1)
	for _, id := range fresh {
		for taken[next] {
			next++
		}
		codes[id], taken[next] = next, true
	}
	return codes
}

// Codes are the numbers of the letters that stand for people in redacted
// editions, to be kept when something is sent: whoever was "Person B" in one
// filing is Person B in the next.
func (f *Filled) Codes() map[dossier.ID]int64 {
	f.filler.alone.Lock()
	defer f.filler.alone.Unlock()
	return codesOf(f.filler.req)
}

// guarded tells whether the name of a party needs its consent to be told.
func guarded(req Request, party dossier.ID) bool {
	return protected(req.Dossier, party) || tellsAuthor(req.Dossier, party, req.Author)
}

// coded tells whether a party has a stand-in for its name in the edition.
func coded(req Request, party dossier.ID) bool {
	return req.Edition != Confidential && guarded(req, party) &&
		!dossier.Agreed(req.Dossier, party, req.Edition.scope(), req.body, req.Today)
}

// code gives a party a stand-in for its name everywhere in the copy.
func (r *redactor) code(id dossier.ID, letter int) {
	party, _ := dossier.Find[*dossier.Party](r.d, id)
	stand := r.stand(party, letter)
	r.coding[string(id)] = stand
	for _, t := range dossier.ChildTypes(dossier.TypeParty) {
		for _, c := range r.d.Children(id, t) {
			if n, ok := c.(*dossier.Name); ok {
				r.withhold(n)
				r.d.Remove(n.ID)
				continue
			}
			r.blank(c)
		}
	}
	r.blank(party)
	// The stand-in takes the place of the name, so that every view prints it
	// without knowing of redaction.
	_, own, _ := strings.Cut(string(id), "-")
	r.d.Put(&dossier.Name{Head: dossier.Head{ID: dossier.ID("name-coded" + own)}, Party: id, Family: stand})
}

// stand is the stand-in of a party: its own pseudonym, its initials if that is
// the rule, else a letter. A pseudonym that is taken or that gives a withheld
// name away is not used.
func (r *redactor) stand(p *dossier.Party, letter int) string {
	rule := p.Alias
	for _, c := range dossier.As[*dossier.Consent](r.d.LinkedFrom(p.ID, dossier.TypeConsent, "party")) {
		rule = cmp.Or(c.Alias, rule)
	}
	wishes := []string{strings.TrimSpace(p.Pseudonym)}
	if rule == "initials" && r.d.Named(p.ID) {
		wishes = append(wishes, initials(r.d.NameIn(p.ID, r.words.Tag())))
	}
	for _, s := range append(wishes, r.words.T("doc.person", "letter", letters(letter))) {
		if s != "" && !slices.Contains(r.stands, s) && !r.givesAway(s) {
			r.stands = append(r.stands, s)
			return s
		}
	}
	return r.words.T("doc.withheld")
}

// givesAway tells whether a stand-in would name somebody. Initials are no more
// than was asked for.
func (r *redactor) givesAway(stand string) bool {
	return slices.ContainsFunc(r.finder.Hits(stand), func(h withhold.Hit) bool { return h.What != withhold.Initials })
}

func initials(name string) string {
	var b strings.Builder
	for part := range strings.FieldsSeq(name) {
		first, _ := utf8.DecodeRuneInString(part)
		b.WriteRune(unicode.ToUpper(first))
		b.WriteByte('.')
	}
	return b.String()
}

// letters counts A, B, … Z, AA, AB, …
func letters(n int) string {
	var s string
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

// forms are the ways in which a name is written: in full, in all orders, with
// initials, the family name alone, and a given name that is long enough to be
// told from other words.
func forms(n *dossier.Name) []string {
	out := []string{
		n.Full, n.Display(), n.Family,
		join(n.Given, n.Family), join(n.Family, n.Given), join(n.Given, n.Patronymic),
		join(n.Family, n.Given, n.Patronymic), join(n.Given, n.Patronymic, n.Family),
	}
	if i := initials(n.Given); i != "" && n.Family != "" {
		out = append(out, i+" "+n.Family, n.Family+" "+i)
		if p := initials(n.Patronymic); p != "" {
			out = append(out, i+" "+p+" "+n.Family, n.Family+" "+i+" "+p)
		}
	}
	if utf8.RuneCountInString(n.Given) > 3 {
		out = append(out, n.Given)
	}
	if utf8.RuneCountInString(n.Patronymic) > 5 { // colleagues and neighbours say it alone
		out = append(out, n.Patronymic)
	}
	for part := range strings.FieldsFuncSeq(n.Family, unspokenHyphen) { // "Petrova" of "Petrova-Vodkina"
		if utf8.RuneCountInString(part) > 3 {
			out = append(out, part)
		}
	}
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(s string) bool { return utf8.RuneCountInString(s) < 2 })
}

func unspokenHyphen(r rune) bool { return unicode.Is(unicode.Pd, r) || unicode.IsSpace(r) }

func join(parts ...string) string {
	if slices.Contains(parts, "") {
		return ""
	}
	return strings.Join(parts, " ")
}

// withhold remembers the forms of a name that surely denote nobody else, for
// whoever searches what was written.
func (r *redactor) withhold(n *dossier.Name) {
	for _, s := range forms(n) {
		if utf8.RuneCountInString(s) > 2 && slices.ContainsFunc(r.finder.Hits(s), func(h withhold.Hit) bool { return h.Certain }) {
			r.withheld = append(r.withheld, s)
		}
	}
}
