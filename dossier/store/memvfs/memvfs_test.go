package memvfs_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"probata/dossier/store/memvfs"
	"probata/dossier/vault"

	_ "modernc.org/sqlite"
)

var ctx = context.Background()

func dsn(name string, extra ...string) string {
	q := url.Values{
		"vfs": {name}, "_journal_mode": {"MEMORY"}, "_synchronous": {"OFF"}, "_dqs": {"0"}, "_defensive": {"1"}, "_busy_timeout": {"5000"},
		"_pragma": {"temp_store(2)", "foreign_keys(1)", "secure_delete(1)", "trusted_schema(0)"},
	}
	for _, e := range extra {
		k, v, _ := strings.Cut(e, "=")
		q.Set(k, v)
	}
	return "file:" + memvfs.Path + "?" + q.Encode()
}

// database is a vault with SQLite on its pages.
type database struct {
	*sql.DB
	vault *vault.Vault
	name  string
	off   func() error
}

func open(t testing.TB, v *vault.Vault) *database {
	t.Helper()
	d := &database{vault: v, name: strings.ReplaceAll(t.Name(), "/", "-")}
	var err error
	if d.off, err = memvfs.Register(d.name, v.Pages()); err != nil {
		t.Fatal(err)
	}
	if d.DB, err = sql.Open("sqlite", dsn(d.name, "_txlock=immediate")); err != nil {
		t.Fatal(err)
	}
	d.SetMaxOpenConns(1)
	return d
}

func (d *database) close(t testing.TB) {
	t.Helper()
	if err := errors.Join(d.DB.Close(), d.off(), d.vault.Close()); err != nil {
		t.Fatal(err)
	}
}

func (d *database) exec(t testing.TB, q string, args ...any) {
	t.Helper()
	if _, err := d.Exec(q, args...); err != nil {
		t.Fatalf("%s: %v", q, err)
	}
}

func (d *database) get(t testing.TB, q string, args ...any) string {
	t.Helper()
	var s string
	if err := d.QueryRow(q, args...).Scan(&s); err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	return s
}

var phrase, quick = []byte("badofi gulamo"), vault.Options{WorkFactor: 1}

const schema = `
create table note(id integer primary key, title text not null, body text not null) strict;
create table tag(note integer not null references note on delete cascade, word text not null) strict;
create virtual table find using fts5(title, body, content=note, content_rowid=id, tokenize='unicode61 remove_diacritics 2', prefix='2 3');
create trigger note_i after insert on note begin insert into find(rowid,title,body) values(new.id,new.title,new.body); end;
create trigger note_d after delete on note begin insert into find(find,rowid,title,body) values('delete',old.id,old.title,old.body); end;
create trigger note_u after update on note begin
  insert into find(find,rowid,title,body) values('delete',old.id,old.title,old.body);
  insert into find(rowid,title,body) values(new.id,new.title,new.body); end;`

