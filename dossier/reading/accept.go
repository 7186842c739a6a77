package reading

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"probata/dossier"
	"probata/dossier/lang"
)

// ErrRefused: what is accepted needs a party that was dismissed with it.
var ErrRefused = errors.New("a party that is needed was dismissed")

// ErrUnknown: a decision is about a suggestion that the text does not give.
var ErrUnknown = errors.New("no such suggestion in the text")

// Decision is what the reader made of one suggestion.
type Decision struct {
	Key    string `json:"key"`
	Accept bool   `json:"accept"`
	// Value takes the place of the suggested one: a name, a date, words; "" leaves it.
	Value string `json:"value,omitempty"`
	// Is is a record of the case that is meant: for a party in place of a new one, for a quote who said it, for an act to whom
	// it was done, for a role whose it is.
	Is dossier.ID `json:"is,omitempty"`
}

// Intake is a text that was read, on its way into a case.
type Intake struct {
	Dossier  *dossier.Dossier
	Evidence dossier.ID // the sealed file
	Source   dossier.ID // the source that the file belongs to; "" for the one that has it, or a new one
	Text     Text
	Result   Result
	NewID    func(dossier.Type) (dossier.ID, error)
}

// SourceOf is the source of the case that a file belongs to, nil for none.
func SourceOf(d *dossier.Dossier, evidence dossier.ID) *dossier.Source {
	for _, s := range dossier.Of[*dossier.Source](d) {
		if slices.Contains(s.Files, evidence) {
			return s
		}
	}
	return nil
}

// Open are the suggestions that nothing was decided on yet for a source.
func Open(res Result, s *dossier.Source) []Suggestion {
	if s == nil {
		return res.Suggestions
	}
	return slices.DeleteFunc(slices.Clone(res.Suggestions), func(x Suggestion) bool { return slices.Contains(s.Settled, x.Key) })
}

// Accept gives the records that the decisions make, for one change of the store: parties with names, roles, events with acts,
// victims and involvement, quotes with their speaker, norms, remedies, each with a citation of its passage. A quote brings its
// speaker and an act its victim, since neither can stand without; any other link is made to what is accepted, or known in the
// case. What was decided on is kept with the source, by its key, and is not suggested again.
func Accept(in Intake, decisions []Decision) ([]dossier.Record, error) {
	a := &accepting{Intake: in, byKey: map[string]Suggestion{}, chosen: map[string]Decision{}, parties: map[string]dossier.ID{}}
	for _, s := range in.Result.Suggestions {
		a.byKey[s.Key] = s
	}
	for _, d := range decisions {
		if _, ok := a.byKey[d.Key]; !ok {
			return nil, fmt.Errorf("accept %s: %w", d.Key, ErrUnknown)
		}
		a.chosen[d.Key] = d
	}
	if err := a.openSource(); err != nil {
		return nil, err
	}
	for _, s := range in.Result.Suggestions { // parties first: the rest links to them
		if s.Kind == Person || s.Kind == Organisation {
			if a.chosen[s.Key].Accept {
				if _, err := a.party(s.Key); err != nil {
					return nil, err
				}
			}
		}
	}
	for _, s := range in.Result.Suggestions {
		if a.chosen[s.Key].Accept {
			if err := a.take(s); err != nil {
				return nil, fmt.Errorf("accept %s: %w", s.Key, err)
			}
		}
	}
	for _, s := range in.Result.Suggestions {
		if _, decided := a.chosen[s.Key]; (decided || a.parties[s.Key] != "") && !slices.Contains(a.source.Settled, s.Key) {
			a.source.Settled = append(a.source.Settled, s.Key)
		}
	}
	return append([]dossier.Record{a.source}, a.put...), nil
}

// accepting is one Accept under way.
type accepting struct {
	Intake
	byKey   map[string]Suggestion
	chosen  map[string]Decision
	parties map[string]dossier.ID // by key of the suggestion
	source  *dossier.Source
	put     []dossier.Record
}

func (a *accepting) value(s Suggestion) string {
	if v := a.chosen[s.Key].Value; v != "" {
		return v
	}
	return s.Value
}

