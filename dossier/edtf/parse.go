package edtf

import (
	"strconv"
	"strings"
)

// maxText is longer than any date of level 1; longer input is refused unread.
const maxText = 100

// Parse reads one EDTF value of level 0 or 1. It accepts times without
// seconds or zone, and adds nothing of level 2 (sets, parts qualified one by
// one, digits unspecified within a year). Errors are of type *Error.
func Parse(s string) (Date, error) {
	d, err := parse(s)
	if err != nil {
		return Date{}, err
	}
	return d, nil
}

func parse(s string) (Date, *Error) {
	switch {
	case s == "":
		return Date{}, fault(-1, "date.empty")
	case len(s) > maxText:
		return Date{}, fault(-1, "date.long")
	}
	a, b, interval := strings.Cut(s, "/")
	if !interval {
		p, err := parsePoint(s, 0)
		return Date{form: formSingle, from: p}, err
	}
	if strings.Contains(b, "/") {
		return Date{}, fault(len(a)+1+strings.Index(b, "/"), "date.ends")
	}
	from, err := parseEnd(a, 0)
	if err != nil {
		return Date{}, err
	}
	to, err := parseEnd(b, len(a)+1)
	if err != nil {
		return Date{}, err
	}
	return join(from, to, len(a)+1)
}

// join joins two ends, of which the later must not lie before the earlier.
func join(from, to point, offset int) (Date, *Error) {
	if from.reach != Given && to.reach != Given {
		return Date{}, fault(offset-1, "date.ends")
	}
	d := Date{form: formInterval, from: from, to: to}
	if from.reach == Given && to.reach == Given && from.first().after(to.last()) {
		return Date{}, fault(offset, "date.order")
	}
	return d, nil
}

func parseEnd(s string, offset int) (point, *Error) {
	switch s {
	case "":
		return point{reach: Unknown}, nil
	case "..":
		return point{reach: Open}, nil
	}
	return parsePoint(s, offset)
}

// parsePoint reads one date; offset is where s begins in the whole text.
func parsePoint(s string, offset int) (point, *Error) {
	var p point
	s, p.doubt = cutDoubt(s)
	date, clockText, timed := strings.Cut(s, "T")
	at, err := p.readYear(date, offset)
	if err != nil {
		return point{}, err
	}
	rest := date[at:]
	if rest != "" {
		if err := p.readMonthDay(rest, offset+at); err != nil {
			return point{}, err
		}
	}
	if !timed {
		return p, nil
	}
	if p.precision() != ToDay {
		return point{}, fault(offset+len(date), "date.time", "value", clockText)
	}
	p.clock, err = parseClock(clockText, offset+len(date)+1)
	if err != nil {
		return point{}, err
	}
	return p, nil
}

func cutDoubt(s string) (string, Doubt) {
	if s == "" {
		return s, Sure
	}
	if i := strings.IndexByte("?~%", s[len(s)-1]); i >= 0 {
		return s[:len(s)-1], Doubt(i + 1)
	}
	return s, Sure
}

// readYear sets the year from the head of s and says how much of s it took.
func (p *point) readYear(s string, offset int) (int, *Error) {
	if strings.HasPrefix(s, "Y") {
		return p.readLongYear(s, offset)
	}
	negative := strings.HasPrefix(s, "-")
	begin := 0
	if negative {
		begin = 1
	}
	end := begin
	for end < len(s) && s[end] != '-' {
		end++
	}
	text := s[begin:end]
	if text == "" && !negative {
		return 0, fault(offset, "date.unknown", "value", s)
	}
	p.mask = uint8(len(text) - len(strings.TrimRight(text, "X")))
	n, ok := digits(text[:len(text)-int(p.mask)])
	switch {
	case len(text) != 4 || !ok:
		if p.mask == 4 {
			return 0, fault(offset, "date.level", "value", s)
		}
		return 0, fault(offset, "date.year", "value", s[:end])
	case p.mask > 2 || p.mask > 0 && (negative || end < len(s)):
		return 0, fault(offset, "date.level", "value", s)
	case negative && n == 0:
		return 0, fault(offset, "date.year", "value", s[:end])
	}
	for range p.mask {
		n *= 10
	}
	p.year = int32(n)
	if negative {
		p.year = -p.year
	}
	return end, nil
}

