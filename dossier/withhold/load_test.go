package withhold

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func TestLoadFaults(t *testing.T) {
	const fact = "source = \"s\"\ndate = \"2026-01\"\nconfidence = \"memory\"\n"
	for _, c := range []struct{ name, text, want string }{
		{"no source", "ordinary = \"a\"\n", "no source"},
		{"unknown key", fact + "ordinari = \"a\"\n", "unknown key"},
		{"unknown script", fact + "[scripts.Xxxx]\na = \"a\"\n", "ISO 15924"},
		{"unknown sound", fact + "[scripts.Latn]\na = \"Q\"\n", "sound"},
		{"no sound", fact + "[scripts.Latn]\na = \"\"\n", "no sound"},
		{"unknown class", fact + "script = \"Latn\"\n[[stem]]\nclass = \"verb\"\nends = [\"|a\"]\n", "class"},
		{"no bar", fact + "script = \"Latn\"\n[[stem]]\nclass = \"noun\"\nends = [\"a\"]\n", "kept|cut"},
		{"unknown place of a chain", fact + "script = \"Latn\"\n[[chain]]\nafter = \"noon\"\nslots = [\"a\"]\n", "vowel"},
		{"eleven months", fact + "months = [\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",\"j\",\"k\"]\n", "twelve"},
		{"a look-alike alone", fact + "greek = \"a\"\n", "two signs"},
		{"a grammar of no script", fact + "script = \"Qaaa\"\n", "ISO 15924"},
	} {
		_, err := Load(fstest.MapFS{"names/x.toml": {Data: []byte(c.text)}})
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "names/x.toml") {
			t.Errorf("%s: %v, want the file and %q", c.name, err, c.want)
		}
	}
	if _, err := Load(fstest.MapFS{}); err == nil {
		t.Error("loaded from nothing")
	}
}

// TestDataHasNoMixedWords guards the data against the very thing it is about: a word with a letter of another script in it
// matches nothing.
func TestDataHasNoMixedWords(t *testing.T) {
	r := shipped(t)
	for _, name := range []string{"given.toml", "words.toml", "dates.toml"} {
		text, err := os.ReadFile("../../assets/names/" + name)
		if err != nil {
			t.Fatal(err)
		}
		v := r.view(string(text))
		for i := range v.words {
			w := v.words[i]
			if w.mixed && v.letters[w.a].script != noScript {
				t.Errorf("%s: %q is written in two scripts", name, v.key(r, int32(i)))
			}
		}
	}
}

// TestEveryLanguage asks of each language that the data names that the labelled forms try it.
func TestEveryLanguage(t *testing.T) {
	tried := map[string]bool{}
	for _, name := range []string{"seen", "checked", "unseen"} {
		for _, l := range readSet(t, name+".txt").lines {
			tried[l.language] = true
		}
	}
	for _, language := range strings.Fields("ru uk be bg pl cs sr hr kk ky uz tr az tt tg fa ka hy en de fr ar he el zh") {
		if !tried[language] {
			t.Errorf("no form in %s is tried", language)
		}
	}
}
