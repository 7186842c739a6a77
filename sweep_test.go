package main_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"probata/dossier"
	"probata/dossier/exchange"
)

// TestMarkerSweep works on a case that has a marker in every field, with the real
// program: import, attach, search, show, submit, export, back up, restore, change
// of keys, and a kill in the middle of taking a file in. Then it looks for the
// marker in everything on the disk but what was to be written in clear text.
func TestMarkerSweep(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: every command derives a key, a second each")
	}
	s := newSweep(t)
	texts := s.caseFile()
	s.run("init", s.in("V"))
	s.run("import", s.in("V"), s.in("outside/case.json"))
	for _, name := range s.attachments() {
		s.run("attach", s.in("V"), "case-1", name)
	}
	if out := s.run("search", s.in("V"), s.marker); strings.Count(out, "\n") < 20 {
		t.Errorf("search finds the marker in too little:\n%s", out)
	}
	if out := s.run("search", s.in("V"), s.marker, "gate"); strings.Count(out, "\n") != 3 {
		t.Errorf("the text of three files is to be found:\n%s", out)
	}
	s.run("show", s.in("V"), "case-1")
	s.run("submit", s.in("V"), "case-1", "--form", "dossier", "--out", s.in("exports/dossier.pdf"))
	s.run("submit", s.in("V"), "case-1", "--form", "wgad", "--out", s.in("exports/wgad.txt"))
	s.run("attach", s.in("V"), "case-1", s.in("exports/dossier.pdf")) // PDFium reads its text
	s.run("export", s.in("V"), "case-1", "--out", s.in("exports/case.json"))
	s.run("backup", s.in("V"), s.in("stick"))
	s.run("rekey", s.in("V"))
	s.killWhileAttaching()
	s.run("list", s.in("V"))
	s.run("verify", s.in("V"))

	if n := strings.Count(s.run("export", s.in("V"), "case-1"), s.marker); n < texts {
		t.Errorf("the marker stands in %d fields, want %d", n, texts)
	}
	s.seesWhatIsClear()
	for _, name := range []string{"V", "stick", "home", "tmp", "run"} {
		s.sweep(s.in(name))
	}
	for _, name := range []string{os.TempDir(), "/var/tmp", "/dev/shm"} { // where SQLite would go of itself
		s.sweepTop(name)
	}
	t.Logf("%d files and %d packed streams in them, %.1f MB: no marker", s.files, s.streams, float64(s.bytes)/1e6)
}

// sweep is a machine of its own, as far as folders go.
type sweep struct {
	t       testing.TB
	dir     string
	program string
	marker  string // new for each run, so that no other run is seen
	begun   time.Time

	files, streams int
	bytes          int64
}

func newSweep(t testing.TB) *sweep {
	t.Helper()
	s := &sweep{t: t, dir: t.TempDir(), program: program(t), marker: "zq" + strings.ToLower(rand.Text()[:12]), begun: time.Now()}
	for _, name := range []string{"home", "tmp", "run", "stick", "outside", "exports"} {
		s.check(os.Mkdir(s.in(name), 0o700))
	}
	return s
}