// readLongYear reads "Y" and more than four digits; such a year stands alone.
func (p *point) readLongYear(s string, offset int) (int, *Error) {
	text := strings.TrimPrefix(s[1:], "-")
	n, ok := digits(text)
	if !ok || n <= 9999 || text[0] == '0' || n > maxYear {
		return 0, fault(offset, "date.year", "value", s)
	}
	p.year = int32(n)
	if s[1] == '-' {
		p.year = -p.year
	}
	return len(s), nil
}

// readMonthDay reads "-MM" or "-MM-DD".
func (p *point) readMonthDay(s string, offset int) *Error {
	month, day, hasDay := strings.Cut(s[1:], "-")
	n, ok := twoDigits(month)
	if !ok || n == 0 || n > 12 && (n < 21 || n > 24) && n != unspecified {
		return fault(offset+1, "date.month", "value", month)
	}
	p.month = n
	if !hasDay {
		return nil
	}
	offset += 2 + len(month)
	n, ok = twoDigits(day)
	switch {
	case !ok || n == 0 || n > 31 && n != unspecified:
		return fault(offset, "date.day", "value", day)
	case p.month > 12 && (p.month != unspecified || n != unspecified):
		return fault(offset, "date.level", "value", s[1:])
	case p.month <= 12 && n != unspecified && int(n) > monthDays(int64(p.year), int(p.month)):
		month := point{year: p.year, month: p.month}
		return fault(offset, "date.dayofmonth", "value", int(n), "month", month.String())
	}
	p.day = n
	return nil
}

// parseClock reads "14:05", "14:05:30", each with nothing, "Z", "+05" or
// "+05:30" behind it.
func parseClock(s string, offset int) (clock, *Error) {
	wrong := fault(offset, "date.time", "value", s)
	c := clock{set: true}
	local := s
	if strings.HasSuffix(s, "Z") {
		local, c.hasZone = s[:len(s)-1], true
	} else if i := strings.LastIndexAny(s, "+-"); i >= 0 {
		zone, ok := parseZone(s[i:])
		if !ok {
			return clock{}, wrong
		}
		local, c.hasZone, c.zone = s[:i], true, zone
	}
	parts := strings.Split(local, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return clock{}, wrong
	}
	for i, into := range []*uint8{&c.hour, &c.minute, &c.second}[:len(parts)] {
		n, ok := twoDigits(parts[i])
		if !ok || n == unspecified || i == 0 && n > 23 || n > 59 {
			return clock{}, wrong
		}
		*into = n
	}
	c.hasSecond = len(parts) == 3
	return c, nil
}

func parseZone(s string) (int16, bool) {
	hours, minutes, has := strings.Cut(s[1:], ":")
	h, ok := twoDigits(hours)
	if !ok || h > 14 { // no zone lies further than 14 hours from UTC
		return 0, false
	}
	var m uint8
	if has {
		if m, ok = twoDigits(minutes); !ok || m > 59 {
			return 0, false
		}
	}
	zone := int16(h)*60 + int16(m)
	if s[0] == '-' {
		zone = -zone
	}
	return zone, true
}

// twoDigits reads exactly two digits, or "XX" as unspecified.
func twoDigits(s string) (uint8, bool) {
	if s == "XX" {
		return unspecified, true
	}
	n, ok := digits(s)
	return uint8(n), ok && len(s) == 2
}

// digits reads an unsigned decimal number of at most nine digits.
func digits(s string) (int, bool) {
	if s == "" || len(s) > 9 {
		return 0, false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}
