package pdf

import (
	"bytes"
	"errors"
	"os/exec"
	"strings"
	"testing"
)

// TestSealedFile opens sealed files with two readers that are not ours, with
// the right pass phrase and with wrong ones.
func TestSealedFile(t *testing.T) {
	f := loadFonts(t)
	d := rich(russian)
	d.Blocks = append(d.Blocks, evidence(t, russian)...)
	for name, pass := range map[string]string{
		"ascii":    "correct horse battery staple",
		"cyrillic": "пароль № 7, «Әлнұр»",
		"long":     strings.Repeat("0123456789", 12) + "0123456",
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			if _, err := WriteWith(t.Context(), &out, d, f, Options{Passphrase: pass}); err != nil {
				t.Fatal(err)
			}
			for _, clear := range []string{"FontDescriptor", "StructElem", "/Title", "adobe:ns:meta", "JFIF"} {
				if bytes.Contains(out.Bytes(), []byte(clear)) {
					t.Errorf("%q stands in clear", clear)
				}
			}
			path := saved(t, out.Bytes())
			typed := strings.ReplaceAll(pass, "№", "No") // what SASLprep makes of it
			shown := run(t, "qpdf", "--show-encryption", "--password="+typed, path)
			if !strings.Contains(shown, "R = 6") || !strings.Contains(shown, "stream encryption method: AESv3") || strings.Contains(shown, "not allowed") {
				t.Error(shown)
			}
			if check := run(t, "qpdf", "--check", "--password="+typed, path); strings.Contains(strings.ToLower(check), "warning") {
				t.Error(check)
			}
			if text := run(t, "mutool", "draw", "-q", "-F", "txt", "-p", typed, path); !strings.Contains(text, "Примеров") {
				t.Error("the text does not come back")
			}
			for _, wrong := range []string{"", "x" + typed, typed[:len(typed)-1]} {
				if err := exec.Command("qpdf", "--check", "--password="+wrong, path).Run(); err == nil {
					t.Errorf("a wrong pass phrase of %d bytes opens the file", len(wrong))
				}
			}
		})
	}
}

func TestSealRefuses(t *testing.T) {
	f := loadFonts(t)
	var out bytes.Buffer
	for _, pass := range []string{"\u00AD", "a\nb", "\xff", strings.Repeat("я", 64)} {
		if _, err := WriteWith(t.Context(), &out, rich(english), f, Options{Passphrase: pass}); !errors.Is(err, ErrPassphrase) {
			t.Errorf("%q: err = %v", pass, err)
		}
	}
	if _, err := WriteWith(t.Context(), &out, rich(english), f, Options{Passphrase: "x", Archive: ArchiveA1}); err == nil {
		t.Error("an archive file was sealed")
	}
	if out.Len() > 0 {
		t.Error("something was written")
	}
}
