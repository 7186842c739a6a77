package vault

import "golang.org/x/sys/windows"

// What the system answers when the disk is full or not to be written to.
const (
	noSpace  = windows.ERROR_DISK_FULL
	readOnly = windows.ERROR_WRITE_PROTECT
)
