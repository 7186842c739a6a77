package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"probata/ui/widget"
)

// task is work that may take long: a bar that fills, and a button that ends it.
// Nothing is seen of it before it runs. Locking the vault ends it too.
type task struct {
	w      Host
	bar    *fw.ProgressBar
	stop   *widget.Button
	cancel context.CancelFunc
	object *fyne.Container
}

func newTask(w Host) *task {
	t := &task{w: w, bar: fw.NewProgressBar()}
	t.stop = widget.NewButton(w.Say().Words.Cancel, w.Icons()["close"], func() { t.end() })
	t.object = widget.NewBar(8, 0, t.bar, t.stop)
	t.object.Hide()
	return t
}

// end asks the work to end; it answers through done.
func (t *task) end() {
	if t.cancel != nil {
		t.cancel()
	}
}

// run does f beside the main goroutine, one at a time. progress takes what is
// done and of how much, from any goroutine. done does not hear of an end that
// was asked for, but as nil with ended set.
func (t *task) run(f func(ctx context.Context, progress func(done, total int64)) error, done func(err error, ended bool)) {
	if t.cancel != nil {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	t.cancel = cancel
	t.w.Tasks()[t] = true
	t.bar.SetValue(0)
	t.object.Show()
	shown := int64(-1) // touched by the goroutine of the work alone
	progress := func(done, total int64) {
		if total <= 0 || done*100/total == shown {
			return
		}
		shown = done * 100 / total
		part := float64(done) / float64(total)
		t.w.Do(func() { t.bar.SetValue(part) })
	}
	go func() {
		err := f(ctx, progress)
		t.w.Do(func() {
			ended := errors.Is(err, context.Canceled) && ctx.Err() != nil
			cancel()
			t.cancel = nil
			delete(t.w.Tasks(), t)
			t.object.Hide()
			if ended {
				err = nil
			}
			done(err, ended)
		})
	}()
}

// Tasks are those that run.
type Tasks map[*task]bool

// End ends them, because the vault is about to be closed.
func (all Tasks) End() {
	for t := range all {
		t.end()
	}
}

// whole makes a progress of files into one of a task.
func whole(progress func(done, total int64)) func(done, total int) {
	return func(done, total int) { progress(int64(done), int64(total)) }
}
