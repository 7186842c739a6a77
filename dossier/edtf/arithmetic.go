package edtf

import "time"

// OfTime is the day of t on its own clock, without the time.
func OfTime(t time.Time) Date {
	y, m, d := t.Date()
	return DayOf(y, int(m), d).EDTF()
}

// AddYears is the date n years on; see AddMonths.
func (d Date) AddYears(n int) Date { return d.AddMonths(12 * n) }

// AddMonths is the date n months on, for time limits. A day beyond the end of
// the month becomes its last day. A date that cannot be moved as it is keeps
// its bounds and becomes an interval: 2020 and 6 months is 2020-07/2021-06.
// The result is zero if a year is out of reach.
func (d Date) AddMonths(n int) Date {
	switch d.form {
	case formNone:
		return d
	case formSingle:
		return d.from.addMonths(n)
	}
	from, ok1 := d.from.moveEnd(n, false)
	to, ok2 := d.to.moveEnd(n, true)
	if !ok1 || !ok2 {
		return Date{}
	}
	return Date{form: formInterval, from: from, to: to}
}

// moveEnd moves one end of an interval; of a vague one its outer bound.
func (p point) moveEnd(n int, last bool) (point, bool) {
	if p.reach != Given {
		return p, true
	}
	moved := p.addMonths(n)
	if last && moved.form == formInterval {
		return moved.to, true
	}
	return moved.from, !moved.IsZero()
}

func (p point) addMonths(n int) Date {
	switch p.precision() {
	case ToDay, ToMonth:
		year, month := shift(int64(p.year), int(p.month), n)
		p.month = uint8(month)
		if p.day != unspecified {
			p.day = uint8(min(int(p.day), monthDays(year, month)))
		}
		return dated(p, year)
	case ToDecade:
		if n%120 == 0 {
			return dated(p, int64(p.year)+int64(n/12))
		}
	case ToCentury:
		if n%1200 == 0 {
			return dated(p, int64(p.year)+int64(n/12))
		}
	default:
		if n%12 == 0 {
			return dated(p, int64(p.year)+int64(n/12))
		}
	}
	return p.addToBounds(n)
}

// addToBounds moves the first and the last month that a vague date can mean.
func (p point) addToBounds(n int) Date {
	end := func(day Day) (point, bool) {
		y, m, _ := day.AddMonths(n).Date()
		q := point{doubt: p.doubt, month: uint8(m)}
		if n%12 == 0 {
			q.month = 0
		}
		d := dated(q, int64(y))
		return d.from, !d.IsZero()
	}
	from, ok1 := end(p.first().day)
	to, ok2 := end(p.last().day)
	if !ok1 || !ok2 {
		return Date{}
	}
	return Date{form: formInterval, from: from, to: to}
}

// dated is p in a year, zero where the text could not say it: years of more
// than four digits have no months, decades no minus.
func dated(p point, year int64) Date {
	limit := int64(maxYear)
	if p.month != 0 || p.mask != 0 {
		limit = 9999
	}
	if year > limit || year < -limit || p.mask != 0 && year < 0 {
		return Date{}
	}
	p.year = int32(year)
	return single(p)
}
