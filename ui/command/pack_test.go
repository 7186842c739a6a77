package command

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"strings"
	"testing"
)

// TestPack packs the example for the State: the photograph goes along under its
// number, and nothing in the file tells what the edition withholds.
func TestPack(t *testing.T) {
	s := example(t)
	clean := strings.TrimSpace(s.must("attach", "V", "EXAMPLE-1", s.file("Rakhmanov at home.txt", "a statement")).out)
	s.must("evidence", "V", "EXAMPLE-1", clean, "--seen", "state", "--by", "LT")
	named := strings.TrimSpace(s.must("attach", "V", "EXAMPLE-1", s.file("2.txt", "Nurlan Rakhmanov said so.")).out)
	said := s.must("pack", "V", "EXAMPLE-1", "--form", "wgad", "--edition", "state", "--date", "2026-11-24", "--out", s.path("p.zip")).err
	if !strings.Contains(said, named) || !strings.Contains(said, "somebody who is withheld") {
		t.Errorf("nothing said of the exhibit that names somebody: %s", said)
	}
	data, err := os.ReadFile(s.path("p.zip"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range r.File {
		names = append(names, f.Name)
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(f.Name, "Rakhmanov") || bytes.Contains(text, []byte("Rakhmanov")) {
			t.Errorf("%s names who is withheld", f.Name)
		}
	}
	list := strings.Join(names, " ")
	if !strings.Contains(list, "exhibits/A-1-") || !strings.Contains(list, "SHA256SUMS.tsq") || len(names) != 6 {
		t.Errorf("in the pack: %s", list)
	}
	if log := s.must("history", "V", "--kind", "exported").out; !strings.Contains(log, "custody-") {
		t.Errorf("no line in the custody log: %s", log)
	}
}

// TestPackSealed seals a pack to the key of another vault.
func TestPackSealed(t *testing.T) {
	s := example(t)
	s.must("init", s.path("W"))
	key := s.file("key", s.must("contact", s.path("W")).out)
	s.must("pack", "V", "EXAMPLE-1", "--form", "wgad", "--to", key, "--out", s.path("p.zip.age"))
	data, err := os.ReadFile(s.path("p.zip.age"))
	if err != nil || !bytes.HasPrefix(data, []byte("age-encryption.org/v1")) || bytes.Contains(data, []byte("PK\x03\x04")) {
		t.Errorf("%v: the pack is not sealed", err)
	}
}

func TestPackRefused(t *testing.T) {
	s := example(t)
	s.wants(ExitUsage, "FILE.zip", "pack", "V", "EXAMPLE-1", "--form", "wgad", "--out", s.path("p.pdf"))
	s.wants(ExitUsage, "FILE.zip", "pack", "V", "EXAMPLE-1", "--form", "wgad", "--to", s.path("key"), "--out", s.path("p.zip"))
}
