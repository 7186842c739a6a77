package submission

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"probata/dossier"
	"probata/dossier/lang"
)

// redacted is a copy of a case for an edition, with what was taken out of it.
type redacted struct {
	d        *dossier.Dossier
	Withheld []string            // every string that must not occur in the output
	clean    func(string) string // does to other texts what was done to those of the case
	names    *finder             // finds what was replaced, in all its forms; nil where nothing was
}

// redact makes the copy of the case that an edition is built from. The
// confidential edition is the case itself, but for what somebody asked to be kept
// back from everybody.
func redact(req Request, p *lang.Printer) redacted {
	kept := keptBack(req.Dossier)
	if req.Edition == Confidential && len(kept) == 0 {
		return redacted{d: req.Dossier, clean: func(s string) string { return s }}
	}
	r := &redactor{d: req.Dossier.Clone(), edition: req.Edition, words: p, reader: newReader()}
	r.keepBack(kept)
	if req.Edition == Confidential {
		return r.finish()
	}
	r.dropWorking()
	r.dropConfidential()
	r.dropAuthors()
	r.codeAll(req)
	if req.Edition == Public {
		r.dropPrivate()
	}
	r.names = newFinder(r.reader, r.swaps)
	r.dropPointers()
	return r.finish()
}

// finish puts the stand-ins in.
func (r *redactor) finish() redacted {
	r.names = newFinder(r.reader, r.swaps)
	r.leaks = leakFinder(r.reader, r.withheld)
	r.replaceTexts()
	return redacted{d: r.d, Withheld: r.withheld, clean: r.clean, names: r.names}
}

