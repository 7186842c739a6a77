package command

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"probata/dossier/desk"
	"probata/dossier/outfile"
)

// outFlags say where a result is written in clear.
type outFlags struct {
	out   string
	force bool // replace what is there
}

func (o *outFlags) register(f *flags, kind string) {
	f.text(&o.out, "out", kind)
	f.yes(&o.force, "force")
}

// writeWhole writes a file that is whole or not there at all, readable by its owner
// only.
func (c *call) writeWhole(o outFlags, write func(io.Writer) error) error {
	if err := c.free(o); err != nil {
		return err
	}
	return outfile.Write(o.out, write)
}

// target is the file of --out.
func (c *call) target(o outFlags) desk.Target {
	return func(fill func(io.Writer) error) error { return c.writeWhole(o, fill) }
}

// free makes sure that nothing is overwritten unless --force was given.
func (c *call) free(o outFlags) error {
	name := o.out
	info, err := os.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(filepath.Dir(name)); errors.Is(err, fs.ErrNotExist) {
			return failed("out-no-folder", "file", name)
		}
		return nil
	case err != nil:
		return fmt.Errorf("look for %s: %w", filepath.Base(name), err)
	case info.IsDir():
		return failed("out-folder", "file", name)
	case o.force:
		return nil
	}
	return failed("out-exists", "file", name)
}
