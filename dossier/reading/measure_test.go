package reading_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"probata/dossier/edtf"
	"probata/dossier/law"
	"probata/dossier/reading"
)

var misses = flag.Bool("misses", false, "list what is missed or wrong in the texts seen")

// passage is a place in a labelled text, in bytes.
type passage struct {
	Text string `json:"text"`
	From int    `json:"byte_start"`
	To   int    `json:"byte_end"`
}

type truthParty struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Named    bool      `json:"named"`
	Mentions []passage `json:"mentions"`
}

// truth is what a careful reader would take from a text.
type truth struct {
	File          string       `json:"file"`
	Split         string       `json:"split"`
	Language      string       `json:"language"`
	Published     string       `json:"published"`
	Persons       []truthParty `json:"persons"`
	Organisations []truthParty `json:"organisations"`
	Quotes        []struct {
		Speaker string `json:"speaker"`
		Kind    string `json:"kind"`
		passage
	} `json:"quotes"`
	Dates []struct {
		EDTF string `json:"edtf"`
		passage
	} `json:"dates"`
	Acts []struct {
		Kind   string `json:"kind"`
		Victim string `json:"victim"`
		passage
	} `json:"acts"`
	Statutes []struct {
		Article   string  `json:"article"`
		Part      *string `json:"part"`
		Provision *string `json:"provision"`
		passage
	} `json:"statutes"`
	Relations []struct {
		Party string  `json:"party"`
		Role  string  `json:"role"`
		Of    *string `json:"of"`
		passage
	} `json:"relations"`
}

