package vault

import (
	"bytes"
	"cmp"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"time"
)

// A mark is what this computer remembers of a vault, outside of it: how far it had
// got when something was last saved in it here. By it the opening tells a log that was
// cut, a garbled end and a whole older copy from what a crash leaves. It lies in
// marks/ of [Options.Settings], sealed by a key that comes from the vault's, under a
// name that does too: who has not the vault's key learns neither which vault it is of
// nor what it says, and cannot make one. FORMAT.md gives every byte.

const (
	marksDir   = "marks"
	markMagic  = "PVM1"
	markPlaces = 8 // of one vault and its copies; of more, the ones least lately written go
	pointBytes = 8 + 8 + sha256.Size + 8
	placeBytes = 16
	markBytes  = 4 + markPlaces*(placeBytes+1+8+3*pointBytes)
)

// point is a record of a log: how far a vault had got.
type point struct {
	generation uint64
	sequence   uint64
	sum        [sha256.Size]byte // of the sealed record
	saved      int64             // when it was written, Unix time in milliseconds
}

func (p point) set() bool { return p.generation > 0 }

// when is the time of a point, zero for none.
func (p point) when() time.Time {
	if !p.set() {
		return time.Time{}
	}
	return time.UnixMilli(p.saved)
}

// placeMark is what is remembered of a vault in one place: a folder that is copied is
// a vault of its own, and goes on by itself.
type placeMark struct {
	place   [placeBytes]byte
	written int64 // Unix time in milliseconds
	// high is the last that was saved; now is what the vault in that place has. They
	// differ as long as something of high is missing and the user has not accepted it.
	high, now point
	// same is an earlier point with the same content as now: what a backup may have
	// that was made before the last closing.
	same point
	sure bool // nothing that was ever saved is missing, as far as this computer goes
}

// markState is the mark of an open vault.
type markState struct {
	dir   folder // marks/; without a path there are no marks
	name  string
	place placeMark
	found bool  // there was one for this vault when it was opened
	err   error // why it is not kept; nil when it is
}

// ErrNoSettings: no folder for settings is known, so nothing is remembered there.
var ErrNoSettings = errors.New("there is no folder for settings")

// beginMark looks for the mark of a vault whose key is open. It comes before the
// vault is read: what another program saves meanwhile must not look missing.
func (v *Vault) beginMark() (places []placeMark, broken error) {
	v.mark = markState{err: ErrNoSettings}
	if v.settings == "" || v.folder.has(listFile) { // a backup is older, and is to be
		return nil, nil
	}
	v.mark = markState{dir: folder{v.folder.FileSystem, filepath.Join(v.settings, marksDir)}, name: hex.EncodeToString(v.key.keyed("probata vault 1 mark name"))}
	v.mark.place.place = v.key.place(v.folder.dir)
	places, err := v.readMark()
	if d := (Damage{}); errors.Is(err, fs.ErrNotExist) || errors.Is(err, ErrNoSpace) || errors.As(err, &d) && d.What == Unreadable {
		return nil, nil // there is none, or no leave to look: writing it will tell
	}
	v.mark.found = err == nil
	return places, err
}

func (k *key) place(dir string) [placeBytes]byte {
	return [placeBytes]byte(k.keyed("probata vault 1 place\n" + absolute(dir)))
}

func absolute(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	return dir
}

// keyed is an HMAC under the naming key, which outlives every change of identity.
func (k *key) keyed(text string) []byte {
	m := hmac.New(sha256.New, k.naming)
	_, _ = io.WriteString(m, text) // a hash takes everything
	return m.Sum(nil)
}

// markSeal is the cipher of marks. age has no recipient for a key that is shared,
// but by scrypt, which takes a second.
func (k *key) markSeal() (cipher.AEAD, error) {
	secret, err := hkdf.Key(sha256.New, k.naming, nil, "probata vault 1 mark", 32)
	if err != nil {
		return nil, fmt.Errorf("derive key: %w", err)
	}
	block, err := aes.NewCipher(secret)
	if err != nil {
		return nil, fmt.Errorf("derive key: %w", err)
	}
	return cipher.NewGCMWithRandomNonce(block)
}

func (v *Vault) readMark() ([]placeMark, error) {
	sealed, err := v.mark.dir.readSmall(v.mark.name, 64<<10)
	if err != nil {
		return nil, err
	}
	box, err := v.key.markSeal()
	if err != nil {
		return nil, err
	}
	plain, err := box.Open(nil, nil, sealed, nil)
	if err != nil {
		return nil, err
	}
	return parseMark(plain)
}

var errMark = errors.New("mark makes no sense")

