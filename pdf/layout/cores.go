package layout

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
)

// Fault is what Share panics with when its work did: a panic that is not
// stopped in its own goroutine ends the program. It tells the place and not
// the value, which could quote the document.
type Fault struct{ At string }

// Share does n pieces of work on all cores. Every worker calls next for the
// number of a piece until there are no more; a worker is the place for what is
// not to be made anew for every piece. The error is that of the worker begun
// first; the others stop after the piece that they have in hand.
func Share(n int, worker func(next func() (int, bool)) error) error {
	var taken atomic.Int64
	var failed atomic.Bool
	next := func() (int, bool) {
		i := int(taken.Add(1)) - 1
		return i, i < n && !failed.Load()
	}
	workers := min(runtime.GOMAXPROCS(0), n)
	if workers <= 1 {
		return worker(next)
	}
	errs, faults := make([]error, workers), make([]*Fault, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					faults[w] = &Fault{faultPlace(p)}
				}
				if faults[w] != nil || errs[w] != nil {
					failed.Store(true)
				}
			}()
			errs[w] = worker(next)
		})
	}
	wg.Wait()
	for w := range workers {
		if faults[w] != nil {
			panic(*faults[w])
		}
	}
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// faultPlace is the function and line of a panic, called by the function that
// was deferred.
func faultPlace(p any) string {
	if f, ok := p.(Fault); ok {
		return f.At
	}
	pcs := make([]uintptr, 16)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	for {
		f, more := frames.Next()
		if !strings.HasPrefix(f.Function, "runtime.") || !more {
			return fmt.Sprintf("%s:%d", f.Function, f.Line)
		}
	}
}
