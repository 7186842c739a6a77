package aftercheck

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// values are what else is looked for, by how it is found.
type values struct {
	numbers []number
	days    map[day][]int    // to the index of the value
	texts   []textValue      // longest first
	byFirst map[string][]int // first word of a text to its indexes
}

type number struct {
	value  int
	digits string // without country code or leading 8, where it has one
}

type textValue struct {
	value int
	keys  []string
}

type day struct{ year, month, day int }

// Digits that make a number.
const (
	fewestDigits = 6
	nearDigits   = 7  // the end of a telephone number
	longNumber   = 10 // with so many digits a number is found within others
)

func (c *Checker) newValues(list []Value) values {
	v := values{days: map[day][]int{}, byFirst: map[string][]int{}}
	for i, value := range list {
		if d, ok := dayOf(value.Day); ok {
			v.days[d] = append(v.days[d], i)
			continue
		}
		digits := asciiDigits(value.Text)
		letters := strings.IndexFunc(value.Text, unicode.IsLetter) >= 0
		if len(digits) >= fewestDigits && (!letters || oneNumber(value.Text)) {
			v.numbers = append(v.numbers, number{i, national(digits)})
		}
		if keys := c.sequence(value.Text); tellingText(keys) {
			v.byFirst[keys[0]] = append(v.byFirst[keys[0]], len(v.texts))
			v.texts = append(v.texts, textValue{i, keys})
		}
	}
	return v
}

// oneNumber tells whether the digits of a value stand together ("N12345678",
// "tel. +7 701 …"), so that they are a number by themselves.
func oneNumber(s string) bool {
	runs := 0
	inside := false
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			if !inside {
				runs++
			}
			inside = true
		case unicode.IsLetter(r):
			inside = false
		}
	}
	return runs == 1
}

// tellingText tells whether words give something away where they stand together.
func tellingText(keys []string) bool {
	letters := 0
	for _, k := range keys {
		letters += utf8.RuneCountInString(k)
	}
	return letters >= 4
}

// national is a telephone number without what is written in front of it.
func national(digits string) string {
	if len(digits) == 11 && (digits[0] == '7' || digits[0] == '8') {
		return digits[1:]
	}
	return strings.TrimPrefix(digits, "00")
}

func dayOf(s string) (day, bool) {
	parts := strings.Split(s, "-")
	if len(parts) != 3 {
		return day{}, false
	}
	y, err1 := strconv.Atoi(parts[0])
	m, err2 := strconv.Atoi(parts[1])
	d, err3 := strconv.Atoi(parts[2])
	return day{y, m, d}, err1 == nil && err2 == nil && err3 == nil
}

// sequence are the keys of the words of a text.
func (c *Checker) sequence(s string) []string {
	var out []string
	for _, t := range c.tokens(s) {
		out = append(out, t.word.plain)
	}
	return out
}

// run is a number as it may be written: digits with little between them.
type run struct {
	digits string
	starts []int // offset in digits at which each group begins
	at     []int // the token of each group
}

// numbers finds the wanted numbers in a text.
func (s *search) numbers() {
	if len(s.values.numbers) == 0 {
		return
	}
	for i := 0; i < len(s.tokens); {
		if !s.tokens[i].word.digits {
			i++
			continue
		}
		r := s.run(i)
		i += max(1, len(r.at))
		if len(r.digits) < fewestDigits {
			continue
		}
		for _, n := range s.values.numbers {
			s.number(r, n)
		}
	}
}

// run is the number that begins at token i.
func (s *search) run(i int) run {
	var r run
	for ; i < len(s.tokens) && s.tokens[i].word.digits && len(r.digits) < 200; i++ {
		if len(r.at) > 0 && !joined(s.text[s.tokens[i-1].to:s.tokens[i].from]) {
			break
		}
		r.starts, r.at = append(r.starts, len(r.digits)), append(r.at, i)
		r.digits += s.tokens[i].word.plain
	}
	return r
}

// joined tells whether what stands between two groups of digits leaves them one
// number: at most three signs, and no end of a cell or paragraph.
func joined(between string) bool {
	return utf8.RuneCountInString(between) <= 3 && !strings.Contains(between, "\n\n") && !strings.ContainsFunc(between, unicode.IsLetter)
}

