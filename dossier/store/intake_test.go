package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/vault"
)

// looking is what a test's Inspect finds in a file: its first line as the type.
func looking(_ context.Context, f File) (Finding, error) {
	b, err := io.ReadAll(f.Content)
	if err != nil {
		return Finding{}, err
	}
	if int64(len(b)) != f.Size {
		return Finding{}, fmt.Errorf("%d bytes of %d", len(b), f.Size)
	}
	kind, text, _ := strings.Cut(string(b), "\n")
	return Finding{MediaType: kind, Metadata: "Camera: X", Pages: 3, Text: text, Thumbnail: []byte("picture of " + text)}, nil
}

func lookingStore(t *testing.T) (*Store, string) {
	t.Helper()
	s, dir := smallStore(t)
	s.o.Inspect = looking
	return s, dir
}

func TestTakeIn(t *testing.T) {
	ctx := context.Background()
	s, dir := lookingStore(t)
	var told []int64
	e, err := s.TakeIn(ctx, "case-1", Intake{
		Name: "a\xff.txt", MediaType: "application/octet-stream",
		Content:  strings.NewReader("text/plain\nThe guard called Ильяшев opened gate seven."),
		Progress: func(n int64) { told = append(told, n) },
	})
	must(t, err)
	if e.MediaType != "text/plain" || e.Metadata != "Camera: X" || e.Pages != 3 || e.FileName != "a\ufffd.txt" {
		t.Errorf("evidence: %+v", e)
	}
	if !slices.IsSorted(told) || told[len(told)-1] != e.Size {
		t.Errorf("progress: %v of %d", told, e.Size)
	}
	for range 2 {
		for _, tt := range []struct {
			words string
			want  int
		}{{"gate", 1}, {"ilyashev", 1}, {"guard sev", 1}, {"guard arrest", 0}, {"picture", 0}} {
			hits, err := s.Search(ctx, tt.words, 10)
			must(t, err)
			if len(hits) != tt.want || tt.want == 1 && hits[0] != (Hit{Case: "case-1", Record: e.ID, Field: FieldText, Snippet: e.Title}) {
				t.Errorf("%s: %+v", tt.words, hits)
			}
		}
		if got, err := s.TextSnippet(ctx, e.ID, "ilyash"); err != nil || got != "The guard called Ильяшев opened gate seven." {
			t.Errorf("snippet: %q, %v", got, err)
		}
		if b, err := s.Thumbnail(ctx, e.ID); err != nil || !strings.HasPrefix(string(b), "picture of The guard") {
			t.Errorf("thumbnail: %q, %v", b, err)
		}
		s = reopen(t, s, dir)
		must(t, s.RebuildIndex(ctx)) // reads the text again
	}
	if hits, err := s.Search(ctx, "gate", 10); len(hits) != 1 || err != nil {
		t.Errorf("after a rebuild: %v, %v", hits, err)
	}

	// Another text takes the place of the first, and its file too.
	before, err := s.vault.Blobs()
	must(t, err)
	must(t, s.IndexText(ctx, e.ID, "Nothing of that."))
	if after, err := s.vault.Blobs(); len(after) != len(before) || err != nil {
		t.Errorf("%d files, were %d, %v", len(after), len(before), err)
	}
	for words, want := range map[string]int{"gate": 0, "nothing": 1} {
		if hits, err := s.Search(ctx, words, 10); len(hits) != want || err != nil {
			t.Errorf("%s, after another text: %v, %v", words, hits, err)
		}
	}
	if got := causes(t, s); got != "" {
		t.Errorf("verify: %s", got)
	}

	// In the trash it is not found, and all of it goes with the case.
	must(t, s.Apply(ctx, Change{Label: "remove", Case: "case-1", Remove: []dossier.ID{e.ID}}))
	if hits, err := s.Search(ctx, "nothing", 10); len(hits) != 0 || err != nil {
		t.Errorf("found in the trash: %v, %v", hits, err)
	}
	must(t, s.Untrash(ctx, "case-1", e.ID))
	if hits, err := s.Search(ctx, "nothing", 10); len(hits) != 1 || err != nil {
		t.Errorf("back from the trash: %v, %v", hits, err)
	}
	must(t, s.DeleteCase(ctx, "case-1"))
	if left, err := s.vault.Blobs(); len(left) != 0 || err != nil {
		t.Errorf("left with the case: %v, %v", left, err)
	}
	if got := causes(t, s); got != "" {
		t.Errorf("verify: %s", got)
	}
}

// An intake that is given up leaves nothing, and nothing of others goes with it.
func TestTakeInGivenUp(t *testing.T) {
	s, _ := lookingStore(t)
	const content = "text/plain\nthe same file"
	kept, err := s.Attach(context.Background(), "case-1", "kept", "", strings.NewReader(content))
	must(t, err)
	blobs := func() int {
		names, err := s.vault.Blobs()
		must(t, err)
		return len(names)
	}
	want := blobs()
	stopped := errors.New("stopped")
	for _, tt := range []struct {
		name    string
		content string
		prepare func(cancel func()) (progress func(int64))
		want    error
	}{
		{"while it is read", strings.Repeat("x", 1<<20), func(cancel func()) func(int64) {
			return func(n int64) {
				if n > 1<<18 {
					cancel()
				}
			}
		}, context.Canceled},
		{"while it is looked into", "other", func(cancel func()) func(int64) {
			s.o.Inspect = func(context.Context, File) (Finding, error) { cancel(); return Finding{}, stopped }
			return nil
		}, stopped},
		{"of a file that is there", content, func(cancel func()) func(int64) {
			s.o.Inspect = func(context.Context, File) (Finding, error) { cancel(); return Finding{}, stopped }
			return nil
		}, stopped},
	} {
		ctx, cancel := context.WithCancel(context.Background())
		_, err := s.TakeIn(ctx, "case-1", Intake{Name: "x", Content: strings.NewReader(tt.content), Progress: tt.prepare(cancel)})
		cancel()
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", tt.name, err)
		}
		if got := blobs(); got != want {
			t.Errorf("%s: %d files left, want %d", tt.name, got, want)
		}
	}
	if r, err := s.OpenEvidence(context.Background(), kept.ID); err != nil {
		t.Errorf("the file of another: %v", err)
	} else {
		must(t, r.Close())
	}
}

