package submission

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"probata/dossier"
	"probata/dossier/edtf"
	"probata/dossier/lang"
)

// Edition says for whose eyes a text is made.
type Edition string

// The editions.
const (
	Confidential Edition = "confidential" // for the body: everything, with the author
	State        Edition = "state"        // what the State may read: without the author and the sources
	Public       Edition = "public"       // for everybody: only names whose publication was agreed to
)

// Editions are all editions in order of growing audience.
var editions = []Edition{Confidential, State, Public}

// ParseEdition reads the name of an edition.
func ParseEdition(s string) (Edition, bool) {
	return Edition(s), slices.Contains(editions, Edition(s))
}

// scope is the level of disclosure a person must have agreed to before the
// edition may name them (reference model CN-6).
func (e Edition) scope() string {
	switch e {
	case State:
		return "name-to-state"
	case Public:
		return "name-published"
	}
	return "submit"
}

// Consent tells whether a party has agreed to a level of disclosure towards a
// body on a day: a consent on record that covers both and is neither expired
// nor withdrawn. A consent without any limit of bodies covers every body.
func Consent(d *dossier.Dossier, party dossier.ID, level, body string, today edtf.Date) bool {
	for _, c := range dossier.As[*dossier.Consent](d.LinkedFrom(party, dossier.TypeConsent, "party")) {
		if inForce(c, today) && slices.Contains(c.Scope, level) &&
			(len(c.Bodies) == 0 || slices.Contains(c.Bodies, body)) {
			return true
		}
	}
	return false
}

// inForce errs on the side of silence: a withdrawal in words counts at once,
// and an expiry that may have passed has passed.
func inForce(c *dossier.Consent, today edtf.Date) bool {
	if !c.Withdrawn.IsZero() || c.Impossible != "" {
		return false
	}
	if c.Expires.IsZero() {
		return true
	}
	return edtf.Before(today, c.Expires.Value()) == edtf.Yes
}

// exposed are the roles by which somebody is named because of what they did in
// office or in public life. All other persons are named only with consent.
var exposed = []string{
	"alleged-perpetrator", "arresting-authority", "holding-authority", "ordering-authority",
	"court", "investigator", "criticised",
}

// protected tells whether the name of a party is withheld unless it agreed.
func protected(d *dossier.Dossier, party dossier.ID) bool {
	if !d.IsPerson(party) {
		return false
	}
	roles := d.Roles(party)
	return len(roles) == 0 || slices.ContainsFunc(roles, func(r *dossier.Role) bool {
		return !slices.Contains(exposed, r.Role)
	})
}

// redacted is a copy of a case for an edition, with what was taken out of it.
type redacted struct {
	d        *dossier.Dossier
	Withheld []string // every string that must not occur in the output
	Coded    []dossier.ID
}

// redact makes the copy of the case that an edition is built from. The
// confidential edition is the case itself.
func redact(d *dossier.Dossier, e Edition, body string, today edtf.Date, p *lang.Printer) redacted {
	if e == Confidential {
		return redacted{d: d}
	}
	r := &redactor{d: d.Clone(), edition: e, words: p, out: redacted{}}
	r.dropConfidential()
	r.dropAuthors()
	for _, party := range dossier.Of[*dossier.Party](d) {
		if protected(d, party.ID) && !Consent(d, party.ID, e.scope(), body, today) {
			r.code(party.ID)
		}
	}
	r.replaceTexts()
	if e == Public {
		r.dropPrivate()
	}
	r.out.d = r.d
	return r.out
}

type redactor struct {
	d       *dossier.Dossier
	edition Edition
	words   *lang.Printer
	swaps   []swap
	coded   int
	out     redacted
}

// swap replaces a form of a name by a stand-in.
type swap struct {
	form    string
	pattern *regexp.Regexp
	stand   string
}

// dropConfidential takes out the records whose own level is too high for the
// edition, and hides sources that may not be named.
func (r *redactor) dropConfidential() {
	for _, rec := range r.d.All() {
		f, ok := dossier.TableOf(rec.Type()).Field("confidentiality")
		if !ok || rec.Type() == dossier.TypeCase || !r.tooHigh(f.String(rec)) {
			continue
		}
		for _, o := range r.d.Owned(rec.Header().ID) {
			r.keepOut(o)
			r.d.Remove(o.Header().ID)
		}
	}
	for _, s := range dossier.Of[*dossier.Source](r.d) {
		if r.edition == State && s.Person != "" || r.tooHigh(s.Secret) {
			r.hideSource(s)
		}
	}
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
				r.out.Withheld = append(r.out.Withheld, s)
			}
		}
	}
}

func (r *redactor) hideSource(s *dossier.Source) {
	r.keepOut(s)
	hidden := &dossier.Source{Head: s.Head, Kind: s.Kind, Title: r.words.T("doc.source.hidden"), Reliability: s.Reliability}
	r.d.Put(hidden)
}

// dropAuthors takes the roles of source and author away: who submits is never
// told to the State (Manual of Operations of the Special Procedures, 2008).
func (r *redactor) dropAuthors() {
	for _, role := range dossier.Of[*dossier.Role](r.d) {
		if role.Role == "source" || role.Role == "author" {
			r.d.Remove(role.ID)
		}
	}
}

