package pdf

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"probata/dossier/document"
)

func export(t testing.TB, d document.Document, f *Fonts) ([]byte, Report) {
	t.Helper()
	var out bytes.Buffer
	r, err := Write(t.Context(), &out, d, f)
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), r
}

// tool gives a program of the machine or skips the test.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		missing(t, name)
	}
	return path
}

// missing skips a check whose program is not there; with PDF_CHECK set no
// check may be left out.
func missing(t *testing.T, name string) {
	t.Helper()
	if os.Getenv("PDF_CHECK") != "" {
		t.Fatalf("%s is not installed", name)
	}
	t.Skipf("%s is not installed: this check of the file was NOT made", name)
}

func saved(t *testing.T, data []byte) string {
	t.Helper()
	dir := t.TempDir()
	if keep := os.Getenv("PDF_OUT"); keep != "" {
		dir = keep
	}
	path := filepath.Join(dir, strings.ReplaceAll(t.Name(), "/", "_")+".pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(tool(t, name), args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

func TestSameBytes(t *testing.T) {
	d := rich(kazakh)
	first, _ := export(t, d, loadFonts(t))
	second, _ := export(t, d, loadFonts(t))
	if !bytes.Equal(first, second) {
		t.Error("two exports of one document differ")
	}
	d.Stamp = "2020-05-05T10:00:00Z"
	third, _ := export(t, d, loadFonts(t))
	if bytes.Equal(first, third) {
		t.Error("another stamp gave the same file")
	}
}

func TestFileIsSound(t *testing.T) {
	f := loadFonts(t)
	for _, w := range []words{english, russian, kazakh, arabic} {
		t.Run(w.lang, func(t *testing.T) {
			data, _ := export(t, rich(w), f)
			path := saved(t, data)
			out := run(t, "qpdf", "--check", path)
			if strings.Contains(strings.ToLower(out), "warning") {
				t.Error(out)
			}
			// MuPDF draws every page; Debian builds it without colour profiles.
			out = run(t, "mutool", "draw", "-q", "-F", "trace", "-o", os.DevNull, path)
			if rest := strings.ReplaceAll(out, "warning: ICC support is not available\n", ""); rest != "" {
				t.Errorf("mutool: %s", rest)
			}
		})
	}
}

// TestTextComesBack copies the pages out with poppler and looks for every
// word of the sample.
func TestTextComesBack(t *testing.T) {
	f := loadFonts(t)
	for _, w := range []words{english, russian, kazakh} {
		t.Run(w.lang, func(t *testing.T) {
			data, _ := export(t, rich(w), f)
			got := " " + strings.Join(strings.Fields(run(t, "pdftotext", "-layout", saved(t, data), "-")), " ") + " "
			texts := append(w.body[:], w.title, w.long, w.warning, w.noteB, w.quote, w.caption, w.draft, w.mark)
			for _, text := range append(texts, "ქართული", "հայերեն", "שלום", "حقوق", "😀") {
				// A line may end after a hyphen.
				for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '-' }) {
					if word = strings.TrimRight(word, ".,;:"); !strings.Contains(got, word) {
						t.Errorf("the word %q does not come back", word)
					}
				}
			}
			if w.lang == "kk" && !strings.Contains(got, "ӘҒҚҢӨҰҮҺІ әғқңөұүһі") {
				t.Error("the Kazakh letters do not come back")
			}
		})
	}
}

func TestFileSaysWhatItIs(t *testing.T) {
	data, r := export(t, rich(russian), loadFonts(t))
	path := saved(t, data)
	info := run(t, "pdfinfo", path)
	for _, want := range []string{"Title:           Обращение в Рабочую группу", "Producer:        Probata", "PDF version:     1.7", "A4"} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo lacks %q\n%s", want, info)
		}
	}
	for _, line := range strings.Split(strings.TrimSpace(run(t, "pdffonts", path)), "\n")[2:] {
		if !strings.Contains(line, "+") || !strings.Contains(line, "yes yes yes") {
			t.Errorf("font is not an embedded subset with a Unicode map: %s", line)
		}
	}
	if len(r.Missing) > 0 {
		t.Errorf("missing = %v", r.Missing)
	}
}

