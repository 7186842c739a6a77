package reading_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"probata/dossier"
	"probata/dossier/edtf"
	"probata/dossier/lang"
	"probata/dossier/reading"
)

func day(t testing.TB, s string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestDates counts from the day of publication, a Tuesday.
func TestDates(t *testing.T) {
	r := rules(t)
	for _, c := range []struct{ words, want string }{
		{"He was seen at the end of last week.", "2021-03-12/2021-03-14"},
		{"He was seen on Tuesday.", "2021-03-16"},
		{"He has been there since Tuesday.", "2021-03-09"},
		{"He was seen three days ago.", "2021-03-13"},
		{"He was seen in December.", "2020-12"},
		{"He will be tried before April 9.", "2021-04-09"},
		{"It was on the night of 28 to 29 October 2020.", "2020-10-28/2020-10-29"},
		{"Его видели 17 апреля 2020 года.", "2020-04-17"},
		{"Его видели на прошлой неделе.", "2021-03-08/2021-03-14"},
		{"Его не было с мая.", "2020-05/.."},
		{"Бұл 2020 жылғы 17 сәуірде болды.", "2020-04-17"},
		{"Ол кеше болды деді.", "2021-03-15"},
	} {
		got := []string{}
		for _, s := range r.Read(reading.Text{Words: c.words, Published: day(t, "2021-03-16")}, nil).Suggestions {
			if s.Kind == reading.Date {
				got = append(got, s.Value)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", c.words, got, c.want)
		}
	}
	for _, s := range r.Read(reading.Text{Words: "He was seen yesterday."}, nil).Suggestions {
		if s.Kind == reading.Date {
			t.Errorf("a day is invented where none of publication is known: %s", s.Value)
		}
	}
}

// TestSameKeys: a text read twice gives the same, and every key once.
func TestSameKeys(t *testing.T) {
	r, lib := rules(t), library(t)
	truths, texts := labelled(t)
	for _, x := range truths {
		text := reading.Text{Words: texts[x.File], Published: day(t, x.Published)}
		a, b := fmt.Sprint(r.Read(text, lib)), fmt.Sprint(r.Read(text, lib))
		if dropPointers(a) != dropPointers(b) {
			t.Errorf("%s: read twice, two answers", x.File)
		}
		if got := r.Dateline(texts[x.File]); !got.IsZero() && x.Language != "en" && got.String() > x.Published {
			t.Errorf("%s: the dateline is %s", x.File, got)
		}
	}
}

func dropPointers(s string) string {
	fields := strings.Fields(s)
	for i, f := range fields {
		if strings.HasPrefix(f, "0x") || strings.Contains(f, "(0x") {
			fields[i] = ""
		}
	}
	return strings.Join(fields, " ")
}

// TestWords: everything that a suggestion may say has its words in the languages of the window.
func TestWords(t *testing.T) {
	words, err := lang.Load(os.DirFS("../../assets/lang"))
	if err != nil {
		t.Fatal(err)
	}
	r, lib := rules(t), library(t)
	truths, texts := labelled(t)
	for _, tag := range []string{"en", "ru"} {
		p := words.Printer(tag)
		for _, x := range truths {
			for _, s := range r.Read(reading.Text{Words: texts[x.File], Published: day(t, x.Published)}, lib).Suggestions {
				keys := []string{"reading.reason." + s.Reason, "reading.kind." + string(s.Kind)}
				for _, l := range s.Links {
					keys = append(keys, "reading.link."+l.As)
				}
				for _, key := range keys {
					if !p.Has(key) {
						t.Errorf("%s: no words for %s", tag, key)
					}
				}
			}
		}
	}
}

func TestLoadIsStrict(t *testing.T) {
	const head = "source = \"a\"\ndate = \"2026-12-01\"\nconfidence = \"memory\"\nlanguage = \"xx\"\ncommon = \"a\"\n"
	for _, c := range []struct{ words, want string }{
		{"colour = 1\n", "colour"},
		{"[[act]]\nkind = \"dance\"\nvoice = \"active\"\npattern = \"a\"\n", "dance"},
		{"[[act]]\nkind = \"arrest\"\nvoice = \"loud\"\npattern = \"a\"\n", "loud"},
		{"[[act]]\nkind = \"arrest\"\nvoice = \"active\"\npattern = \"(\"\n", "pattern"},
		{"[[day]]\nop = \"someday\"\npattern = \"a\"\n", "someday"},
		{"[[role]]\nkey = \"king\"\n", "king"},
	} {
		tree := fstest.MapFS{"reading/xx.toml": {Data: []byte(head + c.words)}}
		if _, err := reading.Load(tree); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v", c.words, err)
		}
	}
}

// TestAnchor finds words again by what stood around them.
func TestAnchor(t *testing.T) {
	for _, c := range []struct {
		text, before, words, after string
		near, want                 int
	}{
		{"He left. He left at noon.", "left. ", "He left", " at noon", 0, 9},
		{"He left. He left. He left.", "", "He left", "", 19, 18},
		{"Он\nушёл в полдень.", "", "Он ушёл", " в", 0, 0},
		{"He stayed.", "", "He left", "", 0, -1},
		{"anything", "", " ", "", 0, -1},
	} {
		s, ok := reading.Anchor(c.text, c.before, c.words, c.after, c.near)
		if got := s.Start; ok != (c.want >= 0) || ok && got != c.want {
			t.Errorf("%q in %q: %d %v, want %d", c.words, c.text, got, ok, c.want)
		}
	}
}

// TestAcceptKnown joins a suggested party to the one of the case that bears the name in another script, and takes nobody along
// who was dismissed.
func TestAcceptKnown(t *testing.T) {
	text := reading.Text{Words: "Адвокат Мария Лунина была задержана 2 мая 2022 года. «Я молчала», — сказала Лунина.", Published: day(t, "2022-05-03")}
	res := rules(t).Read(text, nil)
	d := dossier.New(&dossier.Case{Head: dossier.Head{ID: "case-1"}, Title: "C"}, &dossier.Party{Head: dossier.Head{ID: "party-1"}, Kind: "person"},
		&dossier.Name{Head: dossier.Head{ID: "name-1"}, Party: "party-1", Given: "Maria", Family: "Lunina"})
	n := 0
	in := reading.Intake{Dossier: d, Evidence: "evidence-1", Text: text, Result: res, NewID: func(t dossier.Type) (dossier.ID, error) {
		n++
		return dossier.ID(fmt.Sprintf("%s-new%d", t, n)), nil
	}}
	var all, without []reading.Decision
	for _, s := range res.Suggestions {
		all = append(all, reading.Decision{Key: s.Key, Accept: true})
		without = append(without, reading.Decision{Key: s.Key, Accept: s.Kind == reading.Quote})
	}
	put, err := reading.Accept(in, all)
	if err != nil {
		t.Fatal(err)
	}
	quotes := dossier.As[*dossier.Quote](only(put, dossier.TypeQuote))
	acts := dossier.As[*dossier.Act](only(put, dossier.TypeAct))
	if len(quotes) != 1 || quotes[0].Speaker != "party-1" || len(acts) != 1 || acts[0].Victim != "party-1" || acts[0].When.EDTF != "2022-05-02" {
		t.Errorf("quotes %d, acts %d", len(quotes), len(acts))
	}
	if len(only(put, dossier.TypeParty)) != 0 {
		t.Error("a party that the case has was entered again")
	}
	for _, r := range put {
		d.Put(r)
	}
	if left := reading.Open(res, reading.SourceOf(d, "evidence-1")); len(left) != 0 {
		t.Errorf("%d suggestions come back", len(left))
	}
	if _, err := reading.Accept(in, without); err == nil {
		t.Error("a quote was taken without its speaker")
	}
}

func only(list []dossier.Record, of dossier.Type) []dossier.Record {
	var out []dossier.Record
	for _, r := range list {
		if r.Type() == of {
			out = append(out, r)
		}
	}
	return out
}

// long is a report of about so many words.
func long(t testing.TB, language string, words int) string {
	var b strings.Builder
	names, err := filepath.Glob("testdata/texts/" + language + "-*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no texts", err)
	}
	for n := 0; n < words; {
		for _, name := range names {
			x, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			b.Write(x)
			b.WriteByte('\n')
			if n += len(strings.Fields(string(x))); n >= words {
				break
			}
		}
	}
	return b.String()
}

