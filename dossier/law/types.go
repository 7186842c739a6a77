package law

import (
	"cmp"

	"probata/dossier/edtf"
)

// State is a State with its name.
type State struct {
	ID   string `toml:"id"`   // ISO 3166-1 alpha-2, "KZ"; its words stand in the language files
	OSCE bool   `toml:"osce"` // a participating State of the OSCE
}

// Topic is a subject that provisions of different instruments share.
type Topic struct {
	ID    string `toml:"id"`
	Title Text   `toml:"title"`
}

// Kind says what weight an instrument has in law.
type Kind string

// The kinds of instrument.
const (
	KindTreaty      Kind = "treaty"              // binds the States that accepted it
	KindDeclaration Kind = "declaration"         // of the UN General Assembly; addressed to all States
	KindPolitical   Kind = "politically-binding" // an OSCE commitment, taken by consensus of all participating States
)

func (k Kind) known() bool { return k == KindTreaty || k == KindDeclaration || k == KindPolitical }

// Instrument is a text with provisions.
type Instrument struct {
	ID        string `toml:"id"`
	Title     Text   `toml:"title"`
	Short     Text   `toml:"short"` // as cited: "ICCPR"
	Kind      Kind   `toml:"kind"`
	Symbol    string `toml:"symbol"`     // of the resolution or decision, where there is one
	AdoptedOn string `toml:"adopted_on"` // EDTF, as exact as known
	Cite      Text   `toml:"cite"`       // how a provision is cited; {number} stands for its number: "art. {number}"
	Fact
}

// Provision is an article or paragraph of an instrument, or the whole of a short one.
type Provision struct {
	ID         string `toml:"id"` // instrument and number, "iccpr.9"
	Instrument string `toml:"instrument"`
	Number     string `toml:"number"` // empty: the instrument as a whole
	// Treaty is what a State must have accepted for the provision to bind it, where that is not the instrument itself: the
	// Protocol that an article stands in.
	Treaty   string    `toml:"treaty"`
	Cite     Text      `toml:"cite"` // only where the instrument's way of citing does not fit
	Title    Text      `toml:"title"`
	Summary  Text      `toml:"summary"` // one sentence, our own words
	Topics   []string  `toml:"topics"`
	ECHR     []string  `toml:"echr"` // articles of the European Convention on the same right: "5", "P4-2"
	Elements []Element `toml:"element"`
	// ElementsAs names the provision whose elements this one shares; Load copies them into Elements, ids unchanged.
	ElementsAs string `toml:"elements_as"`
	Fact
}

// Element is one thing to be shown before a provision can be said to be violated, or a limit to be justified.
type Element struct {
	ID    string `toml:"id"` // provision and a word, "iccpr.9.reasons"
	Title Text   `toml:"title"`
	Ask   Text   `toml:"ask"` // what the advocate has to show, our own words
}

// Category is one of the legal categories in which the Working Group on Arbitrary Detention finds detention arbitrary.
type Category struct {
	ID       string `toml:"id"`     // "wgad.I"
	Number   string `toml:"number"` // "I", as records keep it
	Title    Text   `toml:"title"`
	Test     Text   `toml:"test"`     // when the category is met
	Evidence Text   `toml:"evidence"` // what to look for
	Fact
}

// Treaty is what a State can accept by deposit: a treaty, a protocol, or a declaration under an article of one.
type Treaty struct {
	ID      string `toml:"id"` // "iccpr-op1", "cat-22"
	Title   Text   `toml:"title"`
	Short   Text   `toml:"short"`
	InForce string `toml:"in_force"` // EDTF: when it first took effect for anyone; an earlier deposit counts from here
	Delay   Delay  `toml:"delay"`    // from deposit to effect for a later State
	// AfterEnd says what may still be brought against a State for which the treaty has ended, one of AfterActs, AfterLodged;
	// empty where that is not known.
	AfterEnd string `toml:"after_end"`
	// Others is the status of every State for which the data has no acceptance of its own: of a treaty whose parties, or whose
	// absent States, the data name one by one. Empty where nothing is known of the others.
	Others Status `toml:"others"`
	// Membership treaties constitute an organisation: a body of it deals with its members as of the day it is turned to,
	// whenever the facts happened.
	Membership bool `toml:"membership"`
	// Lookup is where the depositary publishes who has accepted it; empty: treaties.un.org.
	Lookup string `toml:"lookup"`
	Fact
}

// LookedUp is where it is to be read who has accepted the treaty.
func (t Treaty) LookedUp() string { return cmp.Or(t.Lookup, "treaties.un.org") }

// What an end leaves.
const (
	// AfterActs: complaints of acts before the end may still be brought (ECHR, art. 58 (2)).
	AfterActs = "acts"
	// AfterLodged: only what was lodged before the end is dealt with (ICCPR-OP1, art. 12 (2)).
	AfterLodged = "lodged"
)

// Delay is the time from deposit to entry into force.
type Delay struct {
	Months int `toml:"months"`
	Days   int `toml:"days"`
	// Next says that effect comes on the first day of the month that follows, as the protocols of the Council of Europe
	// have it.
	Next bool `toml:"next_month"`
}

// after is the day of effect of a deposit on a day.
func (d Delay) after(deposit edtf.Day) edtf.Day {
	day := deposit.AddMonths(d.Months) + edtf.Day(d.Days)
	if !d.Next {
		return day
	}
	year, month, _ := day.Date()
	return edtf.DayOf(year, month, 1).AddMonths(1)
}

// Status is where a State stands with a treaty.
type Status string

// The statuses of an acceptance.
const (
	Bound    Status = "bound"
	NotBound Status = "not-bound" // as of Fact.Date
	Signed   Status = "signed"    // signed and, as of Fact.Date, not ratified: not bound
	Ended    Status = "ended"     // was bound until Acceptance.Ended
	Unknown  Status = "unknown"   // may have changed, or never found out
)

func (s Status) known() bool {
	switch s {
	case Bound, NotBound, Signed, Ended, Unknown:
		return true
	}
	return false
}

// Acceptance is where one State stands with one treaty. Dates are EDTF, only as exact as known, empty if not known.
type Acceptance struct {
	State     string `toml:"state"`
	Treaty    string `toml:"treaty"`
	Status    Status `toml:"status"`
	Signed    string `toml:"signed"`
	Deposited string `toml:"deposited"`
	InForce   string `toml:"in_force"`
	Ended     string `toml:"ended"`  // the day from which the State is no longer bound
	Effect    Text   `toml:"effect"` // reservations and limits in time the advocate must know
	// SameMatter is what the State's reservation or declaration adds to the treaty's own rule on a matter that another
	// international procedure deals with, one of the constants below; empty where that is not known.
	SameMatter string `toml:"same_matter"`
	Fact

	// InForceComputed is true where InForce was not in the data but follows from an exact day of deposit.
	InForceComputed bool `toml:"-"`

	entry edtf.Date // when it took effect, with whatever doubt remains; zero if nothing is known
}

// What a State has declared on the same matter before another procedure.
const (
	SameExamined = "examined"       // nothing that was or is being examined elsewhere
	SamePending  = "being-examined" // nothing that is being examined elsewhere
	SameNone     = "none"           // nothing beyond the treaty
)
