package lang

import (
	"strconv"
	"strings"
)

// Number is a whole number with its thousands set apart.
func (p *Printer) Number(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if s[0] == '-' {
		sign, s = "-", s[1:]
	}
	group := p.T("number.group")
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + group + s[i:]
	}
	return sign + s
}

// Size is an amount of data as people read it: whole bytes below 1,000, then
// kB, MB, GB and TB of 1,000 each, with one decimal below 10.
func (p *Printer) Size(bytes int64) string {
	if bytes < 1000 {
		return p.N("size.bytes", int(bytes))
	}
	units := []string{"size.kb", "size.mb", "size.gb", "size.tb"}
	unit, one := 0, int64(1000)
	for (bytes+one/2)/one >= 1000 && unit < len(units)-1 {
		unit, one = unit+1, one*1000
	}
	n := p.Number(int((bytes + one/2) / one))
	if tenths := (bytes + one/20) / (one / 10); tenths < 100 {
		n = strconv.FormatInt(tenths/10, 10) + p.T("number.decimal") + strconv.FormatInt(tenths%10, 10)
	}
	return p.T(units[unit], "n", n)
}

// List is the items as a phrase: "a, b and c".
func (p *Printer) List(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], p.T("list.comma")) + p.T("list.and") + items[last]
}
