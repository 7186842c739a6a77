package edtf

import (
	"cmp"
	"regexp"
	"strings"
)

// Answer is the answer to a question about dates that may be vague.
type Answer uint8

// The answers.
const (
	CannotSay Answer = iota
	Yes
	No
)

// Compare is a total order for sorting: by the earliest moment a date can
// mean, then the latest, then the precision, then the text. No date comes
// last. A date without a start ("before 2020") stands where its end begins,
// ahead of what begins there: at the head of a list of centuries it would be
// lost to the reader. Clocks with zones are compared by the moment they mean; one
// without a zone is taken for UTC beside them, as an order needs one clock for all.
// Whoever knows the zone of the place moves the others to it first, see In.
func Compare(a, b Date) int {
	return cmp.Or(CompareWritten(a.In(0), b.In(0)), strings.Compare(a.String(), b.String()))
}

// CompareWritten is Compare with all clocks as written, without their zones: for dates
// that were moved to one zone before.
func CompareWritten(a, b Date) int {
	if a.IsZero() || b.IsZero() {
		return cmp.Compare(rank(a.IsZero()), rank(b.IsZero()))
	}
	return cmp.Or(
		a.position().compare(b.position()),
		cmp.Compare(rank(a.from.reach == Given), rank(b.from.reach == Given)),
		cmp.Compare(rank(a.endless()), rank(b.endless())),
		a.final().compare(b.final()),
		cmp.Compare(a.Precision(), b.Precision()),
		strings.Compare(a.String(), b.String()),
	)
}

// In is the date with each clock that has a zone moved to another zone, in minutes
// east of UTC: the same moment, perhaps on another day. What has no zone stays.
func (d Date) In(zone int) Date {
	d.from, d.to = d.from.in(zone), d.to.in(zone)
	return d
}

func (p point) in(zone int) point {
	if !p.clock.hasZone || p.reach != Given || int(p.clock.zone) == zone {
		return p
	}
	total := int64(dayOf(int64(p.year), int(p.month), int(p.day)))*daySeconds + int64(p.clock.seconds()) + int64(zone-int(p.clock.zone))*60
	day := floorDiv(total, daySeconds)
	rest := int(total - day*daySeconds)
	y, m, n := Day(day).Date()
	p.year, p.month, p.day = int32(y), uint8(m), uint8(n)
	p.clock.hour, p.clock.minute, p.clock.second, p.clock.zone = uint8(rest/3600), uint8(rest/60%60), uint8(rest%60), int16(zone)
	return p
}

// At is the date with a time of day that was told apart from it, as "18:40" and
// "+05:00", for ordering; the date itself where that is no time of a known day, or it
// has one.
func (d Date) At(clock, zone string) Date {
	if d.form != formSingle || d.from.clock.set || d.from.precision() != ToDay {
		return d
	}
	m := toldClock.FindStringSubmatch(strings.TrimSpace(clock))
	if m == nil {
		return d
	}
	if len(m[1]) == 1 {
		m[1] = "0" + m[1]
	}
	text := m[1] + ":" + m[2] + m[3]
	c, err := parseClock(text+toldZone(zone), -1)
	if err != nil {
		if c, err = parseClock(text, -1); err != nil {
			return d
		}
	}
	d.from.clock = c
	return d
}

var toldClock = regexp.MustCompile(`^(\d{1,2})[:.hч](\d\d)((?::\d\d)?)$`)

// toldZone is a zone as EDTF writes it, "" for one in words.
func toldZone(s string) string {
	s = strings.ToUpper(strings.ReplaceAll(strings.TrimSpace(s), "−", "-"))
	if s == "Z" || s == "UTC" || s == "GMT" {
		return "Z"
	}
	m := zoneForm.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	if len(m[2]) == 1 {
		m[2] = "0" + m[2]
	}
	if m[3] == "" {
		m[3] = "00"
	}
	return m[1] + m[2] + ":" + m[3]
}

var zoneForm = regexp.MustCompile(`^(?:UTC|GMT)? ?([+-])(\d{1,2}):?(\d\d)?$`)

func rank(b bool) int {
	if b {
		return 1
	}
	return 0
}

// position is the moment that a date is sorted by.
func (d Date) position() moment {
	if d.from.reach != Given {
		return d.to.first()
	}
	return d.from.first()
}

func (d Date) endless() bool { return d.form == formInterval && d.to.reach != Given }

// final is the last moment of a date; of a date without end that of its start.
func (d Date) final() moment {
	if d.form == formInterval && d.to.reach == Given {
		return d.to.last()
	}
	return d.from.last()
}

// Before says whether all of a lies before all of b. It answers Yes or No only
// where the bounds leave no doubt: two dates on the same day without clocks
// cannot be told apart, and a date with "?" or "~" may be off by up to one
// unit of the next coarser kind (a day by a month, a month by a year, a year
// by ten).
func Before(a, b Date) Answer {
	if a.IsZero() || b.IsZero() {
		return CannotSay
	}
	zones := a.hasZone() && b.hasZone()
	switch {
	case a.surelyEndsBefore(b, zones):
		return Yes
	case b.surelyEndsBefore(a, zones):
		return No
	}
	return CannotSay
}

func (d Date) hasZone() bool { return d.form == formSingle && d.from.clock.hasZone }

func (d Date) surelyEndsBefore(other Date, zones bool) bool {
	end, start := d.from, other.from
	if d.form == formInterval {
		end = d.to
	}
	if end.reach != Given || start.reach != Given {
		return false
	}
	last, first := end.last(), start.first()
	if zones {
		last, first = last.utc(end.clock), first.utc(start.clock)
	}
	last.day += end.slack()
	first.day -= start.slack()
	return first.after(last)
}

// utc moves a moment from the clock of the place to UTC.
func (m moment) utc(c clock) moment {
	total := int64(m.day)*daySeconds + int64(m.second) - int64(c.zone)*60
	day := floorDiv(total, daySeconds)
	return moment{Day(day), int32(total - day*daySeconds)}
}

// slack is how many days a doubtful date may be off.
func (p point) slack() Day {
	if p.doubt == Sure {
		return 0
	}
	switch p.precision() {
	case ToDay:
		return 31
	case ToMonth, ToSeason:
		return 366
	}
	return 3653
}

// Span is a whole number (of years or days) known within bounds.
type Span struct {
	Min, Max int
	Known    bool // false where a bound is missing; Min and Max are then 0
	Doubtful bool // one of the dates carries "?" or "~": the bounds may be off
}

// Age is the number of completed years from d to on. A negative number means
// that on may lie before d. A birthday on 29 February is completed on 1 March
// of other years.
func (d Date) Age(on Date) Span {
	return between(d, on, func(from, to Day) int {
		y, m, day := from.Date()
		toY, toM, toDay := to.Date()
		years := toY - y
		if toM < m || toM == m && toDay < day {
			years--
		}
		return years
	})
}

// DaysBetween is the number of days from a to b.
func DaysBetween(a, b Date) Span {
	return between(a, b, func(from, to Day) int { return int(to - from) })
}

func between(a, b Date, count func(from, to Day) int) Span {
	a1, ok1 := a.Earliest()
	a2, ok2 := a.Latest()
	b1, ok3 := b.Earliest()
	b2, ok4 := b.Latest()
	if !ok1 || !ok2 || !ok3 || !ok4 {
		return Span{}
	}
	return Span{
		Min: count(a2, b1), Max: count(a1, b2), Known: true,
		Doubtful: (a.Doubt() | b.Doubt()) != Sure,
	}
}
