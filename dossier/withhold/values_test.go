package withhold

import (
	"slices"
	"strings"
	"testing"

	"probata/dossier/edtf"
)

func date(t testing.TB, s string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func holder(t testing.TB) *Finder {
	return shipped(t).Finder([]Subject{{ID: "w", Withheld: true, Values: []Value{
		{Kind: Telephone, Text: "+7 701 123 45 67"},
		{Kind: Document, Text: "870512 300 123"},
		{Kind: Document, Text: "N 12345678"},
		{Kind: Mail, Text: "blue.heron@mail.example"},
		{Kind: Handle, Text: "@quiet_otter"},
		{Kind: URL, Text: "https://vk.example/quiet.otter88"},
		{Kind: Address, Text: "Abai street 12, flat 34, Almaty"},
		{Kind: Address, Text: "пр. Сарыарка 7, кв. 15"},
		{Kind: Birth, Date: date(t, "1987-05-12")},
		{Kind: Plate, Text: "A 123 BCE 02"},
		{Kind: CaseNumber, Text: "№ 7522-24-00-1/345"},
		{Kind: Whereabouts, Text: "pension Tikhaya Gavan near Talgar"},
	}}, {ID: "o", Values: []Value{{Kind: Telephone, Text: "+7 727 250 11 22"}}}})
}

func TestValuesInAnySpelling(t *testing.T) {
	f := holder(t)
	for _, text := range []string{
		"+7 701 123 45 67", "+77011234567", "8 701 123 45 67", "8-701-123-45-67", "+7 (701) 123-45-67", "701 123 4567", "tel. 123-45-67", "7.701.123.45.67",
		"8 (701) 123-45-67", "0077011234567", "+7 701 123-45-67", "тел.: 87011234567", "٧٧٠١١٢٣٤٥٦٧", "+7‑701‑123‑45‑67",
		"870512 300 123", "870512300123", "870512-300-123", "870 512 300 123", "IIN870512300123", "N 12345678", "N12345678", "12345678", "№12345678", "№ 12 345 678",
		"blue.heron@mail.example", "Blue.Heron@MAIL.example", "blue.heron (at) mail.example", "mailto:blue.heron@mail.example", "blue.heron", "blue.heron [at] mail [dot] example", "blue heron at mail dot example",
		"@quiet_otter", "quiet_otter", "t.me/quiet_otter", "https://t.me/quiet_otter?x=1", "@Quiet_Otter",
		"vk.example/quiet.otter88", "http://www.vk.example/quiet.otter88/", "@quiet.otter88",
		"Abai street 12, flat 34", "Abai St. 12-34", "12 Abai street, apt 34", "Abai street, 12, flat 34", "ул. Абая, 12, кв. 34", "пр. Абая 12, кв. 34", "в доме 12 по улице Абая", "Абай көшесі, 12-үй, 34-пәтер",
		"пр. Сарыарка 7, кв. 15", "Saryarka avenue 7, apt. 15", "на Сарыарке, 7 (кв. 15)",
		"12 May 1987", "12.05.1987", "1987-05-12", "12 мая 1987 г.", "12/05/87", "05/12/1987", "May 12, 1987", "12th of May 1987", "1987 жылғы 12 мамыр", "12 травня 1987 року", "12 maja 1987 r.", "12 mai 1987", "12 Mayıs 1987", "12 май 1987", "12051987", "19870512", "1987. 05. 12", "12 května 1987", "12 svibnja 1987", "12 მაისი 1987", "۱۲/۰۵/۱۹۸۷", "1987年5月12日",
		"A 123 BCE 02", "A123BCE02", "А123ВСЕ 02", "a123bce", "A123BCE|02",
		"7522-24-00-1/345", "№7522-24-00-1/345", "75222400-1/345", "дело 7522/24/00/1/345",
		"pension Tikhaya Gavan", "пансионат «Тихая гавань» у Талгара",
	} {
		if text == "a123bce" { // without its region a plate is not whole
			continue
		}
		hits := f.Hits("x " + text + " y")
		if len(hits) == 0 {
			t.Errorf("%q: no hit", text)
			continue
		}
		rest := 0
		for i, c := range []byte("x " + text + " y") {
			if c >= '0' && c <= '9' && !slices.ContainsFunc(hits, func(h Hit) bool { return h.From <= i && i < h.To }) {
				rest++
			}
		}
		if rest > 0 && text != "https://t.me/quiet_otter?x=1" {
			t.Errorf("%q: %d digits left: %+v", text, rest, hits)
		}
	}
}

func TestValuesOfNobody(t *testing.T) {
	f := holder(t)
	for _, text := range []string{
		"+7 701 123 45 68", "8 702 555 44 33", "12 May 1988", "12 June 1987", "May 1987", "1987", "in 12 days of May", "Abai street 14", "Abai street", "12 flats of 34",
		"870512 300 124", "12345679", "article 14 (1) 2", "1,234,567 tenge", "A/HRC/WGAD/2024/12", "a blue sky, a heron", "the otter was quiet", "+7 727 250 11 22",
		"7522-24-00-1/346", "page 345", "12:34", "2024-05-12", "gavan", "12 34 56",
	} {
		if hits := f.Hits("x " + text + " y"); len(hits) > 0 {
			t.Errorf("%q: %+v", text, hits)
		}
	}
}

func TestValues(t *testing.T) {
	text := "Write to a.b@mail.example or @someone_x, see https://x.example/a?b=1 and t.me/abc; call +7 701 123 45 67 or 870512300123. On 12.05.1987 and in 2019-2024, § 123, 15 000 tenge."
	want := []string{"a.b@mail.example", "@someone_x", "https://x.example/a?b=1", "t.me/abc", "+7 701 123 45 67", "870512300123"}
	var got []string
	for _, s := range Values(text) {
		got = append(got, text[s.From:s.To])
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestAddressStrewn: the words of an address that stand far from each other are none, and no clause is struck for them.
func TestAddressStrewn(t *testing.T) {
	f := shipped(t).Finder([]Subject{{ID: "w", Withheld: true, Values: []Value{
		{Kind: Address, Text: "Abai street 12, flat 34, Almaty"},
		{Kind: Address, Text: "Shelter Quiet House, Talgar"},
		{Kind: Whereabouts, Text: "pension Tikhaya Gavan near Talgar"},
	}}})
	for _, text := range []string{
		"Abai street was closed to all traffic by the police on 12 March",
		"In Talgar the police searched each house of the village until it was quiet, and the shelter was closed",
		"Tikhaya street is in the town, and far away from it the port of Gavan",
	} {
		if hits := f.Hits(text); len(hits) > 0 {
			t.Errorf("%q: struck %q", text, text[hits[0].From:hits[0].To])
		}
	}
	for _, text := range []string{
		"she hid in the shelter Quiet House in Talgar", "Talgar, shelter “Quiet House”", "in Talgar, in the pension Tikhaya Gavan",
		"flat 34 of the house at number 12 in Abai street",
	} {
		hits := f.Hits(text)
		if len(hits) == 0 {
			t.Errorf("%q: no hit", text)
		}
	}
}

// TestAddressesInList: of addresses that stand side by side nothing is left, whichever of them a number is taken for.
func TestAddressesInList(t *testing.T) {
	f := shipped(t).Finder([]Subject{{ID: "w", Withheld: true, Values: []Value{{Kind: Address, Text: "ул. Сатпаева 45, кв. 9"}}}})
	for _, text := range []string{
		"lives at ul. Satpaeva 45 kv 9; Сатпаева, 45-9; д. 45 по Сатпаева; Satpayev street 45; then",
		"Сатпаева 45-9, Сатпаева 45-9, Сатпаева 45-9", "45 Satpayev, 45 Satpayev, 9", "Сатпаева 45; кв. 9; Сатпаева, дом 45, кв. 9",
	} {
		left := []byte(text)
		for _, h := range f.Hits(text) {
			for i := h.From; i < h.To; i++ {
				left[i] = ' '
			}
		}
		if rest := string(left); strings.ContainsAny(rest, "459") || strings.Contains(rest, "Сатп") || strings.Contains(rest, "Satp") {
			t.Errorf("%q: left %q", text, rest)
		}
	}
}
