package edtf

import (
	"slices"
	"testing"
	"time"
)

func must(t *testing.T, s string) Date {
	t.Helper()
	if s == "" {
		return Date{}
	}
	d, err := Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestCompare(t *testing.T) {
	want := []string{
		"-0043-03-15", "0000", "1999",
		"../2020", "2020-01-01", "2020-01", "2020", "2020/2021", "202X", "2020/..", // 202X has an end, 2020/.. has none
		"2020-02", "2020-03-12", "2020-03-12T09:00", "2020-03-12T10:00", "2020-03-13", "", "",
	}
	dates := make([]Date, len(want))
	for i, s := range want {
		dates[(i*7)%len(want)] = must(t, s)
	}
	slices.SortFunc(dates, Compare)
	for i, s := range want {
		if dates[i].String() != s {
			t.Fatalf("place %d: %q, want %q in %v", i, dates[i], s, dates)
		}
	}
}

func TestBefore(t *testing.T) {
	tests := []struct {
		a, b string
		want Answer
	}{
		{"2019", "2020", Yes},
		{"2020", "2019", No},
		{"2020-03-12", "2020-03-12", CannotSay},
		{"2020", "2020-03", CannotSay},
		{"2020-03-12T09:00", "2020-03-12T10:00", Yes},
		{"2020-03-12T10:00", "2020-03-12T09:00", No},
		{"2020-03-12T09:00", "2020-03-12T09:00", CannotSay},
		{"2020-03-12", "2020-03-12T09:00", CannotSay},
		{"2020-03-12T23:30-05:00", "2020-03-13T01:00+05:00", No}, // 04:30 and 20:00 UTC the day before
		{"../2019", "2020", Yes},
		{"2019/..", "2020", CannotSay},
		{"2021/..", "2020", No},
		{"2019/", "2020", CannotSay},
		{"2019-12-20~", "2020-01-10", CannotSay},
		{"2019-10-20~", "2020-01-10", Yes},
		{"2019?", "2020", CannotSay},
		{"1950~", "2020", Yes},
		{"201X", "2020", Yes},
		{"", "2020", CannotSay},
		{"2020", "", CannotSay},
	}
	for _, tt := range tests {
		if got := Before(must(t, tt.a), must(t, tt.b)); got != tt.want {
			t.Errorf("Before(%q, %q) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}

func TestAgeAndDays(t *testing.T) {
	tests := []struct {
		a, b      string
		age, days Span
	}{
		{"1980-05-12", "2020-05-11", Span{39, 39, true, false}, Span{14609, 14609, true, false}},
		{"1980-05-12", "2020-05-12", Span{40, 40, true, false}, Span{14610, 14610, true, false}},
		{"2000-02-29", "2001-02-28", Span{0, 0, true, false}, Span{365, 365, true, false}},
		{"2000-02-29", "2001-03-01", Span{1, 1, true, false}, Span{366, 366, true, false}},
		{"1980", "2020-05-12", Span{39, 40, true, false}, Span{14377, 14742, true, false}},
		{"1980~", "2020", Span{39, 40, true, true}, Span{14245, 14975, true, true}},
		{"2020", "2020", Span{-1, 0, true, false}, Span{-365, 365, true, false}},
		{"../1980", "2020", Span{}, Span{}},
		{"", "2020", Span{}, Span{}},
	}
	for _, tt := range tests {
		a, b := must(t, tt.a), must(t, tt.b)
		if got := a.Age(b); got != tt.age {
			t.Errorf("age of %q on %q: %+v, want %+v", tt.a, tt.b, got, tt.age)
		}
		if got := DaysBetween(a, b); got != tt.days {
			t.Errorf("days from %q to %q: %+v, want %+v", tt.a, tt.b, got, tt.days)
		}
	}
}

func TestAddMonths(t *testing.T) {
	tests := []struct {
		date   string
		months int
		want   string
	}{
		{"2020-01-31", 1, "2020-02-29"},
		{"2019-01-31", 1, "2019-02-28"},
		{"2020-02-29", 12, "2021-02-28"},
		{"2020-08-31", 6, "2021-02-28"},
		{"2020-03-31", -1, "2020-02-29"},
		{"0000-01-15", -1, "-0001-12-15"},
		{"2020-12-12T10:00Z", 4, "2021-04-12T10:00Z"},
		{"2020-11~", 4, "2021-03~"},
		{"2020-11-XX", 4, "2021-03-XX"},
		{"2020", 24, "2022"},
		{"2020", 6, "2020-07/2021-06"},
		{"2020-21", 6, "2020-09/2020-11"},
		{"2020-21", 12, "2021-21"},
		{"202X", 120, "203X"},
		{"202X", 12, "2021/2030"},
		{"2020/2021", 6, "2020-07/2022-06"},
		{"2020-01/..", 6, "2020-07/.."},
		{"../2020-01-31", 1, "../2020-02-29"},
		{"-0001", 12, "0000"},
		{"0000/0000", 12, "0001/0001"},
		{"9999-12", 1, ""},
		{"", 6, ""},
	}
	for _, tt := range tests {
		if got := must(t, tt.date).AddMonths(tt.months).String(); got != tt.want {
			t.Errorf("%q and %d months: %q, want %q", tt.date, tt.months, got, tt.want)
		}
	}
	if got := must(t, "2020-02-29").AddYears(1).String(); got != "2021-02-28" {
		t.Errorf("a year after a leap day: %s", got)
	}
}

func TestDayOfMatchesTime(t *testing.T) {
	start := time.Date(-401, 1, 1, 0, 0, 0, 0, time.UTC)
	first := DayOf(-401, 1, 1)
	for i := 0; i < 1_200_000; i += 17 {
		at := start.AddDate(0, 0, i)
		y, m, d := at.Date()
		day := DayOf(y, int(m), d)
		if day-first != Day(i) {
			t.Fatalf("day of %v: %d, want %d", at, day-first, i)
		}
		if y2, m2, d2 := day.Date(); y2 != y || m2 != int(m) || d2 != d {
			t.Fatalf("date of %v: %d-%d-%d", at, y2, m2, d2)
		}
	}
	if got := OfTime(start).String(); got != "-0401-01-01" {
		t.Errorf("OfTime: %s", got)
	}
}
