//go:build unix

package apart

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// cpuSeconds is the processor time of a child, for all files that it serves: the
// parent kills by the clock what takes too long for one.
const cpuSeconds = 900

// limit bounds this process, which may write nothing to any file.
func limit() error {
	for _, l := range []struct {
		what int
		most uint64
	}{{unix.RLIMIT_DATA, memory}, {unix.RLIMIT_CPU, cpuSeconds}, {unix.RLIMIT_CORE, 0}, {unix.RLIMIT_FSIZE, 0}} {
		var now unix.Rlimit
		if err := unix.Getrlimit(l.what, &now); err != nil {
			return fmt.Errorf("read limit: %w", err)
		}
		now.Cur, now.Max = min(l.most, uint64(now.Max)), min(l.most, uint64(now.Max))
		if err := unix.Setrlimit(l.what, &now); err != nil {
			return fmt.Errorf("set limit: %w", err)
		}
	}
	return nil
}
