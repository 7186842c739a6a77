package vault

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"filippo.io/age"
)

// opener opens one of a vault's key files.
type opener func(folder, marker) (*key, error)

// unlock finds out whether the folder is a vault this program can read, and
// opens its key.
func (f folder) unlock(open opener) (*key, error) {
	m, bad := f.readMarker()
	if errors.Is(bad, ErrNotVault) || errors.Is(bad, ErrNewer) || errors.Is(bad, ErrNoSpace) {
		return nil, bad
	}
	k, err := open(f, m)
	if err != nil && bad != nil && errors.Is(err, ErrDamaged) {
		// Without the marker's sum a wrong pass phrase looks like a broken key.
		return nil, fmt.Errorf("%w; or the pass phrase is wrong: %w", bad, err)
	}
	return k, err
}

// withPassphrase tries the pass phrase in its normal form, and then, should it
// differ, as it was given: the first vaults were sealed before there was one.
func withPassphrase(passphrase []byte) opener {
	return func(f folder, m marker) (*key, error) {
		k, err := openScrypt(f, m, keyFile, normal(passphrase), ErrPassphrase)
		if err != nil && !bytes.Equal(normal(passphrase), passphrase) {
			if k, err := openScrypt(f, m, keyFile, passphrase, ErrPassphrase); err == nil {
				return k, nil
			}
		}
		return k, err
	}
}

func openScrypt(f folder, m marker, name string, passphrase []byte, wrong error) (*key, error) {
	sealed, err := f.readSmall(name, keyLimit)
	if err != nil {
		return nil, ofKey(err)
	}
	if len(passphrase) == 0 {
		return nil, wrong
	}
	if err := foreignScrypt(sealed); err != nil {
		return nil, Damage{File: name, What: Misplaced, NextStep: RestoreFile, Cause: err}
	}
	with, err := age.NewScryptIdentity(string(passphrase))
	if err != nil {
		return nil, fmt.Errorf("open key: %w", err)
	}
	with.SetMaxWorkFactor(maxWork)
	return openKey(name, sealed, m.knows(name, sealed), with, wrong)
}

// foreignScrypt finds out, before anything costly is done, whether a key file that
// looks whole is one that no program of ours wrote: sealed to something else than a
// pass phrase, or with a work factor that would hold the machine up for long. What
// does not look like an age file is left to age.
func foreignScrypt(sealed []byte) error {
	rest, ok := bytes.CutPrefix(sealed, []byte(ageMagic+"-> "))
	if !ok {
		return nil
	}
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	words := strings.Split(string(line), " ")
	if words[0] != "scrypt" || len(words) != 3 {
		return errors.New("it is not sealed to a pass phrase")
	}
	if work, err := strconv.Atoi(words[2]); err != nil || work > maxWork {
		return fmt.Errorf("its work factor is above %d", maxWork)
	}
	return nil
}

// colleagueFile is the name of a key file sealed to a colleague.
var colleagueFile = regexp.MustCompile(`^key-([1-9][0-9]{0,8})\.age$`)

// withIdentity looks for the key file that is sealed to an identity. The files
// do not say to whom they are sealed, so all are tried.
func withIdentity(id Identity) opener {
	return func(f folder, m marker) (*key, error) {
		names, err := f.keyFiles()
		if err != nil {
			return nil, err
		}
		failed := m.gone(names)
		for _, name := range names {
			if !colleagueFile.MatchString(name) {
				continue
			}
			sealed, err := f.readSmall(name, keyLimit)
			if err == nil {
				var k *key
				if k, err = openKey(name, sealed, m.knows(name, sealed), id.age, ErrIdentity); err == nil {
					return k, nil
				}
			}
			if !errors.Is(err, ErrIdentity) {
				failed = ofKey(err) // may be the one that was ours
			}
		}
		return nil, failed
	}
}

// gone is the reason to begin with when no key file fits an identity: the one that
// would have may be missing.
func (m marker) gone(names []string) error {
	for _, l := range slices.Sorted(maps.Keys(m.sums)) {
		if n := sumOf(l); colleagueFile.MatchString(n) && !slices.Contains(names, n) {
			return Damage{File: n, What: Missing, NextStep: RestoreFile}
		}
	}
	return ErrIdentity
}

