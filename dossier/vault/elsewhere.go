package vault

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
)

// rememberWays keeps the key files and the ring, sealed as they lie on the disk, for
// the case that the disk goes: without the pass phrase they cannot be made again.
func (v *Vault) rememberWays() {
	names, err := v.folder.keyFiles()
	if err != nil {
		return // what is known from before still opens the vault
	}
	ways := map[string][]byte{}
	for _, n := range append(names, ringFile) {
		sealed, err := v.folder.readSmall(n, ringLimit)
		switch {
		case err == nil:
			ways[n] = sealed
		case n == ringFile && v.folder.missing(n):
		default:
			return
		}
	}
	v.saving.Lock()
	defer v.saving.Unlock()
	v.ways = ways
}

// SaveElsewhere makes a vault in a new or empty folder out of what is in memory: for an
// open vault whose own disk is full, or was pulled out, so that Close fails. It needs
// nothing of that disk: it opens with the same pass phrase, recovery key and identities.
// attachments are the names of those that the database speaks of; as many as can be
// read are copied, and lost says which are not there. When it returns without an error
// the state is on the disk and was read back; this vault is unchanged and still open,
// and Abandon gives it up. An error of the context alone may come when all but the
// attachments is there. progress, which may be nil, counts attachments.
func (v *Vault) SaveElsewhere(ctx context.Context, dir string, attachments []string, progress func(done, total int)) (lost []Damage, err error) {
	v.custody.Lock()
	defer v.custody.Unlock()
	if lost, err = v.saveElsewhere(ctx, dir, attachments, progress); err != nil {
		return lost, fmt.Errorf("save elsewhere: %w", err)
	}
	return lost, nil
}

func (v *Vault) saveElsewhere(ctx context.Context, dir string, attachments []string, progress func(done, total int)) ([]Damage, error) {
	k, err := v.writableKey()
	if err != nil {
		return nil, err
	}
	if inside(v.folder.dir, dir) {
		return nil, fmt.Errorf("%w: a vault inside the vault would be lost with it", fs.ErrInvalid)
	}
	to := folder{v.folder.FileSystem, dir}
	made, err := to.makeEmpty()
	if err != nil {
		return nil, err
	}
	lock, err := to.takeLock(v.settings)
	if err != nil {
		to.discard(made)
		return nil, err
	}
	if err := v.writeState(ctx, k, to); err != nil {
		err = errors.Join(err, lock.Close())
		to.discard(made)
		return nil, err
	}
	lost, err := v.copyAttachments(ctx, k, to, attachments, progress)
	return lost, errors.Join(err, lock.Close())
}

// writeState writes all of a vault but its attachments, the marker last, and reads it
// back.
func (v *Vault) writeState(ctx context.Context, k *key, to folder) error {
	v.compacting.Lock()
	defer v.compacting.Unlock()
	frozen, generation, err := v.freezeWhenIdle(ctx)
	if err != nil {
		return err
	}
	defer frozen.release()
	if err := to.Mkdir(to.path(blobDir)); err != nil {
		return writing(blobDir, err)
	}
	sum, err := to.writeImage(ctx, k, generation, frozen)
	if err != nil {
		return err
	}
	if err := to.firstLog(k, generation, sum, frozen.size, v); err != nil {
		return err
	}
	var lines []string
	v.saving.Lock()
	ways := v.ways
	v.saving.Unlock()
	for name, sealed := range ways {
		if err := to.replace(name, sealed); err != nil {
			return err
		}
		if name != ringFile {
			lines = append(lines, sumLine(name, sealed))
		}
	}
	if len(lines) == 0 {
		return Damage{File: keyFile, What: Missing, NextStep: RestoreFile}
	}
	if _, _, err := to.checkGeneration(ctx, k, generation); err != nil {
		return err
	}
	slices.Sort(lines)
	if err := to.writeMarker(lines); err != nil {
		return err
	}
	if err := to.SyncDir(filepath.Dir(to.dir)); err != nil {
		return writing(".", err)
	}
	return nil
}

func (v *Vault) freezeWhenIdle(ctx context.Context) (*snapshot, uint64, error) {
	for {
		s, generation, err := v.freeze()
		if !errors.Is(err, ErrBusy) {
			return s, generation, err
		}
		if err := v.pages.whenIdle(ctx); err != nil {
			return nil, 0, err
		}
	}
}

// firstLog writes the log of an image that lies under its temporary name, and gives
// both their own.
func (f folder) firstLog(k *key, generation uint64, image [sha256.Size]byte, size int64, v *Vault) error {
	j, err := f.newLog(k, generation, image, delta{size: size}, v.now())
	if err != nil {
		return err
	}
	if err := f.rename(j.name+".tmp", j.name); err != nil {
		return err
	}
	v.saving.Lock()
	defer v.saving.Unlock()
	if at := j.point(); v.mark.name != "" {
		_ = v.putPlace(placeMark{place: k.place(f.dir), high: at, now: at, sure: v.mark.place.sure}) // without it the opening knows less
	}
	return f.rename(imageName(generation)+".tmp", imageName(generation))
}

// copyAttachments copies what the old place still gives.
func (v *Vault) copyAttachments(ctx context.Context, k *key, to folder, names []string, progress func(done, total int)) (lost []Damage, err error) {
	for i, n := range names {
		if err := validBlob(n); err != nil {
			return lost, err
		}
		file := blobPath(n)
		err := v.folder.copyTo(ctx, file, -1, to, file, nil)
		if err == nil {
			err = to.rehash(ctx, k, n)
		}
		if ctx.Err() != nil {
			return lost, ctx.Err()
		}
		if err != nil {
			d := Damage{File: file, What: Missing, NextStep: RestoreFile, Cause: err}
			lost = append(lost, d)
			_ = to.drop(file) // none is better than half of one
		}
		if progress != nil {
			progress(i+1, len(names))
		}
	}
	return lost, nil
}
