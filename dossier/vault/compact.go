package vault

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"math"
)

// Compact writes the database as the image of a new generation, with an empty
// log, and removes the old pair last. Editing and saving go on while the image
// is written, in the old log; what they changed moves into the first record of
// the new one. It fails with ErrBusy when a write transaction is open at the
// start, and waits for one that is open at the end.
func (v *Vault) Compact(ctx context.Context) error {
	v.compacting.Lock()
	defer v.compacting.Unlock()
	if err := v.compact(ctx); err != nil {
		return fmt.Errorf("compact: %w", err)
	}
	return nil
}

func (v *Vault) compact(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	k, err := v.writableKey()
	if err != nil {
		return err
	}
	frozen, generation, err := v.freeze()
	if err != nil {
		return err
	}
	defer frozen.release()
	sum, err := v.folder.writeImage(ctx, k, generation, frozen)
	if err != nil {
		return err
	}
	defer v.folder.dropTemporary(generation) // a full disk needs the room
	for {
		err := v.change(generation, sum, frozen)
		if !errors.Is(err, ErrBusy) {
			return err
		}
		if err := v.pages.whenIdle(ctx); err != nil {
			return err
		}
	}
}

func (v *Vault) freeze() (*snapshot, uint64, error) {
	v.saving.Lock()
	defer v.saving.Unlock()
	if v.closed {
		return nil, 0, ErrClosed
	}
	s, err := v.pages.freeze()
	if err == nil {
		s.saved = !v.pages.Dirty()
	}
	return s, v.highest + 1, err
}

// change goes over to the new generation, whose image lies complete under its
// temporary name. The renaming of that image is the moment of the change.
func (v *Vault) change(generation uint64, image [sha256.Size]byte, frozen *snapshot) error {
	v.saving.Lock()
	defer v.saving.Unlock()
	d, _, err := v.pages.take(true, math.MaxInt64)
	if err != nil {
		return err
	}
	defer d.wipe()
	next, err := v.folder.newLog(v.key, generation, image, d, v.now())
	if err == nil {
		err = v.commit(generation, next)
	}
	if err != nil {
		v.pages.putBack(d)
		return err
	}
	old := v.log
	same := v.sameAs(frozen, d)
	v.log, v.broken, v.compactAt = next, false, logLimit
	v.noteMark(same)
	if old == nil {
		return nil
	}
	_ = old.file.Close() // nothing in it is needed any more
	if old.torn {
		// What a crash left may still be of use to somebody: kept under another name.
		_ = v.folder.Rename(v.folder.path(old.name), v.folder.path(old.name+".damaged"))
	}
	v.folder.dropOthers(generation)
	return nil
}

// sameAs is the earliest point known with the content of a new generation: when
// nothing was changed for it, the one that the old generation ended with.
func (v *Vault) sameAs(frozen *snapshot, d delta) point {
	if v.log == nil || !frozen.saved || len(d.pages) > 0 || d.size != frozen.size {
		return point{}
	}
	if v.mark.place.same.set() {
		return v.mark.place.same
	}
	return v.log.point()
}

// commit puts the log and then the image in place. Until the image has its name
// the old generation counts; once its renaming has been tried, which one counts
// after a crash is not known, and only a further generation may be written to.
func (v *Vault) commit(generation uint64, next *journal) error {
	f, name := v.folder, imageName(generation)
	if err := f.place(next); err != nil {
		return err
	}
	v.highest = generation
	if err := f.rename(name+".tmp", name); err != nil {
		v.broken = true
		return errors.Join(err, next.file.Close())
	}
	return nil
}
