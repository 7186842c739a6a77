package vault

import (
	"context"
	"errors"
	"time"
)

// When Autosave saves.
const (
	quiet   = 250 * time.Millisecond // after the last change
	latest  = time.Second            // after the first
	again   = 2 * time.Second        // after a save that failed
	settled = 20 * time.Millisecond  // after a save that met an open transaction
)

// Autosave saves a vault a quarter of a second after the last change, and no
// later than a second after the first.
type Autosave struct {
	vault *Vault
	stop  chan struct{}
	done  chan struct{}
}

// Autosave starts saving in the background until Stop. report, called from
// there, hears of a save that failed, which is then tried again every two
// seconds, and hears nil when saving works again.
func (v *Vault) Autosave(report func(error)) *Autosave {
	a := &Autosave{vault: v, stop: make(chan struct{}), done: make(chan struct{})}
	go a.run(report)
	return a
}

func (a *Autosave) run(report func(error)) {
	defer close(a.done)
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	var first time.Time // of the changes not yet saved; zero without
	failed := false
	for {
		select {
		case <-a.stop:
			return
		case <-a.vault.pages.changed:
			if failed {
				continue // the timer for the next attempt runs
			}
			if first.IsZero() {
				first = time.Now()
			}
			timer.Reset(min(quiet, time.Until(first.Add(latest))))
		case <-timer.C:
			err := a.vault.Save(context.Background())
			switch {
			case errors.Is(err, ErrBusy):
				timer.Reset(settled)
				continue
			case errors.Is(err, ErrClosed):
				return
			case err != nil:
				timer.Reset(again)
				report(err)
			case failed:
				report(nil)
			}
			failed, first = err != nil, time.Time{}
		}
	}
}

// Flush saves now. It waits for a write transaction that is open, so it must not
// be called from inside one.
func (a *Autosave) Flush(ctx context.Context) error {
	return a.vault.saveWhenIdle(ctx)
}

// Stop ends the saving in the background, after one that is under way. It does
// not save: Close does.
func (a *Autosave) Stop() {
	close(a.stop)
	<-a.done
}
