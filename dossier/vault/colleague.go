package vault

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"time"
)

// Colleague is somebody else who can open the vault, with an identity of age's.
type Colleague struct {
	N         int    // of the key file; not given again while the vault remembers it
	Label     string // as the user wrote it; kept sealed
	Recipient Recipient
	Added     time.Time
}

// labelLimit bounds a label in bytes.
const labelLimit = 1 << 10

// Colleagues lists who besides the owner can open the vault, in the order in
// which they were added.
func (v *Vault) Colleagues() ([]Colleague, error) {
	k, err := v.attachmentKey()
	if err != nil {
		return nil, err
	}
	ring, err := v.folder.readRing(k) // without custody: a backup may hold that for minutes
	if err != nil {
		return nil, err
	}
	var out []Colleague
	for _, e := range ring {
		r, err := ParseRecipient(e.Recipient)
		if e.File == recoveryFile || e.State == keyRemoving || err != nil {
			continue
		}
		out = append(out, Colleague{N: colleagueNumber(e.File), Label: e.Label, Recipient: r, Added: e.Added})
	}
	return out, nil
}

func colleagueNumber(file string) int {
	m := colleagueFile.FindStringSubmatch(file)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1]) // the pattern admits only what fits
	return n
}

// AddColleague lets somebody open the vault with their own identity of age's, by
// OpenWithIdentity or with age itself. They get everything in it.
func (v *Vault) AddColleague(to Recipient, label string) (Colleague, error) {
	v.custody.Lock()
	defer v.custody.Unlock()
	if to.age == nil {
		return Colleague{}, errors.New("add colleague: empty recipient")
	}
	if len(label) > labelLimit {
		return Colleague{}, fmt.Errorf("add colleague: %w: the label is too long", fs.ErrInvalid)
	}
	k, err := v.writableKey()
	if err != nil {
		return Colleague{}, err
	}
	ring, err := v.ring(k)
	if err != nil {
		return Colleague{}, err
	}
	files, err := v.folder.keyFiles()
	if err != nil {
		return Colleague{}, err
	}
	for _, e := range ring {
		files = append(files, e.File)
	}
	n := 1
	for _, f := range files {
		n = max(n, colleagueNumber(f)+1)
	}
	c := Colleague{N: n, Label: label, Recipient: to, Added: v.now().UTC().Truncate(time.Second)}
	return c, v.addKey(keyEntry{File: colleagueName(n), Recipient: to.text, Label: label}, to.age)
}

func colleagueName(n int) string { return fmt.Sprintf("key-%d.age", n) }

// RemoveColleague takes a colleague's key file away. Who has a copy of it, or of
// the vault, keeps what they have; only Rekey shuts them out of what comes.
func (v *Vault) RemoveColleague(n int) error {
	v.custody.Lock()
	defer v.custody.Unlock()
	return v.removeKey(colleagueName(n))
}

// OpenWithIdentity opens a vault with the identity of a colleague.
func OpenWithIdentity(dir string, id Identity, o Options) (*Vault, error) {
	if id.age == nil {
		return nil, ErrIdentity
	}
	return open(dir, withIdentity(id), o, forWriting)
}
