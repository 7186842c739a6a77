package vault

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A backup lies in a folder probata-backup-ID, the same for all backups of a vault
// until its key is changed; the name tells nothing of the case. In it are one folder
// for each backup, with its key files, image, log and list, and beside these the
// folder blobs, which all share: an attachment never changes, so it is copied once.
// FORMAT.md gives every byte.

const backupPrefix = "probata-backup-"

// BackupPlan says what a backup is to be.
type BackupPlan struct {
	Keep int // how many there are to be in all, the new one included; at least 1

	// Needed gives the names of the attachments that the database speaks of; nil
	// when that is not known. The vault knows only those that are there. It is called
	// without a transaction being open, and again when one seems to be missing.
	Needed func(context.Context) ([]string, error)

	// Whole refuses to write a backup that lacks something. Otherwise what there is
	// gets saved, and Found and Lost of the Backup say what is missing.
	Whole bool

	Progress func(done, total int) // counts files; may be nil
}

// Backup saves, copies the vault into a new folder under dest, reads the copy back
// as a restoration would, and only then lets it count. Of the older ones it keeps
// so many that there are Keep in all; it removes none when the new one lacks
// something. Editing goes on meanwhile. What a context or an error has interrupted
// is cleared away by the next backup.
//
// What is wrong with the vault itself is noticed on the way, and is in Found: key
// files and marker that have changed; an attachment that is missing, cannot be read
// or is not what its name says, unless an older backup has it; an image or log that
// does not open, in the place of which a new one is written from what is in memory.
//
// Reading back compares every byte, but the system may give it from memory: a
// stick that lies about having written is not found out before it is taken out.
func (v *Vault) Backup(ctx context.Context, dest string, p BackupPlan) (Backup, error) {
	v.custody.Lock()
	defer v.custody.Unlock()
	b, err := v.backup(ctx, dest, p)
	if err != nil {
		return Backup{Found: b.Found}, fmt.Errorf("back up: %w", err)
	}
	return b, nil
}

func (v *Vault) backup(ctx context.Context, dest string, p BackupPlan) (Backup, error) {
	k, err := v.writableKey()
	if err != nil {
		return Backup{}, err
	}
	if inside(v.folder.dir, dest) {
		return Backup{}, fmt.Errorf("%w: a backup inside the vault would be lost with it", fs.ErrInvalid)
	}
	home := folder{v.folder.FileSystem, filepath.Join(dest, backupPrefix+k.id())}
	c := &copying{vault: v, key: k, home: home, plan: p, seen: map[string]bool{}}
	if err := c.begin(); err != nil {
		return Backup{}, err
	}
	// The attachments come first, as there may be many; and again, for those that
	// the state names and that were not there yet.
	for _, step := range []func(context.Context) error{c.blobs, c.state, c.missing, c.blobs, c.check, c.judge} {
		if err := step(ctx); err != nil {
			return Backup{Found: c.found}, err
		}
	}
	if err := c.to.replace(listFile, c.list.bytes()); err != nil {
		return Backup{}, err
	}
	done := c.list.backup(c.to.dir)
	done.Found = c.found
	if len(done.Lost) == 0 {
		home.rotate(c.name, max(p.Keep, 1))
	}
	return done, nil
}

// copying is one backup being made.
type copying struct {
	vault    *Vault
	key      *key
	home, to folder // the folder of all backups, and of this one
	name     string // of the latter
	plan     BackupPlan
	list     list
	seen     map[string]bool // attachments dealt with
	found    []Damage
	done     int
	total    int
}

// begin makes the folders.
func (c *copying) begin() error {
	made := c.vault.now().UTC().Truncate(time.Second)
	for _, dir := range []string{c.home.dir, c.home.path(blobDir)} {
		if err := c.home.Mkdir(dir); err != nil && !errors.Is(err, fs.ErrExist) {
			return writing(filepath.Base(dir), err)
		}
		if err := c.home.SyncDir(filepath.Dir(dir)); err != nil {
			return writing(filepath.Base(dir), err)
		}
	}
	if err := c.home.straight(); err != nil {
		return err
	}
	all, err := c.home.numbered()
	if err != nil {
		return err
	}
	number := 1
	for _, n := range all {
		number = max(number, n+1)
	}
	c.list = list{made: made, number: number}
	c.name = fmt.Sprintf("%04d-%s", number, made.Format("20060102-150405"))
	c.to = folder{c.home.FileSystem, c.home.path(c.name)}
	if err := c.home.Mkdir(c.to.dir); err != nil {
		return writing(c.name, err)
	}
	if err := c.home.SyncDir(c.home.dir); err != nil {
		return writing(c.name, err)
	}
	return nil
}

