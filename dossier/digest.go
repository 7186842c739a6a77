package dossier

import (
	"crypto/sha256"
	"encoding/hex"
)

// Digest identifies a text, so that a translation can tell whether the words
// it was made from have changed since.
func Digest(words string) string {
	sum := sha256.Sum256([]byte(words))
	return hex.EncodeToString(sum[:8])
}