func rules(t testing.TB) *reading.Rules {
	t.Helper()
	r, err := reading.Load(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func library(t testing.TB) *law.Library {
	t.Helper()
	l, err := law.Load(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func labelled(t testing.TB) ([]truth, map[string]string) {
	t.Helper()
	names, err := filepath.Glob("testdata/truth/*.json")
	if err != nil || len(names) < 30 {
		t.Fatal("labelled texts are missing", err)
	}
	var out []truth
	texts := map[string]string{}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var x truth
		if err := json.Unmarshal(b, &x); err != nil {
			t.Fatal(name, err)
		}
		text, err := os.ReadFile(filepath.Join("testdata", x.File))
		if err != nil {
			t.Fatal(err)
		}
		texts[x.File] = string(text)
		out = append(out, x)
	}
	return out, texts
}

// score counts what was offered and right, and what is true and found.
type score struct{ right, offered, found, all int }

func (s score) precision() float64 { return ratio(s.right, s.offered) }
func (s score) recall() float64    { return ratio(s.found, s.all) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

func touches(s reading.Span, p passage) bool { return s.ByteStart < p.To && p.From < s.ByteEnd }

func sameName(a, b string) bool {
	f := func(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }
	return f(a) == f(b)
}

// judge compares what was suggested with the truth.
func judge(x truth, res reading.Result, say func(string, ...any)) map[string]score {
	out := map[string]score{}
	byKey := map[string]reading.Suggestion{}
	for _, s := range res.Suggestions {
		byKey[s.Key] = s
	}
	party := func(key string) string { // the id in the truth of a suggested party
		s, ok := byKey[key]
		if !ok {
			return ""
		}
		for _, p := range slices.Concat(x.Persons, x.Organisations) {
			for _, m := range p.Mentions {
				for _, at := range s.Mentions {
					if touches(at, m) && (s.Kind == reading.Organisation || sameName(s.Value, p.Name)) {
						return p.ID
					}
				}
			}
		}
		return ""
	}
	count := func(kind string, truths int, is func(reading.Suggestion) bool, hit func(reading.Suggestion, int) bool, label func(int) string) {
		sc := out[kind]
		got := make([]bool, truths)
		for _, s := range res.Suggestions {
			if !is(s) {
				continue
			}
			sc.offered++
			ok := false
			for i := range truths {
				if hit(s, i) {
					got[i], ok = true, true
				}
			}
			if ok {
				sc.right++
			} else {
				say("%s %s: WRONG %q %q -> %s %s", x.File, kind, s.Value, s.Words, party(s.Link("speaker")+s.Link("victim")+s.Link("party")), s.Reason)
			}
		}
		for i, ok := range got {
			sc.all++
			if ok {
				sc.found++
			} else {
				say("%s %s: MISSED %s", x.File, kind, label(i))
			}
		}
		out[kind] = sc
	}
	kind := func(k reading.Kind) func(reading.Suggestion) bool {
		return func(s reading.Suggestion) bool { return s.Kind == k }
	}
	named := slices.DeleteFunc(slices.Clone(x.Persons), func(p truthParty) bool { return !p.Named })
	count("persons", len(named), kind(reading.Person), func(s reading.Suggestion, i int) bool {
		return sameName(s.Value, named[i].Name) && slices.ContainsFunc(named[i].Mentions, func(m passage) bool {
			return slices.ContainsFunc(s.Mentions, func(at reading.Span) bool { return touches(at, m) })
		})
	}, func(i int) string { return named[i].Name })
	for _, form := range []string{"direct", "indirect"} {
		quotes := slices.Clone(x.Quotes)
		quotes = slices.DeleteFunc(quotes, func(q struct {
			Speaker string `json:"speaker"`
			Kind    string `json:"kind"`
			passage
		},
		) bool {
			return q.Kind != form
		})
		count("quotes "+form, len(quotes), func(s reading.Suggestion) bool { return s.Kind == reading.Quote && s.Detail["form"] == form }, func(s reading.Suggestion, i int) bool {
			return touches(s.Span, quotes[i].passage) && party(s.Link("speaker")) == quotes[i].Speaker
		}, func(i int) string { return quotes[i].Speaker + ": " + quotes[i].Text })
	}
	for i := len(x.Dates) - 1; i >= 0; i-- { // a length of time is a term, and no date
		if x.Dates[i].EDTF == "" {
			x.Dates = slices.Delete(slices.Clone(x.Dates), i, i+1)
		}
	}
	count("dates", len(x.Dates), kind(reading.Date), func(s reading.Suggestion, i int) bool {
		return s.Value == x.Dates[i].EDTF && touches(s.Span, x.Dates[i].passage)
	}, func(i int) string { return x.Dates[i].EDTF + " " + x.Dates[i].Text })
	count("acts", len(x.Acts), kind(reading.Act), func(s reading.Suggestion, i int) bool {
		return s.Value == x.Acts[i].Kind && touches(s.Span, x.Acts[i].passage) && party(s.Link("victim")) == x.Acts[i].Victim
	}, func(i int) string { return x.Acts[i].Kind + " " + x.Acts[i].Victim + " " + x.Acts[i].Text })
	count("statutes", len(x.Statutes), kind(reading.Statute), func(s reading.Suggestion, i int) bool {
		w := x.Statutes[i]
		return touches(s.Span, w.passage) && s.Detail["article"] == w.Article && s.Detail["part"] == str(w.Part) && (w.Provision == nil || s.Detail["provision"] == *w.Provision)
	}, func(i int) string { return x.Statutes[i].Article + " " + x.Statutes[i].Text })
	count("roles", len(x.Relations), kind(reading.Role), func(s reading.Suggestion, i int) bool {
		w := x.Relations[i]
		return s.Value == w.Role && party(s.Link("party")) == w.Party
	}, func(i int) string {
		return x.Relations[i].Party + " " + x.Relations[i].Role + " " + x.Relations[i].Text
	})
	return out
}

func str(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// TestMeasure prints precision and recall per kind, language and split, and holds what is reached.
func TestMeasure(t *testing.T) {
	r, lib := rules(t), library(t)
	truths, texts := labelled(t)
	sum := map[string]score{}
	for _, x := range truths {
		day, err := edtf.Parse(x.Published)
		if err != nil {
			t.Fatal(err)
		}
		say := func(string, ...any) {}
		if *misses && x.Split == "seen" {
			say = t.Logf
		}
		for kind, s := range judge(x, r.Read(reading.Text{Words: texts[x.File], Published: day}, lib), say) {
			for _, name := range []string{x.Split + " " + kind + " " + x.Language, x.Split + " " + kind + " all"} {
				a := sum[name]
				sum[name] = score{a.right + s.right, a.offered + s.offered, a.found + s.found, a.all + s.all}
			}
		}
	}
	for _, split := range []string{"seen", "unseen"} {
		for _, kind := range []string{"persons", "quotes direct", "quotes indirect", "roles", "dates", "acts", "statutes"} {
			line := fmt.Sprintf("%-7s %-16s", split, kind)
			for _, l := range []string{"en", "ru", "kk", "all"} {
				s := sum[split+" "+kind+" "+l]
				line += fmt.Sprintf("  %s %.2f/%.2f (%d)", l, s.precision(), s.recall(), s.all)
			}
			t.Log(line)
		}
	}
	for name, least := range floors() {
		s := sum[name]
		if s.all == 0 || s.precision() < least[0] || s.recall() < least[1] {
			t.Errorf("%s: precision %.3f, recall %.3f; at least %.2f and %.2f were reached", name, s.precision(), s.recall(), least[0], least[1])
		}
	}
}

// floors lie a little below what was reached: precision and recall.
func floors() map[string][2]float64 {
	return map[string][2]float64{
		"unseen persons all": {0.95, 0.95}, "unseen quotes direct all": {0.92, 0.86}, "unseen roles all": {0.87, 0.87}, "unseen dates all": {0.97, 0.94},
		"unseen acts all": {0.78, 0.86}, "unseen statutes all": {0.98, 0.98},
		"seen persons all": {0.96, 0.96}, "seen quotes direct all": {0.95, 0.88}, "seen quotes indirect all": {0.74, 0.86}, "seen roles all": {0.88, 0.86},
		"seen dates all": {0.97, 0.94}, "seen acts all": {0.88, 0.86}, "seen statutes all": {0.98, 0.98},
	}
}
