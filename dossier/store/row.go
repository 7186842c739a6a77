package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"probata/dossier"
)

// Conditions on a row r of a type's table.
const (
	ofAll  = `? = ''`
	ofCase = `r."case" = ?`
	ofIDs  = `r.id IN (SELECT value FROM json_each(?))`
)

// read gives the records of a type that a condition on r selects.
func (p *plan) read(ctx context.Context, x *session, condition, arg string) ([]dossier.Record, error) {
	var out []dossier.Record
	values := make([]any, headColumns+len(p.columns))
	into := make([]any, len(values))
	for i := range values {
		into[i] = &values[i]
	}
	err := x.each(ctx, p.list+condition, []any{arg}, func(scan func(...any) error) error {
		if err := scan(into...); err != nil {
			return err
		}
		r, err := p.record(values)
		out = append(out, r)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", p.Type, err)
	}
	if len(out) == 0 || len(p.links) == 0 {
		return out, nil
	}
	byID := make(map[dossier.ID]dossier.Record, len(out))
	for _, r := range out {
		byID[r.Header().ID] = r
	}
	for _, f := range p.links {
		if err := p.readLinks(ctx, x, f, condition, arg, byID); err != nil {
			return nil, fmt.Errorf("read %s.%s: %w", p.Type, f.Key, err)
		}
	}
	return out, nil
}

// readLinks fills one Links field of the records that the condition selected.
func (p *plan) readLinks(ctx context.Context, x *session, f dossier.Field, condition, arg string, byID map[dossier.ID]dossier.Record) error {
	query := fmt.Sprintf(`SELECT l.record, l.target FROM %s AS l WHERE l."case" = ? ORDER BY l."case", l.record, l.position`, p.linkTable(f))
	if condition != ofCase {
		query = fmt.Sprintf(`SELECT l.record, l.target FROM %s AS r JOIN %s AS l ON l."case" = ifnull(r."case", '') AND l.record = r.id
WHERE %s ORDER BY l.record, l.position`, p.name(), p.linkTable(f), condition)
	}
	var of string
	var ids []dossier.ID
	flush := func() {
		if r := byID[dossier.ID(of)]; r != nil {
			f.SetLinks(r, ids)
		}
		ids = ids[:0]
	}
	err := x.each(ctx, query, []any{arg}, func(scan func(...any) error) error {
		var record, target string
		if err := scan(&record, &target); err != nil {
			return err
		}
		if record != of {
			flush()
			of = record
		}
		ids = append(ids, dossier.ID(target))
		return nil
	})
	flush()
	return err
}

// record makes a record of one row.
func (p *plan) record(values []any) (dossier.Record, error) {
	r := p.New()
	h := r.Header()
	id, _ := values[0].(string)
	of, _ := values[1].(string)
	h.ID, h.Case = dossier.ID(id), dossier.ID(of)
	h.Place, _ = values[2].(int64)
	for i, f := range p.columns {
		if err := set(r, f, values[headColumns+i]); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// set puts the value of a column into its field.
func set(r dossier.Record, f dossier.Field, value any) error {
	switch v := value.(type) {
	case nil:
	case int64:
		f.SetNumber(r, v)
	case string:
		switch f.Kind {
		case dossier.DateKind:
			if d, ok := plainDate(v); ok {
				f.SetDate(r, d)
				return nil
			}
			return f.DecodeValue(r, []byte(v))
		case dossier.Choices, dossier.List:
			return f.DecodeValue(r, []byte(v))
		case dossier.Link:
			f.SetLinks(r, []dossier.ID{dossier.ID(v)})
		default:
			f.SetString(r, v)
		}
	}
	return nil
}

// plainDate reads {"edtf":"…"} without the JSON decoder: nearly every date has
// this form, and a large case holds thousands.
func plainDate(s string) (dossier.Date, bool) {
	s, ok := strings.CutPrefix(s, `{"edtf":"`)
	if !ok {
		return dossier.Date{}, false
	}
	s, ok = strings.CutSuffix(s, `"}`)
	if !ok || strings.ContainsAny(s, `"\`) {
		return dossier.Date{}, false
	}
	return dossier.Date{EDTF: s}, true
}

// value is what the column of a field holds for r, nil for nothing.
func value(r dossier.Record, f dossier.Field) (any, error) {
	switch f.Kind {
	case dossier.Number:
		if n := f.Number(r); n != 0 {
			return n, nil
		}
	case dossier.DateKind, dossier.Choices, dossier.List:
		if f.Empty(r) {
			return nil, nil
		}
		b, err := f.EncodeValue(r)
		return string(b), err
	case dossier.Link:
		for _, id := range f.Links(r) {
			return string(id), nil
		}
	default:
		if s := f.String(r); s != "" {
			return s, nil
		}
	}
	return nil, nil
}

// write puts the row of r, and those links of it that differ from before.
func (p *plan) write(ctx context.Context, x *session, before, r dossier.Record) error {
	h := r.Header()
	args := []any{string(h.ID), null(string(h.Case)), h.Place}
	for _, f := range p.columns {
		v, err := value(r, f)
		if err != nil {
			return err
		}
		args = append(args, v)
	}
	if _, err := x.exec(ctx, p.put, args...); err != nil {
		return fmt.Errorf("write %s: %w", h.ID, err)
	}
	for _, f := range p.links {
		var old []dossier.ID
		if before != nil {
			old = f.Links(before)
		}
		if err := p.writeLinks(ctx, x, f, h, old, f.Links(r)); err != nil {
			return fmt.Errorf("write %s.%s: %w", h.ID, f.Key, err)
		}
	}
	return nil
}

func (p *plan) writeLinks(ctx context.Context, x *session, f dossier.Field, h *dossier.Head, old, now []dossier.ID) error {
	if slices.Equal(old, now) {
		return nil
	}
	if len(old) > 0 {
		if _, err := x.exec(ctx, `DELETE FROM `+p.linkTable(f)+` WHERE "case" = ? AND record = ?`, string(h.Case), string(h.ID)); err != nil {
			return err
		}
	}
	for i, to := range now {
		if _, err := x.exec(ctx, `INSERT INTO `+p.linkTable(f)+` ("case", record, position, target) VALUES (?, ?, ?, ?)`,
			string(h.Case), string(h.ID), i, string(to)); err != nil {
			return err
		}
	}
	return nil
}

// remove deletes the row of r and its links.
func (p *plan) remove(ctx context.Context, x *session, r dossier.Record) error {
	h := r.Header()
	for _, f := range p.links {
		if err := p.writeLinks(ctx, x, f, h, f.Links(r), nil); err != nil {
			return fmt.Errorf("remove %s.%s: %w", h.ID, f.Key, err)
		}
	}
	if _, err := x.exec(ctx, "DELETE FROM "+p.name()+" WHERE id = ?", string(h.ID)); err != nil {
		return fmt.Errorf("remove %s: %w", h.ID, err)
	}
	return nil
}

func null(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// array is a list of ids as a parameter for json_each.
func array[S ~string](ids []S) string {
	b, err := json.Marshal(ids)
	if err != nil || ids == nil { // texts always have a JSON form
		return "[]"
	}
	return string(b)
}
