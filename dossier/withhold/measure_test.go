package withhold

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var show = flag.String("show", "", "print what fails of the set: seen, checked, ordinary-seen, ordinary-checked, shipped")

// labelled is a text with marks: what stands in [brackets] must be found, what in {braces} may be found but not as
// certain, and nothing else may.
type labelled struct {
	language string
	subject  int // of its file; -1 for the whole crowd
	text     string
	must     [][2]int
	may      [][2]int
	line     int
}

// set is a file of labelled texts.
type set struct {
	subjects []Subject
	lines    []labelled
}

func readSet(t testing.TB, name string) set {
	t.Helper()
	in, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	var s set
	language := ""
	scan := bufio.NewScanner(in)
	var held *labelled
	for n := 1; scan.Scan(); n++ {
		line := strings.TrimRight(scan.Text(), " ")
		switch head, rest, _ := strings.Cut(line, " "); {
		case line == "" || head == "#":
		case head == "!":
			language = rest
		case head == "@" || head == "@o" || head == "@b" || head == "@p":
			s.subjects = append(s.subjects, subjectOf(head, rest, len(s.subjects)))
		default:
			if held != nil {
				line, held = held.text+"\n"+line, nil
			}
			l := labelled{language: language, subject: len(s.subjects) - 1, text: line, line: n}
			if strings.Count(line, "[") > strings.Count(line, "]") {
				held = &l
				continue
			}
			l.mark(t, name)
			s.lines = append(s.lines, l)
		}
	}
	if err := scan.Err(); err != nil {
		t.Fatal(err)
	}
	return s
}

func subjectOf(head, rest string, n int) Subject {
	f := append(strings.Split(rest, "|"), "", "", "", "")
	s := Subject{ID: fmt.Sprintf("s%d", n), Withheld: head == "@", Names: []Name{{Family: f[0], Given: f[1], Patronymic: f[2], Language: f[4]}}}
	switch f[3] {
	case "m":
		s.Sex = "male"
	case "f":
		s.Sex = "female"
	}
	switch head {
	case "@b":
		s.Kind, s.Names = Body, []Name{{Full: rest}}
	case "@p":
		s.Kind, s.Names = Place, []Name{{Full: rest}}
	}
	return s
}

// mark takes the brackets out of the text.
func (l *labelled) mark(t testing.TB, name string) {
	var b strings.Builder
	var open []int
	for _, c := range l.text {
		switch c {
		case '[', '{':
			open = append(open, b.Len())
		case ']', '}':
			if len(open) == 0 {
				t.Fatalf("%s:%d: bracket closed that was not opened", name, l.line)
			}
			span := [2]int{open[len(open)-1], b.Len()}
			open = open[:len(open)-1]
			if c == ']' {
				l.must = append(l.must, span)
			} else {
				l.may = append(l.may, span)
			}
		default:
			b.WriteRune(c)
		}
	}
	l.text = b.String()
}

// tally is what was counted of one language.
type tally struct{ forms, found, certain, uncertain, words, touched, wrong int }

func (a *tally) add(b tally) {
	a.forms += b.forms
	a.found += b.found
	a.certain += b.certain
	a.uncertain += b.uncertain
	a.words += b.words
	a.touched += b.touched
	a.wrong += b.wrong
}

func over(a [2]int, h Hit) bool { return h.From < a[1] && a[0] < h.To }

// covers tells whether the hits cover each letter of a span but signs at its ends.
func covers(text string, span [2]int, hits []Hit) bool {
	for i := span[0]; i < span[1]; i++ {
		c := text[i]
		if strings.IndexByte(" .,'-/_=%&#;:@", c) >= 0 || c >= '0' && c <= '9' {
			continue
		}
		if !slices.ContainsFunc(hits, func(h Hit) bool { return h.From <= i && i < h.To }) {
			return false
		}
	}
	return true
}

// count compares the hits of a text with its marks.
func (l labelled) count(hits []Hit, complain func(string)) tally {
	var n tally
	for _, m := range l.must {
		n.forms++
		found := covers(l.text, m, hits)
		if !found { // an ending or an apostrophe may be left, most of the name may not
			touched := 0
			for _, h := range hits {
				if over(m, h) {
					touched += min(h.To, m[1]) - max(h.From, m[0])
				}
			}
			found = touched*10 >= 7*(m[1]-m[0])
		}
		if !found {
			complain("missed " + l.text[m[0]:m[1]])
			continue
		}
		n.found++
		if slices.ContainsFunc(hits, func(h Hit) bool { return over(m, h) && h.Certain }) {
			n.certain++
		} else {
			n.uncertain++
		}
	}
	n.words = len(strings.Fields(l.text)) - len(l.must)
	for _, h := range hits {
		switch {
		case slices.ContainsFunc(l.must, func(m [2]int) bool { return over(m, h) }):
		case slices.ContainsFunc(l.may, func(m [2]int) bool { return over(m, h) }):
			if h.Certain {
				n.wrong++
				complain("certain " + l.text[h.From:h.To])
			}
		default:
			n.touched++
			if h.Certain {
				n.wrong++
			}
			complain("touched " + l.text[h.From:h.To] + " as " + h.Subject + " " + h.Reason)
		}
	}
	return n
}

