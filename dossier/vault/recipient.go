package vault

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"

	"filippo.io/age"
)

// Recipient is a public key of age's that something can be sealed to: a
// colleague's contact key. The post-quantum kind begins with age1pq1, the classic
// X25519 kind with age1.
type Recipient struct {
	text    string
	age     age.Recipient
	classic bool
}

// ParseRecipient reads a recipient as age writes it.
func ParseRecipient(s string) (Recipient, error) {
	s = strings.TrimSpace(s)
	if r, err := age.ParseX25519Recipient(s); err == nil {
		return Recipient{r.String(), r, true}, nil
	}
	r, err := age.ParseHybridRecipient(s)
	if err != nil {
		return Recipient{}, errors.New("parse recipient: it is no key of age's") // the cause quotes
	}
	return Recipient{r.String(), r, false}, nil
}

func (r Recipient) String() string { return r.text }

// PostQuantum reports whether what is sealed to it stays closed to a quantum computer.
func (r Recipient) PostQuantum() bool { return r.age != nil && !r.classic }

// Fingerprint is a short form to compare over the telephone: 80 bits of the
// SHA-256 of the text, in four groups.
func (r Recipient) Fingerprint() string {
	sum := sha256.Sum256([]byte(r.text))
	return strings.ReplaceAll(group(spell("", sum[:10], 0)), "-", " ")
}

// Identity is the secret half of a Recipient. It prints as its fingerprint.
type Identity struct {
	secret string
	age    age.Identity
	public Recipient
}

// NewIdentity makes an identity of the post-quantum kind.
func NewIdentity() (Identity, error) {
	id, err := age.GenerateHybridIdentity()
	if err != nil {
		return Identity{}, fmt.Errorf("make identity: %w", err)
	}
	return identity(id)
}

// ParseIdentity reads an identity as age-keygen writes it, of either kind, with
// or without the comment lines.
func ParseIdentity(s string) (Identity, error) {
	ids, err := age.ParseIdentities(strings.NewReader(s))
	if err != nil || len(ids) != 1 {
		return Identity{}, errors.New("parse identity: it is not one secret key of age's") // the cause may quote
	}
	return identity(ids[0])
}

func identity(id age.Identity) (Identity, error) {
	switch id := id.(type) {
	case *age.X25519Identity:
		return Identity{id.String(), id, Recipient{id.Recipient().String(), id.Recipient(), true}}, nil
	case *age.HybridIdentity:
		return Identity{id.String(), id, Recipient{id.Recipient().String(), id.Recipient(), false}}, nil
	}
	return Identity{}, errors.New("parse identity: of an unknown kind")
}

// Secret is the text to keep sealed; ParseIdentity reads it.
func (i Identity) Secret() string { return i.secret }

// Recipient is the public half.
func (i Identity) Recipient() Recipient { return i.public }

func (i Identity) String() string { return "identity " + i.public.Fingerprint() }

// GoString keeps the secret out of %#v too.
func (i Identity) GoString() string { return i.String() }
