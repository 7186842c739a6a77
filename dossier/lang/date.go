package lang

import (
	"fmt"
	"strconv"
	"strings"

	"probata/dossier/edtf"
)

// Date is the date in words, exactly as precise as it is known: "12 March
// 2020", "about 2020", "before March 2020", "the 2010s". An interval is one
// point that lies somewhere in it ("between … and …"); for a whole span see
// DateSpan. The zero Date is "".
//
// The patterns are words of the language ([date] in its file). A pattern asks
// for a grammatical form by {date.<form>}; the table [date.form.<form>] then takes
// the place of the patterns and lists that differ in it (Russian "март" but
// "до марта"). The form "plain" has no table: it is the way back.
func (p *Printer) Date(d edtf.Date) string { return p.dateWords().date(d, "point") }

// DateSpan is Date for an interval that is meant as a whole: "from … to …",
// "since …", "until …".
func (p *Printer) DateSpan(d edtf.Date) string { return p.dateWords().date(d, "span") }

// DateWhen is a date as a part of a sentence that says when something was: "on 12 March 2020", "in March 2020", «в марте 2020 г.».
// Whole says that an interval is meant as a whole span. The form "when" of the language has the words.
func (p *Printer) DateWhen(d edtf.Date, whole bool) string {
	w := p.dateWords()
	if w.text == nil || !d.IsInterval() {
		if w.text == nil || d.IsZero() {
			return w.date(d, "point")
		}
		return w.single(d, "when")
	}
	if whole {
		return w.date(d, "span")
	}
	return w.date(d, "point")
}

// forms begins the keys of grammatical forms, of which each language has its own.
const forms = "date.form."

// dates prints by the patterns of one language: half a date in English and
// half in French would be worse than either.
type dates struct{ *words }

func (p *Printer) dateWords() dates {
	for _, w := range p.chain {
		if _, ok := w.text["date.day"]; ok {
			return dates{w}
		}
	}
	return dates{&words{}}
}

// pattern is the text of a key in a grammatical form, or without one. Where no
// language has words for dates, EDTF is all that can be said.
func (w dates) pattern(form, key string) string {
	if form != "" {
		if s, ok := w.text[forms+form+"."+key]; ok {
			return s
		}
	}
	return w.text["date."+key]
}

func (w dates) date(d edtf.Date, reading string) string {
	switch {
	case w.text == nil:
		return d.String()
	case d.IsZero():
		return ""
	case !d.IsInterval():
		return w.single(d, "")
	}
	from, start := d.Start()
	to, end := d.End()
	key := "both"
	switch {
	case start == edtf.Open:
		key = "open_start"
	case start == edtf.Unknown:
		key = "unknown_start"
	case end == edtf.Open:
		key = "open_end"
	case end == edtf.Unknown:
		key = "unknown_end"
	}
	return fill(w.pattern("", reading+"."+key), func(name string) (string, bool) {
		part, form, _ := strings.Cut(name, ".")
		switch part {
		case "from":
			return w.single(from, form), true
		case "to":
			return w.single(to, form), true
		}
		return "", false
	})
}

// single is a date without an interval, with its time and its doubt.
func (w dates) single(d edtf.Date, form string) string {
	doubt := [...]string{"", "uncertain", "about", "about_uncertain"}[d.Doubt()]
	if doubt == "" {
		return w.timed(d, form)
	}
	return w.around(doubt, form, func(form string) string { return w.timed(d, form) })
}

func (w dates) timed(d edtf.Date, form string) string {
	c, ok := d.Clock()
	if !ok {
		return w.core(d, form)
	}
	return strings.ReplaceAll(
		w.around("time", form, func(form string) string { return w.core(d, form) }),
		"{time}", clockText(c))
}

// around fills a pattern whose {date} stands in the form of the whole and
// whose {date.x} asks for form x.
func (w dates) around(key, form string, inner func(form string) string) string {
	return fill(w.pattern(form, key), func(name string) (string, bool) {
		part, own, asks := strings.Cut(name, ".")
		if part != "date" {
			return "", false
		}
		if asks {
			return inner(own), true
		}
		return inner(form), true
	})
}

// core is the calendar part of a date.
func (w dates) core(d edtf.Date, form string) string {
	return fill(w.pattern(form, coreKey(d)), func(name string) (string, bool) {
		name, own, asks := strings.Cut(name, ".")
		if !asks {
			own = form
		}
		switch name {
		case "day":
			return strconv.Itoa(d.Day()), true
		case "month":
			return w.pattern(own, "months."+strconv.Itoa(d.Month())), true
		case "season":
			return w.pattern(own, "seasons."+strconv.Itoa(d.Season())), true
		case "year":
			return strconv.Itoa(d.Year()), true
		case "last":
			return strconv.Itoa(d.Year() + 99), true
		}
		return "", false
	})
}

// coreKey names the pattern of a date by what is known of it.
func coreKey(d edtf.Date) string {
	switch d.Precision() {
	case edtf.ToDay:
		if d.Day() == 1 {
			return "first"
		}
		return "day"
	case edtf.ToMonth:
		if d.DayUnspecified() {
			return "day_unknown"
		}
		return "month"
	case edtf.ToSeason:
		return "season"
	case edtf.ToDecade:
		return "decade"
	case edtf.ToCentury:
		return "century"
	}
	if d.MonthUnspecified() {
		return "month_unknown"
	}
	return "year"
}

func clockText(c edtf.Clock) string {
	s := fmt.Sprintf("%02d:%02d", c.Hour, c.Minute)
	if c.HasSecond {
		s += fmt.Sprintf(":%02d", c.Second)
	}
	switch {
	case !c.HasZone:
		return s
	case c.Zone == 0:
		return s + " UTC"
	case c.Zone < 0:
		return s + fmt.Sprintf(" UTC-%02d:%02d", -c.Zone/60, -c.Zone%60)
	}
	return s + fmt.Sprintf(" UTC+%02d:%02d", c.Zone/60, c.Zone%60)
}

// DateShort is the date for a column of a list: "2020-03-12 14:05",
// "~2020-03", "2019 – 2020", "… – 2020". Only seasons need words.
func (p *Printer) DateShort(d edtf.Date) string {
	if !d.IsInterval() {
		return p.shortSingle(d)
	}
	end := func(d edtf.Date, reach edtf.Reach) string {
		switch reach {
		case edtf.Open:
			return "…"
		case edtf.Unknown:
			return "?"
		}
		return p.shortSingle(d)
	}
	return end(d.Start()) + " – " + end(d.End())
}

func (p *Printer) shortSingle(d edtf.Date) string {
	if d.IsZero() {
		return ""
	}
	var s string
	switch d.Precision() {
	case edtf.ToSeason:
		s = p.dateWords().core(d, "")
	case edtf.ToDecade:
		s = fmt.Sprintf("%04d–%04d", d.Year(), d.Year()+9)
	case edtf.ToCentury:
		s = fmt.Sprintf("%04d–%04d", d.Year(), d.Year()+99)
	default:
		s = strings.TrimRight(d.String(), "?~%")
		s, _, _ = strings.Cut(s, "-XX")
		s, _, _ = strings.Cut(s, "T")
	}
	if c, ok := d.Clock(); ok {
		c.HasZone = false
		s += " " + clockText(c)
	}
	if d.Doubt().Approximate() {
		s = "~" + s
	}
	if d.Doubt().Uncertain() {
		s += "?"
	}
	return s
}
