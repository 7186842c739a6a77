package edtf

import (
	"errors"
	"testing"
)

func TestParseHuman(t *testing.T) {
	tests := []struct{ language, text, want string }{
		{"en", "12.03.2020", "2020-03-12"},
		{"en", "12/03/2020", "2020-03-12"},
		{"en-US", "12/03/2020", "2020-03-12"},
		{"en", "12-03-2020", "2020-03-12"},
		{"en", "2020.03.12", "2020-03-12"},
		{"en", "2020-3-5", "2020-03-05"},
		{"en", " 5. 3. 2020 ", "2020-03-05"},
		{"en", "12 March 2020", "2020-03-12"},
		{"en", "March 12, 2020", "2020-03-12"},
		{"en", "12th of March, 2020", "2020-03-12"},
		{"en", "12 Mar. 2020", "2020-03-12"},
		{"en", "Sept 2020", "2020-09"},
		{"en", "March 2020", "2020-03"},
		{"en", "in May 2020", "2020-05"},
		{"en", "03/2020", "2020-03"},
		{"en", "2020", "2020"},
		{"en", "about 2020", "2020~"},
		{"en", "c. March 2020", "2020-03~"},
		{"en", "ca.2020", "2020~"},
		{"en", "perhaps 2020", "2020?"},
		{"en", "12 March 2020?", "2020-03-12?"},
		{"en", "perhaps about 2020", "2020%"},
		{"en", "before 2020", "../2020"},
		{"en", "before 12 March 2020", "../2020-03-12"},
		{"en", "after about 2020", "2020~/.."},
		{"en", "since March 2020", "2020-03/.."},
		{"en", "between 2019 and March 2020", "2019/2020-03"},
		{"en", "from 12 to 15 March 2020", "2020-03-12/2020-03-15"},
		{"en", "12–15 March 2020", "2020-03-12/2020-03-15"},
		{"en", "12-15 March 2020", "2020-03-12/2020-03-15"},
		{"en", "28 February – 3 March 2020", "2020-02-28/2020-03-03"},
		{"en", "March-April 2020", "2020-03/2020-04"},
		{"en", "2019-2020", "2019/2020"},
		{"en", "2019 — 2020", "2019/2020"},
		{"en", "12 March 2020, 14:05", "2020-03-12T14:05"},
		{"en", "12 March 2020 at 9:05 UTC", "2020-03-12T09:05Z"},
		{"en", "spring 2020", "2020-21"},
		{"en", "Fall 2020", "2020-23"},
		{"en", "the 2010s", "201X"},
		{"en", "2016-03-12T14:05Z", "2016-03-12T14:05Z"},
		{"en", "201X", "201X"},
		{"en", "2016/..", "2016/.."},
		{"ru", "12 марта 2020", "2020-03-12"},
		{"ru", "12 марта 2020 г.", "2020-03-12"},
		{"ru", "12 марта 2020\u00a0года", "2020-03-12"},
		{"ru", "1-го мая 2020", "2020-05-01"},
		{"ru", "март 2020", "2020-03"},
		{"ru", "МАРТ 2020 Г.", "2020-03"},
		{"ru", "в мае 2020 года", "2020-05"},
		{"ru", "сент. 2020", "2020-09"},
		{"ru", "ок. 2020", "2020~"},
		{"ru", "примерно в 2020 году", "2020~"},
		{"ru", "до 2020", "../2020"},
		{"ru", "после 12.03.2020", "2020-03-12/.."},
		{"ru", "между 2019 и 2020 гг.", "2019/2020"},
		{"ru", "с 12 по 15 марта 2020 г.", "2020-03-12/2020-03-15"},
		{"ru", "весной 2020", "2020-21"},
		{"ru", "летом 2020 г.", "2020-22"},
		{"ru", "2010-е годы", "201X"},
		{"ru", "12.03.2020 в 14:05", "2020-03-12T14:05"},
		{"en", "12 марта 2020", "2020-03-12"},
		{"ru", "12 March 2020", "2020-03-12"},
		{"fr", "1er août 2020", "2020-08-01"},
		{"fr", "12 févr. 2020", "2020-02-12"},
		{"fr", "vers 2020", "2020~"},
		{"fr", "avant mars 2020", "../2020-03"},
		{"fr", "été 2020", "2020-22"},
		{"fr", "années 2010", "201X"},
		{"fr", "entre 2019 et 2020", "2019/2020"},
		{"fr", "du 12 au 15 mars 2020", "2020-03-12/2020-03-15"},
		{"es", "12 de marzo de 2020", "2020-03-12"},
		{"es", "hacia 2020", "2020~"},
		{"es", "otoño de 2020", "2020-23"},
		{"es", "entre 2019 y 2020", "2019/2020"},
		{"kk", "2020 жылғы 12 наурыз", "2020-03-12"},
		{"kk", "2020 жылдың наурызында", "2020-03"},
		{"kk", "шамамен 2020 жыл", "2020~"},
		{"kk", "2020 жылға дейін", "../2020"},
		{"kk", "2020 жылдың күзі", "2020-23"},
		{"", "12 mars 2020", "2020-03-12"},
	}
	for _, tt := range tests {
		d, err := ParseHuman(tt.text, tt.language)
		if err != nil || d.String() != tt.want {
			t.Errorf("ParseHuman(%q, %q) = %q, %v; want %q", tt.text, tt.language, d, err, tt.want)
		}
	}
}

