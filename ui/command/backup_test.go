package command

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"probata/dossier"
	"probata/dossier/store"
)

func TestBackupAndRestore(t *testing.T) {
	s := example(t)
	s.env.Vault.Now = s.env.Now
	stick := s.path("stick")
	s.wants(ExitError, "no folder", "backup", "V", stick)
	s.check(os.Mkdir(stick, 0o700))
	s.wants(ExitDone, "no complete backup", "restore", stick)
	file := s.file("photo.txt", "what the photo shows")
	s.must("attach", "V", "EXAMPLE-1", file)
	shipped := s.must("export", "V", "EXAMPLE-1").out
	r := s.wants(ExitDone, "was read back", "backup", "V", stick)
	first := strings.TrimSpace(r.out)
	s.wants(ExitNoVault, "is a backup", "list", first)
	s.must("erase", "V", "EXAMPLE-1", "--yes")
	var second backupLine
	s.check(json.Unmarshal([]byte(s.must("backup", "V", stick, "--json").out), &second))
	if second.Number <= 1 || second.Size == 0 || second.Made != "2026-03-31T12:00:00Z" || second.Lost == nil {
		t.Errorf("%+v", second)
	}
	var all struct{ Backups []backupLine }
	s.check(json.Unmarshal([]byte(s.must("restore", stick, "--json").out), &all))
	if len(all.Backups) != 2 || all.Backups[0].Path != first || all.Backups[1].Path != second.Path {
		t.Errorf("%+v", all)
	}

	s.set = map[string]string{} // it needs no pass phrase
	s.wants(ExitDone, "has been made out of the backup", "restore", first, s.path("Back"))
	s.wants(ExitError, "holds something already", "restore", first, s.path("Back"))
	s.wants(ExitNoVault, "no complete backup", "restore", stick, s.path("New"))
	s.set[fileVariable] = s.path("pass")
	if out := s.must("export", s.path("Back"), "EXAMPLE-1").out; out != shipped {
		t.Error("the case of the restored vault is not the one that was backed up")
	}
	s.must("verify", s.path("Back"))
	s.wants(ExitDone, "no case yet", "list", "V")
	s.must("backup", "V", stick, "--keep", "1")
	if out := s.must("restore", stick).out; strings.Count(out, "\n") != 1 {
		t.Errorf("more than one backup is kept:\n%s", out)
	}
	s.wants(ExitUsage, "--keep", "backup", "V", stick, "--keep", "0")
}

// What is damaged in the vault is in no backup: that is told, and the code of
// damage returned, though all else is saved.
func TestBackupOfDamaged(t *testing.T) {
	s := example(t)
	s.must("attach", "V", "EXAMPLE-1", s.file("photo.txt", "what the photo shows"))
	s.damage("blobs/*.age")
	stick := s.path("stick")
	s.check(os.Mkdir(stick, 0o700))
	r := s.wants(ExitDamaged, "could not be saved (1)", "backup", "V", stick)
	r = s.wants(ExitDamaged, "missing from this backup (1)", "restore", strings.TrimSpace(r.out), s.path("Back"), "--json")
	var got damages
	s.check(json.Unmarshal([]byte(r.out), &got))
	if len(got.Damaged) != 1 || got.Damaged[0].What != "missing" {
		t.Errorf("%+v", got)
	}
	s.must("list", s.path("Back"))
	r = s.wants(ExitDamaged, "has changed since it was sealed", "verify", "V", "--json")
	s.check(json.Unmarshal([]byte(r.out), &got))
	if len(got.Damaged) == 0 || !strings.HasPrefix(got.Damaged[0].File, "blobs/") || got.Damaged[0].Next != "restore-file" {
		t.Errorf("%+v", got)
	}
}

func TestVerifyRebuildsIndex(t *testing.T) {
	s := example(t)
	if out := s.must("verify", "V", "--rebuild-index").out; !strings.Contains(out, "whole") {
		t.Error(out)
	}
	for _, l := range []string{"en", "ru"} {
		if !s.env.Words.Printer(l).Has("command.next." + string(store.RebuildIndex)) {
			t.Errorf("%s has no words for the next step of a damaged index", l)
		}
	}
}

