package intake

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// Sentences that are not those the model is made of.
var sentences = []string{
	"Гражданка Кудайбергенова рассказала, что её вытащили из автобуса и посадили в белый микроавтобус.",
	"В камере не было окна; кормили раз в сутки, воды не давали.",
	"Ответ из канцелярии пришёл через полгода, без печати.",
	"Жертву звали Гюзель Хасанова",
	"Лукашевич Зиновий",
	"Шынгыс Бекболат",
	"Ёлкина-Щерба Юлия Эдуардовна",
	"Мене звуть Олександра Гнатюк, я їхала до Чернігова й не знала, що нас зупинять.",
	"Слідчий Щербина відмовив у клопотанні через відсутність підстав.",
	"Яўген Чарнавусік быў збіты ў аўтазаку, яго павезлі невядома куды.",
	"Полицията в София отказа да приеме жалбата на г-жа Димитрова.",
	"ВЫПИСКА ИЗ МЕДИЦИНСКОЙ КАРТЫ БОЛЬНОГО ХУДОЯРОВА",
	"tel. 87012345678, улица Абая, 12",
	"see https://example.org/a/b/c?id=1 for the report of Чекалина; it was printed twice, in long lines of plain text",
}

// Texts that do not name their encoding are read, and a guess that is not right is
// not told for certain.
func TestGuess(t *testing.T) {
	right, sure, wrong, all := 0, 0, 0, 0
	for _, e := range []*charmap.Charmap{charmap.Windows1251, charmap.KOI8R, charmap.KOI8U, charmap.CodePage866, charmap.MacintoshCyrillic, charmap.ISO8859_5} {
		for _, s := range sentences {
			b, err := e.NewEncoder().Bytes([]byte(s))
			if err != nil {
				continue // a letter that it does not have
			}
			text, g, ok := decodeGuessed(b)
			all++
			switch {
			case ok && text == s:
				right++
				if g.sure {
					sure++
				}
			case ok && g.sure:
				wrong++
				t.Errorf("%s: %q is read as %q in %s, for certain", e, s, text, g.name)
			default:
				t.Logf("%s: %q is read as %q in %s", e, s, text, g.name)
			}
		}
	}
	t.Logf("%d texts: %d right, %d of them for certain, %d wrong for certain", all, right, sure, wrong)
	if right*100 < all*97 || sure*100 < all*80 {
		t.Errorf("%d of %d right, %d for certain", right, all, sure)
	}
}

// Other encodings, with their marks and without.
func TestDecode(t *testing.T) {
	coded := func(e encoding.Encoding, s string) string {
		out, err := e.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	const ru = "ФИО;Дата\r\nСадыкова Айгуль;05.03.2024\r\n"
	long := strings.Repeat("нет ", 2000)
	for name, tt := range map[string]struct{ in, want string }{
		"utf-16le":            {coded(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), ru), ru},
		"utf-16be":            {coded(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), ru), ru},
		"utf-16le, Latin":     {coded(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "Aigul Sadykova"), "Aigul Sadykova"},
		"utf-32le":            {coded(utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), ru), ru},
		"utf-32be":            {coded(utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), ru), ru},
		"utf-32be, mark":      {coded(utf32.UTF32(utf32.BigEndian, utf32.UseBOM), ru), ru},
		"utf-16be, mark":      {coded(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), ru), ru},
		"Turkish":             {coded(charmap.Windows1254, "Ayşe Yıldız İstanbul'da gözaltına alındı, avukatı çağrılmadı"), "Ayşe Yıldız İstanbul'da gözaltına alındı, avukatı çağrılmadı"},
		"Polish":              {coded(charmap.Windows1250, "Zażółć gęślą jaźń, powiedział Wójcik"), "Zażółć gęślą jaźń, powiedział Wójcik"},
		"French":              {coded(charmap.Windows1252, "Le détenu a été emmené après l’interrogatoire"), "Le détenu a été emmené après l’interrogatoire"},
		"last letter":         {"caf\xe9", "café"},
		"a control character": {"The name is Sadykova\x1a", "The name is Sadykova "},
		"lines of two kinds":  {"Айгуль\n" + coded(charmap.Windows1251, "Протокол допроса Садыковой\n"), "Айгуль\nПротокол допроса Садыковой\n"},
		"long, cut":           {long[:len(long)-2], long[:len(long)-3]},
		"a mark of UTF-8":     {"\xef\xbb\xbf" + ru, ru},
	} {
		if got, ok := decodeText([]byte(tt.in)); !ok || got != tt.want {
			t.Errorf("%s: %v, %.100q, want %.100q", name, ok, got, tt.want)
		}
	}
	for _, b := range []string{"\x00\x01\x02\x03\x04\x05\x06\x07", "\x89\x01\x92\x07\x88\x1b\x00\x00\x04\x05\x91\xff\xfe\x00\x01\x02\x03\x99"} {
		if text, ok := decodeText([]byte(b)); ok {
			t.Errorf("%q is read as %q", b, text)
		}
	}
}

// A text of which much could not be read says so.
func TestUnreadText(t *testing.T) {
	for name, tt := range map[string]struct {
		file string
		want string // "nothing" for none
	}{
		"replacement characters": {"The name is " + strings.Repeat("\ufffd", 20), "letters"},
		"one of them":            {"The name is S\ufffddykova", "letters"},
		"letters of a font":      {"\uf041\uf042\uf043 is the name", "letters"},
		"unknown bytes":          {strings.Repeat("\x01\x02\x80\x90\x05", 100), "binary"},
		"rar":                    {"Rar!\x1a\x07 and more", "binary"},
		"rare letters":           {"\xd7\xe5", "encoding"},
		"sound":                  {"#!AMR\nxxxx", "sound"},
		"coded":                  {"x " + strings.Repeat("aW5hcjn/8fT1", 200), "binary"},
		"plain":                  {"Nothing is hidden here. Ничего.", ""},
	} {
		f := inspect(t, "x", []byte(tt.file))
		if got := unreadOf(f); got != tt.want {
			t.Errorf("%s: unread %q, want %q\n%q", name, got, tt.want, f.Metadata)
		}
		if short := tt.want != "" && tt.want != "sound"; short != strings.Contains(f.Metadata, "Text: ") {
			t.Errorf("%s: %q", name, f.Metadata)
		}
	}
}