// keptBack is what people asked not to be told to anybody when they gave their
// consent, line by line (reference model CN-7).
func keptBack(d *dossier.Dossier) []string {
	var out []string
	for _, c := range dossier.Of[*dossier.Consent](d) {
		for _, s := range c.Withheld {
			if s = strings.TrimSpace(s); utf8.RuneCountInString(s) > 1 && !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// keepBack takes the lines out of every text, and out of the consents that hold
// them.
func (r *redactor) keepBack(lines []string) {
	for _, c := range dossier.Of[*dossier.Consent](r.d) {
		c.Withheld = nil
	}
	for _, s := range lines {
		r.swaps = append(r.swaps, r.reader.inflected(s, r.words.T("doc.withheld")))
		r.withheld = append(r.withheld, s)
	}
}

type redactor struct {
	d        *dossier.Dossier
	edition  Edition
	words    *lang.Printer
	reader   *reader
	swaps    []needle
	withheld []string
	stands   []string // stand-ins that are taken
	names    *finder
	leaks    *finder
}

// dropConfidential takes out the records whose own level is too high for the
// edition, and hides sources that may not be named.
func (r *redactor) dropConfidential() {
	for _, rec := range r.d.All() {
		f, ok := dossier.TableOf(rec.Type()).Field("confidentiality")
		if ok && rec.Type() != dossier.TypeCase && r.tooHigh(r.level(rec.Type(), f.String(rec))) {
			r.drop(rec.Header().ID)
		}
	}
	for _, q := range dossier.Of[*dossier.Quote](r.d) {
		if q.Confidentiality == "" && r.onlyFromSecret(q.ID) {
			r.drop(q.ID)
		}
	}
	for _, s := range dossier.Of[*dossier.Source](r.d) {
		if s.Person != "" || r.tooHigh(s.Secret) {
			r.hideSource(s)
		}
	}
}

// onlyFromSecret tells whether a record rests on sources alone that may not be
// named. Exact words are as telling as their source, so a quote takes its level
// from there unless it says its own.
func (r *redactor) onlyFromSecret(id dossier.ID) bool {
	cited := dossier.As[*dossier.Citation](r.d.LinkedFrom(id, dossier.TypeCitation, "fact"))
	for _, c := range cited {
		if s, ok := dossier.Find[*dossier.Source](r.d, c.Source); !ok || !r.tooHigh(s.Secret) {
			return false
		}
	}
	return len(cited) > 0
}

// dropWorking takes out what the authors wrote for themselves.
func (r *redactor) dropWorking() {
	for _, rec := range r.d.All() {
		if t := rec.Type(); t == dossier.TypeTask || t == dossier.TypeNote {
			r.d.Remove(rec.Header().ID)
		}
	}
}

func (r *redactor) drop(id dossier.ID) {
	for _, o := range r.d.Owned(id) {
		r.keepOut(o)
		r.d.Remove(o.Header().ID)
	}
}

// level is that of a record: its own, else what the case sets. A citation goes
// with its source instead.
func (r *redactor) level(t dossier.Type, own string) string {
	if own != "" || t == dossier.TypeCitation {
		return own
	}
	return r.d.Case().Confidentiality
}

func (r *redactor) tooHigh(level string) bool {
	return level == "confidential" || level == "state" && r.edition == Public
}

// keepOut remembers the texts of a record that was taken out, so that Leaks
// can prove that they are nowhere else. Short texts prove nothing.
func (r *redactor) keepOut(rec dossier.Record) {
	for _, f := range dossier.TableOf(rec.Type()).Fields {
		for _, s := range f.Texts(rec) {
			if utf8.RuneCountInString(s) >= 24 {
				r.withheld = append(r.withheld, s)
			}
		}
	}
}

// hideSource leaves of a source only what kind it is, and of its citations
// only that there is one: a page, a passage or an exhibit would name it.
func (r *redactor) hideSource(s *dossier.Source) {
	r.keepOut(s)
	r.d.Put(&dossier.Source{Head: s.Head, Kind: s.Kind, Title: r.words.T("doc.source.hidden"), Reliability: s.Reliability})
	for _, c := range dossier.As[*dossier.Citation](r.d.LinkedFrom(s.ID, dossier.TypeCitation, "source")) {
		c.Page, c.Paragraph, c.Time, c.Passage, c.Quoted = "", "", "", "", ""
	}
	for _, id := range s.Files {
		if len(r.d.LinkedFrom(id, dossier.TypeSource, "files")) == 0 {
			r.drop(id)
		}
	}
}

// dropAuthors takes the roles of source and author away.
func (r *redactor) dropAuthors() {
	for _, role := range dossier.Of[*dossier.Role](r.d) {
		if role.Role == "source" || role.Role == "author" {
			r.d.Remove(role.ID)
		}
	}
}

// codeAll gives stand-ins to all parties that may not be named. Letters count
// all who are protected, named or not, so that "Person B" is the same person in
// every edition. All names are known before the first stand-in is chosen.
func (r *redactor) codeAll(req Request) {
	type numbered struct {
		id     dossier.ID
		letter int
	}
	var list []numbered
	codes := codesOf(req)
	for _, p := range dossier.Of[*dossier.Party](req.Dossier) {
		if coded(req, p.ID) {
			list = append(list, numbered{p.ID, int(codes[p.ID])})
			for _, n := range dossier.As[*dossier.Name](r.d.Children(p.ID, dossier.TypeName)) {
				r.withhold(n)
			}
		}
	}
	names := leakFinder(r.reader, r.withheld)
	for _, c := range list {
		r.code(c.id, c.letter, names)
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
func (f *Filled) Codes() map[dossier.ID]int64 { return codesOf(f.filler.req) }

// guarded tells whether the name of a party needs its consent to be told.
func guarded(req Request, party dossier.ID) bool {
	return protected(req.Dossier, party) || tellsAuthor(req.Dossier, party, req.Author)
}

// coded tells whether a party has a stand-in for its name in the edition.
func coded(req Request, party dossier.ID) bool {
	return req.Edition != Confidential && guarded(req, party) &&
		!dossier.Agreed(req.Dossier, party, req.Edition.scope(), req.Form.Body, req.Today)
}

// code gives a party a stand-in for its name everywhere in the copy.
func (r *redactor) code(id dossier.ID, letter int, names *finder) {
	party, _ := dossier.Find[*dossier.Party](r.d, id)
	stand := r.stand(party, letter, names)
	for _, t := range dossier.ChildTypes(dossier.TypeParty) {
		for _, c := range r.d.Children(id, t) {
			if n, ok := c.(*dossier.Name); ok {
				r.swapName(n, stand)
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
func (r *redactor) stand(p *dossier.Party, letter int, names *finder) string {
	rule := p.Alias
	for _, c := range dossier.As[*dossier.Consent](r.d.LinkedFrom(p.ID, dossier.TypeConsent, "party")) {
		rule = cmp.Or(c.Alias, rule)
	}
	wishes := []string{strings.TrimSpace(p.Pseudonym)}
	if rule == "initials" && r.d.Named(p.ID) {
		wishes = append(wishes, initials(r.d.NameIn(p.ID, r.words.Tag())))
	}
	for _, s := range append(wishes, r.words.T("doc.person", "letter", letters(letter))) {
		if s != "" && !slices.Contains(r.stands, s) && len(names.find(s)) == 0 {
			r.stands = append(r.stands, s)
			return s
		}
	}
	return r.words.T("doc.withheld")
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

// withhold remembers the forms of a name. Two letters alone («Но», "Li") are
// replaced where they can be a name, but prove nothing.
func (r *redactor) withhold(n *dossier.Name) {
	for _, s := range forms(n) {
		if utf8.RuneCountInString(s) > 2 {
			r.withheld = append(r.withheld, s)
		}
	}
}

func (r *redactor) swapName(n *dossier.Name, stand string) {
	for _, s := range forms(n) {
		r.swaps = append(r.swaps, r.reader.inflected(s, stand))
	}
}

// blank empties the private fields of a record and remembers what stood there.
func (r *redactor) blank(rec dossier.Record) {
	gone := r.words.T("doc.withheld")
	for _, f := range dossier.TableOf(rec.Type()).Fields {
		if !f.Private || f.Empty(rec) || f.String(rec) == gone || f.Date(rec).Words == gone {
			continue
		}
		for _, s := range f.Texts(rec) {
			if telling(rec.Type(), s) {
				r.withheld = append(r.withheld, s)
			}
		}
		switch f.Kind {
		case dossier.Text, dossier.LongText:
			f.SetString(rec, gone)
		case dossier.DateKind:
			f.SetDate(rec, dossier.Date{Words: gone})
		default:
			f.SetString(rec, "")
			f.SetStrings(rec, nil)
			f.SetLinks(rec, nil)
			f.SetNumber(rec, 0)
		}
	}
}

// telling tells whether a private value gives something away by itself,
// wherever it is read. A birthplace or a religion does not: the town where
// somebody was born may be named as the place of an arrest.
func telling(t dossier.Type, s string) bool {
	switch n := utf8.RuneCountInString(s); {
	case n >= 24:
		return true
	case n < 4:
		return false
	case t == dossier.TypeIdentity || t == dossier.TypeAddress || t == dossier.TypeContact:
		return true
	case t == dossier.TypeParty:
		return strings.ContainsFunc(s, unicode.IsDigit)
	}
	capitals := 0
	for w := range strings.FieldsSeq(s) {
		if first, _ := utf8.DecodeRuneInString(w); !unicode.IsLower(first) {
			capitals++
		}
	}
	return capitals > 1 || strings.ContainsFunc(s, unicode.IsDigit)
}

// dropPrivate empties what tells where people live and who they are, for
// everybody, in the public edition.
func (r *redactor) dropPrivate() {
	for _, rec := range r.d.All() {
		if rec.Type() != dossier.TypeName {
			r.blank(rec)
		}
	}
}

// replaceTexts puts the stand-ins into every text of the copy but those that
// are stand-ins, and takes out whole what still gives something away.
func (r *redactor) replaceTexts() {
	for _, rec := range r.d.All() {
		if n, ok := rec.(*dossier.Name); ok && slices.Contains(r.stands, n.Family) {
			continue
		}
		for _, f := range dossier.TableOf(rec.Type()).Fields {
			f.MapTexts(rec, r.clean)
		}
	}
}

func (r *redactor) clean(s string) string {
	if s == "" {
		return s
	}
	s = r.names.replace(s)
	if len(r.leaks.find(s)) > 0 {
		return r.words.T("doc.withheld")
	}
	return s
}
