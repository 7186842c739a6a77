package command

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"

	"probata/dossier/vault"
)

func TestRecoveryKey(t *testing.T) {
	s := example(t)
	if out := s.must("recovery", "V").out; !strings.Contains(out, "no recovery key") {
		t.Error(out)
	}
	s.wants(ExitError, "has no recovery key", "recovery", "V", "check")
	s.wants(ExitError, "has no recovery key", "recovery", "V", "remove")
	s.wants(ExitUsage, "only shown on a terminal", "recovery", "V", "make")
	r := s.wants(ExitDone, "not shown again", "recovery", "V", "make", "--generate")
	key := s.file("key", r.out)
	if strings.Count(r.out, "\n") != 1 || strings.Contains(r.err, strings.TrimSpace(r.out)) {
		t.Errorf("the key is not one line of standard output:\n%s%s", r.out, r.err)
	}
	if out := s.must("recovery", "V", "--json").out; out != "{\n  \"recovery_key\": true\n}\n" {
		t.Error(out)
	}
	s.wants(ExitDone, "is the one", "recovery", "V", "check", "--recovery-file", key)
	s.wants(ExitUsage, "no terminal", "recovery", "V", "check")
	s.env.Ask = typing(strings.ToLower(strings.TrimSpace(r.out)))
	s.wants(ExitDone, "is the one", "recovery", "V", "check")
	s.env.Ask = nil

	next := s.file("next", "another seven words than those that were")
	s.wants(ExitDone, "has been changed", "passphrase", "V", "--recovery-file", key, "--new-passphrase-file", next)
	s.wants(ExitPassphrase, "does not open", "list", "V")
	s.set[fileVariable] = next
	s.must("list", "V")

	s.must("recovery", "V", "remove")
	s.wants(ExitPassphrase, "not the recovery key", "passphrase", "V", "--recovery-file", key, "--generate")
	s.wants(ExitUsage, "make, check or remove", "recovery", "V", "nonsense")
}

func TestRecoveryKeyFaults(t *testing.T) {
	s := example(t)
	key := s.must("recovery", "V", "make", "--generate", "--quiet").out
	other := s.must("recovery", "V", "make", "--generate", "--quiet").out // voids the first
	slip := strings.Map(func(r rune) rune {
		if r == rune(other[len(other)/2]) {
			return rune(other[len(other)/2+1])
		}
		return r
	}, other)
	for _, c := range []struct {
		code        int
		words, text string
	}{
		{ExitPassphrase, "not the recovery key", key},
		{ExitPassphrase, "mistyped", slip},
		{ExitPassphrase, "mistyped", "nonsense"},
		{ExitError, "neither a recovery key", "one\ntwo\nthree\n"},
		{ExitError, "neither a recovery key", "\n"},
	} {
		r := s.wants(c.code, c.words, "recovery", "V", "check", "--recovery-file", s.file("key", c.text))
		if text := strings.TrimSpace(c.text); text != "" && strings.Contains(r.err, text) {
			t.Errorf("the key is repeated: %s", r.err)
		}
	}
	s.wants(ExitError, "cannot be read", "recovery", "V", "check", "--recovery-file", s.path("absent"))
}

func TestRecoveryShares(t *testing.T) {
	s := example(t)
	shares := strings.Fields(s.must("recovery", "V", "make", "--generate", "--shares", "--quiet").out)
	if len(shares) != 3 {
		t.Fatalf("%d shares", len(shares))
	}
	for _, two := range [][2]int{{0, 1}, {2, 0}, {1, 2}} {
		file := s.file("shares", shares[two[0]]+"\r\n"+shares[two[1]]+"\n")
		s.wants(ExitDone, "is the one", "recovery", "V", "check", "--recovery-file", file)
	}
	s.wants(ExitPassphrase, "two different shares", "recovery", "V", "check", "--recovery-file", s.file("shares", shares[0]+"\n"+shares[0]))
	s.wants(ExitPassphrase, "", "recovery", "V", "check", "--recovery-file", s.file("shares", shares[0]))
}

func TestPassphraseIsChecked(t *testing.T) {
	s := example(t)
	before := s.content()
	s.set[fileVariable] = s.file("wrong", "wrong")
	s.wants(ExitPassphrase, "does not open", "passphrase", "V", "--generate")
	s.wants(ExitPassphrase, "does not open", "rekey", "V")
	for name, b := range s.content() {
		if before[name] != b {
			t.Errorf("a wrong pass phrase changed %s", name)
		}
	}
}

