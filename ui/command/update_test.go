package command_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"probata/dossier/lang"
	"probata/dossier/release"
	"probata/ui/command"
)

func TestUpdateCheck(t *testing.T) {
	words, err := lang.Load(os.DirFS("../../assets/lang"))
	if err != nil {
		t.Fatal(err)
	}
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))
	public := key.Public().(ed25519.PublicKey)
	sum := sha256.Sum256([]byte("a package"))
	dir := t.TempDir()
	paper := filepath.Join(dir, "RELEASE")
	put := func(name, content string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r := release.Release{Version: "0.2.0", Date: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), Vault: 1, Files: map[string]string{"p.deb": hex.EncodeToString(sum[:])}}
	signed := string(release.Sign(r, []string{"p.deb"}, key))
	for _, c := range []struct {
		what, paper, beside, own string
		known                    bool
		code                     int
		want                     string
	}{
		{"newer", signed, "a package", "0.1.0", true, command.ExitDone, "0.2.0"},
		{"the same", signed, "", "0.2.0", true, command.ExitDone, "newest"},
		{"older", signed, "", "0.3.0-dev+0123456789ab", true, command.ExitDone, "older"},
		{"another package", signed, "A package", "0.1.0", true, command.ExitProblems, "p.deb"},
		{"an unknown key", signed, "", "0.1.0", false, command.ExitError, "key"},
		{"changed", strings.Replace(signed, "0.2.0", "0.9.0", 1), "", "0.1.0", true, command.ExitError, "changed"},
		{"no paper", "x", "", "0.1.0", true, command.ExitError, "paper"},
	} {
		put("RELEASE", c.paper)
		_ = os.Remove(filepath.Join(dir, "p.deb"))
		if c.beside != "" {
			put("p.deb", c.beside)
		}
		keys := release.Keys{}
		if c.known {
			keys[release.KeyName(public)] = public
		}
		var said bytes.Buffer
		env := command.Env{
			Words: words, Version: c.own, Releases: keys, In: strings.NewReader(""), Out: &said, Err: &said,
			Getenv: func(string) string { return "" }, Now: time.Now,
		}
		code := command.Run(context.Background(), []string{"update-check", paper}, env)
		if code != c.code || !strings.Contains(said.String(), c.want) {
			t.Errorf("%s: exit code %d, want %d; says %q", c.what, code, c.code, said.String())
		}
	}
}
