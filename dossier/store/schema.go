package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/vault"
)

// steps make what the field tables cannot say. A step is never changed once it
// was released; PRAGMA user_version counts those that a vault has seen.
var steps = []string{
	// 1: the list of all records; what was changed; search; settings.
	`
CREATE TABLE record (
	n INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,
	type TEXT NOT NULL,
	"case" TEXT NOT NULL -- '' for a shared record; a case belongs to itself
) STRICT;
CREATE INDEX "record by case" ON record ("case", type);

CREATE TABLE "change" (
	seq INTEGER PRIMARY KEY,
	at INTEGER NOT NULL, -- milliseconds since 1970, UTC
	who TEXT NOT NULL,
	label TEXT NOT NULL,
	"group" TEXT NOT NULL,
	"case" TEXT NOT NULL, -- whose undo it belongs to
	kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo', 'start')),
	of INTEGER -- the change that an undo or redo is of
) STRICT;
CREATE INDEX "change by case" ON "change" ("case", seq);
CREATE INDEX "change by of" ON "change" (of, seq) WHERE of IS NOT NULL;

CREATE TABLE history (
	seq INTEGER PRIMARY KEY,
	"change" INTEGER NOT NULL REFERENCES "change" (seq),
	record TEXT NOT NULL,
	"case" TEXT NOT NULL,
	before TEXT,
	after TEXT
) STRICT;
CREATE UNIQUE INDEX "history by change" ON history ("change", record);
CREATE INDEX "history by record" ON history (record, seq);
CREATE INDEX "history by case" ON history ("case", seq);

CREATE VIRTUAL TABLE words USING fts5 (
	text, content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 2'
);

CREATE TABLE setting (
	key TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
	// 2: the chain over the history; what was read out of attachments.
	`
ALTER TABLE "change" ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0; -- 1: it stands in the chain and grows no more
CREATE INDEX "change open" ON "change" (seq) WHERE sealed = 0;
ALTER TABLE history ADD COLUMN salt BLOB; -- so that the hash of a deleted entry cannot be guessed at
UPDATE history SET salt = randomblob(16);
CREATE INDEX "history of removals" ON history ("case", seq) WHERE after IS NULL;

CREATE TABLE seal (
	n INTEGER PRIMARY KEY, -- its place in the chain, from 1
	"change" INTEGER NOT NULL,
	entry INTEGER, -- of the history; NULL for a change that left none
	content BLOB NOT NULL, -- hash of the entry
	chain BLOB NOT NULL, -- hash of the chain up to here
	erased INTEGER -- the change that deleted the entry with its case
) STRICT;

CREATE TABLE derived (
	n INTEGER PRIMARY KEY,
	evidence TEXT NOT NULL, -- may be in the trash
	kind TEXT NOT NULL CHECK (kind IN ('text', 'thumbnail')),
	"case" TEXT NOT NULL,
	blob TEXT NOT NULL,
	UNIQUE (evidence, kind)
) STRICT;

CREATE VIRTUAL TABLE attached USING fts5 (
	text, content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 2'
);
`,
	// 3: an index that knows which records hold a word and not where in them, a third
	// of the size; its words are told apart by us, and so by nothing but the blanks
	// between them. The history, once thinned, says nothing twice (after.go).
	`
DROP TABLE words;
CREATE VIRTUAL TABLE words USING fts5 (text, content='', contentless_delete=1, detail=none, prefix='1 2 3', tokenize='ascii');
CREATE VIRTUAL TABLE words_terms USING fts5vocab (words, row);
DROP TABLE attached;
CREATE VIRTUAL TABLE attached USING fts5 (text, content='', contentless_delete=1, detail=none, prefix='1 2 3', tokenize='ascii');
CREATE VIRTUAL TABLE attached_terms USING fts5vocab (attached, row);
`,
}

// prepare brings the schema of a vault to that of this program, and tells
// whether it had to change it. With readOnly it fails with vault.ErrReadOnly
// where it would have to.
func prepare(ctx context.Context, x *session, steps []string, plans []*plan, readOnly bool) (changed bool, err error) {
	todo, err := missingSchema(ctx, x, steps, plans)
	if err != nil {
		return false, err
	}
	if readOnly && len(todo) > 0 {
		return false, fmt.Errorf("bring schema up to date: %w", vault.ErrReadOnly)
	}
	for _, s := range todo {
		if _, err := x.tx.ExecContext(ctx, s); err != nil {
			return false, fmt.Errorf("change schema: %w", err)
		}
	}
	return len(todo) > 0, nil
}

// missingSchema are the statements that a vault has not seen yet. A vault that
// holds a step, a table or a column this program does not know was written by a
// later version: writing to it would lose what stands there, so it is refused
// with vault.ErrNewer.
func missingSchema(ctx context.Context, x *session, steps []string, plans []*plan) ([]string, error) {
	var version int
	if _, err := x.one(ctx, "PRAGMA user_version", nil, &version); err != nil {
		return nil, fmt.Errorf("read schema version: %w", err)
	}
	if version > len(steps) {
		return nil, fmt.Errorf("schema %d: %w", version, vault.ErrNewer)
	}
	have, err := column[string](ctx, x, "SELECT name FROM sqlite_schema WHERE type = 'table'")
	if err != nil {
		return nil, fmt.Errorf("read schema: %w", err)
	}
	if version == len(steps) { // older steps may still drop what is unknown now
		if err := refuseUnknown(have, plans); err != nil {
			return nil, err
		}
	}
	todo := slices.Clone(steps[version:])
	if len(todo) > 0 {
		todo = append(todo, fmt.Sprintf("PRAGMA user_version = %d", len(steps)))
	}
	for _, p := range plans {
		more, err := p.prepare(ctx, x, have)
		if err != nil {
			return nil, err
		}
		todo = append(todo, more...)
	}
	return todo, nil
}

// prepare gives the statements that make what a type needs and does not have.
func (p *plan) prepare(ctx context.Context, x *session, tables []string) ([]string, error) {
	if !slices.Contains(tables, string(p.Type)) {
		return append([]string{p.create()}, p.around()...), nil
	}
	columns, err := column[string](ctx, x, "SELECT name FROM pragma_table_info(?)", string(p.Type))
	if err != nil {
		return nil, fmt.Errorf("read schema of %s: %w", p.Type, err)
	}
	if u := p.unknown(columns); len(u) > 0 {
		return nil, fmt.Errorf("unknown field %s.%s: %w", p.Type, u[0], vault.ErrNewer)
	}
	todo := p.addColumns(columns)
	missing := func(f dossier.Field) bool { return !slices.Contains(tables, string(p.Type)+"."+f.Key) }
	if len(todo) > 0 || slices.ContainsFunc(p.links, missing) {
		todo = append(todo, p.around()...)
	}
	return todo, nil
}

// refuseUnknown finds tables that are neither ours nor SQLite's own.
func refuseUnknown(have []string, plans []*plan) error {
	known := []string{"record", "change", "history", "setting", "words", "seal", "derived", "attached"}
	for _, p := range plans {
		known = append(known, string(p.Type))
		for _, f := range p.links {
			known = append(known, string(p.Type)+"."+f.Key)
		}
	}
	for _, name := range have {
		own := strings.HasPrefix(name, "sqlite_") || strings.HasPrefix(name, "words_") || strings.HasPrefix(name, "attached_")
		if !own && !slices.Contains(known, name) {
			return fmt.Errorf("unknown table %s: %w", name, vault.ErrNewer)
		}
	}
	return nil
}
