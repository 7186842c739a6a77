package exchange

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"probata/dossier"
)

// maxRecords is how many records a case file may hold. A record costs about a
// kilobyte in memory even when its JSON is a dozen bytes.
const maxRecords = 500_000

// ReadJSON reads a case as WriteJSON writes it. What is wrong with the file
// comes as a *ReadError with up to 20 faults, or as ErrNewer; a failure to read
// r is wrapped. Nothing is returned unless all of it is right.
//
// Refused are: another format, unknown types, unknown keys and keys that stand
// twice, wrong kinds of values, ids that stand twice, links that lead nowhere or
// to a wrong type, a record without its owner, unknown keys of a closed
// vocabulary, dates that are not EDTF, none or several cases, a record of
// another case, and whatever is too large. Required fields may be empty: a case
// in work is exported and comes back as it is.
func ReadJSON(r io.Reader) (*dossier.Dossier, error) {
	in := bufio.NewReader(r)
	if mark, err := in.Peek(3); err == nil && string(mark) == "\ufeff" {
		_, _ = in.Discard(len(mark)) // a byte order mark, as some editors leave it
	}
	g := &guard{from: in}
	c := &caseReader{dec: json.NewDecoder(g), seen: make(map[dossier.ID]int), broken: make(map[dossier.ID]bool)}
	err := c.file()
	if err == nil {
		err = c.checkWhole()
	}
	switch {
	case err != nil && !errors.Is(err, errStop):
		return nil, err
	case len(c.faults) > 0:
		return nil, &ReadError{Faults: c.faults, More: err != nil}
	}
	return dossier.New(c.records...), nil
}

// errStop ends the reading after a fault behind which nothing can be judged, or
// after too many faults. The faults are in the reader.
var errStop = errors.New("stop reading")

type caseReader struct {
	dec     *json.Decoder
	raw     json.RawMessage
	records []dossier.Record
	seen    map[dossier.ID]int  // index of every record in the list of its type
	broken  map[dossier.ID]bool // refused records: links to them are not at fault
	faults  []*dossier.FormatError
}

// fault notes a fault and goes on, unless there are enough.
func (c *caseReader) fault(place, rule string) error {
	c.faults = append(c.faults, &dossier.FormatError{Place: place, Rule: rule})
	if len(c.faults) >= maxFaults {
		return errStop
	}
	return nil
}

// stop notes a fault behind which nothing can be judged.
func (c *caseReader) stop(place, rule string) error {
	_ = c.fault(place, rule)
	return errStop
}

// broke turns an error of the decoder into a fault; a failure to read is passed on.
func (c *caseReader) broke(place string, err error) error {
	var syntax *json.SyntaxError
	var limit *limitError
	switch {
	case errors.As(err, &limit):
		if t, _, _ := strings.Cut(place, "["); limit.key != "" && dossier.TableOf(dossier.Type(t)) != nil {
			if _, ok := dossier.TableOf(dossier.Type(t)).Field(limit.key); ok {
				place += "." + limit.key
			}
		}
		return c.stop(place, limit.rule)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return c.stop(place, "the file ends here although it is not complete; export or copy it again")
	case errors.As(err, &syntax):
		return c.stop(place, fmt.Sprintf("is not well-formed JSON near byte %d; export it again, or mend it with an editor that knows JSON", c.dec.InputOffset()))
	}
	return fmt.Errorf("read case: %w", err)
}

func (c *caseReader) file() error {
	if err := c.open('{', "file", "must be a JSON object; is this a case exported by this program?"); err != nil {
		return err
	}
	have := make(map[string]bool)
	for c.dec.More() {
		key, err := c.key("file", have)
		if err != nil {
			return err
		}
		switch key {
		case "format", "version":
			err = c.head(key)
		case "records":
			err = c.types()
		default:
			err = c.unknown("file", `the keys are "format", "version" and "records"`)
		}
		if err != nil {
			return err
		}
	}
	if err := c.close("file"); err != nil {
		return err
	}
	if _, err := c.dec.Token(); !errors.Is(err, io.EOF) {
		return c.stop("file", "has something after its end; remove it")
	}
	for _, key := range []string{"format", "version", "records"} {
		if !have[key] {
			return c.stop("file", fmt.Sprintf("the key %q is missing; is this a case exported by this program?", key))
		}
	}
	return nil
}

