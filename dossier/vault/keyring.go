package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"time"

	"filippo.io/age"
)

// ringFile says, sealed to the vault, whom its further key files are for. The
// files themselves do not: an age file shows nothing of its recipients.
const (
	ringFile  = "keyring.age"
	ringLimit = 4 << 20
	ringStep  = 4096 // the content is filled up to a multiple of it
)

// keyEntry is one key file besides key.age.
type keyEntry struct {
	File      string    `json:"file"`
	Recipient string    `json:"recipient,omitempty"` // none for the recovery key
	Label     string    `json:"label,omitempty"`
	Added     time.Time `json:"added"`
	State     keyState  `json:"state,omitempty"`
}

// keyState lets the next opening finish what a crash interrupted.
type keyState string

const (
	keyAdding   keyState = "adding"   // the file may not be there yet
	keyRemoving keyState = "removing" // the file may still be there
)

// readRing gives the entries; none in a vault that never had another key.
func (f folder) readRing(k *key) ([]keyEntry, error) {
	sealed, err := f.readSmall(ringFile, ringLimit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, ofKey(err)
	}
	broken := func(w What, err error) error {
		return Damage{File: ringFile, What: w, NextStep: RestoreFile, Cause: err}
	}
	in, err := k.open(bytes.NewReader(sealed))
	if err != nil {
		return nil, broken(Broken, err)
	}
	plain, err := io.ReadAll(in)
	defer clear(plain)
	if err != nil {
		return nil, broken(Broken, err)
	}
	return parseRing(plain)
}

func parseRing(plain []byte) ([]keyEntry, error) {
	var ring []keyEntry
	for line := range bytes.Lines(plain) {
		var e keyEntry
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		if err := json.Unmarshal(line, &e); err != nil || e.File != recoveryFile && !colleagueFile.MatchString(e.File) {
			return nil, Damage{File: ringFile, What: Malformed, NextStep: RestoreFile} // the cause quotes
		}
		ring = append(ring, e)
	}
	return ring, nil
}

func (f folder) writeRing(k *key, ring []keyEntry) error {
	var plain bytes.Buffer
	for _, e := range ring {
		line, err := json.Marshal(e)
		if err != nil {
			return fmt.Errorf("write %s: %w", ringFile, err)
		}
		plain.Write(append(line, '\n'))
	}
	for plain.Len()%ringStep != 0 || plain.Len() == 0 {
		plain.WriteByte('\n')
	}
	defer clear(plain.Bytes())
	sealed, err := sealBytes(plain.Bytes(), k.identities[0].Recipient())
	if err != nil {
		return err
	}
	return f.replace(ringFile, sealed)
}

// ring reads the key ring to change it. One that is damaged is set aside and a
// new one begun: the key files it named still open the vault, until a Rekey.
func (v *Vault) ring(k *key) ([]keyEntry, error) {
	ring, err := v.folder.readRing(k)
	if d := (Damage{}); errors.As(err, &d) && d.What != Unreadable {
		return nil, v.folder.rename(ringFile, ringFile+".damaged")
	}
	return ring, err
}

// settleRing finishes an addition or removal that was interrupted.
func (v *Vault) settleRing() {
	ring, err := v.folder.readRing(v.key)
	if err != nil {
		return // Verify and Colleagues report it
	}
	changed := false
	for i := 0; i < len(ring); {
		e := &ring[i]
		switch {
		case e.State == keyAdding && v.folder.missing(e.File), e.State == keyRemoving && v.folder.changeKeys(keyChange{e.File, nil}) == nil:
			ring, changed = slices.Delete(ring, i, i+1), true
			continue
		case e.State == keyAdding && v.folder.has(e.File):
			e.State, changed = "", true
		}
		i++ // what could not be settled, the next opening tries again
	}
	if changed {
		_ = v.folder.writeRing(v.key, ring)
	}
}

// addKey seals the vault's key to somebody. The entry is in the ring before the
// file is there, and says so until it is.
func (v *Vault) addKey(e keyEntry, to age.Recipient) error {
	defer v.rememberWays()
	k, err := v.writableKey()
	if err != nil {
		return err
	}
	sealed, err := sealKey(k, to)
	if err != nil {
		return err
	}
	ring, err := v.ring(k)
	if err != nil {
		return err
	}
	e.Added, e.State = v.now().UTC().Truncate(time.Second), keyAdding
	ring = slices.DeleteFunc(ring, func(o keyEntry) bool { return o.File == e.File })
	ring = append(ring, e)
	if err := v.folder.writeRing(k, ring); err != nil {
		return err
	}
	if err := v.folder.changeKeys(keyChange{e.File, sealed}); err != nil {
		v.settleRing()
		return err
	}
	v.settleRing()
	return nil
}

// removeKey takes a key file away; the ring says so first.
func (v *Vault) removeKey(name string) error {
	defer v.rememberWays()
	k, err := v.writableKey()
	if err != nil {
		return err
	}
	ring, err := v.ring(k)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(ring, func(e keyEntry) bool { return e.File == name })
	if i < 0 && !v.folder.has(name) {
		return fmt.Errorf("remove key: %w", fs.ErrNotExist)
	}
	if i < 0 {
		return v.folder.changeKeys(keyChange{name, nil})
	}
	ring[i].State = keyRemoving
	if err := v.folder.writeRing(k, ring); err != nil {
		return err
	}
	if err := v.folder.changeKeys(keyChange{name, nil}); err != nil {
		return err
	}
	v.settleRing()
	return nil
}
