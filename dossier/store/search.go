package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"probata/dossier"
)

// wordsEdition counts the ways in which words have been put into the index:
// raise it when lang.Fold or textOf changes, and every vault indexes anew when
// it is next opened.
const wordsEdition = "3"

// ranked is the shortest word, in letters, that is worth ranking: a shorter
// prefix matches so much that the newest are as good as any. The index holds
// every shorter prefix like a word.
const ranked = 4

// mostRanked is the largest number of matches that is ranked: it takes more than
// a microsecond for each, and a word that everything holds ranks nothing.
const mostRanked = 2000

// mostEndings is the largest number of words that a longer prefix is written out
// as. That is faster than having FTS5 merge the lists of all of them, a thousand
// times for a word that every record holds; with more it is not.
const mostEndings = 250

// FieldText is the field of a hit in the text of a file. It is no field of the
// evidence, whose title stands in the place of a snippet: the text lies sealed on
// the disk, and TextSnippet reads it.
const FieldText = "file-text"

// Hit is one record that was found.
type Hit struct {
	Case    dossier.ID // empty for a shared record whose party has no role in any case
	Record  dossier.ID
	Field   string // the field with the first of the words, or FieldText
	Snippet string // the place in it, on one line
}

// Search finds the records that hold all the words, the last of which may be
// unfinished, in any script, and after them the files whose text does. When a word
// has four letters or more and not too much matches, what says the least beside
// the words comes first, as a name or a title does; else the newest. A hit on a shared record is given for each case
// in which its party has a role.
func (s *Store) Search(ctx context.Context, words string, limit int) ([]Hit, error) {
	tokens := tokensOf(words)
	if len(tokens) == 0 || limit <= 0 {
		return nil, nil
	}
	var out []Hit
	err := s.view(ctx, func(x *session) error {
		ids, err := matches(ctx, x, inRecords(), tokens, limit)
		if err != nil {
			return err
		}
		files, err := matches(ctx, x, inFiles(), tokens, limit-len(ids))
		if err != nil {
			return err
		}
		found, err := s.byIDs(ctx, x, append(files, ids...))
		if err != nil {
			return err
		}
		cases, err := s.casesOfShared(ctx, x, found)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if r := found[id]; r != nil {
				out = append(out, hits(r, tokens, cases)...)
			}
		}
		for _, id := range files {
			if e, ok := found[id].(*dossier.Evidence); ok {
				out = append(out, Hit{Case: e.Case, Record: id, Field: FieldText, Snippet: e.Title})
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	return out[:min(limit, len(out))], nil
}

// index is one of the two: of records, and of the texts of files.
type index struct {
	rows   string // that match, the newest first
	ids    string // of given rows, the newest first
	ranked string // ids of given rows, those with the fewest words first
	terms  string // the words that lie between two
}

func inRecords() index {
	return index{
		rows: `SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?`,
		ids:  `SELECT id FROM record WHERE n IN (SELECT value FROM json_each(?)) ORDER BY n DESC`,
		ranked: `SELECT record.id FROM words_docsize AS size JOIN record ON record.n = size.id
WHERE size.id IN (SELECT value FROM json_each(?)) ORDER BY length(size.sz), size.sz, size.id DESC LIMIT ?`,
		terms: `SELECT term FROM words_terms WHERE term >= ? AND term < ? LIMIT ?`,
	}
}

func inFiles() index {
	return index{
		rows: `SELECT rowid FROM attached WHERE attached MATCH ? ORDER BY rowid DESC LIMIT ?`,
		ids: `SELECT record.id FROM derived JOIN record ON record.id = derived.evidence
WHERE derived.n IN (SELECT value FROM json_each(?)) ORDER BY derived.n DESC`,
		ranked: `SELECT record.id FROM attached_docsize AS size JOIN derived ON derived.n = size.id
JOIN record ON record.id = derived.evidence
WHERE size.id IN (SELECT value FROM json_each(?)) ORDER BY length(size.sz), size.sz, size.id DESC LIMIT ?`,
		terms: `SELECT term FROM attached_terms WHERE term >= ? AND term < ? LIMIT ?`,
	}
}

// matches asks an index, and ranks if that is worth its time.
func matches(ctx context.Context, x *session, in index, tokens []token, limit int) ([]dossier.ID, error) {
	if limit <= 0 {
		return nil, nil
	}
	var match []string
	most, rank := limit, false
	for _, t := range tokens {
		q, err := in.query(ctx, x, t)
		if err != nil || q == "" {
			return nil, err
		}
		match = append(match, q)
		if utf8.RuneCountInString(t.plain) >= ranked {
			most, rank = max(limit, mostRanked+1), true
		}
	}
	rows, err := column[int64](ctx, x, in.rows, strings.Join(match, " AND "), most)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	rank = rank && len(rows) <= mostRanked
	if !rank {
		rows = rows[:min(limit, len(rows))]
	}
	list, err := json.Marshal(rows)
	if err != nil {
		return nil, err
	}
	var ids []string
	if rank {
		ids, err = column[string](ctx, x, in.ranked, string(list), limit)
	} else {
		ids, err = column[string](ctx, x, in.ids, string(list))
	}
	return asIDs(ids), err
}

// query is a token for FTS5, "" when no word begins with it.
func (in index) query(ctx context.Context, x *session, t token) (string, error) {
	var words []string
	forms := slices.Compact([]string{t.folded, t.plain})
	for _, form := range forms {
		if form == "" {
			continue
		}
		if utf8.RuneCountInString(form) < ranked {
			words = append(words, prefix(form))
			continue
		}
		terms, err := column[string](ctx, x, in.terms, form, form+string(utf8.MaxRune), mostEndings+1)
		if err != nil {
			return "", err
		}
		if len(terms) > mostEndings {
			words = append(words, prefix(form))
			continue
		}
		for _, w := range terms {
			words = append(words, `"`+w+`"`)
		}
	}
	if len(words) == 0 {
		return "", nil
	}
	return "(" + strings.Join(words, " OR ") + ")", nil
}

// hits are the hits on one record: one, or one per case for a shared record.
func hits(r dossier.Record, tokens []token, cases map[dossier.ID][]dossier.ID) []Hit {
	h := Hit{Record: r.Header().ID, Case: caseOf(r)}
	h.Field, h.Snippet = snippet(r, tokens)
	of := cases[partyOf(r)]
	if h.Case != "" || len(of) == 0 {
		return []Hit{h}
	}
	var out []Hit
	for _, c := range of {
		h.Case = c
		out = append(out, h)
	}
	return out
}

// partyOf is the party that a shared record is or belongs to.
func partyOf(r dossier.Record) dossier.ID {
	if f, ok := dossier.TableOf(r.Type()).Parent(); ok {
		for _, id := range f.Links(r) {
			return id
		}
	}
	return r.Header().ID
}

func (s *Store) casesOfShared(ctx context.Context, x *session, found map[dossier.ID]dossier.Record) (map[dossier.ID][]dossier.ID, error) {
	for _, r := range found {
		if caseOf(r) == "" {
			return casesOfParties(ctx, x)
		}
	}
	return nil, nil
}

// textOf is all human text of a record as the index holds it, "" for none.
func textOf(r dossier.Record) string {
	if r == nil {
		return ""
	}
	var parts []string
	for _, f := range dossier.TableOf(r.Type()).Fields {
		if searched(f) {
			parts = append(parts, f.Texts(r)...)
		}
	}
	return strings.Join(parts, "\n")
}

// searched leaves out what nobody looks for: digests, names of sealed files, and
// a filing's copy of the whole case. File names are fixed too, and looked for.
func searched(f dossier.Field) bool {
	return !f.Fixed || f.Key == "file-name" || f.Key == "media-type"
}

// indexWords replaces the words of the record with number n.
func (s *Store) indexWords(ctx context.Context, x *session, n int64, before, after string) error {
	if before == after {
		return nil
	}
	if before != "" {
		if _, err := x.exec(ctx, `DELETE FROM words WHERE rowid = ?`, n); err != nil {
			return err
		}
	}
	if after == "" {
		return nil
	}
	_, err := x.exec(ctx, `INSERT INTO words (rowid, text) VALUES (?, ?)`, n, indexed(after))
	return err
}

// reindex fills the index anew when it was filled in another edition.
func (s *Store) reindex(ctx context.Context, x *session) (bool, error) {
	var edition string
	if _, err := x.one(ctx, `SELECT value FROM setting WHERE key = 'words-edition'`, nil, &edition); err != nil {
		return false, fmt.Errorf("read edition of the index: %w", err)
	}
	if edition == wordsEdition {
		return false, nil
	}
	return true, s.fillIndex(ctx, x)
}

// fillIndex fills the index anew.
func (s *Store) fillIndex(ctx context.Context, x *session) error {
	if _, err := x.exec(ctx, `INSERT INTO words (words) VALUES ('delete-all')`); err != nil {
		return fmt.Errorf("empty the index: %w", err)
	}
	for _, p := range s.plans {
		if err := s.reindexType(ctx, x, p); err != nil {
			return fmt.Errorf("index %s: %w", p.Type, err)
		}
	}
	if err := s.reindexTexts(ctx, x); err != nil {
		return err
	}
	_, err := x.exec(ctx, `INSERT INTO setting (key, value) VALUES ('words-edition', ?)
ON CONFLICT (key) DO UPDATE SET value = excluded.value`, wordsEdition)
	return err
}

func (s *Store) reindexType(ctx context.Context, x *session, p *plan) error {
	records, err := p.read(ctx, x, ofAll, "")
	if err != nil || len(records) == 0 {
		return err
	}
	numbers := make(map[dossier.ID]int64, len(records))
	err = x.each(ctx, `SELECT n, id FROM record WHERE type = ?`, []any{string(p.Type)}, func(scan func(...any) error) error {
		var n int64
		var id string
		err := scan(&n, &id)
		numbers[dossier.ID(id)] = n
		return err
	})
	if err != nil {
		return err
	}
	for _, r := range records {
		if err := s.indexWords(ctx, x, numbers[r.Header().ID], "", textOf(r)); err != nil {
			return err
		}
	}
	return nil
}
