package lang

// pluralRule is a rule for whole numbers of the Unicode CLDR (Language Plural
// Rules), shared by all languages that count alike.
type pluralRule uint8

const (
	pluralOne    pluralRule = iota // one is 1: English, Spanish, Kazakh, Kyrgyz, Uzbek, Georgian, German
	pluralFrench                   // one is 0 and 1: French, Armenian, Persian
	pluralSlavic                   // Russian, Ukrainian, Belarusian
	pluralArabic
	pluralNone // Chinese, Japanese
)

// pluralRules are the names for [meta] plural.
var pluralRules = map[string]pluralRule{
	"one": pluralOne, "french": pluralFrench, "slavic": pluralSlavic, "arabic": pluralArabic, "none": pluralNone,
}

// categories are all that the rule can answer, for whole numbers.
func (r pluralRule) categories() []string {
	switch r {
	case pluralSlavic:
		return []string{"one", "few", "many"}
	case pluralArabic:
		return []string{"zero", "one", "two", "few", "many", "other"}
	case pluralNone:
		return []string{"other"}
	}
	return []string{"one", "other"}
}

func (r pluralRule) category(n int) string {
	if n < 0 {
		n = -n
	}
	switch r {
	case pluralSlavic:
		return slavic(n)
	case pluralArabic:
		return arabic(n)
	case pluralOne, pluralFrench:
		if n == 1 || n == 0 && r == pluralFrench {
			return "one"
		}
	}
	return "other"
}

func slavic(n int) string {
	teen := n%100 >= 11 && n%100 <= 14
	switch last := n % 10; {
	case teen:
		return "many"
	case last == 1:
		return "one"
	case last >= 2 && last <= 4:
		return "few"
	}
	return "many"
}

func arabic(n int) string {
	switch last := n % 100; {
	case n <= 2:
		return [...]string{"zero", "one", "two"}[n]
	case last >= 3 && last <= 10:
		return "few"
	case last >= 11:
		return "many"
	}
	return "other"
}
