package room

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"probata/ui/widget"
)

// Task is work that may take long: a bar that fills, and a button that ends it.
// Nothing is seen of it before it runs. Locking the vault ends it too.
type Task struct {
	w      Host
	Bar    *fw.ProgressBar
	Stop   *widget.Button
	cancel context.CancelFunc
	Object *fyne.Container
}

func NewTask(w Host) *Task {
	t := &Task{w: w, Bar: fw.NewProgressBar()}
	t.Stop = widget.NewButton(w.Say().Words.Cancel, w.Icons()["close"], func() { t.End() })
	t.Object = widget.NewBar(8, 0, t.Bar, t.Stop)
	t.Object.Hide()
	return t
}

// End asks the work to end; it answers through done.
func (t *Task) End() {
	if t.cancel != nil {
		t.cancel()
	}
}

// Run does f beside the main goroutine, one at a time. progress takes what is
// done and of how much, from any goroutine. done does not hear of an end that
// was asked for, but as nil with ended set.
func (t *Task) Run(f func(ctx context.Context, progress func(done, total int64)) error, done func(err error, ended bool)) {
	if t.cancel != nil {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	t.cancel = cancel
	t.w.Tasks()[t] = true
	t.Bar.SetValue(0)
	t.Object.Show()
	shown := int64(-1) // touched by the goroutine of the work alone
	progress := func(done, total int64) {
		if total <= 0 || done*100/total == shown {
			return
		}
		shown = done * 100 / total
		part := float64(done) / float64(total)
		t.w.Do(func() { t.Bar.SetValue(part) })
	}
	go func() {
		err := f(ctx, progress)
		t.w.Do(func() {
			ended := errors.Is(err, context.Canceled) && ctx.Err() != nil
			cancel()
			t.cancel = nil
			delete(t.w.Tasks(), t)
			t.Object.Hide()
			if ended {
				err = nil
			}
			done(err, ended)
		})
	}()
}

// Tasks are those that run.
type Tasks map[*Task]bool

// End ends them, because the vault is about to be closed.
func (all Tasks) End() {
	for t := range all {
		t.End()
	}
}

// Whole makes a progress of files into one of a task.
func Whole(progress func(done, total int64)) func(done, total int) {
	return func(done, total int) { progress(int64(done), int64(total)) }
}

// Idle tells that nothing runs.
func (t *Task) Idle() bool { return t.cancel == nil }
