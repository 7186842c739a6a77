package vault

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"
)

var kills = flag.Int("kills", 30, "how often to kill a program that writes")

// killDir in the environment makes the test binary the program that is killed.
const killDir = "PROBATA_TEST_KILL_DIR"

const killPages = 50

// killWrite is transaction n: it writes its number and one page that follows from it.
func killWrite(p *Pages, n uint64) error {
	p.BeginWrite()
	defer p.EndWrite()
	if _, err := p.WriteAt(binary.BigEndian.AppendUint64(nil, n), 0); err != nil {
		return err
	}
	_, err := p.WriteAt(killPage(n), int64(1+n*7%killPages)*PageSize)
	return err
}

func killPage(n uint64) []byte {
	sum := sha256.Sum256(binary.BigEndian.AppendUint64(nil, n))
	return bytes.Repeat(sum[:], PageSize/len(sum))
}

// killState reads how far a vault has got, and checks that every page fits.
func killState(p *Pages) (uint64, error) {
	var number [8]byte
	if p.Size() == 0 {
		return 0, nil
	}
	if _, err := p.ReadAt(number[:], 0); err != nil {
		return 0, err
	}
	n := binary.BigEndian.Uint64(number[:])
	for i := n; i > 0 && i+killPages > n; i-- {
		got := make([]byte, PageSize)
		if _, err := p.ReadAt(got, int64(1+i*7%killPages)*PageSize); err != nil && err != io.EOF {
			return n, err
		}
		if !bytes.Equal(got, killPage(i)) {
			return n, fmt.Errorf("page of transaction %d is not there in state %d", i, n)
		}
	}
	return n, nil
}

// killOptions let the computer remember what it is killed over.
func killOptions(dir string) Options {
	return Options{WorkFactor: 1, Settings: filepath.Join(dir, "settings")}
}

// TestKillVictim is the program that is killed. It writes without end, says each
// number when Save has returned, and now and then does something heavier.
func TestKillVictim(t *testing.T) {
	dir := os.Getenv(killDir)
	if dir == "" {
		t.Skip("is run by TestKill")
	}
	v, err := Open(filepath.Join(dir, "v"), phrase, killOptions(dir))
	if err != nil {
		t.Fatal(err)
	}
	n, err := killState(v.Pages())
	if err != nil {
		t.Fatal(err)
	}
	for {
		n++
		if err := killWrite(v.Pages(), n); err != nil {
			t.Fatal(err)
		}
		if err := v.Save(ctx); err != nil {
			t.Fatal(err)
		}
		fmt.Printf("saved %d\n", n)
		if v, err = killHeavier(v, dir); err != nil {
			t.Fatal(err)
		}
	}
}

// killHeavier does one of the rarer things, mostly none.
func killHeavier(v *Vault, dir string) (*Vault, error) {
	switch rand.IntN(60) {
	case 0, 1, 2:
		return v, v.Compact(ctx)
	case 3, 4, 5:
		ref, err := v.PutBlob(ctx, bytes.NewReader(binary.BigEndian.AppendUint64(nil, rand.Uint64N(40))))
		if err == nil {
			fmt.Printf("blob %s\n", ref.Name)
		}
		return v, err
	case 6:
		if err := v.Close(); err != nil {
			return v, err
		}
		return Open(filepath.Join(dir, "v"), phrase, killOptions(dir))
	case 7:
		return v, v.ChangePassphrase(phrase)
	case 8:
		_, err := v.AddRecovery()
		return v, err
	case 9:
		if rand.IntN(2) == 0 {
			return v, v.Forget(ctx, phrase, "", nil)
		}
		return v, v.Rekey(ctx, phrase, nil)
	case 10:
		_, err := v.Backup(ctx, dir, BackupPlan{Keep: 2})
		return v, err
	}
	return v, nil
}

// TestKill kills a program that writes at random moments and opens what it leaves:
// nothing that was acknowledged may be missing, and nobody's help be needed. Give
// -kills 1000 for the long form.
func TestKill(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	v, err := Create(filepath.Join(dir, "v"), phrase, killOptions(dir))
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	total, dropped, more := uint64(0), 0, 0
	blobs := map[string]bool{}
	for run := range *kills {
		saved := killOnce(t, self, dir, blobs)
		v, err := Open(filepath.Join(dir, "v"), phrase, killOptions(dir))
		if err != nil {
			t.Fatalf("run %d: %v", run, err)
		}
		for _, d := range v.Found() {
			if !d.Harmless() {
				t.Fatalf("run %d: a kill is taken for more: %v", run, d)
			}
		}
		n, err := killState(v.Pages())
		if err != nil || n < max(saved, total) {
			t.Fatalf("run %d: %d was acknowledged, %d is there, %v", run, saved, n, err)
		}
		for name := range blobs {
			if in, err := v.Blob(name); err != nil {
				t.Fatalf("run %d: %v", run, err)
			} else {
				in.Close()
			}
		}
		if v.Dropped() {
			dropped++
		}
		if n > saved && saved > 0 {
			more++
		}
		total = n
		if run%10 == 9 {
			if d, err := v.Verify(ctx, nil); err != nil || len(d) > 0 {
				t.Fatalf("run %d: verify: %v %v", run, d, err)
			}
		}
		crash(v)
	}
	t.Logf("%d kills, %d transactions acknowledged, 0 lost; %d times a torn record was dropped, %d times one more was there", *kills, total, dropped, more)
	if total == 0 {
		t.Error("nothing was ever saved")
	}
}

// killOnce starts the victim, kills it, and gives the last number it said.
func killOnce(t *testing.T, self, dir string, blobs map[string]bool) (saved uint64) {
	t.Helper()
	cmd := exec.Command(self, "-test.run", "^TestKillVictim$", "-test.v")
	cmd.Env = append(os.Environ(), killDir+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	within := 120 * time.Millisecond
	if runtime.GOOS == "windows" {
		within = 4 * time.Second // a process takes longer to begin there
	}
	timer := time.AfterFunc(rand.N(within), func() { cmd.Process.Kill() })
	defer timer.Stop()
	lines := bufio.NewScanner(out)
	var said bytes.Buffer
	for lines.Scan() {
		var word, what string
		fmt.Fprintln(&said, lines.Text())
		if k, _ := fmt.Sscan(lines.Text(), &word, &what); k < 2 {
			continue
		}
		switch word {
		case "saved":
			if n, err := strconv.ParseUint(what, 10, 64); err == nil {
				saved = n
			}
		case "blob":
			if len(what) == 64 { // not cut by the kill
				blobs[what] = true
			}
		}
	}
	if err := cmd.Wait(); err == nil || bytes.Contains(said.Bytes(), []byte("--- FAIL")) {
		t.Fatalf("was not killed but ended: %v\n%s", err, said.String())
	}
	return saved
}
