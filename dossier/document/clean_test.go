package document

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Айгүл Садықова – “plain”", "Айгүл Садықова – “plain”"},
		{"A\n\nB", "A\n\nB"},
		{"A\r\n\r\nB\rC\vD\fE\u2028F\u2029G\u0085H", "A\n\nB\nC\nD\nE\nF\nG\nH"},
		{"a\tb", "a b"},
		{"\x1b[31mred\x1b[0m", "[31mred[0m"},
		{"\x1b]0;title\x07x\u009b2Jy\u009d0;z\u009c", "]0;titlex2Jy0;z"},
		{"a\x00b\x08c\x7fd", "abcd"},
		{"\u202egnp.exe\u202c", "gnp.exe"},
		{"\u2066x\u2069\u206ay", "xy"},
		{"\ufeffx\ufff9y\U000E0041z", "xyz"},
		{"\u0438\u0306", "\u0439"},                                       // й of two characters
		{"می\u200cخواهم", "می\u200cخواهم"},                               // Persian needs its joiners
		{"\u200fעברית", "\u200fעברית"},                                   // a mark is no override
		{"half \xed\xa0\x80 and \xff", "half \uFFFD and \uFFFD"},         // no UTF-8
		{"no \ufdd0 character \U0001FFFE", "no \uFFFD character \uFFFD"}, // not characters
	} {
		if got := Clean(c.in); got != c.want {
			t.Errorf("Clean(%q) = %q, want %q", c.in, got, c.want)
		}
	}
	if got := OneLine(" \x1b[1mA\n\n\tB \u202e"); got != "[1mA B" {
		t.Errorf("OneLine: %q", got)
	}
}

// FuzzClean: what is cleaned is clean, and cleaning it again changes nothing.
func FuzzClean(f *testing.F) {
	for _, s := range []string{"A\r\n\x1b]52;c;aGk=\x07", "\u202e\xff\u0438\u0306", "\t\u2029\U000E0041"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		if !utf8.ValidString(got) {
			t.Errorf("%q is no UTF-8", got)
		}
		if strings.ContainsFunc(got, func(r rune) bool { return r != '\n' && Unseen(r) }) {
			t.Errorf("%q is not clean", got)
		}
		if again := Clean(got); again != got {
			t.Errorf("%q cleaned again is %q", got, again)
		}
	})
}

// TestCleanLoosens: a text pasted with spaces that do not break is broken at them like any
// other; a sum, a date and a short reference stay together.
func TestCleanLoosens(t *testing.T) {
	const tied = "\u00A0"
	tie := func(s string) string { return strings.ReplaceAll(s, " ", tied) }
	for in, want := range map[string]string{
		tie("They came to the flat at six in the morning"):                "They came to the flat at six in the morning",
		"paid " + tie("5 000 000 KZT") + " on " + tie("12 марта 2026 г."): "paid " + tie("5 000 000 KZT") + " on " + tie("12 марта 2026 г."),
		tie("a b c d e f") + "\n" + tie("art. 5"):                         "a b c d e f\n" + tie("art. 5"),
	} {
		if got := Clean(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}
