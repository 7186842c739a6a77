package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"probata/dossier"
	"probata/dossier/door"
	"probata/dossier/edtf"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/submit"
	"probata/ui/widget"
)

// deadlineTask puts a task into the open case that is due soon.
func (b *bench) deadlineTask() dossier.ID {
	b.t.Helper()
	return room.Create(b, dossier.TypeTask, "", func(r dossier.Record) {
		x := r.(*dossier.Task)
		x.Title, x.Due = "Ask for the decision", dossier.Date{EDTF: "2026-12-06"}
	})
}

// TestNearness holds how near a deadline is said to be, and in which tone.
func TestNearness(t *testing.T) {
	s := testSpeech(t, "en")
	today, _ := edtf.Parse("2026-11-24")
	for _, c := range []struct {
		due    string
		passed edtf.Answer
		words  string
		kind   widget.Kind
	}{
		{"2026-11-24", edtf.CannotSay, "today", widget.Danger},
		{"2026-11-25", edtf.No, "in 1 day", widget.Danger},
		{"2026-12-01", edtf.No, "in 7 days", widget.Danger},
		{"2026-12-02", edtf.No, "in 8 days", widget.Warning},
		{"2026-12-24", edtf.No, "in 30 days", widget.Warning},
		{"2027-01", edtf.No, "in 38 days", widget.Neutral},
		{"2026-11", edtf.CannotSay, "perhaps passed", widget.Danger},
		{"2026-11-22", edtf.Yes, "passed 2 days ago", widget.Danger},
		{"2026-10", edtf.Yes, "passed 24 days ago", widget.Danger},
	} {
		due, err := edtf.Parse(c.due)
		if err != nil {
			t.Fatal(err)
		}
		words, kind := s.Nearness(door.Deadline{Due: due, Passed: c.passed}, today)
		if words != c.words || kind != c.kind {
			t.Errorf("%s: %q in tone %d, want %q in %d", c.due, words, kind, c.words, c.kind)
		}
	}
}

// TestNearestDeadline: what is overdue goes before what is to come, but not for ever.
func TestNearestDeadline(t *testing.T) {
	today, _ := edtf.Parse("2026-11-24")
	at := func(key, due string, passed edtf.Answer) door.Deadline {
		d, err := edtf.Parse(due)
		if err != nil {
			t.Fatal(err)
		}
		return door.Deadline{Key: key, Due: d, Passed: passed}
	}
	for _, c := range []struct {
		name string
		all  []door.Deadline
		want string
	}{
		{"none", nil, ""},
		{"only old ones", []door.Deadline{at("limit", "2020-01-01", edtf.Yes)}, ""},
		{"to come", []door.Deadline{at("limit", "2020-01-01", edtf.Yes), at("limit", "2027-01-01", edtf.No)}, "2027-01-01"},
		{"a late task", []door.Deadline{at("task", "2026-11-20", edtf.Yes), at("limit", "2027-01-01", edtf.No)}, "2026-11-20"},
		{"a task long past", []door.Deadline{at("task", "2026-09-20", edtf.Yes), at("limit", "2027-01-01", edtf.No)}, "2027-01-01"},
	} {
		got, ok := speech.Nearest(c.all, today)
		if ok != (c.want != "") || got.Due.String() != c.want {
			t.Errorf("%s: %s, want %s", c.name, got.Due, c.want)
		}
	}
}

// TestDoors shows every body of the law with the verdict that package door gives
// and with all that it gives as reasons, opens the place of one, and begins a
// submission from the door. The word of admissibility is nowhere.
func TestDoors(t *testing.T) {
	for _, tag := range []string{"en", "ru"} {
		b := newBench(t, tag, "light")
		s := b.example()
		s.showTab("doors")
		v := s.view.doors()
		all := door.All(b.parts.Law, door.Question{Dossier: b.session.Dossier, Today: b.Today()})
		if len(v.Shown) != len(all) || len(all) < 15 {
			t.Fatalf("%s: %d of %d bodies are shown", tag, len(v.Shown), len(all))
		}
		for _, d := range all {
			v.Show("doors", d.Body)
			said := textsOf(v.Canvas)
			for _, r := range d.Reasons {
				if !strings.Contains(said, b.say.Reason(r)) {
					t.Errorf("%s: %s: the reason %s is not shown", tag, d.Body, r.Key)
				}
			}
			for _, c := range d.Shuts {
				if !strings.Contains(said, door.ClosingText(b.say.Printer, c)) {
					t.Errorf("%s: %s: that it closes %s is not shown", tag, d.Body, c.Body)
				}
			}
			if lower := strings.ToLower(said); strings.Contains(lower, "admissible") || strings.Contains(lower, "приемлем") {
				t.Errorf("%s: %s: something is called admissible", tag, d.Body)
			}
		}
	}
}

func TestDoorBegins(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.example()
	b.showDoors("doors", "wgad")
	form := speech.FormsOf(b.parts.Forms, "wgad")[0]
	tapRow(t, s.view.doors().Pane, b.say.T("ui.door.begin", "form", form.Title.In("en")))
	if s.view.submit() == nil {
		t.Fatal("the submissions are not shown")
	}
	if r := s.view.submit().Record(); r == nil || r.Form != form.ID || r.Victim == "" {
		t.Errorf("the submission begun is %+v", r)
	}
	b.showDoors("doors", "wgad")
	var need door.Reason
	for _, d := range s.view.doors().All {
		for _, r := range d.Reasons {
			if d.Body == "wgad" && r.State == door.Needed && b.session.Dossier.Get(r.Record) != nil {
				need = r
			}
		}
	}
	if need.Key == "" {
		t.Skip("the example lacks nothing for this body")
	}
	tapRow(t, s.view.doors().Pane, b.say.Reason(need))
	if s.view.doors() != nil {
		t.Errorf("the place that mends %s did not open", need.Key)
	}
}

