package edtf

import "testing"

// TestReadSaid reads dates as they are said on 1 December 2026.
func TestReadSaid(t *testing.T) {
	today, _ := Parse("2026-12-01")
	for _, c := range []struct{ text, language, want string }{
		{"today", "en", "2026-12-01"},
		{"Yesterday", "en", "2026-11-30"},
		{"the day before yesterday", "en", "2026-11-29"},
		{"сегодня 18:40", "ru", "2026-12-01T18:40"},
		{"вчера в 9:05", "ru", "2026-11-30T09:05"},
		{"бүгін", "kk", "2026-12-01"},
		{"hier", "fr", "2026-11-30"},
		{"ayer", "es", "2026-11-30"},
		{"12 марта", "ru", "2026-03-12"},
		{"12 декабря", "ru", "2025-12-12"},
		{"1 December", "en", "2026-12-01"},
		{"March", "en", "2026-03"},
		{"12.03", "ru", "2026-03-12"},
		{"12.03.26 18:40", "ru", "2026-03-12T18:40"},
		{"12.03.26", "ru", "2026-03-12"},
		{"12/03/99", "en", "1999-03-12"},
		{"between 5 and 6 May", "en", "2026-05-05/2026-05-06"},
		{"с 5 по 6 декабря", "ru", "2025-12-05/2025-12-06"},
		{"about 5 May", "en", "2026-05-05~"},
		{"before 5 May", "en", "../2026-05-05"},
		{"12 March 2020", "en", "2020-03-12"},
		// What has no meaning even so stays a question.
		{"2019-21", "en", ""},
		{"2010-12", "en", ""},
		{"5", "en", ""},
		{"30 February", "en", ""},
		{"13.13.26", "en", ""},
		{"when it rained", "en", ""},
		{"todays", "en", ""},
	} {
		d, _, err := ReadSaid(c.text, c.language, today)
		got := d.String()
		if err != nil {
			got = ""
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q (%v)", c.text, got, c.want, err)
		}
	}
	if _, _, err := ReadSaid("12 марта", "ru", Date{}); err == nil {
		t.Error("without a day a year is guessed")
	}
}

// FuzzReadSaid: whatever is understood is a date that reads again.
func FuzzReadSaid(f *testing.F) {
	for _, s := range []string{"12.03.26 18:40", "вчера", "between 5 and 6 May", "12/13/14", "..", "today today"} {
		f.Add(s, "ru")
	}
	today, _ := Parse("2026-12-01")
	f.Fuzz(func(t *testing.T, s, language string) {
		d, _, err := ReadSaid(s, language, today)
		if err != nil {
			return
		}
		if again, err := Parse(d.String()); err != nil || again != d {
			t.Errorf("%q is %s, which reads as %s (%v)", s, d, again, err)
		}
	})
}
