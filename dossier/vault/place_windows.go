package vault

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// fileSystem asks for the drive's kind and the file system's name.
func fileSystem(dir string) []Place {
	volume := filepath.VolumeName(dir)
	if strings.HasPrefix(volume, `\\`) {
		return []Place{PlaceNetwork}
	}
	root, err := windows.UTF16PtrFromString(volume + `\`)
	if err != nil {
		return nil
	}
	if windows.GetDriveType(root) == windows.DRIVE_REMOTE {
		return []Place{PlaceNetwork}
	}
	var name [64]uint16
	if windows.GetVolumeInformation(root, nil, 0, nil, nil, nil, &name[0], uint32(len(name))) != nil {
		return nil
	}
	if strings.Contains(strings.ToUpper(windows.UTF16ToString(name[:])), "FAT") {
		return []Place{PlaceFAT}
	}
	return nil
}
