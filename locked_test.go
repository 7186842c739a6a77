package main_test

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"unicode/utf16"

	"filippo.io/age"

	"probata/dossier"
	"probata/dossier/store"
)

// TestLockedMemory works in the real window, locks, and looks through the memory
// of the process for the key of the vault, the pass phrase and two hundred markers
// of the case. Before the lock all of them have to be found, the pass phrase while it
// stands in its field and the others while the vault is open: else the search is blind.
// After it, work goes on where it was left off.
func TestLockedMemory(t *testing.T) {
	y := newTypist(newDesktop(t), program(t))
	secrets := y.markers()
	asks := y.begin(typingPlaces()[0])
	pid := y.window.cmd.Process.Pid
	if before := y.remembers(pid, secrets); len(before) > 0 {
		t.Errorf("before anything was typed the memory holds: %v", before)
	}
	y.phrase()
	typed := y.remembers(pid, secrets)
	y.enter(asks)
	y.settled()
	open := y.remembers(pid, secrets)
	for kind, found := range map[string]map[string]int{"pass phrase": typed, "key": open, "marker": open} {
		if found[kind] == 0 {
			t.Errorf("of the %s nothing is found when it is there", kind)
		}
	}
	y.keys("ctrl+l")
	y.until("a new program is in its place", func() bool {
		env, err := os.ReadFile(fmt.Sprintf("/proc/%d/environ", pid))
		return err == nil && bytes.Contains(env, []byte("PROBATA_REOPEN="))
	})
	blank := y.screen()
	y.until("it has the keyboard", func() bool {
		name, err := y.xdotool("getwindowfocus", "getwindowname")
		return err == nil && name == "Probata" && differs(blank, y.screen()) > fromNothing
	})
	locked := y.still("the lock")
	if after := y.remembers(pid, secrets); len(after) > 0 {
		t.Errorf("after the lock the memory holds: %v", after)
	}
	t.Logf("typed: %v; open: %v; %d secrets looked for", typed, open, len(secrets))

	y.unlock(locked)
	y.types("again ")
	y.until("the keyboard is where it was before the lock", func() bool {
		text, ok := y.saved()
		return ok && (text == y.before+"again " || text == "again "+y.before)
	})
	y.keys("alt+F4")
	y.ended(y.window)
}

// secret is something that may not be in memory.
type secret struct {
	kind  string
	bytes []byte
}

// markers puts two hundred words into the case, and gives them with the key.
func (y *typist) markers() (out []secret) {
	y.t.Helper()
	st, err := store.Open(y.vault, []byte(passphrase), cheap)
	y.check(err)
	var put []dossier.Record
	add := func(kind, text string) {
		out = append(out, secret{kind, []byte(text)}, secret{kind, utf16Of(text, binary.LittleEndian)}, secret{kind, utf16Of(text, binary.BigEndian)})
	}
	for i := range 200 {
		word := fmt.Sprintf("Zeuge%dQx%dГражданка", i*7919+13, i)
		add("marker", word)
		put = append(put, &dossier.Event{Head: dossier.Head{ID: dossier.ID(fmt.Sprintf("event-m%d", i)), Case: "case-1"}, Title: word, Description: "Said by " + word})
	}
	y.check(st.Apply(y.t.Context(), store.Change{Label: "add", Case: "case-1", Put: put}))
	y.check(st.Close())
	add("pass phrase", passphrase)
	text, raw := y.rawKey()
	add("key", text)
	return append(out, secret{"key", raw})
}

func utf16Of(text string, order binary.AppendByteOrder) (out []byte) {
	for _, unit := range utf16.Encode([]rune(text)) {
		out = order.AppendUint16(out, unit)
	}
	return out
}

// rawKey is the key of the vault, as it is written and as the bytes it stands for.
func (y *typist) rawKey() (text string, raw []byte) {
	y.t.Helper()
	f, err := os.Open(filepath.Join(y.vault, "key.age"))
	y.check(err)
	defer f.Close()
	with, err := age.NewScryptIdentity(passphrase)
	y.check(err)
	r, err := age.Decrypt(f, with)
	y.check(err)
	data, err := io.ReadAll(r)
	y.check(err)
	at := strings.Index(string(data), "AGE-SECRET-KEY-1")
	if at < 0 {
		y.t.Fatal("no key in the key file")
	}
	text = strings.Fields(string(data[at:]))[0]
	return text, bech32Bytes(strings.TrimPrefix(text, "AGE-SECRET-KEY-1"))
}

// bech32Bytes are the bytes behind the data part of Bech32 (BIP 173), five bits a
// letter, without the six letters of the sum.
func bech32Bytes(data string) (out []byte) {
	acc, bits := 0, 0
	for _, c := range strings.ToLower(data[:len(data)-6]) {
		acc, bits = acc<<5|strings.IndexRune("qpzry9x8gf2tvdw0s3jn54khce6mua7l", c), bits+5
		if bits >= 8 {
			bits -= 8
			out = append(out, byte(acc>>bits))
			acc &= 1<<bits - 1
		}
	}
	return out
}

// remembers counts by kind which secrets are in the memory of a process that may
// be read.
func (y *typist) remembers(pid int, secrets []secret) map[string]int {
	y.t.Helper()
	mem, err := os.Open(fmt.Sprintf("/proc/%d/mem", pid))
	if errors.Is(err, os.ErrPermission) {
		y.t.Skip("only root may look into the memory of the program, as it should be")
	}
	y.check(err)
	defer mem.Close()
	maps, err := os.Open(fmt.Sprintf("/proc/%d/maps", pid))
	y.check(err)
	defer maps.Close()
	begins := map[string][]secret{} // many begin alike, and memory is large
	for _, s := range secrets {
		begins[string(s.bytes[:5])] = append(begins[string(s.bytes[:5])], s)
	}
	found, read := map[string]int{}, 0
	for lines := bufio.NewScanner(maps); lines.Scan(); {
		var from, to int64
		var rights string
		if n, _ := fmt.Sscanf(lines.Text(), "%x-%x %s", &from, &to, &rights); n < 3 || rights[0] != 'r' {
			continue
		}
		b := make([]byte, to-from)
		n, err := mem.ReadAt(b, from)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, syscall.EIO) && !errors.Is(err, syscall.EFAULT) {
			y.t.Fatalf("read memory: %v", err)
		}
		read += n
		for begin, all := range begins {
			for at := b[:n]; ; at = at[1:] {
				i := bytes.Index(at, []byte(begin))
				if i < 0 {
					break
				}
				at = at[i:]
				for _, s := range all {
					if bytes.HasPrefix(at, s.bytes) {
						found[s.kind]++
					}
				}
			}
		}
	}
	if read < 10<<20 {
		y.t.Fatalf("only %d bytes of memory could be read", read)
	}
	return found
}