// What is sealed stays, whatever fails afterwards, and says what is missing.
func TestTakeInUnread(t *testing.T) {
	ctx := context.Background()
	s, _ := lookingStore(t)
	s.o.Inspect = func(context.Context, File) (Finding, error) { return Finding{Text: "half"}, errors.New("broken") }
	e, err := s.Attach(ctx, "case-1", "letter", "text/plain", strings.NewReader("content"))
	must(t, err)
	if why := Unread(e); !strings.Contains(why, "sealed") {
		t.Errorf("it does not say that it was not read: %q", e.Metadata)
	}
	d, err := s.Load(ctx, "case-1")
	must(t, err)
	if got, ok := dossier.Find[*dossier.Evidence](d, e.ID); !ok || got.SHA256 != e.SHA256 || len(dossier.Of[*dossier.Custody](d)) == 0 {
		t.Error("a sealed file is not part of the case")
	}
	r, err := s.OpenEvidence(ctx, e.ID)
	must(t, err)
	must(t, r.Close())
	if got := causes(t, s); got != "" {
		t.Errorf("verify: %s", got)
	}
}

func TestCustody(t *testing.T) {
	ctx := context.Background()
	s, _ := smallStore(t)
	must(t, s.Apply(ctx, Change{Label: "edit", Case: "case-1", Put: []dossier.Record{event("event-2", "before")}}))
	e, err := s.Attach(ctx, "case-1", "a", "", strings.NewReader("content"))
	must(t, err)
	r, err := s.ViewEvidence(ctx, e.ID, "described")
	must(t, err)
	must(t, r.Close())
	var out bytes.Buffer
	must(t, s.ExportEvidence(ctx, e.ID, &out, Handover{To: "expert", Reason: "opinion"}, nil))
	if out.String() != "content" {
		t.Errorf("exported %q", out.String())
	}
	lines := func() string {
		d, err := s.Load(ctx, "case-1")
		must(t, err)
		var all []string
		for _, c := range dossier.Of[*dossier.Custody](d) {
			all = append(all, fmt.Sprintf("%s/%s/%s/%s", c.Action, c.From, c.To, c.Reason))
		}
		return strings.Join(all, " ")
	}
	const want = "taken-in/K1// viewed/K1//described exported/K1/expert/opinion"
	if got := lines(); got != want {
		t.Errorf("custody: %s", got)
	}
	// What was seen does not keep the intake from being undone, and what is done
	// again has been seen.
	for i, step := range []struct {
		f    func(context.Context, dossier.ID) (Undone, error)
		want string
	}{{s.Undo, ""}, {s.Undo, ""}, {s.Redo, ""}, {s.Redo, want}, {s.Undo, ""}, {s.Redo, want}} {
		if _, err := step.f(ctx, "case-1"); err != nil {
			t.Fatalf("step %d: %v", i, err)
		}
		if got := lines(); got != step.want {
			t.Errorf("step %d: %q, want %q", i, got, step.want)
		}
	}
	if got := causes(t, s); got != "" {
		t.Error(got)
	}
	// A copy that is not what came in does not pass for it.
	_, err = s.db.write.ExecContext(ctx, `UPDATE evidence SET sha256 = ?`, strings.Repeat("0", 64))
	must(t, err)
	if err := s.ExportEvidence(ctx, e.ID, io.Discard, Handover{}, nil); !errors.Is(err, vault.ErrDamaged) {
		t.Errorf("another file: %v", err)
	}
	if got := lines(); got != want {
		t.Errorf("custody of a copy that failed: %s", got)
	}
}

// TestLargeFile takes in and gives out 300 MB within a few MiB of memory.
func TestLargeFile(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 300 MB")
	}
	const size = 300_000_000
	const bound = 24 << 20
	ctx := context.Background()
	s, _ := smallStore(t)
	runtime.GC()
	var start, now runtime.MemStats
	runtime.ReadMemStats(&start)
	var most uint64
	steps := 0
	watch := func(int64) {
		if steps++; steps%256 == 0 { // every 8 MB or so
			runtime.ReadMemStats(&now)
			most = max(most, now.HeapInuse)
		}
	}
	e, err := s.TakeIn(ctx, "case-1", Intake{Name: "video", Content: io.LimitReader(sparse{}, size), Progress: watch})
	must(t, err)
	if e.Size != size {
		t.Errorf("size %d", e.Size)
	}
	must(t, s.ExportEvidence(ctx, e.ID, io.Discard, Handover{}, func(done, _ int64) { watch(done) }))
	if grown := int64(most) - int64(start.HeapInuse); grown > bound {
		t.Errorf("heap grows by %d MiB", grown>>20)
	} else {
		t.Logf("heap grows by %.1f MiB in %d looks", float64(grown)/(1<<20), steps/256)
	}
}

type sparse struct{}

func (sparse) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
