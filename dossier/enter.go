package dossier

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// Enter is a copy of r into which the fields of a JSON object are put, as somebody enters them from outside; null empties a
// field. The head of a record and what the program sets itself are refused, like everything that Decode refuses, with a
// *FormatError that names record and field and never a value.
func Enter(r Record, data []byte) (Record, error) {
	out, table := Copy(r), TableOf(r.Type())
	place := string(r.Header().ID)
	keys, values, err := object(data)
	if err != nil {
		return nil, &FormatError{place, err.Error()}
	}
	for i, key := range keys {
		f, ok := table.Field(key)
		switch {
		case !ok && slices.Contains([]string{"id", "case", "place"}, key):
			return nil, &FormatError{place + "." + key, "cannot be changed"}
		case !ok:
			return nil, decodeKey(out, table, key, values[i])
		case f.Fixed:
			return nil, &FormatError{place + "." + key, "is set by the program"}
		case null(values[i]):
			f.clear(out)
		default:
			if err := f.DecodeValue(out, values[i]); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// Emptied is a copy of r in which every field that somebody may enter is empty; what the program set stays.
func Emptied(r Record) Record {
	out := Copy(r)
	for _, f := range TableOf(r.Type()).Fields {
		if !f.Fixed {
			f.clear(out)
		}
	}
	return out
}

func (f Field) clear(r Record) {
	switch p := f.at(r).(type) {
	case *string:
		*p = ""
	case *Date:
		*p = Date{}
	case *[]string:
		*p = nil
	case *ID:
		*p = ""
	case *[]ID:
		*p = nil
	case *int64:
		*p = 0
	}
}

// ParseValue is the JSON of a value of the field that is written as plain text: a date as EDTF, several values with commas
// between them. What is wrong with it DecodeValue tells.
func (f Field) ParseValue(text string) json.RawMessage {
	switch f.Kind {
	case DateKind:
		return append(append([]byte(`{"edtf":`), quoted(text)...), '}')
	case Number:
		if _, err := strconv.ParseInt(text, 10, 64); err == nil {
			return json.RawMessage(text)
		}
	case Choices, List, Links:
		var list []string
		for part := range strings.SplitSeq(text, ",") {
			if part = strings.TrimSpace(part); part != "" {
				list = append(list, string(quoted(part)))
			}
		}
		return json.RawMessage("[" + strings.Join(list, ",") + "]")
	}
	return quoted(text)
}

// Sound refuses, with a *FormatError, a record that the window could not have made: with links that lead nowhere or to
// what does not belong there, words that its vocabularies do not have, a date that no calendar has, unseen characters, or
// without the record that owns it. d holds the case with the record and everything it links to.
func Sound(d *Dossier, r Record) error {
	if f, ok := TableOf(r.Type()).Parent(); ok && f.Empty(r) {
		return &FormatError{string(r.Header().ID) + "." + f.Key, "must name the record that it belongs to"}
	}
	c := &checker{d: d}
	c.fields(r)
	rules := map[string]string{
		"dangling":          "leads to a record that is not there",
		"wrong-link":        "leads to a record of a type that does not belong there",
		"unknown-choice":    "is no word of its vocabulary",
		"unreadable-date":   "has a date that is no EDTF",
		"hidden-characters": "has characters that are not seen",
	}
	for _, p := range c.problems {
		if rule := rules[p.Key]; rule != "" {
			if f, _ := TableOf(r.Type()).Field(p.Field); p.Key == "unknown-choice" {
				words, _ := Vocabulary(f.Vocabulary)
				rule += ": " + strings.Join(words, ", ")
			}
			return &FormatError{string(p.Record) + "." + p.Field, rule}
		}
	}
	return nil
}