// head judges the format and the version. A file of another format is not read
// any further, nor is one of a newer version, whatever was found before.
func (c *caseReader) head(key string) error {
	if err := c.dec.Decode(&c.raw); err != nil {
		return c.broke(key, err)
	}
	if key == "format" {
		var format string
		if json.Unmarshal(c.raw, &format) != nil || format != formatName {
			c.faults = nil
			return c.stop(key, fmt.Sprintf("must be %q; this is not a case exported by this program", formatName))
		}
		return nil
	}
	var version int64
	if json.Unmarshal(c.raw, &version) != nil || version < 1 {
		return c.stop(key, fmt.Sprintf("must be the number %d", formatVersion))
	}
	if version > formatVersion {
		return fmt.Errorf("read case: %w", ErrNewer)
	}
	return nil
}

func (c *caseReader) types() error {
	if err := c.open('{', "records", "must be an object with a list for each type of record"); err != nil {
		return err
	}
	have := make(map[string]bool)
	for c.dec.More() {
		key, err := c.key("records", have)
		if err != nil {
			return err
		}
		t := dossier.TableOf(dossier.Type(key))
		if t == nil {
			err = c.unknown("records", "the types of records stand in the schema")
		} else {
			err = c.list(t)
		}
		if err != nil {
			return err
		}
	}
	return c.close("records")
}

func (c *caseReader) list(t *dossier.Table) error {
	if err := c.open('[', string(t.Type), "must be a list of records"); err != nil {
		return err
	}
	for i := 0; c.dec.More(); i++ {
		place := fmt.Sprintf("%s[%d]", t.Type, i)
		if err := c.dec.Decode(&c.raw); err != nil {
			return c.broke(place, err)
		}
		if err := c.record(t, i, place); err != nil {
			return err
		}
		if len(c.seen)+len(c.broken) > maxRecords {
			return c.stop(place, fmt.Sprintf("a case holds at most %d records; split the case", maxRecords))
		}
	}
	return c.close(string(t.Type))
}

// record reads the record in c.raw, the i-th of its type.
func (c *caseReader) record(t *dossier.Table, i int, place string) error {
	if !utf8.Valid(c.raw) { // the decoder would put U+FFFD in its place without a word
		return c.fault(place, "is not valid UTF-8; save the file as UTF-8")
	}
	r, err := dossier.Decode(t.Type, c.raw)
	if err != nil {
		return c.refused(place, err)
	}
	id := r.Header().ID
	if first, twice := c.seen[id]; twice {
		return c.fault(place+".id", fmt.Sprintf("is the id of %s[%d] too; every record needs its own", t.Type, first))
	}
	c.seen[id] = i
	c.records = append(c.records, r)
	return c.checkValues(t, r)
}

// refused notes why a record was not read, at its place in the list.
func (c *caseReader) refused(place string, err error) error {
	var f *dossier.FormatError
	if !errors.As(err, &f) {
		return fmt.Errorf("read case: %s: %w", place, err)
	}
	var head struct{ ID dossier.ID }
	if json.Unmarshal(c.raw, &head) == nil && head.ID.Type() != "" {
		c.broken[head.ID] = true
	}
	_, key, _ := strings.Cut(f.Place, ".")
	return c.fault(placeOf(place, key, head.ID), f.Rule)
}

// placeOf is a place as people find it: "event[3].when (event-e3)".
func placeOf(record, key string, id dossier.ID) string {
	if key != "" {
		record += "." + key
	}
	if id.Type() != "" {
		record += " (" + string(id) + ")"
	}
	return record
}

// open takes the bracket that begins an object or a list.
func (c *caseReader) open(bracket json.Delim, place, rule string) error {
	tok, err := c.dec.Token()
	if err != nil {
		return c.broke(place, err)
	}
	if tok != bracket {
		return c.stop(place, rule)
	}
	return nil
}

// close takes the bracket that ends it.
func (c *caseReader) close(place string) error {
	if _, err := c.dec.Token(); err != nil {
		return c.broke(place, err)
	}
	return nil
}

// key takes the next key of an object and refuses one that stands twice.
func (c *caseReader) key(place string, have map[string]bool) (string, error) {
	tok, err := c.dec.Token()
	if err != nil {
		return "", c.broke(place, err)
	}
	key, ok := tok.(string)
	if !ok {
		return "", c.stop(place, "is not well-formed JSON: a key must be a text in quotes")
	}
	if have[key] {
		return "", c.stop(place, fmt.Sprintf("the key %.40q stands twice; join the two", key))
	}
	have[key] = true
	return key, nil
}

// unknown notes an unknown key, reads over its value and goes on.
func (c *caseReader) unknown(place, known string) error {
	if err := c.dec.Decode(&c.raw); err != nil {
		return c.broke(place, err)
	}
	return c.fault(place, "has an unknown key; "+known)
}
