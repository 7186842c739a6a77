package store

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"probata/dossier"
)

// largeBench asks for the measurements at 100,000 records, which take minutes.
var largeBench = flag.Bool("large", false, "measure at 100,000 records too")

// onDisk is the same store on an ordinary SQLite file in WAL mode, with the same
// driver, schema and queries: every commit is on the disk when it returns. The
// vault is measured against it in the same run, step by step in turns, so that
// both meet the same load of the machine.
func onDisk(b *testing.B, file string) *Store {
	b.Helper()
	durable := url.Values{"_journal_mode": {"WAL"}, "_synchronous": {"FULL"}, "_txlock": {"immediate"}}
	reading := url.Values{"_journal_mode": {"WAL"}, "_query_only": {"1"}}
	db, err := connect(dsn(file, "", durable), dsn(file, "", reading))
	if err != nil {
		b.Fatal(err)
	}
	s := &Store{db: db, plans: plans(dossier.Tables()), byType: make(map[dossier.Type]*plan), o: options()}
	s.o.Random = rand.NewChaCha8([32]byte{})
	for _, p := range s.plans {
		s.byType[p.Type] = p
	}
	err = in(context.Background(), db.write, func(x *session) error {
		_, err := prepare(context.Background(), x, steps, s.plans, false)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// put is Import and Apply without a vault.
func (s *Store) put(ctx context.Context, st step) error {
	return in(ctx, s.db.write, func(x *session) error {
		_, err := s.carryOut(ctx, x, st)
		return err
	})
}

// corpus is the events from up to n of a case, half a kilobyte of mixed script in
// each, in 20,000 words that come as often as words do in a language.
func corpus(from, n int) []dossier.Record {
	r := rand.New(rand.NewPCG(7, uint64(from)))
	often := rand.NewZipf(r, 1.1, 4, 19_999)
	syllables := strings.Fields("ma ra ti ко ло ва ше на бол ған ар ми са lo ter den ция ние ный ka sto vi ще хал жан")
	word := func() string {
		w := ""
		for n := often.Uint64() * 31; len(w) == 0 || n > 0; n /= 25 {
			w += syllables[n%25]
		}
		return w
	}
	out := make([]dossier.Record, 0, n)
	if from == 0 {
		out = append(out, &dossier.Case{Head: dossier.Head{ID: "case-1"}, Reference: "BENCH-1"})
	}
	for i := from + len(out); i < from+n; i++ {
		var text strings.Builder
		for text.Len() < 500 {
			text.WriteString(word() + " ")
		}
		out = append(out, &dossier.Event{
			Head:  dossier.Head{ID: dossier.ID(fmt.Sprintf("event-%d", i)), Case: "case-1", Place: int64(i)},
			Title: "Station " + word(), Kind: "arrest", Area: "Алматы", Description: text.String(),
		})
	}
	return out
}

// side is one of the two that are measured.
type side struct {
	name      string
	wall, cpu time.Duration
}

func (s *side) time(b *testing.B, f func() error) {
	b.Helper()
	at, used := time.Now(), cpu(b)
	err := f()
	s.wall += time.Since(at)
	s.cpu += cpu(b) - used
	if err != nil {
		b.Fatal(err)
	}
}

// compare measures both in turns and reports how many times plain the vault is.
func compare(b *testing.B, vault, file func(n int) error) {
	b.Helper()
	v, p := side{name: "vault"}, side{name: "plain"}
	n := 0
	for b.Loop() {
		n++
		v.time(b, func() error { return vault(n) })
		p.time(b, func() error { return file(n) })
	}
	b.ReportMetric(0, "ns/op") // of both together: says nothing
	for _, s := range []side{v, p} {
		b.ReportMetric(float64(s.cpu.Microseconds())/float64(n), s.name+"-cpu-µs")
		b.ReportMetric(float64(s.wall.Microseconds())/float64(n), s.name+"-wall-µs")
	}
	b.ReportMetric(float64(v.cpu)/float64(p.cpu), "cpu×plain")
	b.ReportMetric(float64(v.wall)/float64(p.wall), "wall×plain")
}

// both is a vault and a plain file with the same n records.
func both(b *testing.B, n int) (s *Store, dir string, p *Store, file string) {
	b.Helper()
	ctx := context.Background()
	s, dir = newTestStore(b)
	file = filepath.Join(b.TempDir(), "plain.db")
	p = onDisk(b, file)
	b.Cleanup(func() { p.db.close() })
	const batch = 10_000
	for from := 0; from < n; from += batch {
		records := corpus(from, min(batch, n-from))
		if err := s.Import(ctx, records); err != nil {
			b.Fatal(err)
		}
		if err := p.put(ctx, step{kind: kindDo, label: "import", of: "case-1", put: records, byUser: true}); err != nil {
			b.Fatal(err)
		}
	}
	if err := s.Flush(ctx); err != nil {
		b.Fatal(err)
	}
	return s, dir, p, file
}

// BenchmarkAgainstPlain measures the vault against plain SQLite. The goals at
// 100,000 records: open ≤ 0.25 s of CPU, one durable edit ≤ 1.6 × plain, search as
// one types ≤ 10 ms and ≤ 1.1 × plain.
func BenchmarkAgainstPlain(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		if n > 10_000 && !*largeBench {
			continue
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s, dir, p, file := both(b, n)
			b.Run("search", func(b *testing.B) { compareSearch(b, s, p) })
			b.Run("edit", func(b *testing.B) { compareEdit(b, s, p, n) })
			if err := s.Close(); err != nil {
				b.Fatal(err)
			}
			b.Run("open", func(b *testing.B) { compareOpen(b, dir, file) })
		})
	}
	b.Run("import-10000", compareImport)
}

func compareSearch(b *testing.B, s, p *Store) {
	ctx := context.Background()
	for _, words := range []string{"st", "mar", "marat", "station", "rako station"} {
		b.Run(words, func(b *testing.B) {
			search := func(s *Store) func(int) error {
				return func(int) error {
					_, err := s.Search(ctx, words, 50)
					return err
				}
			}
			compare(b, search(s), search(p))
		})
	}
}

// compareEdit is one key in a description of 500 letters, in runs of twenty, on
// the disk after each.
func compareEdit(b *testing.B, s, p *Store, records int) {
	ctx := context.Background()
	edit := func(n int) step {
		e := corpus(records/2, 2)[1].(*dossier.Event)
		e.Description = fmt.Sprint(e.Description, n)
		return step{kind: kindDo, label: "edit", group: fmt.Sprint(n / 20), of: "case-1", put: []dossier.Record{e}, byUser: true}
	}
	compare(b, func(n int) error {
		st := edit(n)
		if err := s.Apply(ctx, Change{Label: st.label, Group: st.group, Case: st.of, Put: st.put}); err != nil {
			return err
		}
		return s.Flush(ctx)
	}, func(n int) error { return p.put(ctx, edit(n)) })
}

// compareOpen opens and lists the cases; the key derivation is a cheap one.
func compareOpen(b *testing.B, dir, file string) {
	ctx := context.Background()
	compare(b, func(int) error {
		s, err := Open(dir, phrase, options())
		if err != nil {
			return err
		}
		if _, err := s.Cases(ctx); err != nil {
			return err
		}
		return s.Abandon()
	}, func(int) error {
		p := onDisk(b, file)
		if _, err := p.Cases(ctx); err != nil {
			return err
		}
		return p.db.close()
	})
}

func compareImport(b *testing.B) {
	ctx := context.Background()
	records := corpus(0, 10_000)
	compare(b, func(int) error {
		s, err := Create(filepath.Join(b.TempDir(), "V.probata"), phrase, options())
		if err != nil {
			return err
		}
		if err := s.Import(ctx, records); err != nil {
			return err
		}
		if err := s.Flush(ctx); err != nil {
			return err
		}
		return s.Abandon()
	}, func(int) error {
		p := onDisk(b, filepath.Join(b.TempDir(), "plain.db"))
		if err := p.put(ctx, step{kind: kindDo, label: "import", of: "case-1", put: records, byUser: true}); err != nil {
			return err
		}
		return p.db.close()
	})
}

// TestPeakMemory opens a vault of 100,000 records in a program of its own, edits,
// searches and closes it, which writes an image. The database is in memory, so its
// size counts; the goal for all is 200 MiB.
func TestPeakMemory(t *testing.T) {
	if dir := os.Getenv("PROBATA_PEAK"); dir != "" {
		liveIn(t, dir)
		return
	}
	if !*largeBench {
		t.Skip("asked for with -large")
	}
	ctx := context.Background()
	s, dir := newTestStore(t)
	for from := 0; from < 100_000; from += 10_000 {
		must(t, s.Import(ctx, corpus(from, 10_000)))
	}
	must(t, s.Close())
	c := exec.Command(os.Args[0], "-test.run=^TestPeakMemory$", "-test.v")
	c.Env = append(os.Environ(), "PROBATA_PEAK="+dir)
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	m := regexp.MustCompile(`(?s)image (\d+) MiB.*VmHWM:\s+(\d+) kB`).FindSubmatch(out)
	if m == nil {
		t.Skip("the system does not tell")
	}
	image, err := strconv.Atoi(string(m[1]))
	must(t, err)
	peak, err := strconv.Atoi(string(m[2]))
	must(t, err)
	t.Logf("peak memory %d MiB, of it %d the database", peak>>10, image)
	if peak>>10 > image+beside {
		t.Errorf("peak memory %d MiB, at most the database and %d", peak>>10, beside)
	}
}

// beside is what the program may take beside the database at most, in MiB.
const beside = 100

func liveIn(t *testing.T, dir string) {
	ctx := context.Background()
	s, err := Open(dir, phrase, options())
	must(t, err)
	for i := range 50 {
		must(t, s.Apply(ctx, Change{Label: "edit", Case: "case-1", Put: []dossier.Record{event("event-500", fmt.Sprint("Title ", i))}}))
		must(t, s.Flush(ctx))
		_, err := s.Search(ctx, "stat", 50)
		must(t, err)
	}
	size := s.vault.Pages().Size()
	must(t, s.Close())
	status, err := os.ReadFile("/proc/self/status")
	if err == nil {
		t.Logf("image %d MiB\n%s", size>>20, status)
	}
}