// head is the head of a new record; shared ones belong to no case.
func (a *accepting) head(t dossier.Type) (dossier.Head, error) {
	id, err := a.NewID(t)
	h := dossier.Head{ID: id, Place: int64(len(a.Dossier.List(t)) + len(a.put) + 1)}
	if !dossier.TableOf(t).Shared {
		h.Case = a.Dossier.Case().ID
	}
	return h, err
}

func (a *accepting) openSource() error {
	old := SourceOf(a.Dossier, a.Evidence)
	if a.Source != "" {
		s, ok := dossier.Find[*dossier.Source](a.Dossier, a.Source)
		if !ok {
			return fmt.Errorf("accept into %s: %w", a.Source, ErrUnknown)
		}
		old = s
	}
	if old != nil {
		a.source = dossier.Copy(old).(*dossier.Source)
		if !slices.Contains(a.source.Files, a.Evidence) {
			a.source.Files = append(a.source.Files, a.Evidence)
		}
		return nil
	}
	h, err := a.head(dossier.TypeSource)
	if err != nil {
		return err
	}
	a.source = &dossier.Source{Head: h, Kind: "article-newspaper", Title: headline(a.Text.Words), Issued: dossier.Date{EDTF: a.Result.Published}, Files: []dossier.ID{a.Evidence}}
	if len(a.Result.Languages) > 0 {
		a.source.Language = a.Result.Languages[0]
	}
	return nil
}

// Begin is the source that a text belongs to, as it is to be put into the store: the one that has its file, or a new one with the
// headline, the day of publication and the language of the text.
func Begin(in Intake) (*dossier.Source, error) {
	a := &accepting{Intake: in}
	err := a.openSource()
	return a.source, err
}

// needs is the link that a kind of suggestion cannot stand without, "" for none.
func needs(k Kind) string {
	return map[Kind]string{Quote: "speaker", Act: "victim", Role: "party"}[k]
}

// Whole tells whether a suggestion can be accepted as it is; what cannot wants to know who said it, to whom it was done or whose it is.
func (s Suggestion) Whole() bool { n := needs(s.Kind); return n == "" || s.Link(n) != "" }

// Makes tells whether a record comes of a suggestion; days, places, sums and terms are used by what they belong to, and the library
// has its provisions already.
func (s Suggestion) Makes() bool {
	switch s.Kind {
	case Person, Organisation, Quote, Act, Role, Remedy:
		return true
	case Statute:
		return s.Detail["provision"] == "" && s.Detail["instrument"] != "" && s.Detail["article"] != ""
	}
	return false
}

// All accepts all suggestions of a list that can stand as they are; left is how many cannot.
func All(list []Suggestion) (decisions []Decision, left int) {
	for _, s := range list {
		if !s.Whole() {
			left++
			continue
		}
		decisions = append(decisions, Decision{Key: s.Key, Accept: true})
	}
	return decisions, left
}

// headline is the first line with words, cut where it is too long for a title.
func headline(text string) string {
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			return short(line, 160)
		}
	}
	return "-"
}

func short(s string, most int) string {
	rs := []rune(s)
	if len(rs) <= most {
		return s
	}
	return strings.TrimSpace(string(rs[:most-1])) + "…"
}

// cite puts a citation of the passage for a record.
func (a *accepting) cite(fact dossier.ID, s Suggestion) error {
	h, err := a.head(dossier.TypeCitation)
	if err != nil {
		return err
	}
	c := &dossier.Citation{Head: h, Fact: fact, Source: a.source.ID, Paragraph: strconv.Itoa(s.Paragraph), Passage: fmt.Sprintf("%d-%d", s.Start, s.End), Quoted: s.Words, Before: s.Before, After: s.After}
	a.put = append(a.put, c)
	return nil
}

