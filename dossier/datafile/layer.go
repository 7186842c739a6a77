package datafile

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
)

// most is the largest data file that is read from the disk of the user, in bytes.
const most = 4 << 20

// Layer is base with the files of over laid upon it: a file of over takes the place of the one of the same name, others
// are added. So a body's new form or a newer list of acceptances works without a new program. Only regular .toml files of
// folders that base has count; what is larger than 4 MiB is refused when it is opened.
func Layer(base, over fs.FS) fs.FS { return layer{base, over} }

type layer struct{ base, over fs.FS }

// Open implements fs.FS.
func (l layer) Open(name string) (fs.File, error) {
	if !l.covers(name) {
		return l.base.Open(name)
	}
	info, err := fs.Stat(l.over, name)
	if err != nil {
		return nil, err
	}
	if info.Size() > most {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fmt.Errorf("larger than %d bytes", most)}
	}
	return l.over.Open(name)
}

// covers tells whether name is a data file of over.
func (l layer) covers(name string) bool {
	if path.Ext(name) != ".toml" {
		return false
	}
	info, err := fs.Stat(l.over, name)
	return err == nil && info.Mode().IsRegular()
}

// ReadDir implements fs.ReadDirFS.
func (l layer) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(l.base, name)
	if err != nil {
		return nil, err
	}
	byName := map[string]fs.DirEntry{}
	for _, e := range entries {
		byName[e.Name()] = e
	}
	added, err := fs.ReadDir(l.over, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, e := range added {
		if l.covers(path.Join(name, e.Name())) {
			byName[e.Name()] = e
		}
	}
	out := make([]fs.DirEntry, 0, len(byName))
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		out = append(out, byName[name])
	}
	return out, nil
}
