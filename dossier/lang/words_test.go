package lang

import (
	"errors"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"probata/dossier/edtf"
)

// shipped is the catalogue that ships with the program.
func shipped(t *testing.T) *Catalog {
	t.Helper()
	c, err := Load(os.DirFS("../../assets/lang"))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestComplete keeps the languages of the window complete, and those of
// documents in what this package prints with.
func TestComplete(t *testing.T) {
	c := shipped(t)
	for _, l := range c.Languages() {
		prefixes := []string{"date", "number", "size", "list"}
		if l.UI {
			prefixes = nil
		}
		for _, key := range c.Missing(l.Tag, prefixes...) {
			t.Errorf("%s: %s is missing", l.Tag, key)
		}
	}
	for key := range c.words["ru"].text {
		stem, category := cutLast(key)
		if _, ok := c.words["en"].text[key]; ok || strings.HasPrefix(key, forms) {
			continue
		}
		if slices.Contains(pluralSlavic.categories(), category) && c.words["en"].text[stem+".other"] != "" {
			continue
		}
		t.Errorf("en: %s is missing, ru has it", key)
	}
}

var placeholder = regexp.MustCompile(`\{[^}]*\}`)

// TestPlaceholders finds a placeholder that a translation misspells.
func TestPlaceholders(t *testing.T) {
	c := shipped(t)
	for tag, w := range c.words {
		for key, text := range w.text {
			if strings.HasPrefix(key, "date.") || strings.HasPrefix(key, "tell.") {
				continue // each language builds these its own way; TestDateForms and the tests of package narrative print them
			}
			english, ok := c.words["en"].text[key]
			if stem, _ := cutLast(key); !ok {
				english = c.words["en"].text[stem+".other"]
			}
			for _, name := range placeholder.FindAllString(text, -1) {
				if english != "" && !strings.Contains(english, name) {
					t.Errorf("%s: %s asks for %s, which English does not fill", tag, key, name)
				}
			}
		}
	}
}

// TestDateForms prints every kind of date, alone and at both ends of every
// interval, in every language, and looks for a part that was left unfilled.
func TestDateForms(t *testing.T) {
	c := shipped(t)
	kinds := []string{
		"2020-03-01", "2020-03-12", "2020-03-XX", "2020-08", "2020-XX", "2020-22", "2020", "201X", "20XX",
		"2020-03-12T14:05Z", "2020-03-12~", "2020-04?", "2020%", "2020-03-12T14:05%",
	}
	intervals := []string{"x/2099", "1900/x", "../x", "x/..", "/x", "x/"}
	for _, l := range c.Languages() {
		p := c.Printer(l.Tag)
		for _, kind := range kinds {
			for _, interval := range append(intervals, "x") {
				d := parse(t, strings.Replace(interval, "x", kind, 1))
				for _, got := range []string{p.Date(d), p.DateSpan(d)} {
					if got == "" || strings.ContainsAny(got, "{}") || strings.Contains(got, "  ") || strings.TrimSpace(got) != got {
						t.Errorf("%s: %s is printed %q", l.Tag, d, got)
					}
				}
			}
		}
	}
}

// TestFormsExist finds a pattern that asks for a form which its language has
// not written, by a misspelt name for instance.
func TestFormsExist(t *testing.T) {
	for tag, w := range shipped(t).words {
		for key, text := range w.text {
			for _, name := range placeholder.FindAllString(text, -1) {
				_, form, asks := strings.Cut(strings.Trim(name, "{}"), ".")
				written := func(k string) bool { return strings.HasPrefix(k, forms+form+".") }
				if strings.HasPrefix(key, "date.") && asks && form != "plain" && !slices.ContainsFunc(sortedKeys(w.text), written) {
					t.Errorf("%s: %s asks for the form %q, which has no table", tag, key, form)
				}
			}
		}
	}
}

func parse(t *testing.T, s string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDate(t *testing.T) {
	c := shipped(t)
	tests := []struct{ tag, date, want string }{
		{"en", "2020-03-12", "12 March 2020"},
		{"en", "2020-03-01", "1 March 2020"},
		{"en", "2020-03", "March 2020"},
		{"en", "2020~", "about 2020"},
		{"en", "2020-03-12?", "12 March 2020 (uncertain)"},
		{"en", "2020-03%", "about March 2020 (uncertain)"},
		{"en", "2019/2020-03", "between 2019 and March 2020"},
		{"en", "../2020", "before 2020"},
		{"en", "2019-XX/2020-03-XX", "between 2019 (month unknown) and March 2020 (day unknown)"},
		{"en", "2020-03~/..", "after about March 2020"},
		{"en", "2020/", "from 2020, latest date unknown"},
		{"en", "2020-21", "spring 2020"},
		{"en", "201X", "the 2010s"},
		{"en", "20XX", "the years 2000 to 2099"},
		{"en", "2004-03-XX", "March 2004, day unknown"},
		{"en", "2004-XX", "2004, month unknown"},
		{"en", "2020-03-12T14:05", "12 March 2020, 14:05"},
		{"en", "2020-03-12T14:05:30+05:00", "12 March 2020, 14:05:30 UTC+05:00"},
		{"en", "2020-03-12T14:05Z", "12 March 2020, 14:05 UTC"},
		{"ru", "2020-03-12", "12 марта 2020 г."},
		{"ru", "2020-03", "март 2020 г."},
		{"ru", "2020~", "около 2020 г."},
		{"ru", "2020-03~", "около марта 2020 г."},
		{"ru", "2019-05/2020-03-12", "между маем 2019 г. и 12 марта 2020 г."},
		{"ru", "2019-05~/2020", "между примерно маем 2019 г. и 2020 г."},
		{"ru", "../2020-03", "до марта 2020 г."},
		{"ru", "../2020-03-XX", "до марта 2020 г. (день неизвестен)"},
		{"ru", "2020-21/..", "после весны 2020 г."},
		{"ru", "201X", "2010-е годы"},
		{"ru", "../201X", "до 2010-х годов"},
		{"ru", "2004-03-XX", "март 2004 г., день неизвестен"},
		{"fr", "2020-03-12", "12 mars 2020"},
		{"fr", "2020-03-01", "1er mars 2020"},
		{"fr", "2020-03", "mars 2020"},
		{"fr", "2020-03-12~", "vers le 12 mars 2020"},
		{"fr", "../2020-03-01", "avant le 1er mars 2020"},
		{"fr", "../2020-03", "avant mars 2020"},
		{"fr", "2019/2020-22", "entre 2019 et l’été 2020"},
		{"es", "2020-03-12", "12 de marzo de 2020"},
		{"es", "2020-03", "marzo de 2020"},
		{"es", "../2020-03-12", "antes del 12 de marzo de 2020"},
		{"es", "2020-24/..", "después del invierno de 2020"},
		{"es", "2019/2020-03-12", "entre 2019 y el 12 de marzo de 2020"},
		{"kk", "2020-03-12", "2020 жылғы 12 наурыз"},
		{"kk", "2020-03", "2020 жылғы наурыз"},
		{"kk", "../2020", "2020 жылға дейін"},
		{"kk", "2020-03/..", "2020 жылғы наурыздан кейін"},
		{"kk", "2020~", "шамамен 2020 жыл"},
		{"de", "2020-03", "March 2020"},
	}
	for _, tt := range tests {
		if got := c.Printer(tt.tag).Date(parse(t, tt.date)); got != tt.want {
			t.Errorf("%s: %s is printed %q, want %q", tt.tag, tt.date, got, tt.want)
		}
	}
	if got := c.Printer("en").Date(edtf.Date{}); got != "" {
		t.Errorf("no date: %q", got)
	}
	if got := (&Catalog{}).Printer("en").Date(parse(t, "2020-03")); got != "2020-03" {
		t.Errorf("without words: %q", got)
	}
}

// TestDateErrors finds an error of reading dates that has no sentence, or a
// sentence that the error does not fill.
func TestDateErrors(t *testing.T) {
	c := shipped(t)
	for _, text := range []string{
		"", strings.Repeat("9", 200), "last week", "12.03.20", "12 May", "2020-13", "32 May", "2019-02-29",
		"2020-03-12T25:00", "2020/2019", "2018/2019/2020", "2XXX",
	} {
		_, human := edtf.ParseHuman(text, "en")
		_, strict := edtf.Parse(text)
		for _, err := range []error{human, strict} {
			var e *edtf.Error
			if !errors.As(err, &e) {
				t.Fatalf("%q: %v", text, err)
			}
			for _, tag := range []string{"en", "ru"} {
				p := c.Printer(tag)
				if got := p.T("error."+e.Key(), e.Args()...); !p.Has("error."+e.Key()) || strings.ContainsAny(got, "{}") {
					t.Errorf("%s: %q: %s", tag, text, got)
				}
			}
		}
	}
}

func TestDateSpan(t *testing.T) {
	c := shipped(t)
	tests := []struct{ tag, date, want string }{
		{"en", "2020-03-12/2020-04", "from 12 March 2020 to April 2020"},
		{"en", "2020-03-12/..", "since 12 March 2020"},
		{"en", "2020/", "from 2020, end unknown"},
		{"en", "2020", "2020"},
		{"ru", "2020-03/2020-21", "с марта 2020 г. по весну 2020 г."},
		{"ru", "2020-03-12/2020-03-15", "с 12 марта 2020 г. по 15 марта 2020 г."},
		{"fr", "2020-03-12/2020-04-01", "du 12 mars 2020 au 1er avril 2020"},
		{"fr", "2020-04/2020-08", "d’avril 2020 à août 2020"},
		{"fr", "../2020-22", "jusqu’à l’été 2020"},
		{"es", "2020-03-12/2020-04", "desde el 12 de marzo de 2020 hasta abril de 2020"},
		{"kk", "2020-03/2020-05-12", "2020 жылғы наурыздан 2020 жылғы 12 мамырға дейін"},
	}
	for _, tt := range tests {
		if got := c.Printer(tt.tag).DateSpan(parse(t, tt.date)); got != tt.want {
			t.Errorf("%s: %s is printed %q, want %q", tt.tag, tt.date, got, tt.want)
		}
	}
}

func TestDateShort(t *testing.T) {
	p := shipped(t).Printer("ru")
	for date, want := range map[string]string{
		"2020-03-12": "2020-03-12", "2020-03-12T14:05+05:00": "2020-03-12 14:05", "2020-03~": "~2020-03", "2020?": "2020?",
		"2004-XX-XX": "2004", "2004-03-XX": "2004-03", "201X%": "~2010–2019?", "2020-21": "весна 2020 г.",
		"2019/2020-03": "2019 – 2020-03", "../2020": "… – 2020", "2020/": "2020 – ?",
	} {
		if got := p.DateShort(parse(t, date)); got != want {
			t.Errorf("%s is printed %q, want %q", date, got, want)
		}
	}
	if got := p.DateShort(edtf.Date{}); got != "" {
		t.Errorf("no date: %q", got)
	}
}

func TestPlurals(t *testing.T) {
	tests := map[pluralRule]map[string][]int{
		pluralOne:    {"one": {1, -1}, "other": {0, 2, 11, 21, 100}},
		pluralFrench: {"one": {0, 1}, "other": {2, 11, 21}},
		pluralSlavic: {"one": {1, 21, 101}, "few": {2, 4, 22, 104}, "many": {0, 5, 11, 12, 14, 20, 111, 112}},
		pluralArabic: {"zero": {0}, "one": {1}, "two": {2}, "few": {3, 10, 103}, "many": {11, 99, 111}, "other": {100, 102, 200}},
		pluralNone:   {"other": {0, 1, 2}},
	}
	for rule, categories := range tests {
		for want, numbers := range categories {
			for _, n := range numbers {
				if got := rule.category(n); got != want {
					t.Errorf("rule %d, %d: %s, want %s", rule, n, got, want)
				}
			}
		}
	}
}

func TestNumbers(t *testing.T) {
	c := shipped(t)
	en, ru := c.Printer("en"), c.Printer("ru")
	tests := []struct{ got, want string }{
		{en.Number(0), "0"},
		{en.Number(-999), "-999"},
		{en.Number(1234567), "1,234,567"},
		{ru.Number(-1234), "-1\u00a0234"},
		{en.Size(0), "0 bytes"},
		{en.Size(1), "1 byte"},
		{en.Size(999), "999 bytes"},
		{en.Size(1000), "1.0 kB"},
		{en.Size(9_949), "9.9 kB"},
		{en.Size(9_950), "10 kB"},
		{en.Size(999_499), "999 kB"},
		{en.Size(999_500), "1.0 MB"},
		{en.Size(25_000_000), "25 MB"},
		{en.Size(5_000_000_000_000_000), "5,000 TB"},
		{ru.Size(22), "22 байта"},
		{ru.Size(1_500_000), "1,5 МБ"},
		{en.List(nil), ""},
		{en.List([]string{"a"}), "a"},
		{en.List([]string{"a", "b"}), "a and b"},
		{en.List([]string{"a", "b", "c"}), "a, b and c"},
		{ru.List([]string{"а", "б", "в"}), "а, б и в"},
		{Names("Ilyashev", "Alnur", "", Natural), "Alnur Ilyashev"},
		{Names("Ilyashev", "Alnur", "", FamilyFirst), "ILYASHEV, Alnur"},
		{Names("Ильяшев", "Альнур", "Отчество", FamilyFirst), "ИЛЬЯШЕВ, Альнур Отчество"},
		{Names("", " Alnur  ", "", FamilyFirst), "Alnur"},
		{Names("Ilyashev", "", "", FamilyFirst), "ILYASHEV"},
		{Names("", "", "", Natural), ""},
	}
	for i, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("case %d: %q, want %q", i, tt.got, tt.want)
		}
	}
}
