package command

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"probata/dossier"
	"probata/dossier/store"
)

func showCommand(c *call) command {
	return command{name: "show", args: "VAULT CASE [RECORD]", run: c.runShow}
}

func (c *call) runShow(ctx context.Context) error {
	return c.openCase(ctx, func(_ *store.Store, d *dossier.Dossier) error {
		if len(c.pos) == 3 {
			return c.showRecord(d, dossier.ID(c.pos[2]))
		}
		if c.json {
			return c.printJSON(overviewOf(d, c.say.Tag()))
		}
		return c.print(c.caseText(d))
	})
}

func (c *call) showRecord(d *dossier.Dossier, id dossier.ID) error {
	r := d.Get(id)
	if r == nil {
		return failed("no-record", "id", string(id))
	}
	if c.json {
		b, err := dossier.Encode(r)
		if err != nil {
			return fmt.Errorf("show %s: %w", id, err)
		}
		return c.printJSON(json.RawMessage(b))
	}
	return c.print(c.recordText(d, r))
}

// overview is a case at a glance for programs. The whole of it is what export
// writes.
type overview struct {
	Case     caseName             `json:"case"`
	States   []string             `json:"states"`
	Status   string               `json:"status"`
	Records  map[dossier.Type]int `json:"records"`
	Parties  []partyLine          `json:"parties"`
	Timeline []eventLine          `json:"timeline"`
}

type partyLine struct {
	ID    dossier.ID `json:"id"`
	Name  string     `json:"name"`
	Kind  string     `json:"kind"`
	Roles []string   `json:"roles"`
}

type eventLine struct {
	ID    dossier.ID `json:"id"`
	EDTF  string     `json:"edtf,omitempty"`
	Words string     `json:"words,omitempty"`
	Title string     `json:"title"`
}

func overviewOf(d *dossier.Dossier, language string) overview {
	o := overview{
		Case: nameOf(d), States: d.Case().States, Status: d.Case().Status,
		Records: map[dossier.Type]int{}, Parties: []partyLine{}, Timeline: []eventLine{},
	}
	for _, r := range d.All() {
		o.Records[r.Type()]++
	}
	for _, p := range dossier.Of[*dossier.Party](d) {
		line := partyLine{p.ID, d.NameIn(p.ID, language), p.Kind, []string{}}
		for _, r := range d.Roles(p.ID) {
			line.Roles = append(line.Roles, r.Role)
		}
		o.Parties = append(o.Parties, line)
	}
	for _, e := range d.Timeline() {
		o.Timeline = append(o.Timeline, eventLine{e.ID, e.When.EDTF, e.When.Words, e.Title})
	}
	return o
}

// caseText is a case at a glance for people.
func (c *call) caseText(d *dossier.Dossier) string {
	o := overviewOf(d, c.say.Tag())
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s\n", oneLine(o.Case.Reference), oneLine(o.Case.Title))
	fmt.Fprintf(&b, "%s\n\n", oneLine(strings.Join(append(slices.Clone(o.States), c.choice("case-status", o.Status)), ", ")))
	var rows [][]string
	for _, t := range dossier.Tables() {
		if n := o.Records[t.Type]; n > 0 && t.Type != dossier.TypeCase {
			rows = append(rows, []string{"", c.say.T("types." + string(t.Type)), strconv.Itoa(n)})
		}
	}
	fmt.Fprintf(&b, "%s\n%s\n", columns(rows), c.say.T("types.party"))
	rows = nil
	for _, p := range o.Parties {
		roles := make([]string, len(p.Roles))
		for i, r := range p.Roles {
			roles[i] = c.choice("role", r)
		}
		rows = append(rows, []string{"", string(p.ID), oneLine(p.Name), strings.Join(roles, ", ")})
	}
	fmt.Fprintf(&b, "%s\n%s\n", columns(rows), c.say.T("types.event"))
	rows = nil
	for _, e := range d.Timeline() {
		rows = append(rows, []string{"", string(e.ID), c.dateText(e.When), oneLine(e.Title)})
	}
	return b.String() + columns(rows)
}

// choice is the word for a key of a vocabulary.
func (c *call) choice(vocabulary, key string) string {
	if word := "vocab." + vocabulary + "." + key; c.say.Has(word) {
		return c.say.T(word)
	}
	return key
}

func (c *call) dateText(d dossier.Date) string {
	value := c.say.DateShort(d.Value())
	if d.Words != "" {
		value = strings.TrimSpace(value + " “" + oneLine(d.Words) + "”")
	}
	return first(value, "–")
}

// recordText is one record with all fields that say something.
func (c *call) recordText(d *dossier.Dossier, r dossier.Record) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s\n", oneLine(string(r.Header().ID)), c.say.T("type."+string(r.Type())))
	var rows [][]string
	for _, f := range dossier.TableOf(r.Type()).Fields {
		if f.Empty(r) {
			continue
		}
		label := c.say.T("field." + string(r.Type()) + "." + f.Key)
		rows = append(rows, []string{"", label, c.fieldText(d, f, r)})
	}
	return b.String() + columns(rows)
}

func (c *call) fieldText(d *dossier.Dossier, f dossier.Field, r dossier.Record) string {
	switch f.Kind {
	case dossier.DateKind:
		return c.dateText(f.Date(r))
	case dossier.Choice:
		return c.choice(f.Vocabulary, f.String(r))
	case dossier.Number:
		return strconv.FormatInt(f.Number(r), 10)
	case dossier.Link, dossier.Links:
		var out []string
		for _, id := range f.Links(r) {
			out = append(out, string(id)+" "+oneLine(d.Label(id, c.say.Tag())))
		}
		return strings.Join(out, "; ")
	case dossier.Choices:
		out := slices.Clone(f.Strings(r))
		for i, key := range out {
			out[i] = c.choice(f.Vocabulary, key)
		}
		return strings.Join(out, ", ")
	case dossier.List:
		return oneLine(strings.Join(f.Strings(r), "; "))
	}
	return oneLine(f.String(r))
}
