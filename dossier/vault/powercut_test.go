package vault

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var powerCuts = flag.Int("powercuts", 7, "try the power cut after every so manieth change of the disk; 1 is after each")

// platter follows the changes of a disk and knows what would be left of them.
type platter struct {
	live, durable   map[string]int // names
	pendingNames    []op
	content, synced map[int][]byte
	pending         map[int][]op
	dirs            map[string]bool
	acked           int
}

func newPlatter() *platter {
	return &platter{
		live: map[string]int{}, durable: map[string]int{}, content: map[int][]byte{}, synced: map[int][]byte{},
		pending: map[int][]op{}, dirs: map[string]bool{string(filepath.Separator): true},
	}
}

func (p *platter) do(o op) {
	switch o.kind {
	case "mkdir":
		p.dirs[o.name] = true
	case "create", "rename", "remove":
		o.rename(p.live)
		p.pendingNames = append(p.pendingNames, o)
	case "write", "truncate":
		p.content[o.inode] = o.on(bytes.Clone(p.content[o.inode]))
		p.pending[o.inode] = append(p.pending[o.inode], o)
	case "sync":
		p.synced[o.inode] = p.content[o.inode]
		delete(p.pending, o.inode)
	case "syncdir":
		var rest []op
		for _, n := range p.pendingNames {
			if filepath.Dir(n.name) == o.name {
				n.rename(p.durable)
			} else {
				rest = append(rest, n)
			}
		}
		p.pendingNames = rest
	case "mark":
		p.acked = o.inode
	}
}

func (o op) rename(names map[string]int) {
	switch o.kind {
	case "create":
		names[o.name] = o.inode
	case "rename":
		delete(names, o.name)
		names[o.to] = o.inode
	case "remove":
		delete(names, o.name)
	}
}

// fates are what may become of content that was written and not synced.
var fates = []struct {
	name string
	of   func(synced, written []byte, last op) []byte
}{
	{"lost", func(synced, _ []byte, _ op) []byte { return synced }},
	{"kept", func(_, written []byte, _ op) []byte { return written }},
	{"cut", func(_, written []byte, last op) []byte {
		return cut(written, min(int64(len(written)), last.off+int64(len(last.data)/2)))
	}},
	{"zeroed", func(_, written []byte, last op) []byte { return patched(written, last, func(b []byte) { clear(b) }) }},
	{"garbled", func(_, written []byte, last op) []byte {
		return patched(written, last, func(b []byte) {
			for i := range b {
				b[i] ^= byte(i*7 + 1)
			}
		})
	}},
	{"sector missing", func(_, written []byte, last op) []byte {
		return patched(written, last, func(b []byte) { clear(b[len(b)/2 : min(len(b), len(b)/2+512)]) })
	}},
	{"too long", func(_, written []byte, _ op) []byte { return append(bytes.Clone(written), make([]byte, 3000)...) }},
}

func patched(written []byte, last op, do func([]byte)) []byte {
	b := bytes.Clone(written)
	if last.kind == "write" && last.off < int64(len(b)) {
		do(b[last.off:min(int64(len(b)), last.off+int64(len(last.data)))])
	}
	return b
}

// after is the disk after a power cut.
func (p *platter) after(names map[string]int, fate int) *disk {
	d := newDisk()
	d.names, d.dirs, d.inodes = maps.Clone(names), maps.Clone(p.dirs), 1_000_000
	for _, id := range names {
		b := p.content[id]
		if ops := p.pending[id]; len(ops) > 0 {
			b = fates[fate].of(p.synced[id], b, ops[len(ops)-1])
		}
		d.data[id] = bytes.Clone(b)
	}
	return d
}

// life is a session on a disk that notes its states and, in the disk's account,
// which of them it was told are safe.
type life struct {
	t       *testing.T
	d       *disk
	v       *Vault
	states  [][sha256.Size]byte
	blobsAt map[int][]string // attachments that were put in when so many states were acknowledged
	friend  Identity

	recovery   string // opens the vault when so many states were acknowledged
	recoveryAt int
}

const lifeDir, lifeBackups = "/Case.probata", "/stick"

func (l *life) must(err error) {
	l.t.Helper()
	if err != nil {
		l.t.Fatal(err)
	}
}

