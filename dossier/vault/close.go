package vault

import (
	"context"
	"errors"
)

// Close saves, leaves a single image that the stock tools can read, wipes the
// memory and releases the lock. When the changes cannot be saved the vault stays
// open, so that Close can be tried again; Abandon gives them up. When only the
// image cannot be written the vault closes with nothing lost, and says why.
func (v *Vault) Close() error {
	v.saving.Lock()
	if v.closed {
		v.saving.Unlock()
		return nil
	}
	if v.purpose == forReading {
		v.saving.Unlock()
		return v.shut()
	}
	v.closing = true // no new compaction in the background
	v.cancel()
	v.saving.Unlock()
	v.background.Wait()

	err := v.Save(context.Background())
	if v.pages.Dirty() {
		v.saving.Lock()
		v.closing = false
		v.saving.Unlock()
		if err == nil {
			err = ErrBusy // somebody goes on writing
		}
		return err
	}
	if v.needsImage() {
		err = v.Compact(context.Background())
	}
	return errors.Join(err, v.shut())
}

// needsImage reports whether the newest image alone is not the whole state.
func (v *Vault) needsImage() bool {
	v.saving.Lock()
	defer v.saving.Unlock()
	return v.broken || !v.log.empty
}

// Abandon closes the vault and gives up what has not been saved.
func (v *Vault) Abandon() error {
	v.saving.Lock()
	v.closing = true
	v.cancel()
	v.saving.Unlock()
	v.background.Wait()
	return v.shut()
}

// shut waits for a backup or a change of keys that is under way.
func (v *Vault) shut() error {
	v.custody.Lock()
	defer v.custody.Unlock()
	v.compacting.Lock()
	defer v.compacting.Unlock()
	v.saving.Lock()
	defer v.saving.Unlock()
	return v.release()
}

// release lets go of everything; nothing is written.
func (v *Vault) release() error {
	if v.closed {
		return nil
	}
	v.closed = true
	v.pages.wipe()
	var errs []error
	if v.log != nil {
		errs = append(errs, v.log.file.Close())
	}
	if v.lock != nil {
		if v.held {
			_ = v.folder.Remove(v.folder.path(holderFile))
		}
		errs = append(errs, v.lock.Close())
	}
	return errors.Join(errs...)
}
