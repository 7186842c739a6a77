package command

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"probata/dossier"
	"probata/dossier/store"
)

// historyLine is what one change did to one record, for programs. It names the
// fields that changed and never what stood in them.
type historyLine struct {
	Seq    int64      `json:"seq"`
	Change int64      `json:"change"` // lines with the same number happened together
	At     string     `json:"at"`     // RFC 3339, UTC
	Who    string     `json:"who,omitempty"`
	Label  string     `json:"label"`
	Case   dossier.ID `json:"case,omitempty"`
	Record dossier.ID `json:"record"`
	Fields []string   `json:"fields"` // all of a record that came or went
	Undoes int64      `json:"undoes,omitempty"`
	Redo   bool       `json:"redo,omitempty"`
}

func (c *call) runHistory(ctx context.Context) error {
	if c.opts.limit < 1 {
		return usage("limit")
	}
	return c.open(ctx, func(s *store.Store) error {
		filter, err := c.wantedHistory(ctx, s)
		if err != nil {
			return err
		}
		entries, err := s.History(ctx, filter)
		if err != nil {
			return err
		}
		if len(entries) == 0 && filter.Record != "" {
			return failed("no-history", "id", string(filter.Record))
		}
		lines, rows := []historyLine{}, [][]string{}
		for _, e := range entries {
			l, err := historyLineOf(e)
			if err != nil {
				return err
			}
			lines = append(lines, l)
			rows = append(rows, []string{l.At, first(l.Who, "–"), l.Label, string(l.Record), strings.Join(l.Fields, " ")})
		}
		if c.json {
			return c.printJSON(struct {
				History []historyLine `json:"history"`
			}{lines})
		}
		return c.print(columns(rows))
	})
}

// wantedHistory is that of the vault, of a case, or of the record with the id.
func (c *call) wantedHistory(ctx context.Context, s *store.Store) (store.Filter, error) {
	filter := store.Filter{Limit: c.opts.limit}
	if len(c.pos) == 1 {
		return filter, nil
	}
	id, err := s.Find(ctx, c.pos[1])
	switch {
	case err == nil:
		filter.Case = id
	case errors.Is(err, store.ErrNotFound):
		filter.Record = dossier.ID(c.pos[1])
	default:
		return filter, err
	}
	return filter, nil
}

func historyLineOf(e store.Entry) (historyLine, error) {
	fields, err := changedFields(e.Before, e.After)
	if err != nil {
		return historyLine{}, fmt.Errorf("read history entry %d: %w", e.Seq, err)
	}
	return historyLine{
		e.Seq, e.Change, e.At.UTC().Format(time.RFC3339), e.Who, e.Label, e.Case, e.Record, fields, e.Undoes, e.Redo,
	}, nil
}

// changedFields are the keys of the fields that differ.
func changedFields(before, after []byte) ([]string, error) {
	var a, b map[string]json.RawMessage
	for _, side := range []struct {
		from []byte
		to   *map[string]json.RawMessage
	}{{before, &a}, {after, &b}} {
		if len(side.from) == 0 {
			continue
		}
		if err := json.Unmarshal(side.from, side.to); err != nil {
			return nil, errors.New("it is no record") // the cause may quote
		}
	}
	keys := map[string]bool{}
	for k := range a {
		keys[k] = !bytes.Equal(a[k], b[k])
	}
	for k := range b {
		keys[k] = !bytes.Equal(a[k], b[k])
	}
	maps.DeleteFunc(keys, func(k string, differs bool) bool { return !differs || k == "id" || k == "type" })
	return slices.Sorted(maps.Keys(keys)), nil
}
