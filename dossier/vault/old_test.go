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
