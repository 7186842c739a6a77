package dossier

import (
	"slices"
	"testing"
)

func TestBox(t *testing.T) {
	for _, c := range []struct {
		text, want string
	}{
		{"1:0,0,1,1", "1:0.0000,0.0000,1.0000,1.0000"},
		{" 12:0.25, 0.5,0.1,0.02 ", "12:0.2500,0.5000,0.1000,0.0200"},
		{"3:0.9,0.9,0.1004,0.1", "3:0.9000,0.9000,0.1004,0.1000"},
		{"0:0,0,1,1", ""},
		{"1:0,0,0,1", ""},
		{"1:-0.1,0,1,1", ""},
		{"1:0.6,0,0.6,1", ""},
		{"1:NaN,0,1,1", ""},
		{"1:0,0,Inf,1", ""},
		{"1:0,0,1", ""},
		{"0,0,1,1", ""},
		{"", ""},
	} {
		b, err := ParseBox(c.text)
		if (err == nil) != (c.want != "") || err == nil && b.String() != c.want {
			t.Errorf("%q: %v, %v; want %q", c.text, b, err, c.want)
		}
	}
}

func FuzzBox(f *testing.F) {
	f.Add("1:0.1,0.2,0.3,0.4")
	f.Fuzz(func(t *testing.T, s string) {
		b, err := ParseBox(s)
		if err != nil {
			return
		}
		if again, err := ParseBox(b.String()); err == nil && again.String() != b.String() {
			t.Errorf("%q becomes %v, then %v", s, b, again)
		}
	})
}

// TestRedactionsAreWhole: of a box that cannot be read the others do not hide what
// it was to hide.
func TestRedactionsAreWhole(t *testing.T) {
	e := &Evidence{Boxes: []string{"1:0,0,1,1", "2:0,0,0.5,0.5"}}
	if got, err := e.Redactions(); err != nil || !slices.Equal(got, []Box{{1, 0, 0, 1, 1}, {2, 0, 0, 0.5, 0.5}}) {
		t.Errorf("%v, %v", got, err)
	}
	e.Boxes = append(e.Boxes, "half of it")
	if got, err := e.Redactions(); err == nil {
		t.Errorf("a broken box was left out: %v", got)
	}
}
