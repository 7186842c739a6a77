package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"time"
)

// journal is the open log of a generation.
type journal struct {
	file       File
	name       string
	generation uint64
	next       uint64              // sequence of the record to come
	last       [sha256.Size]byte   // what that record names as its previous
	size       int64               // offset behind the last good record
	empty      bool                // holds no page that its image has not
	adopt      bool                // record 0 need not name the image: that is known to be damaged
	torn       bool                // a dropped tail follows size: never written to again
	tail       int64               // length of that tail in bytes
	more       bool                // the tail is more than the one record that a crash breaks off
	sums       [][sha256.Size]byte // of the records replayed, until they have been compared
	saved      time.Time           // when the last record was written
}

// ageMagic begins every age file, and so every message in a log.
const ageMagic = "age-encryption.org/v1\n"

// openLog replays a log over the image it belongs to.
func (f folder) openLog(k *key, generation uint64, image [sha256.Size]byte, p *Pages, m purpose) (*journal, error) {
	j := &journal{name: logName(generation), generation: generation, last: image, empty: true}
	flag := os.O_RDWR
	if m == forReading {
		flag = os.O_RDONLY
	}
	file, err := f.OpenFile(f.path(j.name), flag)
	if full(err) && m != forReading {
		return nil, writing(j.name, err) // a disk that is mounted for reading only, not a broken one
	}
	if err != nil {
		return nil, reading(j.name, err)
	}
	j.file = file
	if err := j.replay(k, p.apply); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return j, nil
}

// replay hands every record to apply, and finds the end of the good part.
func (j *journal) replay(k *key, apply func(delta) error) error {
	length, err := j.file.Length()
	if err != nil {
		return reading(j.name, err)
	}
	for j.size < length {
		r, sealed, err := j.read(k, length)
		if err != nil {
			return j.judge(k, length, err)
		}
		if r.generation != j.generation || r.sequence != j.next || r.previous != j.last && !(j.adopt && j.next == 0) {
			return j.damage(Misplaced, fmt.Errorf("record %d of generation %d follows record %d", r.sequence, r.generation, j.next))
		}
		if err := apply(r.delta); err != nil {
			return err
		}
		r.wipe()
		j.advance(sealed, r)
		j.sums = append(j.sums, j.last)
	}
	if j.next == 0 {
		return j.damage(Broken, errors.New("holds no record"))
	}
	return nil
}

// advance moves the end of the log behind a record.
func (j *journal) advance(sealed []byte, r record) {
	j.last = sha256.Sum256(sealed[lengthPrefix:])
	j.size += int64(len(sealed))
	j.empty = j.empty && r.sequence == 0 && len(r.pages) == 0
	j.saved = time.UnixMilli(r.time)
	j.next++
}

// read gives the record at the end of the good part, and its bytes on the disk.
func (j *journal) read(k *key, length int64) (record, []byte, error) {
	var prefix [lengthPrefix]byte
	if _, err := j.file.ReadAt(prefix[:], j.size); err != nil {
		return record{}, nil, err
	}
	n := int64(binary.BigEndian.Uint32(prefix[:]))
	if n > min(length-j.size-lengthPrefix, math.MaxInt32) {
		return record{}, nil, io.ErrUnexpectedEOF
	}
	sealed := make([]byte, lengthPrefix+n)
	if _, err := j.file.ReadAt(sealed, j.size); err != nil {
		return record{}, nil, err
	}
	r, err := openRecord(k, sealed[lengthPrefix:])
	return r, sealed, err
}

// judge decides what a record that does not open means. The first record was on
// the disk before its generation was; a good record behind a bad one shows that
// the bad one was whole once. Everything else is the tail that a crash leaves.
func (j *journal) judge(k *key, length int64, cause error) error {
	if j.next == 0 {
		return j.damage(Broken, cause)
	}
	if errors.Is(cause, errRecord) {
		return j.damage(Malformed, cause) // its seal holds: no crash did that
	}
	if length-j.size > lengthPrefix+math.MaxInt32 {
		return j.damage(Broken, errors.New("ends in more than one record can be")) // no crash leaves that
	}
	good, err := j.goodRecordAfter(k, j.size+1, length)
	if err != nil {
		return reading(j.name, err) // the disk fails: nothing may be concluded
	}
	if good {
		return j.damage(Broken, fmt.Errorf("record %d, with good ones behind it: %w", j.next, cause))
	}
	j.torn, j.tail = true, length-j.size
	if !j.more {
		j.more, err = j.moreBehind(length)
	}
	return err
}