func TestParseHumanBad(t *testing.T) {
	tests := []struct{ text, key string }{
		{"", "date.empty"},
		{"  ", "date.empty"},
		{"32 May", "date.day"},
		{"32 мая", "date.day"},
		{"32 May 2020", "date.day"},
		{"0 May 2020", "date.day"},
		{"00.03.2020", "date.day"},
		{"12 May", "date.noyear"},
		{"May", "date.noyear"},
		{"12", "date.noyear"},
		{"31 июня 2020", "date.dayofmonth"},
		{"29.02.2019", "date.dayofmonth"},
		{"2019-02-29", "date.dayofmonth"},
		{"12/31/2020", "date.month"},
		{"13.2020", "date.month"},
		{"00.2020", "date.month"},
		{"12.03.20", "date.year"},
		{"12 March 20", "date.year"},
		{"12 Mrach 2020", "date.unknown"},
		{"end of last week", "date.unknown"},
		{"12 March April 2020", "date.unknown"},
		{"12 13 March 2020", "date.unknown"},
		{"12 spring 2020", "date.unknown"},
		{"jui 2020", "date.unknown"}, // French for June or July
		{"2015s", "date.unknown"},
		{"20200", "date.unknown"},
		{"before", "date.unknown"},
		{"before 32 May", "date.day"},
		{"-", "date.unknown"},
		{"2020 - 2019", "date.order"},
		{"15-12 March 2020", "date.order"},
		{"12.03.2020 25:00", "date.time"},
		{"March 2020 14:05", "date.time"},
		{"12 March 2020 \x00", "date.unknown"},
	}
	for _, tt := range tests {
		d, err := ParseHuman(tt.text, "en")
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("ParseHuman(%q) = %q, %v; want key %s", tt.text, d, err, tt.key)
			continue
		}
		if e.Key() != tt.key {
			t.Errorf("ParseHuman(%q): key %s %v, want %s", tt.text, e.Key(), e.Args(), tt.key)
		}
		if !d.IsZero() {
			t.Errorf("ParseHuman(%q): a date beside an error: %s", tt.text, d)
		}
	}
}

func FuzzParseHuman(f *testing.F) {
	for _, s := range []string{"12 марта 2020 г., 14:05", "between 12 and 15 March 2020", "c. 2010s?", "1-го мая 2020", "2020 жылға дейін", "до - по"} {
		f.Add(s, "ru")
	}
	f.Fuzz(func(t *testing.T, s, language string) {
		d, err := ParseHuman(s, language)
		if err != nil {
			return
		}
		if again, err := Parse(d.String()); err != nil || again != d {
			t.Fatalf("ParseHuman(%q) = %s, read again as %s, %v", s, d, again, err)
		}
	})
}
