package store

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"io"

	"probata/dossier"
)

// The chain over the history. Every entry gets a link, in the order in which
// things happened: the hash of its content, and the hash of the link before it
// together with that. A link is made when its change can grow no more: at once,
// or, for a run of keys pressed in one field, when the next change comes or the
// vault is closed. So at most the newest change of a vault has no links yet.
//
// When a case is deleted its entries go and their links stay, marked with the
// deletion, whose own link covers the list of them. Each entry is hashed with a
// random salt that goes with it: of what was deleted nothing can be guessed.
//
// What it is worth: removal, change and reordering of any entry are found, but
// whoever has the vault open can also make the whole chain anew. Against that
// stands only a [Head] that was noted elsewhere: printed in a filing, or left
// with somebody.

// labelDeletion is the label of the deletion of a case.
const labelDeletion = "delete-case"

// saltSize is the length of a salt in bytes.
const saltSize = 16

func (s *Store) salt() ([]byte, error) {
	b := make([]byte, saltSize)
	if _, err := io.ReadFull(s.o.Random, b); err != nil {
		return nil, fmt.Errorf("make salt: %w", err)
	}
	return b, nil
}

// Head is how far the chain over the history goes. Whoever notes it elsewhere
// can later prove that nothing before it was changed.
type Head struct {
	N    int64  // links in the chain
	Hash string // of the last one, hexadecimal
}

// HistoryHead is the present head. The newest change is in it if no further
// keys can join it.
func (s *Store) HistoryHead(ctx context.Context) (Head, error) {
	var h Head
	err := s.view(ctx, func(x *session) error {
		n, chain, err := lastLink(ctx, x)
		h = Head{N: n, Hash: hex.EncodeToString(chain)}
		return err
	})
	if err != nil {
		return Head{}, fmt.Errorf("read history head: %w", err)
	}
	return h, nil
}

// HistoryHas tells whether the chain once had the given head: whether what
// happened up to then stands as it stood. Verify tells whether the rest fits.
func (s *Store) HistoryHas(ctx context.Context, h Head) (bool, error) {
	var ok bool
	err := s.view(ctx, func(x *session) error {
		if h.N == 0 {
			ok = h.Hash == hex.EncodeToString(firstLink())
			return nil
		}
		var chain []byte
		_, err := x.one(ctx, `SELECT chain FROM seal WHERE n = ?`, []any{h.N}, &chain)
		ok = hex.EncodeToString(chain) == h.Hash
		return err
	})
	if err != nil {
		return false, fmt.Errorf("read history head: %w", err)
	}
	return ok, nil
}

// firstLink is what the first link ties to.
func firstLink() []byte {
	sum := sha256.Sum256([]byte("probata history 1"))
	return sum[:]
}

func lastLink(ctx context.Context, x *session) (n int64, chain []byte, err error) {
	found, err := x.one(ctx, `SELECT n, chain FROM seal ORDER BY n DESC LIMIT 1`, nil, &n, &chain)
	if !found {
		chain = firstLink()
	}
	return n, chain, err
}

// link is the hash that a link of the chain adds.
func link(before []byte, n int64, content []byte) []byte {
	h := hasher{sha256.New()}
	h.bytes(before)
	h.number(n)
	h.bytes(content)
	return h.Sum(nil)
}

// sealAll makes the links of every change that has none: the newest, all of a
// vault that was written before there was a chain.
func (s *Store) sealAll(ctx context.Context, x *session) error {
	open, err := column[int64](ctx, x, `SELECT seq FROM "change" WHERE sealed = 0 ORDER BY seq`)
	if err != nil {
		return fmt.Errorf("seal history: %w", err)
	}
	for _, change := range open {
		if err := s.sealChange(ctx, x, change); err != nil {
			return fmt.Errorf("seal history: %w", err)
		}
	}
	return nil
}

func (s *Store) sealChange(ctx context.Context, x *session, change int64) error {
	var all []linked
	h := sha256.New()
	err := s.eachEntry(ctx, x, `c.seq = ?`, []any{change}, func(e *sealedEntry) error {
		all = append(all, linked{e.seq, e.hash(h)})
		return nil
	})
	if err != nil {
		return err
	}
	return seal(ctx, x, change, all)
}

// linked is what a link is made for: an entry, or 0 for a change without any, and
// its hash.
type linked struct {
	entry int64
	hash  []byte
}

