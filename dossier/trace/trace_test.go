package trace

import (
	"strings"
	"testing"
	"time"
)

func TestTrace(t *testing.T) {
	var b strings.Builder
	on := func(string) string { return "1" }
	tr := New(on, &b)
	at := time.Unix(0, 0)
	tr.now = func() time.Time { at = at.Add(1500 * time.Microsecond); return at }
	tr.Begin("vault.open")("case-abc7", "maksim", "Ilyashev Maksim", "/home/x/Case.probata")
	const want = "trace     1.500ms vault.open case-abc7 ? ? ?\n"
	if b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}

func TestSilent(t *testing.T) {
	var b strings.Builder
	for _, value := range []string{"", "0", "yes"} {
		New(func(string) string { return value }, &b).Begin("vault.open")("case-a")
	}
	if b.Len() > 0 {
		t.Errorf("it wrote %q unasked", b.String())
	}
}
