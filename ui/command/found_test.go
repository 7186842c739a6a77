package command

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/store"
	"probata/dossier/vault"
)

// remembered is a session whose computer remembers its vaults, and whose vault was left
// by a program that was killed after five saves, one of them with a file.
func remembered(t *testing.T) *session {
	t.Helper()
	s := example(t)
	s.env.Vault.Settings = s.path("settings/probata")
	s.must("list", "V")
	st, err := store.Open(s.path("V"), []byte(passphrase), store.Options{Vault: s.env.Vault})
	s.check(err)
	id, err := st.Find(t.Context(), "EXAMPLE-1")
	s.check(err)
	for i := range 5 {
		d, err := st.Load(t.Context(), id)
		s.check(err)
		c := dossier.Copy(d.Case()).(*dossier.Case)
		c.Title = strings.Repeat("x", i+1)
		s.check(st.Apply(t.Context(), store.Change{Label: "edit", Case: id, Put: []dossier.Record{c}}))
		if i == 3 {
			_, err := st.Attach(t.Context(), id, "a.txt", "text/plain", strings.NewReader("recorded"))
			s.check(err)
		}
		s.check(st.Flush(t.Context()))
	}
	killed := s.content()
	s.check(st.Abandon())
	s.check(os.RemoveAll(s.path("V")))
	for name, b := range killed {
		s.check(os.MkdirAll(filepath.Dir(name), 0o700))
		s.check(os.WriteFile(name, []byte(b), 0o600))
	}
	return s
}

// entries are where the records of a log end.
func entries(log []byte) (ends []int) {
	for at := 0; at+4 <= len(log); {
		at += 4 + int(binary.BigEndian.Uint32(log[at:]))
		ends = append(ends, at)
	}
	return ends
}

// TestEndIsTold: whatever is missing at the end of a vault, every command says so.
func TestEndIsTold(t *testing.T) {
	s := remembered(t)
	whole, marks := s.content(), tree(t, s.path("settings"))
	log := s.find("log-*.age")
	b := []byte(whole[log])
	ends := entries(b)
	if len(ends) < 6 {
		t.Fatalf("%d records", len(ends))
	}
	flip := bytes.Clone(b)
	flip[len(flip)-40] ^= 1
	over := append(bytes.Clone(b[:ends[len(ends)-3]]), bytes.Repeat([]byte("?"), len(b)-ends[len(ends)-3])...)
	type test struct {
		name, words string
		log         []byte
		code        int
	}
	tests := []test{
		{"whole", "", b, ExitDone},
		{"torn", "broken off", append(bytes.Clone(b), b[ends[0]:ends[0]+50]...), ExitDone},
		{"a bit of the last", "does not open", flip, ExitDamaged},
		{"the last two overwritten", "does not open", over, ExitDamaged},
	}
	for _, e := range ends[:len(ends)-1] {
		tests = append(tests, test{"cut behind a record", "ends too early", b[:e], ExitDamaged})
	}
	for _, c := range tests {
		for _, args := range [][]string{{"list", "V", "--read-only"}, {"list", "V"}} {
			whole[log] = string(c.log)
			put(t, s.path("V"), whole)
			put(t, s.path("settings"), marks)
			r := s.wants(c.code, c.words, args...)
			if !strings.Contains(r.out, "EXAMPLE-1") || c.words == "" && r.err != "" {
				t.Errorf("%s: %s%s", c.name, r.out, r.err)
			}
		}
		if c.code == ExitDone {
			continue
		}
		r := s.wants(ExitDamaged, "Look for a newer copy", "verify", "V")
		told := strings.Contains(r.err, "older than when you last closed it here") || strings.Contains(r.err, "ends too early")
		if !told || strings.Contains(r.out, "whole") {
			t.Errorf("%s: verify says %s", c.name, r.out)
		}
	}
}

// TestAccept: what is missing is told until somebody says that it is meant so, and the
// file that the lost save spoke of is named.
func TestAccept(t *testing.T) {
	s := remembered(t)
	log := s.find("log-*.age")
	b, err := os.ReadFile(log)
	s.check(err)
	s.check(os.WriteFile(log, b[:entries(b)[1]], 0o600))
	r := s.wants(ExitDamaged, "No record speaks of the file blobs/", "verify", "V", "--json")
	var found damages
	if err := json.Unmarshal([]byte(r.out), &found); err != nil || len(found.Damaged) != 2 { // the log and the file
		t.Errorf("%v: %s", err, r.out)
	}
	s.wants(ExitDamaged, "older than", "check", "V", "EXAMPLE-1", "--form", "wgad")
	s.wants(ExitDone, "counts from now on", "verify", "V", "--accept")
	if r := s.must("verify", "V"); !strings.Contains(r.out, "Everything in the vault is whole") || r.err != "" {
		t.Errorf("afterwards: %s%s", r.out, r.err)
	}
	if kept, _ := filepath.Glob(s.path("V/damaged-1/*.age")); len(kept) != 1 {
		t.Errorf("put away: %v", kept)
	}
	if r := s.must("list", "V"); r.err != "" {
		t.Error(r.err)
	}
}

