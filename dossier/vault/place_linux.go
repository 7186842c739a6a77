package vault

import "golang.org/x/sys/unix"

// fileSystem asks the kernel; the numbers are of statfs(2).
func fileSystem(dir string) []Place {
	var s unix.Statfs_t
	if unix.Statfs(dir, &s) != nil {
		return nil
	}
	const exFAT, cifs, smb2, coda, afs, ceph, v9fs = 0x2011BAB0, 0xFF534D42, 0xFE534D42, 0x73757245, 0x5346414F, 0x00C36400, 0x01021997
	switch uint32(s.Type) {
	case unix.MSDOS_SUPER_MAGIC, exFAT:
		return []Place{PlaceFAT}
	case unix.NFS_SUPER_MAGIC, unix.SMB_SUPER_MAGIC, cifs, smb2, coda, afs, ceph, v9fs:
		return []Place{PlaceNetwork}
	}
	return nil
}
