package command

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"

	"probata/dossier"
	"probata/dossier/store"
)

// maxRecords is the largest file of records or fields that is read, in bytes.
const maxRecords = 64 << 20

// entering is what new, put and set have in common: fields of records that a script gives.
type entering struct {
	*call
	from string // file with the fields, "-" for standard input
}

func (c *entering) flags(f *flags) { f.text(&c.from, "from", "FILE.json") }

// given reads the whole of a file, or of standard input for "-".
func (c *call) given(name string) ([]byte, error) {
	if name == "-" && c.passFile() == "-" {
		return nil, usage("one-stdin")
	}
	r := c.In
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, &fault{key: "import-open", args: []any{"file", name}, code: ExitError, err: err}
		}
		defer func() { _ = f.Close() }()
		r = f
	}
	data, err := io.ReadAll(io.LimitReader(r, maxRecords+1))
	if err == nil && len(data) > maxRecords {
		err = errors.New("it is too large")
	}
	if err != nil {
		return nil, &fault{key: "import-open", args: []any{"file", name}, code: ExitError, err: err}
	}
	return data, nil
}

// enter puts the fields of --from and then those of the arguments, KEY=VALUE, into a record.
func (c *entering) enter(r dossier.Record, fields []byte, pairs []string) (dossier.Record, error) {
	if fields != nil {
		var err error
		if r, err = dossier.Enter(r, fields); err != nil {
			return nil, err
		}
	}
	for _, pair := range pairs {
		key, text, ok := strings.Cut(pair, "=")
		if !ok {
			return nil, usage("key-value")
		}
		f, known := dossier.TableOf(r.Type()).Field(key)
		if !known {
			return nil, meaning(usage("no-field", "type", string(r.Type())), nearest(key, enteredKeys(r.Type())))
		}
		object, err := json.Marshal(map[string]json.RawMessage{f.Key: f.ParseValue(text)})
		if err != nil {
			return nil, err
		}
		if r, err = dossier.Enter(r, object); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// fields are those of --from, nil without it. They are read before the vault is opened.
func (c *entering) fields() ([]byte, error) {
	if c.from == "" {
		return nil, nil
	}
	return c.given(c.from)
}

func enteredKeys(t dossier.Type) (keys []string) {
	for _, f := range dossier.TableOf(t).Fields {
		if !f.Fixed {
			keys = append(keys, f.Key)
		}
	}
	return keys
}

// write checks records that were entered against their case and writes them in one step, which one undo takes back.
func (c *entering) write(ctx context.Context, s *store.Store, d *dossier.Dossier, label string, put []dossier.Record) error {
	change := store.Change{Label: label, Put: put}
	if d.Case() != nil {
		change.Case = d.Case().ID
	}
	for _, r := range put {
		d.Put(r)
	}
	if err := others(ctx, s, d); err != nil {
		return err
	}
	for _, r := range put {
		if err := dossier.Sound(d, r); err != nil {
			return err
		}
	}
	if err := s.Apply(ctx, change); err != nil {
		return err
	}
	return s.Flush(ctx)
}

// others puts into a case, for the check of links, the parties of the vault that have no part in it yet.
func others(ctx context.Context, s *store.Store, d *dossier.Dossier) error {
	rows, err := s.Parties(ctx)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if d.Get(row.Party.ID) == nil {
			d.Put(row.Party)
		}
	}
	return nil
}

// writtenLine is what was written, for programs.
type writtenLine struct {
	Case    dossier.ID   `json:"case,omitempty"`
	Records []dossier.ID `json:"records"`
}

// tellWritten prints the ids of the records that were written.
func (c *call) tellWritten(of dossier.ID, put []dossier.Record) error {
	out := writtenLine{Case: of, Records: []dossier.ID{}}
	var b strings.Builder
	for _, r := range put {
		out.Records = append(out.Records, r.Header().ID)
		b.WriteString(string(r.Header().ID) + "\n")
	}
	if c.json {
		return c.printJSON(out)
	}
	return c.print(b.String())
}
