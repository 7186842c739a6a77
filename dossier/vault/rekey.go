package vault

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"filippo.io/age"
)

// Rekey gives the vault a new identity, seals everything in it anew and sets the
// pass phrase, so that an old key file, an old pass phrase or a removed colleague
// open nothing that is in the vault from now on. Copies made before stay open to
// who has them. Editing goes on meanwhile. progress, which may be nil, counts
// attachments.
//
// While it runs every key file holds the old identity and the new, so that it can
// be interrupted, by a crash as by the context, at any moment: the vault is whole
// and everybody can open it, Rekeying tells that it is not done, and the next call
// goes on where it ended. The recovery key becomes void, as the vault does not know
// it; make a new one. The names of the attachments stay: who knew the old key can
// still recognise, by its name, a file that he has himself. With an attachment that
// is damaged it does not finish, as what can still be read of that would be lost:
// put it back from a backup or remove it, and call again. Damaged files that were
// set aside are removed; backups are not touched, and later ones go to a new folder.
func (v *Vault) Rekey(ctx context.Context, passphrase []byte, progress func(done, total int)) error {
	v.custody.Lock()
	defer v.custody.Unlock()
	to, err := ownerOf(passphrase, "", v.work)
	if err == nil {
		err = v.rekey(ctx, to, progress)
	}
	if err != nil {
		return fmt.Errorf("rekey: %w", err)
	}
	return nil
}

// Rekeying reports whether a Rekey was begun and not finished.
func (v *Vault) Rekeying() bool {
	k, err := v.attachmentKey()
	return err == nil && len(k.identities) > 1
}

func (v *Vault) rekey(ctx context.Context, to owner, progress func(done, total int)) error {
	k, err := v.writableKey()
	if err != nil {
		return err
	}
	defer v.giveBack()
	if len(k.identities) == 1 {
		id, err := age.GenerateX25519Identity()
		if err != nil {
			return err
		}
		k = &key{identities: []*age.X25519Identity{k.identities[0], id}, next: true, naming: k.naming}
	}
	if k.next { // everybody must have the new identity before anything is sealed to it
		if err := v.handOut(k, to); err != nil {
			return err
		}
		k = &key{identities: []*age.X25519Identity{k.identities[1], k.identities[0]}, naming: k.naming}
	}
	if err := v.handOut(k, to); err != nil {
		return err
	}
	if err := v.sealAll(ctx, k, progress); err != nil {
		return err
	}
	// Nothing needs the old identity any more.
	return v.handOut(&key{identities: k.identities[:1], naming: k.naming}, to)
}

// use takes a key into use, when no attachment is being sealed with the one before.
func (v *Vault) use(k *key) {
	v.intake.Lock()
	defer v.intake.Unlock()
	v.saving.Lock()
	defer v.saving.Unlock()
	v.key = k
}

// handOut writes every key file with the identities of k, and then takes k into
// use. A crash may come between two of them, so each step must go together with
// the one before: all seal to what all can open. Key files that are not to get the
// new key are removed: that of the recovery key when the owner has not given it,
// and those that the key ring, having been damaged, no longer knows.
func (v *Vault) handOut(k *key, to owner) error {
	defer v.rememberWays()
	ring, err := v.ring(k)
	if err != nil {
		return err
	}
	kept := slices.DeleteFunc(slices.Clone(ring), func(e keyEntry) bool {
		return e.State == keyRemoving || e.File == recoveryFile && to.recovery == nil
	})
	if to.recovery != nil && !slices.ContainsFunc(kept, func(e keyEntry) bool { return e.File == recoveryFile }) {
		kept = append(kept, keyEntry{File: recoveryFile, Added: v.now().UTC().Truncate(time.Second)})
	}
	changes, err := v.folder.allKeys(k, to, kept)
	if err != nil {
		return err
	}
	if to.recovery == nil {
		err = v.announceRemoval(ring)
	}
	if err != nil {
		return err
	}
	if err := v.folder.changeKeys(changes...); err != nil {
		return err
	}
	v.use(k)
	if len(kept) == 0 && v.folder.missing(ringFile) {
		return nil
	}
	return v.folder.writeRing(k, kept)
}