func (s *search) number(r run, n number) {
	for at := 0; ; at++ {
		i := strings.Index(r.digits[at:], n.digits)
		if i < 0 {
			break
		}
		at += i
		from, to := r.group(at), r.group(at+len(n.digits)-1)
		begins := r.starts[from] == at || r.starts[from]+1 == at || at >= 1 && at <= 3 && r.starts[from] == 0
		ends := at+len(n.digits) == len(r.digits) || to+1 < len(r.starts) && r.starts[to+1] == at+len(n.digits)
		if begins && ends || len(n.digits) >= longNumber {
			s.find(Leak, "digits", s.wantedValue(n.value), r.at[from], r.at[to])
			return
		}
	}
	if len(n.digits) > nearDigits {
		if tail := n.digits[len(n.digits)-nearDigits:]; strings.HasSuffix(r.digits, tail) {
			from := r.group(len(r.digits) - nearDigits)
			s.find(Near, "digits", s.wantedValue(n.value), r.at[from], r.at[len(r.at)-1])
		}
	}
}

// group is the group that holds a digit.
func (r run) group(at int) int {
	i, found := slices.BinarySearch(r.starts, at)
	if !found {
		i--
	}
	return i
}

// days finds the wanted days, in figures in any order or with the name of a month.
func (s *search) days() {
	if len(s.values.days) == 0 {
		return
	}
	for i := range s.tokens {
		if i+2 >= len(s.tokens) {
			return
		}
		for _, d := range s.dayAt(i) {
			for _, v := range s.values.days[d] {
				s.find(Leak, "day", s.wantedValue(v), i, i+2)
			}
		}
	}
}

// dayAt are the days that three words beside each other can mean.
func (s *search) dayAt(i int) []day {
	a, b, c := s.tokens[i], s.tokens[i+1], s.tokens[i+2]
	if b.from-a.to > 3 || c.from-b.to > 8 {
		return nil
	}
	x, y, z := figure(a), figure(b), figure(c)
	switch {
	case x > 31 && y > 0 && z > 0: // 1987-05-12, 1987.12.05
		return []day{{x, y, z}, {x, z, y}}
	case x > 0 && y > 0 && z > 0:
		if z < 100 && len(c.word.plain) == 2 {
			return []day{{1900 + z, y, x}, {2000 + z, y, x}, {1900 + z, x, y}, {2000 + z, x, y}}
		}
		return []day{{z, y, x}, {z, x, y}}
	case x > 0 && x <= 31 && y == 0 && z > 31:
		return []day{{z, month(b.word.plain), x}}
	case x == 0 && y > 0 && y <= 31 && z > 31:
		return []day{{z, month(a.word.plain), y}}
	case x > 31 && y == 0 && z > 0:
		if m := month(b.word.plain); m > 0 || i+3 == len(s.tokens) {
			return []day{{x, m, z}}
		}
		return []day{{x, month(s.tokens[i+3].word.plain), z}} // "1987 жылғы 12 мамыр"
	}
	return nil
}

func figure(t token) int {
	if !t.word.digits || len(t.word.plain) > 4 {
		return 0
	}
	n, err := strconv.Atoi(t.word.plain)
	if err != nil {
		return 0
	}
	return n
}

// month is the number of a month by the beginning of its name, 0 for none. The
// languages are those of the forms, and of the States they are used in.
func month(plain string) int {
	for i, row := range months {
		for _, stem := range row {
			if strings.HasPrefix(plain, stem) {
				return i + 1
			}
		}
	}
	return 0
}

var months = [12][]string{
	{"jan", "ene", "янв", "қаңтар", "січ", "студз", "ocak", "yanv", "stycz", "იანვ", "հունվ", "январ"},
	{"feb", "fev", "фев", "акпан", "ақпан", "лют", "subat", "fevr", "lut", "თებ", "փետր"},
	{"mar", "мар", "наурыз", "берез", "сакав", "მარ", "մարտ"},
	{"apr", "avr", "abr", "апр", "сауир", "сәуір", "квіт", "красав", "nis", "kwiec", "აპრ", "ապր"},
	{"may", "mai", "мая", "май", "маи", "мамыр", "трав", "maj", "მაის", "մայ"},
	{"jun", "juin", "июн", "маусым", "черв", "чэрв", "haz", "iyun", "czerw", "ივნ", "հունիս"},
	{"jul", "juil", "июл", "шілде", "шилде", "лип", "ліп", "tem", "iyul", "lip", "ივლ", "հուլ"},
	{"aug", "aou", "ago", "авг", "тамыз", "серп", "жнів", "agu", "avq", "sierp", "აგვ", "օգոս"},
	{"sep", "сен", "қыркүйек", "вер", "eyl", "wrzes", "სექ", "սեպ"},
	{"oct", "окт", "қазан", "жовт", "кастр", "eki", "okt", "pazdz", "ოქტ", "հոկ"},
	{"nov", "ноя", "қараша", "листоп", "ліст", "kas", "noy", "listop", "ნოემ", "նոյ"},
	{"dec", "dic", "дек", "желтоқсан", "груд", "снеж", "снеж", "ara", "dek", "grudz", "დეკ", "դեկ"},
}
