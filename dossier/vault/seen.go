package vault

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path"
	"slices"
)

// point is how far the log has got.
func (j *journal) point() point {
	if j.next == 0 {
		return point{generation: j.generation} // a log that is lost, or damaged at its start
	}
	return point{generation: j.generation, sequence: j.next - 1, sum: j.last, saved: j.saved.UnixMilli()}
}

// holds tells whether a record that was saved is in the log that was just replayed.
func (j *journal) holds(p point) bool {
	return p.set() && p.generation == j.generation && p.sequence < uint64(len(j.sums)) && j.sums[p.sequence] == p.sum
}

// lacks says what of a point that was saved on this computer is missing here; "" for
// nothing. What was saved since, in a later generation, follows from it; whether it
// does in truth, or comes from an older copy that somebody went on with elsewhere,
// the files do not say.
func (j *journal) lacks(p point) What {
	switch {
	case !p.set() || p.generation < j.generation:
		return ""
	case p.generation > j.generation:
		return Older
	case p.sequence >= j.next && j.torn:
		return Garbled
	case p.sequence >= j.next:
		return CutOff
	case !j.holds(p):
		return OtherLine
	}
	return ""
}

// see compares what was opened with what is remembered of it, and remembers it.
func (v *Vault) see(places []placeMark, broken error) {
	if v.log == nil {
		return
	}
	if v.log.torn {
		v.found = append(v.found, v.log.end())
	}
	if broken != nil {
		v.found = append(v.found, Damage{File: marksDir, What: MarkBroken, NextStep: LookForNewer, Cause: broken})
	}
	own := v.mark.place.place
	at := slices.IndexFunc(places, func(p placeMark) bool { return p.place == own })
	switch {
	case len(places) == 0:
		v.mark.place.sure = false
	case at >= 0:
		v.mark.place = places[at]
	default: // moved, copied or restored: it is held against what was saved last
		v.mark.place = slices.MaxFunc(places, func(a, b placeMark) int { return cmp.Compare(a.written, b.written) })
		v.mark.place.place = own
	}
	before := v.mark.place
	v.judgeMark()
	v.log.sums = nil
	if v.purpose != forReading && (at < 0 || before != v.mark.place) {
		v.writeMark()
	}
}

// judgeMark finds what is missing of what the mark knows, and brings the mark up to
// what is there.
func (v *Vault) judgeMark() {
	m, here := &v.mark.place, v.log.point()
	missing := v.log.lacks(m.high)
	if missing != "" && m.high == m.now && here == m.same && !v.log.torn {
		missing = "" // a backup from before the last closing: nothing was changed since
	}
	if m.high != m.now && v.log.holds(m.high) {
		m.now = m.high // what was missing is back
	}
	if missing == "" && m.high == m.now {
		m.high, m.now = here, here
		if here != m.same {
			m.same = point{}
		}
		return
	}
	if missing == "" { // later than what is missing, and still without it
		missing = Older
	}
	if d := (Damage{File: logName(v.log.generation), What: missing, NextStep: LookForNewer, Newest: m.high.when()}); missing != "" {
		d.Cause = fmt.Errorf("record %d of generation %d was saved here; it ends with record %d of generation %d",
			m.high.sequence, m.high.generation, here.sequence, here.generation)
		if missing == Older || missing == OtherLine {
			d.File = "."
		}
		v.found = slices.DeleteFunc(v.found, func(o Damage) bool { return o.File == d.File && (o.What == Torn || o.What == Garbled) })
		v.found = append(v.found, d)
	}
	m.now, m.same, m.sure = here, point{}, false
}

// end is what is to be told of a log that ends in something that does not open.
func (j *journal) end() Damage {
	d := Damage{File: j.name, What: Torn, NextStep: NothingToDo}
	if j.more {
		d.What, d.NextStep = Garbled, LookForNewer
	}
	d.Cause = fmt.Errorf("%d bytes behind record %d do not open", j.tail, j.next-1)
	return d
}

// noteMark remembers a save. v.saving is held.
func (v *Vault) noteMark(same point) {
	m, here := &v.mark.place, v.log.point()
	if m.high == m.now {
		m.high = here
	}
	m.now, m.same = here, same
	v.writeMark()
}

