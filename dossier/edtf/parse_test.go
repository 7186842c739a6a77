package edtf

import (
	"errors"
	"testing"
)

func TestParse(t *testing.T) {
	tests := []struct {
		text            string
		precision       Precision
		earliest, final string // "" where open or unknown
	}{
		{"2016", ToYear, "2016-01-01", "2016-12-31"},
		{"2016-03", ToMonth, "2016-03-01", "2016-03-31"},
		{"2016-03-12", ToDay, "2016-03-12", "2016-03-12"},
		{"2016-03-12T14:05Z", ToDay, "2016-03-12", "2016-03-12"},
		{"2016-03-12T14:05", ToDay, "2016-03-12", "2016-03-12"},
		{"2016-03-12T23:59:59+05:30", ToDay, "2016-03-12", "2016-03-12"},
		{"2016-03-12T23:59-03:00", ToDay, "2016-03-12", "2016-03-12"},
		{"2016?", ToYear, "2016-01-01", "2016-12-31"},
		{"2016-03~", ToMonth, "2016-03-01", "2016-03-31"},
		{"2016-03-12%", ToDay, "2016-03-12", "2016-03-12"},
		{"2004-XX", ToYear, "2004-01-01", "2004-12-31"},
		{"2004-XX-XX", ToYear, "2004-01-01", "2004-12-31"},
		{"2004-02-XX", ToMonth, "2004-02-01", "2004-02-29"},
		{"201X", ToDecade, "2010-01-01", "2019-12-31"},
		{"20XX", ToCentury, "2000-01-01", "2099-12-31"},
		{"2001-21", ToSeason, "2001-03-01", "2001-05-31"},
		{"2001-22", ToSeason, "2001-06-01", "2001-08-31"},
		{"2001-23", ToSeason, "2001-09-01", "2001-11-30"},
		{"2001-24", ToSeason, "2001-01-01", "2002-02-28"},
		{"2016/2018-05", ToInterval, "2016-01-01", "2018-05-31"},
		{"2016-03-12/..", ToInterval, "2016-03-12", ""},
		{"../2016", ToInterval, "", "2016-12-31"},
		{"2016/", ToInterval, "2016-01-01", ""},
		{"/2016", ToInterval, "", "2016-12-31"},
		{"2016~/2018?", ToInterval, "2016-01-01", "2018-12-31"},
		{"2004-06-XX/2004-07-03", ToInterval, "2004-06-01", "2004-07-03"},
		{"0000", ToYear, "0000-01-01", "0000-12-31"},
		{"0000/0000", ToInterval, "0000-01-01", "0000-12-31"},
		{"-0043-03-15", ToDay, "-0043-03-15", "-0043-03-15"},
		{"Y17000", ToYear, "", ""},
		{"Y-17000", ToYear, "", ""},
		{"2020-02-29", ToDay, "2020-02-29", "2020-02-29"},
		{"2000-02-29", ToDay, "2000-02-29", "2000-02-29"},
	}
	for _, tt := range tests {
		d, err := Parse(tt.text)
		if err != nil {
			t.Errorf("Parse(%q): %v", tt.text, err)
			continue
		}
		if d.String() != tt.text {
			t.Errorf("Parse(%q).String() = %q", tt.text, d)
		}
		if d.Precision() != tt.precision {
			t.Errorf("%s: precision %d, want %d", tt.text, d.Precision(), tt.precision)
		}
		if tt.text[0] == 'Y' {
			continue // its bounds have no EDTF text
		}
		for _, b := range []struct {
			name, want string
			bound      func() (Day, bool)
		}{{"earliest", tt.earliest, d.Earliest}, {"latest", tt.final, d.Latest}} {
			got := ""
			if day, ok := b.bound(); ok {
				got = day.String()
			}
			if got != b.want {
				t.Errorf("%s: %s %q, want %q", tt.text, b.name, got, b.want)
			}
		}
	}
}

