package vault

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestWorkFactor: a key file from elsewhere cannot ask for hours and a computer's
// whole memory. What asks for more than a vault is ever sealed with is refused at once.
func TestWorkFactor(t *testing.T) {
	dir, _ := saved(t)
	v := reopen(t, dir)
	recovery, err := v.AddRecovery()
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	ways := map[string]func() (*Vault, error){
		keyFile:      func() (*Vault, error) { return Open(dir, phrase, quick) },
		recoveryFile: func() (*Vault, error) { return OpenWithRecovery(dir, recovery, quick) },
	}
	for name, open := range ways {
		path := filepath.Join(dir, name)
		good, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		line, rest, _ := bytes.Cut(good[len(ageMagic):], []byte("\n"))
		salt := bytes.Fields(line)[2]
		for stanza, want := range map[string]What{
			fmt.Sprintf("-> scrypt %s %d", salt, maxWork+1):        Misplaced,
			fmt.Sprintf("-> scrypt %s 30", salt):                   Misplaced,
			fmt.Sprintf("-> scrypt %s 63", salt):                   Misplaced,
			fmt.Sprintf("-> scrypt %s 18446744073709551634", salt): Misplaced, // 18 in 64 bits
			fmt.Sprintf("-> scrypt %s -1", salt):                   Broken,
			fmt.Sprintf("-> scrypt %s 019", salt):                  Broken,
			fmt.Sprintf("-> scrypt %s", salt):                      Misplaced,
			fmt.Sprintf("-> argon2 %s 18", salt):                   Misplaced,
			fmt.Sprintf("->  scrypt %s 30", salt):                  Misplaced,
		} {
			bad := bytes.Join([][]byte{[]byte(ageMagic + stanza), rest}, []byte("\n"))
			if err := os.WriteFile(path, bad, 0o600); err != nil {
				t.Fatal(err)
			}
			began := time.Now()
			_, err := open()
			if d := (Damage{}); !errors.As(err, &d) || d.File != name || d.What != want || d.NextStep != RestoreFile {
				t.Errorf("%s, %q: %v, want %s", name, stanza, err, want)
			}
			if took := time.Since(began); took > 2*time.Second {
				t.Errorf("%s, %q: took %v", name, stanza, took)
			}
		}
		if err := os.WriteFile(path, good, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
