package vault

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
)

// Salvaged tells what OpenDamaged found and did.
type Salvaged struct {
	Lost  []Damage  // what is damaged and so is lost or in part; empty for a sound vault
	Saved time.Time // when the newest change that was recovered had been saved; zero if not known
	Aside string    // folder inside the vault that keeps the damaged files as they were found; "" if none
}

// salvageStep is how much of an image age seals in one piece.
const salvageStep = 64 << 10

// OpenDamaged opens a vault that Open refuses, at the last state that can be read,
// and says what is lost. The damaged files are first copied into a folder beside
// the others, where nothing touches them again; then a new generation is written.
// An image of which parts do not open comes up with zeros in their place: whoever
// runs a database on it must check that before trusting it. On a sound vault it
// does what Open does. A restored backup is better than this, if there is one.
func OpenDamaged(dir string, passphrase []byte, o Options) (*Vault, Salvaged, error) {
	v, err := open(dir, withPassphrase(passphrase), o, forSalvage)
	if err != nil {
		return nil, Salvaged{}, err
	}
	found := v.salvaged
	if len(found.Lost) > 0 {
		if err := v.Compact(context.Background()); err != nil {
			return nil, found, errors.Join(err, v.Abandon())
		}
		for _, d := range v.Found() {
			if !d.Harmless() && d.What != Healed {
				found.Lost = append(found.Lost, d)
			}
		}
		v.acceptMark() // it is told as lost, once
	}
	return v, found, nil
}

// salvage loads what can be loaded, having set the originals aside.
func (v *Vault) salvage() error {
	err := v.load()
	if d := (Damage{}); !errors.As(err, &d) {
		return err
	}
	v.reset()
	images, logs, err := v.folder.generations()
	if err != nil {
		return err
	}
	if len(images) == 0 {
		return Damage{File: imageName(slices.Max(append(logs, 1))), What: Missing, NextStep: RestoreBackup}
	}
	newest := slices.Max(images)
	if err := v.setAside(imageName(newest), logName(newest)); err != nil {
		return err
	}
	if err := v.salvageImage(newest); err != nil {
		return err
	}
	v.pages.settle()
	v.pages.stored = -1 // dirty: this state is nowhere on the disk
	v.broken = true
	v.highest = slices.Max(append(logs, newest))
	return nil
}

// reset forgets what a failed load left.
func (v *Vault) reset() {
	if v.log != nil {
		_ = v.log.file.Close() // opened for replaying only, so far
		v.log = nil
	}
	v.pages.wipe()
	v.pages = newPages()
}

// salvageImage reads the newest image, and its log as far as it fits. With holes in
// the image the log is read all the same: its pages may fill them.
func (v *Vault) salvageImage(newest uint64) error {
	sum, err := v.folder.readImage(v.key, newest, v.pages)
	if d := (Damage{}); errors.As(err, &d) && d.What != Unreadable {
		v.salvaged.Lost = append(v.salvaged.Lost, d)
		v.reset()
		sum, err = v.readHoles(newest)
	}
	if err != nil {
		return err
	}
	whole := len(v.salvaged.Lost) == 0
	v.log = &journal{name: logName(newest), generation: newest, last: sum, empty: true}
	file, err := v.folder.OpenFile(v.folder.path(v.log.name), os.O_RDONLY)
	if errors.Is(err, os.ErrNotExist) {
		file, err = nowhere{}, nil
		v.salvaged.Lost = append(v.salvaged.Lost, Damage{File: v.log.name, What: Missing, NextStep: RestoreBackup})
	}
	if err != nil {
		return reading(v.log.name, err)
	}
	v.log.file = file
	if _, gone := file.(nowhere); gone {
		return nil
	}
	v.log.adopt = !whole // the sum of the image does not hold, its place in the chain does
	err = v.log.replay(v.key, v.pages.apply)
	d := Damage{}
	if err != nil && !errors.As(err, &d) {
		return err
	}
	v.salvaged.Saved = v.log.saved
	if err != nil {
		d.Cause = fmt.Errorf("read up to record %d, byte %d: %w", v.log.next, v.log.size, d.Cause)
		v.salvaged.Lost = append(v.salvaged.Lost, d)
	}
	return nil
}

