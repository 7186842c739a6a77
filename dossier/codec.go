package dossier

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// MaxText is the longest text one field may hold, in bytes: about 300 pages.
// More than that is a file, and files are evidence.
const MaxText = 1 << 20

// Encode is the JSON of one record: an object with "id", "case" and "place" and
// then its fields in the order of the table. What says nothing is left out.
func Encode(r Record) ([]byte, error) {
	var b bytes.Buffer
	h := r.Header()
	fmt.Fprintf(&b, `{"id":%s`, quoted(string(h.ID)))
	if h.Case != "" {
		fmt.Fprintf(&b, `,"case":%s`, quoted(string(h.Case)))
	}
	if h.Place != 0 {
		fmt.Fprintf(&b, `,"place":%d`, h.Place)
	}
	for _, f := range TableOf(r.Type()).Fields {
		if f.Empty(r) {
			continue
		}
		v, err := f.EncodeValue(r)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, `,%s:%s`, quoted(f.Key), v)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// EncodeValue is the JSON of one field of r.
func (f Field) EncodeValue(r Record) ([]byte, error) {
	var v any
	switch p := f.at(r).(type) {
	case *Date:
		v = dateJSON(*p)
	default:
		v = p
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("encode %s.%s: %w", r.Header().ID, f.Key, err)
	}
	return bytes.TrimSpace(b.Bytes()), nil
}

// dateJSON has the fields of Date with the names of the exchange format.
type dateJSON struct {
	EDTF   string `json:"edtf,omitempty"`
	Words  string `json:"words,omitempty"`
	Time   string `json:"time,omitempty"`
	Zone   string `json:"zone,omitempty"`
	Within bool   `json:"within,omitempty"`
}

func quoted(s string) []byte {
	b, err := json.Marshal(s)
	if err != nil { // a string always has a JSON form
		return []byte(`""`)
	}
	return b
}

// FormatError tells where the JSON of a record is not as it must be. It names
// the place and the rule, never the value that was found there.
type FormatError struct {
	Place string // "event-e3.when", "event: unknown key"
	Rule  string // what must be
}

func (e *FormatError) Error() string { return e.Place + ": " + e.Rule }

// Decode reads one record of type t from its JSON. Unknown keys, wrong types
// and texts longer than MaxText are refused with a *FormatError.
func Decode(t Type, data []byte) (Record, error) {
	table := TableOf(t)
	if table == nil {
		return nil, &FormatError{"record", "unknown type of record"}
	}
	keys, values, err := object(data)
	if err != nil {
		return nil, &FormatError{string(t), err.Error()}
	}
	if !utf8.Valid(data) { // the JSON reader would put a replacement character in silence
		return nil, &FormatError{string(t), "is not valid UTF-8"}
	}
	r := table.New()
	for i, k := range keys { // the id first, so that later errors can name it
		if k == "id" {
			if err := decodeHead(r, t, k, values[i]); err != nil {
				return nil, err
			}
		}
	}
	if r.Header().ID == "" {
		return nil, &FormatError{string(t), `the key "id" is missing`}
	}
	for i, k := range keys {
		if err := decodeKey(r, table, k, values[i]); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func decodeKey(r Record, table *Table, key string, value json.RawMessage) error {
	switch key {
	case "id":
		return nil
	case "case", "place":
		return decodeHead(r, table.Type, key, value)
	}
	f, ok := table.Field(key)
	if !ok {
		return &FormatError{string(r.Header().ID), fmt.Sprintf("unknown key %.40q; the keys of the type %s stand in the schema", key, table.Type)}
	}
	return f.DecodeValue(r, value)
}

func decodeHead(r Record, t Type, key string, value json.RawMessage) error {
	h := r.Header()
	place := string(t)
	if h.ID != "" {
		place = string(h.ID)
	}
	if key == "place" {
		if err := json.Unmarshal(value, &h.Place); err != nil || null(value) {
			return &FormatError{place + ".place", "must be a whole number"}
		}
		return nil
	}
	var id ID
	if err := json.Unmarshal(value, &id); err != nil {
		return &FormatError{place + "." + key, "must be an id in quotes"}
	}
	want := t
	if key == "case" {
		want = TypeCase
	}
	if id.Type() != want {
		return &FormatError{place + "." + key, fmt.Sprintf("must be an id such as %q: the type, a hyphen, and small letters or digits", want+"-7")}
	}
	if key == "id" {
		h.ID = id
	} else {
		h.Case = id
	}
	return nil
}

// DecodeValue reads one field of r from its JSON.
func (f Field) DecodeValue(r Record, value json.RawMessage) error {
	place := string(r.Header().ID) + "." + f.Key
	p := f.at(r)
	if null(value) {
		return &FormatError{place, "must be " + shape(p) + ", not null; leave the key out instead"}
	}
	if !utf8.Valid(value) {
		return &FormatError{place, "is not valid UTF-8"}
	}
	switch p := p.(type) {
	case *Date:
		return decodeDate(p, place, value)
	case *[]string:
		return decodeList(p, place, value)
	}
	if err := json.Unmarshal(value, p); err != nil {
		return &FormatError{place, "must be " + shape(p)}
	}
	return checkValue(p, place)
}

func null(value json.RawMessage) bool { return string(bytes.TrimSpace(value)) == "null" }

// decodeList reads a list of texts. The JSON reader takes null for a text that
// says nothing; here it is refused.
func decodeList(list *[]string, place string, value json.RawMessage) error {
	var texts []*string
	if err := json.Unmarshal(value, &texts); err != nil || slices.Contains(texts, nil) {
		return &FormatError{place, "must be " + shape(list)}
	}
	*list = make([]string, 0, len(texts))
	for _, s := range texts {
		*list = append(*list, *s)
	}
	return checkValue(list, place)
}

// decodeDate reads a date key by key: the JSON reader alone would take "EDTF"
// for "edtf" and a key twice.
func decodeDate(d *Date, place string, value json.RawMessage) error {
	wrong := &FormatError{place, `must be an object with "edtf", "words", "time", "zone" and "within"`}
	keys, values, err := object(value)
	if err != nil {
		return wrong
	}
	var out Date
	texts := map[string]*string{"edtf": &out.EDTF, "words": &out.Words, "time": &out.Time, "zone": &out.Zone}
	for i, k := range keys {
		var into any = &out.Within
		if s := texts[k]; s != nil {
			into = s
		} else if k != "within" {
			return wrong
		}
		if err := json.Unmarshal(values[i], into); err != nil || null(values[i]) {
			return wrong
		}
	}
	for _, s := range []string{out.EDTF, out.Words, out.Time, out.Zone} {
		if err := checkText(s, place); err != nil {
			return err
		}
	}
	*d = out
	return nil
}

func shape(p any) string {
	switch p.(type) {
	case *string:
		return "a text in quotes"
	case *[]string:
		return "a list of texts"
	case *ID:
		return "the id of a record"
	case *[]ID:
		return "a list of ids"
	case *int64:
		return "a whole number"
	case *Date:
		return "a date"
	}
	return "another kind of value"
}

func checkValue(p any, place string) error {
	var texts []string
	switch p := p.(type) {
	case *string:
		texts = []string{*p}
	case *[]string:
		texts = *p
	case *ID:
		if *p != "" && p.Type() == "" {
			return &FormatError{place, "must be the id of a record"}
		}
	case *[]ID:
		for _, id := range *p {
			if id.Type() == "" {
				return &FormatError{place, "must be a list of ids"}
			}
		}
	}
	for _, s := range texts {
		if err := checkText(s, place); err != nil {
			return err
		}
	}
	return nil
}

func checkText(s, place string) error {
	if len(s) > MaxText {
		return &FormatError{place, fmt.Sprintf("is %d bytes long; a field holds at most %d: attach the text as a file instead", len(s), MaxText)}
	}
	return nil
}

// object splits a JSON object into its keys and values in their order and
// refuses a key that stands twice.
func object(data []byte) (keys []string, values []json.RawMessage, err error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	if tok, err := dec.Token(); err != nil || tok != json.Delim('{') {
		return nil, nil, errors.New("must be an object")
	}
	seen := make(map[string]bool)
	for dec.More() {
		tok, err := dec.Token()
		if err != nil {
			return nil, nil, errors.New("is not well-formed JSON")
		}
		key, _ := tok.(string)
		if seen[key] {
			return nil, nil, fmt.Errorf("the key %.40q stands twice", key)
		}
		seen[key] = true
		var v json.RawMessage
		if err := dec.Decode(&v); err != nil {
			return nil, nil, errors.New("is not well-formed JSON")
		}
		keys, values = append(keys, strings.Clone(key)), append(values, v)
	}
	if _, err := dec.Token(); err != nil {
		return nil, nil, errors.New("is not well-formed JSON")
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, nil, errors.New("has something after its end")
	}
	return keys, values, nil
}
