package command

import (
	"bufio"
	"bytes"
	"context"
	"strings"

	"probata/dossier/vault"
)

// recipient reads a public key from a file, in which lines with # are remarks.
func (c *call) recipient(name string) (vault.Recipient, error) {
	text, err := c.smallFile(name, "key-open", false)
	if err != nil {
		return vault.Recipient{}, err
	}
	defer clear(text)
	var found []string
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		if strings.HasPrefix(line, "AGE-SECRET-KEY-") {
			return vault.Recipient{}, failed("key-secret", "file", name)
		}
		if line != "" && line[0] != '#' {
			found = append(found, line)
		}
	}
	if len(found) != 1 {
		return vault.Recipient{}, failed("key-file", "file", name)
	}
	to, err := vault.ParseRecipient(found[0])
	if err != nil {
		return to, failed("key-file", "file", name)
	}
	return to, nil
}

// recoveryKey is the recovery key from --recovery-file, where two shares of it on
// two lines stand for it, or as it is typed.
func (c *call) recoveryKey(ctx context.Context, file string) (string, error) {
	if file == "" {
		if c.Ask == nil {
			return "", usage("no-recovery")
		}
		typed, err := c.Ask(ctx, c.say.T("command.ask.recovery"))
		defer clear(typed)
		return string(typed), err
	}
	text, err := c.smallFile(file, "key-open", true)
	if err != nil {
		return "", err
	}
	defer clear(text)
	lines := strings.FieldsFunc(string(text), func(r rune) bool { return r == '\n' || r == '\r' })
	switch len(lines) {
	case 1:
		return lines[0], nil
	case 2:
		return vault.CombineShares(lines[0], lines[1])
	}
	return "", failed("recovery-file", "file", file)
}

// readIdentity reads the secret key of a user from a file.
func (c *call) readIdentity(name string) (vault.Identity, error) {
	text, err := c.smallFile(name, "key-open", true)
	if err != nil {
		return vault.Identity{}, err
	}
	defer clear(text)
	id, err := vault.ParseIdentity(string(text))
	if err != nil {
		return id, failed("identity-file", "file", name)
	}
	return id, nil
}