func TestParseBad(t *testing.T) {
	tests := []struct {
		text, key string
		offset    int
	}{
		{"", "date.empty", -1},
		{"hello", "date.year", 0},
		{"201", "date.year", 0},
		{"20160", "date.year", 0},
		{"-0000", "date.year", 0},
		{"-", "date.year", 0},
		{"Y2016", "date.year", 0},
		{"Y", "date.year", 0},
		{"Y-", "date.year", 0},
		{"Y9999999999", "date.year", 0},
		{"2016-13", "date.month", 5},
		{"2016-00", "date.month", 5},
		{"2016-25", "date.month", 5},
		{"2016-3", "date.month", 5},
		{"2016-03-32", "date.day", 8},
		{"2016-03-00", "date.day", 8},
		{"2016-03-1", "date.day", 8},
		{"2019-02-29", "date.dayofmonth", 8},
		{"1900-02-29", "date.dayofmonth", 8},
		{"2019-04-31", "date.dayofmonth", 8},
		{"2019-04-12-01", "date.day", 8},
		{"2019-21-03", "date.level", 8},
		{"2019-XX-03", "date.level", 8},
		{"XXXX", "date.level", 0},
		{"2XXX", "date.level", 0},
		{"201X-05", "date.level", 0},
		{"2016-03T10:00", "date.time", 7},
		{"2016-03-12T", "date.time", 11},
		{"2016-03-12T24:00", "date.time", 11},
		{"2016-03-12T14:60", "date.time", 11},
		{"2016-03-12T14:05+15:00", "date.time", 11},
		{"2016-03-12T14:05ZZ", "date.time", 11},
		{"2018/2016", "date.order", 5},
		{"2018/2018/2019", "date.ends", 9},
		{"/", "date.ends", 0},
		{"../..", "date.ends", 2},
		{"2018/2019-13", "date.month", 10},
		{"2016??", "date.year", 0},
		{" 2016", "date.year", 0},
		{"２０１６", "date.year", 0},
	}
	for _, tt := range tests {
		d, err := Parse(tt.text)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("Parse(%q) = %v, %v; want an *Error", tt.text, d, err)
			continue
		}
		if e.Key() != tt.key || e.Offset() != tt.offset {
			t.Errorf("Parse(%q): key %s at %d, want %s at %d", tt.text, e.Key(), e.Offset(), tt.key, tt.offset)
		}
		if !d.IsZero() {
			t.Errorf("Parse(%q): a date beside an error: %s", tt.text, d)
		}
	}
}

func TestErrorSaysWhatAndWhere(t *testing.T) {
	tests := map[string]string{
		"2016-03-32": `read date: "32" is not a day of a month (at character 9)`,
		"2019-02-29": `read date: 2019-02 has no day 29 (at character 9)`,
		"2016-13":    `read date: "13" is not a month (01 to 12) or season (21 to 24) (at character 6)`,
		"":           `read date: there is no date`,
	}
	for text, want := range tests {
		if _, err := Parse(text); err == nil || err.Error() != want {
			t.Errorf("Parse(%q): %v, want %s", text, err, want)
		}
	}
}

func TestText(t *testing.T) {
	var d Date
	if err := d.UnmarshalText([]byte("2016-03~")); err != nil || d.String() != "2016-03~" {
		t.Errorf("UnmarshalText: %v, %v", d, err)
	}
	if err := d.UnmarshalText([]byte("2016-13")); err == nil || d.String() != "2016-03~" {
		t.Errorf("a bad text must change nothing: %v, %v", d, err)
	}
	if err := d.UnmarshalText(nil); err != nil || !d.IsZero() {
		t.Errorf("empty text: %v, %v", d, err)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2016-03-12T14:05Z", "2004-XX", "20XX", "../2016~", "2016/", "Y-17000", "-0043-03-15%", "0000/0000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Parse(s)
		if err != nil {
			return
		}
		again, err := Parse(d.String())
		if err != nil || again != d {
			t.Fatalf("Parse(%q) = %s, read again as %s, %v", s, d, again, err)
		}
		if Compare(d, d) != 0 || Before(d, d) == Yes {
			t.Fatalf("%s stands before itself", d)
		}
		first, ok1 := d.Earliest()
		last, ok2 := d.Latest()
		if ok1 && ok2 && first > last {
			t.Fatalf("%s ends before it begins", d)
		}
		moved := d.AddMonths(7)
		if again, err := Parse(moved.String()); !moved.IsZero() && (err != nil || again != moved) {
			t.Fatalf("%s and 7 months is %s, read again as %s, %v", d, moved, again, err)
		}
	})
}
