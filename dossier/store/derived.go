package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode/utf8"

	"probata/dossier"
	"probata/dossier/vault"
)

// What was read out of a file lies sealed beside it: its text, of which only the
// index is in memory, and a small picture. It stays while its evidence is in the
// trash and goes with the case.
const (
	kindText      = "text"
	kindThumbnail = "thumbnail"
)

// maxIndexed is how much text of one file is searched, in bytes: some 500 pages.
const maxIndexed = 1 << 20

// derived is one such thing, sealed.
type derived struct{ kind, blob, text string }

// putter seals a file that is kept when the work around it has no error.
type putter func(io.Reader) (vault.BlobRef, error)

// sealing lets work seal files, and takes those away again that are of no use
// because it failed.
func (s *Store) sealing(ctx context.Context, work func(putter) error) error {
	if s.readOnly {
		return vault.ErrReadOnly
	}
	var made []string
	s.blobs.RLock()
	err := work(func(r io.Reader) (vault.BlobRef, error) {
		ref, err := s.vault.PutBlob(ctx, r)
		if err == nil {
			made = append(made, ref.Name)
		}
		return ref, err
	})
	s.blobs.RUnlock()
	if err != nil && len(made) > 0 {
		err = errors.Join(err, s.removeUnused(context.WithoutCancel(ctx), made))
	}
	return err
}