// party is the record of a suggested party: the one the reader named, one of the case with that name in any script, or a new one.
func (a *accepting) party(key string) (dossier.ID, error) {
	if key == "" {
		return "", nil
	}
	if id := a.parties[key]; id != "" {
		return id, nil
	}
	s := a.byKey[key]
	decided, told := a.chosen[key]
	if told && !decided.Accept {
		return "", ErrRefused
	}
	id := decided.Is
	if id == "" {
		id = a.existing(a.value(s))
	}
	if id != "" {
		a.parties[key] = id
		return id, a.cite(id, s)
	}
	return a.newParty(key, s)
}

// meant is the party that a suggestion cannot stand without: the one the reader named, or the one it is linked to.
func (a *accepting) meant(s Suggestion, as string) (dossier.ID, error) {
	if id := a.chosen[s.Key].Is; id != "" {
		return id, nil
	}
	return a.party(s.Link(as))
}

// known is the record of a party that was accepted, or that the case has; "" for none: nothing is entered unasked.
func (a *accepting) known(key string) dossier.ID {
	if id := a.parties[key]; id != "" || key == "" {
		return id
	}
	return a.existing(a.byKey[key].Value)
}

func (a *accepting) existing(name string) dossier.ID {
	want := lang.Fold(name)
	for _, n := range dossier.Of[*dossier.Name](a.Dossier) {
		whole := strings.Join(strings.Fields(n.Given+" "+n.Patronymic+" "+n.Family), " ")
		plain := strings.Join(strings.Fields(n.Given+" "+n.Family), " ")
		if n.Full != "" {
			whole, plain = n.Full, n.Full
		}
		if whole != "" && (lang.Fold(whole) == want || lang.Fold(plain) == want) {
			return n.Party
		}
	}
	return ""
}

func (a *accepting) newParty(key string, s Suggestion) (dossier.ID, error) {
	h, err := a.head(dossier.TypeParty)
	if err != nil {
		return "", err
	}
	kind := s.Detail["party-kind"]
	a.put = append(a.put, &dossier.Party{Head: h, Kind: kind, Sex: s.Detail["sex"]})
	a.parties[key] = h.ID
	nh, err := a.head(dossier.TypeName)
	if err != nil {
		return "", err
	}
	n := &dossier.Name{Head: nh, Party: h.ID, Language: s.Language}
	switch {
	case s.Kind == Person && a.value(s) == s.Value && (s.Detail["given"] != "" || s.Detail["family"] != ""):
		n.Given, n.Patronymic, n.Family = s.Detail["given"], s.Detail["patronymic"], s.Detail["family"]
	default:
		n.Full = a.value(s)
	}
	a.put = append(a.put, n)
	return h.ID, a.cite(h.ID, s)
}

// take makes the records of one accepted suggestion that is no party.
func (a *accepting) take(s Suggestion) error {
	switch s.Kind {
	case Quote:
		return a.quote(s)
	case Act:
		return a.act(s)
	case Role:
		return a.role(s)
	case Statute:
		return a.norm(s)
	case Remedy:
		h, err := a.head(dossier.TypeRemedy)
		if err != nil {
			return err
		}
		a.put = append(a.put, &dossier.Remedy{Head: h, Kind: a.value(s), Claim: s.Words})
		return a.cite(h.ID, s)
	}
	return nil // days, places, sums and terms are used by what they belong to
}

func (a *accepting) quote(s Suggestion) error {
	speaker, err := a.meant(s, "speaker")
	if err != nil {
		return err
	}
	if speaker == "" {
		return ErrRefused
	}
	if s.Detail["form"] == "direct" {
		h, err := a.head(dossier.TypeQuote)
		if err != nil {
			return err
		}
		a.put = append(a.put, &dossier.Quote{Head: h, Speaker: speaker, Words: a.value(s), Language: s.Language, Reported: "yes"})
		return a.cite(h.ID, s)
	}
	// What is told without its words is no quotation: it is a statement that was made.
	h, err := a.head(dossier.TypeEvent)
	if err != nil {
		return err
	}
	a.put = append(a.put, &dossier.Event{Head: h, Kind: "statement", Title: short(a.value(s), 120), Description: a.value(s), Parties: []dossier.ID{speaker}})
	return a.cite(h.ID, s)
}

