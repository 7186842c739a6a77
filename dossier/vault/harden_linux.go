package vault

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// Harden keeps the memory of the program, in which cases lie open, out of core
// dumps and away from debuggers of the same user, and makes all that the program
// writes its owner's alone. The program calls it first thing. It cannot keep
// memory out of swap or hibernation.
func Harden() error {
	ownerOnly()
	if err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}); err != nil {
		return fmt.Errorf("forbid core dumps: %w", err)
	}
	if err := unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0); err != nil {
		return fmt.Errorf("forbid core dumps: %w", err)
	}
	return nil
}
