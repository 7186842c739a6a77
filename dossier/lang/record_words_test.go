package lang_test

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"probata/dossier"
	"probata/dossier/lang"
)

const folder = "../../assets/lang/"

// Languages with words for the records. Those of the window have every word;
// those of documents have what documents print.
var (
	windowTags   = []string{"en", "ru"}
	documentTags = []string{"fr", "es", "kk"}
)

// labelled are the types whose field labels documents print.
var labelled = []dossier.Type{
	dossier.TypeParty, dossier.TypeAct, dossier.TypeEvent, dossier.TypeRemedy,
	dossier.TypeDetention, dossier.TypeEvidence, dossier.TypeSource, dossier.TypeFiling,
}

// hinted are the types whose every field is explained, since a mistake there
// costs a person's safety or the case.
var hinted = []dossier.Type{
	dossier.TypeConsent, dossier.TypeCitation, dossier.TypeAllegation,
	dossier.TypeFinding, dossier.TypeRemedy, dossier.TypeAct,
}

// Values of the open vocabularies that have words here: the languages of the
// program and the bodies. Countries are the States of the law's data.
var openValues = map[string][]string{
	"language": strings.Fields("en ru kk fr es ar ky tg tk uz uk be az hy ka ro tr de kk-Latn uz-Latn"),
	"body": strings.Fields(`wgad sp ccpr cat cedaw cerd crpd ced cescr crc wgeid hrc-cp upr
		osce-odihr osce-rfom osce-pc osce-hdc ecthr ecthr-r39
		iachr iachr-pm aarhus unesco-104 ilo-cfa ced-ua tb-report odihr-hate-crime other
		reprisals gie-by coi-ua cat-inq cedaw-inq ced-inq cerd-ew spt cm-rule9 coe-chr cpt venice ccf`),
}

