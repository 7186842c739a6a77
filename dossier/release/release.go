// Package release reads the signed paper of a release, by which a program without a network learns that there is a newer one,
// and that the package which somebody brought is the one its makers made.
//
// The paper, RELEASE, lies beside the packages. It is text with lines ended by LF:
//
//	probata release 1
//	version 0.2.0
//	date 2026-12-01
//	vault 1                       (the newest format of a vault that this version writes; it opens all older ones)
//	file SHA-256 NAME             (one for each package)
//	signature KEY BASE64          (Ed25519 over all bytes before this line; one for each key that signed)
//
// KEY is the first 16 hexadecimal digits of the SHA-256 of the public key. The public keys that are believed ship inside the
// program. The paper says nothing of who has the program, and reading it asks nobody.
//
// What it does not do: it fetches nothing, and it installs nothing.
package release

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// Limit is how large a paper may be, in bytes.
const Limit = 64 << 10

const head = "probata release 1"

var (
	// ErrUnsigned: no signature on the paper is of a key that is believed.
	ErrUnsigned = errors.New("not signed by a key that is known")
	// ErrBroken: a signature names a key that is believed and does not fit: the paper was changed.
	ErrBroken = errors.New("the signature does not fit what it signs")
	// ErrFormat: it is no paper of a release, or one of a newer kind.
	ErrFormat = errors.New("not the paper of a release")
)

// Release is what a paper says.
type Release struct {
	Version string
	Date    time.Time
	Vault   int               // newest format of a vault
	Files   map[string]string // SHA-256, in hexadecimal digits, by the name of the package
}

// Keys are public keys by their short name.
type Keys map[string]ed25519.PublicKey

// KeyName is the short name of a key.
func KeyName(k ed25519.PublicKey) string {
	sum := sha256.Sum256(k)
	return hex.EncodeToString(sum[:8])
}

// ParseKeys reads public keys: one a line in base 64, # begins a remark.
func ParseKeys(text string) (Keys, error) {
	out := Keys{}
	for i, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		k, err := base64.StdEncoding.DecodeString(line)
		if err != nil || len(k) != ed25519.PublicKeySize {
			return nil, fmt.Errorf("read key in line %d: not 32 bytes in base 64", i+1)
		}
		out[KeyName(k)] = k
	}
	return out, nil
}

// Read reads a paper and believes it if one of the keys signed it.
func Read(paper []byte, keys Keys) (*Release, error) {
	if len(paper) > Limit {
		return nil, ErrFormat
	}
	at := bytes.Index(paper, []byte("\nsignature "))
	if at < 0 || !bytes.HasPrefix(paper, []byte(head+"\n")) {
		return nil, ErrFormat
	}
	body, signatures := paper[:at+1], paper[at+1:]
	if err := verify(body, signatures, keys); err != nil {
		return nil, err
	}
	return parse(body)
}

// verify finds a signature of a key that is believed. One that does not fit is never passed over for another that does.
func verify(body, signatures []byte, keys Keys) error {
	found := false
	for line := range strings.Lines(string(signatures)) {
		part := strings.Split(strings.TrimSuffix(line, "\n"), " ")
		if len(part) != 3 || part[0] != "signature" {
			return ErrFormat
		}
		key, known := keys[part[1]]
		if !known {
			continue
		}
		sig, err := base64.StdEncoding.DecodeString(part[2])
		if err != nil || !ed25519.Verify(key, body, sig) {
			return ErrBroken
		}
		found = true
	}
	if !found {
		return ErrUnsigned
	}
	return nil
}

func parse(body []byte) (*Release, error) {
	r := &Release{Files: map[string]string{}}
	lines := bufio.NewScanner(bytes.NewReader(body))
	lines.Scan() // the head
	for lines.Scan() {
		key, value, _ := strings.Cut(lines.Text(), " ")
		var err error
		switch key {
		case "version":
			r.Version = value
			_, err = numbers(value)
		case "date":
			r.Date, err = time.Parse(time.DateOnly, value)
		case "vault":
			r.Vault, err = strconv.Atoi(value)
		case "file":
			sum, name, ok := strings.Cut(value, " ")
			if b, e := hex.DecodeString(sum); !ok || e != nil || len(b) != sha256.Size || !plainName(name) {
				err = ErrFormat
			}
			r.Files[name] = sum
		default:
			// what a later version says besides
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %s", ErrFormat, key)
		}
	}
	if r.Version == "" || r.Date.IsZero() {
		return nil, ErrFormat
	}
	return r, nil
}

// plainName refuses what would lead out of the folder of the paper.
func plainName(name string) bool {
	return name != "" && name != "." && name != ".." && !strings.ContainsAny(name, `/\:`)
}

// Sign writes the paper with a signature.
func Sign(r Release, names []string, key ed25519.PrivateKey) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\nversion %s\ndate %s\nvault %d\n", head, r.Version, r.Date.Format(time.DateOnly), r.Vault)
	for _, n := range names {
		fmt.Fprintf(&b, "file %s %s\n", r.Files[n], n)
	}
	public := key.Public().(ed25519.PublicKey)
	signature := ed25519.Sign(key, []byte(b.String()))
	fmt.Fprintf(&b, "signature %s %s\n", KeyName(public), base64.StdEncoding.EncodeToString(signature))
	return []byte(b.String())
}

// Holds tells whether a package is the one that the paper names. It reads all of it.
func (r *Release) Holds(name string, content io.Reader) (bool, error) {
	want, known := r.Files[name]
	if !known {
		return false, nil
	}
	h := sha256.New()
	if _, err := io.Copy(h, content); err != nil {
		return false, fmt.Errorf("read %s: %w", name, err)
	}
	return hex.EncodeToString(h.Sum(nil)) == want, nil
}

// Newer tells whether version a is newer than b. What stands behind a hyphen comes before the version without it, and what
// stands behind a plus does not count.
func Newer(a, b string) (bool, error) {
	na, err := numbers(a)
	if err != nil {
		return false, err
	}
	nb, err := numbers(b)
	if err != nil {
		return false, err
	}
	for i := range na {
		if na[i] != nb[i] {
			return na[i] > nb[i], nil
		}
	}
	return false, nil
}

// numbers are the three of a version, and 1 for one that is out or 0 for one before it.
func numbers(version string) (out [4]int, err error) {
	version, _, _ = strings.Cut(version, "+")
	version, _, before := strings.Cut(version, "-")
	part := strings.Split(version, ".")
	if len(part) != 3 {
		return out, fmt.Errorf("read version: %w", ErrFormat)
	}
	for i, p := range part {
		n, err := strconv.ParseUint(p, 10, 16)
		if err != nil {
			return out, fmt.Errorf("read version: %w", ErrFormat)
		}
		out[i] = int(n)
	}
	if !before {
		out[3] = 1
	}
	return out, nil
}
