package store

import (
	"context"
	"errors"
	"fmt"

	"probata/dossier"
	"probata/dossier/vault"
)

// Who can open the vault, and where copies of it are. The vault does the work;
// its errors are passed through as they are.

// ChangePassphrase seals the vault to another pass phrase, after the old one was
// checked: a computer left open for a minute is not to be taken over. The old one
// is not asked for in a vault that was opened by its recovery key.
func (s *Store) ChangePassphrase(ctx context.Context, old, next []byte) error {
	err := ctx.Err()
	if err == nil && !s.recovered {
		err = s.vault.CheckPassphrase(old)
	}
	if err == nil {
		err = s.vault.ChangePassphrase(next)
	}
	if err != nil {
		return fmt.Errorf("change pass phrase: %w", err)
	}
	s.recovered = false
	return nil
}

// AddRecovery makes a recovery key, which voids an earlier one. It is shown once.
func (s *Store) AddRecovery() (string, error) {
	key, err := s.vault.AddRecovery()
	if err != nil {
		return "", fmt.Errorf("add recovery key: %w", err)
	}
	return key, nil
}

// CheckRecovery tries a recovery key as it was typed: nil, vault.ErrTyping for a
// slip, vault.ErrRecovery for another's.
func (s *Store) CheckRecovery(typed string) error {
	if err := s.vault.CheckRecovery(typed); err != nil {
		return fmt.Errorf("check recovery key: %w", err)
	}
	return nil
}

// HasRecovery tells whether there is a recovery key.
func (s *Store) HasRecovery() bool { return s.vault.HasRecovery() }

// RemoveRecovery voids the recovery key.
func (s *Store) RemoveRecovery() error {
	if err := s.vault.RemoveRecovery(); err != nil {
		return fmt.Errorf("remove recovery key: %w", err)
	}
	return nil
}

// Colleagues lists who else can open the vault.
func (s *Store) Colleagues() ([]vault.Colleague, error) {
	all, err := s.vault.Colleagues()
	if err != nil {
		return nil, fmt.Errorf("list colleagues: %w", err)
	}
	return all, nil
}

// AddColleague lets somebody open the vault, and everything in it, with an
// identity of age's.
func (s *Store) AddColleague(to vault.Recipient, label string) (vault.Colleague, error) {
	c, err := s.vault.AddColleague(to, label)
	if err != nil {
		return vault.Colleague{}, fmt.Errorf("add colleague: %w", err)
	}
	return c, nil
}

// RemoveColleague takes the way in of colleague n away; Rekey also what they may
// have kept of it.
func (s *Store) RemoveColleague(n int) error {
	if err := s.vault.RemoveColleague(n); err != nil {
		return fmt.Errorf("remove colleague %d: %w", n, err)
	}
	return nil
}

// Rekey gives the vault a new key, after the pass phrase was checked, and seals
// everything in it anew. It can be interrupted, and goes on where it ended.
func (s *Store) Rekey(ctx context.Context, passphrase []byte, progress func(done, total int)) error {
	err := s.vault.CheckPassphrase(passphrase)
	if err == nil {
		err = s.whenIdle(ctx, func() error { return s.vault.Rekey(ctx, passphrase, progress) })
	}
	if err != nil {
		return fmt.Errorf("rekey: %w", err)
	}
	return nil
}

// EraseCase deletes a case for good, as DeleteCase does, and then gives the vault a
// new key, so that what is left of the case in freed places of the disk opens with
// nothing any more; vault.Forget says what that cannot reach. The pass phrase is
// checked first. The recovery key, as it was typed, stays if it is given, and becomes
// void with "". Interrupted, it is carried on by Rekey.
func (s *Store) EraseCase(ctx context.Context, id dossier.ID, passphrase []byte, recovery string, progress func(done, total int)) error {
	if s.readOnly {
		return fmt.Errorf("erase case: %w", vault.ErrReadOnly)
	}
	err := s.vault.CheckPassphrase(passphrase)
	if err == nil && recovery != "" {
		err = s.vault.CheckRecovery(recovery)
	}
	if err == nil {
		err = s.DeleteCase(ctx, id)
	}
	if err == nil {
		err = s.whenIdle(ctx, func() error { return s.vault.Forget(ctx, passphrase, recovery, progress) })
	}
	if err != nil {
		return fmt.Errorf("erase case: %w", err)
	}
	return nil
}

// Rekeying tells whether a Rekey was begun and not finished.
func (s *Store) Rekeying() bool { return s.vault.Rekeying() }

// Backup writes a sealed copy of the vault into a new folder under dest, reads
// it back, and keeps so many in all. A file that a record speaks of and the vault
// does not have is in Found and Lost of what it gives; all else is saved.
func (s *Store) Backup(ctx context.Context, dest string, keep int, progress func(done, total int)) (b vault.Backup, err error) {
	plan := vault.BackupPlan{Keep: keep, Needed: s.neededBlobs, Progress: progress}
	err = s.whenIdle(ctx, func() (err error) {
		b, err = s.vault.Backup(ctx, dest, plan)
		return err
	})
	if err != nil {
		return b, fmt.Errorf("back up: %w", err)
	}
	return b, nil
}

// neededBlobs are the files that records speak of, as Verify asks for them too.
func (s *Store) neededBlobs(ctx context.Context) (blobs []string, err error) {
	err = s.view(ctx, func(x *session) (err error) {
		blobs, err = column[string](ctx, x, `SELECT blob FROM evidence WHERE blob IS NOT NULL UNION SELECT blob FROM derived`)
		return err
	})
	return blobs, err
}

// LastBackup is the newest complete backup of this vault under dest, or an
// fs.ErrNotExist.
func (s *Store) LastBackup(dest string) (vault.Backup, error) {
	b, err := s.vault.LastBackup(dest)
	if err != nil {
		return b, fmt.Errorf("find backup: %w", err)
	}
	return b, nil
}

// Unclosed tells who had the vault open before and did not close it.
func (s *Store) Unclosed() (vault.Holder, bool) { return s.vault.Unclosed() }

// Erase gives up what is not saved and destroys the vault; vault.Erase says what
// that is worth. The store is closed afterwards, also if it fails, and
// vault.Erase carries it on.
func (s *Store) Erase() error {
	if s.readOnly {
		return fmt.Errorf("erase: %w", vault.ErrReadOnly)
	}
	return s.end(s.vault.Erase)
}

// whenIdle tries again, after the change under way, what the vault cannot do
// during one.
func (s *Store) whenIdle(ctx context.Context, f func() error) error {
	for {
		err := f()
		if !errors.Is(err, vault.ErrBusy) {
			return err
		}
		if err := s.save.Flush(ctx); err != nil {
			return err
		}
	}
}