func parseMark(b []byte) ([]placeMark, error) {
	if len(b) != markBytes || string(b[:4]) != markMagic {
		return nil, errMark
	}
	r := bytes.NewReader(b[4:])
	var places []placeMark
	for range markPlaces {
		var p placeMark
		var flags uint8
		_ = binary.Read(r, binary.BigEndian, &p.place) // the length was looked at
		_ = binary.Read(r, binary.BigEndian, &flags)
		_ = binary.Read(r, binary.BigEndian, &p.written)
		p.sure = flags&1 != 0
		for _, at := range []*point{&p.high, &p.now, &p.same} {
			*at = readPoint(r)
		}
		if flags&2 != 0 {
			places = append(places, p)
		}
	}
	return places, nil
}

func readPoint(r io.Reader) (p point) {
	var b [pointBytes]byte
	_, _ = io.ReadFull(r, b[:]) // the length was looked at
	p.generation, p.sequence = binary.BigEndian.Uint64(b[0:]), binary.BigEndian.Uint64(b[8:])
	copy(p.sum[:], b[16:])
	p.saved = int64(binary.BigEndian.Uint64(b[48:]))
	return p
}

func (p point) bytes() []byte {
	b := binary.BigEndian.AppendUint64(nil, p.generation)
	b = binary.BigEndian.AppendUint64(b, p.sequence)
	b = append(b, p.sum[:]...)
	return binary.BigEndian.AppendUint64(b, uint64(p.saved))
}

func markText(places []placeMark) []byte {
	b := []byte(markMagic)
	for _, p := range places {
		b = append(b, p.place[:]...)
		flags := byte(2)
		if p.sure {
			flags |= 1
		}
		b = binary.BigEndian.AppendUint64(append(b, flags), uint64(p.written))
		for _, at := range []point{p.high, p.now, p.same} {
			b = append(b, at.bytes()...)
		}
	}
	return append(b, make([]byte, markBytes-len(b))...)
}

// writeMark puts down where the vault in this place has got to, beside what is known
// of others. A failure is remembered and told by whoever asks: nothing is lost with a
// mark but the knowledge that something is missing.
func (v *Vault) writeMark() {
	if v.mark.name != "" {
		v.mark.err = v.putPlace(v.mark.place)
	}
}

func (v *Vault) putPlace(own placeMark) error {
	places, err := v.readMark()
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		places = nil // told at the opening; a new one is begun
	}
	own.written = v.now().UnixMilli()
	places = slices.DeleteFunc(places, func(p placeMark) bool { return p.place == own.place })
	slices.SortStableFunc(places, func(a, b placeMark) int { return cmp.Compare(b.written, a.written) })
	places = append([]placeMark{own}, places[:min(len(places), markPlaces-1)]...)
	return v.putMark(markText(places), own.place)
}

func (v *Vault) putMark(plain []byte, place [placeBytes]byte) error {
	box, err := v.key.markSeal()
	if err != nil {
		return err
	}
	dir := v.mark.dir
	if err := dir.makeAll(); err != nil {
		return err
	}
	// Another copy of the vault may be open, and writes the same mark.
	tmp := v.mark.name + "." + hex.EncodeToString(place[:]) + ".tmp"
	err = dir.writeFile(tmp, func(w io.Writer) error {
		_, err := w.Write(box.Seal(nil, nil, plain, nil))
		return err
	})
	if err != nil {
		return err
	}
	// The folder is not synced: after a power cut the mark of the save before serves
	// nearly as well, and every save would wait twice as long.
	if err := dir.Rename(dir.path(tmp), dir.path(v.mark.name)); err != nil {
		return writing(marksDir, err)
	}
	return nil
}

// makeAll makes a folder and those above it.
func (f folder) makeAll() error {
	err := f.Mkdir(f.dir)
	if errors.Is(err, fs.ErrNotExist) && filepath.Dir(f.dir) != f.dir {
		if err := (folder{f.FileSystem, filepath.Dir(f.dir)}).makeAll(); err != nil {
			return err
		}
		err = f.Mkdir(f.dir)
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return writing(marksDir, err)
	}
	return nil
}

// dropMark forgets a vault that is no more.
func (v *Vault) dropMark() error {
	if v.mark.name == "" {
		return nil
	}
	err := v.mark.dir.Remove(v.mark.dir.path(v.mark.name))
	if err == nil {
		err = v.mark.dir.SyncDir(v.mark.dir.dir)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Remembers tells whether this computer remembers how far the vault had got: nil, or
// ErrNoSettings or why the mark could not be written.
func (v *Vault) Remembers() error {
	v.saving.Lock()
	defer v.saving.Unlock()
	return v.mark.err
}

// FirstHere tells that this computer knew nothing of the vault when it was opened, and
// so cannot say whether it is an older copy.
func (v *Vault) FirstHere() bool { return !v.mark.found }
