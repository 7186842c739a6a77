//go:build !windows

package vault

import "syscall"

// What the system answers when the disk is full or not to be written to.
const (
	noSpace  = syscall.ENOSPC
	readOnly = syscall.EROFS
)
