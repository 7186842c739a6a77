package write

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Files are sealed with AES-256 as ISO 32000-2, 7.6 describes it (revision 6).
// All small objects stand in object streams, so that only streams need to be
// sealed. Salts and vectors are random: a sealed file differs every time.

// ErrPassphrase is a pass phrase that no reader could be given: empty, with
// control characters, or longer than the 127 bytes that count.
var ErrPassphrase = errors.New("pass phrase is empty, too long or has control characters")

const longestPassphrase = 127

// allPermissions forbids nothing: who has the pass phrase may read aloud,
// print and copy.
const allPermissions = -4

// seal is the encryption of one file.
type seal struct {
	obj  int    // number of its dictionary, the only object that stays clear
	key  []byte // of all streams
	dict []byte
}

// newSeal makes the keys of a file.
func newSeal(passphrase string) (*seal, error) {
	pass, err := preparePassphrase(passphrase)
	if err != nil {
		return nil, err
	}
	random := make([]byte, 32+4*8+4)
	if _, err := rand.Read(random); err != nil {
		return nil, err
	}
	s := &seal{key: random[:32]}
	salts, tail := random[32:64], random[64:]
	user, userKey, err := s.entry(pass, salts[:8], salts[8:16], nil)
	if err != nil {
		return nil, err
	}
	owner, ownerKey, err := s.entry(pass, salts[16:24], salts[24:], user)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(s.key)
	if err != nil {
		return nil, err
	}
	permissions := int32(allPermissions)
	perms := binary.LittleEndian.AppendUint32(nil, uint32(permissions))
	perms = append(append(perms, "\xFF\xFF\xFF\xFFTadb"...), tail...)
	block.Encrypt(perms, perms)
	s.dict = fmt.Appendf(nil, "<</Filter /Standard /V 5 /R 6 /Length 256 /P %d /EncryptMetadata true "+
		"/CF <</StdCF <</AuthEvent /DocOpen /CFM /AESV3 /Length 32>>>> /StmF /StdCF /StrF /StdCF "+
		"/U <%x> /UE <%x> /O <%x> /OE <%x> /Perms <%x>>>", allPermissions, user, userKey, owner, ownerKey, perms)
	return s, nil
}

// entry makes the strings that check a pass phrase and hold the key of the
// file (algorithms 8 and 9).
func (s *seal) entry(pass, check, salt, user []byte) (entry, key []byte, err error) {
	sum, err := hash2B(pass, check, user)
	if err != nil {
		return nil, nil, err
	}
	entry = append(append(sum, check...), salt...)
	if sum, err = hash2B(pass, salt, user); err != nil {
		return nil, nil, err
	}
	block, err := aes.NewCipher(sum)
	if err != nil {
		return nil, nil, err
	}
	key = make([]byte, len(s.key))
	cipher.NewCBCEncrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(key, s.key)
	return entry, key, nil
}

// hash2B is algorithm 2.B: rounds of AES and SHA-2 that make guessing slow.
func hash2B(pass, salt, user []byte) ([]byte, error) {
	first := sha256.Sum256(bytes.Join([][]byte{pass, salt, user}, nil))
	k := first[:]
	for round := 1; ; round++ {
		e := bytes.Repeat(bytes.Join([][]byte{pass, k, user}, nil), 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil, err
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		sum := 0
		for _, b := range e[:16] {
			sum += int(b)
		}
		switch sum % 3 {
		case 0:
			h := sha256.Sum256(e)
			k = h[:]
		case 1:
			h := sha512.Sum384(e)
			k = h[:]
		default:
			h := sha512.Sum512(e)
			k = h[:]
		}
		if round >= 64 && int(e[len(e)-1]) <= round-32 {
			return bytes.Clone(k[:32]), nil
		}
	}
}

var lengthEntry = regexp.MustCompile(`/Length (\d+)`)

// stream seals a stream object.
func (s *seal) stream(obj []byte) ([]byte, error) {
	dict, rest, _ := bytes.Cut(obj, streamMark)
	m := lengthEntry.FindSubmatchIndex(dict)
	if m == nil {
		return nil, errors.New("seal file: stream without a length")
	}
	size, err := strconv.Atoi(string(dict[m[2]:m[3]]))
	if err != nil || size > len(rest) {
		return nil, errors.New("seal file: stream with a wrong length")
	}
	pad := aes.BlockSize - size%aes.BlockSize
	data := make([]byte, aes.BlockSize+size+pad)
	if _, err := rand.Read(data[:aes.BlockSize]); err != nil {
		return nil, err
	}
	copy(data[aes.BlockSize:], rest[:size])
	for i := aes.BlockSize + size; i < len(data); i++ {
		data[i] = byte(pad)
	}
	block, err := aes.NewCipher(s.key)
	if err != nil {
		return nil, err
	}
	cipher.NewCBCEncrypter(block, data[:aes.BlockSize]).CryptBlocks(data[aes.BlockSize:], data[aes.BlockSize:])
	out := append(make([]byte, 0, len(dict)+len(data)+40), dict[:m[2]]...)
	out = strconv.AppendInt(out, int64(len(data)), 10)
	out = append(append(out, dict[m[3]:]...), streamMark...)
	return append(append(out, data...), "\nendstream"...), nil
}

// preparePassphrase is SASLprep (RFC 4013) as far as it changes or forbids
// what people type: spaces of all kinds are one, invisible characters are
// dropped, and letters count by what they are, not by how they were put in.
func preparePassphrase(s string) ([]byte, error) {
	mapped := strings.Map(func(r rune) rune {
		switch {
		case r == 0xAD, r == 0x34F, r == 0x1806, r >= 0x180B && r <= 0x180D, r >= 0x200B && r <= 0x200D,
			r == 0x2060, r >= 0xFE00 && r <= 0xFE0F, r == 0xFEFF:
			return -1
		case unicode.Is(unicode.Zs, r):
			return ' '
		}
		return r
	}, s)
	out := norm.NFKC.String(mapped)
	bad := func(r rune) bool { return unicode.IsControl(r) || r == unicode.ReplacementChar }
	if out == "" || len(out) > longestPassphrase || strings.ContainsFunc(out, bad) {
		return nil, ErrPassphrase
	}
	return []byte(out), nil
}
