package release

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"time"
)

func key(seed byte) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{seed}, ed25519.SeedSize))
}

func paper(k ed25519.PrivateKey) []byte {
	sum := sha256.Sum256([]byte("package"))
	r := Release{Version: "0.2.0", Date: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), Vault: 1, Files: map[string]string{"p.deb": hex.EncodeToString(sum[:])}}
	return Sign(r, []string{"p.deb"}, k)
}

func believed(t testing.TB, ks ...ed25519.PrivateKey) Keys {
	t.Helper()
	text := "# who signs\n"
	for _, k := range ks {
		text += base64.StdEncoding.EncodeToString(k.Public().(ed25519.PublicKey)) + " # one of us\n"
	}
	out, err := ParseKeys(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestRead(t *testing.T) {
	good := paper(key(1))
	r, err := Read(good, believed(t, key(1), key(2)))
	if err != nil || r.Version != "0.2.0" || r.Vault != 1 || len(r.Files) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	for content, want := range map[string]bool{"package": true, "packagE": false} {
		if ok, err := r.Holds("p.deb", strings.NewReader(content)); ok != want || err != nil {
			t.Errorf("%s: %v, %v", content, ok, err)
		}
	}
	if ok, _ := r.Holds("other.deb", strings.NewReader("package")); ok {
		t.Error("a package that is not on the paper is held for one that is")
	}
	text := string(good)
	changed := strings.Replace(text, "0.2.0", "0.3.0", 1)
	foreign := string(paper(key(3)))
	for name, c := range map[string]struct {
		paper string
		keys  Keys
		want  error
	}{
		"changed":                  {changed, believed(t, key(1)), ErrBroken},
		"changed, and signed anew": {changed + lastLine(foreign), believed(t, key(1)), ErrBroken},
		"signed by a stranger":     {foreign, believed(t, key(1)), ErrUnsigned},
		"no key is known":          {text, Keys{}, ErrUnsigned},
		"without signature":        {strings.TrimSuffix(text, lastLine(text)), believed(t, key(1)), ErrFormat},
		"something behind it":      {text + "file 00 x\n", believed(t, key(1)), ErrFormat},
		"another paper":            {"probata vault 1\nsignature x y\n", believed(t, key(1)), ErrFormat},
		"empty":                    {"", believed(t, key(1)), ErrFormat},
	} {
		if _, err := Read([]byte(c.paper), c.keys); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func lastLine(text string) string { return text[strings.LastIndex(text, "signature "):] }

func TestNewer(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"0.2.0", "0.1.0", true},
		{"0.1.0", "0.2.0", false},
		{"0.1.0", "0.1.0", false},
		{"0.10.0", "0.9.9", true},
		{"1.0.0", "0.99.99", true},
		{"0.1.0", "0.1.0-dev", true},
		{"0.1.0-dev", "0.1.0", false},
		{"0.2.0-dev", "0.1.0", true},
		{"0.1.0", "0.1.0-dev+0123456789ab", true},
	} {
		if got, err := Newer(c.a, c.b); got != c.want || err != nil {
			t.Errorf("%s newer than %s: %v, %v", c.a, c.b, got, err)
		}
	}
	for _, bad := range []string{"", "1", "1.2", "1.2.x", "1.2.3.4", "-1.2.3", "1.2.99999999"} {
		if _, err := Newer(bad, "0.1.0"); !errors.Is(err, ErrFormat) {
			t.Errorf("%q is a version: %v", bad, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(paper(key(1)))
	f.Add([]byte(head + "\nfile x ..\nsignature a b\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := Read(b, believed(t, key(1)))
		if err == nil && !bytes.HasPrefix(b, paper(key(1))[:len(head)]) {
			t.Errorf("believed: %+v", r)
		}
		if r, err := parse(b); err == nil {
			for name := range r.Files {
				if strings.ContainsAny(name, `/\`) {
					t.Errorf("leads elsewhere: %q", name)
				}
			}
		}
	})
}
