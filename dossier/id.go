package dossier

import (
	"encoding/base32"
	"fmt"
	"io"
	"strings"
)

// ID names one record. It is the record's type, a hyphen and a random part,
// such as "event-5k2m7qx3n4d6a", so that an error message that may name ids and
// nothing else still tells the reader what it speaks of.
type ID string

const idLetters = "abcdefghijkmnpqrstuvwxyz23456789" // no l, o, 0, 1: ids are read aloud

// idBytes gives 80 random bits: two offline machines must never meet.
const idBytes = 10

// NewID makes an id for a record of type t from random bytes.
func NewID(t Type, random io.Reader) (ID, error) {
	var b [idBytes]byte
	if _, err := io.ReadFull(random, b[:]); err != nil {
		return "", fmt.Errorf("make id of %s: %w", t, err)
	}
	enc := base32.NewEncoding(idLetters).WithPadding(base32.NoPadding)
	return ID(string(t) + "-" + enc.EncodeToString(b[:])), nil
}

// Type is the type of the record that id names, or "" when id is not well formed.
func (id ID) Type() Type {
	s := string(id)
	cut := strings.LastIndexByte(s, '-')
	if cut <= 0 || len(s) > 80 {
		return ""
	}
	for _, c := range s[cut+1:] {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return ""
		}
	}
	if t := Type(s[:cut]); cut+1 < len(s) && tables[t] != nil {
		return t
	}
	return ""
}
