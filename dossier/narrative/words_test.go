package narrative_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

// templates are the words of one language that tell a case, by dotted key.
func templates(t *testing.T, tag string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../assets/lang", tag+".toml"))
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := toml.Unmarshal(data, &tree); err != nil {
		t.Fatalf("%s: %v", tag, err)
	}
	out := map[string]string{}
	var walk func(prefix string, m map[string]any)
	walk = func(prefix string, m map[string]any) {
		for k, v := range m {
			switch v := v.(type) {
			case string:
				out[prefix+k] = v
			case map[string]any:
				walk(prefix+k+".", v)
			}
		}
	}
	tell, _ := tree["tell"].(map[string]any)
	walk("tell.", tell)
	return out
}

var (
	place  = regexp.MustCompile(`\{([^}]*)\}`)
	choice = regexp.MustCompile(`\[([^\]]*)\]`)
	// places are all that a template may ask for.
	places = strings.Fields(`when date time place core text by order title words agents bodies officers who victims list events venue area family
		what authority number name claim of date first rest`)
)

// TestWords finds a template that a language lacks, one that asks for what nobody fills in, and a choice that is neither of two
// nor of four.
func TestWords(t *testing.T) {
	english := templates(t, "en")
	// what only some grammars need
	own := regexp.MustCompile(`by-alleged$|-when$|title-genitive$|-person$|-in$|place\.in$|^tell\.decline\.|body-of$|detail\.decision-participle$|reason\.(that|whole)$|^tell\.(item|own)\.`)
	for _, tag := range []string{"en", "ru", "fr", "es", "kk"} {
		words := templates(t, tag)
		for key := range english {
			if words[key] == "" && !own.MatchString(key) {
				t.Errorf("%s: %s is missing", tag, key)
			}
		}
		for key, s := range words {
			for _, m := range place.FindAllStringSubmatch(s, -1) {
				if !slices.Contains(places, m[1]) {
					t.Errorf("%s: %s asks for {%s}, which nothing fills", tag, key, m[1])
				}
			}
			for _, m := range choice.FindAllStringSubmatch(s, -1) {
				if n := strings.Count(m[1], "|") + 1; n != 2 && n != 4 {
					t.Errorf("%s: %s has a choice of %d", tag, key, n)
				}
			}
		}
	}
}

// What reads as a print-out of the database: a label with its value, our own words for a degree.
var printout = regexp.MustCompile(`Alleged victim:|carried it out|took part in it|\b[A-Z][a-z]+( [a-z]+){0,3}: (yes|no|unknown)\b|\[|\]|\{|\}|\.\.|,\.| ,|  |tell\.`)

// TestReadsAsText reads the goldens as a reader would: no labels, no leftovers of a template, nothing said twice, no paragraph
// without a verb.
func TestReadsAsText(t *testing.T) {
	verb := regexp.MustCompile(`\b(was|were|is|are|has|have|had|did|published|called|told|stood|struck|ordered|threw|brought|put|stopped|answered|lodged|chose|made|argued|authorised|reports)\b`)
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no goldens", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for p := range strings.SplitSeq(strings.TrimSpace(string(data)), "\n\n") {
			if m := printout.FindString(p); m != "" {
				t.Errorf("%s: %q in: %s", name, m, p)
			}
			if strings.HasSuffix(name, ".en.txt") && !verb.MatchString(p) {
				t.Errorf("%s: no verb in: %s", name, p)
			}
			if seen[p] {
				t.Errorf("%s: said twice: %s", name, p)
			}
			seen[p] = true
			in := map[string]bool{}
			for s := range strings.SplitSeq(p, ". ") {
				if len(s) > 30 && in[s] {
					t.Errorf("%s: said twice in one paragraph: %s", name, s)
				}
				in[s] = true
			}
		}
	}
}
