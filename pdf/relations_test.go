package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"probata/dossier/document"
	"probata/pdf/layout"
)

// web is a picture of relations of a size that people meet.
func web(w words) document.Relations {
	box := func(name, role string, body bool) document.Box {
		return document.Box{Name: document.T(name), Role: document.T(role), Body: body}
	}
	tie := func(label string, to []int, from ...document.End) document.Tie {
		return document.Tie{Label: document.T(label), To: to, From: from, Told: document.T(label + ".")}
	}
	return document.Relations{
		Caption: document.T(w.caption), Alt: w.small, Doubt: w.empty,
		Parties: []document.Box{
			box(w.yes, w.heads[0], false), box(w.speaker, w.q1, false), box("A. B.", "", false),
			box(w.to[0], w.heads[1], true), box(w.to[1], w.heads[2], true), box(w.to[0]+" 2", w.q2, true), box("C. D.", w.q1, false),
		},
		Parts: []document.Part{{
			Head: document.T(w.heads[4]), Left: w.cols[0], Tie: w.cols[2], Right: w.cols[1],
			Ties: []document.Tie{
				tie(w.heads[1], []int{0, 1}, document.End{Party: 3}),
				tie(w.heads[2], []int{0}, document.End{Party: 5}),
				tie(w.heads[0], []int{0, 1, 2}, document.End{Party: 3}, document.End{Party: 4, Doubt: true}),
				tie(w.heads[5], []int{1, 2}, document.End{Party: 4, Doubt: true}),
				tie(w.q1, []int{2}),
			},
			Alone: []int{6},
		}},
	}
}

// crowd is a picture of n victims and as many authorities.
func crowd(n int) document.Relations {
	r := document.Relations{Alt: "crowd", Doubt: "assumed"}
	var p document.Part
	for i := range n {
		r.Parties = append(r.Parties, document.Box{Name: document.T(fmt.Sprintf("Victim %d", i)), Role: document.T("role")})
	}
	for i := range n {
		r.Parties = append(r.Parties, document.Box{Name: document.T(fmt.Sprintf("Authority %d", i)), Body: true})
		p.Ties = append(p.Ties, document.Tie{
			Label: document.T(fmt.Sprintf("Act %d", i)), To: []int{i, (i * 7) % n},
			From: []document.End{{Party: n + i}, {Party: n + (i*3)%n, Doubt: true}}, Told: document.T(fmt.Sprintf("Told %d.", i)),
		})
	}
	r.Parts = []document.Part{p}
	return r
}

func TestRelationsAreSound(t *testing.T) {
	f := loadFonts(t)
	for _, w := range []words{english, russian, kazakh} {
		t.Run(w.lang, func(t *testing.T) {
			d := document.Document{Title: w.title, Language: w.lang, Words: w.back, Stamp: "2020-05-04T00:00:00Z", Blocks: []document.Block{web(w)}}
			data, _ := export(t, d, f)
			var alt string
			var walk func(e *element)
			walk = func(e *element) {
				if e.kind == "Figure" {
					alt += textOf(e.dict["Alt"])
				}
				for _, k := range e.kids {
					if k, ok := k.(*element); ok {
						walk(k)
					}
				}
			}
			walk(checkStructure(t, data))
			for _, s := range []string{w.heads[1] + ".", w.heads[5] + ".", "C. D. (" + w.q1 + ")"} {
				if !strings.Contains(alt, s) {
					t.Errorf("%q is not read aloud: %q", s, alt)
				}
			}
			l, err := Pages(t.Context(), d, f)
			if err != nil {
				t.Fatal(err)
			}
			inside(t, l)
			golden(t, "relations_"+w.lang+".txt", l.Outline())
		})
	}
}

// TestManyRelationsRunOverPages draws pictures of growing size: every party
// and every act must be there, on as many pages as it takes.
func TestManyRelationsRunOverPages(t *testing.T) {
	f := loadFonts(t)
	for _, n := range []int{1, 2, 9, 14, 40, 300} {
		d := document.Document{Language: "en", Words: english.back, Blocks: []document.Block{crowd(n)}}
		data, _ := export(t, d, f)
		checkStructure(t, data)
		l, err := Pages(t.Context(), d, f)
		if err != nil {
			t.Fatal(err)
		}
		inside(t, l)
		said := l.Outline()
		for i := range n {
			for _, s := range []string{fmt.Sprintf("Victim %d\n", i), fmt.Sprintf("Act %d\n", i), fmt.Sprintf("Authority %d\n", i)} {
				if !strings.Contains(said, s) {
					t.Fatalf("%d parties: %q is missing", 2*n, s)
				}
			}
		}
		if n == 300 && len(l.Pages) < 10 {
			t.Errorf("300 victims stand on %d pages", len(l.Pages))
		}
		again, _ := export(t, d, loadFonts(t))
		if !bytes.Equal(data, again) {
			t.Errorf("%d parties: two exports differ", 2*n)
		}
	}
}

// TestHostileRelations gives ends that name nobody, parties without a name and
// one tie to all.
func TestHostileRelations(t *testing.T) {
	f := loadFonts(t)
	long := strings.Repeat("Ж", 3000)
	var all document.Tie
	r := crowd(3)
	for i := range 6 {
		all.To, all.From = append(all.To, i), append(all.From, document.End{Party: i})
	}
	r.Parts = append(r.Parts,
		document.Part{Ties: []document.Tie{{To: []int{-1, 99}, From: []document.End{{Party: 99}}}}, Alone: []int{-1, 0, 77}},
		document.Part{Ties: []document.Tie{all, all, {}}},
		document.Part{})
	r.Parties = append(r.Parties, document.Box{}, document.Box{Name: document.T(long), Role: document.T(long)})
	r.Parts = append(r.Parts, document.Part{Alone: []int{6, 7}}, document.Part{Ties: []document.Tie{{Label: document.T(long), To: []int{7}, From: []document.End{{Party: 6}}}}})
	d := document.Document{Language: "en", Blocks: []document.Block{r, document.Relations{}}}
	data, _ := export(t, d, f)
	checkStructure(t, data)
}

// TestLinesOfAWebNeverRunTogether holds the promise of the picture: no two
// level and no two upright lines of different ties lie on each other.
func TestLinesOfAWebNeverRunTogether(t *testing.T) {
	f := loadFonts(t)
	for _, r := range []document.Relations{web(english), web(russian), crowd(5), crowd(9), crowd(12)} {
		l, err := Pages(t.Context(), document.Document{Language: "en", Blocks: []document.Block{r}}, f)
		if err != nil {
			t.Fatal(err)
		}
		var thin []layout.Op
		for _, op := range l.Pages[0].Ops {
			if op.Kind == layout.Rect && op.H > 12 && op.W < 1 {
				thin = append(thin, op)
			}
		}
		for i, a := range thin {
			for _, b := range thin[i+1:] {
				if d := a.X - b.X; d > -2 && d < 2 && a.Y < b.Y+b.H && b.Y < a.Y+a.H {
					t.Errorf("upright lines at %.1f and %.1f run together between %.1f and %.1f", a.X, b.X, max(a.Y, b.Y), min(a.Y+a.H, b.Y+b.H))
				}
			}
		}
	}
}
