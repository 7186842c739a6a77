package filetext

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"crypto/sha512"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// unseal opens the streams and strings of a sealed file.
type unseal struct{ block cipher.Block }

// open finds the key of a sealed file and opens all streams and strings; false
// when the pass phrase does not. Files of others with the same method (AES-256,
// revision 6) open by an empty pass phrase, as they do for readers.
func (f *pdfFile) open() bool {
	var d pdfDict
	number := 0
	for _, t := range f.roots {
		if t["Encrypt"] != nil {
			d = f.dict(t["Encrypt"])
			if ref, ok := t["Encrypt"].(pdfRef); ok {
				number = int(ref)
			}
		}
	}
	if d == nil {
		return true
	}
	if d["V"] != 5.0 || d["R"] != 6.0 {
		return false
	}
	for _, phrase := range []string{f.r.passphrase, ""} {
		if key := fileKey(d, phrase); key != nil {
			block, err := aes.NewCipher(key)
			if err != nil {
				return false
			}
			f.sealed = &unseal{block}
			break
		}
	}
	if f.sealed == nil {
		return false
	}
	for i := range f.objects {
		o := &f.objects[i]
		if dict, _ := o.value.(pdfDict); o.n == number || dict["Type"] == pdfName("XRef") {
			continue
		}
		if o.stream != nil {
			o.stream = f.sealed.bytes(o.stream)
		}
		o.value = f.sealed.strings(o.value)
	}
	return true
}

// bytes opens one stream or string: a vector, then blocks with padding.
func (u *unseal) bytes(b []byte) []byte {
	if len(b) < 2*aes.BlockSize || len(b)%aes.BlockSize != 0 {
		return b
	}
	out := make([]byte, len(b)-aes.BlockSize)
	cipher.NewCBCDecrypter(u.block, b[:aes.BlockSize]).CryptBlocks(out, b[aes.BlockSize:])
	if pad := int(out[len(out)-1]); pad >= 1 && pad <= aes.BlockSize {
		out = out[:len(out)-pad]
	}
	return out
}

func (u *unseal) strings(v any) any {
	switch v := v.(type) {
	case pdfString:
		return pdfString(u.bytes(v))
	case []any:
		for i := range v {
			v[i] = u.strings(v[i])
		}
	case pdfDict:
		for k := range v {
			v[k] = u.strings(v[k])
		}
	}
	return v
}

// fileKey is the key that a user's pass phrase opens (ISO 32000-2, algorithm 2.A),
// nil for a wrong one.
func fileKey(d pdfDict, phrase string) []byte {
	pass := []byte(norm.NFKC.String(mapped(phrase)))
	pass = pass[:min(len(pass), 127)]
	u, _ := d["U"].(pdfString)
	sealed, _ := d["UE"].(pdfString)
	if len(u) < 48 || len(sealed) != 32 || !bytes.Equal(hardened(pass, u[32:40]), u[:32]) {
		return nil
	}
	block, err := aes.NewCipher(hardened(pass, u[40:48]))
	if err != nil {
		return nil
	}
	key := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(key, sealed)
	return key
}

// mapped drops and joins what a pass phrase does not count (RFC 4013, 2.1).
func mapped(s string) string {
	var out []rune
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Zs, r):
			out = append(out, ' ')
		case r == 0xAD || r == 0x34F || r == 0x1806 || r >= 0x180B && r <= 0x180D || r >= 0x200B && r <= 0x200D ||
			r == 0x2060 || r >= 0xFE00 && r <= 0xFE0F || r == 0xFEFF:
		default:
			out = append(out, r)
		}
	}
	return string(out)
}

// hardened is algorithm 2.B for a user's pass phrase.
func hardened(pass, salt []byte) []byte {
	sum := sha256.Sum256(append(bytes.Clone(pass), salt...))
	k := sum[:]
	for round := 0; ; round++ {
		text := bytes.Repeat(append(bytes.Clone(pass), k...), 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(text, text)
		rest := 0
		for _, c := range text[:16] {
			rest = (rest*256 + int(c)) % 3
		}
		switch rest {
		case 0:
			s := sha256.Sum256(text)
			k = s[:]
		case 1:
			s := sha512.Sum384(text)
			k = s[:]
		default:
			s := sha512.Sum512(text)
			k = s[:]
		}
		if round >= 63 && int(text[len(text)-1]) <= round-31 {
			return bytes.Clone(k[:32])
		}
	}
}
