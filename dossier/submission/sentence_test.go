package submission

import "testing"

// TestSentence: a text that has an end of its own gets no second one.
func TestSentence(t *testing.T) {
	for _, c := range []struct{ give, want string }{
		{"He was held", "He was held."},
		{"Held. ", "Held."},
		{"他被拘留。", "他被拘留。"},
		{"Նա ձերբակալվել է։", "Նա ձերբակալվել է։"},
		{"لماذا؟", "لماذا؟"},
		{"She said: “No.”", "She said: “No.”"},
		{"(он сказал: «Да!»)", "(он сказал: «Да!»)"},
		{"the law “On Assemblies”", "the law “On Assemblies”."},
		{"article 9 (1)", "article 9 (1)."},
		{"", ""},
	} {
		if got := sentence(c.give); got != c.want {
			t.Errorf("%q becomes %q, want %q", c.give, got, c.want)
		}
	}
}
