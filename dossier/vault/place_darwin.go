package vault

import "golang.org/x/sys/unix"

// fileSystem asks the kernel for the name of the kind, as mount(8) shows it.
func fileSystem(dir string) []Place {
	var s unix.Statfs_t
	if unix.Statfs(dir, &s) != nil {
		return nil
	}
	switch unix.ByteSliceToString(s.Fstypename[:]) {
	case "msdos", "exfat":
		return []Place{PlaceFAT}
	case "smbfs", "nfs", "afpfs", "webdav", "cifs":
		return []Place{PlaceNetwork}
	}
	return nil
}