// eventKind is the kind of event that an act of a kind makes.
func eventKind(act string) string {
	switch act {
	case "custody-order", "restriction-order":
		return "decision"
	case "trial":
		return "hearing"
	}
	kinds, _ := dossier.Vocabulary("event-kind")
	if slices.Contains(kinds, act) {
		return act
	}
	return "other"
}

func (a *accepting) act(s Suggestion) error {
	victim, err := a.meant(s, "victim")
	if err != nil {
		return err
	}
	if victim == "" {
		return ErrRefused
	}
	when := dossier.Date{}
	if d, ok := a.byKey[s.Link("when")]; ok {
		if decided, told := a.chosen[d.Key]; !told || decided.Accept {
			when = dossier.Date{EDTF: a.value(d), Words: d.Words}
		}
	}
	eh, err := a.head(dossier.TypeEvent)
	if err != nil {
		return err
	}
	kind := a.value(s)
	a.put = append(a.put, &dossier.Event{Head: eh, Kind: eventKind(kind), Title: short(s.Words, 120), When: when, Parties: []dossier.ID{victim}})
	ah, err := a.head(dossier.TypeAct)
	if err != nil {
		return err
	}
	act := &dossier.Act{Head: ah, Event: eh.ID, Kind: kind, Victim: victim, When: when}
	a.put = append(a.put, act)
	if by := a.known(s.Link("by")); by != "" {
		ih, err := a.head(dossier.TypeInvolvement)
		if err != nil {
			return err
		}
		a.put = append(a.put, &dossier.Involvement{Head: ih, Act: ah.ID, Party: by, Degree: "alleged"})
	}
	if err := a.addRole(victim, "alleged-victim", nil, ""); err != nil {
		return err
	}
	if err := a.cite(eh.ID, s); err != nil {
		return err
	}
	return a.cite(ah.ID, s)
}

// addRole gives a party a role in the case, unless it has it.
func (a *accepting) addRole(party dossier.ID, role string, of []dossier.ID, relation string) error {
	if a.Dossier.HasRole(party, role) && len(of) == 0 {
		return nil
	}
	for _, r := range a.put {
		if x, ok := r.(*dossier.Role); ok && x.Party == party && x.Role == role && slices.Equal(x.Of, of) {
			return nil
		}
	}
	h, err := a.head(dossier.TypeRole)
	if err != nil {
		return err
	}
	a.put = append(a.put, &dossier.Role{Head: h, Party: party, Role: role, Of: of, Relation: relation})
	return nil
}

func (a *accepting) role(s Suggestion) error {
	party, err := a.meant(s, "party")
	if err != nil {
		return err
	}
	if party == "" {
		return ErrRefused
	}
	var of []dossier.ID
	if id := a.known(s.Link("of")); id != "" && id != party {
		of = []dossier.ID{id}
	}
	before := len(a.put)
	if err := a.addRole(party, a.value(s), of, s.Detail["relation"]); err != nil || len(a.put) == before {
		return err
	}
	return a.cite(a.put[len(a.put)-1].Header().ID, s)
}

// norm is an article of a law of a State, once; what the library has needs no record.
func (a *accepting) norm(s Suggestion) error {
	if s.Detail["provision"] != "" || s.Detail["instrument"] == "" || s.Detail["article"] == "" {
		return nil
	}
	number := s.Detail["article"]
	if p := s.Detail["part"]; p != "" {
		number += "(" + p + ")"
	}
	all := slices.Concat(a.Dossier.List(dossier.TypeNorm), a.put)
	for _, r := range all {
		if n, ok := r.(*dossier.Norm); ok && n.Instrument == s.Detail["instrument"] && n.Number == number {
			return a.cite(n.ID, s)
		}
	}
	h, err := a.head(dossier.TypeNorm)
	if err != nil {
		return err
	}
	a.put = append(a.put, &dossier.Norm{Head: h, Instrument: s.Detail["instrument"], Number: number, Title: short(s.Words, 120), Source: a.source.ID, Confidence: "reported"})
	return a.cite(h.ID, s)
}
