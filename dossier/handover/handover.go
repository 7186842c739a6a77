// Package handover hands a case over from one vault to a colleague's: Send writes
// it, with the files of its evidence, as a package sealed to the colleague's key,
// and Receive takes such a package in. The window and the commands do it alike.
//
// The package is an age file around what dossier/exchange describes, so that a
// colleague without this program can open it with age and tar. Everything is
// streamed: no clear text lands on the disk, and a film costs no memory. Whose key
// it is, and that the colleague is who they say, people settle by comparing
// fingerprints. A package proves nothing about who made it.
//
// A case goes as a whole or not at all, notes and tasks included: what may leave is
// decided before. It is a copy: the two go their own ways from then on, and a vault
// that has the case already takes no second one.
package handover

import (
	"context"
	"fmt"
	"io"
	"strings"

	"probata/dossier"
	"probata/dossier/exchange"
	"probata/dossier/store"
	"probata/dossier/vault"
)

// Contact is the setting of a vault that keeps its contact identity: the secret
// key to which colleagues seal what they hand over to it.
const Contact = "contact-identity"

// ContactOf is the contact identity of the vault, which is made when it has none.
// Its Recipient is what colleagues are given.
func ContactOf(ctx context.Context, s *store.Store) (vault.Identity, error) {
	secret, err := s.Setting(ctx, Contact)
	if err != nil {
		return vault.Identity{}, fmt.Errorf("read contact identity: %w", err)
	}
	if secret != "" {
		return vault.ParseIdentity(secret)
	}
	id, err := vault.NewIdentity()
	if err == nil {
		err = s.SetSetting(ctx, Contact, id.Secret())
	}
	if err == nil {
		err = s.Flush(ctx) // before anything is sealed to it
	}
	if err != nil {
		return vault.Identity{}, fmt.Errorf("make contact identity: %w", err)
	}
	return id, nil
}

// Parcel is a case on its way out.
type Parcel struct {
	Case dossier.ID
	To   []vault.Recipient // all of the classic or all of the post-quantum kind
	// Note goes into the custody log of every file. Without a To it names the
	// fingerprints of the keys.
	Note     store.Handover
	Progress func(done, total int64) // bytes of files; may be nil
}

// Send writes a case to w, sealed. Each file of its evidence gets a line in its
// custody log, also when a later one fails: it may have been read by then. With an
// error what was written is not to be used.
func Send(ctx context.Context, s *store.Store, w io.Writer, p Parcel) error {
	d, err := s.Load(ctx, p.Case)
	if err != nil {
		return fmt.Errorf("hand over %s: %w", p.Case, err)
	}
	sealed, err := vault.SealTo(w, p.To...)
	if err != nil {
		return fmt.Errorf("hand over %s: %w", p.Case, err)
	}
	note := p.Note
	if note.To == "" {
		note.To = fingerprints(p.To)
	}
	done, total := int64(0), bytesOf(d)
	err = exchange.WriteHandover(sealed, d, func(e *dossier.Evidence, w io.Writer) error {
		err := s.ExportEvidence(ctx, e.ID, w, note, func(n, _ int64) {
			if p.Progress != nil {
				p.Progress(done+n, total)
			}
		})
		done += e.Size
		return err
	})
	if err == nil {
		err = sealed.Close()
	}
	if err == nil {
		err = s.Flush(ctx)
	}
	if err != nil {
		return fmt.Errorf("hand over %s: %w", p.Case, err)
	}
	return nil
}

func bytesOf(d *dossier.Dossier) int64 {
	var n int64
	for _, e := range dossier.Of[*dossier.Evidence](d) {
		if e.Blob != "" {
			n += e.Size
		}
	}
	return n
}

func fingerprints(to []vault.Recipient) string {
	var out []string
	for _, r := range to {
		out = append(out, r.Fingerprint())
	}
	return strings.Join(out, ", ")
}
