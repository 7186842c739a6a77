package ui

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"probata/dossier/vault"
)

// mostKeyFile is how large a file with a key of age's may be, in bytes.
const mostKeyFile = 64 << 10

// errKeyFile: the file holds no secret key of age's.
var errKeyFile = errors.New("no secret key in the file")

// readKeyFile reads a secret key as age-keygen writes it.
func readKeyFile(path string) (vault.Identity, error) {
	f, err := os.Open(path)
	if err != nil {
		return vault.Identity{}, fmt.Errorf("open the key file: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, mostKeyFile))
	if err != nil {
		return vault.Identity{}, fmt.Errorf("read the key file: %w", err)
	}
	id, err := vault.ParseIdentity(string(data))
	clear(data)
	if err != nil {
		return vault.Identity{}, errKeyFile // the other one may quote the file
	}
	return id, nil
}

// errPublicKey: what was given is no public key of age's.
var errPublicKey = errors.New("no public key")

// parseRecipients reads public keys, one on each line; # begins a comment.
func parseRecipients(text string) ([]vault.Recipient, error) {
	var out []vault.Recipient
	for lines := bufio.NewScanner(strings.NewReader(text)); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		r, err := vault.ParseRecipient(line)
		if err != nil {
			return nil, errPublicKey
		}
		out = append(out, r)
	}
	if len(out) == 0 {
		return nil, errPublicKey
	}
	for _, r := range out[1:] {
		if r.PostQuantum() != out[0].PostQuantum() {
			return nil, vault.ErrMixed
		}
	}
	return out, nil
}

// readPublicKeys reads a file of public keys.
func readPublicKeys(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("open the key file: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, mostKeyFile))
	if err != nil {
		return "", fmt.Errorf("read the key file: %w", err)
	}
	to, err := parseRecipients(string(data))
	var out []string
	for _, r := range to {
		out = append(out, r.String())
	}
	return strings.Join(out, "\n"), err
}
