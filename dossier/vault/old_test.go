package vault

import (
	"bytes"
	"context"
	"encoding/hex"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"
)

var makeOld = flag.String("make-vault", "", "write a vault of the present format into testdata under this name")

// oldPhrase opens every vault in testdata.
const oldPhrase = "Ключ к делу: три воробья"

// oldColleague can open those that have colleagues: a key for tests, and no secret.
const oldColleague = "AGE-SECRET-KEY-1ZSZ063EW9NR56D5KNFR0JAG9TJR0YCJKG85AJEWN90TDCRZTTKUQYFS8P0"

// oldBlob is the attachment in each of them.
var oldBlob = bytes.Repeat([]byte("attachment of an old vault. "), 100)

// TestOldVaults opens the vaults that earlier programs wrote. They stay in
// testdata for ever: one that no longer opens is somebody's lost case. The
// expected sum of the database lies beside each as NAME.sha256, and -make-vault
// adds one before the format gains something.
func TestOldVaults(t *testing.T) {
	if *makeOld != "" {
		writeOldVault(t, filepath.Join("testdata", *makeOld))
	}
	sums, err := filepath.Glob("testdata/*.sha256")
	if err != nil || len(sums) < 2 {
		t.Fatalf("%d old vaults, %v", len(sums), err)
	}
	for _, file := range sums {
		kept := file[:len(file)-len(".sha256")]
		t.Run(filepath.Base(kept), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			dir := filepath.Join(t.TempDir(), "old")
			if err := os.CopyFS(dir, os.DirFS(kept)); err != nil {
				t.Fatal(err)
			}
			if key, err := os.ReadFile(kept + ".recovery"); err == nil {
				openOldOtherwise(t, dir, string(key), string(want))
			}
			openOld(t, dir, string(want))
		})
	}
}

func openOld(t *testing.T, dir, want string) {
	for range 2 { // as it was found, and as this program leaves it
		v, err := Open(dir, []byte(oldPhrase), quick)
		if err != nil {
			t.Fatal(err)
		}
		sum := content(v.Pages())
		if got := hex.EncodeToString(sum[:]); got != want {
			t.Errorf("database %s, want %s", got, want)
		}
		names, err := v.Blobs()
		if err != nil || len(names) != 1 {
			t.Fatalf("attachments %v, %v", names, err)
		}
		in, err := v.Blob(names[0])
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(in)
		if err != nil || !bytes.Equal(got, oldBlob) {
			t.Errorf("attachment: %d bytes, %v", len(got), err)
		}
		in.Close()
		if damage, err := v.Verify(context.Background(), nil); err != nil || len(damage) > 0 {
			t.Errorf("verify: %v, %v", damage, err)
		}
		edit(t, v.Pages(), 1)
		edit(t, v.Pages(), 40)
		sum = content(v.Pages())
		want = hex.EncodeToString(sum[:])
		if err := v.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// openOldOtherwise opens by the recovery key and as the colleague.
func openOldOtherwise(t *testing.T, dir, recovery, want string) {
	id, err := ParseIdentity(oldColleague)
	if err != nil {
		t.Fatal(err)
	}
	byRecovery, err := OpenWithRecovery(dir, recovery, quick)
	if err != nil {
		t.Fatal(err)
	}
	same := func(v *Vault) {
		if sum := content(v.Pages()); hex.EncodeToString(sum[:]) != want {
			t.Error("not what was saved")
		}
		if err := v.Abandon(); err != nil {
			t.Error(err)
		}
	}
	same(byRecovery)
	byColleague, err := OpenWithIdentity(dir, id, quick)
	if err != nil {
		t.Fatal(err)
	}
	same(byColleague)
}

// TestOldBackups restores the backups that earlier programs made.
func TestOldBackups(t *testing.T) {
	all, err := filepath.Glob("testdata/*-backups")
	if err != nil || len(all) == 0 {
		t.Fatalf("%d old backups, %v", len(all), err)
	}
	for _, dest := range all {
		backups, err := Backups(dest, quick)
		if err != nil || len(backups) != 1 {
			t.Fatalf("%s: %v, %v", dest, backups, err)
		}
		dir := filepath.Join(t.TempDir(), "restored")
		if lost, err := Restore(context.Background(), backups[0].Path, dir, quick, nil); err != nil || len(lost) > 0 {
			t.Fatalf("%s: %v, %v", dest, lost, err)
		}
		want, err := os.ReadFile(dest[:len(dest)-len("-backups")] + "-closed.sha256")
		if err != nil {
			t.Fatal(err)
		}
		openOld(t, dir, string(want))
	}
}

// writeOldVault leaves two vaults: one closed, one as a killed program leaves it.
func writeOldVault(t *testing.T, dir string) {
	v, err := Create(dir, []byte(oldPhrase), Options{WorkFactor: 10})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.PutBlob(context.Background(), bytes.NewReader(oldBlob)); err != nil {
		t.Fatal(err)
	}
	keep := func(to string) {
		sum := content(v.Pages())
		if err := os.WriteFile(to+".sha256", []byte(hex.EncodeToString(sum[:])), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 9 {
		edit(t, v.Pages(), i)
		if i == 4 {
			err = v.Compact(context.Background())
		} else {
			err = v.Save(context.Background())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	id, err := ParseIdentity(oldColleague)
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Rekey(context.Background(), []byte(oldPhrase), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := v.AddColleague(id.Recipient(), "Colleague"); err != nil {
		t.Fatal(err)
	}
	recovery, err := v.AddRecovery()
	if err != nil {
		t.Fatal(err)
	}
	for _, end := range []string{"-killed", "-closed"} {
		if err := os.WriteFile(dir+end+".recovery", []byte(recovery), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	edit(t, v.Pages(), 9)
	if err := os.Mkdir(dir+"-backups", 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Backup(context.Background(), dir+"-backups", BackupPlan{}); err != nil {
		t.Fatal(err)
	}
	keep(dir + "-killed")
	if err := os.CopyFS(dir+"-killed", os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	keep(dir + "-closed")
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(dir, dir+"-closed"); err != nil {
		t.Fatal(err)
	}
}
