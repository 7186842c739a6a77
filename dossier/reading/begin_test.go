package reading

import "testing"

func TestBegins(t *testing.T) {
	for _, c := range []struct {
		pattern string
		yes, no string
	}{
		{`^(?i:was (arrested|detained))`, "wW", "aх "},
		{`^(?i:(?:был|её )?задержан)`, "бБеЕзЗ", "aв"},
		{`^(?i:\d{1,2} марта)`, "09", "м "},
		{`^(?i:\pL+ said)`, "aяҰ", ""}, // any letter: not listed
		{`^(?i:k?)`, "kK\u212ax", ""},  // may be empty: anything
		{`^(?i:k)`, "kK\u212a", "x"},   // with the Kelvin sign, as the machine folds it
	} {
		b := beginsOf(c.pattern)
		for _, r := range c.yes {
			if !b.may(r) {
				t.Errorf("%s does not begin with %q", c.pattern, r)
			}
		}
		for _, r := range c.no {
			if b.may(r) {
				t.Errorf("%s begins with %q", c.pattern, r)
			}
		}
	}
}
