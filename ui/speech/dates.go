package speech

import (
	"errors"
	"slices"

	"probata/dossier"
	"probata/dossier/edtf"
)

// WithinBy tells whether an interval is one point in it: the words decide where they
// say so, else the box does.
func WithinBy(d edtf.Date, reading edtf.Reading, box bool) bool {
	switch {
	case !d.IsInterval() || reading == edtf.AllOf:
		return false
	case reading == edtf.AtPoint:
		return true
	}
	return box
}

// DateText is a date as somebody could have typed it: in words where those are
// understood again as the same, else as EDTF.
func DateText(s *Speech, d dossier.Date) string {
	v := d.Value()
	if v.IsZero() {
		return d.EDTF
	}
	if t := inWords(s, v, d.Within); t != "" {
		if again, reading, err := edtf.ReadHuman(t, s.Tag()); err == nil && again == v && (WithinBy(again, reading, d.Within) == d.Within || inWords(s, v, !d.Within) == t) {
			return t
		}
	}
	return v.String()
}

// inWords is a date as lists and pages print it.
func inWords(s *Speech, v edtf.Date, within bool) string {
	if v.IsInterval() && !within {
		return s.Printer.DateSpan(v)
	}
	return s.Printer.Date(v)
}

// Understand says what a typed date means, in the words in which it is printed, or
// what is wrong with it. It is read as said today.
func Understand(s *Speech, text string, today edtf.Date, box bool) (display, problem string) {
	d, reading, err := edtf.ReadSaid(text, s.Tag(), today)
	if err == nil {
		return inWords(s, d, WithinBy(d, reading, box)) + s.Dash(d.String()), ""
	}
	var e *edtf.Error
	if errors.As(err, &e) {
		args := slices.Clone(e.Args())
		for i, a := range args {
			if d, ok := a.(edtf.Date); ok {
				args[i] = s.Printer.Date(d)
			}
		}
		return "", s.T("error."+e.Key(), args...)
	}
	return "", s.T("error.date.unknown", "value", text)
}

// Said is a date as a person typed it today: what is understood becomes its value, what
// is not stays as words as told, behind those that are told already. was is the date
// so far, of which the time of day and the box stay.
func Said(s *Speech, text, told string, today edtf.Date, was dossier.Date) dossier.Date {
	was.EDTF, was.Words = "", told
	if text == "" {
		return was
	}
	d, reading, err := edtf.ReadSaid(text, s.Tag(), today)
	if err == nil {
		was.EDTF, was.Within = d.String(), WithinBy(d, reading, was.Within)
		return was
	}
	was.Words = text
	if told != "" && told != text {
		was.Words = told + "; " + text
	}
	return was
}
