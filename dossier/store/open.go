package store

import (
	"errors"
	"fmt"

	"probata/dossier"
	"probata/dossier/vault"
)

// Create makes a new vault with an empty store in it, and opens it.
func Create(dir string, passphrase []byte, o Options) (*Store, error) {
	v, err := vault.Create(dir, passphrase, o.Vault)
	return begin(&Store{}, v, err, o)
}

// Open opens a vault and its store. A vault written by a later version of the
// program is refused with vault.ErrNewer.
func Open(dir string, passphrase []byte, o Options) (*Store, error) {
	v, err := vault.Open(dir, passphrase, o.Vault)
	return begin(&Store{}, v, err, o)
}

// OpenReadOnly opens a vault as it was last saved, even while another program has
// it open. Every method that would change something fails with
// vault.ErrReadOnly; so does the opening itself of a vault that an earlier
// version of the program wrote last.
func OpenReadOnly(dir string, passphrase []byte, o Options) (*Store, error) {
	v, err := vault.OpenReadOnly(dir, passphrase, o.Vault)
	return begin(&Store{readOnly: true}, v, err, o)
}

// OpenWithRecovery opens a vault by its recovery key. ChangePassphrase then asks
// for no old pass phrase.
func OpenWithRecovery(dir, key string, o Options) (*Store, error) {
	v, err := vault.OpenWithRecovery(dir, key, o.Vault)
	return begin(&Store{recovered: true}, v, err, o)
}

// OpenWithIdentity opens the vault of a colleague who has let one in.
func OpenWithIdentity(dir string, id vault.Identity, o Options) (*Store, error) {
	v, err := vault.OpenWithIdentity(dir, id, o.Vault)
	return begin(&Store{}, v, err, o)
}

// OpenDamaged opens what can still be read of a vault that Open refuses, and
// tells what is lost. What the database itself has lost is found by Verify, which
// should be the next thing that is done with it.
func OpenDamaged(dir string, passphrase []byte, o Options) (*Store, vault.Salvaged, error) {
	v, lost, err := vault.OpenDamaged(dir, passphrase, o.Vault)
	s, err := begin(&Store{}, v, err, o)
	return s, lost, err
}

func begin(s *Store, v *vault.Vault, err error, o Options) (*Store, error) {
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	if s, err = s.start(v, o, dossier.Tables(), steps); err != nil {
		return nil, fmt.Errorf("open store: %w", errors.Join(damaged(err), v.Abandon()))
	}
	return s, nil
}

// ReadOnly tells whether the store was opened by OpenReadOnly.
func (s *Store) ReadOnly() bool { return s.readOnly }