// removeUnused removes files that nothing speaks of. It waits for those who are
// just sealing: the same content has the same name.
func (s *Store) removeUnused(ctx context.Context, blobs []string) error {
	s.blobs.Lock()
	defer s.blobs.Unlock()
	var gone []string
	err := s.view(ctx, func(x *session) (err error) {
		gone, err = unused(ctx, x, blobs)
		return err
	})
	if err != nil {
		return err
	}
	for _, b := range gone {
		if err := s.vault.RemoveBlob(b); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// sealDerived seals what was found in a file.
func sealDerived(put putter, f Finding) ([]derived, error) {
	var out []derived
	text := clip(f.Text)
	for _, d := range []struct {
		kind    string
		content []byte
	}{{kindText, []byte(text)}, {kindThumbnail, f.Thumbnail}} {
		if len(d.content) == 0 {
			continue
		}
		ref, err := put(bytes.NewReader(d.content))
		if err != nil {
			return nil, err
		}
		out = append(out, derived{kind: d.kind, blob: ref.Name})
		if d.kind == kindText {
			out[len(out)-1].text = text
		}
	}
	return out, nil
}

// clip cuts a text to what is searched, between two letters.
func clip(text string) string {
	text = strings.ToValidUTF8(text, string(utf8.RuneError))
	if len(text) <= maxIndexed {
		return text
	}
	return strings.ToValidUTF8(text[:maxIndexed], "")
}

// IndexText makes the text of a file searchable, in place of an earlier one. Of a
// long text only the first MiB is.
func (s *Store) IndexText(ctx context.Context, evidence dossier.ID, text string) error {
	if err := s.derive(ctx, evidence, Finding{Text: text}); err != nil {
		return fmt.Errorf("index text of %s: %w", evidence, err)
	}
	return nil
}

// SetThumbnail keeps a small picture of a file.
func (s *Store) SetThumbnail(ctx context.Context, evidence dossier.ID, picture []byte) error {
	if err := s.derive(ctx, evidence, Finding{Thumbnail: picture}); err != nil {
		return fmt.Errorf("keep thumbnail of %s: %w", evidence, err)
	}
	return nil
}

func (s *Store) derive(ctx context.Context, id dossier.ID, f Finding) error {
	e, err := s.evidence(ctx, id)
	if err != nil {
		return err
	}
	var old []string
	err = s.sealing(ctx, func(put putter) error {
		all, err := sealDerived(put, f)
		if err != nil {
			return err
		}
		return s.change(ctx, func(x *session) error {
			for _, d := range all {
				before, err := s.putDerived(ctx, x, id, e.Case, d)
				if err != nil {
					return err
				}
				old = append(old, before)
			}
			return nil
		})
	})
	if err != nil || len(old) == 0 {
		return err
	}
	return s.removeUnused(ctx, old)
}

// putDerived writes one, and gives the file that it takes the place of.
func (s *Store) putDerived(ctx context.Context, x *session, evidence, of dossier.ID, d derived) (before string, err error) {
	var n int64
	found, err := x.one(ctx, `SELECT n, blob FROM derived WHERE evidence = ? AND kind = ?`, []any{string(evidence), d.kind}, &n, &before)
	if err != nil {
		return "", err
	}
	if found {
		_, err = x.exec(ctx, `UPDATE derived SET blob = ? WHERE n = ?`, d.blob, n)
		if err == nil && d.kind == kindText {
			_, err = x.exec(ctx, `DELETE FROM attached WHERE rowid = ?`, n)
		}
	} else {
		err = x.tx.QueryRowContext(ctx, `INSERT INTO derived (evidence, kind, "case", blob) VALUES (?, ?, ?, ?) RETURNING n`,
			string(evidence), d.kind, string(of), d.blob).Scan(&n)
	}
	if err == nil && d.kind == kindText {
		_, err = x.exec(ctx, `INSERT INTO attached (rowid, text) VALUES (?, ?)`, n, indexed(d.text))
	}
	return before, err
}

// Thumbnail is the small picture of a file; ErrNotFound when there is none.
func (s *Store) Thumbnail(ctx context.Context, evidence dossier.ID) ([]byte, error) {
	b, err := s.derivedOf(ctx, evidence, kindThumbnail)
	if err != nil {
		return nil, fmt.Errorf("read thumbnail of %s: %w", evidence, err)
	}
	return b, nil
}

// Text is the text of a file as it is searched; ErrNotFound when none was read.
func (s *Store) Text(ctx context.Context, evidence dossier.ID) (string, error) {
	b, err := s.derivedOf(ctx, evidence, kindText)
	if err != nil {
		return "", fmt.Errorf("read text of %s: %w", evidence, err)
	}
	return string(b), nil
}

// TextSnippet is the place in the text of a file that holds one of the words, on
// one line; "" when none does.
func (s *Store) TextSnippet(ctx context.Context, evidence dossier.ID, words string) (string, error) {
	text, err := s.Text(ctx, evidence)
	if err != nil {
		return "", err
	}
	at, ok := find(text, tokensOf(words))
	if !ok {
		return "", nil
	}
	return cut(text, at), nil
}

func (s *Store) derivedOf(ctx context.Context, evidence dossier.ID, kind string) ([]byte, error) {
	var blob string
	var found bool
	err := s.view(ctx, func(x *session) (err error) {
		found, err = x.one(ctx, `SELECT blob FROM derived WHERE evidence = ? AND kind = ?`, []any{string(evidence), kind}, &blob)
		return err
	})
	if err == nil && !found {
		err = ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	return s.readBlob(blob)
}

func (s *Store) readBlob(name string) ([]byte, error) {
	r, err := s.vault.Blob(name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// reindexTexts fills the index of texts anew. A text that cannot be read stays
// out of it: Verify tells, and the vault opens all the same.
func (s *Store) reindexTexts(ctx context.Context, x *session) error {
	if _, err := x.exec(ctx, `INSERT INTO attached (attached) VALUES ('delete-all')`); err != nil {
		return fmt.Errorf("empty the index of texts: %w", err)
	}
	texts := make(map[int64]string)
	err := x.each(ctx, `SELECT n, blob FROM derived WHERE kind = 'text'`, nil, func(scan func(...any) error) error {
		var n int64
		var blob string
		err := scan(&n, &blob)
		texts[n] = blob
		return err
	})
	for n, blob := range texts {
		b, rerr := s.readBlob(blob)
		if errors.Is(rerr, vault.ErrDamaged) {
			continue
		}
		if err = errors.Join(err, rerr); err != nil {
			break
		}
		if _, err = x.exec(ctx, `INSERT INTO attached (rowid, text) VALUES (?, ?)`, n, indexed(string(b))); err != nil {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("index texts: %w", err)
	}
	return nil
}
