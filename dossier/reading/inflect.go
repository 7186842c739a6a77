package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// analysis is one way to read a form of a name: its base, whose it is, and whether it stands in another case than the first.
type analysis struct {
	base    string
	sex     byte // m, f, 0 for either
	oblique bool
	acc     bool // may be the object
}

// ending is a rule: what is cut, what is put in its place, and what that tells.
type ending struct {
	cut, put string
	sex      byte
	oblique  bool
	acc      bool
}

// givenEndings and familyEndings are how names decline in Russian; the first that fits is no better than the others.
var givenEndings = []ending{
	{"а", "а", 'f', false, false},
	{"а", "", 'm', true, true},
	{"я", "я", 'f', false, false},
	{"я", "й", 'm', true, true},
	{"я", "ь", 'm', true, true},
	{"у", "а", 'f', true, true},
	{"у", "", 'm', true, false},
	{"ю", "я", 'f', true, true},
	{"ю", "й", 'm', true, false},
	{"ю", "ь", 'm', true, false},
	{"ы", "а", 'f', true, false},
	{"и", "а", 'f', true, false},
	{"и", "я", 'f', true, false},
	{"и", "ь", 'f', true, false},
	{"е", "а", 'f', true, false},
	{"е", "я", 'f', true, false},
	{"е", "", 'm', true, false},
	{"ом", "", 'm', true, false},
	{"ем", "й", 'm', true, false},
	{"ем", "ь", 'm', true, false},
	{"ой", "а", 'f', true, false},
	{"ей", "я", 'f', true, false},
	{"а", "а", 'm', false, false},
	{"я", "я", 'm', false, false},
}

var familyEndings = []ending{
	{"ова", "ова", 'f', false, false},
	{"ова", "ов", 'm', true, true},
	{"ева", "ева", 'f', false, false},
	{"ева", "ев", 'm', true, true},
	{"ёва", "ёва", 'f', false, false},
	{"ёва", "ёв", 'm', true, true},
	{"ина", "ина", 'f', false, false},
	{"ина", "ин", 'm', true, true},
	{"ына", "ына", 'f', false, false},
	{"ына", "ын", 'm', true, true},
	{"ову", "ова", 'f', true, true},
	{"ову", "ов", 'm', true, false},
	{"еву", "ева", 'f', true, true},
	{"еву", "ев", 'm', true, false},
	{"ину", "ина", 'f', true, true},
	{"ину", "ин", 'm', true, false},
	{"овой", "ова", 'f', true, false},
	{"евой", "ева", 'f', true, false},
	{"иной", "ина", 'f', true, false},
	{"овым", "ов", 'm', true, false},
	{"евым", "ев", 'm', true, false},
	{"иным", "ин", 'm', true, false},
	{"ове", "ов", 'm', true, false},
	{"еве", "ев", 'm', true, false},
	{"ине", "ин", 'm', true, false},
	{"ский", "ский", 'm', false, false},
	{"цкий", "цкий", 'm', false, false},
	{"ская", "ская", 'f', false, false},
	{"цкая", "цкая", 'f', false, false},
	{"ского", "ский", 'm', true, true},
	{"цкого", "цкий", 'm', true, true},
	{"скому", "ский", 'm', true, false},
	{"ским", "ский", 'm', true, false},
	{"ском", "ский", 'm', true, false},
	{"скую", "ская", 'f', true, true},
	{"ской", "ская", 'f', true, false},
	{"ской", "ской", 'm', false, false},
	{"ого", "ый", 'm', true, true},
	{"ого", "ой", 'm', true, true},
	{"ая", "ая", 'f', false, false},
	{"ый", "ый", 'm', false, false},
	{"ую", "ая", 'f', true, true},
}

// nounEndings are of family names that decline like nouns: Тарасюк, Коваль, Гай, and Лемеза.
var nounEndings = []ending{
	{"а", "", 'm', true, true},
	{"у", "", 'm', true, false},
	{"ом", "", 'm', true, false},
	{"ем", "", 'm', true, false},
	{"е", "", 'm', true, false},
	{"я", "ь", 'm', true, true},
	{"ю", "ь", 'm', true, false},
	{"я", "й", 'm', true, true},
	{"ю", "й", 'm', true, false},
	{"ы", "а", 0, true, false},
	{"и", "а", 0, true, false},
	{"у", "а", 0, true, true},
	{"ой", "а", 0, true, false},
	{"е", "а", 0, true, false},
	{"и", "я", 0, true, false},
	{"а", "а", 0, false, false},
	{"я", "я", 0, false, false},
}