// TestOlderFolder puts a whole older copy back, as a restored backup is one.
func TestOlderFolder(t *testing.T) {
	s := remembered(t)
	s.check(os.Mkdir(s.path("stick"), 0o700))
	backup := strings.TrimSpace(s.must("backup", "V", s.path("stick")).out)
	s.must("restore", backup, s.path("Same"))
	if r := s.must("list", s.path("Same")); r.err != "" {
		t.Errorf("a backup with everything in it: %s", r.err)
	}
	s.must("erase", "V", "EXAMPLE-1", "--yes")
	s.must("restore", backup, s.path("Old"))
	s.wants(ExitDamaged, "This vault is older than when you last closed it here: what was saved on this computer", "list", s.path("Old"))
	s.wants(ExitDone, "", "verify", s.path("Old"), "--accept")
	if r := s.must("list", s.path("Old")); r.err != "" {
		t.Error(r.err)
	}
}

// TestMarkerIsTold: a marker that was written again is told by whatever command did it.
func TestMarkerIsTold(t *testing.T) {
	for name, b := range map[string]string{"missing": "", "altered": "probata vault 1\nkey.age 00\n"} {
		s := remembered(t)
		s.check(os.Remove(s.path("V/probata.vault")))
		if b != "" {
			s.check(os.WriteFile(s.path("V/probata.vault"), []byte(b), 0o600))
		}
		s.wants(ExitDamaged, "probata.vault", "list", "V", "--read-only")
		r := s.wants(ExitDamaged, "was written again", "verify", "V")
		if strings.Contains(r.out, "whole") {
			t.Errorf("%s: %s", name, r.out)
		}
		s.must("verify", "V")
	}
}

// TestUnfinishedIntake: a file that was being taken in when the program was cut off is
// named, and is no damage on a computer that knows that nothing saved is missing.
func TestUnfinishedIntake(t *testing.T) {
	s := remembered(t)
	s.must("verify", "V")
	v, err := vault.Open(s.path("V"), []byte(passphrase), s.env.Vault)
	s.check(err)
	_, err = v.PutBlob(t.Context(), strings.NewReader("half taken in"))
	s.check(err)
	s.check(v.Abandon())
	r := s.wants(ExitDone, "being taken in when the program was cut off", "verify", "V")
	if strings.Contains(r.out, "Everything in the vault is whole") {
		t.Error(r.out)
	}
	s.check(os.RemoveAll(s.path("settings")))
	s.wants(ExitDamaged, "either a save that is missing did", "verify", "V")
}

func TestHalfErased(t *testing.T) {
	s := remembered(t)
	s.check(os.WriteFile(s.path("V/erasing"), nil, 0o600))
	s.check(os.Remove(s.path("V/key.age")))
	s.wants(ExitDamaged, "probata erase VAULT --yes", "list", "V")
	s.must("erase", "V", "--yes")
	s.wants(ExitNoVault, "no vault here", "list", "V")
}

// TestErasedMark: with a vault goes what the computer remembered of it.
func TestErasedMark(t *testing.T) {
	s := remembered(t)
	if n := len(tree(t, s.path("settings"))); n != 2 {
		t.Fatalf("%d files", n)
	}
	s.must("erase", "V", "--yes")
	if left := tree(t, s.path("settings")); len(left) != 1 {
		t.Errorf("left: %d files", len(left))
	}
}

// TestNoSettings: without a place to remember, everything works, and verify says it.
func TestNoSettings(t *testing.T) {
	s := example(t)
	s.env.Vault.Settings = s.file("settings", "no folder")
	if r := s.must("list", "V"); r.err != "" {
		t.Error(r.err)
	}
	s.wants(ExitDone, "cannot remember", "verify", "V")
	s.env.Vault.Settings = s.path("other")
	s.wants(ExitDone, "From now on", "verify", "V")
	if r := s.must("verify", "V"); r.err != "" {
		t.Error(r.err)
	}
}

// tree is every file below a folder with its bytes.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(name)
		out[name] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// put makes a folder hold these files and nothing else.
func put(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	for name, b := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(b), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
