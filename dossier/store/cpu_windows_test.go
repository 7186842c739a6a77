package store

import (
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/windows"
)

// cpu is the processor time of the program so far.
func cpu(b *testing.B) time.Duration {
	var u windows.Rusage
	if err := windows.GetProcessTimes(windows.CurrentProcess(), &u.CreationTime, &u.ExitTime, &u.KernelTime, &u.UserTime); err != nil {
		b.Fatal(err)
	}
	// A length of time, in 100 ns, unlike what FILETIME is otherwise.
	length := func(t syscall.Filetime) int64 { return (int64(t.HighDateTime)<<32 | int64(t.LowDateTime)) * 100 }
	return time.Duration(length(syscall.Filetime(u.UserTime)) + length(syscall.Filetime(u.KernelTime)))
}
