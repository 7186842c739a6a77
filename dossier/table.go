package dossier

import "slices"

// Type is the type of a record, as it stands in ids, JSON and tables.
type Type string

// The types of records.
const (
	TypeCase        Type = "case"
	TypeParty       Type = "party"
	TypeName        Type = "name"
	TypeIdentity    Type = "identity"
	TypeAddress     Type = "address"
	TypeContact     Type = "contact"
	TypeRole        Type = "role"
	TypeConsent     Type = "consent"
	TypeEvent       Type = "event"
	TypeAct         Type = "act"
	TypeInvolvement Type = "involvement"
	TypeDetention   Type = "detention"
	TypeQuote       Type = "quote"
	TypeTranslation Type = "translation"
	TypeSource      Type = "source"
	TypeEvidence    Type = "evidence"
	TypeCustody     Type = "custody"
	TypeCitation    Type = "citation"
	TypeAllegation  Type = "allegation"
	TypeFinding     Type = "finding"
	TypeNorm        Type = "norm"
	TypeAcceptance  Type = "acceptance"
	TypeRemedy      Type = "remedy"
	TypeRelief      Type = "relief"
	TypeFiling      Type = "filing"
	TypeSubmission  Type = "submission"
	TypeAnswer      Type = "answer"
	TypeDraft       Type = "draft"
	TypeWaiver      Type = "waiver"
	TypeReview      Type = "review"
	TypeNote        Type = "note"
	TypeTask        Type = "task"
)

// Head is what every record has.
type Head struct {
	ID    ID
	Case  ID    // the case it belongs to; empty for a party and what belongs to the party
	Place int64 // order among records of its type as the user put them
}

// Header gives generic code the head of a record.
func (h *Head) Header() *Head { return h }

// Record is one record of a case. Only the types of this package are records.
type Record interface {
	Header() *Head
	Type() Type
}

// Table is all that is known about a type of record.
type Table struct {
	Type   Type
	Fields []Field
	// Shared records belong to the vault, not to one case: a person is
	// entered once and takes roles in many cases.
	Shared bool
	create func() Record
}

// New is an empty record of the table's type.
func (t *Table) New() Record { return t.create() }

// Field finds a field by its key.
func (t *Table) Field(key string) (Field, bool) {
	i := slices.IndexFunc(t.Fields, func(f Field) bool { return f.Key == key })
	if i < 0 {
		return Field{}, false
	}
	return t.Fields[i], true
}

// Parent is the field that links a record of this type to its owner, the first of them where owners of several kinds
// have each their own.
func (t *Table) Parent() (Field, bool) {
	all := t.Parents()
	if len(all) == 0 {
		return Field{}, false
	}
	return all[0], true
}

// Parents are the fields that may link a record of this type to its owner.
func (t *Table) Parents() []Field {
	return slices.DeleteFunc(slices.Clone(t.Fields), func(f Field) bool { return !f.Parent })
}

// ParentTo is the field that links a record of this type to an owner of type of.
func (t *Table) ParentTo(of Type) (Field, bool) {
	for _, f := range t.Fields {
		if f.Parent && f.Accepts(of) {
			return f, true
		}
	}
	return Field{}, false
}

// Tables are the tables of all types, owners before what they own.
func Tables() []*Table { return ordered }

// TableOf is the table of type t, nil for an unknown type.
func TableOf(t Type) *Table { return tables[t] }

// ChildTypes are the types whose records are owned by records of type t.
func ChildTypes(t Type) []Type {
	var out []Type
	for _, c := range ordered {
		if _, ok := c.ParentTo(t); ok {
			out = append(out, c.Type)
		}
	}
	return out
}

// ordered and tables are fixed when the program starts and never change.
var (
	ordered = []*Table{
		caseTable(), partyTable(), nameTable(), identityTable(), addressTable(), contactTable(),
		roleTable(), consentTable(), eventTable(), actTable(), involvementTable(), detentionTable(),
		sourceTable(), evidenceTable(), custodyTable(), quoteTable(), citationTable(),
		allegationTable(), findingTable(), normTable(), acceptanceTable(), remedyTable(), reliefTable(), filingTable(),
		submissionTable(), answerTable(), draftTable(), waiverTable(), reviewTable(), noteTable(), taskTable(), translationTable(),
	}
	tables = byType(ordered)
)

func byType(list []*Table) map[Type]*Table {
	m := make(map[Type]*Table, len(list))
	for _, t := range list {
		m[t.Type] = t
	}
	return m
}

// table builds a table for records of Go type R.
func table[R any, P interface {
	*R
	Record
}](fields ...Field) *Table {
	var zero P = new(R)
	return &Table{Type: zero.Type(), Fields: fields, create: func() Record { return P(new(R)) }}
}

func (t *Table) shared() *Table {
	t.Shared = true
	return t
}

// field ties a line of a table to a struct field of R.
func field[R, V any](kind Kind, key string, at func(*R) *V, options ...option) Field {
	f := Field{Key: key, Kind: kind, at: func(r Record) any { return at(any(r).(*R)) }}
	for _, o := range options {
		o(&f)
	}
	return f
}

type option func(*Field)

func required(f *Field) { f.Required = true }
func private(f *Field)  { f.Private = true }
func fixed(f *Field)    { f.Fixed = true }
func proper(f *Field)   { f.Proper = true }
func told(f *Field)     { f.Told = true }

func parent(f *Field) { f.Parent, f.Required = true, true }

// partOf is a link to an owner of one kind, where one of another kind may own the record instead.
func partOf(f *Field) { f.Parent = true }

func to(types ...Type) option { return func(f *Field) { f.Targets = types } }

func when(key string, values ...string) option {
	return func(f *Field) { f.When = append(f.When, When{key, values}) }
}

func text[R any](key string, at func(*R) *string, o ...option) Field {
	return field(Text, key, at, o...)
}

func long[R any](key string, at func(*R) *string, o ...option) Field {
	return field(LongText, key, at, o...)
}

func date[R any](key string, at func(*R) *Date, o ...option) Field {
	return field(DateKind, key, at, o...)
}

func list[R any](key string, at func(*R) *[]string, o ...option) Field {
	return field(List, key, at, o...)
}

func number[R any](key string, at func(*R) *int64, o ...option) Field {
	return field(Number, key, at, o...)
}

func link[R any](key string, at func(*R) *ID, o ...option) Field {
	return field(Link, key, at, o...)
}

func links[R any](key string, at func(*R) *[]ID, o ...option) Field {
	return field(Links, key, at, o...)
}

func choice[R any](key, vocabulary string, at func(*R) *string, o ...option) Field {
	f := field(Choice, key, at, o...)
	f.Vocabulary = vocabulary
	return f
}

func choices[R any](key, vocabulary string, at func(*R) *[]string, o ...option) Field {
	f := field(Choices, key, at, o...)
	f.Vocabulary = vocabulary
	return f
}