func (l *life) options() Options { return onDisk(l.d) }

func onDisk(d FileSystem) Options { return Options{WorkFactor: 1, FS: d, Settings: "/home/probata"} }

func (l *life) note() { l.states = append(l.states, content(l.v.Pages())) }

func (l *life) ack() { l.d.mark(len(l.states) - 1) }

func (l *life) edit(i int) {
	edit(l.t, l.v.Pages(), i)
	l.note()
	l.must(l.v.Save(ctx))
	l.ack()
}

func (l *life) run() {
	var err error
	l.must(l.d.Mkdir(lifeBackups))
	l.friend, _ = identities(l.t)
	l.v, err = Create(lifeDir, phrase, l.options())
	l.must(err)
	l.note()
	l.ack()
	for i := 1; i <= 4; i++ {
		l.edit(i)
	}
	l.must(l.v.Compact(ctx))
	l.edit(5)
	ref, err := l.v.PutBlob(ctx, bytes.NewReader(make([]byte, 3000)))
	l.must(err)
	l.blobsAt = map[int][]string{len(l.states): {ref.Name}}
	l.edit(6)
	l.must(l.v.Close())
	l.v, err = Open(lifeDir, phrase, l.options())
	l.must(err)
	l.edit(7)
	l.must(l.v.ChangePassphrase(phrase))
	_, err = l.v.AddRecovery()
	l.must(err)
	_, err = l.v.AddColleague(l.friend.Recipient(), "friend")
	l.must(err)
	l.edit(8)
	_, err = l.v.Backup(ctx, lifeBackups, BackupPlan{Keep: 1})
	l.must(err)
	l.must(l.v.Rekey(ctx, phrase, nil))
	l.edit(9)
	l.forget()
	l.must(l.v.RemoveColleague(1))
	_, err = l.v.Backup(ctx, lifeBackups, BackupPlan{Keep: 1})
	l.must(err)
	l.edit(12)
	l.must(l.v.Close())
}

// forget removes an attachment and makes what was forgotten unreadable; from then on
// the recovery key must open the vault after every cut.
func (l *life) forget() {
	ref, err := l.v.PutBlob(ctx, bytes.NewReader(make([]byte, 2000)))
	l.must(err)
	l.recovery, err = l.v.AddRecovery()
	l.must(err)
	l.edit(10)
	l.recoveryAt = len(l.states) - 1
	l.must(l.v.RemoveBlob(ref.Name))
	l.must(l.v.Forget(ctx, phrase, l.recovery, nil))
	l.edit(11)
}

// bad says what is wrong with the vault on a disk; "" is nothing.
func (l *life) bad(d *disk, acked int, rewrite bool) string {
	o := onDisk(d)
	v, err := Open(lifeDir, phrase, o)
	if err != nil {
		if acked < 0 && errors.Is(err, ErrNotVault) {
			if v, err = Create(lifeDir, phrase, o); err != nil {
				return "create again: " + err.Error()
			}
			v.Abandon()
			return ""
		}
		return err.Error()
	}
	defer func() { v.Abandon() }()
	for _, f := range v.Found() {
		if !f.Harmless() {
			return "cries wolf: " + f.Error()
		}
	}
	if got := slices.Index(l.states, content(v.Pages())); got < max(acked, 0) {
		return "lost what was acknowledged, or never was"
	}
	for at, names := range l.blobsAt {
		for _, n := range names {
			if in, err := v.Blob(n); acked >= at && err != nil {
				return "attachment: " + err.Error()
			} else if err == nil {
				in.Close()
			}
		}
	}
	if l.recovery != "" && acked >= l.recoveryAt {
		if err := v.CheckRecovery(l.recovery); err != nil {
			return "recovery key: " + err.Error()
		}
	}
	if damage, err := v.Verify(ctx, nil); err != nil || len(damage) > 0 {
		return "verify finds " + errors.Join(err, errorsOf(damage)).Error()
	}
	if !rewrite {
		return ""
	}
	edit(l.t, v.Pages(), 77)
	want := content(v.Pages())
	if err := v.Save(ctx); err != nil {
		return "save: " + err.Error()
	}
	crash(v)
	if v, err = Open(lifeDir, phrase, o); err != nil {
		return "again: " + err.Error()
	}
	if content(v.Pages()) != want {
		return "what was saved afterwards is lost"
	}
	if friends, err := v.Colleagues(); err != nil || len(friends) > 0 {
		crash(v)
		if v, err = OpenWithIdentity(lifeDir, l.friend, o); err != nil {
			return "as the friend: " + err.Error()
		}
		if content(v.Pages()) != want {
			return "the friend sees something else"
		}
	}
	return l.badBackups(v, d)
}