// state copies keys, image and log as they are at one moment. The image does not
// change, the log only grows, and neither goes while compacting is held.
func (c *copying) state(ctx context.Context) error {
	v := c.vault
	if err := v.saveWhenIdle(ctx); err != nil {
		return err
	}
	v.compacting.Lock()
	defer v.compacting.Unlock()
	v.saving.Lock()
	closed, broken := v.closed, v.broken
	v.saving.Unlock()
	if closed {
		return ErrClosed
	}
	err := v.checkState(ctx)
	if d := (Damage{}); errors.As(err, &d) {
		// What is in memory came from there when it was whole: nothing is lost yet.
		c.found, err, broken = append(c.found, d), nil, true
	}
	if err == nil && broken { // a log that ends torn, or may: a fresh generation does not
		err = v.compact(ctx)
	}
	if err != nil {
		return err
	}
	if err := c.keys(ctx); err != nil {
		return err
	}
	v.saving.Lock()
	image, log, size := imageName(v.log.generation), v.log.name, v.log.size
	v.saving.Unlock()
	if err := c.copy(ctx, image, -1); err != nil {
		return err
	}
	return c.copy(ctx, log, size)
}

// keys copies key files, ring and marker. What is wrong with one is no reason not to
// save the rest: a vault has several ways in, and the marker can be made again.
func (c *copying) keys(ctx context.Context) error {
	f := c.vault.folder
	names, err := c.vault.keysToCheck()
	if d := (Damage{}); errors.As(err, &d) {
		c.lose(ringFile, d)
	} else if err != nil {
		return err
	}
	there, err := f.keyFiles()
	if err != nil {
		return err
	}
	for _, n := range []string{ringFile, markerFile} {
		if !f.missing(n) {
			there = append(there, n)
		}
	}
	checks := map[string]func() error{markerFile: c.vault.checkMarker}
	for _, n := range names {
		checks[n] = func() error { return c.vault.checkKeys(n) }
	}
	for n, check := range checks {
		if d := (Damage{}); errors.As(twice(check), &d) {
			c.lose(n, d)
		}
	}
	for _, n := range there {
		err := twice(func() error { return c.copy(ctx, n, -1) })
		if d := (Damage{}); errors.As(err, &d) {
			c.lose(n, d)
		} else if err != nil {
			return err
		}
	}
	return nil
}

// twice reads a second time what the disk did not give: a bad moment is no reason
// for a backup that lacks its key.
func twice(read func() error) error {
	err := read()
	if d := (Damage{}); errors.As(err, &d) && d.NextStep == ReadAgain {
		err = read()
	}
	return err
}

// lose notes a file that the backup will not hold whole.
func (c *copying) lose(name string, d Damage) {
	if !slices.Contains(c.list.lost, name) {
		c.list.lost, c.found = append(c.list.lost, name), append(c.found, d)
	}
}

// missing notes the attachments that the database speaks of and that are not there.
func (c *copying) missing(ctx context.Context) error {
	if c.plan.Needed == nil {
		return nil
	}
	missing, err := c.absent(ctx)
	if err == nil && len(missing) > 0 { // or was it deleted between the two looks?
		var still []string
		if still, err = c.absent(ctx); err == nil {
			missing = slices.DeleteFunc(missing, func(n string) bool { return !slices.Contains(still, n) })
		}
	}
	if err != nil {
		return err
	}
	for _, n := range missing {
		c.total++
		c.seen[n] = true
		if err := c.earlier(ctx, n, Damage{File: blobPath(n), What: Missing, NextStep: RestoreFile}); err != nil {
			return err
		}
		c.step()
	}
	return nil
}

func (c *copying) absent(ctx context.Context) ([]string, error) {
	needed, err := c.plan.Needed(ctx)
	if err != nil {
		return nil, err
	}
	there, err := c.vault.Blobs()
	if err != nil {
		return nil, err
	}
	slices.Sort(needed)
	slices.Sort(there)
	return slices.DeleteFunc(slices.Compact(needed), func(n string) bool {
		_, found := slices.BinarySearch(there, n)
		return found || validBlob(n) != nil
	}), nil
}

