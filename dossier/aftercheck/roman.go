package aftercheck

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plainKey is a word without case, accents and letters that only look different:
// the same spelling in the same script.
func plainKey(word string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(word) {
		if unicode.In(r, unicode.Mn, unicode.Cf) || unicode.IsSpace(r) || isApostrophe(r) {
			continue
		}
		if to, ok := lookalike[r]; ok {
			r = to
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '‘', '’', 'ʼ', 'ʻ', 'ʹ', 'ʺ', '`', '´':
		return true
	}
	return false
}

// lookalike are small capitals and letters with strokes, which no rule of Unicode
// takes apart.
var lookalike = map[rune]rune{
	'ᴀ': 'a', 'ʙ': 'b', 'ᴄ': 'c', 'ᴅ': 'd', 'ᴇ': 'e', 'ꜰ': 'f', 'ɢ': 'g', 'ʜ': 'h', 'ɪ': 'i', 'ᴊ': 'j', 'ᴋ': 'k', 'ʟ': 'l', 'ᴍ': 'm',
	'ɴ': 'n', 'ᴏ': 'o', 'ᴘ': 'p', 'ʀ': 'r', 'ꜱ': 's', 'ᴛ': 't', 'ᴜ': 'u', 'ᴠ': 'v', 'ᴡ': 'w', 'ʏ': 'y', 'ᴢ': 'z',
	'ı': 'i', 'ł': 'l', 'Ł': 'l', 'đ': 'd', 'Đ': 'd', 'ø': 'o', 'Ø': 'o',
}

// oneScript turns letters of one script that stand in a word of another into
// those they look like; "" when the word is of one script anyway. Both readings
// are given: a word half in Cyrillic and half in Latin may be either.
func oneScript(word string) (cyrillic, latin string) {
	hasCyrillic, hasLatin := false, false
	for _, r := range word {
		hasCyrillic = hasCyrillic || unicode.Is(unicode.Cyrillic, r)
		hasLatin = hasLatin || unicode.In(r, unicode.Latin, unicode.Greek)
	}
	if !hasCyrillic || !hasLatin {
		return "", ""
	}
	c := strings.Map(func(r rune) rune {
		if i := strings.IndexRune(looksLatin, r); i >= 0 {
			return []rune(looksCyrillic)[len([]rune(looksLatin[:i]))]
		}
		return r
	}, word)
	l := strings.Map(func(r rune) rune {
		if i := strings.IndexRune(looksCyrillic, r); i >= 0 {
			return []rune(looksLatin)[len([]rune(looksCyrillic[:i]))]
		}
		return r
	}, word)
	return c, l
}

// Pairs that look alike (after the confusables of UTS 39), letter under letter.
const (
	looksLatin    = "aceiopxyABCEHIKMOPTXYsjhbnkmtrugvw" + "ΑΒΕΗΚΜΟΡΤΧαορν"
	looksCyrillic = "асеіорхуАВСЕНІКМОРТХУѕјһЬпкмтгигвш" + "АВЕНКМОРТХаору"
)

// roman is a word in plain Latin letters, each letter by its table. It keeps
// vowels; letters of scripts without a table stay.
func roman(plain string) string {
	var b strings.Builder
	for i, r := range plain {
		if r < 0x80 {
			b.WriteRune(r)
			continue
		}
		to, ok := romans[r]
		switch {
		case !ok:
			b.WriteRune(r)
		case i == 0 && r == 'е':
			b.WriteString("e")
		default:
			b.WriteString(to)
		}
	}
	return b.String()
}

// romans maps small letters without accents (see plainKey) to Latin ones.
var romans = tables(
	// Cyrillic: Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian, Kazakh, Kyrgyz, Tatar, Tajik, Uzbek, Mongolian
	"абвгдежзийклмнопрстуфхцчшщъыьэюя", "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya",
	"ёіїєґўђћјљњџѓќѕ", "e i i e g u dj c j lj nj dz g k dz",
	"әғқңөұүһҗҙҫҡҳҷҝӣӯҥ", "a g k n o u u h j z s k h j k i u n",
	// Georgian
	"აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h",
	// Armenian
	"աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև", "a b g d e z e e t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f ev",
	// Greek
	"αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t i f ch ps o",
	// Arabic and Persian
	"اأإآٱبپتثجچحخدذرزژسشصضطظعغفقكکگلمنهةوؤيیىئء", "a a a a a b p t s j ch h kh d z r z zh s sh s d t z - gh f k k k g l m n h h v v i i i i -",
	// Hebrew
	"אבגדהוזחטיכךלמםנןסעפףצץקרשת", "a b g d h v z h t i k k l m m n n s - p p ts ts k r sh t",
)

// tables puts rows of letters and what they become into one map.
func tables(rows ...string) map[rune]string {
	out := map[rune]string{}
	for i := 0; i+1 < len(rows); i += 2 {
		to := strings.Fields(rows[i+1])
		for j, r := range []rune(rows[i]) {
			if out[r] = to[j]; to[j] == "-" {
				out[r] = ""
			}
		}
	}
	return out
}

// looseKey is a word in Latin letters with the spellings of one sound made one.
// It keeps the vowels apart, so that it is a spelling and no guess.
func looseKey(plain string) string {
	return undoubled(spellings.Replace(undoubled(digraphs.Replace(roman(plain)))))
}

var digraphs = strings.NewReplacer(
	"shch", "sh", "tsch", "ch", "tch", "ch", "sch", "sh", "dzh", "zh", "kh", "h", "gh", "g", "ph", "f", "ck", "k", "cz", "ch", "sz", "sh",
	"ou", "u", "tz", "ts", "q", "k", "w", "v", "x", "ks", "yu", "iu", "ju", "iu", "ya", "ia", "ja", "ia", "ye", "e", "je", "e", "yo", "io", "y", "i",
)

var spellings = strings.NewReplacer("ie", "e", "io", "e", "ij", "i", "oo", "u")

func undoubled(s string) string {
	var b strings.Builder
	var was rune
	for _, r := range s {
		if r != was || !unicode.IsLetter(r) {
			b.WriteRune(r)
		}
		was = r
	}
	return b.String()
}

// soundKeys are the skeletons of a word: its consonants by class, vowels left out.
// A Latin j is a vowel in one language and a hiss in the next: such a word has two.
func soundKeys(plain string) []string {
	r := roman(plain)
	first := skeleton(r, 0)
	if strings.Contains(r, "j") {
		if second := skeleton(r, 'S'); second != first {
			return []string{first, second}
		}
	}
	return []string{first}
}

// Classes of consonants that languages and clerks write for one another.
var classes = map[rune]byte{
	'b': 'P', 'p': 'P', 'f': 'F', 'v': 'F', 'w': 'F', 'g': 'K', 'k': 'K', 'q': 'K', 'h': 'K', 'x': 'K', 'd': 'T', 't': 'T',
	's': 'S', 'z': 'S', 'c': 'S', 'l': 'L', 'r': 'R', 'm': 'M', 'n': 'N',
}

func skeleton(r string, j byte) string {
	r = sounds.Replace(r)
	var out []byte
	was := byte(0)
	for i, c := range r {
		class := classes[c]
		switch {
		case c == 'j':
			class = j
		case class == 0 && c >= 0x80: // of a script without a table
			out = append(out, string(c)...)
		}
		if class == 0 {
			if i == 0 {
				out = append(out, 'A') // a word that begins with a vowel begins so in every spelling
			}
			if !strings.ContainsRune("yi", c) {
				was = 0
			}
			continue
		}
		if class != was {
			out = append(out, class)
		}
		was = class
	}
	return string(out)
}

// sounds makes groups of letters one consonant.
var sounds = strings.NewReplacer(
	"shch", "s", "tsch", "s", "sch", "s", "tch", "s", "dzh", "s", "ch", "s", "sh", "s", "zh", "s", "ts", "s", "tz", "s", "cz", "s", "sz", "s", "dz", "s", "dj", "s",
	"kh", "k", "gh", "k", "ph", "f", "ck", "k", "ca", "ka", "co", "ko", "cu", "ku", "ck", "k", "ou", "u", "ow", "of",
)
