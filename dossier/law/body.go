package law

import (
	"slices"
	"strings"
)

// Body is an addressee of submissions: a committee, a mandate of the Human Rights Council, an institution of the OSCE, a
// court. It holds the rules that decide whether its door is open for a case; what it asks on paper is a form.
type Body struct {
	ID string `toml:"id"` // as filings and forms name it: "ccpr"
	// House is to what the body belongs, one of Houses: doors and forms are offered by it.
	House string `toml:"house"`
	// Treaty is what the State must have accepted; empty: every State can be complained of.
	Treaty string `toml:"treaty"`
	// Nationality bodies can also be asked to address the State whose national a missing person is (CED, art. 30).
	Nationality bool `toml:"nationality"`
	// Beyond bodies also deal with what a party, or a company of one, does in a State that is no party.
	Beyond bool `toml:"beyond"`
	// Participating bodies deal with participating States of the OSCE alone.
	Participating bool `toml:"participating"`
	// States are those that a body with a mandate of its own deals with, by code; empty: the mandate names none.
	States []string `toml:"states"`
	// Since is the first day of the acts that the mandate covers, an EDTF day; empty: no such day.
	Since string `toml:"since"`
	// Until is the day to which the mandate was last seen to run: after it somebody has to look whether it was renewed.
	Until string `toml:"until"`
	// Note says in our words what the body does with what it gets, where that is less than an advocate may hope for.
	Note Text `toml:"note"`
	// Declined are States that accepted the treaty and declared that this procedure does not hold for them.
	Declined []Declined `toml:"declined"`
	// Subject names what the case must be about, one of Subjects; empty: no limit.
	Subject string `toml:"subject"`
	// Remedies is what the body asks of domestic remedies: "exhausted", "described", "reported", "suspending" (those that would
	// stop what is feared) or "" (nothing).
	Remedies string `toml:"remedies"`
	// Consent is the levels of disclosure that dealing with the body entails.
	Consent []string `toml:"consent"`
	// Named bodies do not deal with an author who does not say who they are.
	Named bool `toml:"named"`
	// ReplyDays is how long the State has to answer what the body sends it; 0 = no such time is known.
	ReplyDays int        `toml:"reply_days"`
	Limit     []Limit    `toml:"limit"`
	Same      []SameRule `toml:"same"`
	Fact
}

// Declined are States that have opted out of a procedure of a treaty that binds them (CAT, art. 28; CEDAW-OP, art. 10).
type Declined struct {
	States []string `toml:"states"`
	Fact
}

// Limit is a time after which the door closes, or has to be explained.
type Limit struct {
	// From is the event the time runs from, one of Starts.
	From   string `toml:"from"`
	Months int    `toml:"months"`
	// Yearly is a fixed day of each year, "04-30", in place of From and Months.
	Yearly string `toml:"yearly"`
	// Since and Before bound the days from which the time runs to which this limit applies, EDTF days; empty: all.
	Since  string `toml:"since"`
	Before string `toml:"before"`
	// Acts says that without an effective remedy the time runs from the act itself.
	Acts bool `toml:"acts"`
	// Past says what the end of the time means: Closes, Checks, or Tells where only the way through the body changes.
	Past Effect `toml:"past"`
	// Note says in our words what the rule is and what may excuse being late.
	Note Text `toml:"note"`
	Fact
}

// SameRule is what a filing at another body means for this one ("same matter").
type SameRule struct {
	Bodies []string `toml:"bodies"`
	// Ended tells that a procedure that has come to its end counts too ("has been or is being examined").
	Ended bool `toml:"ended"`
	// ByState rules depend on what the State declared when it accepted the procedure (Acceptance.SameMatter); Effect
	// stands where that is not known.
	ByState bool   `toml:"by_state"`
	Effect  Effect `toml:"effect"`
	Note    Text   `toml:"note"`
	Fact
}

// Effect is what a rule does to a door.
type Effect string

// The effects.
const (
	Closes Effect = "closes"
	Checks Effect = "checks" // it may close: the user has to look
	Tells  Effect = "tells"  // it closes nothing, but must be disclosed
)

// Closed vocabularies of the rules; what they mean for a case is package door's to say.
var (
	subjects = []string{
		"", "detention", "disappearance", "woman", "child", "disability", "discrimination", "expression", "pattern", "hate-crime", "ill-treatment",
		"imminent-harm", "environment", "knowledge", "union", "reprisal", "judgment", "context", "request",
	}
	remedies = []string{"", "exhausted", "described", "reported", "suspending"}
	starts   = []string{"exhaustion", "other-procedure", "disappearance"}
)