// code gives a party a stand-in for its name everywhere in the copy.
func (r *redactor) code(id dossier.ID) {
	party, _ := dossier.Find[*dossier.Party](r.d, id)
	stand := r.stand(party)
	r.out.Coded = append(r.out.Coded, id)
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
// the rule, else a letter. Letters follow the order of the case, so they are
// the same in every edition made from it.
func (r *redactor) stand(p *dossier.Party) string {
	rule := p.Alias
	for _, c := range dossier.As[*dossier.Consent](r.d.LinkedFrom(p.ID, dossier.TypeConsent, "party")) {
		rule = cmp.Or(c.Alias, rule)
	}
	if p.Pseudonym != "" {
		return p.Pseudonym
	}
	if rule == "initials" {
		if s := initials(r.d.NameIn(p.ID, r.words.Tag())); s != "" {
			return s
		}
	}
	r.coded++
	return r.words.T("doc.person", "letter", letters(r.coded))
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

// blank empties the private fields of a record and remembers what stood there.
func (r *redactor) blank(rec dossier.Record) {
	for _, f := range dossier.TableOf(rec.Type()).Fields {
		gone := r.words.T("doc.withheld")
		if !f.Private || f.Empty(rec) || f.String(rec) == gone || f.Date(rec).Words == gone {
			continue
		}
		for _, s := range f.Texts(rec) {
			if utf8.RuneCountInString(s) >= 4 {
				r.out.Withheld = append(r.out.Withheld, s)
			}
		}
		if f.Kind == dossier.Text || f.Kind == dossier.LongText {
			f.SetString(rec, gone)
			continue
		}
		f.SetDate(rec, dossier.Date{Words: gone})
	}
}

// swapName prepares the replacement of every form of a name: in full, in both
// orders, and the family name alone.
func (r *redactor) swapName(n *dossier.Name, stand string) {
	forms := []string{
		n.Full, n.Display(),
		join(n.Given, n.Family), join(n.Family, n.Given),
		join(n.Family, n.Given, n.Patronymic), join(n.Given, n.Patronymic, n.Family), join(n.Given, n.Patronymic),
		n.Family,
	}
	if initial, _ := utf8.DecodeRuneInString(n.Given); n.Given != "" && n.Family != "" {
		forms = append(forms, string(initial)+". "+n.Family, n.Family+" "+string(initial)+".")
	}
	slices.Sort(forms)
	for _, form := range slices.Compact(forms) {
		if utf8.RuneCountInString(form) < 2 {
			continue
		}
		r.swaps = append(r.swaps, swap{form, pattern(form), stand})
		r.out.Withheld = append(r.out.Withheld, form)
	}
	if utf8.RuneCountInString(n.Given) > 3 {
		r.out.Withheld = append(r.out.Withheld, n.Given)
		r.swaps = append(r.swaps, swap{n.Given, pattern(n.Given), stand})
	}
}

func join(parts ...string) string {
	for _, p := range parts {
		if p == "" {
			return ""
		}
	}
	return strings.Join(parts, " ")
}

// pattern finds a name in any case of letters and with the endings that Slavic
// and Turkic grammar put behind it ("Ильяшева", "Ильяшевтың").
func pattern(form string) *regexp.Regexp {
	var b strings.Builder
	b.WriteString(`(?i)(^|[^\p{L}])`)
	for i, word := range strings.Fields(form) {
		if i > 0 {
			b.WriteString(`[\s\p{Z}]+`)
		}
		b.WriteString(regexp.QuoteMeta(stem(word)))
		b.WriteString(`\p{L}{0,5}`)
	}
	return regexp.MustCompile(b.String())
}

// stem drops the vowel that declension changes at the end of a longer name.
func stem(word string) string {
	runes := []rune(word)
	if last := len(runes) - 1; last >= 4 && strings.ContainsRune("аяйьоуыеию", unicode.ToLower(runes[last])) {
		return string(runes[:last])
	}
	return word
}

// replaceTexts puts the stand-ins into every text of the copy, longest form
// first, so that a full name is not torn apart by its family name.
func (r *redactor) replaceTexts() {
	slices.SortStableFunc(r.swaps, func(a, b swap) int { return cmp.Compare(len(b.form), len(a.form)) })
	for _, rec := range r.d.All() {
		for _, f := range dossier.TableOf(rec.Type()).Fields {
			f.MapTexts(rec, r.replace)
		}
	}
}

func (r *redactor) replace(s string) string {
	for _, w := range r.swaps {
		s = w.pattern.ReplaceAllString(s, "${1}"+strings.ReplaceAll(w.stand, "$", "$$"))
	}
	return s
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

// Leaks are the withheld strings that occur in a text, compared without regard
// to case, accents and script. It is run over what was written, after the
// export: the proof that redaction did its work. Errors and messages must give
// their number, never the strings.
func Leaks(text string, withheld []string) []string {
	hay := " " + words(lang.Fold(text)) + " "
	var out []string
	for _, w := range withheld {
		if needle := words(lang.Fold(w)); needle != "" && strings.Contains(hay, " "+needle+" ") {
			out = append(out, w)
		}
	}
	return out
}

// words are the letters and digits of a text with single spaces between words.
func words(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}

// leakError tells how many withheld strings were found, and nothing of them.
func leakError(n int) error {
	return fmt.Errorf("check the finished text: %d withheld values are still in it; nothing was written", n)
}
