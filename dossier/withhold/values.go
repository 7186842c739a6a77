package withhold

// values are what tells subjects without naming them.
type values struct{}

func newValues(r *Rules, subjects []Subject) *values { return &values{} }

func (x *values) hits(v *view, text string) []Hit { return nil }

// Values are the mail addresses, URLs, handles and number-like values that stand in a text.
func Values(text string) []Span { return nil }
