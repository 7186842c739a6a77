package vault

import (
	"bytes"
	"crypto/rand"
	"crypto/subtle"
)

// Shares cut a recovery key in three of which any two give it back, and of which
// one alone says nothing at all.
//
// The key is the exclusive or of three pads, p1 ⊕ p2 ⊕ p3, two of them random and
// the third what is missing. Share A holds p2 and p3, B p1 and p3, C p1 and p2.
// Two shares hold all the pads. One lacks a pad, and as every value of that pad is
// equally likely so is every key: that is Shannon's one-time pad, and holds against
// any computer. Two shares also have a pad in common, by which shares of different
// sets are told apart. (Shamir's scheme would make them shorter; for two of three
// it is not worth arithmetic of our own.)

const (
	shareCheck = 7 // letters, which also make the share full groups
	shareBytes = 2 * recoveryBytes
	forShare   = "probata recovery share "
)

// pads are the numbers of the pads that a share holds, in its order.
func pads(share byte) [2]int {
	switch share {
	case 'A':
		return [2]int{1, 2}
	case 'B':
		return [2]int{0, 2}
	}
	return [2]int{0, 1}
}

// SplitRecovery cuts a recovery key into three shares, anew at every call; shares
// of different calls do not go together.
func SplitRecovery(key string) ([3]string, error) {
	var shares [3]string
	_, secret, err := parseRecovery(key)
	if err != nil {
		return shares, err
	}
	defer clear(secret)
	var pad [3][]byte
	for i := range pad {
		pad[i] = make([]byte, recoveryBytes)
	}
	rand.Read(pad[0]) // never fails
	rand.Read(pad[1])
	subtle.XORBytes(pad[2], pad[0], pad[1])
	subtle.XORBytes(pad[2], pad[2], secret)
	for i := range shares {
		letter := byte('A' + i)
		held := pads(letter)
		both := append(bytes.Clone(pad[held[0]]), pad[held[1]]...)
		shares[i] = group(string(letter) + spell(forShare+string(letter), both, shareCheck))
		clear(both)
	}
	return shares, nil
}

// CombineShares gives the recovery key back from any two of its three shares. The
// error is ErrTyping for a slip in one of them, and ErrShares when they are the
// same share twice or of different sets.
func CombineShares(a, b string) (string, error) {
	var pad [3][]byte
	for _, s := range []string{a, b} {
		letter, both, err := parseShare(s)
		if err != nil {
			return "", err
		}
		defer clear(both)
		for i, n := range pads(letter) {
			part := both[i*recoveryBytes:][:recoveryBytes]
			if pad[n] != nil && !bytes.Equal(pad[n], part) {
				return "", ErrShares
			}
			pad[n] = part
		}
	}
	secret := make([]byte, recoveryBytes)
	defer clear(secret)
	for _, p := range pad {
		if p == nil {
			return "", ErrShares
		}
		subtle.XORBytes(secret, secret, p)
	}
	return group(spell(forKey, secret, recoveryCheck)), nil
}

// parseShare reads a share; its letter is A, B or C.
func parseShare(s string) (letter byte, both []byte, err error) {
	s = typed(s)
	if s == "" || s[0] < 'A' || s[0] > 'C' {
		return 0, nil, ErrTyping
	}
	both, err = unspell(forShare+s[:1], s[1:], shareBytes, shareCheck)
	return s[0], both, err
}
