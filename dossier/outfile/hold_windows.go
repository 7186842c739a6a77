package outfile

import "os"

// hold does nothing: Windows removes no file that is open.
func hold(*os.File) {}

func removeIfLeft(name string) {
	if info, err := os.Lstat(name); err == nil && info.Mode().IsRegular() {
		_ = os.Remove(name)
	}
}
