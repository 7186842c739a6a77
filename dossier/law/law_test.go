package law

import (
	"os"
	"strings"
	"testing"
)

// shipped is the data that ships with the program.
func shipped(t testing.TB) *Library {
	t.Helper()
	l, err := Load(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestCite(t *testing.T) {
	l := shipped(t)
	tests := []struct{ id, language, want string }{
		{"iccpr.9", "en", "ICCPR, art. 9"},
		{"iccpr.9", "ru", "МПГПП, ст. 9"},
		{"iccpr.9", "kk", "ICCPR, art. 9"}, // no words in Kazakh: English
		{"udhr.19", "es", "DUDH, art. 19"},
		{"copenhagen-1990.9.1", "en", "Copenhagen 1990, para. (9.1)"},
		{"moscow-1991.23.1", "ru", "Москва 1991, п. (23.1)"},
		{"helsinki-1975.VII", "en", "Helsinki 1975, Principle VII"},
		{"budapest-1994.viii.18", "fr", "Budapest 1994, chapitre VIII, par. 18"},
		{"paris-1990.human-rights", "en", "Paris 1990, chapter on human rights, democracy and the rule of law"},
		{"milan-2018.all", "en", "Milan 2018, MC.DEC/3/18"},
		{"iccpr.99", "en", ""},
	}
	for _, tt := range tests {
		if got := l.Cite(tt.id, tt.language); got != tt.want {
			t.Errorf("Cite(%s, %s) = %q, want %q", tt.id, tt.language, got, tt.want)
		}
	}
}

func TestLookups(t *testing.T) {
	l := shipped(t)
	p, ok := l.Provision("moscow-1991.24")
	if !ok || len(p.Elements) == 0 || p.Elements[0].ID != "iccpr.17.interference" {
		t.Errorf("Moscow 24 does not share the elements of ICCPR 17: %+v", p)
	}
	if e, ok := l.Element("iccpr.9.reasons"); !ok || e.Title.In("en") != "Reasons told" {
		t.Errorf("element: %+v, %v", e, ok)
	}
	if s, ok := l.State("KZ"); !ok || !s.OSCE {
		t.Errorf("state: %+v, %v", s, ok)
	}
	for _, missing := range []bool{
		second(l.Provision("x")), second(l.Element("x")), second(l.State("XX")), second(l.Instrument("x")),
		second(l.Topic("x")), second(l.Treaty("x")), second(l.Acceptance("KZ", "x")),
	} {
		if missing {
			t.Error("found what is not there")
		}
	}
	var cited []string
	for _, p := range l.ProvisionsOn("privacy") {
		cited = append(cited, p.ID)
	}
	if got := strings.Join(cited, " "); got != "cedaw.16 crc.9 crc.16 crpd.17 echr.8 iccpr.17 iccpr.23 achr.11 moscow-1991.24 udhr.12" {
		t.Errorf("privacy: %s", got)
	}
	if got := strings.Join(l.AcceptingStates(), " "); !strings.HasPrefix(got, "AD AE AF AG AL ") {
		t.Errorf("accepting states: %s", got)
	}
}

func second[T any](_ T, ok bool) bool { return ok }

// TestListsAreCopies guards the promise that a library does not change.
func TestListsAreCopies(t *testing.T) {
	l := shipped(t)
	l.States()[0].ID = "ZZ"
	l.Instruments()[0].ID = "zz"
	l.Categories()[0].ID = "zz"
	if l.States()[0].ID == "ZZ" || l.Instruments()[0].ID == "zz" || l.Categories()[0].ID == "zz" {
		t.Error("a list handed out is the library's own")
	}
}

func BenchmarkLoad(b *testing.B) {
	fsys := os.DirFS("../../assets")
	for b.Loop() {
		if _, err := Load(fsys); err != nil {
			b.Fatal(err)
		}
	}
}
