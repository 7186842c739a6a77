package guide_test

import (
	"bytes"
	"context"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"probata/assets"
	"probata/dossier/document"
	"probata/dossier/guide"
	"probata/dossier/lang"
	"probata/pdf"
	"probata/ui/command"
)

var out = flag.String("guide", "", "folder to write the guides to, as PDF and HTML")

func sub(t *testing.T, name string) fs.FS {
	t.Helper()
	f, err := fs.Sub(assets.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func read(t *testing.T, tag string, pictures fs.FS) document.Document {
	t.Helper()
	words, err := lang.Load(sub(t, "lang"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := fs.ReadFile(assets.FS, "guide/"+tag+".txt")
	if err != nil {
		t.Fatal(err)
	}
	d, err := guide.Parse(string(text), words.Printer(tag), pictures)
	if err != nil {
		t.Fatalf("%s: %v", tag, err)
	}
	say := words.Printer(tag)
	d.Words.Contents = say.T("doc.contents")
	return d
}

// outline is what a guide tells in which order, without its words: two languages must tell the same.
func outline(d document.Document) (out []string) {
	for _, b := range d.Blocks {
		switch x := b.(type) {
		case document.Heading:
			out = append(out, strings.Repeat("#", x.Level+1))
		case document.Figure:
			out = append(out, "!")
		case document.List:
			out = append(out, strings.Repeat("-", len(x.Items)))
		case document.Paragraph:
			if x.Spans[0].Style == document.Mono {
				out = append(out, x.Spans[0].Text)
			}
		}
	}
	return out
}

// TestGuides: every control that the guides name is in the window (or Parse fails), every picture is there, every command exists,
// and both languages tell the same.
func TestGuides(t *testing.T) {
	screens := os.DirFS("../../assets/screenshots")
	var first []string
	for _, tag := range []string{"en", "ru"} {
		pictures, err := fs.Sub(screens, tag)
		if err != nil {
			t.Fatal(err)
		}
		d := read(t, tag, pictures)
		if o := outline(d); first == nil {
			first = o
		} else if got, want := strings.Join(o, "\n"), strings.Join(first, "\n"); got != want {
			t.Errorf("%s tells other things than en:\n%s\nwant\n%s", tag, got, want)
		}
		commands := guide.Commands(d)
		if len(commands) < 5 {
			t.Errorf("%s names only %d commands", tag, len(commands))
		}
		for _, c := range commands {
			word := strings.Fields(strings.TrimPrefix(c, "probata "))
			if code := command.Run(context.Background(), []string{"help", word[0]}, env(t)); code != command.ExitDone {
				t.Errorf("%s says to type %s, and there is no such command", tag, c)
			}
		}
		write(t, tag, d)
	}
}

func env(t *testing.T) command.Env {
	words, err := lang.Load(sub(t, "lang"))
	if err != nil {
		t.Fatal(err)
	}
	var nowhere bytes.Buffer
	return command.Env{Words: words, Out: &nowhere, Err: &nowhere, In: strings.NewReader(""), Getenv: func(string) string { return "" }}
}

// write sets the pages, looks how many they are, and keeps them where that is asked for.
func write(t *testing.T, tag string, d document.Document) {
	t.Helper()
	fonts, err := pdf.LoadFonts(sub(t, "fonts"))
	if err != nil {
		t.Fatal(err)
	}
	var pages, web bytes.Buffer
	report, err := pdf.WriteWith(t.Context(), &pages, d, fonts, pdf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if report.Pages < 20 || report.Pages > 45 {
		t.Errorf("the guide in %s has %d pages", tag, report.Pages)
	}
	if err := guide.HTML(&web, d); err != nil {
		t.Fatal(err)
	}
	if *out == "" {
		return
	}
	for ending, b := range map[string][]byte{"pdf": pages.Bytes(), "html": web.Bytes()} {
		if err := os.WriteFile(filepath.Join(*out, "probata-guide."+tag+"."+ending), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%s: %d pages", tag, report.Pages)
}

func TestParse(t *testing.T) {
	words, err := lang.Load(sub(t, "lang"))
	if err != nil {
		t.Fatal(err)
	}
	say := words.Printer("en")
	for text, want := range map[string]string{
		"## Without a title":                   "no title",
		"# T\n\nPress {ui.no.such.control}.":   "there is no control ui.no.such.control",
		"# T\n! 01-unlock.png":                 "has no words",
		"# T\nPress {ui.cases.new}.\n- a\n- b": "",
	} {
		d, err := guide.Parse(text, say, nil)
		if want == "" && err == nil {
			p := d.Blocks[1].(document.Paragraph)
			if got := guide.Plain(p.Spans); got != "Press "+say.T("ui.cases.new")+"." {
				t.Errorf("prints %q", got)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}
