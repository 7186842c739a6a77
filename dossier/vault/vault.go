package vault

import (
	"context"
	"errors"
	"io"
	"runtime/debug"
	"slices"
	"sync"
	"time"
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

// Pages is the database image in memory.
func (v *Vault) Pages() *Pages { return v.pages }

// Dropped reports whether the opening found a torn last record, which a crash in
// the middle of a save leaves, and went on without it.
func (v *Vault) Dropped() bool { return v.dropped }
