package submission

import (
	"fmt"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/document"
)

// course is a case with n events; with dates they are a few days apart.
func course(n int, dated bool) *dossier.Dossier {
	d := fictional()
	for _, e := range dossier.Of[*dossier.Event](d) {
		d.Remove(e.ID)
	}
	kinds := []string{"arrest", "hearing", "search", "threat"}
	for i := range n {
		e := &dossier.Event{
			Head:  dossier.Head{ID: dossier.ID(fmt.Sprintf("event-n%04d", i)), Case: "case-1", Place: int64(i + 1)},
			Title: fmt.Sprintf("Event %d", i), Kind: kinds[i%len(kinds)], Parties: []dossier.ID{"party-v"},
		}
		if dated && i%10 != 9 {
			e.When = dossier.Date{EDTF: fmt.Sprintf("%d-%02d-%02d", 2015+i*3/360, 1+i*3/30%12, 1+i*3%28)}
		}
		d.Put(e)
	}
	return d
}

func timelineOf(t *testing.T, d *dossier.Dossier, filter string) document.Timeline {
	t.Helper()
	form := formOf(t, "", "id = \"facts\"\nkind = \"table\"\nview = \"facts\"", "id = \"c\"\nkind = \"table\"\nview = \"chronology\"\nfilter = [\""+filter+"\"]")
	return answer(t, fill(t, Request{Dossier: d, Form: form}), "c").Blocks[0].(document.Timeline)
}

// marks counts the marks of a timeline and the events that they stand for.
func marks(tl document.Timeline) (all, events, undated int) {
	for _, l := range tl.Lanes {
		for _, m := range l.Moments {
			all++
			events += max(1, m.Count)
			if m.Undated {
				undated += max(1, m.Count)
			}
		}
	}
	return all, events, undated
}

// TestChronologyKeepsEveryEvent draws few and many events: none is lost, many
// are thinned, and what has no date never gets one.
func TestChronologyKeepsEveryEvent(t *testing.T) {
	for _, n := range []int{1, 5, 50, 500} {
		tl := timelineOf(t, course(n, true), "kind")
		all, events, undated := marks(tl)
		if events != n || undated != n/10 || tl.Order || len(tl.Ticks) > mostTicks+2 {
			t.Errorf("%d events: %d are drawn, %d without a date, %d ticks", n, events, undated, len(tl.Ticks))
		}
		if thinned := all < n; thinned != (n > thinFrom) {
			t.Errorf("%d events are %d marks", n, all)
		}
		for _, l := range tl.Lanes {
			for _, m := range l.Moments {
				if m.Count > 0 && !strings.HasPrefix(document.Plain(m.Label), "×") {
					t.Errorf("%d events: %d together read %q", n, m.Count, document.Plain(m.Label))
				}
			}
			if len(l.Moments) > thinMarks+thinListed && n > thinFrom {
				t.Errorf("%d events: a lane has %d marks", n, len(l.Moments))
			}
		}
	}
}

// TestChronologyWithoutDates: an order of events has no dates to show, and a
// bar reaches over what happened in the course of another event.
func TestChronologyWithoutDates(t *testing.T) {
	d := course(6, false)
	last, _ := dossier.Find[*dossier.Event](d, "event-n0005")
	last.During = []dossier.ID{"event-n0002"}
	tl := timelineOf(t, d, "kind")
	all, events, undated := marks(tl)
	if !tl.Order || all != 6 || events != 6 || undated != 0 || !strings.Contains(document.Plain(tl.Key), "No date is known") {
		t.Errorf("order %v, %d marks, %d events, %d undated, key %q", tl.Order, all, events, undated, document.Plain(tl.Key))
	}
	bars := 0
	for _, l := range tl.Lanes {
		for _, m := range l.Moments {
			if m.To > m.From {
				bars++
			}
		}
	}
	if bars != 1 {
		t.Errorf("%d bars", bars)
	}
	if all, _, _ := marks(timelineOf(t, course(500, false), "kind")); all > 4*thinMarks {
		t.Errorf("500 events without dates are %d marks", all)
	}
}