// TestDeadlinesShown: a task with a day stands in the case, in both lists of
// cases, and in the calendar, there without a word of what it is.
func TestDeadlinesShown(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.example()
	id := b.deadlineTask()
	if said := textsOf(s.view.header); !strings.Contains(said, "Due in 12 days") {
		t.Errorf("the head of the case says %q", said)
	}
	b.showDoors("deadlines", "")
	v := s.view.doors()
	if len(v.Due) == 0 || v.Due[0].Record != id {
		t.Fatalf("%d deadlines, the first not the task", len(v.Due))
	}
	if said := textsOf(v.Canvas); !strings.Contains(said, "in 12 days") {
		t.Error("the list of deadlines does not say how near it is")
	}
	for _, details := range []bool{false, true} {
		days := v.Days(details)
		if len(days) != len(v.Due) {
			t.Fatalf("%d of %d deadlines go into the calendar", len(days), len(v.Due))
		}
		for _, d := range days {
			if neutral := d.Title == b.say.T("command.deadline.title") && d.Text == ""; neutral == details {
				t.Errorf("with details %v an entry says %q, %q", details, d.Title, d.Text)
			}
		}
	}
	s.showCases()
	b.settle("the deadlines", func() bool { return len(b.dues) == 1 })
	if said := textsOf(s.object); !strings.Contains(said, "Due in 12 days") || !strings.Contains(said, "12 d") {
		t.Errorf("the cases do not say when something is due: %s", said)
	}
	b.lock(nil)
	b.settle("lock", func() bool { return b.session == nil })
	if len(b.dues) != 0 {
		t.Error("deadlines outlive the lock")
	}
}

// TestCasesByDeadline puts the case that is due first at the top.
func TestCasesByDeadline(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.example()
	s.newCase()
	b.session.Set(b.session.CaseID(), func(r dossier.Record) { r.(*dossier.Case).Title = "Second" })
	b.deadlineTask()
	s.showCases()
	b.settle("the deadlines", func() bool { return len(b.dues) == 2 })
	if got := s.cases.shown[0].Title; got == "Second" {
		t.Fatal("the cases are not in the order in which they were made")
	}
	switchOn(t, s.cases.order)
	if got := s.cases.shown[0].Title; got != "Second" {
		t.Errorf("by deadline %q comes first", got)
	}
}

// TestFormFamilies offers every form once, each in the house of its body, and a
// follow-up only where something was sent.
func TestFormFamilies(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.example()
	s.showTab("submissions")
	s.view.submit().ShowOffer()
	offered := func(followUps int) {
		t.Helper()
		said := textsOf(s.view.submit().Canvas)
		for _, f := range b.parts.Forms.All() {
			want := 1
			if f.FollowUp {
				want = followUps
			}
			if n := strings.Count(said, f.Title.In("en")); n != want {
				t.Errorf("%s is offered %d times, want %d", f.ID, n, want)
			}
		}
	}
	offered(0)
	room.Create(b, dossier.TypeFiling, "", func(r dossier.Record) { r.(*dossier.Filing).Body = "wgad" })
	b.session.Flush()
	s.view.submit().ShowOffer()
	offered(1)
	for body, want := range map[string]string{"wgad": "council", "upr": "council", "ccpr": "treaty", "ced-ua": "treaty", "tb-report": "treaty", "ecthr-r39": "europe", "iachr": "other", "ilo-cfa": "other", "osce-rfom": "osce", "odihr-hate-crime": "osce", "cpt": "europe", "ccf": "other", "other": "own"} {
		if got := submit.FamilyOf(b.parts.Law, body); got != want {
			t.Errorf("%s is of the house %s, want %s", body, got, want)
		}
	}
}

// textsOf is every word that can be seen in an object.
func textsOf(o fyne.CanvasObject) string {
	var out []string
	for _, x := range test.LaidOutObjects(o) {
		if x, ok := x.(*widget.Text); ok {
			out = append(out, x.Text)
		}
	}
	return strings.Join(out, "\n")
}

// tapRow taps the row with a title.
func tapRow(t testing.TB, o fyne.CanvasObject, title string) {
	t.Helper()
	for _, x := range test.LaidOutObjects(o) {
		if a, ok := x.(interface{ AccessibilityLabel() string }); ok && a.AccessibilityLabel() == title {
			if r, ok := x.(fyne.Tappable); ok {
				test.Tap(r)
				return
			}
		}
	}
	t.Fatalf("there is no row %q", title)
}

// TestEmptyCase opens every new view on a case with nothing in it.
func TestEmptyCase(t *testing.T) {
	b := newBench(t, "ru", "light")
	b.example()
	s := b.shell()
	s.newCase()
	for _, x := range room.Tabs {
		s.showTab(x.Key)
	}
	b.showDoors("deadlines", "")
	if said := textsOf(s.view.doors().Canvas); !strings.Contains(said, b.say.T("ui.due.none")) {
		t.Errorf("without deadlines it says %q", said)
	}
	b.showDoors("doors", "ccpr")
	s.showTab("law")
	s.view.section().ShowMatrix()
	if said := textsOf(s.view.section().Canvas); !strings.Contains(said, b.say.T("ui.empty.allegation")) {
		t.Errorf("without allegations it says %q", said)
	}
	s.view.section().LeaveMatrix()
	s.showTab("submissions")
	for _, f := range b.parts.Forms.All() {
		s.view.submit().Begin(f.ID)
		for _, key := range []string{"web", "problems", "page"} {
			s.view.submit().Side.Show(key)
		}
		s.view.submit().Portal.Look(true)
		b.settle(f.ID, func() bool { return s.view.submit().Portal.Made })
	}
}
