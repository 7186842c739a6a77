//go:build !windows

package outfile

import "os"

// createOwn makes a new file that is its owner's alone.
func createOwn(name string) (*os.File, error) {
	return os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, ownerOnly)
}

// MakeDir makes a folder that only its owner may enter.
func MakeDir(name string) error { return os.Mkdir(name, 0o700) }

// OwnDir makes a folder that is there its owner's alone. File systems without owners refuse.
func OwnDir(name string) error { return os.Chmod(name, 0o700) }

// retried calls an operation once: here nobody holds a file against a renaming.
func retried(act func() error) error { return act() }