// seal makes the links of a change.
func seal(ctx context.Context, x *session, change int64, all []linked) error {
	n, chain, err := lastLink(ctx, x)
	if err != nil {
		return err
	}
	for _, l := range all {
		n++
		chain = link(chain, n, l.hash)
		_, err := x.exec(ctx, `INSERT INTO seal (n, "change", entry, content, chain) VALUES (?, ?, ?, ?, ?)`,
			n, change, zeroNull(l.entry), l.hash, chain)
		if err != nil {
			return err
		}
	}
	_, err = x.exec(ctx, `UPDATE "change" SET sealed = 1 WHERE seq = ?`, change)
	return err
}

// sealedEntry is all that a link vouches for.
type sealedEntry struct {
	seq, change, at, of       int64
	who, label, group, ofCase string // of the change
	kind, record, inCase      string
	before, after, salt       []byte
	erased                    string // by a deletion: the numbers of the links
	leans                     bool   // what it was after is taken from the record as it is
}

// together is how many entries are completed at a time.
const together = 500

// eachEntry gives what is to be hashed of the changes that a condition on c
// selects, in the order of the chain. A change that left no entry comes with a
// seq of 0.
func (s *Store) eachEntry(ctx context.Context, x *session, condition string, args []any, f func(*sealedEntry) error) error {
	batch := make([]sealedEntry, 0, together)
	flush := func() error {
		err := s.complete(ctx, x, batch)
		for i := range batch {
			if err == nil {
				err = f(&batch[i])
			}
		}
		clear(batch)
		batch = batch[:0]
		return err
	}
	err := x.each(ctx, `SELECT ifnull(h.seq, 0), c.seq, c.at, ifnull(c.of, 0), c.who, c.label, c."group", c."case", c.kind,
	ifnull(h.record, ''), ifnull(h."case", ''), h.before, `+afterOf+`, h.salt,
	CASE WHEN c.label = '`+labelDeletion+`'
		THEN (SELECT ifnull(group_concat(n), '') FROM (SELECT n FROM seal WHERE erased = c.seq ORDER BY n)) ELSE '' END
FROM "change" AS c LEFT JOIN history AS h ON h."change" = c.seq WHERE `+condition+` ORDER BY c.seq, h.seq`, args,
		func(scan func(...any) error) error {
			var e sealedEntry
			err := scan(&e.seq, &e.change, &e.at, &e.of, &e.who, &e.label, &e.group, &e.ofCase, &e.kind,
				&e.record, &e.inCase, &e.before, &e.after, &e.salt, &e.erased)
			if err != nil {
				return err
			}
			if batch = append(batch, e); len(batch) == together {
				return flush()
			}
			return nil
		})
	if err != nil {
		return err
	}
	return flush()
}

// complete puts in what the records themselves say. What one that is missing said
// stays open, and its hash will not fit.
func (s *Store) complete(ctx context.Context, x *session, entries []sealedEntry) error {
	var ids []dossier.ID
	for _, e := range entries {
		if seeThere(e.after) {
			ids = append(ids, dossier.ID(e.record))
		}
	}
	is, err := s.present(ctx, x, ids)
	for i := range entries {
		if e := &entries[i]; seeThere(e.after) {
			e.after, e.leans = is[dossier.ID(e.record)], true
		}
	}
	return err
}

func (e *sealedEntry) hash(with hash.Hash) []byte {
	with.Reset()
	h := hasher{with}
	h.bytes(e.salt)
	for _, n := range []int64{e.seq, e.change, e.at, e.of} {
		h.number(n)
	}
	for _, s := range []string{e.who, e.label, e.group, e.ofCase, e.kind, e.record, e.inCase, e.erased} {
		h.bytes([]byte(s))
	}
	h.bytes(e.before)
	h.bytes(e.after)
	return h.Sum(nil)
}

// hasher writes parts so that no two lists of parts give the same bytes.
type hasher struct{ hash.Hash }

func (h hasher) number(n int64) {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(n))
	h.Write(b[:]) // a hash never fails
}

// bytes tells nothing there from nothing in it.
func (h hasher) bytes(b []byte) {
	if b == nil {
		h.number(-1)
		return
	}
	h.number(int64(len(b)))
	h.Write(b)
}