// TestLanes: by kind, or by alleged victim with one lane for all else.
func TestLanes(t *testing.T) {
	names := func(filter string) string {
		var out []string
		for _, l := range timelineOf(t, fictional(), filter).Lanes {
			out = append(out, document.Plain(l.Name))
		}
		return strings.Join(out, ", ")
	}
	if got, want := names("kind"), "Arrest, Other"; got != want {
		t.Errorf("lanes of kinds: %s", got)
	}
	if got, want := names("victim"), "Aigul Sadykova, Other"; got != want {
		t.Errorf("lanes of victims: %s", got)
	}
}

func relationsOf(t *testing.T, e Edition) (document.Relations, []string) {
	t.Helper()
	f := fill(t, Request{Form: formOf(t, "", "id = \"relations\"\nkind = \"table\"\nview = \"relations\""), Edition: e})
	return answer(t, f, "relations").Blocks[0].(document.Relations), f.Withheld()
}

// told is all that a picture says, part by part.
func told(r document.Relations) string {
	var b strings.Builder
	for _, p := range r.Parts {
		for _, tie := range p.Ties {
			b.WriteString(document.Plain(tie.Told) + "\n")
		}
		for _, i := range p.Alone {
			b.WriteString("alone: " + document.Plain(r.Parties[i].Name) + "\n")
		}
	}
	return b.String()
}

func TestRelations(t *testing.T) {
	r, _ := relationsOf(t, Confidential)
	want := "Arrest: Aigul Sadykova. By: Daniyar Bekov.\nOleg Kim – brother (Aigul Sadykova).\nalone: Шабыт Омаров\n"
	if got := told(r); got != want {
		t.Errorf("the picture says\n%swant\n%s", got, want)
	}
}

// TestRelationsOfOneVictim: a form for one victim shows nobody whom nothing
// ties to a victim.
func TestRelationsOfOneVictim(t *testing.T) {
	r := answer(t, fill(t, Request{Form: allViews(t)}), "relations").Blocks[0].(document.Relations)
	if got := told(r); !strings.Contains(got, "Oleg Kim") || strings.Contains(got, "alone") || strings.Contains(got, "Omarov") {
		t.Errorf("the picture says\n%s", got)
	}
}

// TestRelationsOfEditions: what is withheld is in no box, no tie and no
// description; who may be named still is.
func TestRelationsOfEditions(t *testing.T) {
	for _, e := range []Edition{State, Public} {
		r, withheld := relationsOf(t, e)
		var all []string
		document.Spans([]document.Block{r}, func(s document.Span) { all = append(all, s.Text) })
		text := strings.Join(all, "\n") + r.Said()
		if found := Leaks(text, withheld); len(withheld) == 0 || len(found) > 0 {
			t.Errorf("%s: %d of %d withheld texts are in the picture", e, len(found), len(withheld))
		}
		for _, s := range []string{"Daniyar Bekov", "Witness One", "Arrest"} {
			if !strings.Contains(text, s) {
				t.Errorf("%s: %q is gone", e, s)
			}
		}
		if strings.Contains(text, "Open Door") {
			t.Errorf("%s: the author is in the picture", e)
		}
	}
}

