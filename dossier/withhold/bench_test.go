package withhold

import (
	"fmt"
	"testing"
	"unicode/utf8"
)

// grown is a case of many parties with invented names in several languages, and its texts.
func grown(parties, events int) ([]Subject, []string) {
	heads := []string{"Кар", "Жум", "Вер", "Тол", "Сад", "Бек", "Мур", "Гор", "Лад", "Пет", "Ер", "Оск", "Шин", "Дал", "Кул", "Зар", "Нос", "Руб", "Хас", "Щед"}
	middles := []string{"ман", "ал", "ет", "ыш", "ур", "ил", "он", "аг", "ев", "ас", "иб", "ор", "ум", "ен", "ат"}
	tails := []string{"ов", "ова", "ский", "енко", "баев", "ич", "швили", "ян", "ец"}
	given := []string{"Марат", "Айгуль", "Павел", "Гульнара", "Сергей", "Ольга", "Болат", "Нино", "Анна", "Тимур", "Мадина", "Фёдор", "Заур", "Юлия"}
	var subjects []Subject
	for i := range parties {
		family := heads[i%len(heads)] + middles[i/len(heads)%len(middles)] + middles[(i*7+3)%len(middles)] + tails[i%len(tails)]
		subjects = append(subjects, Subject{
			ID: fmt.Sprint("p", i), Withheld: i%2 == 0, Names: []Name{{Family: family, Given: given[i%len(given)]}},
			Values: []Value{{Kind: Telephone, Text: fmt.Sprintf("+7 701 %03d %02d %02d", i%1000, i/7%100, i%97)}, {Kind: Address, Text: fmt.Sprintf("улица %sная %d, кв. %d", heads[i%20], i%90, i%70)}},
		})
	}
	const prose = "Сотрудники полиции остановили машину на перекрёстке и попросили водителя предъявить документы; он вышел, не сопротивлялся. " +
		"In the report of the court it says that the hearing lasted twenty minutes and counsel had no time to read the file. Адвокат %s пришёл вечером, позвонил по +7 701 555 %02d 10 и говорил с %s о протоколе № %d."
	var texts []string
	for i := range events {
		n := subjects[i%len(subjects)].Names[0]
		texts = append(texts, fmt.Sprintf(prose, n.Family, i%100, n.Given, i))
	}
	return subjects, texts
}

func BenchmarkFinder(b *testing.B) {
	rules := shipped(b)
	for _, parties := range []int{10, 100, 500} {
		subjects, _ := grown(parties, 1)
		b.Run(fmt.Sprint(parties), func(b *testing.B) {
			for b.Loop() {
				rules.Finder(subjects)
			}
		})
	}
}

// BenchmarkHits grows to the size of a large case: 500 parties, 3,000 events.
func BenchmarkHits(b *testing.B) {
	rules := shipped(b)
	for _, size := range [][2]int{{10, 300}, {100, 1000}, {500, 3000}} {
		subjects, texts := grown(size[0], size[1])
		f := rules.Finder(subjects)
		b.Run(fmt.Sprintf("%d/%d", size[0], size[1]), func(b *testing.B) {
			n := 0
			for b.Loop() {
				n = 0
				for _, t := range texts {
					n += len(f.Hits(t))
				}
			}
			if n < size[1] {
				b.Fatalf("%d hits in %d texts", n, size[1])
			}
		})
	}
}

func FuzzHits(f *testing.F) {
	f.Add("Садыкова %D0%90 &#1040; \\u0410 G.S. +7 701 123 45 67 12.05.1987 @x 萨 نسرین")
	f.Add("Сад\u0301ы\u00adкова\x00\xff%25%D0 =D0=90 =D0")
	f.Add("&lt;&;&#x110000;%%%%E2%82 С-ва ʻ' ا")
	rules := shipped(f)
	finder := rules.Finder(append(crowdOf(f, readSet(f, "ordinary-seen.txt")), Subject{ID: "v", Withheld: true, Values: []Value{
		{Kind: Telephone, Text: "+7 701 123 45 67"}, {Kind: Address, Text: "пр. Абая 12, кв. 5"}, {Kind: Birth, Date: date(f, "1987-05-12")}, {Kind: Mail, Text: "a.bcdef@mail.example"},
	}}))
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, h := range finder.Hits(text) {
			if h.From < last || h.From >= h.To || h.To > len(text) {
				t.Fatalf("hit %d to %d of %d after %d", h.From, h.To, len(text), last)
			}
			if utf8.ValidString(text) && (!utf8.ValidString(text[h.From:h.To]) || !utf8.ValidString(text[:h.From])) {
				t.Fatalf("hit %d to %d cuts a letter", h.From, h.To)
			}
			if h.Subject == "" || h.Certain != (h.Reason == "") {
				t.Fatalf("hit %+v", h)
			}
			last = h.To
		}
		last = 0
		for _, s := range Values(text) {
			if s.From < last || s.From >= s.To || s.To > len(text) || utf8.ValidString(text) && !utf8.ValidString(text[s.From:s.To]) {
				t.Fatalf("span %d to %d of %d after %d", s.From, s.To, len(text), last)
			}
			last = s.To
		}
	})
}
