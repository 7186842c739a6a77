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

// Backup saves, copies the vault into a new folder under dest, reads the copy back
// as a restoration would, and only then lets it count. Of the older ones it keeps
// so many that there are keep in all, at least one; it removes none when something
// was lost in the new one. Editing goes on meanwhile. progress, which may be nil,
// counts files. What a context or an error has interrupted is cleared away by the
// next backup.
//
// Reading back compares every byte, but the system may give it from memory: a
// stick that lies about having written is not found out before it is taken out.
func (v *Vault) Backup(ctx context.Context, dest string, keep int, progress func(done, total int)) (Backup, error) {
	v.custody.Lock()
	defer v.custody.Unlock()
	b, err := v.backup(ctx, dest, max(keep, 1), progress)
	if err != nil {
		return Backup{}, fmt.Errorf("back up: %w", err)
	}
	return b, nil
}

func (v *Vault) backup(ctx context.Context, dest string, keep int, progress func(done, total int)) (Backup, error) {
	k, err := v.writableKey()
	if err != nil {
		return Backup{}, err
	}
	if inside(v.folder.dir, dest) {
		return Backup{}, fmt.Errorf("%w: a backup inside the vault would be lost with it", fs.ErrInvalid)
	}
	home := folder{v.folder.FileSystem, filepath.Join(dest, backupPrefix+k.id())}
	c := &copying{vault: v, key: k, home: home, seen: map[string]bool{}, progress: progress}
	if err := c.begin(); err != nil {
		return Backup{}, err
	}
	// The attachments come first, as there may be many; and again, for those that
	// the state names and that were not there yet.
	for _, step := range []func(context.Context) error{c.blobs, c.state, c.blobs, c.check} {
		if err := step(ctx); err != nil {
			return Backup{}, err
		}
	}
	if err := c.to.replace(listFile, c.list.bytes()); err != nil {
		return Backup{}, err
	}
	done := c.list.backup(c.to.dir)
	if len(done.Lost) == 0 {
		home.rotate(c.name, keep)
	}
	return done, nil
}

// copying is one backup being made.
type copying struct {
	vault    *Vault
	key      *key
	home, to folder // the folder of all backups, and of this one
	name     string // of the latter
	list     list
	seen     map[string]bool // attachments dealt with
	done     int
	total    int
	progress func(done, total int)
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
	if broken { // a log that ends torn, or may: a fresh generation does not
		if err := v.compact(ctx); err != nil {
			return err
		}
	}
	v.saving.Lock()
	image, log, size := imageName(v.log.generation), v.log.name, v.log.size
	v.saving.Unlock()
	names, err := v.folder.keyFiles()
	if err != nil {
		return err
	}
	if v.folder.has(ringFile) {
		names = append(names, ringFile)
	}
	for _, n := range append(names, image, markerFile) {
		if err := c.copy(ctx, n, -1); err != nil {
			return err
		}
	}
	return c.copy(ctx, log, size)
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
		if d := (Damage{}); errors.As(err, &d) {
			if c.vault.folder.missing(blobPath(n)) {
				continue // removed meanwhile
			}
			c.list.lost = append(c.list.lost, blobPath(n))
		} else if err != nil {
			return err
		}
		c.step()
	}
	return nil
}

func (c *copying) step() {
	c.done++
	if c.progress != nil {
		c.progress(c.done, c.total)
	}
}

func (c *copying) blob(ctx context.Context, name string) error {
	file := blobPath(name)
	sum, err := c.home.checkBlob(ctx, c.key, name)
	if err != nil {
		if d := (Damage{}); !errors.As(err, &d) {
			return err
		}
		if err := c.vault.folder.copyTo(ctx, file, -1, c.home, file, nil); err != nil {
			return err
		}
		if sum, err = c.home.checkBlob(ctx, c.key, name); err != nil {
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
