package pdf

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the goldens anew")

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (run with -update)", err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update and read the diff\n%s", path, got)
	}
}

func TestPageOutline(t *testing.T) {
	f := loadFonts(t)
	for _, w := range []words{english, russian, kazakh, arabic} {
		t.Run(w.lang, func(t *testing.T) {
			l, err := Pages(t.Context(), rich(w), f)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, "rich_"+w.lang+".txt", l.Outline())
		})
	}
}