// badBackups restores every backup that counts.
func (l *life) badBackups(v *Vault, d *disk) string {
	all, err := Backups(lifeBackups, Options{FS: d})
	if err != nil {
		return "backups: " + err.Error()
	}
	for i, b := range all {
		to := "/restored" + string(rune('A'+i))
		if lost, err := Restore(ctx, b.Path, to, Options{FS: d}, nil); err != nil || len(lost) > len(b.Lost) {
			return "restore: " + errors.Join(err, errorsOf(lost)).Error()
		}
		r, err := Open(to, phrase, Options{FS: d})
		if err != nil {
			return "open the restored: " + err.Error()
		}
		if !slices.Contains(l.states, content(r.Pages())) {
			return "restored something that never was"
		}
		r.Abandon()
	}
	return ""
}

func errorsOf(d []Damage) error {
	var errs []error
	for _, e := range d {
		errs = append(errs, e)
	}
	return errors.Join(errs...)
}

// cuts tries a power cut after every stepth change, and counts what went wrong,
// up to enough.
func (l *life) cuts(step, enough int, tell func(at int, what string)) (tried, wrong int) {
	p := newPlatter()
	p.acked = -1
	for at, o := range l.d.ops {
		p.do(o)
		if at%step != 0 || o.kind == "mark" {
			continue
		}
		for i, names := range []map[string]int{p.live, p.durable} {
			for fate := range fates {
				if len(p.pending) == 0 && fate > 0 || i == 1 && len(p.pendingNames) == 0 {
					continue // the same disk again
				}
				tried++
				if s := l.bad(p.after(names, fate), p.acked, tried%7 == 0); s != "" {
					wrong++
					if wrong == enough {
						return tried, wrong
					}
					tell(at, fates[fate].name+", names "+[]string{"kept", "lost"}[i]+": "+s)
				}
			}
		}
	}
	return tried, wrong
}

// TestPowerCut cuts the power after every change of the disk, with every fate of
// what was not synced. -powercuts 1 tries all moments.
func TestPowerCut(t *testing.T) {
	l := &life{t: t, d: newDisk()}
	l.run()
	tried, wrong := l.cuts(*powerCuts, 20, func(at int, what string) {
		o := l.d.ops[at]
		t.Errorf("after change %d (%s %s %s): %s", at, o.kind, o.name, o.to, what)
	})
	t.Logf("%d changes, %d disks, %d bad", len(l.d.ops), tried, wrong)
	if tried < len(l.d.ops)/(*powerCuts) {
		t.Errorf("only %d disks tried", tried)
	}
}

// TestPowerCutFindsMissingSyncs checks the check: without the one or other fsync
// it must find something.
func TestPowerCutFindsMissingSyncs(t *testing.T) {
	for _, c := range []struct {
		name    string
		forgets func(name string) bool
	}{
		{"of the log", func(n string) bool { return strings.HasPrefix(filepath.Base(n), "log-") }},
		{"of the image", func(n string) bool { return strings.HasPrefix(filepath.Base(n), "image-") }},
		{"of the key file", func(n string) bool { return strings.HasPrefix(filepath.Base(n), "key.age") }},
		{"of attachments", func(n string) bool { return filepath.Base(filepath.Dir(n)) == blobDir && strings.HasPrefix(n, lifeDir) }},
		{"of the folder", func(n string) bool { return n == lifeDir }},
	} {
		l := &life{t: t, d: newDisk()}
		l.d.forgets = c.forgets
		l.run()
		if _, wrong := l.cuts(3, 1, func(int, string) {}); wrong == 0 {
			t.Errorf("without the fsync %s nothing is found", c.name)
		} else {
			t.Logf("without the fsync %s: %d bad disks", c.name, wrong)
		}
	}
}
