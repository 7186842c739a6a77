// Package edtf holds dates as exactly as they are known: levels 0 and 1 of the
// Extended Date/Time Format (ISO 8601-2:2019; Library of Congress, EDTF
// specification). A day, a month, a season, a year, a decade, a doubtful or
// approximate date, an interval with an open or unknown end are all one Date.
//
// A witness seldom knows the day, and a date made more precise than it was
// told destroys a case. So a Date never gains precision: it keeps what was
// written, and gives bounds (the earliest and the latest day it can mean) to
// whoever has to compare or count. Answers that follow from bounds come as
// ranges, or as "cannot say".
//
// The package does not print dates for people (package lang does, per
// language), knows no calendar but the proleptic Gregorian one, and does not
// say whether an interval is a whole span or one point within it: the record
// that holds the date does.
package edtf

import "fmt"

// Date is one EDTF value. It is immutable and comparable with ==; the zero
// Date means that no date is given.
type Date struct {
	form     form
	from, to point // to is used by intervals only
}

type form uint8

const (
	formNone form = iota
	formSingle
	formInterval
)

// Reach says what is known of one end of an interval.
type Reach uint8

// The states of an end.
const (
	Given   Reach = iota // a date stands there
	Open                 // "..": the span goes on without limit, or to this day
	Unknown              // nothing written: it ended, nobody says when
)

// Doubt says how sure the source is of a date.
type Doubt uint8

// The qualifications of EDTF level 1. Both is Uncertain|Approximate.
const (
	Sure        Doubt = 0
	Uncertain   Doubt = 1 // "?": the source of the date is doubtful
	Approximate Doubt = 2 // "~": the date is about right
	Both        Doubt = 3 // "%"
)

// Uncertain reports whether the date carries "?" or "%".
func (q Doubt) Uncertain() bool { return q&Uncertain != 0 }

// Approximate reports whether the date carries "~" or "%".
func (q Doubt) Approximate() bool { return q&Approximate != 0 }

// Precision says how much of a date is known, from fine to coarse.
type Precision uint8

// The precisions. A month with an unspecified day ("2004-07-XX") is a month,
// a year with an unspecified month ("2004-XX") is a year.
const (
	None Precision = iota
	ToDay
	ToMonth
	ToSeason
	ToYear
	ToDecade
	ToCentury
	ToInterval
)

const unspecified = 255 // "XX" as month or day

// maxYear bounds the years a Date can hold, on either side of 0.
const maxYear = 999_999_999

// point is one date without an interval.
type point struct {
	reach Reach
	doubt Doubt
	mask  uint8 // trailing X of the year: 0, 1 (decade) or 2 (century)
	month uint8 // 0 not written, 1–12, 21–24 season, unspecified
	day   uint8 // 0 not written, 1–31, unspecified
	year  int32 // with a mask the first year meant
	clock clock
}

// Clock is a time of day as written, on the clock of the place.
type Clock struct {
	Hour, Minute, Second int
	HasSecond            bool
	HasZone              bool
	Zone                 int // minutes east of UTC
}

type clock struct {
	set, hasSecond, hasZone bool
	hour, minute, second    uint8
	zone                    int16
}

// IsZero reports whether no date is given.
func (d Date) IsZero() bool { return d.form == formNone }

// IsInterval reports whether the date was written with a solidus.
func (d Date) IsInterval() bool { return d.form == formInterval }

// Start is the first date of an interval and what is known of it; the Date is
// zero unless Given. Of another date it is the date itself.
func (d Date) Start() (Date, Reach) {
	if d.form == formNone {
		return Date{}, Unknown
	}
	return single(d.from), d.from.reach
}

// End is the last date of an interval and what is known of it; the Date is
// zero unless Given. Of another date it is the date itself.
func (d Date) End() (Date, Reach) {
	if d.form != formInterval {
		return d.Start()
	}
	return single(d.to), d.to.reach
}

func single(p point) Date {
	if p.reach != Given {
		return Date{}
	}
	return Date{form: formSingle, from: p}
}

