//go:build !windows

package outfile

import (
	"os"
	"syscall"
)

// hold locks an unfinished file for as long as the program runs and has it open.
func hold(f *os.File) {
	_ = syscall.Flock(int(f.Fd()), syscall.LOCK_EX) // where there are no locks nothing is swept either
}

// removeIfLeft removes an unfinished file that no running program holds.
func removeIfLeft(name string) {
	f, err := os.OpenFile(name, os.O_RDWR|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	if err != nil {
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return
	}
	if syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil {
		_ = os.Remove(name) // still held, so that its maker sees that it is gone
	}
}