// readHoles fills the pages with the pieces of an image that open.
func (v *Vault) readHoles(generation uint64) (sum [sha256.Size]byte, err error) {
	name := imageName(generation)
	in, err := v.folder.OpenFile(v.folder.path(name), os.O_RDONLY)
	if err != nil {
		return sum, reading(name, err)
	}
	defer in.Close()
	length, err := in.Length()
	if err != nil {
		return sum, reading(name, err)
	}
	plain, size, err := decryptAt(in, length, v.key)
	if err != nil {
		// Without the header or the last piece age opens nothing.
		return sum, Damage{File: name, What: Broken, NextStep: RestoreBackup, Cause: err}
	}
	if err := v.pages.Truncate(size); err != nil {
		return sum, err
	}
	lost, buf := 0, make([]byte, salvageStep)
	defer clear(buf)
	for at := int64(0); at < size; at += salvageStep {
		piece := buf[:min(salvageStep, size-at)]
		if n, err := plain.ReadAt(piece, at); n < len(piece) && err != nil {
			lost++
			continue
		}
		if _, err := v.pages.WriteAt(piece, at); err != nil {
			return sum, err
		}
	}
	found := &v.salvaged.Lost[len(v.salvaged.Lost)-1]
	found.Cause = fmt.Errorf("%d of %d pieces of 64 KiB do not open: %w", lost, (size+salvageStep-1)/salvageStep, found.Cause)
	return sum, nil
}

// setAside copies files, as they are, into a new folder damaged-N.
func (v *Vault) setAside(names ...string) error {
	f := v.folder
	aside, err := f.newAside()
	if err != nil {
		return err
	}
	v.salvaged.Aside = aside
	for _, name := range names {
		err := f.copyTo(context.Background(), name, -1, f, v.salvaged.Aside+"/"+name, nil)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	if err := f.SyncDir(f.dir); err != nil {
		return writing(".", err)
	}
	return nil
}

// newAside makes a folder for what is damaged.
func (f folder) newAside() (string, error) {
	for n := 1; ; n++ {
		aside := fmt.Sprintf("damaged-%d", n)
		err := f.Mkdir(f.path(aside))
		if errors.Is(err, os.ErrExist) {
			continue
		}
		if err != nil {
			return "", writing(aside, err)
		}
		return aside, nil
	}
}

// setAsideFiles are the files that were set aside as damaged one by one.
func (f folder) setAsideFiles() ([]string, error) {
	entries, err := f.ReadDir(f.dir)
	if err != nil {
		return nil, reading(".", err)
	}
	var names []string
	for _, e := range entries {
		if n := e.Name(); !e.IsDir() && n != trimDamaged(n) && isOurs(n) {
			names = append(names, n)
		}
	}
	return names, nil
}

func trimDamaged(name string) string { return strings.TrimSuffix(name, ".damaged") }

// nowhere stands for a log that is not there.
type nowhere struct{ File }

func (nowhere) Close() error { return nil }

// copyTo copies a file of one folder into another, durably, up to limit bytes if
// that is not negative, and hashes what it copied.
func (f folder) copyTo(ctx context.Context, from string, limit int64, dst folder, to string, sum io.Writer) error {
	in, err := f.OpenFile(f.path(from), os.O_RDONLY)
	if err != nil {
		return reading(from, err)
	}
	defer in.Close()
	if limit < 0 {
		if limit, err = in.Length(); err != nil {
			return reading(from, err)
		}
	}
	if sum == nil {
		sum = io.Discard
	}
	source := &failing{r: checked{ctx, in}}
	err = dst.writeFile(to+".tmp", func(w io.Writer) error {
		_, err := io.CopyN(io.MultiWriter(w, sum), source, limit)
		return err
	})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case source.err != nil || errors.Is(err, io.EOF):
		return errors.Join(reading(from, errors.Join(source.err, err)), dst.drop(to+".tmp"))
	case err != nil:
		return err
	}
	return dst.rename(to+".tmp", to)
}

func (f folder) drop(name string) error {
	err := f.Remove(f.path(name))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}
