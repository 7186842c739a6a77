package edtf

import "cmp"

// Day is a day of the proleptic Gregorian calendar, counted from 1 January of
// the year 0. Days compare with < and subtract to a number of days.
type Day int64

// DayOf is the day of a year, month (1–12) and day; a day beyond the end of
// the month counts on into the next.
func DayOf(year, month, day int) Day {
	return dayOf(int64(year), month, day)
}

func dayOf(year int64, month, day int) Day {
	n := year*365 + floorDiv(year+3, 4) - floorDiv(year+99, 100) + floorDiv(year+399, 400)
	for m := 1; m < month; m++ {
		n += int64(monthDays(year, m))
	}
	return Day(n + int64(day) - 1)
}

// Compare is -1, 0 or 1 as d lies before, on or after other.
func (d Day) Compare(other Day) int { return cmp.Compare(d, other) }

// Date is the year, month (1–12) and day of the month.
func (d Day) Date() (year, month, day int) {
	const cycle = 146097 // days in 400 years
	era := floorDiv(int64(d), cycle)
	rest := int64(d) - era*cycle
	y := rest / 366 // never too far; the loop walks the rest
	for dayOf(y+1, 1, 1) <= Day(rest) {
		y++
	}
	rest -= int64(dayOf(y, 1, 1))
	month = 1
	for rest >= int64(monthDays(y, month)) {
		rest -= int64(monthDays(y, month))
		month++
	}
	return int(era*400 + y), month, int(rest) + 1
}

// AddMonths is the day n months on; where the month is too short, its last
// day: 31 January and one month is 28 or 29 February.
func (d Day) AddMonths(n int) Day {
	y, m, day := d.Date()
	year, month := shift(int64(y), m, n)
	return dayOf(year, month, min(day, monthDays(year, month)))
}

// AddYears is the day n years on; 29 February becomes 28 where it must.
func (d Day) AddYears(n int) Day { return d.AddMonths(12 * n) }

// EDTF is the day as a Date; zero if the year is out of reach.
func (d Day) EDTF() Date {
	y, m, day := d.Date()
	return dated(point{month: uint8(m), day: uint8(day)}, int64(y))
}

// String is the day as EDTF.
func (d Day) String() string { return d.EDTF().String() }

// shift is the month n months after month m of year.
func shift(year int64, m, n int) (int64, int) {
	months := year*12 + int64(m-1) + int64(n)
	y := floorDiv(months, 12)
	return y, int(months-y*12) + 1
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func monthDays(year int64, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// Earliest is the first day the date can mean as written, and whether there is
// one: an open or unknown start and the zero Date have none.
//
// Seasons are those of the northern half of the world by whole months. Winter
// reaches from January of its year to February of the next, because people
// name a winter by either of its years.
func (d Date) Earliest() (Day, bool) {
	if d.form == formNone || d.from.reach != Given {
		return 0, false
	}
	return d.from.first().day, true
}

// Latest is the last day the date can mean as written, and whether there is
// one; see Earliest.
func (d Date) Latest() (Day, bool) {
	last := d.from
	if d.form == formInterval {
		last = d.to
	}
	if d.form == formNone || last.reach != Given {
		return 0, false
	}
	return last.last().day, true
}

// moment is a second of a day on the clock of the place.
type moment struct {
	day    Day
	second int32
}

const daySeconds = 24 * 60 * 60

func (m moment) after(other moment) bool { return m.compare(other) > 0 }

func (m moment) compare(other moment) int {
	return cmp.Or(cmp.Compare(m.day, other.day), cmp.Compare(m.second, other.second))
}

// first is the first moment a point can mean.
func (p point) first() moment {
	month, day := 1, 1
	switch {
	case p.month >= 21 && p.month <= 23:
		month = 3 * int(p.month-20)
	case p.month <= 12:
		month = max(1, int(p.month))
	}
	if p.day != unspecified {
		day = max(1, int(p.day))
	}
	return moment{dayOf(int64(p.year), month, day), p.clock.seconds()}
}

// last is the last moment a point can mean.
func (p point) last() moment {
	year, month := int64(p.year), 12
	switch {
	case p.mask > 0:
		year += [...]int64{0, 9, 99}[p.mask]
	case p.month == 24:
		year, month = year+1, 2
	case p.month >= 21 && p.month <= 23:
		month = 3*int(p.month-20) + 2
	case p.month >= 1 && p.month <= 12:
		month = int(p.month)
	}
	day := monthDays(year, month)
	if p.day != 0 && p.day != unspecified {
		day = int(p.day)
	}
	m := moment{dayOf(year, month, day), daySeconds - 1}
	if p.clock.set {
		m.second = p.clock.seconds()
		if !p.clock.hasSecond {
			m.second += 59
		}
	}
	return m
}

func (c clock) seconds() int32 {
	return int32(c.hour)*3600 + int32(c.minute)*60 + int32(c.second)
}
