package withhold

import (
	"fmt"
	"io"
	"io/fs"

	"probata/dossier/datafile"
	"probata/dossier/lang"
)

// Rules are what is known of names in general: see assets/names. They do not change and may be shared.
type Rules struct {
	ordinary map[string]bool // keys of words that are also names
}

// file is what may stand in a file of assets/names.
type file struct {
	Ordinary []string `toml:"ordinary"`
}

// Load reads the rules from names/*.toml. An unknown key is an error that names file and line.
func Load(fsys fs.FS) (*Rules, error) {
	r := &Rules{ordinary: map[string]bool{}}
	err := datafile.Glob(fsys, "names/*.toml", func(name string, in io.Reader) error {
		var f file
		if err := datafile.Decode(name, in, &f); err != nil {
			return err
		}
		for _, w := range f.Ordinary {
			r.ordinary[lang.Fold(w)] = true
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("load rules of names: %w", err)
	}
	return r, nil
}