// Year is the year, or the first year of a decade or century. Years before 1
// count astronomically: 0 is 1 BC. Of an interval it is 0, as of all parts.
func (d Date) Year() int { return int(d.part().year) }

// Month is 1 to 12, or 0 where no month is known.
func (d Date) Month() int {
	if m := d.part().month; m <= 12 {
		return int(m)
	}
	return 0
}

// Season is 1 (spring) to 4 (winter), or 0 where none is written.
func (d Date) Season() int {
	if m := d.part().month; m >= 21 && m <= 24 {
		return int(m) - 20
	}
	return 0
}

// Day is 1 to 31, or 0 where no day is known.
func (d Date) Day() int {
	if n := d.part().day; n != unspecified {
		return int(n)
	}
	return 0
}

// MonthUnspecified reports whether the month was written as "XX".
func (d Date) MonthUnspecified() bool { return d.part().month == unspecified }

// DayUnspecified reports whether the day was written as "XX".
func (d Date) DayUnspecified() bool { return d.part().day == unspecified }

// Doubt is the qualification of the date; of an interval that of either end.
func (d Date) Doubt() Doubt { return d.from.doubt | d.to.doubt }

// Clock is the time of day, and whether one is written.
func (d Date) Clock() (Clock, bool) {
	c := d.part().clock
	return Clock{
		Hour: int(c.hour), Minute: int(c.minute), Second: int(c.second),
		HasSecond: c.hasSecond, HasZone: c.hasZone, Zone: int(c.zone),
	}, c.set
}

func (d Date) part() point {
	if d.form == formSingle {
		return d.from
	}
	return point{}
}

// Precision says how much of the date is known.
func (d Date) Precision() Precision {
	switch d.form {
	case formNone:
		return None
	case formInterval:
		return ToInterval
	}
	return d.from.precision()
}

func (p point) precision() Precision {
	switch {
	case p.mask == 2:
		return ToCentury
	case p.mask == 1:
		return ToDecade
	case p.month == 0 || p.month == unspecified:
		return ToYear
	case p.month > 12:
		return ToSeason
	case p.day == 0 || p.day == unspecified:
		return ToMonth
	}
	return ToDay
}

// String is the canonical EDTF text, "" for the zero Date. Parse gives the
// same Date back.
func (d Date) String() string {
	switch d.form {
	case formSingle:
		return d.from.String()
	case formInterval:
		return d.from.String() + "/" + d.to.String()
	}
	return ""
}

// String is the EDTF text of one end or of a date without an interval.
func (p point) String() string {
	switch p.reach {
	case Open:
		return ".."
	case Unknown:
		return ""
	}
	return p.yearText() + pair("-", p.month) + pair("-", p.day) + p.clock.String() + [...]string{"", "?", "~", "%"}[p.doubt]
}

func (p point) yearText() string {
	switch {
	case p.mask == 2:
		return fmt.Sprintf("%02dXX", p.year/100)
	case p.mask == 1:
		return fmt.Sprintf("%03dX", p.year/10)
	case p.year > 9999 || p.year < -9999:
		return fmt.Sprintf("Y%d", p.year)
	case p.year < 0:
		return fmt.Sprintf("-%04d", -p.year)
	}
	return fmt.Sprintf("%04d", p.year)
}

func pair(sep string, n uint8) string {
	switch n {
	case 0:
		return ""
	case unspecified:
		return sep + "XX"
	}
	return fmt.Sprintf("%s%02d", sep, n)
}

// String is the time as it stands behind a date, with the T.
func (c clock) String() string {
	if !c.set {
		return ""
	}
	s := fmt.Sprintf("T%02d:%02d", c.hour, c.minute)
	if c.hasSecond {
		s += fmt.Sprintf(":%02d", c.second)
	}
	switch {
	case !c.hasZone:
		return s
	case c.zone == 0:
		return s + "Z"
	case c.zone < 0:
		return s + fmt.Sprintf("-%02d:%02d", -c.zone/60, -c.zone%60)
	}
	return s + fmt.Sprintf("+%02d:%02d", c.zone/60, c.zone%60)
}

// MarshalText gives the canonical text, "" for the zero Date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what Parse reads; empty text is the zero Date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