func (s *sweep) in(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

func (s *sweep) check(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *sweep) write(name string, b []byte) string {
	s.t.Helper()
	s.check(os.WriteFile(s.in(name), b, 0o600))
	return s.in(name)
}

func (s *sweep) command(args ...string) *exec.Cmd {
	c := exec.Command(s.program, args...)
	c.Dir = s.in("home") // where a core dump would fall
	c.Env = append(os.Environ(), "LANG=C.UTF-8", "LC_ALL=", "HOME="+s.in("home"), "TMPDIR="+s.in("tmp"), "SQLITE_TMPDIR=",
		"XDG_CONFIG_HOME=", "XDG_CACHE_HOME=", "XDG_DATA_HOME=", "XDG_STATE_HOME=", "XDG_RUNTIME_DIR="+s.in("run"),
		"PROBATA_PASSPHRASE_FILE="+passphraseFile(s.t, s.in("outside"), passphrase))
	return c
}

func (s *sweep) run(args ...string) string {
	s.t.Helper()
	var out, said bytes.Buffer
	c := s.command(args...)
	c.Stdout, c.Stderr = &out, &said
	if err := c.Run(); err != nil {
		s.t.Fatalf("%v: %v\n%s", args, err, said.String())
	}
	if bytes.Contains(bytes.ToLower(said.Bytes()), []byte(s.marker)) && !strings.Contains(said.String(), s.in("outside")) {
		s.t.Errorf("%s says the marker on standard error:\n%s", args[0], said.String())
	}
	return out.String()
}

// caseFile writes a case with a record of every type and the marker in every
// field that holds text, and tells how many those are.
func (s *sweep) caseFile() (texts int) {
	s.t.Helper()
	var records []dossier.Record
	for _, table := range dossier.Tables() {
		r := table.New()
		r.Header().ID = dossier.ID(string(table.Type) + "-1")
		if table.Type != dossier.TypeCase && !table.Shared {
			r.Header().Case = "case-1"
		}
		for _, f := range table.Fields {
			if s.fill(f, r) {
				texts++
			}
		}
		records = append(records, r)
	}
	var b bytes.Buffer
	s.check(exchange.WriteJSON(&b, dossier.New(records...)))
	s.write("outside/case.json", b.Bytes())
	return texts
}

// fill puts the marker into a field, or something that fits where no text does.
func (s *sweep) fill(f dossier.Field, r dossier.Record) bool {
	text := s.marker + " " + string(r.Type()) + " " + f.Key
	choice, fixed := dossier.Vocabulary(f.Vocabulary)
	switch f.Kind {
	case dossier.Text, dossier.LongText, dossier.Choice:
		if fixed {
			f.SetString(r, choice[0])
			return false
		}
		f.SetString(r, text)
	case dossier.List, dossier.Choices:
		if fixed {
			f.SetStrings(r, choice[:1])
			return false
		}
		f.SetStrings(r, []string{text})
	case dossier.Number:
		f.SetNumber(r, 1)
		return false
	case dossier.DateKind:
		f.SetDate(r, dossier.Date{EDTF: "2020-05", Words: text})
	case dossier.Link, dossier.Links:
		target := dossier.TypeEvent
		if len(f.Targets) > 0 {
			target = f.Targets[0]
		}
		f.SetLinks(r, []dossier.ID{dossier.ID(string(target) + "-1")})
		return false
	}
	if e, ok := r.(*dossier.Evidence); ok && f.Key == "blob" {
		e.Blob = "" // names a file of the vault, and none is meant
		return false
	}
	if c, ok := r.(*dossier.Citation); ok && f.Key == "field" {
		c.Field = "title"
		return false
	}
	if x, ok := r.(*dossier.Translation); ok && f.Key == "field" {
		x.Field = "title"
		return false
	}
	return true
}

// attachments are files with the marker inside and in their names.
func (s *sweep) attachments() []string {
	s.t.Helper()
	text := strings.Repeat("Said by "+s.marker+" at the gate. ", 2000)
	var office bytes.Buffer
	z := zip.NewWriter(&office)
	for name, content := range map[string]string{
		"[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"word/document.xml": `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>` +
			text + `</w:t></w:r></w:p></w:body></w:document>`,
	} {
		w, err := z.Create(name)
		s.check(err)
		_, err = io.WriteString(w, content)
		s.check(err)
	}
	s.check(z.Close())
	return []string{
		s.write("outside/"+s.marker+".txt", []byte(text)),
		s.write("outside/"+s.marker+".docx", office.Bytes()),
		s.write("outside/wide.txt", append([]byte{0xff, 0xfe}, wide(text, true)...)),
	}
}

// wide is text in UTF-16.
func wide(text string, littleEndian bool) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		if littleEndian {
			b = append(b, byte(u), byte(u>>8))
		} else {
			b = append(b, byte(u>>8), byte(u))
		}
	}
	return b
}

// killWhileAttaching kills the program when the sealed file has begun to grow.
func (s *sweep) killWhileAttaching() {
	s.t.Helper()
	big := s.write("outside/big.txt", bytes.Repeat([]byte(s.marker+" in a long recording. "), 8<<20/16))
	before := s.size(s.in("V/blobs"))
	c := s.command("attach", s.in("V"), "case-1", big)
	s.check(c.Start())
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	deadline := time.After(patience)
	for {
		select {
		case <-ended:
			s.t.Fatal("the program had taken the file in before it could be killed")
		case <-deadline:
			s.check(c.Process.Kill())
			s.t.Fatal("the sealed file does not grow")
		case <-time.After(time.Millisecond):
		}
		if s.size(s.in("V/blobs")) > before {
			s.check(c.Process.Kill())
			<-ended
			return
		}
	}
}

func (s *sweep) size(dir string) (n int64) {
	entries, err := os.ReadDir(dir)
	s.check(err)
	for _, e := range entries {
		if info, err := e.Info(); err == nil {
			n += info.Size()
		}
	}
	return n
}

