//go:build !windows

package vault

import (
	"errors"
	"syscall"
)

// full reports whether the system refused to write for want of room or of leave.
func full(err error) bool {
	var n syscall.Errno
	if !errors.As(err, &n) {
		return false
	}
	switch n {
	case syscall.ENOSPC, syscall.EDQUOT, syscall.EROFS, syscall.EFBIG, syscall.EACCES, syscall.EPERM:
		return true
	}
	return false
}

// straightAway is added to the flags of an opening: it goes through no link and
// waits for nobody at the other end of a pipe.
const straightAway = syscall.O_NOFOLLOW | syscall.O_NONBLOCK
