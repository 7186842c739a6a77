package store

import (
	"fmt"
	"slices"
	"strings"

	"probata/dossier"
)

// plan is what the field table of one type of record means in SQL.
type plan struct {
	*dossier.Table
	columns []dossier.Field // one column each, after id, case and place
	links   []dossier.Field // one link table each
	list    string          // SELECT of all columns, to be followed by a condition on r
	put     string          // INSERT or UPDATE of one row
}

const headColumns = 3

// plans are the plans for the given tables, in their order.
func plans(tables []*dossier.Table) []*plan {
	out := make([]*plan, len(tables))
	for i, t := range tables {
		out[i] = newPlan(t)
	}
	return out
}

func newPlan(t *dossier.Table) *plan {
	p := &plan{Table: t}
	names := []string{"id", "case", "place"}
	for _, f := range t.Fields {
		if f.Kind == dossier.Links {
			p.links = append(p.links, f)
			continue
		}
		p.columns = append(p.columns, f)
		names = append(names, f.Key)
	}
	read, write, set := make([]string, len(names)), make([]string, len(names)), make([]string, 0, len(names))
	for i, n := range names {
		read[i], write[i] = "r."+quote(n), quote(n)
		if i > 0 {
			set = append(set, fmt.Sprintf("%s=excluded.%[1]s", quote(n)))
		}
	}
	p.list = fmt.Sprintf("SELECT %s FROM %s AS r WHERE ", strings.Join(read, ", "), p.name())
	p.put = fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (id) DO UPDATE SET %s",
		p.name(), strings.Join(write, ", "), strings.TrimSuffix(strings.Repeat("?, ", len(names)), ", "), strings.Join(set, ", "))
	return p
}

// name is the table of the type.
func (p *plan) name() string { return quote(string(p.Type)) }

// linkTable is the table of a Links field.
func (p *plan) linkTable(f dossier.Field) string { return quote(string(p.Type) + "." + f.Key) }

// quote makes an identifier. Types and keys are small letters, digits and
// hyphens (a test holds them to that), many of them words of SQL.
func quote(name string) string { return `"` + name + `"` }

// referenced is the table a link points into: that of its one type of target,
// or the list of all records.
func referenced(f dossier.Field) string {
	if len(f.Targets) == 1 {
		return quote(string(f.Targets[0]))
	}
	return quote("record")
}

// definition is the column of a field. It must do as a column added to a table
// that has rows: no NOT NULL, no default.
func definition(f dossier.Field) string {
	name := quote(f.Key)
	switch f.Kind {
	case dossier.Number:
		return name + " INTEGER"
	case dossier.DateKind, dossier.Choices, dossier.List:
		// Before SQLite 3.41 json_valid(NULL) was 0, and stock tools may be that old.
		return fmt.Sprintf("%s TEXT CHECK (%[1]s IS NULL OR json_valid(%[1]s))", name)
	case dossier.Link:
		return name + " TEXT REFERENCES " + referenced(f) + " (id) DEFERRABLE INITIALLY DEFERRED"
	default:
		return name + " TEXT"
	}
}

// create is the statement that makes the table of the type.
func (p *plan) create() string {
	defs := []string{
		"id TEXT NOT NULL PRIMARY KEY",
		`"case" TEXT REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED`,
		"place INTEGER NOT NULL",
	}
	for _, f := range p.columns {
		defs = append(defs, definition(f))
	}
	return "CREATE TABLE " + p.name() + " (\n\t" + strings.Join(defs, ",\n\t") + "\n) STRICT"
}

// around are the statements that make what stands beside the table: indexes and
// link tables. Each does nothing where its object exists.
func (p *plan) around() []string {
	out := []string{p.index("case")}
	for _, f := range p.columns {
		if f.Kind == dossier.Link {
			out = append(out, p.index(f.Key))
		}
	}
	for _, f := range p.links {
		// The case stands first in the key: opening a case reads one range.
		out = append(out,
			fmt.Sprintf(`CREATE TABLE IF NOT EXISTS %s (
	"case" TEXT NOT NULL,
	record TEXT NOT NULL,
	position INTEGER NOT NULL,
	target TEXT NOT NULL REFERENCES %s (id) DEFERRABLE INITIALLY DEFERRED,
	PRIMARY KEY ("case", record, position)
) STRICT, WITHOUT ROWID`, p.linkTable(f), referenced(f)),
			fmt.Sprintf("CREATE INDEX IF NOT EXISTS %s ON %s (target)",
				quote(string(p.Type)+"."+f.Key+" target"), p.linkTable(f)))
	}
	return out
}

func (p *plan) index(key string) string {
	return fmt.Sprintf("CREATE INDEX IF NOT EXISTS %s ON %s (%s) WHERE %[3]s IS NOT NULL",
		quote(string(p.Type)+" by "+key), p.name(), quote(key))
}

// addColumns are the statements for the fields that have no column yet.
func (p *plan) addColumns(have []string) []string {
	var out []string
	for _, f := range p.columns {
		if !slices.Contains(have, f.Key) {
			out = append(out, "ALTER TABLE "+p.name()+" ADD COLUMN "+definition(f))
		}
	}
	return out
}

// unknown are the columns there that no field explains.
func (p *plan) unknown(have []string) []string {
	return slices.DeleteFunc(slices.Clone(have), func(name string) bool {
		if name == "id" || name == "case" || name == "place" {
			return true
		}
		return slices.ContainsFunc(p.columns, func(f dossier.Field) bool { return f.Key == name })
	})
}
