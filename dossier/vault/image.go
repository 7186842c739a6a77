package vault

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"

	"filippo.io/age"
)

func imageName(generation uint64) string { return fmt.Sprintf("image-%d.age", generation) }
func logName(generation uint64) string   { return fmt.Sprintf("log-%d.age", generation) }

// generationFile is the name of an image or log, without leading zeros.
var generationFile = regexp.MustCompile(`^(image|log)-([1-9][0-9]{0,17})\.age$`)

func parseGeneration(digits string) (uint64, error) { return strconv.ParseUint(digits, 10, 64) }

// generations lists the generations that have an image and those that have a log.
func (f folder) generations() (images, logs []uint64, err error) {
	entries, err := f.ReadDir(f.dir)
	if err != nil {
		return nil, nil, reading(".", err)
	}
	for _, e := range entries {
		m := generationFile.FindStringSubmatch(e.Name())
		if m == nil {
			continue
		}
		n, err := parseGeneration(m[2])
		if err != nil {
			continue // the pattern admits only what fits
		}
		if m[1] == "image" {
			images = append(images, n)
		} else {
			logs = append(logs, n)
		}
	}
	return images, logs, nil
}

// foreign reports whether a key that opens is that of another vault, with the same
// pass phrase: image and log of the newest generation have both a whole header, and
// neither is sealed to it.
func (f folder) foreign(k *key) bool {
	images, _, err := f.generations()
	if err != nil || len(images) == 0 {
		return false
	}
	newest := slices.Max(images)
	for name, skip := range map[string]int64{imageName(newest): 0, logName(newest): lengthPrefix} {
		in, err := f.OpenFile(f.path(name), os.O_RDONLY)
		if err != nil {
			return false
		}
		_, err = k.open(io.NewSectionReader(in, skip, headerBytes))
		_ = in.Close() // opened for reading only
		if !errors.Is(err, age.ErrIncorrectIdentity) {
			return false
		}
	}
	return true
}

// writeImage seals a snapshot under the image's temporary name, and gives the
// SHA-256 of the file.
func (f folder) writeImage(ctx context.Context, k *key, generation uint64, s *snapshot) ([sha256.Size]byte, error) {
	sum := sha256.New()
	err := f.writeFile(imageName(generation)+".tmp", func(w io.Writer) error {
		sealed, err := k.seal(io.MultiWriter(w, sum))
		if err != nil {
			return err
		}
		if err := s.write(ctx, sealed); err != nil {
			return err
		}
		return sealed.Close()
	})
	return [sha256.Size]byte(sum.Sum(nil)), err
}

// readImage fills the pages from an image, and gives the SHA-256 of the file.
func (f folder) readImage(k *key, generation uint64, p *Pages) ([sha256.Size]byte, error) {
	name := imageName(generation)
	sum := sha256.New()
	err := f.readSealed(k, name, sum, func(plain io.Reader) error {
		buf := make([]byte, 64<<10)
		defer clear(buf)
		_, err := io.CopyBuffer(io.NewOffsetWriter(p, 0), plain, buf)
		return err
	})
	return [sha256.Size]byte(sum.Sum(nil)), err
}

// readSealed reads a sealed file to its end through use, hashing what lies on the disk.
func (f folder) readSealed(k *key, name string, sum hash.Hash, use func(plain io.Reader) error) error {
	in, err := f.OpenFile(f.path(name), os.O_RDONLY)
	if err != nil {
		return reading(name, err)
	}
	defer in.Close()
	disk := &failing{r: in}
	plain, err := k.open(io.TeeReader(disk, sum))
	if err == nil {
		err = use(plain)
	}
	switch {
	case disk.err != nil:
		return reading(name, disk.err)
	case err != nil && !errors.Is(err, ErrClosed):
		return Damage{File: name, What: Broken, NextStep: RestoreBackup, Cause: err}
	}
	return err
}

// failing remembers that it was the disk that failed, and not the seal.
type failing struct {
	r   io.Reader
	err error
}

func (f *failing) Read(b []byte) (int, error) {
	n, err := f.r.Read(b)
	if err != nil && err != io.EOF {
		f.err = err
	}
	return n, err
}