// apply gives the analyses of a form by a list of endings.
func apply(w string, list []ending) []analysis {
	var out []analysis
	for _, e := range list {
		stem, ok := strings.CutSuffix(w, e.cut)
		if !ok || utf8.RuneCountInString(stem) < 2 {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(stem)
		if e.put == "" && strings.ContainsRune("аеёиоуыэюяьй", last) { // a bare stem ends in a consonant
			continue
		}
		if (e.put == "ь" || e.put == "й") && strings.ContainsRune("ь", last) || e.put == "й" && !strings.ContainsRune("аеёиоуыэюя", last) || e.put == "ь" && strings.ContainsRune("аеёиоуыэюяй", last) {
			continue
		}
		out = append(out, analysis{stem + e.put, e.sex, e.oblique, e.acc})
	}
	return out
}

// givenForms are the ways to read a given name in a Slavic text.
func givenForms(w string) []analysis {
	last, _ := utf8.DecodeLastRuneInString(w)
	if !strings.ContainsRune("аяуюыиеой", last) && !strings.HasSuffix(w, "ом") && !strings.HasSuffix(w, "ем") {
		return []analysis{{w, 'm', false, false}, {w, 'f', false, false}, {w, 'f', true, true}} // Гульсум, Асель: of women they do not decline
	}
	out := apply(w, givenEndings)
	if last == 'й' || last == 'м' || last == 'о' || last == 'е' || last == 'и' || last == 'ы' || last == 'у' || last == 'ю' {
		out = append(out, analysis{w, 'm', false, false}, analysis{w, 'f', true, true}, analysis{w, 'f', false, false})
	}
	return out
}

// familyForms are the ways to read a family name in a Slavic text.
func familyForms(w string) []analysis {
	for _, s := range []string{"ұлы", "улы", "уулу", "оглы", "қызы", "кызы", "ко", "ых", "их", "дзе", "швили", "заде", "зода"} {
		if strings.HasSuffix(w, s) {
			sex := byte(0)
			switch s {
			case "ұлы", "улы", "уулу", "оглы":
				sex = 'm'
			case "қызы", "кызы":
				sex = 'f'
			}
			return []analysis{{w, sex, false, false}, {w, sex, true, true}}
		}
	}
	if out := apply(w, familyEndings); len(out) > 0 {
		return out
	}
	for _, s := range []string{"ов", "ев", "ёв", "ин", "ын"} {
		if strings.HasSuffix(w, s) {
			return []analysis{{w, 'm', false, false}}
		}
	}
	last, _ := utf8.DecodeLastRuneInString(w)
	out := apply(w, nounEndings)
	if !strings.ContainsRune("аяуюы", last) {
		out = append(out, analysis{w, 'm', false, false}, analysis{w, 'f', false, false}, analysis{w, 'f', true, true})
	}
	return out
}

// caseEndings of Kazakh, the longer first; the sound before decides which of them stands, so all are tried.
var caseEndings = []struct {
	end string
	acc bool
}{
	{"ның", false},
	{"нің", false},
	{"дың", false},
	{"дің", false},
	{"тың", false},
	{"тің", false},
	{"ны", true},
	{"ні", true},
	{"ды", true},
	{"ді", true},
	{"ты", true},
	{"ті", true},
	{"ға", true},
	{"ге", true},
	{"қа", true},
	{"ке", true},
	{"нан", false},
	{"нен", false},
	{"дан", false},
	{"ден", false},
	{"тан", false},
	{"тен", false},
	{"мен", false},
	{"бен", false},
	{"пен", false},
	{"на", true},
	{"не", true},
	{"н", true},
}

// turkicForms are the ways to read a name in a Kazakh text.
func turkicForms(w string, known func(string) bool) []analysis {
	out := []analysis{{w, sexOfTurkic(w), false, false}}
	for _, e := range caseEndings {
		stem, ok := strings.CutSuffix(w, e.end)
		if !ok || utf8.RuneCountInString(stem) < 3 {
			continue
		}
		possessive := strings.HasSuffix(stem, "ұлы") || strings.HasSuffix(stem, "қызы") || strings.HasSuffix(stem, "улы") || strings.HasSuffix(stem, "кызы")
		short := e.end == "н" || e.end == "на" || e.end == "не"
		if short && !possessive || strings.HasSuffix(w, "хан") || strings.HasSuffix(w, "жан") {
			continue
		}
		ambiguous := strings.HasSuffix(e.end, "н") && !short || e.end == "ға" || e.end == "ке" || e.end == "қа" || e.end == "ге"
		if ambiguous && !possessive && !known(stem) && !familyLike(stem) {
			continue
		}
		return []analysis{{stem, sexOfTurkic(stem), true, e.acc}}
	}
	return out
}

func familyLike(w string) bool {
	for _, s := range []string{"ов", "ова", "ев", "ева", "ин", "ина", "хан", "бек", "бай"} {
		if strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}

func sexOfTurkic(w string) byte {
	switch {
	case strings.HasSuffix(w, "ұлы"), strings.HasSuffix(w, "ов"), strings.HasSuffix(w, "ев"), strings.HasSuffix(w, "ин"), strings.HasSuffix(w, "улы"):
		return 'm'
	case strings.HasSuffix(w, "қызы"), strings.HasSuffix(w, "ова"), strings.HasSuffix(w, "ева"), strings.HasSuffix(w, "ина"), strings.HasSuffix(w, "кызы"):
		return 'f'
	}
	return 0
}

// title writes a word with a capital at its head, and behind each hyphen.
func title(w string) string {
	up, out := true, make([]rune, 0, len(w))
	for _, r := range w {
		if up {
			r = unicode.ToUpper(r)
		}
		up = r == '-'
		out = append(out, r)
	}
	return string(out)
}
