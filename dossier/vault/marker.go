package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
)

const (
	formatVersion = 1
	markerFile    = "probata.vault"
	markerHead    = "probata vault "
)

// marker is the one clear file of a vault: its format, readable before the pass
// phrase is asked for, and the sums of the key file, by which a wrong pass phrase
// is told from a broken key. It is a convenience and is trusted with nothing.
type marker struct {
	sums map[string]bool // "key.age <hex>", and so for every key file
}

func (m marker) knows(name string, content []byte) bool {
	return m.sums[sumLine(name, content)]
}

// has reports whether there is a sum of the file.
func (m marker) has(name string) bool {
	for l := range m.sums {
		if sumOf(l) == name {
			return true
		}
	}
	return false
}

func sumLine(name string, content []byte) string {
	sum := sha256.Sum256(content)
	return name + " " + hex.EncodeToString(sum[:])
}

// sumOf is the file that a line of the marker is about.
func sumOf(line string) string {
	name, _, _ := strings.Cut(line, " ")
	return name
}

// writeMarker records the key files in the forms they may have.
func (f folder) writeMarker(lines []string) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s%d\n", markerHead, formatVersion)
	for _, l := range lines {
		fmt.Fprintln(&b, l)
	}
	fmt.Fprintln(&b, sumLine(markerFile, b.Bytes()))
	return f.replace(markerFile, b.Bytes())
}

// markerLines are the lines of the key files: those of the marker, or without a
// sound one those of the key files as they lie there.
func (f folder) markerLines() ([]string, error) {
	if m, err := f.readMarker(); err == nil {
		return slices.Sorted(maps.Keys(m.sums)), nil
	}
	names, err := f.keyFiles()
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, n := range names {
		sealed, err := f.readSmall(n, keyLimit)
		if err != nil {
			return nil, err
		}
		lines = append(lines, sumLine(n, sealed))
	}
	return lines, nil
}

func (f folder) readMarker() (marker, error) {
	b, err := f.readSmall(markerFile, 64<<10)
	if errors.Is(err, os.ErrNotExist) && !f.has(keyFile) {
		return marker{}, ErrNotVault
	}
	if err != nil {
		return marker{}, ofKey(err)
	}
	return parseMarker(b)
}

// parseMarker checks the last line's sum over all before it, then the version;
// that order and these two lines stay the same in every later format.
func parseMarker(b []byte) (marker, error) {
	body, _ := bytes.CutSuffix(b, []byte("\n"))
	end := bytes.LastIndexByte(body, '\n') + 1
	if string(b[end:]) != sumLine(markerFile, b[:end])+"\n" {
		return marker{}, Damage{File: markerFile, What: Broken, NextStep: RestoreFile}
	}
	lines := strings.Split(string(b[:end]), "\n")
	version, err := strconv.Atoi(strings.TrimPrefix(lines[0], markerHead))
	if err != nil || !strings.HasPrefix(lines[0], markerHead) {
		return marker{}, Damage{File: markerFile, What: Malformed, NextStep: RestoreFile}
	}
	if version > formatVersion {
		return marker{}, fmt.Errorf("%w: version %d", ErrNewer, version)
	}
	m := marker{sums: map[string]bool{}}
	for _, l := range lines[1:] {
		if l != "" {
			m.sums[l] = true
		}
	}
	return m, nil
}

// markerFault says what is wrong with the marker, as seen by a key file that has just
// been opened and so is sound.
func (f folder) markerFault(opened string) (Damage, bool) {
	m, err := f.readMarker()
	d := Damage{File: markerFile, What: Misplaced, NextStep: VerifyNow}
	if err == nil {
		sealed, err := f.readSmall(opened, keyLimit)
		return d, err == nil && !m.knows(opened, sealed)
	}
	if found := (Damage{}); errors.As(err, &found) {
		d.What, d.Cause = found.What, fmt.Errorf("it was %s", found.What)
	}
	return d, true
}

// lacksMarker tells that there is none, neither sound nor spoilt.
func (f folder) lacksMarker() bool { return !f.has(markerFile) }

// mend writes the marker again where it is broken, or does not know the key file
// that has just been opened and so is sound. Of the others it takes no new sum.
func (f folder) mend(opened string) {
	m, bad := f.readMarker()
	sealed, err := f.readSmall(opened, keyLimit)
	if err != nil || bad == nil && m.knows(opened, sealed) {
		return
	}
	lines, err := f.markerLines()
	if err != nil {
		return
	}
	lines = slices.DeleteFunc(lines, func(l string) bool { return sumOf(l) == opened })
	_ = f.writeMarker(append(lines, sumLine(opened, sealed))) // the next opening tries again
}

func (f folder) has(name string) bool {
	in, err := f.OpenFile(f.path(name), os.O_RDONLY)
	if err != nil {
		return false
	}
	_ = in.Close() // opened for reading only
	return true
}

// missing is not the opposite of has: a file may be there that cannot be opened.
func (f folder) missing(name string) bool {
	in, err := f.OpenFile(f.path(name), os.O_RDONLY)
	if err == nil {
		_ = in.Close() // opened for reading only
	}
	return errors.Is(err, os.ErrNotExist)
}
