package outfile

import (
	"os"
	"path/filepath"
	"strconv"

	"golang.org/x/sys/unix"
)

// nameless makes a file in a folder that has no name there, and so is gone with
// the program; nil where the file system has no such files.
func nameless(dir string) *os.File {
	fd, err := unix.Open(dir, unix.O_TMPFILE|unix.O_RDWR|unix.O_CLOEXEC, ownerOnly)
	if err != nil {
		return nil // FAT and network drives; the named way tells what is wrong with the folder
	}
	return os.NewFile(uintptr(fd), filepath.Join(dir, "unfinished"))
}

// link gives a nameless file a name that is free.
func link(f *os.File, name string) error {
	from := "/proc/self/fd/" + strconv.Itoa(int(f.Fd()))
	return unix.Linkat(unix.AT_FDCWD, from, unix.AT_FDCWD, name, unix.AT_SYMLINK_FOLLOW)
}
