package vault

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"filippo.io/age"
)

// Options are for tests; the zero value is what the program uses.
type Options struct {
	WorkFactor int              // log2 of scrypt's N for a new key file; 0 is 18
	FS         FileSystem       // nil is the real one
	Now        func() time.Time // nil is time.Now
}

// Vault is an open vault. Its methods may be called from several goroutines.
type Vault struct {
	folder folder
	key    *key
	work   int
	now    func() time.Time
	lock   io.Closer
	pages  *Pages

	dropped bool // a torn last record was found at the opening

	// compacting is held while an image is written, and taken before saving.
	compacting sync.Mutex
	background sync.WaitGroup
	cancel     context.CancelFunc // stops the compaction in the background

	// saving guards what follows, and is held while the log is written.
	saving     sync.Mutex
	log        *journal
	highest    uint64 // generation that may have left a file: the next is above it
	broken     bool   // the log may not be appended to; the next save starts a generation
	compactAt  int64  // log size that starts the next compaction
	running    bool   // a compaction runs in the background
	compactErr error  // of the last one, until Save has told it
	closing    bool
	closed     bool
}

const lockFile, blobDir = "lock", "blobs"

func (o Options) folder(dir string) folder {
	if o.FS == nil {
		o.FS = realFiles{}
	}
	return folder{FileSystem: o.FS, dir: dir}
}

func (o Options) vault(f folder) *Vault {
	if o.WorkFactor == 0 {
		o.WorkFactor = defaultWork
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Vault{folder: f, work: o.WorkFactor, now: o.Now, pages: newPages(), compactAt: logLimit, cancel: func() {}}
}

// Create makes a vault in a new or empty folder, and opens it.
func Create(dir string, passphrase []byte, o Options) (_ *Vault, err error) {
	if len(passphrase) == 0 {
		return nil, fmt.Errorf("create vault: %w: it is empty", ErrPassphrase)
	}
	f := o.folder(dir)
	made, err := f.makeEmpty()
	if err != nil {
		return nil, err
	}
	v := o.vault(f)
	defer func() {
		if err != nil {
			v.release()
			f.discard(made)
		}
	}()
	if v.lock, err = f.takeLock(); err != nil {
		return nil, err
	}
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, fmt.Errorf("create vault: %w", err)
	}
	if v.key, err = newKey(id); err != nil {
		return nil, err
	}
	if err := v.writeFirst(passphrase); err != nil {
		return nil, err
	}
	v.giveBack()
	return v, nil
}

// writeFirst writes everything a vault has from the start, the marker last: a
// folder without it was never finished and is no vault.
func (v *Vault) writeFirst(passphrase []byte) error {
	f := v.folder
	if err := f.Mkdir(f.path(blobDir)); err != nil {
		return writing(blobDir, err)
	}
	sealed, err := sealKey(v.key, passphrase, v.work)
	if err != nil {
		return err
	}
	if err := f.replace(keyFile, sealed); err != nil {
		return err
	}
	if err := v.compact(context.Background()); err != nil {
		return err
	}
	if err := f.writeMarker(sealed); err != nil {
		return err
	}
	if err := f.SyncDir(filepath.Dir(f.dir)); err != nil {
		return writing(".", err)
	}
	return nil
}

// makeEmpty makes the folder, or accepts one that holds nothing.
func (f folder) makeEmpty() (made bool, err error) {
	err = f.Mkdir(f.dir)
	if err == nil {
		return true, nil
	}
	if !errors.Is(err, fs.ErrExist) {
		return false, writing(".", err)
	}
	entries, err := f.ReadDir(f.dir)
	if err != nil || len(entries) > 0 {
		return false, ErrExists // a file of that name, or something in the folder
	}
	return false, nil
}

// discard takes an unfinished vault away again, as far as that goes.
func (f folder) discard(made bool) {
	entries, err := f.ReadDir(f.dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		_ = f.Remove(f.path(e.Name()))
	}
	if made {
		_ = f.Remove(f.dir)
	}
}

func (f folder) takeLock() (io.Closer, error) {
	l, err := f.Lock(f.path(lockFile))
	switch {
	case errors.Is(err, ErrLocked):
		return nil, ErrLocked
	case err != nil:
		return nil, writing(lockFile, err)
	}
	return l, nil
}

// Open opens a vault and brings its database into memory.
func Open(dir string, passphrase []byte, o Options) (_ *Vault, err error) {
	f := o.folder(dir)
	if !f.has(markerFile) && !f.has(keyFile) {
		return nil, ErrNotVault // before a lock file is left in somebody's folder
	}
	v := o.vault(f)
	defer func() {
		if err != nil {
			v.release()
		}
	}()
	if v.lock, err = f.takeLock(); err != nil {
		return nil, err
	}
	if v.key, err = f.unlock(passphrase); err != nil {
		return nil, err
	}
	v.giveBack()
	if err := v.load(); err != nil {
		return nil, err
	}
	f.mend()
	f.tidy(v.log.generation)
	return v, nil
}

// giveBack returns scrypt's 256 MiB, which otherwise stay the program's until some
// later collection. It costs more than a cheap key derivation itself.
func (v *Vault) giveBack() {
	if v.work >= 16 {
		debug.FreeOSMemory()
	}
}

// load reads the newest image and its log.
func (v *Vault) load() error {
	images, logs, err := v.folder.generations()
	if err != nil {
		return err
	}
	if len(images) == 0 {
		return Damage{File: imageName(slices.Max(append(logs, 1))), What: Missing, NextStep: RestoreBackup}
	}
	newest := slices.Max(images)
	sum, err := v.folder.readImage(v.key, newest, v.pages)
	if err != nil {
		return err
	}
	if v.log, err = v.folder.openLog(v.key, newest, sum, v.pages); err != nil {
		return err
	}
	v.pages.settle()
	v.dropped, v.broken = v.log.torn, v.log.torn
	v.highest = slices.Max(append(logs, newest))
	return nil
}

// tidy removes what an interrupted program left: temporary files and generations
// other than the one in use. What cannot be removed now is harmless.
func (f folder) tidy(generation uint64) {
	_ = f.Mkdir(f.path(blobDir)) // which some copying programs leave out when it is empty
	for _, dir := range []string{"", blobDir + "/"} {
		entries, err := f.ReadDir(f.path(dir))
		if err != nil {
			continue
		}
		for _, e := range entries {
			if strings.HasSuffix(e.Name(), ".tmp") {
				_ = f.Remove(f.path(dir + e.Name()))
			}
		}
	}
	f.dropOthers(generation)
}

// dropTemporary removes what a compaction has not given its name.
func (f folder) dropTemporary(generation uint64) {
	_ = f.Remove(f.path(imageName(generation) + ".tmp"))
	_ = f.Remove(f.path(logName(generation) + ".tmp"))
}

// dropOthers removes the images and logs of every other generation.
func (f folder) dropOthers(generation uint64) {
	images, logs, err := f.generations()
	if err != nil {
		return
	}
	for _, n := range images {
		if n != generation {
			_ = f.Remove(f.path(imageName(n)))
		}
	}
	for _, n := range logs {
		if n != generation {
			_ = f.Remove(f.path(logName(n)))
		}
	}
}

// Pages is the database image in memory.
func (v *Vault) Pages() *Pages { return v.pages }

// Dropped reports whether the opening found a torn last record, which a crash in
// the middle of a save leaves, and went on without it.
func (v *Vault) Dropped() bool { return v.dropped }

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

func (v *Vault) shut() error {
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
		errs = append(errs, v.lock.Close())
	}
	return errors.Join(errs...)
}
