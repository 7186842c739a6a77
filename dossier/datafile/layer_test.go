package datafile

import (
	"io"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestLayer(t *testing.T) {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	base := fstest.MapFS{"forms/a.toml": file("a"), "forms/b.toml": file("b"), "lang/en.toml": file("en")}
	over := fstest.MapFS{
		"forms/b.toml": file("newer"), "forms/c.toml": file("c"), "forms/notes.txt": file("no"), "other/x.toml": file("no"),
		"forms/d.toml": {Mode: fs.ModeDir | 0o700}, "lang/en.toml/deep": file("no"),
	}
	var got []string
	l := Layer(base, over)
	if err := Glob(l, "forms/*.toml", func(name string, r io.Reader) error {
		data, err := io.ReadAll(r)
		got = append(got, name+"="+string(data))
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if want := []string{"forms/a.toml=a", "forms/b.toml=newer", "forms/c.toml=c"}; !slices.Equal(got, want) {
		t.Errorf("layered files %v, want %v", got, want)
	}
	if data, err := fs.ReadFile(l, "lang/en.toml"); err != nil || string(data) != "en" {
		t.Errorf("a folder hides a file: %q, %v", data, err)
	}
	over["forms/a.toml"] = file("a") // as it ships: not the user's own
	own, err := OwnFiles(base, over, "forms")
	if err != nil || len(own) != 2 || own[0].Name != "forms/b.toml" || !own[0].Replaces || own[1].Name != "forms/c.toml" || own[1].Replaces ||
		own[1].SHA256 != "2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6" {
		t.Errorf("own files %+v, %v", own, err)
	}
	over["forms/a.toml"] = file(strings.Repeat("#", most+1))
	if _, err := l.Open("forms/a.toml"); err == nil {
		t.Error("a file of over 4 MiB was opened")
	}
}
