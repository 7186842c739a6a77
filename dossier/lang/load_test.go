package lang

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

const metaEN = "[meta]\nname = \"English\"\nui = true\nplural = \"one\"\nscript = \"Latn\"\n"

func files(pairs ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return m
}

func TestLoadBad(t *testing.T) {
	tests := []struct {
		name  string
		files fs.FS
		want  []string // all of these stand in the error
	}{
		{"nothing", files(), []string{"*.toml"}},
		{"unknown meta key", files("en.toml", metaEN+"dir = \"ltr\"\n"), []string{"en.toml:6:1", `"meta.dir"`, "unknown key"}},
		{"wrong type in meta", files("en.toml", strings.Replace(metaEN, "true", `"yes"`, 1)), []string{"en.toml:3:1", `"meta.ui"`, "wrong type"}},
		{"meta is no table", files("en.toml", "meta = 1\n"), []string{"en.toml", "must be a table"}},
		{"no name", files("en.toml", strings.Replace(metaEN, "English", "", 1)), []string{"en.toml", "own name"}},
		{"unknown plural rule", files("en.toml", strings.Replace(metaEN, `"one"`, `"two"`, 1)), []string{"en.toml", `"two" is not a plural rule`, "slavic"}},
		{"no meta", files("en.toml", "a = \"b\"\n"), []string{"en.toml", "missing"}},
		{"a language in two files", files("en.toml", metaEN, "en.ui.toml", "[ui]\na = \"b\"\n"), []string{"en.ui.toml", "into en.toml"}},
		{"same key twice", files("en.toml", metaEN+"[ui]\na = \"b\"\n[x]\ny = \"c\"\n[\"ui.a\"]\n[\"x.y\"]\n[z]\n\"a.b\" = \"d\"\na = { b = \"e\" }\n"), []string{"en.toml", `"z.a.b"`, "twice"}},
		{"same key twice in a file", files("en.toml", metaEN+"[ui]\na = \"b\"\na = \"c\"\n"), []string{"en.toml:8"}},
		{"number in a list", files("en.toml", metaEN+"[ui]\n  a = [\"b\", 1]\n"), []string{"en.toml:7:3", `"ui.a.2"`}},
		{"number", files("en.toml", metaEN+"[ui]\na = 1\n"), []string{"en.toml:7:1", `"ui.a"`, "not a text"}},
		{"empty word", files("en.toml", metaEN+"[ui]\na = \"\"\n"), []string{"en.toml", `"ui.a"`, "empty"}},
		{"syntax", files("en.toml", metaEN+"[ui\n"), []string{"en.toml:6"}},
		{"two faults at once", files("en.toml", metaEN+"a = 1\n[ui]\nb = 2\n"), []string{`"meta.a"`, `"ui.b"`}},
	}
	for _, tt := range tests {
		c, err := Load(tt.files)
		if err == nil {
			t.Errorf("%s: no error", tt.name)
			continue
		}
		if c != nil {
			t.Errorf("%s: a catalogue beside an error", tt.name)
		}
		for _, want := range tt.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %q does not say %q", tt.name, err, want)
			}
		}
	}
	if _, err := Load(files()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no files: %v", err)
	}
}

func TestPrinter(t *testing.T) {
	c, err := Load(files(
		"en.toml", metaEN+"[ui]\nhello = \"Hello, {name}! {x}\"\nonly = \"only here\"\nlist = [\"a\", \"b\"]\n[ui.n]\none = \"{n} act\"\nother = \"{n} acts\"\n",
		"ru.toml", "[meta]\nname = \"Русский\"\nui = true\nplural = \"slavic\"\nscript = \"Cyrl\"\n[ui]\nhello = \"Привет, {name}!\"\nn.one = \"{n} акт\"\nn.few = \"{n} акта\"\n",
		"ru.forms.toml", "[wgad]\ntitle = \"read by the forms, not here\"\n[ui]\nonly = \"no word\"\n",
		"kk.toml", "[meta]\nname = \"Қазақша\"\nui = false\nplural = \"one\"\nscript = \"Cyrl\"\n",
	))
	if err != nil {
		t.Fatal(err)
	}
	en, ru := c.Printer("en"), c.Printer("ru_KZ.UTF-8")
	tests := []struct{ got, want string }{
		{en.T("ui.hello", "name", "{x} {name}", "x", 5), "Hello, {x} {name}! 5"},
		{en.T("ui.hello", "name"), "Hello, {name}! {x}"},
		{ru.T("ui.hello", "name", "Анна"), "Привет, Анна!"},
		{ru.T("ui.only"), "only here"},
		{ru.T("ui.nothing"), "ui.nothing"},
		{en.T("ui.list.2"), "b"},
		{ru.N("ui.n", 21), "21 акт"},
		{ru.N("ui.n", 3), "3 акта"},
		{en.N("ui.n", 1), "1 act"},
		{en.N("ui.n", 0), "0 acts"},
		{en.N("ui.none", 2), "ui.none"},
		{ru.Tag(), "ru"},
		{c.Printer("de-AT").Tag(), "en"},
		{c.Printer("").Tag(), "en"},
		{(&Catalog{}).Printer("ru").T("ui.hello"), "ui.hello"},
		{strings.Join(c.Missing("ru", "ui"), " "), "ui.list.1 ui.list.2 ui.n.many ui.only"},
		{strings.Join(c.Missing("ru", "ui.n", "vocab"), " "), "ui.n.many"},
		{strings.Join(c.Missing("de", "ui.only"), " "), "ui.only"},
	}
	for i, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("case %d: %q, want %q", i, tt.got, tt.want)
		}
	}
	if !ru.Has("ui.only") || ru.Has("ui.nothing") {
		t.Error("Has: wrong answer")
	}
	var names []string
	for _, l := range c.Languages() {
		names = append(names, l.Name)
	}
	if got := strings.Join(names, " "); got != "English Русский Қазақша" {
		t.Errorf("Languages: %s", got)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(metaEN), []byte("[ui]\na = \"{b}\"\nn.one = \"{n}\"\nn.other = \"{n}\"\n"))
	f.Add([]byte("meta = 1\nmeta.x = 2\n"), []byte("a = [[\"b\"]]\n"))
	f.Fuzz(func(t *testing.T, first, second []byte) {
		c, err := Load(fstest.MapFS{"en.toml": {Data: first}, "en.ui.toml": {Data: second}})
		if err != nil {
			return
		}
		p := c.Printer("en-GB")
		for key, text := range c.words["en"].text {
			if text == "" || !p.Has(key) {
				t.Fatalf("key %q has no words", key)
			}
			p.T(key, "a", 1)
			p.N(key, 2)
		}
		if missing := c.Missing("en"); len(missing) > 0 {
			t.Fatalf("English lacks its own %q", missing)
		}
	})
}
