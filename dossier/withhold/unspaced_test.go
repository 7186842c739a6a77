package withhold

import (
	"slices"
	"testing"
)

// TestUnspaced finds names of scripts that leave no room between words as they are written.
func TestUnspaced(t *testing.T) {
	f := shipped(t).Finder([]Subject{
		{ID: "w", Withheld: true, Names: []Name{{Family: "王", Given: "小明", Language: "zh"}, {Family: "Wang", Given: "Xiaoming", Language: "en"}}},
		{ID: "x", Withheld: true, Names: []Name{{Full: "สมชาย ใจดี", Language: "th"}}},
		{ID: "v", Names: []Name{{Family: "李", Given: "小红", Language: "zh"}}},
		{ID: "y", Withheld: true, Names: []Name{{Family: "张", Given: "小红", Language: "zh"}}},
	})
	for _, c := range []struct {
		text    string
		hit     string
		certain bool
	}{
		{"目击者王小明说", "王小明", true},
		{"小明王", "小明王", true},
		{"只有小明在场", "小明", false},
		{"Wang Xiaoming came", "Wang Xiaoming", true},
		{"นายสมชาย ใจดี กล่าว", "สมชาย ใจดี", true},
		{"张小红说", "张小红", true},
		{"小红说", "小红", false},
		{"李小红说", "小红", false}, // who may be named bears it: the author decides
		{"国王在场", "", false},
	} {
		hits := f.Hits(c.text)
		if c.hit == "" {
			if len(hits) != 0 {
				t.Errorf("%s: %+v", c.text, hits)
			}
			continue
		}
		if !slices.ContainsFunc(hits, func(h Hit) bool { return c.text[h.From:h.To] == c.hit && h.Certain == c.certain }) {
			t.Errorf("%s: %+v", c.text, hits)
		}
	}
}