// Found is what the opening found and went on with, worst last: an end of the log that
// does not open, something missing that had been saved on this computer, a marker that
// had to be written again. [Damage.Harmless] tells what a crash explains. What is
// missing is told at every opening until it is there again or [Vault.Accept] is called.
func (v *Vault) Found() []Damage {
	v.saving.Lock()
	defer v.saving.Unlock()
	return slices.Clone(v.found)
}

// Vouched tells that nothing is missing of what was ever saved in the vault, as far as
// this computer knows: what lies there and nothing speaks of was never saved.
func (v *Vault) Vouched() bool {
	v.saving.Lock()
	defer v.saving.Unlock()
	m := v.mark.place
	return v.mark.err == nil && m.sure && m.high == m.now
}

// Vouch says that a verification has found nothing that speaks of a lost save.
func (v *Vault) Vouch() {
	v.saving.Lock()
	defer v.saving.Unlock()
	if m := &v.mark.place; v.purpose != forReading && !v.closed && m.high == m.now && !m.sure {
		m.sure = true
		v.writeMark()
	}
}

// Accept says that the user knows what is missing, having put an older copy back on
// purpose, say: the vault as it is counts from now on. Files that were set aside as
// damaged, and the attachments named, which nothing speaks of, are moved into a folder
// damaged-N, where nothing reads or names them; nothing is destroyed.
func (v *Vault) Accept(attachments ...string) error {
	v.custody.Lock()
	defer v.custody.Unlock()
	if _, err := v.writableKey(); err != nil {
		return err
	}
	if err := v.moveAside(attachments); err != nil {
		return fmt.Errorf("accept: %w", err)
	}
	v.acceptMark()
	return nil
}

func (v *Vault) acceptMark() {
	v.saving.Lock()
	defer v.saving.Unlock()
	v.found = nil
	m := &v.mark.place
	m.high, m.sure = m.now, true
	v.writeMark()
}

func (v *Vault) moveAside(attachments []string) error {
	names, err := v.folder.setAsideFiles()
	if err != nil {
		return err
	}
	for _, a := range attachments {
		if err := validBlob(a); err != nil {
			return err
		}
		names = append(names, blobPath(a))
	}
	if len(names) == 0 {
		return nil
	}
	aside, err := v.folder.newAside()
	if err != nil {
		return err
	}
	v.naming.Lock()
	defer v.naming.Unlock()
	for _, n := range names {
		to := aside + "/" + path.Base(n)
		if err := v.folder.rename(n, to); err != nil {
			return err
		}
	}
	return v.folder.SyncDir(v.folder.dir)
}

// Remains names what lies in the vault and belongs to nothing: logs and rings that
// were set aside as damaged when they were found so.
func (v *Vault) Remains() ([]Damage, error) {
	k, err := v.attachmentKey()
	if err != nil {
		return nil, err
	}
	names, err := v.folder.setAsideFiles()
	if err != nil {
		return nil, err
	}
	var out []Damage
	for _, n := range names {
		d, err := v.folder.judgeAside(k, n)
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

// judgeAside tells whether a crash explains why a file was set aside.
func (f folder) judgeAside(k *key, name string) (Damage, error) {
	d := Damage{File: name, What: SetAside, NextStep: KeepOrAccept}
	m := generationFile.FindStringSubmatch(trimDamaged(name))
	if m == nil || m[1] != "log" {
		return d, nil
	}
	j := &journal{name: name, adopt: true}
	var err error
	if j.generation, err = parseGeneration(m[2]); err != nil {
		return d, nil
	}
	if j.file, err = f.OpenFile(f.path(name), os.O_RDONLY); err != nil {
		return d, ignoreDamage(reading(name, err))
	}
	defer j.file.Close()
	if err := j.replay(k, func(delta) error { return nil }); err != nil {
		return d, ignoreDamage(err)
	}
	if j.torn && !j.more {
		d.What, d.NextStep = Torn, NothingToDo
	}
	return d, nil
}

func ignoreDamage(err error) error {
	if errors.Is(err, ErrDamaged) {
		return nil // it was set aside as damaged
	}
	return err
}
