package datafile

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"
)

type row struct {
	ID    string `toml:"id"`
	Title Text   `toml:"title"`
	Limit int    `toml:"limit"`
	Fact
}

type rows struct {
	Row []row `toml:"row"`
}

func TestDecode(t *testing.T) {
	const text = `[[row]]
id = "a"
title = { en = "One", ru = "Один" }
limit = 3
source = "treaty"
date = "2022-06"
confidence = "memory"
`
	var got rows
	if err := Decode("a.toml", strings.NewReader(text), &got); err != nil {
		t.Fatal(err)
	}
	r := got.Row[0]
	if r.ID != "a" || r.Title.In("ru") != "Один" || r.Title.In("fr") != "One" || r.Limit != 3 {
		t.Errorf("decoded %+v", r)
	}
	if err := r.Check(); err != nil || r.Confidence != Memory {
		t.Errorf("fact %+v: %v", r.Fact, err)
	}
}

func TestDecodeFaults(t *testing.T) {
	tests := []struct {
		name, text   string
		line, column int
		key, what    string
	}{
		{"unknown key", "[[row]]\nid = \"a\"\nlimt = 3\n", 3, 1, "row.limt", "unknown key"},
		{"unknown table", "[rows]\nx = 1\n", 1, 2, "rows", "unknown key"},
		{"unclosed header", "[[row]\n", 1, 6, "", "expected ']]'"},
		{"wrong type", "[[row]]\nlimit = \"three\"\n", 2, 9, "row.limit", "cannot decode"},
		{"set twice", "[[row]]\nid = \"a\"\nid = \"b\"\n", 3, 1, "id", "already defined"},
		{"not UTF-8", "[[row]]\nid = \"\xff\"\n", 2, 7, "", "UTF-8"},
		{"deep", "row = " + strings.Repeat("[", 20000), 1, 10007, "", "nested"},
		{"too large", strings.Repeat("#\n", MaxSize/2+1), 0, 0, "", "larger than 8 MB"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := Decode("f.toml", strings.NewReader(tt.text), new(rows))
			var f *Fault
			if !errors.As(err, &f) {
				t.Fatalf("got %v, want a fault", err)
			}
			if f.File != "f.toml" || f.Line != tt.line || f.Column != tt.column || f.Key != tt.key || !strings.Contains(f.What, tt.what) {
				t.Errorf("got %+v, want %d:%d, key %q, %q", f, tt.line, tt.column, tt.key, tt.what)
			}
		})
	}
}

func TestDecodeNamesEveryUnknownKey(t *testing.T) {
	err := Decode("f.toml", strings.NewReader("[[row]]\none = 1\ntwo = 2\n"), new(rows))
	want := "f.toml:2:1: key \"row.one\": unknown key: correct its spelling or the table it stands in, or remove it\n" +
		"f.toml:3:1: key \"row.two\": unknown key: correct its spelling or the table it stands in, or remove it"
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

func TestDecodeReadFailure(t *testing.T) {
	broken := errors.New("broken disk")
	if err := Decode("f.toml", iotest.ErrReader(broken), new(rows)); !errors.Is(err, broken) {
		t.Errorf("got %v, want it to wrap %v", err, broken)
	}
	for _, into := range []any{nil, rows{}, (*rows)(nil)} {
		if err := Decode("f.toml", strings.NewReader(""), into); err == nil {
			t.Errorf("decoded into %T", into)
		}
	}
}

func TestFactCheck(t *testing.T) {
	good := Fact{Source: "s", Date: "2026-02-28", Confidence: Verified}
	tests := []struct {
		name   string
		change func(*Fact)
		want   string
	}{
		{"good", func(*Fact) {}, ""},
		{"month", func(f *Fact) { f.Date = "2026-02" }, ""},
		{"no source", func(f *Fact) { f.Source = " " }, "no source"},
		{"no date", func(f *Fact) { f.Date = "" }, "YYYY-MM-DD"},
		{"no such day", func(f *Fact) { f.Date = "2026-02-30" }, "YYYY-MM-DD"},
		{"no confidence", func(f *Fact) { f.Confidence = "" }, "confidence"},
		{"other word", func(f *Fact) { f.Confidence = "sure" }, "confidence"},
	}
	for _, tt := range tests {
		f := good
		tt.change(&f)
		err := f.Check()
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
}

func TestGlob(t *testing.T) {
	fsys := fstest.MapFS{"law/b.toml": {Data: []byte("B")}, "law/a.toml": {Data: []byte("A")}, "law/c.txt": {}}
	var seen string
	each := func(name string, r io.Reader) error {
		b, err := io.ReadAll(r)
		seen += name + "=" + string(b) + " "
		return err
	}
	if err := Glob(fsys, "law/*.toml", each); err != nil || seen != "law/a.toml=A law/b.toml=B " {
		t.Errorf("saw %q, %v", seen, err)
	}
	if err := Glob(fsys, "forms/*.toml", each); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no match: %v", err)
	}
	stop := errors.New("stop")
	calls := 0
	err := Glob(fsys, "law/*.toml", func(string, io.Reader) error { calls++; return stop })
	if err != stop || calls != 1 {
		t.Errorf("got %v after %d calls, want stop after 1", err, calls)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("[[row]]\nid = \"a\"\ntitle = { en = \"x\" }\n"))
	f.Add([]byte("[[row]]\nlimt = 1\n"))
	f.Add([]byte("row = [[[[{a=["))
	f.Fuzz(func(t *testing.T, data []byte) {
		var into rows
		err := Decode("f.toml", bytes.NewReader(data), &into)
		if err != nil && !strings.HasPrefix(err.Error(), "f.toml") {
			t.Errorf("error does not begin with the file: %v", err)
		}
		lines := bytes.Count(data, []byte("\n")) + 1
		var fault *Fault
		if errors.As(err, &fault) && (fault.Line < 0 || fault.Line > lines) {
			t.Errorf("line %d of %d", fault.Line, lines)
		}
	})
}
