package vault

import (
	"strings"
)

// tidy removes what an interrupted program left: temporary files and generations
// other than the one in use. What cannot be removed now is harmless.
func (f folder) tidy(generation uint64) {
	_ = f.Own(f.dir)             // one that was copied has the rights of where it lies now
	_ = f.Mkdir(f.path(blobDir)) // which some copying programs leave out when it is empty
	for _, dir := range []string{"", blobDir + "/"} {
		entries, err := f.ReadDir(f.path(dir))
		if err != nil {
			continue
		}
		for _, e := range entries {
			if strings.HasSuffix(e.Name(), ".tmp") {
				_ = f.Remove(f.path(dir + e.Name()))
			}
		}
	}
	f.dropOthers(generation)
}

// dropTemporary removes what a compaction has not given its name.
func (f folder) dropTemporary(generation uint64) {
	_ = f.Remove(f.path(imageName(generation) + ".tmp"))
	_ = f.Remove(f.path(logName(generation) + ".tmp"))
}

// dropOthers removes the images and logs of every other generation.
func (f folder) dropOthers(generation uint64) {
	images, logs, err := f.generations()
	if err != nil {
		return
	}
	for _, n := range images {
		if n != generation {
			_ = f.Remove(f.path(imageName(n)))
		}
	}
	for _, n := range logs {
		if n != generation {
			_ = f.Remove(f.path(logName(n)))
		}
	}
}