func BenchmarkRead(b *testing.B) {
	r, lib := rules(b), library(b)
	for _, l := range []string{"en", "ru", "kk"} {
		text := reading.Text{Words: long(b, l, 2000), Published: day(b, "2022-05-03")}
		b.Run(l+"-2000-words", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r.Read(text, lib)
			}
		})
	}
}

// TestHostile: no text makes it hang. The bounds are wide, for slow machines.
func TestHostile(t *testing.T) {
	r := rules(t)
	for name, words := range map[string]string{
		"one word": strings.Repeat("ы", 1<<20), "marks": strings.Repeat("“", 1<<13), "names": strings.Repeat("Marat ", 1<<13), "dashes": strings.Repeat("— он\n", 1<<12),
		"stops": strings.Repeat("О. ", 1<<13), "cues": strings.Repeat("said he ", 1<<12),
	} {
		start := time.Now()
		r.Read(reading.Text{Words: words, Published: day(t, "2022-05-03")}, nil)
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%s: %v", name, d)
		}
	}
}

func FuzzRead(f *testing.F) {
	r, err := reading.Load(os.DirFS("../../assets"))
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"“No,” said Marat Ivanov on Tuesday.", "— Да, — сказал Иван Петров.", "«Жоқ», – деді Асан Ұлы.", "\xff“О. \n—", "ст. 1 УК", "A\u0301 “x”: he"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, x := range r.Read(reading.Text{Words: s, Published: day(t, "2022-05-03")}, nil).Suggestions {
			if x.ByteStart < 0 || x.ByteEnd > len(s) || x.ByteStart >= x.ByteEnd || s[x.ByteStart:x.ByteEnd] != x.Words {
				t.Fatalf("%s: span %+v of %q", x.Kind, x.Span, x.Words)
			}
		}
	})
}

func FuzzAnchor(f *testing.F) {
	f.Add("a b c", "a", "b", "c", 1)
	f.Add("a\n b", "", "a b", "", 0)
	f.Fuzz(func(t *testing.T, text, before, words, after string, near int) {
		if s, ok := reading.Anchor(text, before, words, after, near); ok && strings.Join(strings.Fields(text[s.ByteStart:s.ByteEnd]), " ") != strings.Join(strings.Fields(words), " ") && text[s.ByteStart:s.ByteEnd] != words {
			t.Fatalf("%q is not %q", text[s.ByteStart:s.ByteEnd], words)
		}
	})
}
