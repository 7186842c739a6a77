package command

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"probata/dossier"
	"probata/dossier/store"
)

func putCommand(c *call) command {
	r := &entering{call: c}
	return command{name: "put", args: "VAULT CASE FILE.json", run: r.runPut}
}

// givenRecord is one record of a file for put.
type givenRecord struct {
	kind   dossier.Type
	id     dossier.ID // "" for a new one
	fields []byte     // the others, as JSON
}

// runPut writes whole records: those that are there are replaced, the others are added.
func (c *entering) runPut(ctx context.Context) error {
	data, err := c.given(c.pos[2])
	if err != nil {
		return err
	}
	list, err := givenRecords(data)
	if err != nil {
		return err
	}
	return c.openCase(ctx, func(s *store.Store, d *dossier.Dossier) error {
		var put []dossier.Record
		for _, g := range list {
			r, err := c.putOne(s, d, g)
			if err != nil {
				return err
			}
			put = append(put, r)
		}
		if err := c.write(ctx, s, d, "edit", put); err != nil {
			return err
		}
		return c.tellWritten(d.Case().ID, put)
	})
}

func (c *entering) putOne(s *store.Store, d *dossier.Dossier, g givenRecord) (dossier.Record, error) {
	r := d.Get(g.id)
	if r == nil {
		made, err := blank(s, d, dossier.TableOf(g.kind))
		if err != nil {
			return nil, err
		}
		if g.id != "" {
			made.Header().ID = g.id
		}
		r = made
	}
	return dossier.Enter(dossier.Emptied(r), g.fields)
}

// givenRecords reads one record, or a list of them, as show --json prints them; a new one has "type" in the place of "id".
func givenRecords(data []byte) ([]givenRecord, error) {
	var list []json.RawMessage
	if start := bytes.TrimSpace(data); len(start) > 0 && start[0] == '{' {
		list = []json.RawMessage{start}
	} else if err := json.Unmarshal(data, &list); err != nil {
		return nil, &dossier.FormatError{Place: "records", Rule: "must be one object of JSON, or a list of them"}
	}
	var out []givenRecord
	for i, one := range list {
		place := fmt.Sprintf("records[%d]", i)
		var fields map[string]json.RawMessage
		var head struct {
			ID   dossier.ID   `json:"id"`
			Type dossier.Type `json:"type"`
		}
		if json.Unmarshal(one, &fields) != nil || json.Unmarshal(one, &head) != nil {
			return nil, &dossier.FormatError{Place: place, Rule: `must be an object with "id" or "type"`}
		}
		if head.ID != "" {
			head.Type = head.ID.Type()
		}
		if t := dossier.TableOf(head.Type); t == nil || head.Type == dossier.TypeCase && head.ID == "" || head.Type == dossier.TypeCustody {
			return nil, &dossier.FormatError{Place: place, Rule: "must have the id of a record, or the type of a new one, that can be entered"}
		}
		for _, key := range []string{"id", "type", "case", "place"} {
			if _, is := dossier.TableOf(head.Type).Field(key); !is {
				delete(fields, key)
			}
		}
		rest, err := json.Marshal(fields)
		if err != nil {
			return nil, &dossier.FormatError{Place: place, Rule: "is not well-formed JSON"}
		}
		out = append(out, givenRecord{head.Type, head.ID, rest})
	}
	return out, nil
}