// TestTheFinishedTextIsSearchedForFigures puts a withheld name into every
// place of a figure that is not prose; the document must then be refused.
func TestTheFinishedTextIsSearchedForFigures(t *testing.T) {
	const name = "Sadykova"
	for what, b := range map[string]document.Block{
		"lane":        document.Timeline{Lanes: []document.Lane{{Name: document.T(name)}}},
		"moment":      document.Timeline{Lanes: []document.Lane{{Moments: []document.Moment{{Label: document.T(name)}}}}},
		"description": document.Timeline{Alt: name},
		"box":         document.Relations{Parties: []document.Box{{Name: document.T(name)}}},
		"role":        document.Relations{Parties: []document.Box{{Role: document.T(name)}}},
		"tie":         document.Relations{Parts: []document.Part{{Ties: []document.Tie{{Label: document.T(name)}}}}},
		"sentence":    document.Relations{Parts: []document.Part{{Ties: []document.Tie{{Told: document.T(name)}}}}},
		"signature":   document.Signature{Names: []string{name}},
	} {
		if found := Leaks(DocumentText(document.Document{Blocks: []document.Block{b}}), []string{name}); len(found) != 1 {
			t.Errorf("a name in the %s is not found", what)
		}
	}
	front := &document.Front{Items: []document.FieldItem{{Answer: []document.Block{document.Para(name)}}}}
	if found := Leaks(DocumentText(document.Document{Front: front}), []string{name}); len(found) != 1 {
		t.Error("a name on the title page is not found")
	}
}

// TestMatrix: the facts that carry an element stand beside it, what is missing
// is not told, and the same said of two provisions stands once.
func TestMatrix(t *testing.T) {
	d := fictional()
	for _, a := range dossier.Of[*dossier.Allegation](d) {
		d.Remove(a.ID)
	}
	for i, provision := range []string{"iccpr.9", "udhr.9", "iccpr.14"} {
		id := dossier.ID(fmt.Sprintf("allegation-m%d", i))
		d.Put(&dossier.Allegation{Head: dossier.Head{ID: id, Case: "case-1", Place: int64(i)}, Provision: provision, Victim: "party-v"})
		for k, state := range []string{"shown", "partly", "missing", "not-applicable"} {
			x := &dossier.Finding{
				Head:       dossier.Head{ID: dossier.ID(fmt.Sprintf("finding-m%d%d", i, k)), Case: "case-1", Place: int64(k)},
				Allegation: id, Element: fmt.Sprintf("iccpr.9.e%d", k), State: state, Facts: []dossier.ID{"event-1"},
			}
			if state == "partly" {
				x.Holes = []string{"the warrant"}
			}
			if i == 2 {
				x.Facts = nil
			}
			d.Put(x)
		}
	}
	form := formOf(t, "", "id = \"facts\"\nkind = \"table\"\nview = \"facts\"", "id = \"m\"\nkind = \"table\"\nview = \"matrix\"")
	table := answer(t, fill(t, Request{Dossier: d, Form: form}), "m").Blocks[0].(document.Table)
	groups, elements := 0, 0
	for _, row := range table.Rows {
		if row[0].Span > 1 {
			groups++
			continue
		}
		elements++
		if ref := row[1].Paragraphs[0][0].Ref; ref != "event-1" {
			t.Errorf("the fact is referred to by %q", ref)
		}
	}
	if groups != 1 || elements != 2 { // the third provision has no facts; of four elements one is missing, one does not apply
		t.Errorf("%d groups, %d elements", groups, elements)
	}
	if s := DocumentText(document.Document{Blocks: []document.Block{table}}); strings.Contains(s, "the warrant") {
		t.Error("a hole went out")
	}
}

// TestFrontNamesNoAuthor: the title page stays when the author's leaf is taken
// out.
func TestFrontNamesNoAuthor(t *testing.T) {
	for _, e := range []Edition{Confidential, State, Public} {
		doc, err := fill(t, Request{Form: allViews(t), Edition: e}).Document()
		if err != nil {
			t.Fatal(err)
		}
		text := DocumentText(document.Document{Front: doc.Front})
		if strings.Contains(text, "Open Door") || strings.Contains(text, "Sadykova") != (e == Confidential) {
			t.Errorf("%s: %s", e, text)
		}
		if doc.Front.Pages == "" || doc.Front.Mark != doc.Mark || !strings.Contains(text, "24 November 2026") {
			t.Errorf("%s: %+v", e, doc.Front)
		}
	}
}
