package narrative

import (
	"os"
	"testing"

	"probata/dossier"
	"probata/dossier/lang"
)

// TestDeclined: what begins with a noun that the rules know changes up to that noun, everything else is left to stand in the
// nominative.
func TestDeclined(t *testing.T) {
	c, err := lang.Load(os.DirFS("../../assets/lang"))
	if err != nil {
		t.Fatal(err)
	}
	d := dossier.New(&dossier.Case{Head: dossier.Head{ID: "case-1"}})
	ru := New(d, c.Printer("ru"), func(dossier.ID) string { return "" })
	tests := []struct{ grammar, name, want string }{
		{"genitive", "Департамент полиции города Алматы", "Департамента полиции города Алматы"},
		{"genitive", "Алматинский городской суд", "Алматинского городского суда"},
		{"genitive", "Специализированный межрайонный следственный суд", "Специализированного межрайонного следственного суда"},
		{"genitive", "Третий отдел милиции", "Третьего отдела милиции"},
		{"genitive", "Генеральная прокуратура Республики Беларусь", "Генеральной прокуратуры Республики Беларусь"},
		{"genitive", "Министерство внутренних дел", "Министерства внутренних дел"},
		{"genitive", "Служба национальной безопасности", "Службы национальной безопасности"},
		{"genitive", "ДП города Астаны", "ДП города Астаны"},
		{"genitive", "СИЗО № 1", "СИЗО № 1"},
		{"genitive", "Задержание Ильяшева", "Задержания Ильяшева"},
		{"genitive", "обыск у родителей", "обыска у родителей"},
		{"genitive", "Повторный обыск", "Повторного обыска"},
		{"genitive", "Nur Otan", ""},
		{"genitive", "Police Department", ""},
		{"genitive", "Её увезли", ""},
		{"genitive", "", ""},
		{"locative", "Алматы", "Алматы"},
		{"locative", "Минск", "Минске"},
		{"locative", "Баку", "Баку"},
		{"locative", "Бишкек", "Бишкеке"},
		{"locative", "Москва", "Москве"},
		{"locative", "Тбилиси", "Тбилиси"},
		{"locative", "Нью-Йорк", ""},
		{"locative", "Almaty", ""},
		{"locative", "пресс-конференция", "пресс-конференции"},
	}
	for _, tt := range tests {
		got, ok := ru.declined(tt.name, tt.grammar)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("%s of %q: %q, want %q", tt.grammar, tt.name, got, tt.want)
		}
	}
	en := New(d, c.Printer("en"), func(dossier.ID) string { return "" })
	if got, ok := en.declined("Police Department", "genitive"); ok {
		t.Errorf("English declines: %q", got)
	}
}