func TestAttach(t *testing.T) {
	s := example(t)
	file := s.file("statement.txt", "The gate was closed by Zhanibek at dawn.")
	r := s.wants(ExitDone, "sealed into the vault", "attach", "V", "EXAMPLE-1", file)
	var e dossier.Evidence
	s.check(json.Unmarshal([]byte(s.must("show", "V", "EXAMPLE-1", strings.TrimSpace(r.out), "--json").out), &struct {
		FileName *string `json:"file-name"`
		Size     *int64  `json:"size"`
	}{&e.FileName, &e.Size}))
	if e.FileName != "statement.txt" || e.Size != 40 {
		t.Errorf("%+v", e)
	}
	var got attached
	s.check(json.Unmarshal([]byte(s.must("attach", "V", "EXAMPLE-1", file, "--json").out), &got))
	if got.Size != 40 || len(got.SHA256) != 64 || !strings.HasPrefix(got.MediaType, "text/plain") {
		t.Errorf("%+v", got)
	}
	if out := s.must("search", "V", "Жанибек").out; strings.Count(out, string(got.Evidence)) != 1 {
		t.Errorf("the text of the file is not found: %s", out)
	}
	s.must("verify", "V")
	s.wants(ExitError, "cannot be read", "attach", "V", "EXAMPLE-1", s.path("absent"))
	s.wants(ExitError, "no plain file", "attach", "V", "EXAMPLE-1", s.dir)
	s.wants(ExitError, "no such case", "attach", "V", "NO-1", file)
	for name, b := range s.content() {
		if strings.Contains(b, "Zhanibek") {
			t.Errorf("clear text in %s", filepath.Base(name))
		}
	}
}

func TestHistory(t *testing.T) {
	s := example(t)
	id := strings.TrimSpace(s.must("attach", "V", "EXAMPLE-1", s.file("a.txt", "text")).out)
	var all, ofCase, ofRecord struct{ History []historyLine }
	s.check(json.Unmarshal([]byte(s.must("history", "V", "--json", "--limit", "10000").out), &all))
	s.check(json.Unmarshal([]byte(s.must("history", "V", "EXAMPLE-1", "--json", "--limit", "10000").out), &ofCase))
	s.check(json.Unmarshal([]byte(s.must("history", "V", id, "--json").out), &ofRecord))
	if len(all.History) < 100 || len(ofCase.History) == 0 || len(ofRecord.History) == 0 {
		t.Fatalf("%d, %d, %d entries", len(all.History), len(ofCase.History), len(ofRecord.History))
	}
	l := ofRecord.History[len(ofRecord.History)-1]
	if string(l.Record) != id || l.At != "2026-03-31T12:00:00Z" || strings.Join(l.Fields, " ") == "" {
		t.Errorf("%+v", l)
	}
	out := s.must("history", "V", "--limit", "10000").out
	if strings.Contains(out, "Ilyashev") || strings.Contains(out, "a.txt") {
		t.Error("a value stands in the history")
	}
	if n := strings.Count(s.must("history", "V", "--limit", "3").out, "\n"); n != 3 {
		t.Errorf("%d lines, want 3", n)
	}
	s.wants(ExitError, "nobody-1", "history", "V", "nobody-1")
	s.wants(ExitUsage, "at least 1", "history", "V", "--limit", "0")
}

func TestChangedFields(t *testing.T) {
	for _, c := range []struct{ before, after, want string }{
		{``, `{"id":"e-1","type":"event","title":"x","when":"2020"}`, "title when"},
		{`{"id":"e-1","title":"x","when":"2020"}`, `{"id":"e-1","title":"y","where":"z"}`, "title when where"},
		{`{"id":"e-1","title":"x"}`, ``, "title"},
		{`{"id":"e-1","title":"x"}`, `{"id":"e-1","title":"x"}`, ""},
	} {
		got, err := changedFields([]byte(c.before), []byte(c.after))
		if err != nil || strings.Join(got, " ") != c.want {
			t.Errorf("%s → %s: %v, %v", c.before, c.after, got, err)
		}
	}
	if _, err := changedFields([]byte(`secret`), nil); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("%v", err)
	}
}

func TestProgress(t *testing.T) {
	at := time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		live bool
		want string
	}{
		{false, "55%\n"},
		{true, "\r\x1b[K5%\r\x1b[K55%\r\x1b[K"},
	} {
		now := at
		var b strings.Builder
		p := &progress{to: &b, live: c.live, last: at, now: func() time.Time { return now }, words: func(n int) string {
			return strconv.Itoa(n) + "%"
		}}
		for _, step := range []struct {
			after time.Duration
			done  int
		}{{0, 1}, {time.Second, 5}, {time.Second + time.Millisecond, 6}, {12 * time.Second, 55}} {
			now = at.Add(step.after)
			p.count(step.done, 100)
		}
		p.count(1, 0)
		p.end()
		if b.String() != c.want {
			t.Errorf("live %v: %q, want %q", c.live, b.String(), c.want)
		}
	}
}
