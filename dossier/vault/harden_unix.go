//go:build unix

package vault

import "syscall"

// ownerOnly makes every file and folder that the process makes its owner's alone,
// those too that a library makes.
func ownerOnly() { syscall.Umask(0o077) }
