package layout

import (
	"fmt"
	"strings"
	"testing"

	"probata/dossier/document"
)

// TestHyphens compares with hyphens that dictionaries and TeX give.
func TestHyphens(t *testing.T) {
	f := testFonts(t)
	for lang, words := range map[string][]string{
		"en": {"hy-phen-a-tion", "de-ten-tion", "how-ever", "court", "pro-ceed-ings"},
		"fr": {"dé-ten-tion", "ar-bi-traire", "gou-ver-ne-ment", "loi"},
		"es": {"de-ten-ción", "ar-bi-tra-ria", "go-bierno", "ley"},
		"ru": {"за-дер-жа-ние", "про-из-воль-ное", "суд", "ас-бест"},
		"kk": {"қа-мауға", "тұт-қын-дау", "сот"},
	} {
		h, err := f.hyphens[lang].load()
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range words {
			word := []rune(strings.ReplaceAll(want, "-", ""))
			var b strings.Builder
			at := h.points(word)
			for i, r := range word {
				if len(at) > 0 && at[0] == i {
					b.WriteByte('-')
					at = at[1:]
				}
				b.WriteRune(r)
			}
			if b.String() != want {
				t.Errorf("%s: %s, want %s", lang, b.String(), want)
			}
		}
	}
}

func TestHyphenFilesAreChecked(t *testing.T) {
	for text, want := range map[string]string{
		"# a\nmin 2\n":     "line 2",
		"min 0 2\n":        "line 1",
		"1a\n\n12\n":       "line 3",
		"a1b\nb<c\n":       "line 2",
		"= ta-ble\na1b\n.": "",
	} {
		_, err := parseHyphens([]byte(text))
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: err = %v, want %q", text, err, want)
		}
	}
}

// TestNamesStayWhole: names, abbreviations and addresses are not torn apart.
func TestNamesStayWhole(t *testing.T) {
	c := newComposer(newLexicon(testFonts(t), "en").take(), "en")
	h, err := testFonts(t).hyphens["en"].load()
	if err != nil {
		t.Fatal(err)
	}
	for text, torn := range map[string]bool{
		"international": true, "(proceedings)": true, "well-considered": true,
		"Ilyashev": false, "Ilyashev’s": false, "ICCPR": false, "Shuraev,": false, "https://example.org/proceedings": false, "information@example.org": false,
		"www.example.org": false, "abc123proceedings": false,
	} {
		if got := len(c.runPoints(&Word{Text: text}, &speech{tag: "en", words: h})) > 0; got != torn {
			t.Errorf("%s is torn: %v", text, got)
		}
	}
}

// TestNarrowColumnsAreEven: justified or not, no line of a narrow column with
// long words is much shorter than the others.
func TestNarrowColumnsAreEven(t *testing.T) {
	even := quoteStyle
	even.align, even.even = ragged, true
	for lang, text := range map[string]string{
		"ru": "Разбирательство не отвечало минимальным требованиям справедливости, предусмотренным международными договорами. ",
		"en": "The proceedings disregarded fundamental guarantees of independence, impartiality and representation notwithstanding international obligations. ",
	} {
		for _, st := range []paraStyle{quoteStyle, even} {
			c := newComposer(newLexicon(testFonts(t), lang).take(), lang)
			var b breaker
			for w := 180.0; w < 280; w += 5 {
				p := c.compose(document.T(strings.Repeat(text, 6)), st)
				lines := c.setLines(&b, p, 0, w)
				for i, l := range lines[:len(lines)-1] {
					if l.right < 0.8*w || l.right > w+0.1 {
						t.Errorf("%s at %.0f: line %d of %d ends at %.1f", lang, w, i+1, len(lines), l.right)
					}
				}
			}
		}
	}
}

// TestLanguageOfSpans: each span is hyphenated by its own language, and says
// which it is.
func TestLanguageOfSpans(t *testing.T) {
	spans := []document.Span{{Text: strings.Repeat("задержание произвольное ", 30), Lang: "ru"}, {Text: strings.Repeat("наказание ", 30), Lang: "xx"}}
	tab := document.Table{Rows: [][]document.Cell{{}}, Widths: []float64{1}}
	l := lay(t, document.Document{Language: "en", Blocks: []document.Block{
		document.Paragraph{Spans: spans},
		tab,
		document.Quote{Original: document.T("Слова"), OriginalLang: "ru", Translations: []document.Translation{{Lang: "fr", Text: document.T("mots")}}},
	}})
	if got := fmt.Sprint(l.Langs); got != "[en ru xx fr]" {
		t.Errorf("languages %s", got)
	}
	for _, op := range l.Pages[0].Ops {
		if op.Kind != Text {
			continue
		}
		for word, lang := range map[string]string{"Слова": "ru", "mots": "fr", "наказание": "xx"} {
			if op.Word.Text == word && l.Langs[l.Tags[op.Tag].Lang] != lang {
				t.Errorf("%s is %s", word, l.Langs[l.Tags[op.Tag].Lang])
			}
		}
		if strings.HasPrefix(op.Word.Text, "нака") && op.Word.Text != "наказание" {
			t.Errorf("a word of a language without patterns is hyphenated: %q", op.Word.Text)
		}
	}
}

func FuzzHyphens(f *testing.F) {
	f.Add("min 2 3\n= a-b\n.a1b2\n", "abab")
	f.Add("1a", "aaaaaaaa")
	f.Fuzz(func(t *testing.T, text, word string) {
		h, err := parseHyphens([]byte(text))
		if err != nil {
			return
		}
		last := 0
		for _, at := range h.points([]rune(word)) {
			if at < last {
				t.Errorf("hyphens are not in order")
			}
			last = at
		}
	})
}
