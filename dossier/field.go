package dossier

import (
	"slices"
	"strings"
)

// Kind is what a field holds. Kinds are code, fields are lines in a table.
type Kind string

// The kinds of fields with the Go type behind each.
const (
	Text     Kind = "text"     // string: one line
	LongText Kind = "longtext" // string: paragraphs, separated by an empty line
	DateKind Kind = "date"     // Date
	Choice   Kind = "choice"   // string: one key of a vocabulary
	Choices  Kind = "choices"  // []string: keys of a vocabulary
	List     Kind = "list"     // []string: short texts
	Link     Kind = "link"     // ID of one record
	Links    Kind = "links"    // IDs of records
	Number   Kind = "number"   // int64
)

// Field describes one field of one record type.
type Field struct {
	Key        string // stable name in JSON, columns, forms and words
	Kind       Kind
	Required   bool
	Private    bool   // tells who somebody is or where to find them: withheld unless consent says otherwise
	Fixed      bool   // set by the program, shown but not edited
	Proper     bool   // names a place or an institution, which is nobody's name
	Told       bool   // words of a language, which may have versions in others: see Translation
	Vocabulary string // for Choice and Choices
	Targets    []Type // for Link and Links: what may be linked; empty = any record
	Parent     bool   // the link to the record that owns this one
	When       []When // shown and asked for only if one of these holds; empty = always

	at func(Record) any // pointer to the value inside a record
}

// When is a condition on another field of the same record.
type When struct {
	Key    string
	Values []string
}

// Empty tells whether the field of r says nothing.
func (f Field) Empty(r Record) bool {
	switch p := f.at(r).(type) {
	case *string:
		return strings.TrimSpace(*p) == ""
	case *Date:
		return p.IsZero()
	case *[]string:
		return len(*p) == 0
	case *ID:
		return *p == ""
	case *[]ID:
		return len(*p) == 0
	case *int64:
		return *p == 0
	}
	return true
}

// String is the text of a Text, LongText or Choice field, "" for other kinds.
func (f Field) String(r Record) string {
	if p, ok := f.at(r).(*string); ok {
		return *p
	}
	return ""
}

// SetString sets a Text, LongText or Choice field.
func (f Field) SetString(r Record, s string) {
	if p, ok := f.at(r).(*string); ok {
		*p = s
	}
}

// Strings are the values of a Choices or List field, nil for other kinds.
func (f Field) Strings(r Record) []string {
	if p, ok := f.at(r).(*[]string); ok {
		return *p
	}
	return nil
}

// SetStrings sets a Choices or List field.
func (f Field) SetStrings(r Record, s []string) {
	if p, ok := f.at(r).(*[]string); ok {
		*p = slices.Clip(slices.Clone(s))
	}
}

// Date is the value of a DateKind field, zero for other kinds.
func (f Field) Date(r Record) Date {
	if p, ok := f.at(r).(*Date); ok {
		return *p
	}
	return Date{}
}

// SetDate sets a DateKind field.
func (f Field) SetDate(r Record, d Date) {
	if p, ok := f.at(r).(*Date); ok {
		*p = d
	}
}

// Links are the ids that a Link or Links field holds, nil for other kinds.
func (f Field) Links(r Record) []ID {
	switch p := f.at(r).(type) {
	case *ID:
		if *p != "" {
			return []ID{*p}
		}
	case *[]ID:
		return *p
	}
	return nil
}

// SetLinks sets a Link or Links field. A Link takes the first id.
func (f Field) SetLinks(r Record, ids []ID) {
	switch p := f.at(r).(type) {
	case *ID:
		*p = ""
		if len(ids) > 0 {
			*p = ids[0]
		}
	case *[]ID:
		*p = slices.Clip(slices.Clone(ids))
	}
}

// Number is the value of a Number field, 0 for other kinds.
func (f Field) Number(r Record) int64 {
	if p, ok := f.at(r).(*int64); ok {
		return *p
	}
	return 0
}

// SetNumber sets a Number field.
func (f Field) SetNumber(r Record, n int64) {
	if p, ok := f.at(r).(*int64); ok {
		*p = n
	}
}

// Texts are all pieces of human text in the field: what search reads and what
// redaction must look through.
func (f Field) Texts(r Record) []string {
	switch p := f.at(r).(type) {
	case *string:
		if f.Kind != Choice && *p != "" {
			return []string{*p}
		}
	case *[]string:
		if f.Kind == List {
			return *p
		}
	case *Date:
		if p.Words != "" {
			return []string{p.Words}
		}
	}
	return nil
}

// MapTexts replaces every piece of human text in the field by f of it.
func (f Field) MapTexts(r Record, change func(string) string) {
	switch p := f.at(r).(type) {
	case *string:
		if f.Kind != Choice {
			*p = change(*p)
		}
	case *[]string:
		if f.Kind == List {
			out := make([]string, len(*p))
			for i, s := range *p {
				out[i] = change(s)
			}
			*p = out
		}
	case *Date:
		p.Words = change(p.Words)
	}
}

// Shown tells whether the field applies to r at all.
func (f Field) Shown(r Record) bool {
	if len(f.When) == 0 {
		return true
	}
	t := TableOf(r.Type())
	for _, w := range f.When {
		other, ok := t.Field(w.Key)
		if ok && slices.Contains(w.Values, other.String(r)) {
			return true
		}
	}
	return false
}

// Accepts tells whether a link of this field may point at a record of type t.
func (f Field) Accepts(t Type) bool {
	return len(f.Targets) == 0 || slices.Contains(f.Targets, t)
}
