package vault

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
)

// listFile is the list of what a backup consists of; it is written last, and makes
// a folder a backup. It is in clear and holds nothing that the folder does not show.
const (
	listFile  = "backup.list"
	listHead  = "probata backup 1\n"
	listLimit = 64 << 20
)

type list struct {
	number int
	made   time.Time
	files  []listed
	lost   []string
}

// listed is a file of a backup, as it lies there, sealed.
type listed struct {
	name string
	size int64
	sum  [sha256.Size]byte
}

func (l listed) isBlob() bool { return strings.HasPrefix(l.name, blobDir+"/") }

// summing hashes and counts.
type summing struct {
	hash.Hash
	size int64
}

func (s *summing) Write(b []byte) (int, error) {
	s.size += int64(len(b))
	return s.Hash.Write(b)
}

func (l *list) add(name string, s *summing) {
	l.files = append(l.files, listed{name, s.size, [sha256.Size]byte(s.Sum(nil))})
}

func (l *list) bytes() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%snumber %d\nmade %s\n", listHead, l.number, l.made.Format(time.RFC3339))
	for _, f := range l.files {
		fmt.Fprintf(&b, "file %s %d %x\n", f.name, f.size, f.sum)
	}
	for _, n := range l.lost {
		fmt.Fprintf(&b, "lost %s\n", n)
	}
	fmt.Fprintln(&b, sumLine(listFile, b.Bytes()))
	return b.Bytes()
}

func (l *list) backup(dir string) Backup {
	b := Backup{Path: dir, Number: l.number, Made: l.made, Lost: l.lost}
	for _, f := range l.files {
		b.Size += f.size
	}
	return b
}

// parseList checks the sum of the last line, and that no name leads elsewhere.
func parseList(b []byte) (l list, err error) {
	body, _ := bytes.CutSuffix(b, []byte("\n"))
	end := bytes.LastIndexByte(body, '\n') + 1
	if string(b[end:]) != sumLine(listFile, b[:end])+"\n" {
		return l, Damage{File: listFile, What: Broken, NextStep: RestoreFile}
	}
	text, ok := strings.CutPrefix(string(b[:end]), listHead)
	if !ok {
		return l, fmt.Errorf("%w: another kind of backup", ErrNewer)
	}
	malformed := Damage{File: listFile, What: Malformed, NextStep: RestoreFile}
	for line := range strings.Lines(text) {
		kind, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		switch kind {
		case "number":
			l.number, err = strconv.Atoi(rest)
		case "made":
			l.made, err = time.Parse(time.RFC3339, rest)
		case "lost":
			l.lost = append(l.lost, rest)
		case "file":
			var f listed
			f, err = parseListed(rest)
			l.files = append(l.files, f)
		default:
			err = malformed
		}
		if err != nil {
			return l, malformed
		}
	}
	return l, nil
}

// mayBeListed keeps a list from leading elsewhere, on any system.
func mayBeListed(name string) bool {
	if blob, ok := strings.CutPrefix(name, blobDir+"/"); ok {
		base, ok := strings.CutSuffix(blob, ".age")
		return ok && validBlob(base) == nil
	}
	return isOurs(name) && !strings.Contains(name, "/") && !strings.HasSuffix(name, ".tmp") && !strings.HasSuffix(name, ".damaged")
}

func parseListed(s string) (f listed, err error) {
	p := strings.Split(s, " ")
	if len(p) != 3 || !mayBeListed(p[0]) {
		return f, errors.New("makes no sense")
	}
	sum, err := hex.DecodeString(p[2])
	if err != nil || len(sum) != sha256.Size {
		return f, errors.New("makes no sense")
	}
	f.name, f.sum = p[0], [sha256.Size]byte(sum)
	f.size, err = strconv.ParseInt(p[1], 10, 64)
	return f, err
}

func (f folder) readList() (list, error) {
	b, err := f.readSmall(listFile, listLimit)
	if err != nil {
		return list{}, err
	}
	return parseList(b)
}

// sumFile reads a file to its end.
func (f folder) sumFile(ctx context.Context, name string) (*summing, error) {
	in, err := f.OpenFile(f.path(name), os.O_RDONLY)
	if err != nil {
		return nil, reading(name, err)
	}
	defer in.Close()
	sum := &summing{Hash: sha256.New()}
	if _, err := io.Copy(sum, checked{ctx, in}); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, reading(name, err)
	}
	return sum, nil
}

// fits compares what was read with the list.
func (l listed) fits(sum *summing) error {
	if sum.size != l.size || [sha256.Size]byte(sum.Sum(nil)) != l.sum {
		return Damage{File: l.name, What: Broken, NextStep: ReadAgain}
	}
	return nil
}

// checkBlob opens an attachment of a backup to its end, compares it with its name,
// and gives size and sum of the file.
func (f folder) checkBlob(ctx context.Context, k *key, name string) (*summing, error) {
	if err := f.rehash(ctx, k, name); err != nil {
		return nil, errors.Join(ctx.Err(), err)
	}
	return f.sumFile(ctx, blobPath(name))
}
