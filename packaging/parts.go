//go:build ignore

// Parts writes the list of parts of a built program to standard output, as CycloneDX 1.5:
// every module that was linked in, as the program itself records it, and what ships inside
// it without being a module. The same program gives the same bytes.
//
//	go run packaging/parts.go -version 0.1.0 dist/probata
package main

import (
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

type hash struct {
	Alg     string `json:"alg"`
	Content string `json:"content"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type component struct {
	Type       string     `json:"type"`
	Ref        string     `json:"bom-ref"`
	Name       string     `json:"name"`
	Version    string     `json:"version,omitempty"`
	PURL       string     `json:"purl,omitempty"`
	Hashes     []hash     `json:"hashes,omitempty"`
	Properties []property `json:"properties,omitempty"`
}

type bom struct {
	Format   string `json:"bomFormat"`
	Spec     string `json:"specVersion"`
	Version  int    `json:"version"`
	Metadata struct {
		Component component `json:"component"`
	} `json:"metadata"`
	Components []component `json:"components"`
}

func main() {
	version := flag.String("version", "", "version of the program")
	flag.Parse()
	if err := run(flag.Arg(0), *version); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(program, version string) error {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return fmt.Errorf("read what is linked into the program: %w", err)
	}
	self, err := file("application", program)
	if err != nil {
		return err
	}
	self.Name, self.Version, self.Ref = "probata", version, "probata@"+version
	out := bom{Format: "CycloneDX", Spec: "1.5", Version: 1}
	out.Metadata.Component = self
	out.Components = append(out.Components, component{
		Type: "framework", Ref: "pkg:golang/stdlib@" + info.GoVersion, Name: "Go", Version: strings.TrimPrefix(info.GoVersion, "go"),
		PURL: "pkg:golang/stdlib@" + strings.TrimPrefix(info.GoVersion, "go"),
	})
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		purl := "pkg:golang/" + m.Path + "@" + m.Version
		out.Components = append(out.Components, component{
			Type: "library", Ref: purl, Name: m.Path, Version: m.Version, PURL: purl,
			Properties: []property{{"go:sum", m.Sum}},
		})
	}
	fonts, err := filepath.Glob("assets/fonts/*.ttf")
	if err != nil {
		return err
	}
	more, err := filepath.Glob("assets/fonts/ui/*.ttf")
	if err != nil {
		return err
	}
	for _, name := range append(fonts, more...) {
		font, err := file("file", name)
		if err != nil {
			return err
		}
		out.Components = append(out.Components, font)
	}
	w := json.NewEncoder(os.Stdout)
	w.SetIndent("", "  ")
	w.SetEscapeHTML(false)
	return w.Encode(out)
}

// file is a component with the hash of its bytes.
func file(kind, name string) (component, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return component{}, err
	}
	sum := sha256.Sum256(b)
	return component{
		Type: kind, Ref: filepath.ToSlash(name), Name: filepath.Base(name),
		Hashes: []hash{{"SHA-256", hex.EncodeToString(sum[:])}},
	}, nil
}
