package vault

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	list := words()
	if len(list) != wordCount || len(slices.Compact(slices.Sorted(slices.Values(list)))) != wordCount {
		t.Errorf("%d words, want %d different ones", len(list), wordCount)
	}
	if list[0] != "babe" || len(list[wordCount-1]) != 4 {
		t.Errorf("list runs from %s to %s", list[0], list[wordCount-1])
	}
}

func TestGeneratePassphrase(t *testing.T) {
	a, b := GeneratePassphrase(nil), GeneratePassphrase(nil)
	if a == b || len(strings.Fields(a)) != phraseWords || len(a) != phraseWords*5-1 {
		t.Errorf("generated %q and %q", a, b)
	}
	fixed := GeneratePassphrase(bytes.NewReader([]byte("0123456789abcd")))
	if got := GeneratePassphrase(bytes.NewReader([]byte("0123456789abcd"))); got != fixed {
		t.Errorf("the same randomness gives %q and %q", fixed, got)
	}
	if bits, hint := Strength(fixed); bits != 84 || hint != HintGood {
		t.Errorf("%q is worth %v bits, %s; want 84", fixed, bits, hint)
	}
}

func TestStrength(t *testing.T) {
	for _, c := range []struct {
		phrase   string
		low, top float64
		hint     Hint
	}{
		{"", 0, 0, HintEmpty},
		{"   ", 0, 0, HintEmpty},
		{"password", 0, 2, HintCommon},
		{"Пароль123", 0, 4, HintCommon},
		{"12345678", 0, 2, HintRepeats},
		{"ab ab ab ab", 0, 15, HintRepeats},
		{"07051987", 15, 30, HintDigits},
		{"horse", 10, 13, HintMore},
		{"correct horse battery staple", 45, 50, HintMore},
		{"correcthorsebatterystaple", 45, 50, HintMore},
		{"пять старых верблюдов идут через перевал", 60, 80, HintGood},
		{"k7#Vq9!zL2@xW4&bN8", 60, 110, HintGood},
	} {
		bits, hint := Strength(c.phrase)
		if bits < c.low || bits > c.top || hint != c.hint {
			t.Errorf("Strength(%q) = %.0f, %s; want %v to %v, %s", c.phrase, bits, hint, c.low, c.top, c.hint)
		}
	}
}
