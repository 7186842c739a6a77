package exchange

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"probata/dossier"
)

var update = flag.Bool("update", false, "write the goldens anew")

// SCHEMA.md is written from the field tables, so that it cannot fall behind.
func TestSchemaIsTrue(t *testing.T) {
	golden(t, "SCHEMA.md", schema())
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s is not what the program does any more; look at what changed and run the test with -update", file)
	}
}

const schemaHead = `# The JSON of one case

This file is generated from the field tables: ` + "`go test ./dossier/exchange -run Schema -update`" + `.

A case file is one JSON object in UTF-8:

` + "```json" + `
{
  "format": "probata-case",
  "version": 1,
  "records": {
    "case": [{"id": "case-1", "reference": "2020/1", "title": "…", "states": ["KZ"]}],
    "party": [{"id": "party-1", "kind": "person"}],
    "event": [{"id": "event-1", "case": "case-1", "title": "…", "when": {"words": "end of last week"}}]
  }
}
` + "```" + `

Rules:

- **Files are not in it.** An ` + "`evidence`" + ` record travels with its SHA-256 and the name of the sealed file, the file does not.
- The file is **not sealed**. Whoever holds it reads it.
- Each type of record has one list, in any order; a type without records has no list. There is exactly one ` + "`case`" + `.
- Every record has an ` + "`id`" + `: its type, a hyphen, and small letters or digits (` + "`event-5k2m7q`" + `), unique in the file.
- Every record has the id of the case as ` + "`case`" + `, but the case itself and shared records (parties and what belongs to them), which have none.
- ` + "`place`" + ` is a whole number that orders records of one type; those with the same stand in the order of their ids.
- A key that says nothing is left out; ` + "`null`" + ` is not used. Unknown keys and keys that stand twice are refused.
- A link is the id of a record in the same file. A record whose owner is named must have it.
- A citation says by ` + "`fact`" + ` and ` + "`field`" + ` what it supports: a whole record, or the field with that key.
- "required" is what a complete case has; an incomplete one is read all the same.
- "private" tells who somebody is or where to find them.
- A text holds at most %d bytes, a record %d MiB, a file %d MiB and %d records.
- Reading names up to %d faults with place, rule and what to do; places count from 0: ` + "`event[3].when (event-e4)`" + `.

Kinds of values:

| kind | JSON |
| --- | --- |
| text | string, one line |
| longtext | string, paragraphs separated by an empty line |
| choice | string, a key of the vocabulary |
| choices | list of such strings |
| list | list of strings |
| link, links | id, list of ids |
| number | whole number |
| date | object, see below |

A date is an object of which every key may be left out: ` + "`edtf`" + ` (string, EDTF level 1, ISO 8601-2:2019: ` + "`2020-05-14`, `2020-05`, `2020-21`" + ` for
spring, ` + "`2020-05/2020-07`, `2020~`" + `), ` + "`words`" + ` (string, as told), ` + "`time`" + ` and ` + "`zone`" + ` (strings), ` + "`within`" + ` (true: one point in the
interval, not the whole span). A date that is known only in words has no ` + "`edtf`" + `.

## Types
`

func schema() string {
	var b strings.Builder
	fmt.Fprintf(&b, schemaHead, dossier.MaxText, maxRecord>>20, maxInput>>20, maxRecords, maxFaults)
	for _, t := range dossier.Tables() {
		schemaType(&b, t)
	}
	b.WriteString("\n## Vocabularies\n\nClosed; another key is refused. ")
	b.WriteString("The keys of country (ISO 3166-1 alpha-2), language (BCP 47), provision, element, body and form stand in the data that ships with the program.\n\n")
	for _, name := range dossier.Vocabularies() {
		keys, _ := dossier.Vocabulary(name)
		fmt.Fprintf(&b, "- **%s**: %s\n", name, strings.Join(keys, " · "))
	}
	return b.String()
}

func schemaType(b *strings.Builder, t *dossier.Table) {
	fmt.Fprintf(b, "\n### %s\n\n", t.Type)
	if t.Shared {
		b.WriteString("Shared by all cases: has no `case`.\n\n")
	}
	b.WriteString("| key | kind | values | |\n| --- | --- | --- | --- |\n")
	for _, f := range t.Fields {
		fmt.Fprintf(b, "| `%s` | %s | %s | %s |\n", f.Key, f.Kind, schemaValues(f), schemaMarks(f))
	}
}

func schemaValues(f dossier.Field) string {
	switch {
	case f.Vocabulary != "":
		return f.Vocabulary
	case (f.Kind == dossier.Link || f.Kind == dossier.Links) && len(f.Targets) == 0:
		return "any record"
	}
	return names(f.Targets)
}

func schemaMarks(f dossier.Field) string {
	var marks []string
	for _, m := range []struct {
		is   bool
		name string
	}{
		{f.Parent, "owner"},
		{f.Required && !f.Parent, "required"},
		{f.Private, "private"},
		{f.Fixed, "set by the program"},
	} {
		if m.is {
			marks = append(marks, m.name)
		}
	}
	for i, w := range f.When {
		joint := "or "
		if i == 0 {
			joint = "if "
		}
		marks = append(marks, joint+w.Key+" is "+strings.Join(w.Values, ", "))
	}
	return strings.Join(marks, "; ")
}
