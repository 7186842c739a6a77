package pack

import (
	"crypto/sha256"
	"encoding/asn1"
	"math/big"
)

// stampReq is TimeStampReq of RFC 3161, section 2.4.1.
type stampReq struct {
	Version int
	Imprint imprint
	Nonce   *big.Int
	CertReq bool
}

type imprint struct {
	Algorithm algorithm
	Hashed    []byte
}

type algorithm struct {
	OID    asn1.ObjectIdentifier
	Params asn1.RawValue
}

// stampRequest asks a time stamping authority to sign that a hash was there at
// its time, and to send its certificate along. The nonce comes from the hash, so
// that the same pack has the same request; it keeps nothing secret, it only ties
// an answer to what was asked.
func stampRequest(sum [sha256.Size]byte) ([]byte, error) {
	salt := sha256.Sum256(append([]byte("probata time stamp nonce\x00"), sum[:]...))
	return asn1.Marshal(stampReq{
		Version: 1,
		Imprint: imprint{
			Algorithm: algorithm{OID: asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}, Params: asn1.NullRawValue},
			Hashed:    sum[:],
		},
		Nonce:   new(big.Int).SetBytes(salt[:8]),
		CertReq: true,
	})
}
