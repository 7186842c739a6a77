//go:build !linux && !windows

package vault

// Harden makes what the program writes its owner's alone. For memory it does
// nothing here: the system offers no call for it that we have tried.
func Harden() error {
	ownerOnly()
	return nil
}