// words reads the words of the records in one language, by dotted key. They
// are read past the catalogue, whose printers hide a gap behind English.
func words(t *testing.T, tag string) map[string]string {
	t.Helper()
	name := tag + ".toml"
	file, err := os.Open(folder + name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var flat struct {
		Type  map[string]string            `toml:"type"`
		Types map[string]string            `toml:"types"`
		Field map[string]map[string]string `toml:"field"`
		Hint  map[string]map[string]string `toml:"hint"`
		Vocab map[string]map[string]string `toml:"vocab"`
	}
	if err := toml.NewDecoder(file).Decode(&flat); err != nil { // its other tables are not looked at
		t.Fatal(err)
	}
	all := map[string]string{}
	for group, one := range map[string]map[string]string{"type": flat.Type, "types": flat.Types} {
		for key, word := range one {
			all[group+"."+key] = word
		}
	}
	for group, two := range map[string]map[string]map[string]string{"field": flat.Field, "hint": flat.Hint, "vocab": flat.Vocab} {
		for middle, one := range two {
			for key, word := range one {
				all[group+"."+middle+"."+key] = word
			}
		}
	}
	return all
}

func typeKeys() []string {
	var keys []string
	for _, table := range dossier.Tables() {
		keys = append(keys, "type."+string(table.Type), "types."+string(table.Type))
	}
	return keys
}

func vocabularyKeys() []string {
	var keys []string
	add := func(name string, values []string) {
		for _, value := range values {
			keys = append(keys, "vocab."+name+"."+value)
		}
	}
	for _, name := range dossier.Vocabularies() {
		values, _ := dossier.Vocabulary(name)
		add(name, values)
	}
	add("country", states())
	for name, values := range openValues {
		add(name, values)
	}
	return keys
}

// fieldKeys are the keys below prefix ("field", "hint") of the fields that
// want accepts.
func fieldKeys(prefix string, want func(dossier.Type, dossier.Field) bool) []string {
	var keys []string
	for _, table := range dossier.Tables() {
		for _, field := range table.Fields {
			if want(table.Type, field) {
				keys = append(keys, prefix+"."+string(table.Type)+"."+field.Key)
			}
		}
	}
	return keys
}

var stateID = regexp.MustCompile(`id = "([A-Z]{2})"`)

// states are the codes of the law's data.
func states() []string {
	data, err := os.ReadFile("../../assets/law/states.toml")
	if err != nil {
		panic(err) // a tree without its data
	}
	var out []string
	for _, m := range stateID.FindAllStringSubmatch(string(data), -1) {
		out = append(out, m[1])
	}
	return out
}

func every(dossier.Type, dossier.Field) bool { return true }

// TestRecordWordsComplete finds a word that the editor or a document would
// print as its key, or in English among another language.
func TestRecordWordsComplete(t *testing.T) {
	common := append(typeKeys(), vocabularyKeys()...)
	want := map[string][]string{}
	for _, tag := range windowTags {
		want[tag] = slices.Concat(common, fieldKeys("field", every), fieldKeys("hint", needsHint))
	}
	for _, tag := range documentTags {
		want[tag] = slices.Concat(common, fieldKeys("field", func(typ dossier.Type, _ dossier.Field) bool {
			return slices.Contains(labelled, typ)
		}))
	}
	for tag, keys := range want {
		got := words(t, tag)
		for _, key := range keys {
			if strings.TrimSpace(got[key]) == "" {
				t.Errorf("%s.toml: %s is missing", tag, key)
			}
		}
	}
}

func needsHint(typ dossier.Type, field dossier.Field) bool {
	return field.Required || field.Kind == dossier.DateKind && !field.Fixed || slices.Contains(hinted, typ)
}

// TestRecordWordsKnown finds a key that nothing asks for: a misspelling, or
// what is left of a field that is gone.
func TestRecordWordsKnown(t *testing.T) {
	known := map[string]bool{}
	for _, key := range slices.Concat(typeKeys(), vocabularyKeys(), fieldKeys("field", every), fieldKeys("hint", every)) {
		known[key] = true
	}
	for _, tag := range slices.Concat(windowTags, documentTags) {
		for _, key := range slices.Sorted(maps.Keys(words(t, tag))) {
			if !known[key] {
				t.Errorf("%s.toml: no table knows %s", tag, key)
			}
		}
	}
}

// labelLimit is what stands beside an entry field without being cut, in runes.
const labelLimit = 34

// TestRecordWordsForm checks how the words are written: nothing hangs over,
// the script is that of the language, labels are short, hints are sentences.
func TestRecordWordsForm(t *testing.T) {
	for _, tag := range slices.Concat(windowTags, documentTags) {
		cyrillic := tag == "ru" || tag == "kk"
		for key, word := range words(t, tag) {
			if word != strings.Join(strings.Fields(word), " ") {
				t.Errorf("%s: %s has spaces at an end, doubled or of another kind", tag, key)
			}
			if strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) != cyrillic {
				t.Errorf("%s: %s is not in the script of the language", tag, key)
			}
			if mixed := mixedWord(word); mixed != "" {
				t.Errorf("%s: %s mixes Latin and Cyrillic letters in %q", tag, key, mixed)
			}
			sentence := strings.HasSuffix(word, ".") || strings.HasSuffix(word, "?")
			if strings.HasPrefix(key, "hint.") != sentence {
				t.Errorf("%s: %s: a hint is a sentence with its full stop, a label is not", tag, key)
			}
			if first, _ := utf8.DecodeRuneInString(word); unicode.IsLower(first) {
				t.Errorf("%s: %s begins with a small letter", tag, key)
			}
			window := slices.Contains(windowTags, tag) && !strings.HasPrefix(key, "hint.") && !strings.HasPrefix(key, "vocab.body.")
			if n := utf8.RuneCountInString(word); window && n > labelLimit {
				t.Errorf("%s: %s has %d letters, more than %d", tag, key, n, labelLimit)
			}
		}
	}
}

// mixedWord is the first word of text with letters of both scripts, which look
// alike on the screen and are not found by a search.
func mixedWord(text string) string {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		latin := strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
		if latin && strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
			return word
		}
	}
	return ""
}

// TestRecordWordsDistinct finds two fields of a record, or two values of a
// list, which a reader could not tell apart.
func TestRecordWordsDistinct(t *testing.T) {
	for _, tag := range slices.Concat(windowTags, documentTags) {
		all := words(t, tag)
		first := map[string]string{}
		for _, key := range slices.Sorted(maps.Keys(all)) {
			if strings.HasPrefix(key, "hint.") {
				continue
			}
			group := key[:strings.LastIndexByte(key, '.')]
			same := group + "\x00" + strings.ToLower(all[key])
			if other := first[same]; other != "" {
				t.Errorf("%s: %s and %s are both %q", tag, other, key, all[key])
			}
			first[same] = key
		}
	}
}

// TestRecordWordsLoad reads the words as the program does: nothing stands in
// two files of a language, and a printer gives them.
func TestRecordWordsLoad(t *testing.T) {
	catalog, err := lang.Load(os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range slices.Concat(windowTags, documentTags) {
		printer := catalog.Printer(tag)
		for key, want := range words(t, tag) {
			if got := printer.T(key); got != want {
				t.Errorf("%s: %s is printed %q, want %q", tag, key, got, want)
			}
		}
	}
}
