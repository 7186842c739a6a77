package command

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestLicences lists the licences of everything, and those of one name.
func TestLicences(t *testing.T) {
	s := newSession(t)
	for _, c := range []struct {
		args []string
		want []string
		code int
	}{
		{[]string{"licences"}, []string{"modernc.org/sqlite", "Font Liberation", "PDFium", "SIL OPEN FONT LICENSE", "Apache License"}, ExitDone},
		{[]string{"licences", "gofpdf"}, []string{"github.com/jung-kurt/gofpdf"}, ExitDone},
		{[]string{"licences", "nothing-of-that-name"}, nil, ExitUsage},
	} {
		r := s.run(c.args...)
		out, code := r.out, r.code
		if code != c.code {
			t.Errorf("%v: exit code %d, want %d", c.args, code, c.code)
		}
		for _, w := range c.want {
			if !strings.Contains(out, w) {
				t.Errorf("%v: %q is not there", c.args, w)
			}
		}
		if len(c.args) > 1 && strings.Contains(out, "modernc.org/sqlite") {
			t.Errorf("%v: other licences are there too", c.args)
		}
	}
	out := s.must("licences", "--json").out
	var got struct {
		Licences []licenceLine `json:"licences"`
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil || len(got.Licences) < 40 {
		t.Fatalf("%d licences for programs, %v", len(got.Licences), err)
	}
	for _, l := range got.Licences {
		if len(l.Text) < 200 || len(l.Of) == 0 {
			t.Errorf("the licence of %v has %d bytes", l.Of, len(l.Text))
		}
	}
}