// allKeys seals a key to the owner and the colleagues that are kept, and removes
// every other key file.
func (f folder) allKeys(k *key, to owner, kept []keyEntry) ([]keyChange, error) {
	sealed, err := sealKey(k, to.passphrase)
	if err != nil {
		return nil, err
	}
	changes := []keyChange{{keyFile, sealed}}
	for _, e := range kept {
		with := to.recovery
		if e.File != recoveryFile {
			r, err := ParseRecipient(e.Recipient)
			if err != nil {
				return nil, Damage{File: ringFile, What: Malformed, NextStep: RestoreFile}
			}
			with = r.age
		}
		if sealed, err = sealKey(k, with); err != nil {
			return nil, err
		}
		changes = append(changes, keyChange{e.File, sealed})
	}
	files, err := f.keyFiles()
	if err != nil {
		return nil, err
	}
	for _, n := range files {
		if !slices.ContainsFunc(changes, func(c keyChange) bool { return c.name == n }) {
			changes = append(changes, keyChange{n, nil})
		}
	}
	return changes, nil
}

// announceRemoval puts down in the ring that the recovery key is going.
func (v *Vault) announceRemoval(ring []keyEntry) error {
	i := slices.IndexFunc(ring, func(e keyEntry) bool { return e.File == recoveryFile })
	if i < 0 {
		return nil
	}
	ring[i].State = keyRemoving
	return v.folder.writeRing(v.key, ring)
}

// sealAll seals everything to the first identity of k.
func (v *Vault) sealAll(ctx context.Context, k *key, progress func(done, total int)) error {
	if err := v.compactWhenIdle(ctx); err != nil {
		return err
	}
	v.saving.Lock()
	v.noteMark(point{}) // what lies before is not the same any more: it opens by the old key
	v.saving.Unlock()
	names, err := v.Blobs()
	if err != nil {
		return err
	}
	var damaged error
	for i, n := range names {
		err := v.resealBlob(ctx, k, n)
		if errors.Is(err, ErrDamaged) {
			damaged = errors.Join(damaged, err)
		} else if err != nil {
			return err
		}
		if progress != nil {
			progress(i+1, len(names))
		}
	}
	if damaged != nil {
		return damaged
	}
	files, err := v.folder.ours()
	if err != nil {
		return err
	}
	for _, n := range files {
		if strings.HasSuffix(n, ".damaged") || strings.HasPrefix(n, "damaged-") {
			if err := v.folder.shred(n); err != nil {
				return err
			}
		}
	}
	return nil
}

// compactWhenIdle writes a new generation, waiting for an open transaction.
func (v *Vault) compactWhenIdle(ctx context.Context) error {
	for {
		err := v.Compact(ctx)
		if !errors.Is(err, ErrBusy) {
			return err
		}
		if err := v.pages.whenIdle(ctx); err != nil {
			return err
		}
	}
}

// resealBlob seals one attachment to the first identity, unless it is already.
func (v *Vault) resealBlob(ctx context.Context, k *key, name string) error {
	file, tmp := blobPath(name), blobDir+"/"+rand.Text()+".tmp"
	in, err := v.folder.OpenFile(v.folder.path(file), os.O_RDONLY)
	if errors.Is(err, os.ErrNotExist) {
		return nil // removed meanwhile
	}
	if err != nil {
		return blobDamage(name, reading(file, err))
	}
	defer in.Close()
	sealed, err := io.ReadAll(io.NewSectionReader(in, 0, headerBytes))
	if err != nil {
		return blobDamage(name, reading(file, err))
	}
	if _, err := age.Decrypt(bytes.NewReader(sealed), k.identities[0]); err == nil {
		return nil
	}
	source := &failing{r: checked{ctx, in}}
	err = v.folder.writeFile(tmp, func(w io.Writer) error { return k.reseal(w, source) })
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case source.err != nil:
		return blobDamage(name, source.err)
	case err != nil:
		return err
	}
	_ = in.Close() // Windows does not replace an open file
	v.naming.Lock()
	defer v.naming.Unlock()
	if v.folder.missing(file) {
		return v.folder.drop(tmp)
	}
	return v.folder.rename(tmp, file)
}

// headerBytes are enough of an age file to see whether an identity opens it.
const headerBytes = 4096

// reseal copies one age message. A seal that does not hold counts as an error of
// the source, as the disk's do.
func (k *key) reseal(w io.Writer, source *failing) error {
	plain, err := k.open(source)
	if err != nil {
		source.err = errors.Join(source.err, err)
		return err
	}
	sealed, err := k.seal(w)
	if err != nil {
		return err
	}
	content := &failing{r: plain}
	buf := make([]byte, 64<<10)
	defer clear(buf)
	if _, err := io.CopyBuffer(struct{ io.Writer }{sealed}, content, buf); err != nil {
		source.err = errors.Join(source.err, content.err)
		return err
	}
	return sealed.Close()
}
