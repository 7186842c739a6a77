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

type historyRun struct {
	*call
	limit             int
	who, record, kind string
	since, until      string // a day, or a time as RFC 3339 writes it
}

func historyCommand(c *call) command {
	r := &historyRun{call: c, limit: 50}
	return command{name: "history", args: "VAULT [CASE|RECORD]", flags: r.flags, run: r.runHistory}
}

func (c *historyRun) flags(f *flags) {
	f.text(&c.who, "who", "CODE")
	f.text(&c.record, "record", "ID")
	f.text(&c.kind, "kind", "TYPE|WORD")
	f.text(&c.since, "since", "DAY")
	f.text(&c.until, "until", "DAY")
	f.number(&c.limit, "limit", "N")
}

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

func (c *historyRun) runHistory(ctx context.Context) error {
	if c.limit < 1 {
		return usage("limit")
	}
	wanted, err := c.historyFilter()
	if err != nil {
		return err
	}
	return c.open(ctx, func(s *store.Store) error {
		filter, err := c.wantedHistory(ctx, s, wanted)
		if err != nil {
			return err
		}
		entries, err := s.History(ctx, filter)
		if err != nil {
			return err
		}
		if len(entries) == 0 && filter == (store.Filter{Record: filter.Record, Limit: filter.Limit}) && filter.Record != "" {
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

// historyFilter is what the flags ask for.
func (c *historyRun) historyFilter() (store.Filter, error) {
	h := c
	filter := store.Filter{Limit: c.limit, Who: h.who, Record: dossier.ID(h.record)}
	if dossier.TableOf(dossier.Type(h.kind)) != nil {
		filter.Type = dossier.Type(h.kind)
	} else {
		filter.Label = h.kind
	}
	var ok bool
	if filter.From, _, ok = span(h.since); !ok {
		return filter, usage("when", "flag", "since")
	}
	if _, filter.To, ok = span(h.until); !ok {
		return filter, usage("when", "flag", "until")
	}
	return filter, nil
}

// span is the time that a flag speaks of, from its beginning to what comes after
// it: a day of UTC, as the list shows times, or one second.
func span(s string) (from, after time.Time, ok bool) {
	if s == "" {
		return from, after, true
	}
	if day, err := time.Parse(time.DateOnly, s); err == nil {
		return day, day.AddDate(0, 0, 1), true
	}
	at, err := time.Parse(time.RFC3339, s)
	return at, at.Add(time.Second), err == nil
}

// wantedHistory narrows it to the case, or the record, of the second argument.
func (c *historyRun) wantedHistory(ctx context.Context, s *store.Store, filter store.Filter) (store.Filter, error) {
	if len(c.pos) == 1 {
		return filter, nil
	}
	id, err := s.Find(ctx, c.pos[1])
	switch {
	case err == nil:
		filter.Case = id
	case errors.Is(err, store.ErrNotFound) && filter.Record != "":
		return filter, failed("no-case")
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