// Houses are the organisations that bodies belong to, in the order in which an advocate is offered them: procedures of the
// Human Rights Council, treaty bodies, the Council of Europe, the OSCE, any other.
func Houses() []string { return []string{"council", "treaty", "europe", "osce", "other"} }

// Bodies are all bodies in the order of the data.
func (l *Library) Bodies() []Body { return slices.Clone(l.bodies) }

// Body finds a body by its id.
func (l *Library) Body(id string) (Body, bool) {
	i := slices.IndexFunc(l.bodies, func(b Body) bool { return b.ID == id })
	if i < 0 {
		return Body{}, false
	}
	return l.bodies[i], true
}

func (l *loader) checkBody(file string, b Body) {
	l.once(file, "body", b.ID)
	l.fact(file, b.ID, b.Fact)
	l.oneOf(file, b.ID, "house", b.House, append(Houses(), "")) // a body of the user’s own may name none
	l.oneOf(file, b.ID, "subject", b.Subject, subjects)
	l.oneOf(file, b.ID, "remedies", b.Remedies, remedies)
	l.checkMandate(file, b)
	for _, x := range b.Limit {
		l.words(file, b.ID, "note of a limit", x.Note)
		l.fact(file, b.ID, x.Fact)
		l.date(file, b.ID, "since", x.Since)
		l.date(file, b.ID, "before", x.Before)
		l.oneOf(file, b.ID, "past", string(x.Past), []string{string(Closes), string(Checks), string(Tells)})
		if x.Yearly == "" {
			l.oneOf(file, b.ID, "from", x.From, starts)
			if x.Months <= 0 {
				l.fault(file, b.ID, "a limit without months: say how many")
			}
			continue
		}
		if x.From != "" || x.Months != 0 {
			l.fault(file, b.ID, "a limit is either yearly or counted from something: remove one of them")
		}
		l.date(file, b.ID, "yearly", "2024-"+x.Yearly)
	}
	for _, x := range b.Same {
		l.words(file, b.ID, "note of a rule on the same matter", x.Note)
		l.fact(file, b.ID, x.Fact)
		l.oneOf(file, b.ID, "effect", string(x.Effect), []string{string(Closes), string(Checks), string(Tells)})
		if len(x.Bodies) == 0 {
			l.fault(file, b.ID, "a rule on the same matter names no bodies")
		}
	}
}

// checkMandate checks what a body is for beside its treaty.
func (l *loader) checkMandate(file string, b Body) {
	l.date(file, b.ID, "since", b.Since)
	l.date(file, b.ID, "until", b.Until)
	if len(b.Note) > 0 {
		l.words(file, b.ID, "note", b.Note)
	}
	for _, x := range b.Declined {
		l.fact(file, b.ID, x.Fact)
		if b.Treaty == "" || len(x.States) == 0 {
			l.fault(file, b.ID, "declined names States that are bound by the treaty of the body: give it both")
		}
	}
}

func (l *loader) oneOf(file, id, key, value string, known []string) {
	if !slices.Contains(known, value) {
		l.fault(file, id, "%s %q: write one of %s", key, value, strings.Join(known, ", "))
	}
}

// linkBodies reports what bodies name and nothing defines.
func (l *loader) linkBodies() {
	for _, b := range l.lib.bodies {
		l.linkStates(b)
		if b.Treaty != "" && l.seen["treaty "+b.Treaty] == "" {
			l.fault(l.seen["body "+b.ID], b.ID, "treaty %q is not in the data: add it or mend the id", b.Treaty)
		}
		for _, x := range b.Same {
			for _, other := range x.Bodies {
				if l.seen["body "+other] == "" {
					l.fault(l.seen["body "+b.ID], b.ID, "body %q is not in the data: add it or mend the id", other)
				}
			}
		}
	}
}

// linkStates reports States that bodies name and the data does not know.
func (l *loader) linkStates(b Body) {
	named := slices.Clone(b.States)
	for _, x := range b.Declined {
		named = append(named, x.States...)
	}
	for _, s := range named {
		if l.seen["state "+s] == "" {
			l.fault(l.seen["body "+b.ID], b.ID, "state %q is not in the data: write its code of two capital letters", s)
		}
	}
}