func measure(t testing.TB, name string) map[string]tally {
	rules := shipped(t)
	var crowd *Finder
	s := readSet(t, name+".txt")
	byLanguage := map[string]tally{}
	for i, l := range s.lines {
		var f *Finder
		if strings.HasPrefix(name, "ordinary") {
			if crowd == nil {
				crowd = rules.Finder(crowdOf(t, s))
			}
			f = crowd
		} else {
			if i == 0 || s.lines[i-1].subject != l.subject {
				crowd = rules.Finder(s.subjects[l.subject : l.subject+1])
			}
			f = crowd
		}
		n := byLanguage[l.language]
		n.add(l.count(f.Hits(l.text), func(what string) {
			if *show == name {
				t.Logf("%s:%d: %s", name, l.line, what)
			}
		}))
		byLanguage[l.language] = n
	}
	return byLanguage
}

// crowdOf is everybody that any file names.
func crowdOf(t testing.TB, own set) []Subject {
	var out []Subject
	for _, list := range [][]Subject{own.subjects, readSet(t, "seen.txt").subjects, readSet(t, "checked.txt").subjects, readSet(t, "unseen.txt").subjects} {
		for _, s := range list {
			s.ID = fmt.Sprintf("s%d", len(out))
			out = append(out, s)
		}
	}
	return out
}

// shippedTexts are the words that the program itself speaks, in the languages it speaks: ordinary texts of its field.
func shippedTexts(t testing.TB) map[string]tally {
	crowd := shipped(t).Finder(crowdOf(t, readSet(t, "ordinary-seen.txt")))
	files, err := filepath.Glob("../../assets/lang/*.toml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	out := map[string]tally{}
	quoted := regexp.MustCompile(`"((?:[^"\\]|\\.)*)"`)
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		language, _, _ := strings.Cut(filepath.Base(name), ".")
		n := out[language]
		for _, m := range quoted.FindAllStringSubmatch(string(text), -1) {
			l := labelled{language: language, text: m[1]}
			n.add(l.count(crowd.Hits(l.text), func(what string) {
				if *show == "shipped" {
					t.Logf("%s: %s", name, what)
				}
			}))
		}
		out[language] = n
	}
	return out
}

func total(m map[string]tally) tally {
	var n tally
	for _, one := range m {
		n.add(one)
	}
	return n
}

// floor is the least that a set must reach, slightly below what it does.
type floor struct {
	recall  float64 // of forms
	touched float64 // of words that are nobody's
}

// TestMeasure prints recall and false hits on the labelled texts (make bench-withhold), and holds what was reached. Nobody
// who is not withheld, and no ordinary word, may be touched as certain.
func TestMeasure(t *testing.T) {
	all := map[string]tally{}
	for _, set := range []struct {
		name string
		floor
	}{
		{"seen", floor{0.995, 0.005}},
		{"checked", floor{0.995, 0.005}},
		{"unseen", floor{0.98, 0.01}},
		{"ordinary-seen", floor{1, 0.01}},
		{"ordinary-checked", floor{1, 0.016}}, // full of puns on the names of a crowd of two hundred
		{"ordinary-unseen", floor{1, 0.016}},
	} {
		all[set.name] = set.hold(t, set.name, measure(t, set.name))
	}
	all["shipped"] = floor{1, 0.002}.hold(t, "shipped", shippedTexts(t))
	print(t, "all", "", total(all))
	if n := total(all); n.forms < 900 || n.words < 3000 {
		t.Errorf("only %d forms and %d words are labelled", n.forms, n.words)
	}
}

// hold prints the figures of a set and compares their sum with the floor.
func (f floor) hold(t *testing.T, name string, m map[string]tally) tally {
	for _, l := range slices.Sorted(keysOf(m)) {
		print(t, name, l, m[l])
	}
	n := total(m)
	print(t, name, "all", n)
	if n.forms > 0 && float64(n.found) < f.recall*float64(n.forms) {
		t.Errorf("%s: %d of %d forms found", name, n.found, n.forms)
	}
	if float64(n.touched) > f.touched*float64(n.words) {
		t.Errorf("%s: %d of %d words touched", name, n.touched, n.words)
	}
	if n.wrong > 0 {
		t.Errorf("%s: %d touched as certain that are not", name, n.wrong)
	}
	if n.forms+n.words == 0 {
		t.Errorf("%s: nothing measured", name)
	}
	return n
}

func keysOf(m map[string]tally) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func print(t testing.TB, name, language string, n tally) {
	forms := ""
	if n.forms > 0 {
		forms = fmt.Sprintf("found %4d of %4d forms = %5.1f %%, certain %4.1f %%, uncertain %4.1f %%;", n.found, n.forms, percentOf(n.found, n.forms),
			percentOf(n.certain, n.forms), percentOf(n.uncertain, n.forms))
	}
	t.Logf("%-16s %-6s %-75s touched %3d of %5d words = %.2f %%, %d as certain", name, language, forms, n.touched, n.words, percentOf(n.touched, n.words), n.wrong)
}

func percentOf(part, whole int) float64 { return 100 * float64(part) / float64(max(whole, 1)) }
