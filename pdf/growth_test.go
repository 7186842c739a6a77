package pdf

import (
	"fmt"
	"io"
	"math"
	"runtime"
	"runtime/metrics"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// BenchmarkGrowthPages writes ever longer dossiers and prints what a page costs: CPU
// time of all cores, most memory above the document itself, and the exponent by which
// the time grows from one length to the next (1 = a page costs the same everywhere).
func BenchmarkGrowthPages(b *testing.B) {
	f := loadFonts(b)
	if _, err := Write(b.Context(), io.Discard, dossier(russian, 3, 3), f); err != nil {
		b.Fatal(err)
	}
	lastPages, lastCPU := 0.0, 0.0
	for _, pages := range []int{10, 100, 805, 2500, 8000} {
		b.Run(fmt.Sprint(pages), func(b *testing.B) {
			d := dossier(russian, pages*33/10, pages*3)
			runtime.GC()
			var r Report
			stop := peakMemory()
			from := cpuTime()
			for b.Loop() {
				var err error
				if r, err = Write(b.Context(), io.Discard, d, f); err != nil {
					b.Fatal(err)
				}
			}
			cpu := (cpuTime() - from).Seconds() / float64(b.N)
			b.ReportMetric(float64(stop())/(1<<20), "MiB")
			b.ReportMetric(float64(r.Pages), "pages")
			b.ReportMetric(cpu, "cpu-s")
			if lastPages > 0 && lastPages < float64(r.Pages) {
				b.ReportMetric(math.Log(cpu/lastCPU)/math.Log(float64(r.Pages)/lastPages), "exponent")
			}
			lastPages, lastCPU = float64(r.Pages), cpu
			runtime.KeepAlive(d)
		})
	}
}

// peakMemory watches the memory that the runtime holds of the system; what it gives
// ends it and tells the most that was seen above the beginning.
func peakMemory() (stop func() uint64) {
	held := func() uint64 {
		s := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}, {Name: "/memory/classes/heap/free:bytes"}}
		metrics.Read(s)
		return s[0].Value.Uint64() - s[1].Value.Uint64() - s[2].Value.Uint64()
	}
	first, most := held(), atomic.Uint64{}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			select {
			case <-done:
				return
			case <-time.After(2 * time.Millisecond):
				most.Store(max(most.Load(), held()))
			}
		}
	}()
	return func() uint64 {
		close(done)
		<-ended
		return max(most.Load(), first) - first
	}
}

func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
