package aftercheck

import (
	"strings"
	"testing"
)

// The people of the tests are invented.
var people = Wanted{
	Persons: []Person{
		{Record: "p1", Names: []Name{
			{Family: "Сейткалиева", Given: "Гульнара", Patronymic: "Ерлановна"},
			{Family: "Seitkalieva", Given: "Gulnara"},
		}},
		{Record: "p2", Names: []Name{{Family: "Кремницкий", Given: "Павел"}}},
		{Record: "p3", Names: []Name{{Family: "Стрижавец", Given: "Анна"}}},
		{Record: "p4", Names: []Name{{Family: "Белозёрная", Given: "Яна"}}},
		{Record: "p5", Names: []Name{{Family: "Ильяшев", Given: "Альнур"}}},
		{Record: "p6", Names: []Name{{Family: "Садыкова", Given: "Айгуль"}, {Family: "Sadykova", Given: "Aigul"}}},
		{Record: "p7", Names: []Name{{Family: "Ким", Given: "Надежда"}}},
		{Record: "p8", Names: []Name{{Family: "Hryhorenko", Given: "Taras"}}},
		{Record: "p9", Names: []Name{{Family: "ჭავჭავაძე", Given: "გიორგი"}}},
		{Record: "p10", Names: []Name{{Family: "王", Given: "小明"}}},
		{Record: "p11", Names: []Name{{Family: "كريموف", Given: "محمد"}}},
		{Record: "p12", Names: []Name{{Family: "Перехватов", Given: "Никита"}}},
	},
	Allowed: []string{"Айгуль Абенова", "Марат Болатов", "Person A", "Лицо A"},
	Known:   []string{"Алматинский городской суд", "Ильинка"},
}

// TestForms: whom each writing gives away, and how surely.
func TestForms(t *testing.T) {
	for text, want := range map[string]string{
		// a whole part of a name as a word
		"Сейткалиева пришла.": "leak p1", "СЕЙТКАЛИЕВА": "leak p1", "Сеи\u0306ткалиева": "leak p1", "Сейткали\u00ad\nева": "leak p1",
		"Сейт-\nкалиева": "leak p1", "Сейт Калиева": "leak p1", "С е й т к а л и е в а": "leak p1", "Seitkaliyeva": "leak p1",
		"Ceйткaлиeвa": "leak p1", "Пepexвaтoв": "leak p12", "ПЕPEXBATOB": "leak p12", "ⓈⒶⒹⓎⓀⓄⓋⒶ": "leak p6", "ꜱᴀᴅʏᴋᴏᴠᴀ": "leak p6",
		"Ким сказал": "leak p7", "王小明来了": "leak p10", "შეხვდა ჭავჭავაძე": "leak p9", "Chavchavadze": "leak p9", "قال كريموف": "leak p11",
		"SadykovaAigulPassport.pdf": "leak p6", "#SadykovaMustBeFree": "leak p6", "sadykovaaigul1985@mail.kz": "leak p6", "t.me/sadykova": "leak p6",
		"%D0%A1%D0%B0%D0%B4%D1%8B%D0%BA%D0%BE%D0%B2%D0%B0": "leak p6", "%25D0%25A1%25D0%25B0%25D0%25B4%25D1%258B%25D0%25BA%25D0%25BE%25D0%25B2%25D0%25B0": "leak p6",
		"Айгуль Садыковой": "leak p6", "Надежды Ким": "leak p7", "А. Садыкова": "leak p6", "sadykova сказала": "leak p6",
		// what has its stem or its sound
		"у Кремницкого дома": "near p2", "Кремницкой": "near p2", "встретил Павла": "near p2", "Стрижавца": "near p3", "с Анной": "near p3", "Анны": "near p3",
		"Белозёрной": "near p4", "без Яны": "near p4", "Сейткалиевой": "near p1", "Сейткалиевтің": "near p1", "Ильяшевским": "near p5", "Iljaschew": "leak p5",
		"Iljaschews": "near p5", "Sejtkaliewa": "near p1", "Gyulnara": "near p1", "Гюльнара": "near p1", "Григоренко": "near p8", "С-ева": "near p1",
		"Георгию": "near p9", "S4dyk0va": "leak p6", "с Кимом": "near p7", "Надежда умирает последней": "near p7", "Ильяшевская улица": "near p5",
		"freesadykova": "near p6",
		// nobody
		"Айгуль Абенова": "", "Айгуль А.": "", "Айгуль Абенову": "near p6", "Марат Болатов": "", "Person A": "", "Алматинский суд": "", "на Ильинке": "", "ким": "", "кимоно Кимоно": "",
		"надежда есть": "", "анна": "", "The State and the Court": "", "Стрижка газона": "", "Павлодар": "", "павлин": "", "Кременчуг": "", "Гульшат": "",
		"Садовая улица": "", "Аннотация": "", "Taraz": "near p8",
	} {
		t.Run(text, func(t *testing.T) {
			found := map[string]Level{}
			for _, f := range New(people).Check("x.txt", []byte(text), "").Finds {
				found[f.Record] = max(found[f.Record], f.Level)
			}
			var got []string
			for record, level := range found {
				got = append(got, map[Level]string{Near: "near", Leak: "leak"}[level]+" "+record)
			}
			if s := strings.Join(got, ", "); s != want {
				t.Errorf("%q: %q, want %q", text, s, want)
			}
		})
	}
}