func TestRecipients(t *testing.T) {
	s := example(t)
	id, err := vault.NewIdentity()
	s.check(err)
	secret := s.file("secret", "# created by nobody\n"+id.Secret()+"\n")
	public := s.file("public", "# a colleague\n"+id.Recipient().String()+"\n")
	s.wants(ExitDone, "Nobody else", "recipients", "V")
	s.wants(ExitPassphrase, "not open to this identity", "list", "V", "--identity-file", secret)
	r := s.wants(ExitDone, "Compare the fingerprint", "recipients", "V", "add", public, "--label", "Office in Almaty")
	if r.out != id.Recipient().Fingerprint()+"\n" || strings.Contains(r.err, "quantum") || strings.Contains(r.err, "chmod") {
		t.Errorf("%q\n%s", r.out, r.err)
	}
	var got struct{ Recipients []recipientLine }
	s.check(json.Unmarshal([]byte(s.must("recipients", "V", "list", "--json").out), &got))
	if len(got.Recipients) != 1 || got.Recipients[0].Label != "Office in Almaty" || !got.Recipients[0].PostQuantum || got.Recipients[0].Recipient != id.Recipient().String() {
		t.Errorf("%+v", got)
	}
	if out := s.must("recipients", "V").out; !strings.Contains(out, "Office in Almaty") {
		t.Error(out)
	}
	own := s.set
	s.set = map[string]string{}
	if out := s.must("list", "V", "--identity-file", secret).out; !strings.Contains(out, "EXAMPLE-1") {
		t.Error(out)
	}
	s.set = own
	s.wants(ExitError, "number 7", "recipients", "V", "remove", "7")
	s.wants(ExitDone, "rekey", "recipients", "V", "remove", "1")
	s.wants(ExitPassphrase, "not open to this identity", "list", "V", "--identity-file", secret)
	s.wants(ExitError, "secret key", "recipients", "V", "add", secret, "--label", "x")
	s.wants(ExitError, "one public key", "recipients", "V", "add", s.file("none", "age1nonsense"), "--label", "x")
	s.wants(ExitError, "one public key", "recipients", "V", "add", s.file("none", "# nothing"), "--label", "x")
	s.wants(ExitError, "cannot be read as a key", "recipients", "V", "add", s.path("absent"), "--label", "x")
	s.wants(ExitError, "no identity", "list", "V", "--identity-file", s.file("none", "nonsense"))
	for _, args := range [][]string{{"add"}, {"nonsense"}, {"list", "x"}, {"remove", "x"}, {"remove"}} {
		s.wants(ExitUsage, "recipients takes", append([]string{"recipients", "V"}, args...)...)
	}
	s.wants(ExitUsage, "--label", "recipients", "V", "add", public)
}

func TestRekey(t *testing.T) {
	s := example(t)
	key := s.file("key", s.must("recovery", "V", "make", "--generate").out)
	shipped := s.must("export", "V", "EXAMPLE-1").out
	old := s.content()
	s.wants(ExitDone, "recovery key is void", "rekey", "V")
	for name, b := range s.content() {
		if old[name] == b && !strings.HasSuffix(name, "probata.vault") {
			t.Errorf("%s is what it was", name)
		}
	}
	if out := s.must("export", "V", "EXAMPLE-1").out; out != shipped {
		t.Error("the case is not what it was")
	}
	s.wants(ExitPassphrase, "not the recovery key", "passphrase", "V", "--recovery-file", key, "--generate")
	if r := s.must("rekey", "V"); strings.Contains(r.err, "recovery") {
		t.Errorf("a recovery key is spoken of that is not there: %s", r.err)
	}
}

func TestErase(t *testing.T) {
	s := example(t)
	s.wants(ExitUsage, "cannot be undone", "erase", "V")
	s.wants(ExitUsage, "cannot be undone", "erase", "V", "EXAMPLE-1")
	s.wants(ExitError, "no such case", "erase", "V", "NO-1", "--yes")
	s.wants(ExitDone, "case is gone", "erase", "V", "EXAMPLE-1", "--yes")
	s.wants(ExitDone, "no case yet", "list", "V")
	s.set = map[string]string{}
	s.wants(ExitDone, "has been destroyed", "erase", "V", "--yes")
	if _, err := os.Stat(s.path("V")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder is still there: %v", err)
	}
	s.wants(ExitNoVault, "no vault here", "erase", "V", "--yes")
	s.check(os.Mkdir(s.path("V"), 0o700))
	mine := s.file("V/mine.txt", "not the vault's")
	s.wants(ExitNoVault, "no vault here", "erase", "V", "--yes")
	if _, err := os.Stat(mine); err != nil {
		t.Error(err)
	}
}

// A key on a terminal is typed back, until it is the one that was shown.
func TestTypedBack(t *testing.T) {
	s := example(t)
	c := &recoveryRun{call: &call{Env: s.env, say: s.env.Words.Printer("en"), pos: []string{s.path("V")}}}
	var said strings.Builder
	c.Err, c.Getenv = &said, func(name string) string { return s.set[name] }
	st, err := c.unlock(context.Background())
	s.check(err)
	defer func() { s.check(st.Close()) }()
	key, err := st.AddRecovery()
	s.check(err)
	c.Ask = typing("nonsense", key)
	if err := c.typedBack(context.Background(), st); err != nil || strings.Count(said.String(), "not the key shown above") != 1 {
		t.Errorf("%v\n%s", err, said.String())
	}
	c.Ask = typing("nonsense")
	if err := c.typedBack(context.Background(), st); !errors.Is(err, io.EOF) {
		t.Errorf("%v, want the end of the typing", err)
	}
}
