package layout

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"probata/dossier/document"
)

// chineseOf lays 中 out with fonts that look in own only.
func chineseOf(t *testing.T, own string) (*Layout, *Fonts) {
	t.Helper()
	f := testFonts(t).WithChinese(own, nil)
	l, err := Lay(t.Context(), &document.Document{Language: "zh", Blocks: []document.Block{document.Para("a 中文 b")}}, f)
	if err != nil {
		t.Fatal(err)
	}
	return l, f
}

func TestNoChinese(t *testing.T) {
	dir := t.TempDir()
	body, err := os.ReadFile("../../assets/fonts/LiberationSerif-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"collection.ttc": []byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x02"), "cff.otf": []byte("OTTO\x00\x09\x00\x80"),
		"empty.ttf": nil, "latin.ttf": body, "readme.txt": []byte("no font"), "locked.ttf": locked(body),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	l, f := chineseOf(t, dir)
	if got := l.Outline(); !strings.Contains(got, "a [U+4E2D][U+6587] b") {
		t.Errorf("without a font the codes are not shown:\n%s", got)
	}
	if len(l.Missing) != 2 || !slices.ContainsFunc(l.Missing, MissingGlyph.ForChinese) {
		t.Errorf("missing = %v", l.Missing)
	}
	path, refused := f.Chinese()
	want := map[string]error{
		"collection.ttc": errFontKind, "cff.otf": errFontKind, "empty.ttf": errFontKind,
		"latin.ttf": ErrNoChinese, "locked.ttf": ErrFontUse,
	}
	if path != "" || len(refused) != len(want) {
		t.Errorf("found %q, refused %v", path, refused)
	}
	for _, r := range refused {
		if !errors.Is(r.Err, want[r.Name]) {
			t.Errorf("%s is refused for: %v", r.Name, r.Err)
		}
	}
}

// locked is a font whose maker forbids to embed it.
func locked(data []byte) []byte {
	out := slices.Clone(data)
	for i := range int(binary.BigEndian.Uint16(out[4:])) {
		if rec := out[12+16*i:]; string(rec[:4]) == "OS/2" {
			out[binary.BigEndian.Uint32(rec[8:])+9] = 2
		}
	}
	return out
}

func TestOwnChinese(t *testing.T) {
	installed, _ := testFonts(t).WithChinese("", SystemFolders()).Chinese()
	if installed == "" {
		t.Skip("no font for Chinese is installed, so none can be put into a folder of one's own")
	}
	dir := t.TempDir()
	data, err := os.ReadFile(installed)
	if err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(dir, "My Own (font).ttf")
	if err := os.WriteFile(own, data, 0o600); err != nil {
		t.Fatal(err)
	}
	l, f := chineseOf(t, dir)
	if path, _ := f.Chinese(); path != own || len(l.Missing) > 0 {
		t.Errorf("found %q, missing %v", path, l.Missing)
	}
	if _, name, _ := f.Data(f.chinese); name != "MyOwnfont" {
		t.Errorf("the font is called %q in the file", name)
	}
}
