package vault

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"sync"
	"testing"
)

// TestAllAtOnce edits, saves, attaches, removes, reads, verifies and backs up while
// the key is being changed, and finds everything afterwards.
func TestAllAtOnce(t *testing.T) {
	d := newDisk()
	o := Options{WorkFactor: 1, FS: d}
	d.Mkdir(lifeBackups)
	v, err := Create(lifeDir, phrase, o)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		attach(t, v, 3000+i)
	}
	stop, cancel := context.WithCancel(ctx)
	var mu sync.Mutex
	var blobs []string
	var all sync.WaitGroup
	work := func(do func(i int) error) {
		all.Go(func() {
			for i := 0; stop.Err() == nil; i++ {
				if err := do(i); err != nil && !errors.Is(err, ErrBusy) && !errors.Is(err, context.Canceled) {
					t.Error(err)
					return
				}
			}
		})
	}
	work(func(i int) error { edit(t, v.Pages(), i); return v.Save(ctx) })
	work(func(i int) error {
		ref, err := v.PutBlob(ctx, bytes.NewReader(binary.BigEndian.AppendUint64(nil, uint64(i))))
		if err == nil && i%3 == 0 {
			return v.RemoveBlob(ref.Name)
		}
		mu.Lock()
		defer mu.Unlock()
		blobs = append(blobs, ref.Name)
		return err
	})
	work(func(int) error { return v.Compact(stop) })
	work(func(int) error { _, err := v.Backup(stop, lifeBackups, BackupPlan{Keep: 2}); return err })
	work(func(int) error {
		r, err := OpenReadOnly(lifeDir, phrase, o)
		if err == nil {
			return r.Close()
		}
		if errors.Is(err, ErrDamaged) {
			return nil // the files changed under it more often than it tries
		}
		return err
	})
	for range 2 {
		if err := v.Rekey(ctx, phrase, nil); err != nil {
			t.Error(err)
		}
	}
	cancel()
	all.Wait()
	if d, err := v.Verify(ctx, nil); err != nil || len(d) > 0 {
		t.Errorf("verify: %v %v", d, err)
	}
	want := content(v.Pages())
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	if v, err = Open(lifeDir, phrase, o); err != nil {
		t.Fatal(err)
	}
	defer v.Abandon()
	if content(v.Pages()) != want {
		t.Error("not what was saved")
	}
	for _, n := range blobs {
		in, err := v.Blob(n)
		if err != nil {
			t.Fatal(err)
		}
		in.Close()
	}
}