// keyFiles lists the key files there are, key.age among them.
func (f folder) keyFiles() ([]string, error) {
	entries, err := f.ReadDir(f.dir)
	if err != nil {
		return nil, reading(".", err)
	}
	var names []string
	for _, e := range entries {
		if n := e.Name(); n == keyFile || n == recoveryFile || colleagueFile.MatchString(n) {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	return names, nil
}

// keyChange is a key file to be written, or with nil to be removed.
type keyChange struct {
	name    string
	content []byte
}

// changeKeys changes key files one after the other. The marker knows the old and
// the new form of each while either may be in place, so that at no moment a right
// secret is told from a wrong one by a sum that is out of date.
func (f folder) changeKeys(changes ...keyChange) error {
	lines, err := f.markerLines()
	if err != nil {
		return err
	}
	both, after := slices.Clone(lines), lines
	for _, c := range changes {
		after = slices.DeleteFunc(after, func(l string) bool { return sumOf(l) == c.name })
		if c.content != nil {
			both, after = append(both, sumLine(c.name, c.content)), append(after, sumLine(c.name, c.content))
		}
	}
	if err := f.writeMarker(both); err != nil {
		return err
	}
	var left error
	for _, c := range changes {
		var old error
		if c.content == nil {
			err = f.shred(c.name)
		} else {
			old, err = f.replaceKey(c.name, c.content)
		}
		if err != nil {
			return err
		}
		left = errors.Join(left, old)
	}
	_ = f.writeMarker(after) // the one with both is as good
	return left
}

// replaceKey replaces a key file and then overwrites the content of the old one,
// which has no name any more; left is an error in doing that. Windows does not
// replace a file that is open: there the old one keeps a second name until it is
// overwritten, and on FAT, which knows no second names, it stays where it was
// until the disk needs the room.
func (f folder) replaceKey(name string, content []byte) (left, err error) {
	if runtime.GOOS == "windows" {
		aside := name + ".old.tmp"
		_ = f.Remove(f.path(aside)) // of a change that was broken off
		linked := os.Link(f.path(name), f.path(aside)) == nil
		if err := f.replace(name, content); err != nil || !linked {
			return nil, err // what keeps a second name is removed at the next opening
		}
		return f.shred(aside), nil
	}
	old, err := f.OpenFile(f.path(name), os.O_RDWR)
	if err != nil {
		return nil, f.replace(name, content)
	}
	if err := f.replace(name, content); err != nil {
		_ = old.Close() // nothing was written
		return nil, err
	}
	if err := errors.Join(overwrite(old), old.Close()); err != nil {
		return writing(name, err), nil
	}
	return nil, nil
}

// CheckPassphrase tries a pass phrase without opening anything: nil, ErrPassphrase
// or a [Damage]. It takes as long as an opening.
func (v *Vault) CheckPassphrase(passphrase []byte) error {
	defer v.giveBack()
	_, err := v.folder.unlock(withPassphrase(passphrase))
	return err
}

// ChangePassphrase seals the key to another pass phrase, or a first one where
// key.age was lost. It changes nothing else: attachments stay as they are, and an
// old copy of the key file still opens the vault with the old pass phrase; Rekey
// shuts that door.
func (v *Vault) ChangePassphrase(passphrase []byte) error {
	v.custody.Lock()
	defer v.custody.Unlock()
	k, err := v.writableKey()
	if err != nil {
		return err
	}
	if len(passphrase) == 0 {
		return fmt.Errorf("change pass phrase: %w: it is empty", ErrPassphrase)
	}
	to, err := byPassphrase(passphrase, v.work)
	if err != nil {
		return err
	}
	sealed, err := sealKey(k, to)
	if err != nil {
		return err
	}
	v.giveBack()
	defer v.rememberWays()
	return v.folder.changeKeys(keyChange{keyFile, sealed})
}
