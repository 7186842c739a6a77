package exchange

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"probata/dossier"
)

// The head of a case file.
const (
	formatName    = "probata-case"
	formatVersion = 1
)

// WriteJSON writes the case as SCHEMA.md describes: types in the order of their
// tables, records in their order, keys in the order of the table. The same
// dossier gives the same bytes. Every record of d is written, notes and tasks
// included: a caller who must not pass them on removes them first.
func WriteJSON(w io.Writer, d *dossier.Dossier) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "{\n  \"format\": %q,\n  \"version\": %d,\n  \"records\": {", formatName, formatVersion)
	separator := "\n"
	for _, t := range dossier.Tables() {
		records := d.List(t.Type)
		if len(records) == 0 {
			continue
		}
		fmt.Fprintf(b, "%s    %q: [", separator, t.Type)
		if err := writeList(b, records); err != nil {
			return fmt.Errorf("write case: %w", err)
		}
		b.WriteString("\n    ]")
		separator = ",\n"
	}
	b.WriteString("\n  }\n}\n")
	if err := b.Flush(); err != nil { // bufio keeps the first error of every write above
		return fmt.Errorf("write case: %w", err)
	}
	return nil
}

func writeList(b *bufio.Writer, records []dossier.Record) error {
	var indented bytes.Buffer
	for i, r := range records {
		data, err := dossier.Encode(r)
		if err != nil {
			return err
		}
		indented.Reset()
		if err := json.Indent(&indented, data, "      ", "  "); err != nil {
			return fmt.Errorf("indent %s: %w", r.Header().ID, err)
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n      ")
		b.Write(indented.Bytes())
	}
	return nil
}
