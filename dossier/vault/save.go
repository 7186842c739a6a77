package vault

import (
	"context"
	"errors"
	"fmt"
)

// logLimit is the size in bytes of a log, and of one save, above which a fresh
// image is cheaper than more log: replaying it stays under half a second.
const logLimit = 16 << 20

// Save makes everything changed so far durable, as one record. It does nothing
// when nothing has changed. While a write transaction is open it fails at once
// with ErrBusy, as the caller may itself be the one who has it open. It also
// reports, once, that a compaction in the background failed; the changes are
// saved nonetheless.
func (v *Vault) Save(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	appended, err := v.append()
	if err != nil || appended {
		return err
	}
	return v.Compact(ctx)
}

// append writes one record; false means that this takes a new generation.
func (v *Vault) append() (bool, error) {
	v.saving.Lock()
	defer v.saving.Unlock()
	if v.closed {
		return false, ErrClosed
	}
	if !v.pages.Dirty() {
		return true, v.tellOnce()
	}
	if v.broken {
		return false, nil
	}
	d, within, err := v.pages.take(false, logLimit)
	if err != nil || !within {
		return false, err
	}
	defer d.wipe()
	usable, err := v.log.add(v.key, d, v.now())
	if err != nil {
		v.broken = !usable
		v.pages.putBack(d)
		return false, fmt.Errorf("save: %w", err)
	}
	v.noteMark(point{})
	v.compactLater()
	return true, v.tellOnce()
}

func (v *Vault) tellOnce() error {
	err := v.compactErr
	v.compactErr = nil
	return err
}

// compactLater starts a compaction when the log has grown long. One that fails
// is tried again after as much log again.
func (v *Vault) compactLater() {
	if v.log.size < v.compactAt || v.running || v.closing {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	v.running, v.cancel, v.compactAt = true, cancel, v.log.size+logLimit
	v.background.Go(func() {
		defer cancel()
		err := v.Compact(ctx)
		for errors.Is(err, ErrBusy) && v.pages.whenIdle(ctx) == nil {
			err = v.Compact(ctx)
		}
		v.saving.Lock()
		defer v.saving.Unlock()
		v.running = false
		if err != nil && !errors.Is(err, context.Canceled) {
			v.compactErr = err
		}
	})
}
