package dossier

import "probata/dossier/edtf"

// Date is a date as far as it is known. Precision is never invented: a date
// known only in words keeps the words and has no value.
type Date struct {
	EDTF   string // EDTF level 1 value (ISO 8601-2:2019), "" when none is known
	Words  string // the words as told, "at the end of last week"
	Time   string // time of day as told or as "15:04"
	Zone   string // zone of Time, "+05:00" or in words
	Within bool   // with an interval: one point in it, not the whole span
}

// Moment is the value with the time of day that was told apart from it: what dates are
// ordered by, so that every part that is printed counts.
func (d Date) Moment() edtf.Date { return d.Value().At(d.Time, d.Zone) }

// IsZero tells whether nothing at all is said.
func (d Date) IsZero() bool { return d == Date{} }

// Value is the EDTF value, zero when there is none or it cannot be read; Check
// reports the latter.
func (d Date) Value() edtf.Date {
	v, err := edtf.Parse(d.EDTF)
	if err != nil {
		return edtf.Date{}
	}
	return v
}
