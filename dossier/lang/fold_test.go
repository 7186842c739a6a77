package lang

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFoldMeets(t *testing.T) {
	for _, group := range [][]string{
		{"Ильяшев", "Ilyashev", "Iliashev", "ILYASHEV", "Ilʹi͡ashev", "Il'yashev", "Ильяше\u0301в"},
		{"Альнур", "Alnur", "Әлнұр"},
		{"Евгений Жовтис", "Yevgeny Zhovtis", "Evgeniy Zhovtis", "Evgenii  Zhovtis"},
		{"Фёдор", "Федор", "Fyodor", "Fedor"},
		{"Мухтаров", "Mukhtarov", "Muhtarov", "Moukhtarov"},
		{"Сергеевич", "Sergeyevich", "Sergeevich"},
		{"Жанара", "Zhanara", "Janara"},
		{"Щербаков", "Shcherbakov", "Scherbakov", "Sherbakov"},
		{"Алексей", "Alexey", "Aleksei", "Alexeï"},
		{"Қазақстан", "Qazaqstan", "Казакстан"},
		{"Хуршид Ғуломов", "Xurshid G‘ulomov", "Khurshid Gulomov"},
		{"Ҷамшед", "Jamshed", "Джамшед"},
		{"Тоҷикистон", "Tojikiston"},
		{"Єфремов", "Yefremov", "Efremov"},
		{"გიორგი ჭავჭავაძე", "Giorgi Chavchavadze"},
		{"თბილისი", "Tbilisi", "ᲗᲑᲘᲚᲘᲡᲘ"},
		{"Հարություն Պետրոսյան", "Harutyun Petrosyan"},
		{"Ոսկան", "Voskan"},
		{"كريم", "کریم", "كـريـم", "كَرِيم"},
		{"José Muñoz", "Jose Munoz"},
		{"Şahin", "Shahin"},
		{"Перехватов", "Пepexвaтoв", "ПЕPЕXBАТОB", "Pereкhvatov", "Perekhvаtоv"},
		{"Николаев", "Никoлaeв", "Nikolаеv"},
		{"Сосновский", "Cocнoвcкий"},
		{"A/HRC/WGAD/2020/33", "a hrc wgad 2020 33"},
		{"٢٠٢٠", "۲۰۲۰", "2020"},
		{"  Anna-Maria ", "Anna Maria", "Анна Мария"},
	} {
		for _, s := range group[1:] {
			if Fold(s) != Fold(group[0]) {
				t.Errorf("Fold(%q) = %q, Fold(%q) = %q", s, Fold(s), group[0], Fold(group[0]))
			}
		}
	}
}

func TestFoldKeepsApart(t *testing.T) {
	for _, pair := range [][2]string{
		{"Ильяшев", "Ильин"}, {"2200", "20"}, {"Анна Мария", "Аннамария"}, {"Марат", "Мурат"}, {"北京", "上海"},
	} {
		if Fold(pair[0]) == Fold(pair[1]) {
			t.Errorf("%q and %q have the same key %q", pair[0], pair[1], Fold(pair[0]))
		}
	}
	for text, want := range map[string]string{"": "", " ,. ": "", "00 ь": "00", "北京": "北京", "Ильяшев": "iliashev", "2200": "2200"} {
		if got := Fold(text); got != want {
			t.Errorf("Fold(%q) = %q, want %q", text, got, want)
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Ильяшев Xurshid ոու٢")
	f.Fuzz(func(t *testing.T, s string) {
		key := Fold(s)
		if !utf8.ValidString(key) || strings.TrimSpace(key) != key || strings.Contains(key, "  ") {
			t.Fatalf("Fold(%q) = %q", s, key)
		}
		if utf8.ValidString(s) && Fold(s+" ") != key {
			t.Fatalf("a space behind %q changes its key", s)
		}
	})
}

func BenchmarkFold(b *testing.B) {
	for b.Loop() {
		Fold("Альнур Ильяшев, правозащитник")
	}
}
