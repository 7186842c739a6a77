package edtf

import "strings"

// tongue is what ParseHuman must know of a language.
type tongue struct {
	tag     string
	months  [12]string
	cut     int // letters an inflected form may lose at the end of a month
	grow    int // letters it may then have more
	forms   map[string]int
	seasons [4][]string // beginnings; a season may be written with up to three letters more
}

var tongues = []tongue{
	{
		tag:    "en",
		months: [12]string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"},
		seasons: [4][]string{
			{"spring"}, {"summer"}, {"autumn", "fall"}, {"winter"},
		},
	},
	{
		tag:    "ru",
		months: [12]string{"январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"},
		cut:    1, grow: 3,
		forms:   map[string]int{"мая": 5, "мае": 5, "маем": 5, "мар": 3},
		seasons: [4][]string{{"весн"}, {"лето", "лета", "лете"}, {"осен"}, {"зим"}},
	},
	{
		tag:     "fr",
		months:  [12]string{"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"},
		seasons: [4][]string{{"printemps"}, {"ete"}, {"automne"}, {"hiver"}},
	},
	{
		tag:     "es",
		months:  [12]string{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
		forms:   map[string]int{"setiembre": 9},
		seasons: [4][]string{{"primavera"}, {"verano"}, {"otono"}, {"invierno"}},
	},
	{
		tag:    "kk",
		months: [12]string{"қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"},
		cut:    0, grow: 4,
		seasons: [4][]string{{"көктем"}, {"жаз"}, {"күз"}, {"қыс"}},
	},
}

// inOrder is the languages with the one asked for first.
func inOrder(language string) []tongue {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	order := make([]tongue, 0, 2*len(tongues))
	for _, t := range tongues {
		if t.tag == base {
			order = append(order, t)
		}
	}
	return append(order, tongues...)
}

// month is 1 to 12, or 0 if the word names none or could name two.
func (t tongue) month(word string) int {
	if m := t.forms[word]; m != 0 {
		return m
	}
	found := 0
	for i, name := range t.months {
		if word == name {
			return i + 1
		}
		if !t.spells(word, name) {
			continue
		}
		if found != 0 {
			return 0
		}
		found = i + 1
	}
	return found
}

// spells reports whether word is name shortened to three letters or more, or
// an inflected form of it.
func (t tongue) spells(word, name string) bool {
	w, n := []rune(word), []rune(name)
	if len(w) >= 3 && strings.HasPrefix(name, word) {
		return true
	}
	stem := string(n[:len(n)-t.cut])
	return len(n) > 3 && t.grow > 0 && strings.HasPrefix(word, stem) && len(w) <= len(n)-t.cut+t.grow
}

// season is 1 (spring) to 4, or 0.
func (t tongue) season(word string) int {
	for i, stems := range t.seasons {
		for _, stem := range stems {
			if strings.HasPrefix(word, stem) && len([]rune(word)) <= len([]rune(stem))+3 {
				return i + 1
			}
		}
	}
	return 0
}

// modifiers are the words at the head or the tail of a date that change what
// it means. Longer phrases stand before those they begin with.
var (
	aboutHead = phrases("approximately|approx.|approx|about|around|circa|ca.|ca|c.|примерно|приблизительно|около|ок.|ок|прим.|"+
		"aux environs de|autour de|environ|vers|env.|alrededor de|aproximadamente|hacia|шамамен", "")
	aboutTail = phrases("", "шамасында|шамасы|approximately|approx.|approx|примерно|приблизительно")
	maybeHead = phrases("perhaps|possibly|probably|maybe|возможно|вероятно|предположительно|peut-etre|probablement|quizas|posiblemente|probablemente|мүмкін", "")
)

// modifier is words that make an open interval of a date, and how they mean it.
type modifier struct {
	head, tail []string
	after      bool
	reading    Reading
}

var modifiers = []modifier{
	{
		phrases("not later than|no later than|before|by|не позднее|раньше|до|au plus tard le|avant le|avant|a mas tardar el|antes del|antes de", ""),
		phrases("", "жылға дейін|дейін"), false, AtPoint,
	},
	{phrases("up to|until|till|jusqu'en|jusqu'au|jusqu'a|hasta el|hasta", ""), nil, false, AllOf},
	{
		phrases("not earlier than|no earlier than|after|не ранее|позже|после|au plus tot le|apres le|apres|despues del|despues de", ""),
		phrases("", "жылдан кейін|кейін"), true, AtPoint,
	},
	{
		phrases("since|начиная с|со|с|depuis le|depuis|desde el|desde", ""),
		phrases("", "жылдан бері|бері|жылдан бастап|бастап"), true, AllOf,
	},
}

// betweens are the first words of pairs that mean a point between.
var betweens = set("between между entre")

// pairs are the words around two dates.
var pairs = [][2]string{
	{"between", "and"},
	{"from", "to"},
	{"from", "until"},
	{"from", "till"},
	{"между", "и"},
	{"с", "по"},
	{"со", "по"},
	{"с", "до"},
	{"от", "до"},
	{"entre le", "et le"},
	{"entre", "et"},
	{"du", "au"},
	{"de", "a"},
	{"entre el", "y el"},
	{"entre", "y"},
	{"desde", "hasta"},
	{"del", "al"},
}

// fillers are words that carry nothing.
var fillers = set("of the in on at year st nd rd th " +
	"г г. гг гг. год года году годы годов годах годам в во го й ое е-годы ч ч. числа " +
	"de du le la les en l d an annee annees er " +
	"del el los ano anos a " +
	"жыл жылы жылғы жылдың жылдар жылдары жылдардың ж ж. күні")

// decades are the endings that make a decade of a year: "2010s", "2010-е".
var decades = set("s е х ые ых шы ші жж")

// ages are words before a year that make a decade of it: "années 2010".
var ages = set("annees anos")

func phrases(head, tail string) []string { return strings.Split(head+tail, "|") }

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