// judge refuses a backup that lacks something, if only a whole one is wanted.
func (c *copying) judge(context.Context) error {
	if !c.plan.Whole || len(c.list.lost) == 0 {
		return nil
	}
	var all []error
	for _, d := range c.found {
		all = append(all, d)
	}
	return errors.Join(all...)
}

func (c *copying) copy(ctx context.Context, name string, limit int64) error {
	sum := &summing{Hash: sha256.New()}
	if err := c.vault.folder.copyTo(ctx, name, limit, c.to, name, sum); err != nil {
		return err
	}
	c.list.add(name, sum)
	c.total++
	return nil
}

// blobs copies the attachments that are not there yet, and checks those that are:
// each by opening it to its end. One that fails is copied again; one that the vault
// itself cannot give is put down as lost.
func (c *copying) blobs(ctx context.Context) error {
	names, err := c.vault.Blobs()
	if err != nil {
		return err
	}
	names = slices.DeleteFunc(names, func(n string) bool { return c.seen[n] })
	slices.Sort(names)
	c.total += len(names)
	for _, n := range names {
		c.seen[n] = true
		err := c.blob(ctx, n)
		if d := (Damage{}); errors.As(err, &d) && d.NextStep != ReadAgain {
			if c.vault.folder.missing(blobPath(n)) {
				delete(c.seen, n) // removed meanwhile, or lost: see missing
				continue
			}
			err = c.earlier(ctx, n, d)
		}
		if err != nil {
			return err
		}
		c.step()
	}
	return nil
}

// earlier takes an attachment that the vault cannot give from the backups before, if
// they have it; else it is lost.
func (c *copying) earlier(ctx context.Context, name string, d Damage) error {
	sum, err := c.home.checkBlob(ctx, c.key, name)
	switch {
	case err == nil:
		c.found = append(c.found, d)
		c.list.add(blobPath(name), sum)
	case errors.Is(err, ErrDamaged):
		c.lose(blobPath(name), d)
	default:
		return err
	}
	return nil
}

func (c *copying) step() {
	c.done++
	if c.plan.Progress != nil {
		c.plan.Progress(c.done, c.total)
	}
}

// blob brings an attachment into the backup. Of one that is there already only the
// ends are looked at in the vault; the whole is for Verify.
func (c *copying) blob(ctx context.Context, name string) error {
	file, f := blobPath(name), c.vault.folder
	in, err := f.openBlob(c.key, name)
	if err != nil {
		return err
	}
	if err := in.Close(); err != nil {
		return reading(file, err)
	}
	sum, err := c.home.checkBlob(ctx, c.key, name)
	if err != nil {
		if !errors.Is(err, ErrDamaged) {
			return err
		}
		if err := f.copyTo(ctx, file, -1, c.home, file, nil); err != nil {
			if errors.Is(err, ErrDamaged) {
				return blobDamage(name, err)
			}
			return err
		}
		if sum, err = c.home.checkBlob(ctx, c.key, name); err != nil {
			if f.rehash(ctx, c.key, name) == nil {
				return Damage{File: file, What: Broken, NextStep: ReadAgain, Cause: err} // it is the stick
			}
			return err
		}
	}
	c.list.add(file, sum)
	return nil
}

// check restores in thought: what lies in the backup is read from there, its sums
// compared, and image and log opened to their end.
func (c *copying) check(ctx context.Context) error {
	for _, e := range c.list.files {
		if e.isBlob() {
			continue // opened and read when it was copied
		}
		sum, err := c.to.sumFile(ctx, e.name)
		if err == nil {
			err = e.fits(sum)
		}
		if err != nil {
			return err
		}
		c.step()
	}
	images, _, err := c.to.generations()
	if err != nil {
		return err
	}
	if len(images) != 1 {
		return Damage{File: imageName(1), What: Missing, NextStep: ReadAgain}
	}
	_, _, err = c.to.checkGeneration(ctx, c.key, images[0])
	return err
}

// inside reports whether a path lies in a folder or is it.
func inside(dir, path string) bool {
	a, err := filepath.Abs(dir)
	b, err2 := filepath.Abs(path)
	if err != nil || err2 != nil {
		return false
	}
	rel, err := filepath.Rel(a, b)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// saveWhenIdle saves, waiting for an open transaction.
func (v *Vault) saveWhenIdle(ctx context.Context) error {
	for {
		err := v.Save(ctx)
		if !errors.Is(err, ErrBusy) {
			return err
		}
		if err := v.pages.whenIdle(ctx); err != nil {
			return err
		}
	}
}