func TestWriteRefuses(t *testing.T) {
	f := loadFonts(t)
	var out bytes.Buffer
	if _, err := Write(t.Context(), &out, document.Document{Stamp: "yesterday"}, f); err == nil {
		t.Error("a stamp that is no time was taken")
	}
	done, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Write(done, &out, rich(english), f); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v, want canceled", err)
	}
	if out.Len() > 0 {
		t.Error("a refused document was written")
	}
}

func TestBrokenFontIsNamed(t *testing.T) {
	dir := t.TempDir()
	src, err := os.ReadFile("../assets/fonts/LiberationSerif-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	toml := "body = \"LiberationSerif\"\nmono = \"LiberationSerif\"\n"
	for name, tc := range map[string]struct {
		font []byte
		toml string
		want string
	}{
		"cut":     {src[:len(src)/2], toml, "LiberationSerif-Regular.ttf"},
		"no font": {[]byte("hello world, no font"), toml, "LiberationSerif-Regular.ttf"},
		"empty":   {nil, toml, "LiberationSerif-Regular.ttf"},
		"key":     {src, toml + "colour = 3\n", "fonts.toml"},
		"family":  {src, "body = \"Times\"\nmono = \"Times\"\n", "Times"},
	} {
		t.Run(name, func(t *testing.T) {
			for file, data := range map[string][]byte{"LiberationSerif-Regular.ttf": tc.font, "fonts.toml": []byte(tc.toml)} {
				if err := os.WriteFile(filepath.Join(dir, file), data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := LoadFonts(os.DirFS(dir)); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("err = %v, want one that names %s", err, tc.want)
			}
		})
	}
}

func TestFontsAreShared(t *testing.T) {
	f := loadFonts(t)
	want, _ := export(t, rich(english), loadFonts(t))
	results := make(chan []byte)
	for range 4 {
		go func() {
			var out bytes.Buffer
			if _, err := Write(context.Background(), &out, rich(english), f); err != nil {
				t.Error(err)
			}
			results <- out.Bytes()
		}()
	}
	for range 4 {
		if !bytes.Equal(<-results, want) {
			t.Error("a file written beside others differs")
		}
	}
}

// TestPanicBecomesAnError: a fault inside is an error of this export that
// says where it happened and quotes nothing.
func TestPanicBecomesAnError(t *testing.T) {
	var out bytes.Buffer
	_, err := Write(t.Context(), &out, rich(english), nil)
	if err == nil || !errors.Is(err, errInternal) || !strings.Contains(err.Error(), "probata/pdf/layout.") {
		t.Errorf("err = %v, want an internal error with its place", err)
	}
	if out.Len() > 0 {
		t.Error("something was written")
	}
}

// TestDamagedFont: a file whose head is right and whose tables are not is an
// error of the export, never a panic of the program.
func TestDamagedFont(t *testing.T) {
	src, err := os.ReadFile("../assets/fonts/LiberationSerif-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	toml := []byte("body = \"LiberationSerif\"\nmono = \"LiberationSerif\"\n")
	for at := 1024; at < len(src); at += len(src) / 24 {
		data := bytes.Clone(src)
		for i := at; i < min(len(data), at+2000); i++ {
			data[i] = byte(i * 7)
		}
		fonts, err := LoadFonts(fstest.MapFS{"LiberationSerif-Regular.ttf": {Data: data}, "fonts.toml": {Data: toml}})
		if err != nil {
			continue
		}
		var out bytes.Buffer
		if _, err := Write(t.Context(), &out, rich(english), fonts); err == nil && out.Len() == 0 {
			t.Errorf("damage at %d: neither file nor error", at)
		}
	}
}
