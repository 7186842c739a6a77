// Package keyfile reads the files in which keys of age's come: the secret key of a
// colleague, and the public ones that something is sealed to.
package keyfile

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"probata/dossier/vault"
)

// Most is how large a file with a key of age's may be, in bytes.
const Most = 64 << 10

// ErrSecret: the file holds no secret key of age's.
var ErrSecret = errors.New("no secret key in the file")

// Secret reads a secret key as age-keygen writes it.
func Secret(path string) (vault.Identity, error) {
	f, err := os.Open(path)
	if err != nil {
		return vault.Identity{}, fmt.Errorf("open the key file: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, Most))
	if err != nil {
		return vault.Identity{}, fmt.Errorf("read the key file: %w", err)
	}
	id, err := vault.ParseIdentity(string(data))
	clear(data)
	if err != nil {
		return vault.Identity{}, ErrSecret // the other one may quote the file
	}
	return id, nil
}

// ErrPublic: what was given is no public key of age's.
var ErrPublic = errors.New("no public key")

// Recipients reads public keys, one on each line; # begins a comment.
func Recipients(text string) ([]vault.Recipient, error) {
	var out []vault.Recipient
	for lines := bufio.NewScanner(strings.NewReader(text)); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		r, err := vault.ParseRecipient(line)
		if err != nil {
			return nil, ErrPublic
		}
		out = append(out, r)
	}
	if len(out) == 0 {
		return nil, ErrPublic
	}
	for _, r := range out[1:] {
		if r.PostQuantum() != out[0].PostQuantum() {
			return nil, vault.ErrMixed
		}
	}
	return out, nil
}

// Public reads a file of public keys.
func Public(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("open the key file: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, Most))
	if err != nil {
		return "", fmt.Errorf("read the key file: %w", err)
	}
	to, err := Recipients(string(data))
	var out []string
	for _, r := range to {
		out = append(out, r.String())
	}
	return strings.Join(out, "\n"), err
}