// moreBehind tells whether the first record of the tail looks whole from its start and
// something else stands behind it. (Zeros may: a file that grew and was not filled.)
func (j *journal) moreBehind(length int64) (bool, error) {
	head := make([]byte, lengthPrefix+len(ageMagic))
	if length-j.size < int64(len(head)) {
		return false, nil
	}
	if _, err := j.file.ReadAt(head, j.size); err != nil {
		return false, reading(j.name, err)
	}
	at := j.size + lengthPrefix + int64(binary.BigEndian.Uint32(head))
	if string(head[lengthPrefix:]) != ageMagic {
		return false, nil
	}
	buf := make([]byte, 64<<10)
	for ; at < length; at += int64(len(buf)) {
		b := buf[:min(int64(len(buf)), length-at)]
		if _, err := j.file.ReadAt(b, at); err != nil && err != io.EOF {
			return false, reading(j.name, err)
		}
		if len(bytes.Trim(b, "\x00")) > 0 {
			return true, nil
		}
	}
	return false, nil
}

// goodRecordAfter looks for a record that opens, at any offset of the log. It looks
// through a window: the tail may be long and the memory short.
func (j *journal) goodRecordAfter(k *key, from, length int64) (bool, error) {
	const step = 1 << 20
	window := make([]byte, step+len(ageMagic)-1)
	for at := from; at < length; at += step {
		b := window[:min(int64(len(window)), length-at)]
		if _, err := j.file.ReadAt(b, at); err != nil && err != io.EOF {
			return false, err
		}
		for off := 0; ; off++ {
			i := bytes.Index(b[off:], []byte(ageMagic))
			if i < 0 {
				break
			}
			off += i
			if good, err := j.goodRecordAt(k, at+int64(off), from, length); good || err != nil {
				return good, err
			}
		}
	}
	return false, nil
}

// goodRecordAt tells whether the message at an offset is a record that opens.
func (j *journal) goodRecordAt(k *key, at, from, length int64) (bool, error) {
	var prefix [lengthPrefix]byte
	if at-lengthPrefix < from {
		return false, nil
	}
	j.more = true // two messages have begun behind the good part: there were two records
	if _, err := j.file.ReadAt(prefix[:], at-lengthPrefix); err != nil {
		return false, err
	}
	n := int64(binary.BigEndian.Uint32(prefix[:]))
	if n > min(length-at, math.MaxInt32) {
		return false, nil
	}
	message := make([]byte, n)
	if _, err := j.file.ReadAt(message, at); err != nil {
		return false, err
	}
	_, err := openRecord(k, message)
	return err == nil, nil
}

func (j *journal) damage(w What, cause error) error {
	return Damage{File: j.name, What: w, NextStep: RestoreBackup, Cause: cause}
}

// add appends one record and waits for the disk. When it fails, usable says
// whether the log may be written to again.
func (j *journal) add(k *key, d delta, now time.Time) (usable bool, err error) {
	r := record{generation: j.generation, sequence: j.next, previous: j.last, time: now.UnixMilli(), delta: d}
	sealed, err := r.seal(k)
	if err != nil {
		return true, err
	}
	if _, err := j.file.WriteAt(sealed, j.size); err != nil {
		return j.file.Truncate(j.size) == nil, writing(j.name, err)
	}
	if err := j.file.Sync(); err != nil {
		// The kernel may have dropped the pages and forgotten the error.
		return false, writing(j.name, err)
	}
	j.advance(sealed, r)
	return true, nil
}

// newLog writes the log of a new generation under its temporary name: one record
// that ties it to the image and holds what changed while that was written. It is
// closed again, as Windows does not rename an open file.
func (f folder) newLog(k *key, generation uint64, image [sha256.Size]byte, d delta, now time.Time) (*journal, error) {
	j := &journal{name: logName(generation), generation: generation, last: image, empty: true}
	file, err := f.OpenFile(f.path(j.name+".tmp"), create)
	if err != nil {
		return nil, writing(j.name, err)
	}
	j.file = file
	_, err = j.add(k, d, now)
	if e := file.Close(); err == nil && e != nil {
		err = writing(j.name, e)
	}
	return j, err
}

// place gives a new log its name, and opens it there.
func (f folder) place(j *journal) (err error) {
	if err := f.rename(j.name+".tmp", j.name); err != nil {
		return err
	}
	if j.file, err = f.OpenFile(f.path(j.name), os.O_RDWR); err != nil {
		return writing(j.name, err)
	}
	return nil
}
