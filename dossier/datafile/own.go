package datafile

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
)

// Own is a data file of the user's that works in place of, or beside, what ships:
// whoever reads what is made with it must be able to see that.
type Own struct {
	Name     string // slash-separated, as in forms/wgad.toml
	SHA256   string // of its bytes, hexadecimal
	Replaces bool   // a file that ships
}

// OwnFiles are the data files of over in a folder that Layer lays upon base, in the
// order of their names, but for those whose bytes are those that ship.
func OwnFiles(base, over fs.FS, folder string) ([]Own, error) {
	l := layer{base, over}
	entries, err := l.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("find own data files: %w", err)
	}
	var out []Own
	for _, e := range entries {
		name := path.Join(folder, e.Name())
		if !l.covers(name) {
			continue
		}
		data, err := fs.ReadFile(l, name)
		if err != nil {
			return nil, fmt.Errorf("read own data file: %w", err)
		}
		shipped, err := fs.ReadFile(base, name)
		if err == nil && bytes.Equal(shipped, data) {
			continue
		}
		sum := sha256.Sum256(data)
		out = append(out, Own{name, hex.EncodeToString(sum[:]), err == nil})
	}
	return out, nil
}