func fill(t testing.TB, d *database, n int) {
	t.Helper()
	tx, err := d.Begin()
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		text := fmt.Sprintf("Żółć Señor Қасым Marker4711 %d ", i) + strings.Repeat(fmt.Sprintf("слово%d word%d ", i%97, i%89), 15)
		if _, err := tx.Exec("insert into note(title,body) values(?,?)", fmt.Sprint("title ", i), text); err != nil {
			t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

func create(t testing.TB) (*database, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "x.probata")
	v, err := vault.Create(dir, phrase, quick)
	if err != nil {
		t.Fatal(err)
	}
	d := open(t, v)
	d.exec(t, schema)
	return d, dir
}

func reopen(t testing.TB, dir string) *database {
	t.Helper()
	v, err := vault.Open(dir, phrase, quick)
	if err != nil {
		t.Fatal(err)
	}
	return open(t, v)
}

func TestSQLite(t *testing.T) {
	d, dir := create(t)
	fill(t, d, 2000)
	if err := d.vault.Save(ctx); err != nil {
		t.Fatal(err)
	}
	d.exec(t, "insert into tag select id, 'x' from note where id % 3 = 0")
	d.exec(t, "delete from note where id % 3 = 0")
	if _, err := d.Exec("insert into tag values(3, 'gone')"); err == nil {
		t.Error("a foreign key is not enforced")
	}
	d.exec(t, "update note set body = body || ' ändern' where id % 5 = 0")
	d.exec(t, "create index by_body on note(body)")
	d.exec(t, "vacuum")
	d.exec(t, "insert into find(find) values('optimize')")
	if err := d.vault.Save(ctx); err != nil {
		t.Fatal(err)
	}
	d.close(t)

	d = reopen(t, dir)
	defer d.close(t)
	d.exec(t, "insert into find(find) values('integrity-check')")
	for q, want := range map[string]string{
		"pragma integrity_check":                              "ok",
		"pragma journal_mode":                                 "memory",
		"pragma temp_store":                                   "2",
		"select count(*) from note":                           "1334",
		"select count(*) from tag":                            "0",
		"pragma journal_mode=wal":                             "memory",
		"select count(*) from find where find match 'senor'":  "1334",
		"select count(*) from find where find match 'ander*'": "267",
	} {
		if got := d.get(t, q); got != want {
			t.Errorf("%s: %s, want %s", q, got, want)
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) < 5 {
		t.Fatalf("%v %v", files, err)
	}
	for _, f := range files {
		if b, err := os.ReadFile(f); err == nil && (bytes.Contains(b, []byte("Marker4711")) || bytes.Contains(b, []byte("SQLite format"))) {
			t.Errorf("%s holds clear text", filepath.Base(f))
		}
	}
}

func TestRefusesOtherFiles(t *testing.T) {
	d, _ := create(t)
	out := filepath.Join(t.TempDir(), "leak.db")
	for _, q := range []string{"attach '" + out + "' as x", "vacuum into '" + out + "'"} {
		if _, err := d.Exec(q); err == nil {
			t.Errorf("%s: succeeded", q)
		}
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("a file was written")
	}
	if err := d.off(); !errors.Is(err, memvfs.ErrInUse) {
		t.Errorf("unregister with an open database: %v, want ErrInUse", err)
	}
	if _, err := memvfs.Register(d.name, d.vault.Pages()); !errors.Is(err, memvfs.ErrExists) {
		t.Errorf("register twice: %v, want ErrExists", err)
	}
	d.close(t)
	if err := d.off(); err != nil {
		t.Errorf("unregister again: %v", err)
	}
	if _, err := sql.Open("sqlite", dsn(d.name)); err == nil {
		db, _ := sql.Open("sqlite", dsn(d.name))
		if err := db.Ping(); err == nil {
			t.Error("an unregistered VFS still opens")
		}
		db.Close()
	}
}

type image struct{ *vault.Pages }

func (image) ReadAt(p []byte, off int64) (int, error) { return copy(p, "\x02\x02"), nil }

func TestWALImage(t *testing.T) {
	if _, err := memvfs.Register(t.Name(), image{}); !errors.Is(err, memvfs.ErrWAL) {
		t.Errorf("image in WAL mode: %v, want ErrWAL", err)
	}
}

func TestSaveInTransaction(t *testing.T) {
	d, dir := create(t)
	if err := d.vault.Save(ctx); err != nil {
		t.Fatal(err)
	}
	tx, err := d.Begin()
	if err != nil {
		t.Fatal(err)
	}
	// More than SQLite's page cache, so that it writes before the commit.
	for range 200 {
		if _, err := tx.Exec("insert into note(title,body) values('t', hex(randomblob(20000)))"); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.vault.Save(ctx); !errors.Is(err, vault.ErrBusy) {
		t.Errorf("save in a transaction: %v, want ErrBusy", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := d.vault.Save(ctx); err != nil {
		t.Errorf("save after a rollback: %v", err)
	}
	d.close(t)
	d = reopen(t, dir)
	defer d.close(t)
	if n, ok := d.get(t, "select count(*) from note"), d.get(t, "pragma integrity_check"); n != "0" || ok != "ok" {
		t.Errorf("after a rollback: %s rows, integrity %s", n, ok)
	}
}

// TestTogether runs a writer, readers, saves and compactions at once.
func TestTogether(t *testing.T) {
	d, dir := create(t)
	readers, err := sql.Open("sqlite", dsn(d.name, "_query_only=1"))
	if err != nil {
		t.Fatal(err)
	}
	readers.SetMaxOpenConns(3)
	const rounds = 300
	stop := make(chan struct{})
	var wg sync.WaitGroup
	loop := func(do func() error) {
		wg.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				if err := do(); err != nil && !errors.Is(err, vault.ErrBusy) {
					t.Error(err)
					return
				}
			}
		})
	}
	for range 2 {
		loop(func() error {
			var a, b int
			err := readers.QueryRow("select (select count(*) from note), (select count(*) from tag)").Scan(&a, &b)
			if err == nil && a != b {
				err = fmt.Errorf("torn read: %d and %d", a, b)
			}
			return err
		})
	}
	loop(func() error { return d.vault.Save(ctx) })
	loop(func() error { return d.vault.Compact(ctx) })
	for i := range rounds {
		tx, err := d.Begin()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tx.Exec("insert into note(id,title,body) values(?,'t','some text')", i+1); err != nil {
			t.Fatal(err)
		}
		if _, err := tx.Exec("insert into tag values(?,'w')", i+1); err != nil {
			t.Fatal(err)
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	close(stop)
	wg.Wait()
	if err := readers.Close(); err != nil {
		t.Fatal(err)
	}
	d.close(t)
	d = reopen(t, dir)
	defer d.close(t)
	if n, ok := d.get(t, "select count(*) from note"), d.get(t, "pragma integrity_check"); n != fmt.Sprint(rounds) || ok != "ok" {
		t.Errorf("afterwards: %s rows, integrity %s", n, ok)
	}
}

// BenchmarkDurableEdit is one change of one row of 20,000, saved and fsynced.
func BenchmarkDurableEdit(b *testing.B) {
	d, _ := create(b)
	defer d.close(b)
	fill(b, d, 20000)
	if err := d.vault.Compact(ctx); err != nil {
		b.Fatal(err)
	}
	i := 0
	for b.Loop() {
		i++
		d.exec(b, "update note set body = ? where id = ?", fmt.Sprintf("changed text %d", i), i%20000+1)
		if err := d.vault.Save(ctx); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOpen opens a vault of 20,000 rows, but for the derivation of the key.
func BenchmarkOpen(b *testing.B) {
	d, dir := create(b)
	fill(b, d, 20000)
	size := float64(d.vault.Pages().Size()) / (1 << 20)
	d.close(b)
	for b.Loop() {
		v, err := vault.Open(dir, phrase, quick)
		if err != nil {
			b.Fatal(err)
		}
		if err := v.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(size, "MiB")
}
