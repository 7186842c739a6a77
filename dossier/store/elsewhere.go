package store

import (
	"context"
	"fmt"

	"probata/dossier/vault"
)

// Unsaved tells whether something is in memory that is not on the disk, as after a
// Close that failed.
func (s *Store) Unsaved() bool { return !s.readOnly && s.vault.Pages().Dirty() }

// SaveElsewhere makes a whole vault in a new or empty folder of what is open, with all
// that is not saved: for when Close fails because the disk is full or gone. It opens
// like this one. lost names the files of evidence that could not be copied, as their
// disk is not there. This store stays as it is: Abandon gives it up.
func (s *Store) SaveElsewhere(ctx context.Context, dir string, progress func(done, total int)) (lost []vault.Damage, err error) {
	if s.readOnly {
		return nil, fmt.Errorf("save elsewhere: %w", vault.ErrReadOnly)
	}
	if s.ended.Load() {
		return nil, fmt.Errorf("save elsewhere: %w", vault.ErrClosed)
	}
	if err := s.change(ctx, func(x *session) error { return s.sealAll(ctx, x) }); err != nil {
		return nil, fmt.Errorf("save elsewhere: %w", err)
	}
	files, err := s.spokenOf(ctx)
	if err != nil {
		return nil, fmt.Errorf("save elsewhere: %w", err)
	}
	return s.vault.SaveElsewhere(ctx, dir, files, progress)
}

// spokenOf are the files that records speak of, those in the trash and in the history
// too.
func (s *Store) spokenOf(ctx context.Context) (blobs []string, err error) {
	err = s.view(ctx, func(x *session) (err error) {
		blobs, err = column[string](ctx, x, spoken)
		return err
	})
	return blobs, err
}
