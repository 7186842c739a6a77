package withhold

import (
	"strings"
	"testing"
)

// person is somebody by "family|given|patronymic|sex".
func person(id string, withheld bool, name string) Subject {
	f := append(strings.Split(name, "|"), "", "", "")
	return Subject{ID: id, Withheld: withheld, Sex: f[3], Names: []Name{{Family: f[0], Given: f[1], Patronymic: f[2]}}}
}

// TestWhoIsDenoted: what is written "text=subject" must be a certain hit, "text=subject?reason" an uncertain one, and
// nothing else may be hit.
func TestWhoIsDenoted(t *testing.T) {
	f := shipped(t).Finder([]Subject{
		person("victim", false, "Abenov|Yerlan||male"), person("driver", true, "Tokarenko|Yerlan||male"), person("guard", true, "Akhmetov|Bolat||male"),
		person("prosecutor", false, "Bolatov|Marat||male"), person("judge", false, "Serikov|Aidar||male"), person("serik", true, "Omarov|Serik||male"),
		person("poet", false, "Baitursynuly|Akhmet||male"), person("alma", true, "Тажина|Алма||female"), person("hope", true, "Вишняк|Надежда|Олеговна|female"),
		person("nurse", true, "Nur|Aliya||female"), person("kim", true, "Kim|Yana||female"), person("sister", true, "Ахметова|Сауле||female"),
		person("aida", true, "Стрельцова|Аида|Нурлановна|female"), person("namesake", true, "Стрельцова|Вера||female"),
		{ID: "court", Kind: Body, Names: []Name{{Full: "Алматинский городской суд"}, {Full: "Almaty City Court"}}},
		{ID: "street", Kind: Place, Names: []Name{{Full: "улица Надежды Вишняк"}}},
		{ID: "house", Kind: Body, Withheld: true, Names: []Name{{Full: "Приют «Тихий дом»"}}},
	})
	for _, c := range []struct{ text, want string }{
		{"Arrest of Yerlan Abenov in Almaty", ""},
		{"prosecutor Marat Bolatov and judge Aidar Serikov", ""},
		{"Bolatov signed; Серикову передали; Болатовым подписано", ""},
		{"Serik Omarov drove past; Bolat Akhmetov saw it", "Serik Omarov=serik; Bolat Akhmetov=guard"},
		{"Yerlan saw it", "Yerlan=driver?shared-name"},
		{"Yerlan Tokarenko saw it", "Yerlan Tokarenko=driver"},
		{"Akhmet Baitursynuly Street", ""},
		{"Алматинский городской суд отказал, Алматинского городского суда", ""},
		{"the Almaty City Court in Almaty, в Алматы, в Алмате", ""},
		{"Алма пришла, Алму видели", "Алма=alma?ordinary-word; Алму=alma?ordinary-word"},
		{"алма піскен, алмаз, алмалы", ""},
		{"надежда умирает последней. Надежда умирает последней", ""},
		{"на улице Надежды Вишняк", ""},
		{"Надежда Вишняк, Надежда Олеговна и Вишняк Н. О.", "Надежда Вишняк=hope; Надежда Олеговна=hope; Вишняк Н. О=hope"},
		{"a nurse, the nursery, nur so", ""},
		{"A. Nur and Aliya Nur", "A. Nur=nurse; Aliya Nur=nurse"},
		{"kimono, Kimberley, akimbo", ""},
		{"mr Kim and yana.kim@mail.example", "Kim=kim?ordinary-word; yana.kim=kim"},
		{"Ахметова сказала", "Ахметова=sister?shared-name"},
		{"Ахметовой сказали", "Ахметовой=sister"},
		{"Ахметову сказали", "Ахметову=sister?shared-name"},
		{"Ахметовым сказано", "Ахметовым=guard"},
		{"Стрельцова пришла", "Стрельцова=aida?shared-name"},
		{"Аида Стрельцова и Вера Стрельцова", "Аида Стрельцова=aida; Вера Стрельцова=namesake"},
		{"Стрельцова А. Н. и А. Н. Стрельцовой", "Стрельцова А. Н=aida; А. Н. Стрельцовой=aida"},
		{"опера «Аида»", "Аида=aida?given-alone"},
		{"Аида Нурлановна", "Аида Нурлановна=aida"},
		{"Нурлановна", "Нурлановна=aida?patronymic-only"},
		{"в приюте «Тихий дом»", "приюте «Тихий дом=house"},
		{"тихий дом стоял", ""},
		{"улица Тажиной", "Тажиной=alma?place"},
		{"Тажина, Марат Тажин", "Тажина=alma; Тажин=alma?near-name"},
	} {
		var got []string
		for _, h := range f.Hits(c.text) {
			s := c.text[h.From:h.To] + "=" + h.Subject
			if !h.Certain {
				s += "?" + h.Reason
			}
			got = append(got, s)
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}

// TestInitialsBeforeOthers: initials alone are seen before a comma and before the next sentence, and left to who is named
// behind them.
func TestInitialsBeforeOthers(t *testing.T) {
	f := shipped(t).Finder([]Subject{person("w", true, "Сейткалиева|Гульнара||female"), person("s", true, "Orlova|Vera||female")})
	for _, c := range []struct {
		text string
		want int
	}{
		{"Допросили Г. С., Г. Сейткалиева", 2},
		{"Допросили Г. С. Потом её увезли.", 1},
		{"В деле Г.С. Следователь допросил всех.", 1},
		{"They heard V. O. The police left.", 1},
		{"They heard V. O., Judge Pavlenko and others.", 1},
		{"Дело Г. С. Иванова", 0},
		{"V. O. Kim came", 0},
		{"V. O. Petrov, the driver", 0},
	} {
		if hits := f.Hits(c.text); len(hits) != c.want {
			t.Errorf("%q: %d hits, want %d: %+v", c.text, len(hits), c.want, hits)
		}
	}
}

// TestShortNamesGlued: two short names written together in an address or a handle.
func TestShortNamesGlued(t *testing.T) {
	f := shipped(t).Finder([]Subject{person("w", true, "Li|Nur||male"), person("u", true, "Ким|Ян||male")})
	for _, text := range []string{"nurli@mail.example", "@nurli", "nur.li@mail.example", "t.me/nurli", "#NurLi", "@yankim", "kimyan@mail.example"} {
		if len(f.Hits("write to "+text+" now")) == 0 {
			t.Errorf("%s: no hit", text)
		}
	}
	for _, text := range []string{"@nurlibek", "@nurlife", "@oblinur", "report@kimberley.example", "t.me/linus", "a nurling"} {
		for _, h := range f.Hits("write to " + text + " now") {
			if h.Certain {
				t.Errorf("%s: %+v", text, h)
			}
		}
	}
}
