package vault

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
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
		{"P@ssw0rd!2024", 0, 17, HintCommon},
		{"gfhjkm", 0, 3, HintCommon}, // пароль on the other layout
		{"зфыыцщкв", 0, 3, HintCommon},
		{"ghbdtnvbh", 0, 16, HintMore},
		{"passwordpasswordpasswordpassword", 0, 8, HintCommon},
		{"12345678", 0, 2, HintRepeats},
		{"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18", 0, 20, HintRepeats},
		{"qwertyuiopasdfghjklzxcvbnm", 0, 5, HintRepeats},
		{"йцукенгшщзхъфывапролджэячсмитьбю", 0, 5, HintRepeats},
		{"1qaz2wsx3edc4rfv", 0, 3, HintRepeats},
		{"zaq12wsx!QAZ", 0, 12, HintRepeats},
		{"ab ab ab ab", 0, 15, HintRepeats},
		{"kasoma kasoma kasoma kasoma kasoma kasoma", 0, 20, HintRepeats},
		{"Almaty2024!", 0, 15, HintCommon},
		{"Алматы2024!", 0, 15, HintCommon},
		{"қазақстан1991", 0, 10, HintCommon},
		{"Айгүл-1985-Нурлан-1982", 0, 30, HintCommon},
		{"07051987", 12, 30, HintDigits},
		{"1985-03-12 17.08.2001", 12, 60, HintRepeats},
		{"87012345678", 0, 38, HintRepeats},
		{"horse", 10, 13, HintMore},
		{"correct horse battery staple", 0, 10, HintCommon},
		{"correcthorsebatterystaple", 0, 10, HintCommon},
		{"мой дядя самых честных правил", 0, 10, HintCommon},
		{"МенiнЕлiм менің елім гүлің болып", 0, 39, HintCommon},
		{"window carrot velvet stone", 45, 50, HintMore},
		{"windowcarrotvelvetstone", 45, 50, HintMore},
		{"жираф телега облако гвоздь", 45, 50, HintMore},
		{"терезе сәбіз бұлт шеге", 45, 50, HintMore},
		{"мойпарольсамыйнадежный", 0, 39, HintCommon},
		{"жираф телега облако гвоздь фонарь", 60, 62, HintGood},
		{"терезе сәбіз бұлт шеге қоңырау", 60, 62, HintGood},
		{"пять старых верблюдов идут через перевал", 60, 80, HintGood},
		{"k7#Vq9!zL2@xW4&bN8", 60, 110, HintGood},
		{"g7Tq9LmZx2Kd8RvW", 60, 100, HintGood},
		{"gtrkpzwqlmxvbnhsdfjc", 60, 100, HintGood},
	} {
		bits, hint := Strength(c.phrase)
		if bits < c.low || bits > c.top || hint != c.hint {
			t.Errorf("Strength(%q) = %.0f, %s; want %v to %v, %s", c.phrase, bits, hint, c.low, c.top, c.hint)
		}
	}
}

// TestStrengthOfLongText: a file taken for a pass phrase must not cost seconds.
func TestStrengthOfLongText(t *testing.T) {
	began := time.Now()
	if bits, _ := Strength(strings.Repeat("ab c", 16<<10)); bits >= leastBits {
		t.Errorf("a repeated text is worth %.0f bits", bits)
	}
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("took %v", took)
	}
}

func TestAccept(t *testing.T) {
	for _, c := range []struct {
		phrase string
		agreed bool
		want   error
	}{
		{"qwerty12345", true, ErrTooWeak},
		{"Алматы2024", true, ErrTooWeak},
		{"", true, ErrTooWeak},
		{"жираф телега облако гвоздь", false, ErrWeak},
		{"жираф телега облако гвоздь", true, nil},
		{"жираф телега облако гвоздь фонарь", false, nil},
		{GeneratePassphrase(nil), false, nil},
	} {
		if err := Accept(c.phrase, c.agreed); !errors.Is(err, c.want) || (c.want == nil) != (err == nil) {
			t.Errorf("Accept(%q, %v) = %v, want %v", c.phrase, c.agreed, err, c.want)
		}
	}
}