// seesWhatIsClear proves the eyes of the sweep: it finds the marker where it is.
func (s *sweep) seesWhatIsClear() {
	s.t.Helper()
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	_, err := io.WriteString(z, strings.Repeat("x", 5000)+s.marker)
	s.check(errors.Join(err, z.Close()))
	g := gzip.NewWriter(&packed)
	_, err = g.Write(wide(strings.Repeat("y", 5000)+s.marker, false))
	s.check(errors.Join(err, g.Close()))
	b := packed.Bytes()
	s.write("outside/inside.zlib", append([]byte("some bytes before"), b...))
	s.write("outside/upper.txt", []byte(strings.ToUpper(s.marker)))
	for _, name := range []string{
		"outside/case.json", "outside/" + s.marker + ".txt", "outside/" + s.marker + ".docx", "outside/wide.txt", "outside/inside.zlib",
		"outside/upper.txt", "exports/case.json", "exports/wgad.txt",
	} {
		content, err := os.ReadFile(s.in(name))
		s.check(err)
		if s.found(content) == "" {
			s.t.Errorf("the sweep does not see the marker in %s", strings.ReplaceAll(name, s.marker, "MARKER"))
		}
	}
	if at := bytes.Index(b, []byte{0x1f, 0x8b}); at < 0 || s.found(b[at:]) == "" {
		s.t.Error("the sweep does not see UTF-16 in a packed stream")
	}
	s.files, s.streams, s.bytes = 0, 0, 0
}

// sweep looks through all files under a folder, and their names.
func (s *sweep) sweep(dir string) {
	s.t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		s.look(name, d)
		return nil
	})
	s.check(err)
}

// sweepTop looks through what was written to a shared folder since the test began,
// but not into folders, which others may be at work in.
func (s *sweep) sweepTop(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return // not on this system
	}
	for _, d := range entries {
		if info, err := d.Info(); err == nil && !info.ModTime().Before(s.begun) {
			s.look(filepath.Join(dir, d.Name()), d)
		}
	}
}

func (s *sweep) look(name string, d fs.DirEntry) {
	s.t.Helper()
	if strings.Contains(strings.ToLower(d.Name()), s.marker) {
		s.t.Errorf("the marker is in the name of %s", name)
	}
	if !d.Type().IsRegular() {
		return
	}
	b, err := os.ReadFile(name)
	if err != nil {
		s.t.Logf("%s was not read: %v", name, err)
		return
	}
	s.files++
	s.bytes += int64(len(b))
	if how := s.found(b); how != "" {
		s.t.Errorf("the marker is in %s, %s", name, how)
	}
}

// found tells how the marker stands in the bytes, "" if it does not: as it is,
// or in a stream of zip, gzip or zlib that begins anywhere.
func (s *sweep) found(b []byte) string {
	if how := s.plain(b); how != "" {
		return how
	}
	for i := 0; i+30 < len(b); i++ {
		var packed io.Reader
		switch {
		case b[i] == 0x78 && (uint(b[i])<<8|uint(b[i+1]))%31 == 0:
			packed = flate.NewReader(bytes.NewReader(b[i+2:])) // without the sum at the end, which may be cut off
		case b[i] == 0x1f && b[i+1] == 0x8b && b[i+2] == 8:
			packed, _ = gzip.NewReader(bytes.NewReader(b[i:]))
		case bytes.HasPrefix(b[i:], []byte("PK\x03\x04")):
			head := 30 + int(b[i+26]) + int(b[i+27])<<8 + int(b[i+28]) + int(b[i+29])<<8
			packed = flate.NewReader(bytes.NewReader(b[min(len(b), i+head):]))
		}
		if packed == nil || packed == (*gzip.Reader)(nil) {
			continue
		}
		const most = 64 << 20
		out, _ := io.ReadAll(io.LimitReader(packed, most)) // what comes before a fault counts
		s.streams++
		if how := s.plain(out); how != "" {
			return how + fmt.Sprintf(" in a packed stream at byte %d", i)
		}
	}
	return ""
}

func (s *sweep) plain(b []byte) string {
	b = bytes.ToLower(b)
	for how, as := range map[string][]byte{"in UTF-8": []byte(s.marker), "in UTF-16": wide(s.marker, true), "in UTF-16BE": wide(s.marker, false)} {
		if bytes.Contains(b, as) {
			return how
		}
	}
	return ""
}
