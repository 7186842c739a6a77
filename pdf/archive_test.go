package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// preflightJars are what Debian's libpdfbox2-java, libjaxb-api-java and
// libactivation-java install.
var preflightJars = []string{"preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation", "jaxb-api"}

// TestPreflight lets Apache PDFBox check the PDF/A-1b files. It is the only
// check of an archive file by a program that is not ours.
func TestPreflight(t *testing.T) {
	java := tool(t, "java")
	var jars []string
	for _, name := range preflightJars {
		jar := filepath.Join("/usr/share/java", name+".jar")
		if _, err := os.Stat(jar); err != nil {
			missing(t, jar)
		}
		jars = append(jars, jar)
	}
	f := loadFonts(t)
	args := []string{"-cp", strings.Join(jars, ":"), "testdata/preflight/Preflight.java"}
	for _, w := range []words{english, russian, kazakh} {
		var out bytes.Buffer
		d := rich(w)
		d.Blocks = append(d.Blocks, evidence(t, w)...)
		if _, err := WriteWith(t.Context(), &out, d, f, Options{Archive: ArchiveA1}); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), w.lang+".pdf")
		if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	if out, err := exec.Command(java, args...).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
