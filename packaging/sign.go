//go:build ignore

// Sign writes the signed paper of a release, dist/RELEASE, beside the packages; with -new it makes a key, which is to be kept
// away from every computer that is on a network, and prints the line for assets/release/keys.txt.
//
//	go run packaging/sign.go -new release.key
//	go run packaging/sign.go -key release.key -version 0.2.0 -date 2026-12-01 dist
package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"probata/dossier/release"
)

func main() {
	fresh := flag.String("new", "", "file for a new key")
	key := flag.String("key", "", "file with the key")
	version := flag.String("version", "", "version of the release")
	date := flag.String("date", "", "its day, as 2026-12-01")
	flag.Parse()
	err := errors.New("name a key or a file for a new one")
	switch {
	case *fresh != "":
		err = makeKey(*fresh)
	case *key != "":
		err = sign(*key, *version, *date, flag.Arg(0))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func makeKey(name string) error {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f, base64.StdEncoding.EncodeToString(private.Seed()))
	fmt.Println(base64.StdEncoding.EncodeToString(public))
	return errors.Join(err, f.Close())
}

func sign(key, version, date, dir string) error {
	text, err := os.ReadFile(key)
	if err != nil {
		return err
	}
	seed, err := base64.StdEncoding.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(seed) != ed25519.SeedSize {
		return errors.New("read the key: not one that -new made")
	}
	r := release.Release{Version: version, Vault: 1, Files: map[string]string{}}
	if r.Date, err = time.Parse(time.DateOnly, date); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() || e.Name() == "RELEASE" {
			continue
		}
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return err
		}
		sum := sha256.Sum256(b)
		r.Files[e.Name()] = hex.EncodeToString(sum[:])
		names = append(names, e.Name())
	}
	return os.WriteFile(filepath.Join(dir, "RELEASE"), release.Sign(r, names, ed25519.NewKeyFromSeed(seed)), 0o644)
}
