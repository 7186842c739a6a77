package vault

import (
	"errors"

	"golang.org/x/sys/windows"
)

// full reports whether the system refused to write for want of room or of leave.
func full(err error) bool {
	var n windows.Errno
	if !errors.As(err, &n) {
		return false
	}
	switch n {
	case windows.ERROR_DISK_FULL, windows.ERROR_HANDLE_DISK_FULL, windows.ERROR_WRITE_PROTECT,
		windows.ERROR_ACCESS_DENIED, windows.ERROR_DISK_QUOTA_EXCEEDED:
		return true
	}
	return false
}

// straightAway: Windows has no flag for it, and links there need special leave.
const straightAway = 0
