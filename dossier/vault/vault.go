package vault

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"sync"
	"time"
)

// Options say how a vault is opened. All but Settings are for tests.
type Options struct {
	// Settings is the user's folder for the program's settings, where is kept what this
	// computer remembers of its vaults, sealed, and by what it tells itself from others.
	// It need not be there yet. With "" nothing is remembered.
	Settings string

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
	lock   io.Closer // nil when open for reading only
	pages  *Pages

	purpose  purpose
	salvaged Salvaged

	settings string // folder; "" for none
	dropped  bool   // a torn last record was found at the opening
	before   Holder // who did not close the vault
	held     bool   // the holder file is ours

	// custody is held while keys or backups change, and taken before compacting.
	custody sync.Mutex

	// intake is held by whoever seals an attachment, and for a moment by Rekey.
	intake sync.RWMutex

	// naming is held while a name in the folder of attachments changes its file.
	naming sync.Mutex

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
	mark       markState
	ways       map[string][]byte // key files and ring as they are on the disk, sealed
	found      []Damage          // at the opening
}

const lockFile, blobDir = "lock", "blobs"

// purpose is what a vault is opened for.
type purpose int

const (
	forWriting purpose = iota
	forReading         // without the lock, and without changing anything
	forSalvage         // at the last state that can be read
)

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
	return &Vault{folder: f, settings: o.Settings, work: o.WorkFactor, now: o.Now, pages: newPages(), compactAt: logLimit, cancel: func() {}}
}

func (f folder) takeLock(settings string) (io.Closer, error) {
	l, err := f.Lock(f.path(lockFile))
	switch {
	case errors.Is(err, ErrLocked):
		return nil, Locked{By: f.readHolder(settings)}
	case err != nil:
		return nil, writing(lockFile, err)
	}
	return l, nil
}

// Open opens a vault and brings its database into memory. When another program
// has it open the error is ErrLocked, and errors.As with a [Locked] tells who.
func Open(dir string, passphrase []byte, o Options) (*Vault, error) {
	return open(dir, withPassphrase(passphrase), o, forWriting)
}

// OpenReadOnly opens a vault as it was last saved, even while another program has
// it open, and changes nothing on the disk. Nothing can be saved, and what the
// other program saves later is not seen.
func OpenReadOnly(dir string, passphrase []byte, o Options) (*Vault, error) {
	return open(dir, withPassphrase(passphrase), o, forReading)
}

func open(dir string, with opener, o Options, m purpose) (*Vault, error) {
	v, err := openWhole(dir, with, o, m)
	f := o.folder(dir)
	if !f.has(eraseFile) {
		return v, err
	}
	if errors.Is(err, ErrDamaged) || errors.Is(err, ErrNotVault) {
		return nil, fmt.Errorf("%w: %w", ErrErased, hidden{err})
	}
	if err == nil {
		v.found = append(v.found, Damage{File: eraseFile, What: Spared, NextStep: EraseAgain})
		if m != forReading {
			_ = f.drop(eraseFile) // then it is told again
		}
	}
	return v, err
}

// hidden is a cause that is told and not acted on: damage by which another step would
// be advised.
type hidden struct{ err error }

func (h hidden) Error() string { return h.err.Error() }

func openWhole(dir string, with opener, o Options, m purpose) (_ *Vault, err error) {
	f := o.folder(dir)
	if !f.has(markerFile) && !f.has(keyFile) && !f.has(recoveryFile) || f.unfinished() {
		return nil, ErrNotVault // before a lock file is left in somebody's folder
	}
	if m != forReading && f.has(listFile) {
		return nil, ErrBackup
	}
	if err := f.straight(); err != nil {
		return nil, err
	}
	v := o.vault(f)
	v.purpose = m
	defer func() {
		if err != nil {
			_ = v.release() // the reason for the failure is told already
		}
	}()
	if m != forReading {
		if v.lock, err = f.takeLock(o.Settings); err != nil {
			return nil, err
		}
	}
	if err := v.unlockAndLoad(with); err != nil {
		return nil, err
	}
	if d, bad := f.markerFault(v.key.file); bad && !(f.lacksMarker() && v.untouched()) {
		if m != forReading {
			d.What = Healed
		}
		v.found = append(v.found, d)
	}
	if m == forReading {
		v.pages.fix()
		return v, nil
	}
	f.mend(v.key.file)
	v.settleRing()
	if m == forWriting {
		f.tidy(v.log.generation)
	}
	v.before = f.readHolder(o.Settings)
	v.hold()
	v.rememberWays()
	return v, nil
}

// untouched tells that nothing was ever saved in a vault since it was made. The marker is the last that Create writes: where it
// lacks then, making the vault was cut off, and nothing is lost.
func (v *Vault) untouched() bool { return v.log.generation <= 1 && v.log.next <= 1 && v.log.empty }

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
	if v.log, err = v.folder.openLog(v.key, newest, sum, v.pages, v.purpose); err != nil {
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

// writableKey is the key for an operation that changes what lies on the disk.
func (v *Vault) writableKey() (*key, error) {
	if v.purpose == forReading {
		return nil, ErrReadOnly
	}
	return v.attachmentKey()
}

// unlockAndLoad opens the key and brings the database into memory. Without the lock
// the program that has it may change files between two steps, and what comes
// together then looks like damage: only what looks so every time is.
func (v *Vault) unlockAndLoad(with opener) (err error) {
	tries := 1
	if v.purpose == forReading {
		tries = 5
	}
	for range tries {
		if v.key, err = v.folder.unlock(with); err == nil {
			v.giveBack()
			places, broken := v.beginMark()
			switch {
			case !v.key.intact && v.folder.foreign(v.key):
				err = Damage{File: v.key.file, What: Misplaced, NextStep: RestoreFile}
			case v.purpose == forSalvage:
				err = v.salvage()
			default:
				err = v.load()
			}
			if err == nil {
				v.see(places, broken)
			}
		}
		if !errors.Is(err, ErrDamaged) {
			return err
		}
		if tries > 1 {
			v.reset()
		}
	}
	return err
}
