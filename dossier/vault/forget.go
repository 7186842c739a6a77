package vault

import (
	"context"
	"fmt"

	"filippo.io/age"
)

// owner is what a vault is sealed to besides the colleagues' recipients.
type owner struct {
	passphrase age.Recipient
	recovery   age.Recipient // nil: there is to be no recovery key
}

// ownerOf makes the recipients; recovery is a recovery key in its one form, or "".
func ownerOf(passphrase []byte, recovery string, work int) (to owner, err error) {
	if len(passphrase) == 0 {
		return to, fmt.Errorf("%w: it is empty", ErrPassphrase)
	}
	if to.passphrase, err = byPassphrase(passphrase, work); err != nil || recovery == "" {
		return to, err
	}
	to.recovery, err = byPassphrase([]byte(recovery), work)
	return to, err
}

// Forget makes unreadable for good what was deleted: everything that the database
// held and holds no more, and the attachments that were removed by RemoveBlob.
// Without it their remains on the medium, in the freed places of old images, logs
// and attachments, are still sealed to the identity that the vault goes on using.
// Forget gives the vault a new one, seals image and remaining attachments anew and
// destroys every key file that holds the old, overwriting its content in place. From
// then on no key the vault has opens the remains.
//
// passphrase is the present one, and stays; it is asked for again because without it
// key.age cannot be sealed. recovery is the recovery key as it was typed, which then
// stays too; with "" it becomes void, and a new one should be made. ErrPassphrase,
// ErrTyping and ErrRecovery come before anything is changed. Colleagues keep their
// way in. In everything else it is a Rekey: it takes as long as reading and writing
// all attachments, editing goes on meanwhile, and broken off by a crash, an error or
// the context, Rekeying tells so and the next call, of either, goes on where it ended.
//
// What it cannot reach: backups and other copies, which hold what was deleted and
// the keys to it; and where a medium keeps what is overwritten (flash drives, file
// systems that copy on write, snapshots), old key files of some hundred bytes each.
// Who finds one of these and has the pass phrase opens what is left of the deleted;
// if that is to be feared, Rekey with a new pass phrase instead, and forget the old.
func (v *Vault) Forget(ctx context.Context, passphrase []byte, recovery string, progress func(done, total int)) error {
	v.custody.Lock()
	defer v.custody.Unlock()
	if err := v.forget(ctx, passphrase, recovery, progress); err != nil {
		return fmt.Errorf("forget: %w", err)
	}
	return nil
}

func (v *Vault) forget(ctx context.Context, passphrase []byte, recovery string, progress func(done, total int)) error {
	if _, err := v.writableKey(); err != nil {
		return err
	}
	if err := v.CheckPassphrase(passphrase); err != nil {
		return err
	}
	if recovery != "" {
		if err := v.CheckRecovery(recovery); err != nil {
			return err
		}
		var err error
		if recovery, _, err = parseRecovery(recovery); err != nil {
			return err
		}
	}
	to, err := ownerOf(passphrase, recovery, v.work)
	if err != nil {
		return err
	}
	return v.rekey(ctx, to, progress)
}
