package vault

import "strings"

// common are the roots of what is tried first, in the scripts of our users: from
// what lists of leaked pass phrases begin with, names, towns and countries among them.
var common = []string{
	"password", "passwort", "parol", "пароль", "passphrase", "letmein", "welcome", "admin", "administrator", "root", "user",
	"iloveyou", "love", "dragon", "monkey", "login", "master", "secret", "секрет", "probata", "abc", "motdepasse", "contraseña",
	"құпиясөз", "құпия", "купиясоз", "жасырын", "sunshine", "princess", "football", "baseball", "superman", "batman", "shadow",
	"хорошо", "привет", "любовь", "люблю", "солнышко", "солнце", "наташа", "максим", "андрей", "сергей", "александр", "настя",
	"дмитрий", "анастасия", "мария", "иван", "елена", "ольга", "татьяна", "марина", "светлана", "виктория", "marina", "maria",
	"natasha", "maksim", "andrey", "sergey", "alexander", "privet", "lubov", "lyubov", "solnce", "test", "тест", "guest", "hello",
	"айгүл", "айгуль", "aigul", "динара", "dinara", "нурлан", "nurlan", "асель", "асел", "assel", "aizhan", "айжан", "сәлем", "салем",
	"жаным", "махаббат", "алматы", "almaty", "алмата", "астана", "astana", "шымкент", "қазақстан", "казахстан", "kazakhstan",
	"qazaqstan", "минск", "minsk", "москва", "moscow", "moskva", "россия", "russia", "rossiya", "беларусь", "belarus", "жывебеларусь",
	"баку", "baku", "азербайджан", "тбилиси", "tbilisi", "бишкек", "bishkek", "ташкент", "tashkent", "киев", "kyiv", "kiev", "украина",
	"ukraine", "свобода", "freedom", "svoboda", "liberty", "бостандық", "справедливость", "justice", "человек", "права",
}

// lines are what many know by heart, in small letters and without spaces: counting
// rhymes, first lines, prayers, songs and examples that manuals give.
func lines() []string {
	return strings.Split(strings.ReplaceAll(knownLines, " ", ""), "\n")
}

const knownLines = `correct horse battery staple
the quick brown fox jumps over the lazy dog
to be or not to be that is the question
in the beginning god created the heaven and the earth
our father who art in heaven hallowed be thy name
all human beings are born free and equal in dignity and rights
it was the best of times it was the worst of times
god save the king god save the queen
may the force be with you
каждый охотник желает знать где сидит фазан
мой дядя самых честных правил когда не в шутку занемог
у лукоморья дуб зеленый златая цепь на дубе том
у лукоморья дуб зелёный златая цепь на дубе том
я помню чудное мгновенье передо мной явилась ты
белеет парус одинокий в тумане моря голубом
мороз и солнце день чудесный еще ты дремлешь друг прелестный
отче наш иже еси на небесех да святится имя твое
в лесу родилась елочка в лесу она росла
раз два три четыре пять вышел зайчик погулять
съешь ещё этих мягких французских булок да выпей же чаю
съешь еще этих мягких французских булок да выпей же чаю
россия священная наша держава россия любимая наша страна
союз нерушимый республик свободных сплотила навеки великая русь
все люди рождаются свободными и равными в своем достоинстве и правах
жыве беларусь мы беларусы мірныя людзі сэрцам адданыя роднай зямлі
менің елім менің елім гүлің болып егілемін
алтын күн аспаны алтын дән даласы
барлық адамдар тумысынан азат және қадір қасиеті мен құқықтары тең
слава україні героям слава
ще не вмерла україни ні слава ні воля`

// keyRows are the rows of keyboards, and the columns that fingers run down.
func keyRows() []string {
	return []string{
		"1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "qwertzuiop", "azertyuiop", "qsdfghjklm", "yxcvbnm",
		"йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "йцукенғүұқөһ", "әіңғүұқөһ", "!@#$%^&*()", "!\"№;%:?*()",
		"1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/", "qazwsxedcrfvtgbyhnujmikolp", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0",
		"qweasdzxcrtyfghvbn", "zaq12wsxcde34rfvbgt56yhn", "йфяцычувскамепинртгоьшлбщдюзжэ", "й1ц2у3к4е5н6г7ш8щ9з0", "йцуфывячс",
		"abcdefghijklmnopqrstuvwxyz", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "абвгдежзийклмнопрстуфхцчшщъыьэюя",
		"аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя", "31415926535897932384626433832795", "27182818284590452353602874713526",
	}
}

// unleet puts letters where signs stand for them, "" where none do between letters.
func unleet(s string) string {
	out := strings.NewReplacer("@", "a", "4", "a", "0", "o", "1", "i", "!", "i", "3", "e", "$", "s", "5", "s", "7", "t", "+", "t", "|", "l").Replace(strings.ToLower(s))
	if out == strings.ToLower(s) {
		return ""
	}
	return out
}

// relayout is what was typed had the other layout of a Russian keyboard been on, ""
// where it cannot have been.
func relayout(s string) string {
	const latin, cyrillic = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё"
	from, to := []rune(latin), []rune(cyrillic)
	var forth, back []string
	for i := range from {
		forth = append(forth, string(from[i]), string(to[i]))
		back = append(back, string(to[i]), string(from[i]))
	}
	lower := strings.ToLower(s)
	out := strings.NewReplacer(forth...).Replace(lower)
	if strings.ContainsAny(lower, cyrillic) {
		out = strings.NewReplacer(back...).Replace(lower)
	}
	if out == lower {
		return ""
	}
	return out
}
