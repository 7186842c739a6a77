package withhold

import (
	"os"
	"testing"
)

func shipped(t testing.TB) *Rules {
	t.Helper()
	r, err := Load(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestHits(t *testing.T) {
	f := shipped(t).Finder([]Subject{
		{ID: "w", Withheld: true, Names: []Name{{Family: "Sadykova", Given: "Aigul"}}},
		{ID: "v", Names: []Name{{Family: "Abenov", Given: "Yerlan"}}},
		{ID: "x", Withheld: true, Names: []Name{{Family: "Tokarev", Given: "Yerlan"}}},
	})
	for _, c := range []struct {
		text string
		want []Hit
	}{
		{"Садыкова Айгуль и Yerlan Abenov", []Hit{{From: 0, To: 29, Subject: "w", Certain: true}}},
		{"Yerlan saw it", []Hit{{From: 0, To: 6, Subject: "x", Others: []string{"v"}, What: Given, Reason: SharedName}}},
	} {
		got := f.Hits(c.text)
		if len(got) != len(c.want) {
			t.Errorf("%q: %d hits, want %d", c.text, len(got), len(c.want))
			continue
		}
		for i, h := range got {
			w := c.want[i]
			if h.From != w.From || h.Subject != w.Subject || h.Certain != w.Certain || h.Reason != w.Reason {
				t.Errorf("%q: %+v, want %+v", c.text, h, w)
			}
		}
	}
}
