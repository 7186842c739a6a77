package vault

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"sync"
)

// Verify reads every file again and reports what is damaged. Editing and saving
// go on meanwhile. progress, which may be nil, hears of every file, one call at
// a time. The error is only for a verification that could not be carried out.
func (v *Vault) Verify(ctx context.Context, progress func(done, total int)) ([]Damage, error) {
	v.compacting.Lock() // so that no file is replaced while it is read
	defer v.compacting.Unlock()
	names, err := v.Blobs()
	found, err := collect(nil, err)
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	keys, err := v.keysToCheck()
	if found, err = collect(found, err); err != nil {
		return nil, err
	}
	checks := []func() error{v.checkMarker, func() error { return v.checkState(ctx) }}
	for _, n := range keys {
		checks = append(checks, func() error { return v.checkKeys(n) })
	}
	for _, n := range names {
		checks = append(checks, func() error {
			k, err := v.attachmentKey()
			if err != nil {
				return err
			}
			return v.folder.rehash(ctx, k, n)
		})
	}
	more, err := checkAll(ctx, checks, progress)
	return append(found, more...), err
}

// verifiers is how many files are read at a time: hashing keeps processors busy,
// and more readers than this only make a disk seek.
const verifiers = 4

// checkAll carries out the checks, several at a time, and gives what they find in
// their order. It stops at the first that could not be carried out.
func checkAll(ctx context.Context, checks []func() error, progress func(done, total int)) ([]Damage, error) {
	var mu sync.Mutex // guards what follows
	var next, done int
	var failed error
	results := make([][]Damage, len(checks))
	take := func() (i int, ok bool) {
		mu.Lock()
		defer mu.Unlock()
		i = next
		next++
		return i, i < len(checks) && failed == nil && ctx.Err() == nil
	}
	give := func(i int, found []Damage, err error) {
		mu.Lock()
		defer mu.Unlock()
		results[i] = found
		done++
		if err != nil && failed == nil {
			failed = err
		}
		if failed == nil && progress != nil {
			progress(done, len(checks))
		}
	}
	var workers sync.WaitGroup
	for range min(verifiers, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i, ok := take(); ok; i, ok = take() {
				found, err := collect(nil, checks[i]())
				give(i, found, err)
			}
		})
	}
	workers.Wait()
	if failed == nil {
		failed = ctx.Err()
	}
	return slices.Concat(results...), failed
}

// collect keeps damage as a finding and lets every other error through.
func collect(found []Damage, err error) ([]Damage, error) {
	if err == nil {
		return found, nil
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return found, err
	}
	if d := (Damage{}); errors.As(err, &d) {
		return append(found, d), nil
	}
	return found, fmt.Errorf("verify: %w", err)
}

func (v *Vault) checkMarker() error {
	_, err := v.folder.readMarker()
	if errors.Is(err, ErrNotVault) || errors.Is(err, ErrNewer) {
		return Damage{File: markerFile, What: Misplaced, NextStep: RestoreFile, Cause: err}
	}
	return ofKey(err)
}

// checkKeys compares the key files with the sums the marker holds: opening them
// would need the pass phrase and everybody else's secret. Those that the key ring
// names must be there.
func (v *Vault) checkKeys(name string) error {
	sealed, err := v.folder.readSmall(name, keyLimit)
	if err != nil {
		return ofKey(err)
	}
	if m, err := v.folder.readMarker(); err == nil && !m.knows(name, sealed) {
		return Damage{File: name, What: Broken, NextStep: RestoreFile}
	}
	return nil
}

// keysToCheck are the key files that should be there.
func (v *Vault) keysToCheck() ([]string, error) {
	k, err := v.attachmentKey()
	if err != nil {
		return nil, err
	}
	names := []string{keyFile}
	there, err := v.folder.keyFiles()
	if err != nil {
		return nil, err
	}
	ring, err := v.folder.readRing(k)
	if err == nil && slices.ContainsFunc(there, func(n string) bool { return n != keyFile }) && v.folder.missing(ringFile) {
		err = Damage{File: ringFile, What: Missing, NextStep: RestoreFile} // it was there before any of them
	}
	for _, e := range ring {
		if e.State == "" {
			names = append(names, e.File)
		}
	}
	return names, err
}

// checkState reads image and log as an opening would, into memory of its own.
func (v *Vault) checkState(ctx context.Context) error {
	v.saving.Lock()
	if v.closed {
		v.saving.Unlock()
		return ErrClosed
	}
	k, generation, size := v.key, v.log.generation, v.log.size
	v.saving.Unlock()

	name, got, err := v.folder.checkGeneration(ctx, k, generation)
	if err != nil {
		return err
	}
	if got < size {
		return Damage{File: name, What: Broken, NextStep: RestoreBackup, Cause: fmt.Errorf("ends at byte %d of %d", got, size)}
	}
	return nil
}

// checkGeneration reads an image and its log to the end, and gives the name of the
// log and the length of its good part.
func (f folder) checkGeneration(ctx context.Context, k *key, generation uint64) (log string, size int64, err error) {
	sum := sha256.New()
	err = f.readSealed(k, imageName(generation), sum, func(plain io.Reader) error {
		_, err := io.Copy(io.Discard, checked{ctx, plain})
		return err
	})
	if ctx.Err() != nil {
		return "", 0, ctx.Err()
	}
	if err != nil {
		return "", 0, err
	}
	j := &journal{name: logName(generation), generation: generation, last: [sha256.Size]byte(sum.Sum(nil)), empty: true}
	if j.file, err = f.OpenFile(f.path(j.name), os.O_RDONLY); err != nil {
		return "", 0, reading(j.name, err)
	}
	defer j.file.Close()
	err = j.replay(k, func(delta) error { return ctx.Err() })
	return j.name, j.size, err
}
