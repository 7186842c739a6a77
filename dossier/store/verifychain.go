package store

import (
	"bytes"
	"context"
	"crypto/sha256"

	"probata/dossier"
)

// verifyChain makes every link anew from what stands in the history.
func (s *Store) verifyChain(ctx context.Context, x *session, f *findings) error {
	if err := verifyLinks(ctx, x, f); err != nil {
		return err
	}
	if err := s.verifyEntries(ctx, x, f); err != nil {
		return err
	}
	return verifyErased(ctx, x, f)
}

// verifyLinks follows the chain by its hashes alone.
func verifyLinks(ctx context.Context, x *session, f *findings) error {
	var last int64
	chain := firstLink()
	return x.each(ctx, `SELECT n, content, chain FROM seal ORDER BY n`, nil, func(scan func(...any) error) error {
		var n int64
		var content, is []byte
		if err := scan(&n, &content, &is); err != nil {
			return err
		}
		switch want := link(chain, n, content); {
		case n != last+1:
			f.broken("history: links %d to %d are missing", last+1, n-1)
		case !bytes.Equal(is, want):
			f.broken("history: link %d does not follow from the one before", n)
		}
		last, chain = n, is // one finding for one break
		return nil
	})
}

// verifyEntries compares each entry with the link that vouches for it. Only the
// newest change may have none yet.
func (s *Store) verifyEntries(ctx context.Context, x *session, f *findings) error {
	var open int64
	if _, err := x.one(ctx, `SELECT seq FROM "change" WHERE sealed = 0 AND seq = (SELECT max(seq) FROM "change")`, nil, &open); err != nil {
		return err
	}
	links, err := entryLinks(ctx, x)
	if err != nil {
		return err
	}
	h := sha256.New()
	last := int64(0)
	err = s.eachEntry(ctx, x, "1", nil, func(e *sealedEntry) error {
		if e.change == open {
			return nil
		}
		at := place{e.change, e.seq}
		l, ok := links[at]
		delete(links, at)
		switch {
		case e.seq == 0 && !ok: // all its entries went with their cases, as the links tell
		case !ok:
			f.broken("history: entry %d of %s has no link", e.seq, e.record)
		case e.leans && e.after == nil: // the record is missing, and is told of as such
		case e.leans && !bytes.Equal(l.content, e.hash(h)):
			f.broken("%s is not as entry %d of the history left it, or that was changed", e.record, e.seq)
		case !bytes.Equal(l.content, e.hash(h)):
			f.broken("history: entry %d of %s was changed", e.seq, e.record)
		case l.n <= last:
			f.broken("history: entry %d of %s was moved", e.seq, e.record)
		}
		last = max(last, l.n)
		return nil
	})
	for at, l := range links {
		if !l.erased {
			f.broken("history: entry %d, link %d, was removed", at.entry, l.n)
		}
	}
	return err
}

// place is where an entry stands: its change, and its number or 0 for none.
type place struct{ change, entry int64 }

type entryLink struct {
	n       int64
	content []byte
	erased  bool
}

// entryLinks are the links by what they vouch for.
func entryLinks(ctx context.Context, x *session) (map[place]entryLink, error) {
	out := make(map[place]entryLink)
	err := x.each(ctx, `SELECT n, "change", ifnull(entry, 0), content, erased IS NOT NULL FROM seal`, nil, func(scan func(...any) error) error {
		var l entryLink
		var at place
		err := scan(&l.n, &at.change, &at.entry, &l.content, &l.erased)
		out[at] = l
		return err
	})
	return out, err
}

// verifyErased checks that what is marked as deleted went with the deletion of a
// case. Which links went with it is in the hash of the deletion itself.
func verifyErased(ctx context.Context, x *session, f *findings) error {
	stray, err := column[int64](ctx, x, `SELECT n FROM seal WHERE erased IS NOT NULL
	AND erased NOT IN (SELECT seq FROM "change" WHERE label = ?) ORDER BY n`, labelDeletion)
	for _, n := range stray {
		f.broken("history: link %d was deleted with no case", n)
	}
	return err
}

// verifyStates compares every record with what the history says it was last: a
// change past the history shows in the hash of the entry that leans on the record,
// or here; the removal of the end of a history shows here. After the
// deletion of a case the history of shared records has gaps, so they are left out.
func (s *Store) verifyStates(ctx context.Context, x *session, f *findings) error {
	now, err := s.digests(ctx, x)
	if err != nil {
		return err
	}
	var gaps bool
	if _, err := x.one(ctx, `SELECT EXISTS (SELECT 1 FROM seal WHERE erased IS NOT NULL)`, nil, &gaps); err != nil {
		return err
	}
	skip := func(id dossier.ID) bool {
		p := s.byType[id.Type()]
		return p == nil || gaps && p.Shared
	}
	err = x.each(ctx, `SELECT record, after, max(seq) FROM history GROUP BY record`, nil, func(scan func(...any) error) error {
		var record string
		var after []byte
		var seq int64
		if err := scan(&record, &after, &seq); err != nil {
			return err
		}
		id := dossier.ID(record)
		is, there := now[id]
		delete(now, id)
		switch {
		case skip(id) || !there && after == nil:
		case !there:
			f.broken("%s is missing, and the history does not tell of its removal", id)
		case seeThere(after): // it is what the entry leans on
		case !says(id, after, is):
			f.broken("%s is not as entry %d of the history left it", id, seq)
		}
		return nil
	})
	for id := range now {
		if !skip(id) {
			f.broken("the history does not know %s", id)
		}
	}
	return err
}

// digests are the hashes of all records as they are.
func (s *Store) digests(ctx context.Context, x *session) (map[dossier.ID][sha256.Size]byte, error) {
	out := make(map[dossier.ID][sha256.Size]byte)
	for _, p := range s.plans {
		records, err := p.read(ctx, x, ofAll, "")
		if err != nil {
			return nil, err
		}
		for _, r := range records {
			b, err := dossier.Encode(r)
			if err != nil {
				return nil, err
			}
			out[r.Header().ID] = sha256.Sum256(b)
		}
	}
	return out, nil
}

// says tells whether JSON from the history is that of a record with the digest.
// It is written anew when it differs, as an earlier version may have written it.
func says(id dossier.ID, data []byte, is [sha256.Size]byte) bool {
	if data == nil {
		return false
	}
	if sha256.Sum256(data) == is {
		return true
	}
	r, err := dossier.Decode(id.Type(), data)
	if err != nil {
		return false
	}
	b, err := dossier.Encode(r)
	return err == nil && sha256.Sum256(b) == is
}
