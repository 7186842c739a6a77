package withhold

import "probata/dossier/edtf"

// Kind is what a subject is.
type Kind uint8

// The kinds of subjects.
const (
	Person Kind = iota
	Body        // an organisation, an institution, a court
	Place       // a town, a street, a building
	Word        // anything else that is written like a name and is none
)

// Subject is somebody or something that the words of a text may denote. One who is not withheld protects its names: what
// surely denotes it is never a hit.
type Subject struct {
	ID       string
	Kind     Kind
	Withheld bool
	Sex      string // "male", "female", or empty when not known
	Names    []Name
	Values   []Value
}

// Name is one of the names of a subject, as it was recorded. A body, a place or a word has its name in Full.
type Name struct {
	Full       string // the whole as it is written, when its parts are not known or come in another order
	Family     string
	Given      string
	Patronymic string
	Other      string // a pseudonym, a maiden name, a byname
	Language   string // tag of the language the name is recorded in, empty when not known
}

// Value is what tells a subject without naming it.
type Value struct {
	Kind ValueKind
	Text string
	Date edtf.Date // for Birth; Text may be empty then
}

// ValueKind is the kind of a value.
type ValueKind uint8

// The kinds of values.
const (
	OtherValue ValueKind = iota // compared word by word
	Telephone
	Mail
	Handle
	URL
	Document // number of an identity card or passport, a tax or insurance number
	Address
	Birth
	Plate
	CaseNumber
	Whereabouts // where somebody is or was hidden; compared word by word
)

// Hit is one occurrence of a subject in a text.
type Hit struct {
	From, To int    // bytes of the text, on the borders of runes
	Subject  string // id of the withheld subject
	Others   []string
	What     What
	Certain  bool
	Reason   string // why it is not certain, empty when it is; one of Reasons
}

// What tells by which part a subject was found.
type What uint8

// The parts.
const (
	FullName   What = iota // family and given name, or the whole as recorded
	Initials               // initials and family name, or initials alone
	Family                 // the family name alone
	Given                  // the given name alone, or a diminutive of it
	Patronymic             // the patronymic alone, or after the given name
	OtherName              // a pseudonym or byname
	ValueFound             // a value
)

// The reasons why a hit is uncertain.
const (
	GivenAlone     = "given-alone"     // many people bear it
	SharedName     = "shared-name"     // another subject bears it too, see Others
	PatronymicOnly = "patronymic-only" // many people bear it
	OrdinaryWord   = "ordinary-word"   // it is a word of the language as well
	PlaceName      = "place"           // a town, street or institution may be meant
	NearName       = "near-name"       // the spelling is near, or only a part is there
	InitialsOnly   = "initials-only"   // many people have them
	PartOfWord     = "part-of-word"    // it stands inside a longer word
	NearValue      = "near-value"      // a part of a number or address
)

// Reasons are all reasons, for whoever must have words for each.
func Reasons() []string {
	return []string{GivenAlone, SharedName, PatronymicOnly, OrdinaryWord, PlaceName, NearName, InitialsOnly, PartOfWord, NearValue}
}

// Span is a piece of a text that looks like a value of some kind.
type Span struct {
	From, To int // bytes of the text
	Kind     ValueKind
}
