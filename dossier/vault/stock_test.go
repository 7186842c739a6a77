package vault

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestStockAge opens a vault as FORMAT.md says, with the age program. Pass phrases
// it asks for on a terminal, so this goes by a colleague's key.
func TestStockAge(t *testing.T) {
	program, err := exec.LookPath("age")
	if err != nil {
		t.Skip("no age on this computer")
	}
	age := func(args ...string) []byte {
		t.Helper()
		cmd := exec.Command(program, args...)
		cmd.Stderr = &bytes.Buffer{}
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("age %s: %v: %s", strings.Join(args, " "), err, cmd.Stderr)
		}
		return out
	}
	v, dir := newVault(t)
	_, classic := identities(t)
	if _, err := v.AddColleague(classic.Recipient(), "label"); err != nil {
		t.Fatal(err)
	}
	data := bytes.Repeat([]byte("photo"), 3000)
	ref, err := v.PutBlob(ctx, bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	edit(t, v.Pages(), 1)
	if err := v.Rekey(ctx, phrase, nil); err != nil {
		t.Fatal(err)
	}
	want := make([]byte, v.Pages().Size())
	v.Pages().ReadAt(want, 0)
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	me, secret := filepath.Join(t.TempDir(), "me.txt"), filepath.Join(t.TempDir(), "identity.txt")
	if err := os.WriteFile(me, []byte(classic.Secret()), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(secret, age("-d", "-i", me, filepath.Join(dir, "key-1.age")), 0o600); err != nil {
		t.Fatal(err)
	}
	images, err := filepath.Glob(filepath.Join(dir, "image-*.age"))
	if err != nil || len(images) != 1 {
		t.Fatalf("images %v, %v", images, err)
	}
	if got := age("-d", "-i", secret, images[0]); !bytes.Equal(got, want) {
		t.Errorf("image: %d bytes, want %d", len(got), len(want))
	}
	if got := age("-d", "-i", secret, filepath.Join(dir, blobPath(ref.Name))); !bytes.HasPrefix(got, data) {
		t.Errorf("attachment: %d bytes", len(got))
	}
	if got := age("-d", "-i", secret, filepath.Join(dir, ringFile)); !bytes.Contains(got, []byte(`"label":"label"`)) || len(got) != ringStep {
		t.Errorf("key ring: %d bytes", len(got))
	}
}
