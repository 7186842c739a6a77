//go:build !windows

package vault

import (
	"os"
	"path/filepath"
	"syscall"
)

// notFiles are what stands in a file's place and is none.
func notFiles(away func(then func(path string) error) func(string) error) []harm {
	return []harm{
		{"a link to itself as it was", func(path string) error {
			aside := filepath.Join(filepath.Dir(filepath.Dir(path)), "aside")
			if err := os.Rename(path, aside); err != nil && !os.IsNotExist(err) {
				return err
			}
			return os.Symlink(aside, path)
		}},
		{"a link to nothing", away(func(path string) error { return os.Symlink(path+".none", path) })},
		{"a link to itself", away(func(path string) error { return os.Symlink(path, path) })},
		{"a link to an endless device", away(func(path string) error { return os.Symlink("/dev/zero", path) })},
		{"a pipe", away(func(path string) error { return syscall.Mkfifo(path, 0o600) })},
	}
}
